"""For other eyes, from the shell: each page and export takes the same options, and what lacks something stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Letbe


@pytest.fixture
def lived(letbe: Letbe) -> Letbe:
    letbe("done", "quiet", "20", "--note", "under the lamp")
    letbe("passed", "wanting", "--trigger", "a short reply")
    return letbe


@pytest.mark.parametrize(
    "page", [("card",), ("review",), ("export", "--format", "markdown"), ("export",)], ids=" ".join
)
def test_every_page_takes_the_same_options(page: tuple[str, ...], lived: Letbe) -> None:
    whole = lived(*page).out
    for options, gone, stays in (
        (("--no-notes",), "lamp", "Quiet time"),
        (("--no-names",), "Quiet time", "lamp"),
        (("--mask", "--habit", "quiet"), "lamp", "habit jsn"),
        (("--area", "personal"), "Wanting", "Quiet time"),
    ):
        text = lived(*page, *options).out
        assert (gone in whole, gone in text, stays in text) == (True, False, True), options
    assert lived(*page, "--area", "harpsichord").code == 3


def test_a_habit_of_its_own_can_be_looked_at_without_its_name(lived: Letbe) -> None:
    assert "habit jsn" in lived.out("review", "quiet", "--mask", "--area", "self-care")


def test_a_book_that_lacks_something_never_takes_the_place_of_a_whole_one(lived: Letbe, tmp_path: Path) -> None:
    path = str(tmp_path / "for-her.json")
    assert "does not take it in again" in lived("export", "-o", path, "--no-notes").err
    before = lived.bytes
    other = Letbe(str(tmp_path / "empty" / "habits.json"))
    for place, words in (
        (lived, ("import", path)),
        (lived, ("import", path, "--over")),
        (lived, ("merge", path)),
        (lived, ("merge", path, "--join")),
        (other, ("import", path)),
    ):
        answer = place(*words)
        assert (answer.code > 0, answer.err.count("\n")) == (True, 1), answer
        assert "were left out of it" in answer.err
    assert (lived.bytes, other.bytes) == (before, None)
    assert Letbe(path).json("habits"), "it can be looked at by itself"


def test_days_can_be_asked_for_where_a_table_or_a_diary_is(lived: Letbe) -> None:
    lived("done", "quiet", "5", "--on", "2026-11-10")
    for form in ("csv", "markdown"):
        text = lived.out("export", "--format", form, "--from", "2026-11-09", "--to", "2026-11-11")
        assert "lamp" not in text
        assert "2026-11-10" in text or "10 November" in text
    assert lived("export", "--from", "yesterday").code == 2
    assert lived("export", "--format", "csv", "--from", "today", "--to", "yesterday").code == 1
