"""Odd files of every tracker that is known: each comes in whole, once, and goes again with one undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

import pytest

from tests.exchange.parcels import as_json, day_in_ms, loop_archive, loop_backup
from tests.service.books import BOOK, NOON, TODAY, after
from tracker.domain.book import Book
from tracker.domain.errors import Unreadable
from tracker.domain.mark import MarkKind
from tracker.exchange.trackers.parcel import Parcel
from tracker.service.files.any_import import read_any
from tracker.service.files.foreign_import import ForeignImport
from tracker.service.files.foreign_report import lines
from tracker.service.tracker import Tracker
from tracker.storage.file.book_file import write_whole
from tracker.storage.memory_store import MemoryStore

File = bytes | Mapping[str, bytes]


class Odd(NamedTuple):
    """A habit as a file has it: done on some days, and skipped on others where its tracker can."""

    name: str
    days: tuple[str, ...] = ("2026-11-20", "2026-11-21")
    archived: bool = False


def _loop(habits: list[Odd]) -> bytes:
    return loop_archive([
        (f'"{odd.name}",YES_NO,,,1,1,#FF8F00,,,,{str(odd.archived).lower()}', [f"{day},2," for day in odd.days])
        for odd in habits
    ])  # fmt: skip


def _loop_db(habits: list[Odd]) -> bytes:
    rows = [
        {"id": n, "name": odd.name, "freq_num": 1, "freq_den": 1, "position": n, "uuid": f"u{n}", "type": 0,
         "archived": int(odd.archived)}
        for n, odd in enumerate(habits, 1)
    ]  # fmt: skip
    days = [(n, day, 2, "") for n, odd in enumerate(habits, 1) for day in odd.days]
    return loop_backup(rows or [{"id": 1, "name": "Nothing yet"}], days)


def _habitkit(habits: list[Odd]) -> bytes:
    return as_json({
        "habits": [{"id": f"h{n}", "name": odd.name, "orderIndex": n, "archived": odd.archived}
                   for n, odd in enumerate(habits)],
        "completions": [
            {"date": f"{day}T12:00:00.000Z", "habitId": f"h{n}", "timezoneOffsetInMinutes": 0, "amountOfCompletions": 1}
            for n, odd in enumerate(habits) for day in odd.days
        ],
        "intervals": [{"habitId": f"h{n}", "type": "day"} for n, _ in enumerate(habits)],
    })  # fmt: skip


def _inlitx(habits: list[Odd]) -> bytes:
    return as_json({
        "app": "streak", "version": 2,
        "habits": [
            {"id": f"h{n}", "name": odd.name, "order": n, "interval": 0, "kind": 0,
             "archivedAt": "2026-11-21T10:00:00" if odd.archived else None,
             "completions": {day: {"date": f"{day}T10:00:00", "count": 1} for day in odd.days}}
            for n, odd in enumerate(habits)
        ],
    })  # fmt: skip


def _harsh(habits: list[Odd]) -> dict[str, bytes]:
    ends = {True: ": 2026-11-21", False: ""}
    log = "\n".join(f"{day} : {odd.name} : y" for odd in habits for day in odd.days)
    return {
        "habits": "\n".join(f"{odd.name}: 1{ends[odd.archived]}" for odd in habits).encode(),
        "log": log.encode(),
    }


def _habitctl(habits: list[Odd]) -> dict[str, bytes]:
    log = "\n".join(f"{day}\t{odd.name}\ty" for odd in habits for day in odd.days)
    return {"habits": "\n".join(f"1 {odd.name}" for odd in habits if not odd.archived).encode(), "log": log.encode()}


def _beaver(habits: list[Odd]) -> bytes:
    return as_json({"habits": [
        {"id": f"h{n}", "name": odd.name, "tags": [], "status": "archive" if odd.archived else "normal",
         "records": [{"day": day, "done": True} for day in odd.days]}
        for n, odd in enumerate(habits)
    ], "order": []})  # fmt: skip


def _mhabit(habits: list[Odd]) -> bytes:
    return as_json({"habits": [
        {"uuid": f"h{n}", "name": odd.name, "type": 1, "status": 3 if odd.archived else 1, "daily_goal": 1,
         "freq_type": 1, "freq_custom": "[7]", "start_date": 20_000,
         "records": [{"record_date": day_in_ms(day) // 86_400_000, "record_type": 1, "record_value": 1}
                     for day in odd.days]}
        for n, odd in enumerate(habits)
    ], "groups": []})  # fmt: skip


def _habitbull(habits: list[Odd]) -> bytes:
    header = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText"
    return "\n".join([header, *(f'"{odd.name}",,,{day},1,' for odd in habits for day in odd.days)]).encode()


def _daylio(habits: list[Odd]) -> bytes:
    header = "full_date,date,weekday,time,mood,activities,note_title,note"
    return "\n".join([header, *(f'{day},,,,good,"{odd.name}",,' for odd in habits for day in odd.days)]).encode()


def _table(habits: list[Odd]) -> bytes:
    days = sorted({day for odd in habits for day in odd.days}) or ["2026-11-20"]
    columns = habits or [Odd("Nothing", ())]
    head = ",".join(f'"{odd.name}"' for odd in columns)
    rows = (f"{day},{','.join('x' if day in odd.days else '' for odd in columns)}" for day in days)
    return "\n".join([f"Date,{head}", *rows]).encode()


MAKERS: dict[str, Callable[[list[Odd]], File]] = {
    "loop": _loop, "loop-db": _loop_db, "habitkit": _habitkit, "inlitx": _inlitx, "harsh": _harsh,
    "habitctl": _habitctl, "beaverhabits": _beaver, "mhabit": _mhabit, "habitbull": _habitbull, "daylio": _daylio,
    "table": _table,
}  # fmt: skip
BY_NAME = {"harsh", "habitctl", "habitbull", "daylio"}
"""Those that know a habit by its name alone: two of one name are one."""
NOBODYS_WHEN_EMPTY = {"beaverhabits", "mhabit"}
"""Those whose file could be anybody's as long as there is no habit in it."""
NEVER_ARCHIVED = {"habitbull", "daylio", "table"}

MANY = tuple((TODAY - timedelta(days=back)).isoformat() for back in range(200, 0, -1))
ODD: dict[str, list[Odd]] = {
    "names of one letter": [Odd("a"), Odd("B"), Odd("ß")],
    "emoji and signs": [Odd("🏃‍♀️"), Odd("🧘 · sit"), Odd("Ärger — нет"), Odd("写作")],
    "one habit twice": [Odd("Walk"), Odd("Walk", ("2026-11-18",))],
    "an archived one": [Odd("Walk"), Odd("Old", archived=True)],
    "nothing done yet": [Odd("Walk", ()), Odd("Read")],
    "the first and the last day there is": [Odd("Walk", ("1970-01-01", TODAY.isoformat()))],
    "a leap day": [Odd("Walk", ("2024-02-29", "2026-11-21"))],
    "2,000 rows": [Odd(f"Habit {n}", MANY) for n in range(10)],
}


def coming(file: File, named: str) -> ForeignImport:
    parcel = Parcel("a file", file) if isinstance(file, bytes) else Parcel("a folder", files=file)
    read = read_any(parcel, "a file", named, TODAY)
    assert isinstance(read, ForeignImport)
    return read


def state(book: Book) -> str:
    return sha256(write_whole(book).encode()).hexdigest()


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("tracker", MAKERS)
def test_an_odd_file_comes_in_whole_once_and_goes_again(tracker: str, odd: str) -> None:
    habits = ODD[odd]
    file = MAKERS[tracker](habits)
    named = "" if tracker != "habitctl" else tracker
    kept = Tracker(MemoryStore(BOOK), NOON)
    before, old = state(BOOK), {habit.id for habit in BOOK.habits}
    read = coming(file, named)
    assert list(lines(read, BOOK))
    kept.commit(read.edit)
    new = [habit for habit in kept.book.habits if habit.id not in old]
    days = {habit.id: {day.isoformat() for day, _ in kept.book.log(habit.id)} for habit in new}
    if odd == "one habit twice":  # Walk is here already, and counts kilometres
        assert len(new) in ({1, 2} if tracker in BY_NAME else {2})
        assert set().union(*days.values()) == {"2026-11-18", "2026-11-20", "2026-11-21"}
    else:
        # What has no row at all is in no table of rows.
        there = [one for one in habits if one.days or tracker not in {"habitbull", "daylio"}]
        new.sort(key=lambda habit: habit.position)
        if tracker == "daylio":  # its newest row stands first, and activities come in the order of their first days
            new.sort(key=lambda habit: [one.name for one in there].index(habit.name))
        assert [habit.name for habit in new] == [one.name for one in there]
        assert [days[habit.id] for habit in new] == [set(one.days) for one in there]
        archived = [one.archived and tracker not in NEVER_ARCHIVED for one in there]
        assert [habit.archived is not None for habit in new] == archived
    first = state(kept.book)
    assert first != before
    assert coming(file, named).edit(kept.book).changes == (), "the same file twice adds nothing"
    kept.undo()
    assert state(kept.book) == before
    kept.redo()
    assert state(kept.book) == first


@pytest.mark.parametrize("tracker", MAKERS)
def test_an_older_file_after_a_newer_one_adds_nothing(tracker: str) -> None:
    named = "" if tracker != "habitctl" else tracker
    older, newer = (MAKERS[tracker]([Odd("Sit", days)]) for days in (("2026-11-19",), ("2026-11-19", "2026-11-21")))
    book = after(BOOK, coming(newer, named).edit)
    assert coming(older, named).edit(book).changes == ()
    grown = after(after(BOOK, coming(older, named).edit), coming(newer, named).edit)
    sit = [habit.id for one in (book, grown) for habit in one.habits if habit.name == "Sit"]
    assert [day for day, _ in grown.log(sit[1])] == [day for day, _ in book.log(sit[0])]


@pytest.mark.parametrize("tracker", MAKERS)
def test_a_tracker_in_which_nobody_has_begun_brings_nothing_or_is_refused(tracker: str) -> None:
    file = MAKERS[tracker]([])
    if tracker in NOBODYS_WHEN_EMPTY:
        with pytest.raises(Unreadable, match="nobody that letbe knows"):
            coming(file, "")
    else:
        assert not [day for habit in coming(file, "").foreign.habits for day in habit.days]


LOOP_MINUTES = "Sit,NUMERICAL,,,1,1,#FF8F00,min,AT_LEAST,20.0,false"


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        (loop_archive([(LOOP_MINUTES, ["2026-11-21,3,", "2026-11-20,25000,"])]), ["amount", "skip"]),
        (loop_archive([(LOOP_MINUTES, ["2026-11-21,SKIP,", "2026-11-20,25000,"])]), ["amount", "skip"]),
        (as_json({"habits": [{
            "uuid": "h", "name": "Sit", "type": 1, "status": 1, "daily_goal": 20, "daily_goal_unit": "min",
            "freq_type": 1, "freq_custom": "[7]", "start_date": 20_000,
            "records": [
                {"record_date": day_in_ms("2026-11-20") // 86_400_000, "record_type": 1, "record_value": 25},
                {"record_date": day_in_ms("2026-11-21") // 86_400_000, "record_type": 2, "record_value": 0},
            ],
        }], "groups": []}), ["amount", "skip"]),
        ({"habits": b"Sit: 1", "log": b"2026-11-20 : Sit : y : : 25\n2026-11-21 : Sit : s"}, ["amount", "skip"]),
    ],
    ids=["loop", "loop in words", "mhabit", "harsh"],
)  # fmt: skip
def test_a_skip_of_a_habit_that_counts_stays_a_skip(file: File, kinds: list[str]) -> None:
    (habit,) = coming(file, "").foreign.habits
    assert habit.goal.is_target
    assert [mark.kind for _, mark in sorted(habit.days.items())] == [MarkKind(kind) for kind in kinds]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(
    ("file", "day"),
    [
        (as_json({"habits": [{"id": "h", "name": "Sit"}], "intervals": [], "completions": [
            {"date": "2026-11-19T10:30:00.000Z", "habitId": "h", "timezoneOffsetInMinutes": 840}]}), "2026-11-20"),
        (as_json({"habits": [{"id": "h", "name": "Sit"}], "intervals": [], "completions": [
            {"date": "2026-11-20T10:30:00.000Z", "habitId": "h", "timezoneOffsetInMinutes": -660}]}), "2026-11-19"),
        (loop_backup([{"id": 1, "name": "Sit"}], [(1, "2026-11-20", 2, "")]), "2026-11-20"),
        (as_json({"app": "streak", "habits": [{"id": "h", "name": "Sit", "completions": {
            "2026-11-20": {"date": "2026-11-20T00:30:00+14:00", "count": 1}}}]}), "2026-11-20"),
        ({"habits": b"1 Sit", "log": b"2026-11-20+14:00\tSit\ty"}, "2026-11-20"),
    ],
    ids=["habitkit at +14", "habitkit at -11", "loop", "inlitx", "habitctl"],
)  # fmt: skip
def test_a_day_is_the_one_that_was_meant_wherever_it_is_read(
    file: File, day: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    (habit,) = coming(file, "").foreign.habits
    assert list(habit.days) == [date.fromisoformat(day)]
