"""The card from the shell, for other eyes too, and the page on safety."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Letbe


@pytest.fixture
def lived(letbe: Letbe) -> Letbe:
    letbe("done", "quiet", "20", "--note", "under the lamp")
    letbe("passed", "fix", "--strength", "4", "--trigger", "short reply", "--note", "took a walk")
    return letbe


def test_a_week_is_a_page_of_its_days(lived: Letbe) -> None:
    text = lived.out("card")
    assert "Sun 22 Nov\n" in text
    assert "Quiet time alone: 20 min" in text
    assert "1 let pass, 0 acted on, strongest 4 of 5, let pass" in text
    assert "under the lamp" in text


@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_it_is_written_as_the_file_is_called(ending: str, lived: Letbe, tmp_path: Path) -> None:
    lived.out("card", "-o", str(tmp_path / f"card.{ending}"))
    text = (tmp_path / f"card.{ending}").read_text()
    begins = {"md": "# Week 47", "html": "<!DOCTYPE html>", "txt": "Week 47 of 2026"}
    assert text.startswith(begins[ending])


def test_other_eyes_see_what_they_may(lived: Letbe) -> None:
    without_notes = lived.out("card", "--no-notes")
    assert "Quiet time" in without_notes
    assert not [word for word in ("lamp", "short reply", "a walk") if word in without_notes]
    without_names = lived.out("card", "--no-names")
    assert "Quiet time" not in without_names.replace("Notes", "")
    one = lived.out("card", "--habit", "quiet")
    assert "fix" not in one
    assert "Quiet" not in lived.out("card", "--area", "self-care")


def test_the_setting_masks_a_card_that_is_written_and_leaves_what_is_printed_whole(
    lived: Letbe, tmp_path: Path
) -> None:
    lived("settings", "mask", "on")
    lived.out("card", "-o", str(tmp_path / "card.md"))
    text = (tmp_path / "card.md").read_text()
    assert [words for words in ("Quiet time", "lamp", "short reply") if words in text] == []
    assert "under the lamp" in lived.out("card")


def test_what_cannot_be_is_said(lived: Letbe) -> None:
    assert lived("card", "--week", "+7").code in (1, 2)
    assert lived("card", "--format", "pdf").code == 2
    assert lived("card", "--habit", "piano").code == 3


def test_the_page_on_safety_is_calm_and_needs_no_book(empty: Letbe) -> None:
    page = empty.out("help", "safety")
    assert {empty.out("help", "safety", "-x"), empty.out("help", "safety", "please")} == {page}
    assert "findahelpline.com" in page
    assert max(map(len, page.splitlines())) <= 80
    assert "letbe help safety" in empty.out("--help")


@pytest.mark.parametrize("command", ["card", "review"])
@pytest.mark.parametrize("name", ["x.pdf", "x.PDF", "a.b.docx", "x.json"])
def test_a_page_is_not_written_as_what_it_is_not(letbe: Letbe, command: str, name: str, tmp_path: Path) -> None:
    letbe("done", "quiet")
    answer = letbe(command, "-o", str(tmp_path / name))
    assert (answer.code, "end the file in .html" in answer.err) == (2, True)
    assert not (tmp_path / name).exists()
    assert letbe(command, "--format", "text", "-o", str(tmp_path / name)).code == 0, "who names a format is heard"
    assert (letbe(command, "-o", "").code, letbe(command, "-o", str(tmp_path / "page")).code) == (2, 0)
