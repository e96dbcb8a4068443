from __future__ import annotations

import pytest

from benchmarks.page import README, with_table


def test_a_table_takes_the_place_of_the_last_one() -> None:
    page = README.read_text(encoding="utf-8")
    once = with_table(page, "one\ntwo")
    assert "```\none\ntwo\n```" in once
    assert with_table(with_table(page, "an older run"), "one\ntwo") == once


def test_a_page_without_a_place_for_the_table_is_left_alone() -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        with_table("Nothing here.", "one")
