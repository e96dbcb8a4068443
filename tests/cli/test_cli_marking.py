from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.cli.shell import Letbe


def test_a_check_off_says_what_the_new_state_and_how_to_undo(letbe: Letbe) -> None:
    for day in ("-2", "-1"):
        letbe("done", "quiet", "--on", day)
    assert letbe.out("done", "quiet") == "Quiet time alone, today: done · streak 3 days (undo: letbe undo)\n"


def test_done_twice_is_done_once_and_says_so(letbe: Letbe) -> None:
    letbe("done", "quiet")
    before = letbe.bytes
    assert letbe.out("done", "quiet") == "Quiet time alone, today: done already\n"
    assert letbe.bytes == before


def test_ten_quiet_days_are_a_streak_of_ten(letbe: Letbe) -> None:
    said = letbe.out("done", "quiet", "--on", "2026-11-01..2026-11-10")
    assert said.startswith("Quiet time alone, Sun 1 Nov to Tue 10 Nov: done")
    assert letbe.one("streaks", "quiet", "--as-of", "2026-11-10")["current"] == 10


def test_a_skip_in_between_leaves_one_streak_of_nine_that_the_next_morning_does_not_end(letbe: Letbe) -> None:
    letbe("done", "quiet", "--on", "2026-11-01..2026-11-10")
    letbe("skip", "quiet", "--on", "2026-11-05")
    for day in ("2026-11-10", "2026-11-11"):
        standing = letbe.one("streaks", "quiet", "--as-of", day)
        assert standing["current"] == 9
        assert [streak["length"] for streak in standing["streaks"]] == [9]


def test_the_numbers_of_an_earlier_day_are_those_of_that_morning(letbe: Letbe) -> None:
    letbe("edit", "quiet", "--from", "2026-11-01", "--goal", "at least 15 min")
    letbe("done", "quiet", "--on", "2026-11-01..2026-11-10")
    assert letbe.one("streaks", "quiet", "--as-of", "2026-11-12")["current"] == 0
    assert letbe.one("streaks", "quiet", "--as-of", "2026-11-05")["current"] == 5


def test_several_habits_and_an_amount_at_the_end(letbe: Letbe) -> None:
    assert letbe.out("done", "quiet", "hobby", "20") == (
        "Today: Quiet time alone 20 min, Time for a hobby that is mine 20 of 30 min (undo: letbe undo)\n"
    )


def test_amounts_add_up_within_a_day_and_set_replaces(letbe: Letbe) -> None:
    letbe("done", "hobby", "20")
    assert "hobby that is mine, today: 30 min" in letbe.out("done", "hobby", "10m")
    assert "5 of 30 min" in letbe.out("done", "hobby", "5", "--set")
    assert "35 min" in letbe.out("done", "hobby", "0.5h")


def test_an_unquoted_name_of_several_words_is_one_habit(letbe: Letbe) -> None:
    assert "Quiet time alone, today: 20 min" in letbe.out("done", "quiet", "time", "alone", "20")


def test_options_may_stand_between_the_words(letbe: Letbe) -> None:
    assert "Quiet time alone, yesterday: 20 min" in letbe.out("done", "quiet", "--on", "yesterday", "20")


def test_all_open_checks_off_what_is_due_and_leaves_limits_and_urges(letbe: Letbe) -> None:
    letbe("add", "Checking on someone", "--goal", "at most 1 time")
    letbe("done", "quiet")
    letbe("skip", "mindful")
    letbe("missed", "feel")
    said = letbe.out("done", "--all-open")
    assert said.count("\n") == 1
    marks = {item["id"]: item["mark"] for item in letbe.json("today")}
    assert marks == {
        "hobby": "done", "quiet": "done", "mindful": "skip", "feelings": "missed", "listen": "done", "honest": "done",
        "checking-on-someone": None, "fix": None,
    }  # fmt: skip
    assert letbe.out("done", "--all-open") == "Nothing is open today.\n"


def test_a_note_can_come_with_a_mark_and_both_are_one_change(letbe: Letbe) -> None:
    letbe("done", "quiet", "--note", "rained, sat inside")
    assert letbe.one("log", "quiet") == {
        "day": "2026-11-22", "mark": "done", "amount": None, "passed": None, "acted": None,
        "note": "rained, sat inside",
    }  # fmt: skip
    letbe("undo")
    assert letbe.json("log", "quiet") == []


def test_a_note_of_its_own_is_written_and_taken_away(letbe: Letbe) -> None:
    assert (
        letbe.out("note", "quiet", "a", "long", "day") == "Quiet time alone, today: note written (undo: letbe undo)\n"
    )
    assert letbe.one("log", "quiet")["note"] == "a long day"
    assert "note removed" in letbe.out("note", "quiet", "")
    assert letbe.json("log", "quiet") == []


def test_a_note_that_takes_the_place_of_another_says_so(letbe: Letbe) -> None:
    letbe("note", "quiet", "a long day")
    before = "Quiet time alone, today: "
    assert letbe.out("note", "quiet", "short").startswith(f"{before}note written, in place of “a long day” (undo")
    assert letbe.out("done", "quiet", "--note", "x").startswith(f"{before}done, its note in place of “short” ·")
    assert "in place" not in letbe.out("note", "quiet", "")
    letbe("note", "quiet", "hidden")
    letbe("settings", "mask", "on")
    assert letbe.out("note", "quiet", "mine").startswith(f"{before}note written, in place of another ·")


def test_skipped_and_missed_and_cleared(letbe: Letbe) -> None:
    assert letbe.out("skip", "quiet") == "Quiet time alone, today: skipped (undo: letbe undo)\n"
    assert letbe.out("missed", "quiet") == "Quiet time alone, today: missed (undo: letbe undo)\n"
    assert letbe.out("clear", "quiet") == "Quiet time alone, today: cleared (undo: letbe undo)\n"
    assert letbe.out("clear", "quiet") == "Quiet time alone, today: nothing to clear\n"


def test_a_week_says_how_far_it_has_come(letbe: Letbe) -> None:
    letbe("edit", "honest", "--from", "2026-11-02", "--schedule", "3/week")
    assert "Say one honest thing kindly, today: done · 1 of 3 this week" in letbe.out("done", "honest")


def test_urges_are_counted_and_told_apart(letbe: Letbe) -> None:
    assert "Wanting to fix, steer or rescue, today: 1 let pass" in letbe.out("passed", "wanting")
    assert "3 let pass" in letbe.out("passed", "wanting", "2")
    assert letbe.out("acted", "wanting", "--note", "on the phone") == "Noted; what would help next time?\n"
    log = letbe.one("log", "wanting")
    assert (log["mark"], log["passed"], log["acted"], log["note"]) == (None, 3, 1, None)
    assert [event["note"] for event in letbe.json("events", "wanting")] == [None, None, None, "on the phone"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("done", "wanting"), "letbe passed"),
        (("missed", "wanting"), "letbe acted"),
        (("passed", "quiet"), "letbe done"),
        (("done", "checking"), "letbe done … 2"),
        (("missed", "checking"), "letbe done … 2"),
        (("missed", "screen"), "counts how much it was"),
        (("acted", "checking"), "where it did, `letbe done … 1` adds one"),
        (("acted", "quiet"), "letbe done"),
        (("done", "listen", "20"), "plain check"),
    ],
)
def test_what_does_not_fit_the_goal_is_refused_with_what_does(letbe: Letbe, words: tuple[str, ...], hint: str) -> None:
    letbe("add", "Checking on someone", "--goal", "at most 1 time")
    letbe("add", "Screen", "--goal", "at most 30 min")
    before = letbe.bytes
    answer = letbe(*words)
    assert (answer.code, answer.out, letbe.bytes) == (1, "", before)
    assert hint in answer.err


@pytest.mark.parametrize("words", [("passed", "checking"), ("passed", "checking", "2"), ("passed", "screen")])
def test_what_did_not_happen_under_a_limit_is_never_advised_to_be_recorded(
    letbe: Letbe, words: tuple[str, ...]
) -> None:
    letbe("add", "Checking on someone", "--goal", "at most 1 time")
    letbe("add", "Screen", "--goal", "at most 30 min")
    answer = letbe(*words)
    assert answer.code == 1
    assert answer.err.endswith("where it did not happen, nothing has to be written.\n")
    assert "letbe done" not in answer.err


def test_an_archived_habit_takes_no_mark_after_its_end(letbe: Letbe) -> None:
    letbe("archive", "quiet")
    answer = letbe("done", "quiet")
    assert answer.code == 1
    assert "letbe restore" in answer.err
    assert letbe("done", "quiet", "--on", "yesterday").code == 0


def test_quiet_prints_nothing_and_still_records(letbe: Letbe) -> None:
    assert letbe.out("-q", "done", "quiet") == ""
    assert letbe.one("log", "quiet")["mark"] == "done"


def test_ease_goes_from_one_to_five(letbe: Letbe) -> None:
    assert letbe.out("ease", "4", "--note", "a good talk") == "Today: ease 4 (undo: letbe undo)\n"
    assert letbe.out("ease", "4") == "Today: ease 4 already\n"
    assert letbe("ease", "6").code == 1
    assert letbe("ease", "well").code == 2


def test_the_day_starts_when_the_user_says(letbe: Letbe) -> None:
    letbe("settings", "day-start", "03:00")
    letbe.now = datetime(2026, 11, 23, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    letbe("done", "quiet")
    assert letbe.one("log", "quiet")["day"] == "2026-11-22"
    letbe.now = datetime(2026, 11, 23, 3, 0, tzinfo=timezone(timedelta(hours=1)))
    assert letbe.json("today")[0]["day"] == "2026-11-23"


def test_a_number_at_the_end_is_an_amount_although_another_name_has_it(letbe: Letbe) -> None:
    letbe("add", "Read 20 min", "--goal", "at least 20 min")
    assert letbe.out("done", "hobby", "20").startswith("Time for a hobby that is mine, today: 20 of 30 min")
    assert letbe.out("done", "read", "5").startswith("Read 20 min, today: 5 of 20 min")
    assert letbe.out("done", "Read 20 min").startswith("Read 20 min, today: done")


def test_a_mark_before_the_first_rule_says_from_when_the_habit_is_counted_now(letbe: Letbe) -> None:
    letbe("done", "feelings")
    assert "counted from Sun 1 Nov on" in letbe.out("done", "feelings", "--on", "2026-11-01")
    assert "counted" not in letbe.out("done", "feelings", "--on", "2026-11-05")


def test_a_day_of_long_ago_is_taken_for_a_slip_of_the_fingers(letbe: Letbe) -> None:
    answer = letbe("done", "quiet", "--on", "0226-11-01")
    assert (answer.code, answer.err) == (
        1, "0226-11-01 is before 1970, where letbe's calendar begins; check the year.\n",
    )  # fmt: skip


def test_what_a_limit_does_not_count_is_said_with_what_would_have_it_counted(letbe: Letbe) -> None:
    letbe("add", "Sweets", "--goal", "at most 1 time")
    mend = "letbe edit sweets --from 2026-11-20"
    assert f"recorded, but counted only from Sun 22 Nov on (sooner: {mend})" in letbe.out(
        "done", "sweets", "3", "--on", "-2"
    )
    assert letbe.out(*mend.split()[1:]) == "Sweets: at most 1 time, every day from Fri 20 Nov (undo: letbe undo)\n"
    assert letbe.one("streaks", "sweets")["missed"] == 1
    assert "counted only" not in letbe.out("done", "sweets", "1", "--on", "-2")
    assert "counted only" not in letbe.out("clear", "sweets", "--on", "-4") + letbe.out("clear", "sweets", "--on", "-2")


@pytest.mark.parametrize(
    "words",
    [
        "done X",
        "done x 20",
        "skip X",
        "missed X",
        "clear X",
        "passed X",
        "acted X",
        "note X text",
        "ask X",
        "act X shrink",
        "pause X",
        "move X --up",
        "move listen --before X",
    ],
)
def test_an_archived_habit_that_is_named_is_refused_and_no_other_one_is_marked(words: str, letbe: Letbe) -> None:
    letbe("add", "X")
    letbe("archive", "X")
    before = letbe.bytes
    answer = letbe(*words.split())
    assert (answer.code, answer.out, letbe.bytes) == (1, "", before)
    assert answer.err.startswith("“X” is archived since today; bring it back with `letbe restore`")


def test_an_archived_habit_can_be_looked_at_and_brought_back_by_its_name(letbe: Letbe) -> None:
    letbe("add", "X")
    letbe("done", "X", "--on", "yesterday")
    letbe("archive", "X")
    assert letbe.one("log", "X")["mark"] == "done"
    assert letbe.one("streaks", "X")["name"] == "X"
    assert letbe.out("restore", "X").startswith("X")
    assert letbe("done", "X").code == 0
