"""What the file looks like, and how two programs share it."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.books import books, changes
from tests.storage.faulty_disk import FaultyDisk, QuickDisk
from tests.storage.making import BEGIN, DONE, a_habit, adding, commit, done, on, still, undoing
from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, Move, PutArea, PutHabit, SetMark, together
from tracker.domain.changes import Kind as What
from tracker.domain.habit import Area
from tracker.domain.log import Log, Mark, MarkKind
from tracker.storage.book_file import BookFile
from tracker.storage.disk import Disk
from tracker.storage.file_store import FileStore
from tracker.storage.layout import Sealed
from tracker.storage.migrations import SCHEMA
from tracker.storage.stamps import Stamp
from tracker.storage.store import StoreError
from tracker.storage.tables import Shelves, write_book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "habits.json"


def store_at(path: Path, disk: Disk | None = None) -> FileStore:
    return FileStore(str(path), str(path.parent.parent / "state"), still, disk or QuickDisk())


def begun(path: Path) -> FileStore:
    store = store_at(path)
    commit(store, BEGIN)
    return store


def tables(path: Path) -> Any:
    return json.loads(path.read_text())


def rewrite(path: Path, *replacements: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


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
        file.load()
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
    commit(store, PutHabit(a_habit("two")))
    commit(store, together(done(day, id) for day in range(90) for id in ("quiet", "two")))
    before = path.read_text().splitlines()
    commit(store_at(path), done(40, mark=None))
    after = path.read_text().splitlines()
    assert len(before) == len(after)
    changed = [line.strip() for line, old in zip(after, before, strict=True) if line != old]
    assert [line.split(":")[0] for line in changed] == ['"last"', '"clock"', '"sum"', '"2026-12"']
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


def test_files_and_folders_are_the_users_alone(path: Path, tmp_path: Path) -> None:
    commit(begun(path), done(0))
    found = {str(each.relative_to(tmp_path)): stat.S_IMODE(each.stat().st_mode) for each in tmp_path.rglob("*")}
    assert all(mode == (0o700 if (tmp_path / name).is_dir() else 0o600) for name, mode in found.items())
    names = {name for name in found if name.startswith("data/")}
    assert names == {"data/habits.json", "data/habits.json.bak", "data/habits.json.lock"}


def test_an_existing_file_keeps_its_mode_and_an_existing_folder_its_own(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    store = begun(path)
    path.chmod(0o640)
    commit(store, done(0))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_the_file_before_stays_beside_as_bak(path: Path) -> None:
    store = begun(path)
    before = path.read_bytes()
    commit(store, done(0))
    assert path.with_name("habits.json.bak").read_bytes() == before


def test_a_link_stays_a_link_and_the_file_behind_it_changes(path: Path, tmp_path: Path) -> None:
    begun(path)
    link = tmp_path / "linked.json"
    link.symlink_to(path)
    store = FileStore(str(link), str(tmp_path / "state"), still, QuickDisk())
    commit(store, done(0))
    assert link.is_symlink()
    assert store_at(path).read().log("quiet").get(on(0)) == DONE


def test_two_stores_on_one_file_lose_nothing(path: Path) -> None:
    stores = [begun(path), store_at(path)]
    for number in range(200):
        stores[number % 2].commit(adding(1000), number)
    assert [store.read().log("quiet").get(on(0)) for store in stores] == [Mark(MarkKind.AMOUNT, 200_000)] * 2
    assert len(stores[0].history().entries) == 201


def test_a_change_from_outside_is_noticed_and_read_before_the_next_step(path: Path) -> None:
    here, there = begun(path), store_at(path)
    assert there.changed()
    there.read()
    assert not there.changed()
    commit(here, done(0))
    assert there.changed()
    made = commit(there, done(1))
    assert made.reread
    assert [day for day, _ in made.book.log("quiet")] == [on(0), on(1)]
    assert not commit(there, done(2)).reread


def test_undo_takes_back_what_another_program_did(path: Path) -> None:
    commit(begun(path), done(0))
    assert store_at(path).commit(undoing, 1).book.log("quiet") == Log()


def test_unknown_fields_and_tables_are_kept(path: Path) -> None:
    begun(path)
    commit(store_at(path), done(0))
    rewrite(
        path,
        ('"schema": 2', '"colour of the cover": "green", "schema": 2'),
        ('"A quiet hour"', '"A quiet hour", "icon": {"a": [1, null]}'),
        ('{"days": "#"', '{"moods": "x", "days": "#"'),
        ('"pauses": {}', '"pauses": {}, "dreams": {"1": {"of": "flying"}}, "odd": [1.5]'),
    )
    store = store_at(path)
    habit = store.read().habit("quiet")
    commit(store, together([PutHabit(habit._replace(name="Quiet")), done(1)]))
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
    rewrite(path, ('"A quiet hour"', '"A  quiet\\u001b[31m hour"'))
    store = store_at(path)
    assert store.read().habit("quiet").name == "A quiet[31m hour"
    commit(store, Move(What.HABIT, "quiet", 7))
    assert tables(path)["habits"]["quiet"]["name"] == "A  quiet\x1b[31m hour"
    assert tables(path)["habits"]["quiet"]["position"] == 7


def test_what_could_not_be_read_again_is_not_written(path: Path) -> None:
    store = begun(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="could not be read again"):
        commit(store, PutArea(Area("new", "")))
    assert path.read_bytes() == before
    assert commit(store, done(0)).book.areas == BEGIN.apply(Book()).areas


def test_a_newer_schema_can_be_looked_at_and_not_changed(path: Path) -> None:
    begun(path)
    rewrite(path, ('"schema": 2', '"schema": 3'))
    before = path.read_bytes()
    store = store_at(path)
    assert store.read() == BEGIN.apply(Book())
    assert store.read_only.startswith("Read-only: a newer letbe wrote this file; update letbe to change it.")
    with pytest.raises(StoreError, match="newer letbe"):
        commit(store, done(0))
    assert path.read_bytes() == before


def test_a_read_only_file_is_not_replaced(path: Path) -> None:
    store = begun(path)
    path.chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        commit(store, done(0))
    assert store_at(path).read() == BEGIN.apply(Book())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_named(path: Path) -> None:
    store = begun(path)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="no permission"):
            commit(store, done(0))
    finally:
        path.parent.chmod(0o755)


def test_a_folder_in_the_place_of_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        FileStore(str(tmp_path), str(tmp_path), still, QuickDisk()).read()


def test_a_file_that_is_locked_is_said_to_be_in_use(path: Path) -> None:
    class Impatient(QuickDisk):
        def lock(self, path: str, patience: float = 0) -> object:  # type: ignore[override]
            return super().lock(path, patience)

    begun(path)
    with Disk().lock(f"{path}.lock"), pytest.raises(StoreError, match=f"in use by process {os.getpid()}"):
        commit(store_at(path, Impatient()), done(0))
    assert commit(store_at(path, Impatient()), done(0)).entry


def test_a_file_that_is_replaced_in_mid_save_is_read_and_the_step_run_again(path: Path) -> None:
    begun(path)

    def slip(_: str, link: object, args: tuple[object, ...]) -> object:
        commit(
            FileStore(str(path.with_name("other.json")), str(path.parent), still, QuickDisk()),
            together([BEGIN, done(9)]),
        )
        os.replace(path.with_name("other.json"), path)
        return link(*args)  # type: ignore[operator]

    counting = FaultyDisk()
    commit(store_at(path, counting), done(1))
    made = store_at(path, FaultyDisk(counting.calls.index("link"), slip)).commit(adding(5), 1)
    assert made.reread
    assert [day for day, _ in made.book.log("quiet")] == [on(0), on(9)]
    assert store_at(path).read() == made.book


def test_a_disk_without_second_names_gets_a_copy(path: Path) -> None:
    class Plain(QuickDisk):
        def link(self, path: str, name: str) -> None:
            raise PermissionError(1, "no links here", path, None, name)

    store = begun(path)
    before = path.read_bytes()
    commit(store_at(path, Plain()), done(0))
    assert path.with_name("habits.json.bak").read_bytes() == before
    assert store.read().log("quiet").get(on(0)) == DONE
