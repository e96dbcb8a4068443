"""Events in the shell: logged with what is known, listed one by one, mended, and their triggers called otherwise."""

from __future__ import annotations

import pytest

from tests.cli.shell import Letbe


def urges(letbe: Letbe) -> list[tuple[object, ...]]:
    found = letbe.json("events", "wanting")
    return [(each["at"], each["outcome"], each["strength"], each["trigger"], each["note"]) for each in found]


def test_an_urge_is_logged_at_its_minute_with_what_is_said_of_it(letbe: Letbe) -> None:
    letbe("passed", "wanting")
    said = ("--strength", "4", "--trigger", "short reply", "--at", "11:05", "--note", "took a walk first")
    letbe("passed", "wanting", "2", *said)
    letbe("acted", "wanting", "--on", "yesterday")
    assert urges(letbe) == [
        (None, "acted", None, None, None),
        ("11:05", "passed", 4, "short reply", None),
        ("11:05", "passed", 4, "short reply", "took a walk first"),
        ("12:00", "passed", None, None, None),
    ]


def test_the_streak_is_moved_at_once_in_both_directions(letbe: Letbe) -> None:
    assert "streak 1 let pass" in letbe.out("passed", "wanting")
    assert "streak 2 let pass" in letbe.out("passed", "wanting")
    letbe("acted", "wanting")
    assert letbe.one("streaks", "wanting")["current"] == 0
    assert "streak 1 let pass" in letbe.out("passed", "wanting")
    found = letbe.one("streaks", "wanting")
    assert (found["current"], found["best"], found["kept"], found["missed"]) == (1, 2, 3, 1)


def test_portions_add_up_and_a_total_takes_them_in(letbe: Letbe) -> None:
    letbe("done", "quiet", "20")
    assert "35 min" in letbe.out("done", "quiet", "+15")
    letbe("done", "quiet", "45", "--set")
    assert letbe.one("log", "quiet")["amount"] == 45
    assert [each["amount"] for each in letbe.json("events", "quiet")] == [20, 15]
    assert "in a total typed later" in letbe.out("events", "quiet")
    letbe("undo")
    assert letbe.one("log", "quiet")["amount"] == 35
    letbe("done", "quiet", "+5")
    assert letbe.one("log", "quiet")["amount"] == 40


def test_an_event_is_mended_moved_and_taken_away_by_the_beginning_of_its_id(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--at", "11:05")
    id = letbe.one("events", "wanting")["id"][:4]
    letbe("event", "edit", id, "acted", "--strength", "5", "--trigger", "late", "--at", "9:30")
    assert urges(letbe) == [("09:30", "acted", 5, "late", None)]
    letbe("event", "edit", id, "--strength", "", "--at", "", "--trigger", "")
    assert urges(letbe) == [(None, "acted", None, None, None)]
    letbe("event", "edit", id, "--on", "yesterday")
    moved = letbe.one("events", "wanting")
    assert moved["day"] == "2026-11-21"
    letbe("undo")
    letbe("event", "delete", id)
    assert letbe.json("events", "wanting") == []
    letbe("undo")
    assert len(urges(letbe)) == 1


def test_what_a_quiet_minute_came_to_is_kept_beside_how_strong_it_was(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--strength", "4", "--after", "2", "--instead", "took a walk", "--at", "9:00")
    found = letbe.one("events", "wanting")
    assert (found["strength"], found["strength_after"], found["instead"]) == (4, 2, "took a walk")
    assert "09:00 let pass, strength 4, then 2; instead took a walk" in letbe.out("events", "wanting")
    letbe("event", "edit", found["id"], "--after", "", "--instead", "")
    letbe("event", "edit", found["id"], "--after", "1")
    letbe("event", "edit", found["id"], "--strength", "")
    found = letbe.one("events", "wanting")
    assert (found["strength"], found["strength_after"], found["instead"]) == (None, None, None)


@pytest.mark.parametrize("said", ["9", "09", "9:00", "9.00", "09h00", " 9:00 "])
def test_a_time_of_day_is_read_as_everywhere(letbe: Letbe, said: str) -> None:
    letbe("passed", "wanting", "--at", said)
    assert letbe.one("events", "wanting")["at"] == "09:00"


def test_a_minute_to_come_is_refused_on_every_way(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--at", "12:00")
    letbe("passed", "wanting", "--at", "23:00", "--on", "yesterday")
    today, yesterday = (each["id"] for each in reversed(letbe.json("events", "wanting")))
    for words in (
        (today, "--at", "12:01"),
        (yesterday, "--on", "today"),
        (yesterday, "--on", "today", "--at", "13:00"),
    ):
        answer = letbe("event", "edit", *words)
        assert (answer.code, "has not come yet" in answer.err) == (1, True)
    letbe("event", "edit", yesterday, "--on", "today", "--at", "8:00")
    letbe("event", "edit", today, "--on", "yesterday", "--at", "23:30")
    found = {each["id"]: (each["day"], each["at"]) for each in letbe.json("events", "wanting")}
    assert found == {yesterday: ("2026-11-22", "08:00"), today: ("2026-11-21", "23:30")}


def test_the_small_hours_before_the_days_start_are_counted_on_past_midnight(letbe: Letbe) -> None:
    letbe("settings", "day-start", "03:00")
    letbe("passed", "wanting", "--at", "2:59", "--on", "yesterday")
    found = letbe.one("events", "wanting")
    assert (found["day"], found["at"]) == ("2026-11-21", "26:59")
    assert ",26:59," in letbe.out("export", "--format", "csv", "--events")
    assert " 02:59 let pass" in letbe.out("events", "wanting")
    letbe("event", "edit", found["id"], "--at", "25:30")
    assert letbe.one("events", "wanting")["at"] == "25:30"
    assert letbe("event", "edit", found["id"], "--at", "27:00").code == 2
    assert "has not come yet" in letbe("passed", "wanting", "--at", "1:00").err


def test_two_triggers_are_joined_in_one_act(letbe: Letbe) -> None:
    for trigger in ("short reply", "a short reply", "a short reply", "late"):
        letbe("passed", "wanting", "--trigger", trigger)
    assert [(each["trigger"], each["urges"]) for each in letbe.json("triggers")] == [
        ("a short reply", 2), ("late", 1), ("short reply", 1),
    ]  # fmt: skip
    letbe("triggers", "rename", "short reply", "a short reply")
    assert [(each["trigger"], each["urges"]) for each in letbe.json("triggers")] == [("a short reply", 3), ("late", 1)]
    letbe("undo")
    assert len(letbe.json("triggers")) == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("passed", "wanting", "--strength", "6"), 2, "from 1 (weak) to 5 (strong)"),
        (("passed", "wanting", "--trigger", "x" * 41), 1, "at most 40 characters"),
        (("passed", "wanting", "--after", "2"), 1, "give --strength too"),
        (("passed", "wanting", "--instead", "x" * 81), 1, "at most 80 characters"),
        (("passed", "wanting", "--at", "25:00"), 2, "not a time of day"),
        (("passed", "wanting", "--at", "noon"), 2, "not a time of day"),
        (("passed", "wanting", "--at", "12:01"), 1, "12:01 has not come yet"),
        (("passed", "quiet"), 1, "no letting-go habit"),
        (("event", "edit", "zzz", "acted"), 3, "There is no event"),
        (("event", "edit"), 2, "needs"),
        (("event",), 2, "letbe event edit"),
        (("triggers", "rename", "no such", "thing"), 3, "There is no trigger"),
        (("triggers", "rename", "one"), 2, "letbe triggers rename"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(letbe: Letbe, words: tuple[str, ...], code: int, said: str) -> None:
    letbe("done", "quiet")
    answer = letbe(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


@pytest.mark.parametrize("at", ["12:01", "14:05", "23:59"])
def test_a_minute_of_today_that_has_not_come_yet_is_refused_whichever_way_it_comes(letbe: Letbe, at: str) -> None:
    said = f"{at} has not come yet today; say on which day it was.\n"
    assert letbe("passed", "wanting", "--at", at).err.endswith(said)
    assert letbe("acted", "wanting", "--at", at, "--on", "today").err.endswith(said)
    assert letbe("passed", "wanting", "--at", at, "--on", "yesterday").code == 0
    late = letbe.one("events", "wanting")["id"]
    assert letbe("event", "edit", late, "--on", "today").err.endswith(said)
    letbe("passed", "wanting")
    new = letbe.json("events", "wanting")[-1]["id"]
    assert letbe("event", "edit", new, "--at", at).err.endswith(said)
    assert letbe("event", "edit", new, "--at", at, "--on", "-3").code == 0


def test_masked_it_lists_neither_what_set_an_urge_off_nor_its_note(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--trigger", "short reply", "--note", "on the phone")
    letbe("settings", "mask", "on")
    for words in (("events", "wanting"), ("events",), ("triggers",)):
        found = letbe.out(*words)
        assert "short reply" not in found
        assert "on the phone" not in found


def test_data_is_whole_with_every_setting(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--trigger", "short reply", "--note", "on the phone")
    asked = [(*words, form) for words in (("events",), ("triggers",)) for form in ("--json", "--plain")]
    whole = [letbe.out(*words) for words in asked]
    letbe("settings", "mask", "on")
    assert [letbe.out(*words) for words in asked] == whole
    assert all("short reply" in found for found in whole)


def test_what_is_said_of_one_urge_stands_wherever_notes_are_read(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--strength", "4", "--at", "08:05", "--note", "I waited, and it went")
    log = [line.strip() for line in letbe.out("log", "wanting").splitlines()]
    assert log[1:] == ["08:05 let pass, strength 4", "I waited, and it went"]
    diary = letbe.out("export", "--format", "markdown")
    assert "\n- 08:05 Wanting to fix, steer or rescue: let pass, strength 4: I waited, and it went\n" in diary
    review = " ".join(letbe.out("review").split())
    assert "Wanting to fix, steer or rescue, 08:05 let pass, strength 4: I waited, and it went" in review


def test_no_label_of_a_change_names_what_set_an_urge_off(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--trigger", "short reply", "--at", "08:05")
    id = letbe.one("events", "wanting")["id"]
    said = letbe.out("event", "edit", id, "--strength", "2") + letbe.out("undo") + letbe.out("redo")
    letbe("triggers", "rename", "short reply", "silence")
    said += letbe.out("undo") + letbe.out("redo") + letbe.out("history")
    assert "strength 2" in said
    assert "short reply" not in said
    assert "silence" not in said


def test_the_history_tells_apart_what_was_said_of_one_urge(letbe: Letbe) -> None:
    letbe("passed", "wanting", "--at", "08:05")
    id = letbe.one("events", "wanting")["id"]
    for option, words in (("--strength", "4"), ("--trigger", "a call"), ("--instead", "tea"), ("--note", "it went")):
        letbe("event", "edit", id, option, words)
    letbe("event", "edit", id, "--note", "")
    labels = [entry["change"].partition("08:05 ")[2] for entry in letbe.json("history")[:5]]
    assert labels == [
        "let pass, strength 4, note removed",
        "let pass, strength 4, note written",
        "let pass, strength 4, what instead written",
        "let pass, strength 4, trigger written",
        "let pass, strength 4",
    ]
