"""HabitKit, InlitX, harsh, habitctl, beaverhabits, mhabit and Daylio: as a table, odd files among them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.exchange.parcels import as_json, days, only, read, zipped
from tracker.domain.errors import LetbeError
from tracker.domain.text import NOTE_LIMIT

Fields = dict[str, Any]


def habitkit(rows: list[Fields], intervals: list[Fields] | None = None, **habit: Any) -> bytes:
    full = {
        "id": "h1", "name": "Water", "description": "a glass", "icon": "cup", "color": "blue", "archived": False,
        "isInverse": False, "orderIndex": 0, "createdAt": "2025-07-01T22:30:00.000Z", **habit,
    }  # fmt: skip
    return as_json(
        {
            "habits": [full],
            "completions": [{"habitId": "h1", "amountOfCompletions": 1, **row} for row in rows],
            "intervals": [{"habitId": "h1", **each} for each in intervals or ()],
            "categories": [{"id": "c1", "name": "Body"}],
            "categoryMappings": [{"habitId": "h1", "categoryId": "c1"}],
            "reminders": [],
        }
    )


def at(moment: str, offset: int, amount: Any = 1, note: Any = None) -> Fields:
    return {"date": moment, "timezoneOffsetInMinutes": offset, "amountOfCompletions": amount, "note": note}


@pytest.mark.parametrize(
    ("moment", "offset", "day"),
    [
        ("2025-07-14T22:00:00.000Z", 120, "2025-07-15"),
        ("2025-07-15T10:00:00.000Z", 840, "2025-07-16"),
        ("2025-07-15T11:59:00.000Z", -720, "2025-07-14"),
        ("2025-12-31T23:59:59.999Z", 0, "2025-12-31"),
        ("2025-07-15T00:00:00+00:00", 0, "2025-07-15"),
    ],
)
def test_a_habitkit_day_is_its_instant_at_its_own_offset(moment: str, offset: int, day: str) -> None:
    assert days(only(habitkit([at(moment, offset)], [{"type": "day"}]))) == {day: "done"}


def test_habitkit_rows_of_a_day_add_up_and_none_is_not_done() -> None:
    rows = [
        at("2025-07-15T08:00:00Z", 0, 1, "one"),
        at("2025-07-15T20:00:00Z", 0, 2, "two"),
        at("2025-07-16T08:00:00Z", 0, 0),
    ]
    rows.append(at("2025-07-17T08:00:00Z", 0, 0, "ill"))
    habit = only(
        habitkit(rows, [{"type": "week", "requiredNumberOfCompletions": 3, "requiredNumberOfCompletionsPerDay": 2}])
    )
    assert days(habit) == {"2025-07-15": "3: one\ntwo", "2025-07-17": "note: ill"}
    assert (str(habit.rules[0].schedule), str(habit.rules[0].goal)) == ("3/week", "at least 2 time")
    assert (habit.area, habit.why, habit.key, habit.lost) == ("Body", "a glass", "h1", ("its colour", "its picture"))
    once = only(habitkit(rows, [{"type": "day", "requiredNumberOfCompletionsPerDay": 1}]))
    assert days(once)["2025-07-15"] == "done: one\ntwo"
    assert once.lost[-1] == "how many times a day, where once is enough"


def test_habitkit_rules_are_kept_with_the_days_from_which_they_held() -> None:
    habit = only(
        habitkit(
            [at("2025-07-15T08:00:00Z", 120)],
            [
                {"startDate": "2025-11-06T22:59:59Z", "type": "month", "requiredNumberOfCompletions": 4},
                {"startDate": "2025-07-14T22:00:00Z", "endDate": "2025-11-06T22:59:59Z", "type": "none"},
            ],
        )
    )
    assert [(rule.since, str(rule.schedule)) for rule in habit.rules] == [
        (date(2025, 7, 15), "anytime"), (date(2025, 11, 7), "4/month"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "rule", "day"), [({}, "daily, at most 0", "2"), ({"let_go": True}, "anytime, let go", "2 acted")]
)
def test_a_habit_to_leave_is_a_limit_or_if_one_likes_urges(wish: Fields, rule: str, day: str) -> None:
    habit = only(habitkit([at("2025-07-15T08:00:00Z", 0, 2)], [{"type": "day"}], isInverse=True), **wish)
    assert f"{habit.rules[0].schedule}, {habit.rules[0].goal}" == rule
    assert days(habit) == {"2025-07-15": day}
    assert any("--inverse" in lost for lost in habit.lost) is not bool(wish)


def test_habitkit_rows_of_no_habit_are_named() -> None:
    book = read(habitkit([{**at("2025-07-15T08:00:00Z", 0), "habitId": "ghost"}]))
    assert book.lost == ("1 row of habits that are not in the file",)


def inlitx(habit: Fields, **root: Any) -> bytes:
    full = {
        "id": "i1",
        "name": "Read",
        "category": "c1",
        "color": 4294901760,
        "order": 0,
        "numberOfCompletionsPerDay": 1,
    }
    return as_json(
        {
            "app": "streak", "version": 2, "exportedAt": "2026-11-01T10:00:00.000", "habits": [{**full, **habit}],
            "categories": [{"id": "c1", "name": "Mind"}], "notes": [], **root,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"interval": 0}, "daily, check"),
        ({"interval": 1, "targetFrequency": 3}, "3/week, check"),
        ({"interval": 2, "targetFrequency": 2}, "2/month, check"),
        ({"interval": 3, "scheduleWeekdays": [1, 3, 7]}, "mon wed sun, check"),
        ({"interval": 4, "scheduleEvery": 3}, "every 3 days, check"),
        ({"interval": 4, "scheduleEvery": 2, "scheduleUnit": 1}, "every 14 days, check"),
        ({"interval": 0, "restDays": [6, 7]}, "mon tue wed thu fri, check"),
        ({"kind": 1}, "daily, at most 0 time"),
        ({"kind": 2, "numberOfCompletionsPerDay": 2.5, "unitLabel": "l"}, "daily, at least 2.5 l"),
        ({"kind": 2, "numberOfCompletionsPerDay": 30, "quantKind": 3}, "daily, at least 30 min"),
        ({"numberOfCompletionsPerDay": 3, "interval": 1, "targetFrequency": 2}, "2/week, at least 3"),
    ],
)
def test_an_inlitx_habit_keeps_its_rule(fields: Fields, rule: str) -> None:
    habit = only(inlitx(fields))
    assert f"{habit.schedule}, {habit.goal}" == rule


def test_inlitx_days_hours_vacations_reasons_and_notes() -> None:
    habit = only(
        inlitx(
            {
                "kind": 2, "numberOfCompletionsPerDay": 2, "unitLabel": "l", "createdAt": "2026-10-01T09:00:00.000",
                "completions": {
                    "2026-10-02": {"date": "2026-10-02", "count": 1.5, "hour": 14, "steps": []},
                    "2026-10-03": {"date": "2026-10-03", "count": 2, "hour": -1},
                },
                "vacations": [{"start": "2026-10-10", "end": "2026-10-12"}, {"start": "2026-10-20", "end": None}],
                "missReasons": {"2026-10-04": "ill"}, "archivedAt": "2026-10-30T08:00:00.000",
            },
            notes=[{"habitId": "i1", "date": "2026-10-03", "text": "warm"}, {"habitId": "x", "date": "2026-10-03"}],
            todos=[{}],
        )
    )  # fmt: skip
    assert days(habit) == {"2026-10-02": "1.5", "2026-10-03": "2: warm", "2026-10-04": "note: ill"}
    assert [(day, event.at, event.amount) for day, (event,) in habit.events.items()] == [(date(2026, 10, 2), 840, 1500)]
    assert [(pause.start, pause.end) for pause in habit.pauses] == [
        (date(2026, 10, 10), date(2026, 10, 12)), (date(2026, 10, 20), None),
    ]  # fmt: skip
    assert (habit.area, habit.begun, habit.archived, habit.ended) == (
        "Mind",
        date(2026, 10, 1),
        True,
        date(2026, 10, 30),
    )


def test_an_inlitx_archive_is_read_through_the_json_in_it() -> None:
    data = zipped({"backup.json": inlitx({"completions": {"2026-10-02": {"count": 1}}}), "covers/a.png": b"x"})
    assert days(only(data)) == {"2026-10-02": "done"}


HARSH = """\
# what I do
! Body
Gym: 3/7
Bed by midnight: 1
! Mind
Read: 1w: 2026-03-01
Call: 0
"""
LOG = """\
2026-01-01 : Gym : y
2026-01-02 : Gym : n : tired : out late : 2
2026-01-03 : Gym : y : good one
2026-01-03 : Gym : s : knee
2026-01-04 : Old name : y
2026-01-05 : Read : y : : 20
2026-01-06 : Read : y : a chapter : 12.5
"""


def test_a_harsh_folder_keeps_headings_frequencies_comments_amounts_and_what_was_renamed() -> None:
    habits = {habit.name: habit for habit in read({"habits": HARSH.encode(), "log": LOG.encode()}).habits}
    assert {name: (habit.area, str(habit.schedule)) for name, habit in habits.items()} == {
        "Gym": ("Body", "3 in 7 days"), "Bed by midnight": ("Body", "daily"), "Read": ("Mind", "every 7 days"),
        "Call": ("Mind", "anytime"), "Old name": ("", "anytime"),
    }  # fmt: skip
    assert days(habits["Gym"]) == {
        "2026-01-01": "done",
        "2026-01-02": "missed: tired : out late",
        "2026-01-03": "skip: knee",
    }
    assert days(habits["Read"]) == {"2026-01-05": "20", "2026-01-06": "12.5: a chapter"}
    assert (habits["Read"].ended, habits["Old name"].archived) == (date(2026, 3, 1), True)


def test_a_habitctl_folder_is_parted_by_tabs_and_old_days_carry_an_offset() -> None:
    habits = b"# x\n7 Gym\n0 Call\n1 Quiet time\n"
    log = b"2019-01-01\tGym\ty\n2019-01-02+02:00\tGym\tn\n2019-01-03 Quiet time\ts\n"
    gym, call, quiet = read({"habits": habits, "log": log}).habits
    assert (str(gym.schedule), str(call.schedule), str(quiet.schedule)) == ("every 7 days", "anytime", "daily")
    assert [days(gym), days(quiet)] == [{"2019-01-01": "done", "2019-01-02": "missed"}, {"2019-01-03": "skip"}]


def beaver(period: Any = None, **habit: Any) -> bytes:
    full = {"name": "Walk", "id": "b1", "tags": [], "star": False, "status": "normal", "period": period, "records": []}
    return as_json({"habits": [{**full, **habit}], "order": ["b1"]})


@pytest.mark.parametrize(
    ("period", "schedule"),
    [
        (None, "daily"), (("D", 1, 1), "daily"), (("D", 10, 4), "4 in 10 days"), (("W", 1, 3), "3/week"),
        (("W", 2, 3), "3 in 14 days"), (("M", 1, 5), "5/month"), (("Y", 1, 12), "12 in 365 days"),
    ],
)  # fmt: skip
def test_a_period_of_beaverhabits_becomes_a_schedule(period: Any, schedule: str) -> None:
    named = dict(zip(("period_type", "period_count", "target_count"), period, strict=True)) if period else None
    assert str(only(beaver(named)).schedule) == schedule


def test_beaverhabits_records_tags_order_and_what_was_deleted() -> None:
    one = {"name": "Walk", "id": "b1", "tags": ["Body", "Out"], "star": True, "status": "archive", "period": None}
    records = [{"day": "2026-01-01", "done": True, "text": "wind"}, {"day": "2026-01-02", "done": False, "text": "no"}]
    two = {**one, "name": "Sit", "id": "b2", "tags": [], "star": False, "status": "active", "records": []}
    gone = {**two, "name": "Gone", "id": "b3", "status": "soft_delete"}
    book = read(as_json({"habits": [{**one, "records": records}, two, gone], "order": ["b2", "b1"]}))
    sit, walk = book.habits
    assert (sit.name, walk.archived, walk.area, book.lost) == (
        "Sit",
        True,
        "Body",
        ("“Gone”, which was deleted there",),
    )
    assert days(walk) == {"2026-01-01": "done: wind", "2026-01-02": "note: no"}
    assert walk.lost == ("its star", "its tags but the first (Out)")


def mhabit(**habit: Any) -> bytes:
    full = {
        "type": 1, "status": 1, "name": "Water", "desc": "", "daily_goal": 1, "daily_goal_unit": "", "freq_type": 1,
        "freq_custom": "[7]", "start_date": 20454, "uuid": "m1", "group_id": "g", "records": [],
    }  # fmt: skip
    return as_json({"habits": [{**full, **habit}], "groups": [{"uuid": "g", "name": "Body"}]})


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "daily, check"),
        ({"freq_custom": "[3]"}, "3/week, check"),
        ({"freq_type": 2, "freq_custom": "[4]"}, "4/month, check"),
        ({"freq_type": 3, "freq_custom": "[3]"}, "every 3 days, check"),
        ({"freq_type": 3, "freq_custom": "[3,10]"}, "3 in 10 days, check"),
        ({"daily_goal": 8, "daily_goal_unit": "cups"}, "daily, at least 8 cups"),
        ({"type": 2, "daily_goal": 3}, "daily, at most 3"),
        ({"type": 2, "daily_goal": 0, "freq_custom": "[3]"}, "daily, at most 0"),
    ],
)
def test_an_mhabit_habit_keeps_its_rule(fields: Fields, rule: str) -> None:
    habit = only(mhabit(**fields))
    assert (f"{habit.schedule}, {habit.goal}", habit.begun, habit.area) == (rule, date(2026, 1, 1), "Body")


def test_mhabit_records_are_days_since_1970() -> None:
    records = [
        {"record_date": 20454, "record_type": 1, "record_value": 1, "reason": ""},
        {"record_date": 20455, "record_type": 2, "record_value": 0, "reason": "ill"},
        {"record_date": 20456, "record_type": 0, "record_value": 0, "reason": "busy"},
    ]
    assert days(only(mhabit(records=records, status=3))) == {
        "2026-01-01": "done", "2026-01-02": "skip: ill", "2026-01-03": "note: busy",
    }  # fmt: skip
    counted = only(mhabit(records=[{**records[0], "record_value": 2.5}], daily_goal=3, type=2))
    assert days(counted) == {"2026-01-01": "2.5"}


DAYLIO = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def test_a_daylio_day_has_the_mean_of_its_moods_all_notes_and_a_check_for_each_activity() -> None:
    rows = (
        '2026-01-02,2 Jan,Friday,22:30,rad,walk | tea,,"late, good"\n'
        "2026-01-02,2 Jan,Friday,08:30,good,walk,Up,early\n2026-01-01,1 Jan,Thursday,08:30,superb,,,\n"
    )
    book = read((DAYLIO + rows).encode(), moods={"superb": 5})
    assert [(each.day, each.ease, each.text) for each in book.reflections] == [
        (date(2026, 1, 1), 5, ""), (date(2026, 1, 2), 5, "Up\nearly\nlate, good"),
    ]  # fmt: skip
    assert {habit.name: days(habit) for habit in book.habits} == {
        "walk": {"2026-01-02": "done"}, "tea": {"2026-01-02": "done"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ((DAYLIO + "2026-01-01,,,,superb,,,\n").encode(), "Line 2: “superb” is a mood of your own"),
        (habitkit([at("yesterday", 0)]), "completions, number 1: “yesterday” is not a moment"),
        (habitkit([at("2025-07-15T08:00:00Z", 0, "many")]), "completions, number 1: “many” is not a number"),
        (habitkit([], name=" "), "habits, number 1: a name needs at least one letter"),
        (habitkit([], name=["x"]), "should be a text"),
        (as_json({"habits": [1], "completions": [], "intervals": []}), "habits, number 1: this should be an object"),
        (inlitx({"completions": {"soon": {"count": 1}}}), "habits, number 1, soon: “soon” is not a day"),
        (beaver(records=[{"day": "32 May", "done": True}]), "records, number 1: “32 May” is not a day"),
        (mhabit(records=[{"record_date": "x", "record_type": 1}]), "records, number 1: “x” is not a number of days"),
        (mhabit(records=[{"record_date": 10**30, "record_type": 1}]), "is not a number of days"),
    ],
)
def test_what_is_almost_a_file_of_theirs_is_refused_with_the_place(data: bytes, hint: str) -> None:
    with pytest.raises(LetbeError) as refused:
        read(data)
    assert hint in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("habits", "log", "hint"),
    [
        ("Gym 3\n", "2026-01-01 : Gym : y\n", "habits, line 1: “Gym 3” is no habit"),
        ("Gym: often\n", "2026-01-01 : Gym : y\n", "habits, line 1: “often” is no frequency"),
        ("Gym: 1\n", "2026-01-01 : Gym : y\n1 Jan : Gym : y\n", "log, line 2: “1 Jan : Gym : y” is no entry"),
        ("Gym: 1\n", "2026-02-30 : Gym : y\n", "log, line 1: “2026-02-30” is not a day"),
        ("x Gym\n", "2026-01-01\tGym\ty\n", "habits, line 1: “x Gym” is no habit such as “7 Gym”"),
    ],
)
def test_a_folder_of_text_files_is_refused_with_the_file_and_the_line(habits: str, log: str, hint: str) -> None:
    with pytest.raises(LetbeError) as refused:
        read({"habits": habits.encode(), "log": log.encode()})
    assert hint in str(refused.value)


def test_an_empty_tracker_brings_nothing() -> None:
    for data in (as_json({"habits": [], "completions": [], "intervals": []}), DAYLIO.encode()):
        assert read(data).habits == ()


def test_a_note_that_is_too_long_is_cut_and_named() -> None:
    habit = only(beaver(records=[{"day": "2026-01-01", "done": True, "text": "x" * (NOTE_LIMIT + 1)}]))
    assert [len(mark.note) for mark in habit.days.values()] == [NOTE_LIMIT]
    assert habit.lost == (f"the end of a note on 2026-01-01 of more than {NOTE_LIMIT:,} characters",)
