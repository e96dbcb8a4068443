"""Rescue: a file that is missing, damaged or older than it was is made whole, and the user is told once."""

from __future__ import annotations

import gzip
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.storage.faulty_disk import FaultyDisk, QuickDisk, dying
from tests.storage.making import BEGIN, a_habit, commit, done, on, still, undoing
from tests.storage.test_odd_files import ODD
from tests.storage.trials import in_a_process
from tracker.domain.changes import Put, together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import Layout, read_text
from tracker.storage.recovery.salvage import salvage
from tracker.storage.store import Damaged, StoreError

NOW = 1_760_000_000_000
LAST = done(7, mark=Mark(MarkKind.AMOUNT, 5000, note="last"))


class Place:
    """A book with ten changes made, and its journal, copy and backup; some of them can be taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "habits.json"
        store = self.store()
        commit(store, BEGIN, "begin")
        commit(store, Put(a_habit("other")), "another habit")
        for day in range(6):
            commit(store, together([done(day), done(day, "other")]), f"day {day}")
        self.older = self.path.read_bytes()
        commit(store, done(2, mark=None), "cleared")
        self.book = commit(store, LAST, "last").book

    def store(self, disk: Disk | None = None) -> FileStore:
        return FileStore(str(self.path), str(self.folder / "state"), lambda: NOW, disk or QuickDisk())

    @property
    def aside(self) -> list[Path]:
        return sorted(self.folder.glob("habits.corrupt-*.json"))

    def only(self, *kept: str) -> None:
        """Leave only these of the journal, the copy beside the file and the backups."""
        if "journal" not in kept:
            next((self.folder / "state").glob("*.journal")).unlink()
        if "copy" not in kept:
            self.path.with_name("habits.json.bak").unlink()
        if "backup" not in kept:
            for backup in (self.folder / "state" / "backups").rglob("*.gz"):
                backup.unlink()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


HALVES = (0, 0.1, 0.5, 0.9)


@pytest.mark.parametrize(
    "kept", [("journal", "copy", "backup"), ("journal", "copy"), ("journal", "backup"), ("journal",)]
)
@pytest.mark.parametrize("share", HALVES)
def test_a_file_that_was_cut_short_is_rebuilt_to_the_last_change(
    share: float, kept: tuple[str, ...], place: Place
) -> None:
    place.only(*kept)
    data = place.path.read_bytes()
    cut = data[: int(len(data) * share)]
    place.path.write_bytes(cut)
    store = place.store()
    assert store.read() == place.book
    (told,) = store.notices()
    assert "was rebuilt with 12 marks" in told
    assert [each.read_bytes() for each in place.aside] == ([cut] if cut else [])
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in place.aside)
    again = place.store()
    assert (again.read(), again.notices()) == (place.book, [])
    assert again.history().entries[-1].made.label == "last"
    assert again.commit(undoing, NOW).book.log("quiet").get(on(7)) is None


def test_a_file_that_went_missing_comes_back(place: Place) -> None:
    place.path.unlink()
    assert place.store().read() == place.book
    place.only("journal")
    place.path.unlink()
    store = place.store()
    assert store.read() == place.book
    assert "is missing, and was rebuilt" in store.notices()[0]


def test_without_a_journal_the_copy_and_what_can_still_be_read_are_brought_together(place: Place) -> None:
    place.only("copy")
    text = place.path.read_text()
    place.path.write_text(text.replace('"habits"', '"habits', 1))
    assert place.store().read() == place.book


def test_a_typing_mistake_in_an_editor_costs_its_own_line_at_most(place: Place) -> None:
    text = place.path.read_text()
    place.path.write_text(
        text.replace('"A quiet hour"', '"A very quiet hour"').replace('"2026-11": {', "2026-11: {", 1)
    )
    book = place.store().read()
    assert book.logs == place.book.logs


def test_an_amount_written_by_a_day_without_its_mark_costs_nothing_else(place: Place) -> None:
    text = place.path.read_text()
    written = text.replace('"days": "## ### ~"', '"days": "## ### ~#"').replace('"8=5"', '"8=5 10=7"')
    assert written.count("~#") == written.count("10=7") == 1
    place.path.write_text(written)
    store = place.store()
    assert store.read() == done(8).apply(place.book)
    assert "was rebuilt" in store.notices()[0]
    assert [each.read_text() for each in place.aside] == [written]


def test_a_word_that_an_older_letbe_kept_by_another_mark_costs_no_mark_in_a_rescue(place: Place) -> None:
    data = place.path.read_bytes().replace(b'"8=5"', b'"1=20 8=5"')
    place.only()
    place.path.write_bytes(Layout().text(read_text(data, trusting=False)))
    store = place.store()
    assert (store.read(), store.notices(), place.aside) == (place.book, [], [])
    commit(store, Put(a_habit("third")))
    place.only("copy", "backup")
    place.path.write_text(place.path.read_text().replace('"days": "######"', '"days": "#######"'))
    assert place.store().read().logs == done(6, "other").apply(place.book).logs
    assert place.aside


def test_of_a_copy_that_a_newer_letbe_wrote_nothing_is_taken(place: Place) -> None:
    place.only("copy")
    copy = place.path.with_name("habits.json.bak")
    copy.write_text(copy.read_text().replace('"schema": 4', '"schema": 5'))
    place.path.write_bytes(b"")
    with pytest.raises(Damaged, match="is empty"):
        place.store().read()


def test_where_there_is_nothing_to_rebuild_from_the_file_is_left_alone(place: Place) -> None:
    place.only()
    place.path.write_bytes(b"")
    with pytest.raises(Damaged, match="is empty"):
        place.store().read()
    with pytest.raises(StoreError, match="is empty"):
        commit(place.store(), done(9))
    assert place.path.read_bytes() == b""


@pytest.mark.parametrize("name", ODD)
def test_any_odd_file_in_the_place_of_a_book_is_put_aside(name: str, tmp_path: Path) -> None:
    store = FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state"), lambda: NOW, QuickDisk())
    commit(store, BEGIN)
    book = commit(store, done(0)).book
    (tmp_path / "habits.json").write_bytes(ODD[name][0])
    fresh = FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state"), lambda: NOW, QuickDisk())
    assert fresh.read().logs["quiet"] == book.logs["quiet"]
    assert commit(fresh, done(1)).book.log("quiet").get(on(0))
    assert [each.read_bytes() for each in tmp_path.glob("habits.corrupt-*")] == [ODD[name][0]] * bool(ODD[name][0])


def test_a_program_that_has_the_book_open_writes_what_it_has(place: Place) -> None:
    store = place.store()
    store.read()
    place.only()
    place.path.write_bytes(b"")
    assert commit(store, done(9)).book == done(9).apply(place.book)
    assert place.store().read() == done(9).apply(place.book)


def test_an_older_state_that_was_put_back_gets_its_changes_again(place: Place) -> None:
    place.path.write_bytes(place.older)
    store = place.store()
    assert store.read() == place.book
    assert store.notices() == ["2 changes that the file did not have came back from the journal."]
    assert [entry.made.label for entry in place.store().history().entries][-2:] == ["cleared", "last"]
    assert place.store().notices() == []


def test_an_older_state_put_under_an_open_program_is_brought_together_with_what_it_has(place: Place) -> None:
    store = place.store()
    store.read()
    place.only("copy")
    place.path.write_bytes(place.older)
    assert store.changed()
    assert store.read() == place.book
    assert "replaced by an older state" in store.notices()[0]
    assert place.store().read() == place.book


class Paused(QuickDisk):
    """A disk on which a save stops, when its entry is journaled, until somebody lets it go on."""

    def __init__(self) -> None:
        self.journaled, self.going_on = threading.Event(), threading.Event()

    def create(self, path: str) -> int:
        self.journaled.set()
        assert self.going_on.wait(20)
        return super().create(path)


class Waiting(QuickDisk):
    """A disk on which others go on as soon as somebody waits for them."""

    def __init__(self, going_on: threading.Event) -> None:
        self._going_on = going_on

    def lock(self, path: str, patience: float = 20) -> Any:
        self._going_on.set()
        return super().lock(path, patience)


def test_an_entry_that_is_just_being_saved_is_waited_for_and_none_that_was_lost(place: Place) -> None:
    slow = Paused()
    saving = threading.Thread(target=lambda: commit(place.store(slow), done(20)))
    saving.start()
    assert slow.journaled.wait(20)
    store = place.store(Waiting(slow.going_on))
    assert store.read().log("quiet").get(on(20))
    saving.join()
    assert store.notices() == []


def test_an_entry_that_was_journaled_and_never_saved_comes_in_once(place: Place) -> None:
    counting = FaultyDisk()
    commit(place.store(counting), done(20))
    at = counting.calls.index("create")
    assert not in_a_process(lambda: commit(place.store(FaultyDisk(at, dying())), done(21)))
    store = place.store()
    assert store.read().log("quiet").get(on(21))
    assert store.notices() == ["1 change that the file did not have came back from the journal."]
    commit(store, done(21, mark=None))
    fresh = place.store()
    assert fresh.read().log("quiet").get(on(21)) is None
    assert fresh.notices() == []


def test_what_was_done_in_a_copy_elsewhere_on_the_disk_stays_there(place: Place) -> None:
    copy = place.folder / "elsewhere" / "habits.json"
    copy.parent.mkdir()
    copy.write_bytes(place.path.read_bytes())
    commit(FileStore(str(copy), str(place.folder / "state"), still, QuickDisk()), done(28))
    store = place.store()
    assert (store.read(), store.notices()) == (place.book, [])


def test_the_first_state_of_a_day_is_backed_up(place: Place) -> None:
    (backup,) = (place.folder / "state" / "backups").rglob("*.gz")
    assert backup.name == "2025-10-09T085320-00-daily.json.gz"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert b'"A quiet hour"' in gzip.decompress(backup.read_bytes())


def test_salvage_reads_what_is_left_of_a_book(place: Place) -> None:
    data = place.path.read_bytes()
    assert salvage(data)["logs"]["quiet"].keys() == {"2026-11"}
    assert salvage(data)["habits"].keys() == {"other", "quiet"}
    for end in range(0, len(data), 97):
        salvage(data[:end])
        salvage(data[end:])
    assert not any(salvage(os.urandom(5000)).values())


def test_a_damaged_backup_is_passed_over_for_the_one_before_it(place: Place) -> None:
    place.only("backup")
    backups = next((place.folder / "state" / "backups").iterdir())
    (backups / "2026-01-01T000000-00-daily.json.gz").write_bytes(b"not packed at all")
    place.path.unlink()
    place.path.with_name("habits.json.bak").write_bytes(b"{}")
    (backups.parent.parent / f"{backups.name}.journal").write_text(f'{{"file":"{place.path}","id":"1-abcdef"}}\n')
    assert place.store().read().habits == (a_habit(),)
