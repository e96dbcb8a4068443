from __future__ import annotations

import json

import pytest

from tests.cli.shell import Letbe

READERS = ["today", "streaks", "habits", "pauses"]


def test_the_first_record_begins_with_the_starters_and_says_so_beside_the_data(empty: Letbe) -> None:
    answer = empty("done", "quiet")
    assert answer.code == 0
    assert answer.out == "Quiet time alone, today: done · streak 1 day (undo: letbe undo)\n"
    assert "7 practices" in answer.err
    assert [habit["id"] for habit in empty.json("habits")] == [
        "hobby", "quiet", "mindful", "feelings", "fix", "listen", "honest",
    ]  # fmt: skip


def test_taking_the_first_mark_back_leaves_the_list(empty: Letbe) -> None:
    empty("done", "quiet")
    empty("undo")
    assert len(empty.json("habits")) == 7
    assert empty.json("log", "quiet") == []


@pytest.mark.parametrize("command", READERS)
def test_who_only_reads_is_told_how_to_start_and_nothing_is_written(empty: Letbe, command: str) -> None:
    answer = empty(command)
    assert (answer.code, answer.out, empty.bytes) == (0, "", None)
    assert "letbe done quiet" in answer.err


@pytest.mark.parametrize("command", READERS)
def test_json_of_nothing_is_an_empty_list(empty: Letbe, command: str) -> None:
    assert json.loads(empty(command, "--json").out) == []


def test_the_first_habit_of_ones_own_begins_a_list_with_no_other(empty: Letbe) -> None:
    answer = empty("add", "Quiet time alone")  # also one that letbe would have offered
    assert (answer.code, answer.err) == (0, f"Began a new list in {empty.path}.\n")
    assert [habit["name"] for habit in empty.json("habits")] == ["Quiet time alone"]


@pytest.mark.parametrize(
    "words", [("agreements", "add", "Thursdays stay free"), ("areas", "add", "Work")], ids=" ".join
)
def test_what_asks_for_no_habits_brings_none(empty: Letbe, words: tuple[str, ...]) -> None:
    answer = empty(*words)
    assert (answer.code, answer.err) == (0, f"Began a new list in {empty.path}.\n")
    assert empty.json("habits") == []


def test_a_change_that_changes_nothing_makes_no_book(empty: Letbe) -> None:
    assert empty("clear", "quiet").code == 0
    assert empty.bytes is None


def test_without_a_command_a_pipe_gets_today_and_a_terminal_the_app(letbe: Letbe) -> None:
    assert letbe.out() == letbe.out("today")
    assert letbe(terminal=True).out == ""
    assert letbe("--file", "x.json", terminal=True).code == 0
    assert letbe("demo", terminal=True).code == 0
    assert letbe.opened == [(None, False), ("x.json", False), (None, True)]


def test_the_demo_in_a_pipe_shows_a_made_up_day_and_touches_no_file(empty: Letbe) -> None:
    out = empty.out("demo")
    assert "Sunday 22 November 2026" in out
    assert "Quiet time alone" in out
    assert empty.bytes is None


def test_the_file_can_be_chosen_by_option_or_environment(empty: Letbe) -> None:
    assert empty.out("path") == empty.path + "\n"
    other = empty.path + ".other"
    assert empty.out("path", "--file", other) == empty.out("--file=" + other, "path") == other + "\n"
