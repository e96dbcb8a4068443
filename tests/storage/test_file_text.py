"""What stands in the file: every book comes back from it, and a change touches only what it changes."""

from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.books import books, changes
from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import a_habit, adding, commit, done, on, still, undoing
from tests.storage.stores import begun, rewrite, store_at, tables
from tracker.domain.amounts import LIMIT
from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, Move, Put, SetMark, together
from tracker.domain.changes import ItemKind as What
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.book_file import BookFile, claimed_seal
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import SCHEMA, Layout, Sealed, _begins_document, _begins_month, _broken, read_text
from tracker.storage.format.stamps import Stamp
from tracker.storage.format.tables import Shelves, write_book


def minute(offset: int) -> int:
    """The minutes from 1970 to the midnight (UTC) of a day."""
    return (on(offset) - date(1970, 1, 1)).days * 1440


def of_whole_book(path: str, book: Book) -> None:
    file = BookFile(path, QuickDisk())
    shelves = Shelves(storage=lambda: file)
    write_book(shelves, Book(), book)
    shelves.put_meta({"schema": SCHEMA, "id": "0123456789abcdef"})
    file.save(file.text())


@given(books())
def test_any_book_comes_back_from_the_file_as_it_was(book: Book) -> None:
    with tempfile.TemporaryDirectory() as folder:
        of_whole_book(f"{folder}/habits.json", book)
        again = FileStore(f"{folder}/habits.json", folder, still, QuickDisk()).read()
        assert again == book
        assert {id: dict(log) for id, log in again.logs.items()} == {id: dict(log) for id, log in book.logs.items()}
        file = BookFile(f"{folder}/habits.json", QuickDisk())
        file.load(lambda *_: True)
        assert file.text() == Path(file.path).read_bytes()
        assert file.tables["logs"] == json.loads(file.text())["logs"]


@given(books(), st.lists(changes, min_size=1, max_size=4))
def test_what_a_commit_gives_is_what_a_fresh_program_reads(book: Book, wanted: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        of_whole_book(f"{folder}/habits.json", book)
        store = FileStore(f"{folder}/habits.json", folder, still, QuickDisk())
        for change in wanted:
            made = commit(store, change)
        other = FileStore(f"{folder}/habits.json", folder, still, QuickDisk())
        assert other.read() == made.book == together(wanted).apply(book)
        if made.entry:
            assert other.history().entries[-1] == made.entry
            assert other.commit(undoing, 1).book == together(wanted[:-1]).apply(book)


def test_a_month_reads_like_the_grid(path: Path) -> None:
    store = begun(path)
    kinds = [MarkKind.DONE, MarkKind.MISSED, MarkKind.SKIP]
    commit(store, together(done(day, mark=Mark(kind)) for day, kind in enumerate(kinds)))
    commit(store, done(4, mark=Mark(MarkKind.AMOUNT, 1500)))
    commit(store, done(5, mark=Mark(MarkKind.URGES, passed=2, acted=1)))
    commit(store, done(6, mark=Mark(MarkKind.NOTE, note="a “word”", at=minute(6) - 30)))
    line = next(line for line in path.read_text().splitlines() if "2026-11" in line and "days" in line)
    marks, stamps = line.split(', "stamps": ')
    assert marks == (
        """      "2026-11": {"days": "#.- ~o'", "amounts": "5=1.5", "urges": "6=2/1", """
        """"notes": {"7": "a “word”"}, "at": ",,,,,,-30\""""
    )
    assert stamps.count(",") == 6


def test_every_document_has_a_line_and_a_check_off_changes_one_of_them(path: Path) -> None:
    store = begun(path)
    commit(store, Put(a_habit("two")))
    commit(store, together(done(day, id) for day in range(90) for id in ("quiet", "two")))
    before = path.read_text().splitlines()
    commit(store_at(path), done(40, mark=None))
    after = path.read_text().splitlines()
    assert len(before) == len(after)
    changed = [line.strip() for line, old in zip(after, before, strict=True) if line != old]
    assert [line.split(":")[0] for line in changed] == ['"last"', '"seen"', '"clock"', '"sum"', '"2026-12"']
    assert sum('"name": "A' in line for line in after) == 2
    assert sum('"days"' in line for line in after) == 6


def test_ten_years_of_twenty_habits_stay_small(tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    file = BookFile(str(path), QuickDisk())
    shelves = Shelves(storage=lambda: file)
    book = Book()
    for day in range(-3652, 0):  # each day checked off by itself, so that every mark has a stamp of its own
        mark = Mark(MarkKind.DONE, at=minute(day) + 1300)
        after = SetMark("habit", on(day), mark).apply(book)
        write_book(shelves, book, after, Stamp((minute(day) + 1300) * 60_000 + 12_345, 0, "a1b2c3"))
        book = after
    logs = {f"habit-{n}": file.tables["logs"]["habit"] for n in range(20)}
    file.tables = {**file.tables, "logs": logs, "meta": {"book": {"schema": SCHEMA, "id": "0123456789abcdef"}}}
    file.save(file.text())
    assert FileStore(str(path), str(tmp_path), still, QuickDisk()).read().log("habit-7") == book.log("habit")
    assert path.stat().st_size < 1_100_000


def test_logs_that_nobody_asks_for_are_not_even_read(path: Path) -> None:
    commit(begun(path), together(done(day, id) for day in range(9) for id in ("quiet", "other", "third")))
    store = store_at(path)
    made = commit(store, done(20))
    unread = {id: log for id, log in store._file.tables["logs"].items() if isinstance(log, Sealed) and not log.is_read}
    assert unread.keys() == {"other", "third"}
    assert len(list(made.book.log("third"))) == 9


def test_logs_that_were_changed_by_hand_are_read_as_they_stand(path: Path) -> None:
    commit(begun(path), done(0))
    rewrite(path, ('"days": "#"', '"days": ".#"'))
    assert [day for day, _ in store_at(path).read().log("quiet")] == [on(0), on(1)]


def resealed(path: Path, *replacements: tuple[str, str]) -> FileStore:
    """Give a store on a file that letbe itself seems to have written so."""
    text = Path(path).read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(Layout().text(read_text(text.encode(), trusting=False)))
    return store_at(path)


def test_an_amount_beyond_the_limit_that_was_sealed_with_its_log_locks_nothing(path: Path) -> None:
    commit(begun(path), done(0, mark=Mark(MarkKind.AMOUNT, 5000)))
    store = resealed(path, ('"1=5"', '"1=1500000.5"'))
    assert store.read().log("quiet").get(on(0)) == Mark(MarkKind.AMOUNT, LIMIT)
    commit(store, done(1))
    assert store_at(path).read().log("quiet").get(on(0)) == Mark(MarkKind.AMOUNT, LIMIT)


def test_words_by_another_mark_that_were_sealed_with_their_log_lock_nothing_either(path: Path) -> None:
    commit(begun(path), together([done(0), done(1, mark=Mark(MarkKind.AMOUNT, 5000)), done(40)]))
    store = resealed(path, ('"2=5"', '"1=20 2=5"'), ('"2026-12": {', '"2026-12": {"urges": "32=1/1", '))
    assert commit(store, done(2)).entry
    assert tables(path)["logs"]["quiet"]["2026-11"]["amounts"] == "2=5"
    assert store_at(path).read() == store.read()


def test_what_is_taken_away_leaves_a_stamp_behind(path: Path) -> None:
    store = begun(path)
    commit(store, done(0))
    commit(store, together([done(0, mark=None), Delete(What.HABIT, "quiet")]))
    kept = tables(path)
    assert kept["habits"]["quiet"]["gone"] is True
    assert kept["logs"]["quiet"]["2026-11"].keys() == {"days", "stamps"}
    assert store_at(path).read().habits == ()
    assert store.commit(undoing, 1).book == store_at(path).read()
    assert "gone" not in tables(path)["habits"]["quiet"]


def test_a_stamp_is_later_than_all_before_it_whatever_the_clock_says(path: Path) -> None:
    store = begun(path)
    clocks = []
    for now in (1_760_000_000_000, 1_800_000_000_000, 1_760_000_000_001, 5):
        store.commit(adding(1), now)
        clocks.append(tables(path)["meta"]["book"]["clock"])
    assert clocks == sorted(clocks)
    assert len(set(clocks)) == 4


def test_unknown_fields_and_tables_are_kept(path: Path) -> None:
    begun(path)
    commit(store_at(path), done(0))
    rewrite(
        path,
        ('"schema": 4', '"colour of the cover": "green", "schema": 4'),
        ('"A quiet hour"', '"A quiet hour", "icon": {"a": [1, null]}'),
        ('{"days": "#"', '{"moods": "x", "days": "#"'),
        ('"pauses": {}', '"pauses": {}, "dreams": {"1": {"of": "flying"}}, "odd": [1.5]'),
    )
    store = store_at(path)
    habit = store.read().habit("quiet")
    commit(store, together([Put(habit._replace(name="Quiet")), done(1)]))
    kept = tables(path)
    assert kept["meta"]["book"]["colour of the cover"] == "green"
    assert kept["habits"]["quiet"]["icon"] == {"a": [1, None]}
    assert kept["habits"]["quiet"]["name"] == "Quiet"
    assert kept["logs"]["quiet"]["2026-11"]["moods"] == "x"
    assert kept["logs"]["quiet"]["2026-11"]["days"] == "##"
    assert kept["dreams"] == {"1": {"of": "flying"}}
    assert kept["odd"] == [1.5]


def test_a_change_touches_only_the_fields_that_it_changes(path: Path) -> None:
    begun(path)
    store = resealed(path, ('"A quiet hour"', '"A  quiet\\u001b[31m hour"'))
    assert store.read().habit("quiet").name == "A quiet[31m hour"
    commit(store, Move(What.HABIT, "quiet", 7))
    assert tables(path)["habits"]["quiet"]["name"] == "A  quiet\x1b[31m hour"
    assert tables(path)["habits"]["quiet"]["position"] == 7


NAMES = st.sampled_from(("walk", "a b", "_x", "-y", 'q"t', "b\\s", "}, ", "é", "2026-11", "2026-1", '}, "x": {'))
INNER: st.SearchStrategy[Any] = st.dictionaries(NAMES, NAMES | st.dictionaries(NAMES, st.just({})), max_size=3)
PARTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(NAMES, INNER, min_size=1)


@given(PARTS)
def test_a_text_is_broken_where_a_document_or_a_month_begins_and_nowhere_else(parts: dict[str, object]) -> None:
    text = json.dumps(parts, ensure_ascii=False)
    for begins, pattern in ((_begins_document, r'\w[^"\\]*": \{'), (_begins_month, r'\d{4}-\d\d": \{')):
        assert _broken(text, begins, " ") == re.sub(rf'\}}, "(?={pattern})', '},\n "', text)


@pytest.mark.parametrize(
    ("text", "seal"),
    [
        (b'{"meta": {"book": {"sum": "crc32:0123abcd"}}}', "0123abcd"),
        (b'{"meta":{"book":{"sum":"crc32:0123abcd"}}}', "0123abcd"),
        (b'{"meta": {"book": {"sum" :\n"crc32:0123abcd"}}}', "0123abcd"),
        (b'{"meta": {"book": {"sum": "crc32:0123ABCD"}}}', ""),
        (b'{"meta": {"book": {"sum": "crc32:0123abc"}}}', ""),
        (b'{"meta": {"book": {"sum": "crc32:0123abcde"}}}', ""),
        (b'{"meta": {"book": {"sum": "crc32:0123abcd', ""),
        (b'{"a": {"sum": "crc32:none"}, "meta": {"book": {"sum": "crc32:0123abcd"}}}', "0123abcd"),
        (b'{"meta": {"book": {}}}', ""),
        (b"", ""),
    ],
)
def test_the_seal_that_a_file_claims_is_found_however_it_is_laid_out(text: bytes, seal: str) -> None:
    assert claimed_seal(text) == seal
