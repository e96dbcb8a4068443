"""An import is computed on the book that it is made on, loses no text, and is the same when it is made again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.service.books import BOOK, NOON, TODAY, WHEN, mark
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put
from tracker.domain.errors import Refused
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.edits import suggestions as acting
from tracker.service.edits.habits import Details, edit
from tracker.service.files.import_export import FileFormat, Import, export, read_import
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
