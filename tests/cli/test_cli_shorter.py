"""What saves words in a shell: several amounts at once, all that is open, another day, and words nobody has to know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.shell import Letbe
from tracker.cli.commands import COMMANDS
from tracker.cli.synonyms import _MEANT, meant_by


def amounts(letbe: Letbe) -> dict[str, Any]:
    return {item["id"]: item["amount"] or item["mark"] for item in letbe.json("today") if item["mark"]}


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("quiet 20 mindful 10", {"quiet": 20, "mindful": 10}),
        ("quiet mindful 10 hobby 30m", {"quiet": 10, "mindful": 10, "hobby": 30}),
        ("quiet 20 listen", {"quiet": 20, "listen": "done"}),
        ("quiet +15 mindful +5", {"quiet": 15, "mindful": 5}),
        ("Quiet time alone 20 mindful minutes 10", {"quiet": 20, "mindful": 10}),
        ("quiet 20 quiet 10", {"quiet": 30}),
    ],
)
def test_each_amount_belongs_to_the_habits_before_it(letbe: Letbe, words: str, marks: dict[str, Any]) -> None:
    letbe.out("done", *words.split())
    assert amounts(letbe) == marks
    letbe("undo")
    assert amounts(letbe) == {}, "it was one change"


def test_a_number_inside_a_whole_name_is_no_amount(letbe: Letbe) -> None:
    letbe("add", "Walk 20 steps", "--goal", "30 min")
    letbe.out("done", "walk", "20", "steps", "25", "quiet", "10")
    assert amounts(letbe) == {"quiet": 10, "walk-20-steps": 25}


@pytest.mark.parametrize("words", ["quiet 20 nobody", "listen 20 quiet 10", "quiet x mindful 10"])
def test_where_one_of_several_does_not_fit_nothing_is_written(letbe: Letbe, words: str) -> None:
    before = letbe.bytes
    assert letbe("done", *words.split()).code in (1, 2, 3)
    assert letbe.bytes == before


def test_all_that_is_open_is_skipped_with_one_note_and_what_is_done_stays(letbe: Letbe) -> None:
    letbe("done", "quiet")
    said = letbe.out("skip", "--all", "-n", "in bed")
    assert said.count("\n") == 1
    assert {item["note"] for item in letbe.json("today") if item["mark"] == "skip"} == {"in bed"}
    assert amounts(letbe)["quiet"] == "done"
    assert letbe.out("skip", "--all") == "Nothing is open today.\n"
    letbe("clear", "--all")
    letbe("clear", "--all")
    assert amounts(letbe) == {}
    assert letbe.out("clear", "--all") == "Nothing is recorded today.\n"


def test_three_days_in_bed_are_one_command(letbe: Letbe) -> None:
    letbe("edit", "quiet", "--from", "-9")
    letbe.out("skip", "--all", "--on", "-2..today", "--note", "flu")
    assert [row["mark"] for row in letbe.json("log", "quiet")] == ["skip"] * 3


@pytest.mark.parametrize("command", ["skip", "missed", "clear"])
def test_all_and_names_do_not_go_together_and_one_of_them_is_needed(letbe: Letbe, command: str) -> None:
    assert letbe(command, "quiet", "--all").code == 2
    answer = letbe(command)
    assert (answer.code, answer.err) == (2, f"`letbe {command}` needs a HABIT, or --all.\n")


def test_what_cannot_be_missed_is_left_out_of_all(letbe: Letbe) -> None:
    letbe.out("missed", "--all")
    assert "fix" not in amounts(letbe)
    assert amounts(letbe)["listen"] == "missed"


def test_another_day_is_shown_as_it_stood_then(letbe: Letbe) -> None:
    letbe("edit", "quiet", "--from", "-9")
    letbe("done", "quiet", "--on", "yesterday")
    out = letbe.out("today", "--on", "yesterday")
    assert "Saturday 21 November 2026 · 1 of" in out
    assert "Nothing of that day was left open." in out
    assert "Next: letbe done quiet --on 2026-11-20" in letbe.out("today", "--on", "-2")
    (quiet,) = (each for each in letbe.json("today", "--on", "yesterday") if each["id"] == "quiet")
    assert (quiet["day"], quiet["mark"], quiet["verdict"]) == ("2026-11-21", "done", "kept")
    assert letbe("today", "--on", "tomorrow").code == 1


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("erase", "`letbe clear` (a day's mark) or `letbe delete` (a habit)"),
        ("remove", "`letbe clear` (a day's mark) or `letbe delete` (a habit)"),
        ("check", "`letbe done`"),
        ("chekc", "`letbe done`"),
        ("list", "`letbe habits`"),
        ("timer", "`letbe now`"),
        ("week", "`letbe review --period week`"),
        ("urge", "`letbe passed` or `letbe acted`"),
        ("Streak", "`letbe streaks`"),
        ("xyzzy", ""),
    ],
)
def test_a_word_that_is_no_command_is_taken_for_the_one_that_is_meant(word: str, meant: str) -> None:
    assert meant_by(word) == meant


def test_no_synonym_is_a_command_and_each_leads_to_one() -> None:
    assert not set(_MEANT) & set(COMMANDS)
    commands = {each.split()[0] for meant in _MEANT.values() for each in meant.split(", ")}
    assert commands <= set(COMMANDS)
