"""The journal: what was made is found again, what was not is passed over."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.books import books, changes
from tests.storage.faulty_disk import FaultyDisk, QuickDisk, failing
from tests.storage.making import BEGIN, DONE, commit, commit_made, done, redoing, still, undoing
from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, Delete, ItemKind, Move, SetMark
from tracker.domain.history import Entry, LabelledChange
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.file.journal import ENTRIES_KEPT, Journal, next_id
from tracker.storage.format.change_records import read_entry, read_line, write_entry
from tracker.storage.store import StoreError

any_change = st.one_of(
    changes,
    st.builds(Delete, st.sampled_from(tuple(ItemKind)), st.text(min_size=1)),
    st.builds(
        Move, st.sampled_from((ItemKind.AREA, ItemKind.HABIT)), st.text(min_size=1), st.floats(-1e9, 1e9), st.text()
    ),
    st.lists(changes, max_size=3).map(lambda made: Batch(tuple(made))),
)


def store_at(folder: Path, disk: Disk | None = None) -> FileStore:
    return FileStore(str(folder / "habits.json"), str(folder / "state"), still, disk or QuickDisk())


def journal_of(folder: Path) -> Path:
    (found,) = (folder / "state").glob("*.journal")
    return found


def a_line(number: int, machine: str, file: str = "") -> str:
    made = LabelledChange(SetMark("quiet", date(2026, 11, 1), DONE), "done")
    return write_entry(Entry(f"{number}-{machine}", 1, made, Batch()), f"{number - 1}-{machine}", file=file)


def labels(store: FileStore) -> list[str]:
    return [entry.made.label for entry in store.history().entries]


@given(books(), any_change, st.none() | st.text(min_size=1), st.none() | st.text(min_size=1))
def test_any_entry_comes_back_from_its_line_as_it_was(
    book: Book, change: Change, undoes: str | None, redoes: str | None
) -> None:
    entry = Entry(
        "7-abcdef", 1_760_000_000_000, LabelledChange(change, "a label", undoes, redoes), change.inverse(book)
    )
    line = write_entry(entry, "6-abcdef")
    assert "\n" not in line
    assert read_entry(read_line(line.encode()) or {}) == entry


def test_a_line_in_which_any_bit_is_another_is_not_believed() -> None:
    line = a_line(7, "abcdef", "/home/ann/habits.json").encode()
    broken = [line[:at] + bytes([line[at] ^ 1 << bit]) + line[at + 1 :] for at in range(len(line)) for bit in range(8)]
    assert read_line(line)
    assert not any(map(read_line, broken))


def test_a_line_that_an_older_letbe_wrote_has_no_sum_and_is_read() -> None:
    line, _, _ = a_line(7, "abcdef").rpartition(',"sum":')
    assert (read_line(f"{line}}}".encode()) or {})["id"] == "7-abcdef"


def test_a_change_whose_line_was_damaged_ends_the_history_there_and_is_never_undone_in_another_way(
    tmp_path: Path,
) -> None:
    for day in range(3):
        commit(store_at(tmp_path), BEGIN if day == 0 else done(day), f"change {day}")
    journal = journal_of(tmp_path)
    journal.write_text(journal.read_text().replace("2026-11-02", "2026-11-09"))
    before = (tmp_path / "habits.json").read_bytes()
    assert labels(store_at(tmp_path)) == ["change 2"]
    assert (tmp_path / "habits.json").read_bytes() == before


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    commit(store_at(tmp_path), done(0))
    assert not store_at(tmp_path).commit(undoing, 1).book.log("quiet")
    assert store_at(tmp_path).commit(redoing, 1).book.log("quiet")


def test_a_torn_line_is_passed_over_and_nothing_is_glued_to_it(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN, "begin")
    with journal_of(tmp_path).open("ab") as journal:
        journal.write(b'{"id": "2-torn", "label": "to')
    commit(store, done(0), "done")
    assert labels(store_at(tmp_path)) == ["begin", "done"]
    assert journal_of(tmp_path).read_bytes().count(b"\n") == 3


def test_an_entry_whose_save_failed_was_never_made(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN, "begin")
    counting = FaultyDisk()
    commit(store_at(tmp_path, counting), done(0), "first")
    store = store_at(tmp_path, FaultyDisk(counting.calls.index("replace"), failing(errno.EIO)))
    with pytest.raises(StoreError):
        commit(store, done(1), "never")
    assert "never" not in journal_of(tmp_path).read_text()
    assert labels(store) == ["begin", "first"]
    commit(store, done(2), "second")
    assert labels(store_at(tmp_path)) == ["begin", "first", "second"]


def test_two_copies_of_a_book_each_have_their_own_history(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN, "begin")
    shutil.copy(tmp_path / "habits.json", tmp_path / "copy.json")
    copy = FileStore(str(tmp_path / "copy.json"), str(tmp_path / "state"), still, QuickDisk())
    commit(copy, done(0), "in the copy")
    commit(store, done(1), "here")
    assert labels(copy) == ["begin", "in the copy"]
    assert labels(store) == ["begin", "here"]


def test_a_lost_journal_takes_undo_away_and_nothing_else(tmp_path: Path) -> None:
    book = commit(store_at(tmp_path), BEGIN).book
    journal_of(tmp_path).unlink()
    store = store_at(tmp_path)
    assert store.read() == book
    assert store.history().entries == ()
    commit(store, done(0), "after")
    assert labels(store) == ["after"]


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[1]", b'{"id": 7}', b'{"id": "x"}', b"[" * 100_000, b"9" * 9999])
def test_what_is_no_entry_is_passed_over(line: bytes, tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN, "begin")
    with journal_of(tmp_path).open("ab") as journal:
        journal.write(line + b"\n")
    commit(store, done(0), "done")
    assert labels(store) == ["begin", "done"]


def test_a_change_of_a_kind_that_is_not_known_ends_the_history_there(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN, "begin")
    journal = journal_of(tmp_path)
    journal.write_text(journal.read_text().replace('"do":"area"', '"do":"dance"'))
    commit(store, done(0), "done")
    assert labels(store) == ["done"]


def test_the_journal_keeps_the_last_thousand_entries(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path), QuickDisk())
    lines = [a_line(n, "aaaaaa") for n in range(1, 1501)]
    (tmp_path / "book.journal").write_text("\n".join(lines) + "\n")
    assert len(journal.entries("book", "1500-aaaaaa")) == ENTRIES_KEPT
    journal.trim("book", "1499-aaaaaa")
    assert (tmp_path / "book.journal").read_text().count("\n") == 1500
    journal.trim("book", "1500-aaaaaa")
    assert (tmp_path / "book.journal").read_text().splitlines() == lines[500:]
    assert [entry.id for entry in journal.entries("book", "1500-aaaaaa")][::999] == ["501-aaaaaa", "1500-aaaaaa"]


def test_a_copy_of_the_book_drops_no_line_of_another_ones(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path), QuickDisk())
    mine = [a_line(n, "aaaaaa", "here") for n in range(1, 11)]
    theirs = [a_line(n, "bbbbbb", "there") for n in range(1, 1501)]
    (tmp_path / "book.journal").write_text("\n".join([*mine, *theirs]) + "\n")
    journal.trim("book", "1500-bbbbbb")
    assert len(journal.entries("book", "10-aaaaaa")) == 10
    assert len(journal.entries("book", "1500-bbbbbb")) == ENTRIES_KEPT


def test_a_failed_save_takes_back_no_line_of_a_copy_that_was_waiting(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN, "begin")
    shutil.copy(tmp_path / "habits.json", tmp_path / "copy.json")
    copy = FileStore(str(tmp_path / "copy.json"), str(tmp_path / "state"), still, QuickDisk())
    counting = FaultyDisk()
    commit(store_at(tmp_path, counting), done(0), "first")

    def interrupting(_: str, real: Any, args: Any) -> Any:
        with pytest.raises(StoreError, match="in use"):
            copy._disk.lock(f"{journal_of(tmp_path)}.lock", 0).__enter__()
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(StoreError):
        commit(store_at(tmp_path, FaultyDisk(counting.calls.index("replace"), interrupting)), done(1), "never")
    commit(copy, done(2), "in the copy")
    assert labels(copy) == ["begin", "in the copy"]


def test_ids_count_upwards_and_two_copies_never_share_one() -> None:
    assert next_id(None).startswith("1-")
    assert next_id("41-0123af").startswith("42-")
    assert next_id("written by hand").startswith("1-")
    assert len({next_id("41-0123af") for _ in range(50)}) == 50


def test_entries_tell_their_ids_to_undo_and_redo(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    commit(store, BEGIN)
    entry = commit_made(store, done(0))
    undone = store.commit(undoing, 1).entry
    assert undone
    assert undone.made.undoes == entry.id
    assert store_at(tmp_path).history().entries[-1] == undone
