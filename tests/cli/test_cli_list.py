from __future__ import annotations

import re

import pytest

from tests.cli.shell import Letbe


def test_a_habit_is_added_with_all_that_describes_it(letbe: Letbe) -> None:
    said = letbe.out(
        "add", "Piano", "--area", "personal", "--schedule", "3/week", "--goal", "at least 30 min",
        "--cue", "after dinner", "--why", "it is mine", "--small", "open the lid",
    )  # fmt: skip
    assert said == "Piano: added, at least 30 min, 3 times a week (undo: letbe undo)\n"
    habit = next(item for item in letbe.json("habits") if item["id"] == "piano")
    assert habit["area"] == "personal-time"
    assert (habit["schedule"], habit["goal"]) == ("3/week", "at least 30 min")
    assert (habit["cue"], habit["why"], habit["small"]) == ("after dinner", "it is mine", "open the lid")
    letbe("undo")
    assert "Piano" not in letbe.out("habits")


def test_a_new_habit_stands_last_in_the_first_area_and_begins_today(letbe: Letbe) -> None:
    letbe("add", "Evening", "walk")
    assert [item["name"] for item in letbe.json("habits")][:3] == [
        "Time for a hobby that is mine", "Quiet time alone", "Evening walk",
    ]  # fmt: skip
    assert letbe.json("habits")[2]["rules"] == [{"from": "2026-11-22", "schedule": "daily", "goal": "check"}]


def test_a_habit_can_have_begun_earlier(letbe: Letbe) -> None:
    letbe("add", "Walk", "--from", "2026-11-16")
    assert letbe.one("streaks", "walk")["missed"] == 6


def reminders_of(letbe: Letbe, habit: str = "Quiet time alone") -> list[str]:
    return next(item["reminders"] for item in letbe.json("habits") if item["name"] == habit)


def test_a_habit_gets_a_reminder_and_loses_it_again(letbe: Letbe) -> None:
    said = letbe.out("edit", "quiet", "--remind", "20:30", "--remind", "8")
    assert said == "Quiet time alone: reminded at 08:00, 20:30 (undo: letbe undo)\n"
    assert reminders_of(letbe) == ["08:00", "20:30"]
    assert letbe.out("edit", "quiet", "--remind", "none") == "Quiet time alone: no reminder (undo: letbe undo)\n"
    letbe("undo")
    assert reminders_of(letbe) == ["08:00", "20:30"]
    letbe("edit", "quiet", "--goal", "at most 1 time")
    assert reminders_of(letbe) == []


def test_letting_go_and_at_most_refuse_a_reminder_and_say_why(letbe: Letbe) -> None:
    letbe("add", "Checking my phone", "--goal", "let go")
    letbe("add", "Coffee", "--goal", "at most 2")
    for habit, why in (("phone", "There is no reminder for letting go"), ("coffee", "There is no reminder for “at mo")):
        answer = letbe("edit", habit, "--remind", "18:00")
        assert (answer.code, answer.out, answer.err[: len(why)]) == (1, "", why)
    assert letbe("edit", "quiet", "--remind", "noon").code == 2


def test_the_whole_day_has_a_time_too(letbe: Letbe) -> None:
    said = letbe.out("settings", "remind", "20:30")
    assert said == "Reminded of the whole day: 20:30 (undo: letbe undo)\n"
    assert letbe.one("settings", "remind")["value"] == "20:30"
    assert letbe.out("settings", "remind", "20.30") == "remind: 20:30 already\n"
    letbe("settings", "remind", "none")
    assert letbe.one("settings", "remind")["value"] == "none"


def test_an_area_that_is_not_there_is_answered_with_how_to_add_it(letbe: Letbe) -> None:
    for command in (("add", "Stretch"), ("edit", "quiet")):
        answer = letbe(*command, "--area", "My body")
        assert answer.code == 3
        assert answer.err.endswith("“Communication”. `letbe areas add 'My body'` adds one.\n")
    letbe("areas", "add", "My body")
    assert letbe("add", "Stretch", "--area", "My body").code == 0


def test_a_letting_go_habit_needs_no_schedule(letbe: Letbe) -> None:
    letbe("add", "Steering", "--goal", "let go")
    assert letbe.json("habits")[2]["schedule"] == "anytime"


def test_a_name_that_says_how_often_stays_a_name_and_can_become_a_rule(letbe: Letbe) -> None:
    said = letbe("add", "Call mum every Sunday")
    assert said.out == "Call mum every Sunday: added, every day (undo: letbe undo)\n"
    assert said.err == "To make sun its rule too: letbe edit call-mum-every-sunday --schedule 'sun'\n"
    assert letbe.out("edit", "call-mum-every-sunday", "--schedule", "sun").startswith(
        "Call mum every Sunday: on Sunday"
    )
    assert letbe("add", "Write home every Sunday", "--schedule", "sun").err == ""
    assert letbe("add", "Sing every day").err == ""


def test_a_new_rule_holds_from_its_day_and_leaves_the_past(letbe: Letbe) -> None:
    letbe("edit", "quiet", "--goal", "check", "--from-start")
    letbe("edit", "quiet", "--schedule", "daily", "--from", "2026-11-01")
    said = letbe.out("edit", "quiet", "--schedule", "3/week", "--from", "2026-11-16")
    assert said == "Quiet time alone: 3 times a week from Mon 16 Nov (undo: letbe undo)\n"
    assert [(rule["from"], rule["schedule"]) for rule in letbe.json("habits")[1]["rules"]] == [
        ("2026-11-01", "daily"), ("2026-11-16", "3/week"),
    ]  # fmt: skip
    letbe("edit", "quiet", "--schedule", "2/week", "--from-start")
    assert [(rule["from"], rule["schedule"]) for rule in letbe.json("habits")[1]["rules"]] == [("2026-11-01", "2/week")]


def test_a_habit_is_renamed_moved_and_described(letbe: Letbe) -> None:
    assert letbe.out("edit", "quiet", "--name", "Quiet hour") == (
        "Quiet time alone: renamed to Quiet hour (undo: letbe undo)\n"
    )
    letbe("edit", "quiet", "--area", "self", "--cue", "before breakfast", "--why", "")
    habit = next(item for item in letbe.json("habits") if item["id"] == "quiet")
    assert (habit["name"], habit["area"], habit["cue"], habit["why"]) == (
        "Quiet hour", "self-care", "before breakfast", None,
    )  # fmt: skip
    assert letbe.out("edit", "quiet", "--name", "Quiet hour") == "Quiet hour: as it was\n"
    assert letbe("edit", "quiet", "--name", "mindful MINUTES").code == 1
    assert letbe("edit", "quiet", "--name", "quiet HOUR").code == 0


def test_an_archived_habit_is_out_of_the_way_and_comes_back_without_a_miss(letbe: Letbe) -> None:
    letbe("done", "quiet", "--on", "2026-11-16..2026-11-21")
    letbe("archive", "quiet")
    assert "Quiet" not in letbe.out("today") + letbe.out("habits") + letbe.out("streaks")
    assert "archived today" in letbe.out("habits", "--all")
    letbe.now = letbe.now.replace(day=28)
    assert letbe.out("restore", "quiet") == "Quiet time alone: restored (undo: letbe undo)\n"
    standing = letbe.one("streaks", "quiet")
    assert (standing["current"], standing["missed"]) == (6, 0)
    letbe("undo")
    assert letbe.json("pauses") == []
    assert letbe.out("archive", "quiet") == "Quiet time alone: archived already\n"
    assert letbe.out("restore", "hobby") == "Time for a hobby that is mine: not archived\n"


def test_the_list_shows_the_rule_and_the_id_by_area(letbe: Letbe) -> None:
    assert letbe.out("habits").splitlines()[:3] == [
        "Personal time",
        "  Time for a hobby that is mine    at least 30 min, 3 times a week     hobby",
        "  Quiet time alone                 at least 15 min, every day          quiet",
    ]
    assert letbe.out("habits", "--plain").splitlines()[1].split("\t") == [
        "quiet", "Quiet time alone", "personal-time", "daily", "at least 15 min", "",
    ]  # fmt: skip


def test_a_list_of_archived_habits_only_says_so(letbe: Letbe) -> None:
    letbe("archive", "hobby", "quiet", "mindful", "feelings", "fix", "listen", "honest")
    assert "--all" in letbe("habits").err
    assert letbe.json("habits") == []


def test_a_pause_excuses_and_ends(letbe: Letbe) -> None:
    letbe("done", "quiet", "--on", "2026-11-14..2026-11-16")
    assert letbe.out("pause", "quiet", "--from", "2026-11-17", "--to", "2026-11-20", "--why", "in bed") == (
        "Quiet time alone: paused from Tue 17 Nov to Fri 20 Nov (undo: letbe undo)\n"
    )
    assert letbe.one("streaks", "quiet", "--as-of", "2026-11-21")["current"] == 3
    letbe("pause", "--area", "self")
    assert letbe.out("pauses") == (
        "over  Quiet time alone  Tue 17 Nov to Fri 20 Nov  in bed\nnow   Self-care         today until you end it\n"
    )
    assert [item["due"] for item in letbe.json("today")] == [True, True, False, False, False, True, True]
    assert "pause taken back" in letbe.out("pause", "--end", "--area", "self")


def test_next_week_is_paused_by_its_weekdays_also_on_a_sunday(letbe: Letbe) -> None:
    words = "Everything: paused from Mon 23 Nov to Sun 29 Nov"
    assert letbe.out("pause", "--from", "monday", "--to", "sunday").startswith(words)
    assert letbe("pause", "--from", "monday", "--to", "today").code == 1
    letbe("undo")
    assert letbe.out("pause", "--from", "next week", "--to", "next week").startswith(words)
    letbe("undo")
    assert letbe.out("pause", "--from", "next week").startswith(words)


def test_ending_a_pause_makes_today_count_again(letbe: Letbe) -> None:
    letbe("pause", "--from", "2026-11-20")
    letbe("pause", "--end")
    assert letbe.one("pauses")["end"] == "2026-11-21"
    assert "Nothing is paused" in letbe("pause", "--end").err


def test_a_pause_may_lie_ahead_and_reads_days_as_plans(letbe: Letbe) -> None:
    assert "from Fri 27 Nov to Sun 29 Nov" in letbe.out("pause", "--from", "friday", "--to", "2026-11-29")
    assert letbe.out("pauses").startswith("ahead  everything")


def test_what_is_paused_already_stays_so(letbe: Letbe) -> None:
    letbe("pause", "--why", "a rest")
    assert letbe.out("pause", "--to", "2026-11-30") == "Everything: paused already, for “a rest”\n"


def test_a_pause_that_is_there_takes_a_reason(letbe: Letbe) -> None:
    letbe("pause", "quiet", "--from", "friday", "--to", "monday")
    words = ("pause", "quiet", "--from", "friday", "--to", "monday", "--why")
    said = "Quiet time alone: reason of the pause from Fri 27 Nov to Mon 30 Nov written (undo: letbe undo)\n"
    assert letbe.out(*words, "a journey") == said
    assert letbe.out(*words, "a journey") == "Quiet time alone: paused already, for “a journey”\n"
    assert letbe.out(*words, "guests") == said
    assert [(pause["start"], pause["why"]) for pause in letbe.json("pauses")] == [("2026-11-27", "guests")]


def test_a_reason_for_some_days_leaves_that_of_the_longer_pause(letbe: Letbe) -> None:
    letbe("pause", "--to", "friday", "--why", "a journey")
    assert letbe.out("pause", "--to", "tomorrow", "--why", "guests") == "Everything: paused already, for “a journey”\n"


def test_pausing_needs_one_thing_to_pause(letbe: Letbe) -> None:
    assert letbe("pause", "quiet", "--area", "self").code == 2
    assert letbe("pause", "--end", "--to", "friday").code == 2
    answer = letbe("pause", "quiet", "--end")
    assert answer.code == 1
    letbe("pause", "hobby")
    assert "what is paused: “Time for a hobby that is mine”" in letbe("pause", "quiet", "--end").err


def test_settings_are_listed_with_what_they_mean(letbe: Letbe) -> None:
    names = [item["name"] for item in letbe.json("settings")]
    assert names == [
        "week-start", "day-start", "remind", "theme", "ascii", "linear", "mouse", "hide-streaks", "mask", "columns",
        "notify", "notify-names", "first-weeks",
    ]  # fmt: skip
    assert "the weekday on which a week begins" in letbe.out("settings", "week-start")
    assert letbe.out("settings", "--plain").startswith("week-start\tmonday\t")


def test_the_settings_of_the_book_can_be_undone(letbe: Letbe) -> None:
    assert letbe.out("settings", "week-start", "sunday") == (
        "Settings: week from Sunday, day from 00:00 (undo: letbe undo)\n"
    )
    assert letbe.out("settings", "day-start", "3") == "Settings: week from Sunday, day from 03:00 (undo: letbe undo)\n"
    assert letbe.out("settings", "day-start", "03:00") == "day-start: 03:00 already\n"
    letbe("undo", "2")
    assert [item["value"] for item in letbe.json("settings")][:2] == ["monday", "00:00"]


def test_personal_settings_say_how_to_go_back(letbe: Letbe) -> None:
    assert letbe.out("settings", "mask", "yes") == "mask: on (undo: letbe settings mask off)\n"
    assert letbe.out("settings", "mask", "on") == "mask: on already\n"
    assert letbe.out("settings", "notify", "osc9") == "notify: osc9 (undo: letbe settings notify off)\n"
    assert letbe.out("settings", "notify", "OSC9") == "notify: osc9 already\n"
    assert "off, bell, osc9, osc777, osc99" in letbe("settings", "notify", "loud").err
    assert letbe.out("settings", "ascii", "off") == "ascii: off (undo: letbe settings ascii auto)\n"
    assert letbe.out("settings", "ascii", "auto") == "ascii: auto (undo: letbe settings ascii off)\n"
    assert letbe.out("settings", "theme", "nord") == "theme: nord (undo: letbe settings theme '')\n"
    assert letbe.out("settings", "theme", "") == "theme: letbe’s own (undo: letbe settings theme nord)\n"
    assert letbe("settings", "mask", "perhaps").code == 2


def test_the_columns_of_today_are_chosen(letbe: Letbe) -> None:
    back = "(undo: letbe settings columns strength streak last-30)"
    assert letbe.out("settings", "columns", "last-30,", "strength") == f"columns: strength last-30 {back}\n"
    assert letbe.out("settings", "columns", "none") == "columns: none (undo: letbe settings columns strength last-30)\n"
    assert letbe.json("settings", "columns")[0]["value"] == "none"
    letbe("settings", "columns", "all")
    assert letbe.out("settings", "columns", "strength streak last-30").endswith("already\n")
    wrong = letbe("settings", "columns", "strenght")
    assert (wrong.code, wrong.err) == (
        2, "“strenght” is no column of Today; there are strength, streak, last-30, all and none.\n",
    )  # fmt: skip


def test_ending_a_pause_leaves_the_one_that_is_planned_for_later(letbe: Letbe) -> None:
    letbe("pause", "--from", "-2", "--to", "tomorrow")
    letbe("pause", "--from", "2026-12-20", "--to", "2027-01-02", "--why", "a journey")
    letbe("pause", "--end")
    assert "20 Dec" in letbe.out("pauses")


@pytest.mark.parametrize("words", ["settings", "card", "history", "streaks quiet", "help add", "help reflect"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_sentences_go_on_in_the_next_line_of_a_terminal_and_not_in_a_pipe(words: str, width: int, letbe: Letbe) -> None:
    letbe("done", "quiet", "20", "--note", "under the lamp, and so on, " * 4)
    width = width if words in ("settings", "card", "history") else max(width, 80)
    shown = letbe(*words.split(), terminal=True, env={"COLUMNS": str(width)}).out
    assert max(map(len, re.sub("\x1b[^m]*m", "", shown).splitlines())) <= width
    assert "…" not in shown
    piped = letbe.out(*words.split()).split()
    assert re.sub("\x1b[^m]*m", "", shown).split() == piped
