"""An import is computed on the book that it is made on, loses no text, and is the same when it is made again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.service.books import BOOK, NOON, TODAY, WHEN, mark
from tests.storage.books import books
from tracker.clock import EARLIEST
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put, SetMark
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.edits import suggestions as acting
from tracker.service.edits.habits import Details, edit
from tracker.service.files.exporting import export
from tracker.service.files.importing import FileFormat, Import, read_import
from tracker.service.steps import NOTHING
from tracker.service.tracker import Tracker
from tracker.storage.memory_store import MemoryStore

HEADER = "day,habit,mark,amount,passed,acted,note\n"


def coming(*rows: str) -> Import:
    return read_import(HEADER + "\n".join(f"{TODAY},{row}" for row in rows), FileFormat.CSV, TODAY)


def noted(book: Book, note: str) -> Book:
    return marking.note(["quiet"], [TODAY], WHEN, note)(book).apply(book)


def test_an_import_is_computed_on_the_book_that_it_meets() -> None:
    file = coming("Quiet time alone,done,,,,")
    tracker = Tracker(MemoryStore(BOOK), NOON)
    assert file.tally(tracker.book).words == "1 new mark"
    tracker.commit(marking.skip(["quiet"], [TODAY], WHEN))
    tracker.commit(file.edit)
    assert file.tally(BOOK).words == "1 new mark"
    tracker.undo()
    assert mark(tracker.book, "quiet") == Mark(MarkKind.SKIP)


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ("rained", "a walk", "rained\na walk"),
        ("rained all day", "rained", "rained all day\nrained"),
        ("not ok today", "ok", "not ok today\nok"),
        ("rained\na walk", "a walk", "rained\na walk"),
        ("a walk", "rained\na walk", "rained\na walk"),
        ("rained", "", "rained"),
        ("", "rained", "rained"),
    ],
)
def test_no_note_is_lost_and_none_is_kept_twice(mine: str, theirs: str, kept: str) -> None:
    book = noted(BOOK, mine)
    after = coming(f'Quiet time alone,done,,,,"{theirs}"').edit(book).apply(book)
    assert mark(after, "quiet") == Mark(MarkKind.DONE, note=kept)
    assert coming(f'Quiet time alone,done,,,,"{theirs}"').edit(after) == NOTHING


def test_notes_too_long_together_are_refused_with_their_habit_and_day() -> None:
    with pytest.raises(Refused, match=r"Quiet time alone, 2026-11-22: .* shorten one of them.* has 12,001"):
        coming(f"Quiet time alone,done,,,,{'b' * 6000}").edit(noted(BOOK, "a" * 6000))
    day = Reflection(Lookback.DAY, TODAY, text="a" * 6000)
    other = export(Put(day._replace(text="b" * 6000)).apply(BOOK), FileFormat.JSON)
    with pytest.raises(Refused, match=r"the day 2026-11-22: .* has 12,001"):
        read_import(other, FileFormat.JSON, TODAY).edit(Put(day).apply(BOOK))


def test_reflections_of_both_are_kept_answer_by_answer() -> None:
    week = Reflection(Lookback.WEEK, date(2026, 11, 16), answers=(("What?", "this"),))
    day = Reflection(Lookback.DAY, TODAY, 4, "easy")
    mine = Put(day).apply(Put(week).apply(BOOK))
    theirs = Put(day._replace(ease=2, text="hard")).apply(
        Put(week._replace(answers=(("What?", "that"), ("Who?", "I")))).apply(BOOK)
    )
    file = read_import(export(theirs, FileFormat.JSON), FileFormat.JSON, TODAY)
    after = file.edit(mine).apply(mine)
    assert after.reflection(Lookback.WEEK, week.day) == week._replace(answers=(("What?", "this\nthat"), ("Who?", "I")))
    assert after.reflection(Lookback.DAY, TODAY) == day._replace(ease=2, text="easy\nhard")
    assert file.tally(mine).words == "2 reflections"
    assert file.edit(after) == NOTHING


def test_what_does_not_fit_the_book_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match="Line 2: there is no habit “Piano lessons”"):
        coming("Piano lessons,done,,,,").edit(BOOK)


def test_a_diary_names_the_habit_of_an_act_as_it_is_called_today() -> None:
    decided = acting.keep("quiet", TODAY)(BOOK).apply(BOOK)
    renamed = edit("quiet", Details(name="An hour of quiet"), TODAY)(decided).apply(decided)
    assert "**Keep: An hour of quiet** as it is" in export(renamed, FileFormat.MARKDOWN)


OUTSIDE = (date(1899, 12, 30), date(1969, 12, 31), TODAY + timedelta(1), date(9999, 12, 31))


@pytest.mark.parametrize("day", OUTSIDE)
def test_a_day_outside_is_refused_with_its_line_unless_it_is_there(day: date) -> None:
    mark = SetMark("quiet", day, Mark(MarkKind.DONE))
    file = read_import(f"{HEADER}{TODAY},quiet,done,,,,\n{day},quiet,done,,,,\n", FileFormat.CSV, TODAY)
    why = "has not come yet" if day > TODAY else "is before 1970"
    with pytest.raises(Refused, match=f"^Line 3: {day} {why}"):
        file.edit(BOOK)
    there = mark.apply(BOOK)
    for format in (FileFormat.CSV, FileFormat.JSON):
        own = read_import(export(there, format), format, TODAY)
        assert own.edit(there) == NOTHING
        with pytest.raises(Refused, match=why):
            own.edit(BOOK)
    back = read_import(export(there, FileFormat.JSON), FileFormat.JSON, TODAY).edit(Book()).apply(Book())
    assert (back.logs, set(back.habits)) == (there.logs, set(there.habits))
    with pytest.raises(Refused, match=why):
        marking.done(["quiet"], [day], WHEN)
    with pytest.raises(Refused, match=why):
        marking.clear(["quiet"], [day], WHEN)(BOOK)
    assert marking.clear(["quiet"], [day], WHEN)(there).apply(there).log("quiet").get(day) is None


def test_more_urges_than_a_day_can_have_are_refused_unless_they_are_there() -> None:
    file = coming("quiet,,,1000,,")
    with pytest.raises(Refused, match=r"^Line 2: a day has at most 999 urges"):
        file.edit(BOOK)
    there = SetMark("quiet", TODAY, Mark(MarkKind.URGES, passed=1000)).apply(BOOK)
    assert file.edit(there) == NOTHING


def test_json_that_spells_out_what_no_text_can_hold_is_refused() -> None:
    text = export(noted(BOOK, "a walk"), FileFormat.JSON)
    for broken in (r"a \ud800 walk", r"\udcfc"):
        with pytest.raises(Unreadable, match="not text in UTF-8"):
            read_import(text.replace("a walk", broken), FileFormat.JSON, TODAY)
    assert read_import(text.replace("a walk", r"a \ud83d\ude00"), FileFormat.JSON, TODAY)


@given(books())
def test_an_own_export_can_always_be_taken_in_again(book: Book) -> None:
    json, csv = export(book, FileFormat.JSON), export(book, FileFormat.CSV)
    imports = read_import(json, FileFormat.JSON, TODAY), read_import(csv, FileFormat.CSV, TODAY)
    assert [taken.edit(book) for taken in imports] == [NOTHING, NOTHING]
    if not book.is_new:
        assert export(imports[0].edit(Book()).apply(Book()), FileFormat.CSV) == csv
    days = [day for habit in book.habits for day, _ in book.log(habit.id)]
    counts = [max(mark.passed, mark.acted) for habit in book.habits for _, mark in book.log(habit.id)]
    if all(EARLIEST <= day <= TODAY for day in days) and max(counts, default=0) <= 999:
        bare = book._replace(logs={})
        assert export(imports[1].edit(bare).apply(bare), FileFormat.CSV) == csv
