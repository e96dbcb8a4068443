"""Every disk call of a save goes wrong once, in every way: nothing that was shown as saved is lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.more import rows
from tests.storage.faulty_disk import Fault, FaultyDisk, QuickDisk, dying, failing, short
from tests.storage.making import BEGIN, adding, commit, done, making, on, still, undoing
from tests.storage.trials import in_a_process
from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, ItemKind
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore
from tracker.storage.store import StoreError

INSERT = done(5, mark=Mark(MarkKind.AMOUNT, 20_000, note="new"))
EDIT = done(0, mark=Mark(MarkKind.SKIP))
DELETE = Delete(ItemKind.HABIT, "quiet")
CHANGES: dict[str, Change] = {"insert": INSERT, "edit": EDIT, "delete": DELETE}
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


class Trial:
    """A book with two changes made, in a folder of its own, and one change about to go wrong."""

    def __init__(self, source: Path, folder: Path, change: Change) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        self.folder = folder
        self.change = change
        self.before = self.store().read()
        self.after = change.apply(self.before)

    def store(self, disk: FaultyDisk | None = None) -> FileStore:
        return FileStore(str(self.folder / "habits.json"), str(self.folder / "state"), still, disk or QuickDisk())

    def check(self, *, saved: bool | None) -> None:
        """Look with a fresh program: `saved` is what was acknowledged, None if nothing was said either way."""
        store = self.store()
        book = store.read()
        assert book == self.after if saved else book in (self.before, self.after)
        if saved is False:
            assert book == self.before
        made = ["begin", "first", *(["the change"] if book == self.after else [])]
        assert [entry.made.label for entry in store.history().entries] == made
        if book == self.after:
            assert store.commit(undoing, 1).book == self.before
        self.go_on(store)

    def go_on(self, store: FileStore) -> None:
        """Whatever was left lying about, the next save works and tidies up."""
        made = commit(store, done(20), "later")
        assert self.store().read() == made.book
        assert {each.name for each in self.folder.iterdir()} == {
            "habits.json",
            "habits.json.bak",
            "habits.json.lock",
            "state",
        }


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    store = FileStore(str(folder / "habits.json"), str(folder / "state"), still, QuickDisk())
    commit(store, BEGIN, "begin")
    commit(store, done(0), "first")
    return folder


def calls_of(source: Path, folder: Path, change: Change) -> list[str]:
    """The disk calls of a save in which nothing goes wrong, its reading first."""
    disk = FaultyDisk()
    commit(Trial(source, folder, change).store(disk), change, "the change")
    # The book and the end of its journal, and the name of this machine, four times and anew in a copied folder.
    assert disk.calls.count("read") == 6
    assert disk.calls.count("replace") == 3
    return disk.calls


def sample(calls: list[str], seed: int, most: int) -> list[int]:
    """Choose calls to go wrong: those that write always, and some of the others."""
    telling = [n for n, call in enumerate(calls) if call in {"write", "sync", "link", "replace", "sync_folder"}]
    others = [n for n in range(len(calls)) if n not in telling]
    return sorted(telling + random.Random(seed).sample(others, min(most, len(others))))  # noqa: S311 - repeatable


@pytest.mark.parametrize("name", rows(CHANGES, everyday=["edit"]))
def test_a_call_that_fails_leaves_the_file_as_it_was_or_saves_after_all(
    name: str, source: Path, tmp_path: Path
) -> None:
    change = CHANGES[name]
    calls = calls_of(source, tmp_path / "t", change)
    for number in range(len(calls)) if name == "insert" else sample(calls, 1, 4):
        trial = Trial(source, tmp_path / "t", change)
        data = (trial.folder / "habits.json").read_bytes()
        error = refusal(trial, number, failing(random.Random(number).choice(ERRORS)))  # noqa: S311 - repeatable
        if error:
            assert str(trial.folder / "habits.json") in error
            assert (trial.folder / "habits.json").read_bytes() == data
            assert not list(trial.folder.glob("*.new"))
        trial.check(saved=not error)


def test_short_writes_are_carried_on(source: Path, tmp_path: Path) -> None:
    calls = calls_of(source, tmp_path / "t", INSERT)
    for number in [n for n, call in enumerate(calls) if call == "write"]:
        trial = Trial(source, tmp_path / "t", INSERT)
        commit(trial.store(FaultyDisk(number, short)), INSERT, "the change")
        trial.check(saved=True)


@pytest.mark.parametrize("name", rows(CHANGES, everyday=["edit"]))
def test_a_process_that_is_killed_before_a_call_leaves_the_state_before_or_after(
    name: str, source: Path, tmp_path: Path
) -> None:
    change = CHANGES[name]
    calls = calls_of(source, tmp_path / "t", change)
    for number in range(len(calls)) if name == "insert" else sample(calls, 2, 3):
        shares = (0, 0.25, 0.5, 0.75) if calls[number] == "write" else (0,)
        for share in shares:
            trial = Trial(source, tmp_path / "t", change)
            saved = in_a_process(partial(save, trial, number, dying(share)))
            trial.check(saved=saved or None)
    trial = Trial(source, tmp_path / "t", change)
    assert in_a_process(partial(save, trial, len(calls), dying()))
    trial.check(saved=True)


def refusal(trial: Trial, number: int, fault: Fault) -> str:
    """Make the change; give the sentence with which the store refused it, or nothing."""
    try:
        save(trial, number, fault)
    except StoreError as error:
        return str(error)
    return ""


def is_taken(work: Callable[[], object]) -> bool:
    """Run work; say whether the store took it."""
    try:
        work()
    except StoreError:
        return False
    return True


def save(trial: Trial, number: int, fault: Fault) -> None:
    commit(trial.store(FaultyDisk(number, fault)), trial.change, "the change")


@pytest.mark.more
def test_the_first_save_of_all_is_as_safe_as_any(tmp_path: Path) -> None:
    counting = FaultyDisk()
    commit(FileStore(str(tmp_path / "c" / "habits.json"), str(tmp_path / "c" / "state"), still, counting), BEGIN)
    for number in range(len(counting.calls)):
        for fault, ran in ((failing(errno.ENOSPC), is_taken), (dying(0.5), in_a_process)):
            folder = tmp_path / f"{number}"
            shutil.rmtree(folder, ignore_errors=True)
            store = FileStore(str(folder / "habits.json"), str(folder / "state"), still, FaultyDisk(number, fault))
            saved = ran(partial(commit, store, BEGIN))
            fresh = FileStore(str(folder / "habits.json"), str(folder / "state"), still, QuickDisk())
            assert fresh.read() in ((BEGIN.apply(Book()),) if saved else (BEGIN.apply(Book()), Book()))
            assert commit(fresh, BEGIN).book == BEGIN.apply(Book())


def test_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    def store() -> FileStore:
        return FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state"), still, QuickDisk())

    def work(worker: int) -> None:
        mine = store()
        for number in range(25):
            mine.commit(adding(1000), number)
            mine.commit(making(done(25 * worker + number + 1), f"worker {worker}"), number)

    commit(store(), BEGIN)
    children = []
    for worker in range(4):
        child = os.fork()
        if child == 0:
            try:
                work(worker)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    log = store().read().log("quiet")
    assert log.get(on(0)) == Mark(MarkKind.AMOUNT, 100_000)
    assert [day for day, _ in log] == [on(offset) for offset in range(101)]
    assert len(store().history().entries) == 201
