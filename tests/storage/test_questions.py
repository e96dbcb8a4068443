"""Questions in the file: a table only where there are any, and those of two machines come together."""

from __future__ import annotations

from datetime import date

from tests.storage.copies import Edit, book_of, edited
from tests.storage.making import BEGIN
from tests.storage.test_merge import merged, text
from tracker.domain.book import Book, Question
from tracker.domain.changes import Batch, Change, Delete, ItemKind, Put, together
from tracker.domain.diff import add_all, turn_into
from tracker.storage.format.change_records import read_change, write_change
from tracker.storage.format.json_text import KNOWN_TABLES, Layout, Plain, read_text
from tracker.storage.format.stamps import Stamp
from tracker.storage.recovery.salvage import salvage

ASKED = date(2026, 11, 22)
WALK = Question("quiet+walk", "quiet", "walk", ASKED)
EASE = Question("ease+quiet", "quiet", "", ASKED)


BEGUN = edited({name: {} for name in KNOWN_TABLES}, [Edit(Stamp(1000, 0, "a"), BEGIN)])


def after(device: str, *changes: Change) -> Plain:
    at = {"a": 2000, "b": 3000}[device]
    return edited(BEGUN, [Edit(Stamp(at + number, 0, device), change) for number, change in enumerate(changes)])


def test_a_file_without_questions_has_no_table_of_them() -> None:
    assert b"questions" not in text(BEGUN)


def test_a_question_reads_like_a_line() -> None:
    written = text(after("a", Put(WALK), Put(EASE))).decode()
    assert '"quiet+walk": {"first": "quiet", "second": "walk", "asked": "2026-11-22"' in written
    assert '"ease+quiet": {"first": "quiet", "asked": "2026-11-22"' in written


def test_a_question_comes_back_from_the_file_the_journal_and_a_damaged_file() -> None:
    tables = after("a", Put(WALK))
    assert book_of(read_text(text(tables), trusting=False)).questions == (WALK,)
    damaged = text(tables).replace(b'"areas": {', b'"are', 1)
    assert book_of(salvage(damaged)).questions == (WALK,)
    for change in (Put(WALK), Put(EASE), Delete(ItemKind.QUESTION, WALK.id)):
        assert read_change(write_change(change)) == change


def test_what_two_machines_ask_comes_together_and_what_is_taken_back_stays_so() -> None:
    one, other = after("a", Put(WALK)), after("b", Put(EASE))
    both = merged(one, other)
    assert text(both) == text(merged(other, one))
    assert book_of(both).questions == (EASE, WALK)
    gone = after("a", Put(WALK), Delete(ItemKind.QUESTION, WALK.id))
    assert book_of(merged(both, gone)).questions == (EASE,)


def test_a_book_becomes_another_with_its_questions() -> None:
    before, wanted = Book(questions=(WALK,)), Book(questions=(EASE,))
    assert turn_into(before, wanted).apply(before) == wanted
    assert add_all(before, wanted).apply(before).questions == (EASE, WALK)
    change = together([Put(EASE), Delete(ItemKind.QUESTION, WALK.id)])
    assert Batch((change, change.inverse(before))).apply(before) == before


def test_an_empty_table_is_not_written() -> None:
    assert b"questions" not in Layout().text({"meta": {}, "questions": {}})
