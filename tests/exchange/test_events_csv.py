"""Events as CSV: out and in without loss, and only once however often they come."""

from __future__ import annotations

from datetime import date

import pytest

from tests.storage.making import BEGIN
from tracker.domain.book import Book
from tracker.domain.changes import PutEvent, SetMark, together
from tracker.domain.errors import LetbeError
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import CHECK, LET_GO
from tracker.domain.mark import Mark, MarkKind
from tracker.exchange.events_csv import is_of_events, read_events, write_events
from tracker.exchange.marks_csv import write_marks
from tracker.service.files.importing import FileFormat, read_import

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED
FIRST = "day,at,habit,outcome,amount,strength,trigger,note"
HEADER = f"{FIRST},strength_after,instead"
BARE = BEGIN.apply(Book())
BOOK = together(
    [
        SetMark("quiet", DAY, Mark(MarkKind.URGES, 0, 2, 1, "a day")),
        PutEvent("quiet", DAY, Event("a00", PASSED, 0, 845, 4, "=short, reply", "took a\nwalk")),
        PutEvent("quiet", DAY, Event("b01", ACTED, 0, 1470, 4, after=5, instead="+tea")),
        PutEvent("quiet", NEXT, Event("c00", None, 20_500, 510, note="before work")),
        SetMark("quiet", NEXT, Mark(MarkKind.AMOUNT, 45_000)),
        PutEvent("quiet", NEXT, Event("d01", None, 5_000)),
    ]
).apply(BARE)


def taken(text: str, book: Book) -> Book:
    return read_import(text, FileFormat.CSV, NEXT).edit(book).apply(book)


def told(book: Book) -> list[tuple[date, list[Event]]]:
    log = book.log("quiet")
    return [(day, [event._replace(id="") for event in log.events(day)]) for day, _ in log]


def test_a_row_says_all_of_an_event() -> None:
    assert write_events(BOOK).splitlines()[:6] == [
        HEADER,
        "2026-11-20,,A quiet hour,passed,,,,,,",
        "2026-11-20,,A quiet hour,passed,,,,,,",
        "2026-11-20,,A quiet hour,acted,,,,,,",
        '2026-11-20,14:05,A quiet hour,passed,,4,"\'=short, reply","took a',
        'walk",,',
    ]
    assert "2026-11-20,24:30,A quiet hour,acted,,4,,,5,'+tea" in write_events(BOOK)


def test_marks_and_then_events_bring_everything_into_another_book() -> None:
    book = taken(write_events(BOOK), taken(write_marks(BOOK), BARE))
    assert dict(book.log("quiet")) == dict(BOOK.log("quiet"))
    assert [event for day, events in told(BOOK) for event in events if event.outcome or day == DAY] == [
        event for day, events in told(book) for event in events if event.note or event.at
    ][:2]


def test_what_comes_again_changes_nothing() -> None:
    text = write_events(BOOK)
    assert taken(text, BOOK) == BOOK
    once = taken(text, BARE)
    assert taken(text, once) == once


def test_habits_that_are_not_in_the_list_are_made_where_that_is_wanted() -> None:
    rows = ("2026-11-20,9:00,Wanting to steer,passed,,,,", "2026-11-19,,Wanting to steer,acted,,,,",
            "2026-11-20,,Reading,,20,,,")  # fmt: skip
    text = "\n".join((FIRST, *rows))
    with pytest.raises(LetbeError, match=r"^Line 2: there is no habit .*--create"):
        taken(text, BARE)
    coming = read_import(text, FileFormat.CSV, NEXT, create=True)
    assert coming.tally(BARE).words == "2 new habits, 2 urges, 1 portion"
    book = coming.edit(BARE).apply(BARE)
    steer, reading = (next(habit for habit in book.habits if habit.name.startswith(name)) for name in ("Want", "Read"))
    assert (steer.name, steer.rule.goal, steer.created) == ("Wanting to steer", LET_GO, date(2026, 11, 19))
    assert (reading.name, reading.rule.goal) == ("Reading", CHECK)
    assert book.log(steer.id).get(DAY) == Mark(MarkKind.URGES, 0, 1, 0)
    again = read_import(text, FileFormat.CSV, NEXT, create=True).tally(book)
    assert again.words == "3 events here already"


def test_a_file_of_marks_is_none_of_events() -> None:
    assert is_of_events(write_events(BOOK))
    assert not is_of_events(write_marks(BOOK))


@pytest.mark.parametrize(
    "row",
    [
        "2026-11-20,25:99,quiet,passed,,,,",
        "2026-11-20,,quiet,passed,20,,,",
        "2026-11-20,,quiet,,,,,",
        "2026-11-20,,quiet,passed,,6,,",
        "2026-11-20,,quiet,maybe,,,,",
        "2026-11-20,,quiet,,20,3,,",
        f"2026-11-20,,quiet,passed,,,{'x' * 41},",
        "20.11.2026,,quiet,passed,,,,",
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_line(row: str) -> None:
    with pytest.raises(LetbeError, match=r"^Line 2: "):
        read_events(f"{FIRST}\n{row}\n")


@pytest.mark.parametrize("end", ["7,", "2,", f",{'x' * 81}"])
def test_what_is_wrong_of_a_quiet_minute_is_refused_with_its_line(end: str) -> None:
    with pytest.raises(LetbeError, match=r"^Line 2: "):
        read_events(f"{HEADER}\n2026-11-20,,quiet,passed,,,,,{end}\n")
