"""What comes back from a journal is what was acknowledged: no less of it, and nothing that was over by then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, a_habit, commit, undoing
from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, ItemKind, Move, Put, PutPrompts, PutSettings, find
from tracker.domain.habit import Area, Habit
from tracker.storage.file.file_store import FileStore


class Copy:
    """A copy of the book in a folder of its own, with a state of its own."""

    def __init__(self, folder: Path) -> None:
        self.path, self.state = folder / "habits.json", folder / "state"

    def store(self) -> FileStore:
        return FileStore(str(self.path), str(self.state), lambda: NOW, QuickDisk())

    def read(self) -> Book:
        return self.store().read()


@pytest.fixture
def here(tmp_path: Path) -> Copy:
    copy = Copy(tmp_path / "here")
    commit(copy.store(), BEGIN)
    return copy


@pytest.fixture
def there(here: Copy, tmp_path: Path) -> Copy:
    copy = Copy(tmp_path / "there")
    copy.path.parent.mkdir()
    shutil.copy(here.path, copy.path)
    return copy


def quiet(book: Book) -> Habit | None:
    return find(book.habits, "quiet")


SET_BACK: tuple[Callable[[Book], Change], ...] = (
    lambda book: PutSettings(book.settings._replace(day_start=5)),
    lambda book: PutSettings(book.settings._replace(remind=600)),
    lambda _: PutPrompts(("What helped?",)),
    lambda book: Put(book.areas[0]._replace(colour="blue")),
    lambda book: Put(book.habits[0]._replace(why="a reason")),
    lambda book: Put(book.habits[0]._replace(reminders=(600,))),
    lambda _: Move(ItemKind.HABIT, "quiet", 7),
    lambda _: Put(Area("home", "Home")),
)


@pytest.mark.parametrize("edit", SET_BACK)
def test_what_was_taken_back_does_not_return_with_an_older_file(edit: Callable[[Book], Change], here: Copy) -> None:
    older = here.path.read_bytes()
    before = here.read()
    commit(here.store(), edit(before))
    between = here.path.read_bytes()
    here.store().commit(undoing, NOW)
    for data in (older, between):
        here.path.write_bytes(data)
        assert here.read() == before
        assert list(json.loads(here.path.read_text())["meta"]["book"])[:2] == ["schema", "id"]


EDITS: tuple[Change, ...] = (
    Move(ItemKind.HABIT, "quiet", 7),
    Put(a_habit()._replace(why="a reason")),
    Put(a_habit()._replace(name="Another name")),
)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_what_is_gone_by_now_is_there_when_that_comes_back(edit: Change, here: Copy, there: Copy) -> None:
    commit(there.store(), Delete(ItemKind.HABIT, "quiet"))
    commit(here.store(), edit)
    made = quiet(here.read())
    shutil.copy(there.path, here.path)
    assert quiet(here.read()) is None
    assert made
    commit(here.store(), Put(made))
    assert quiet(here.read()) == made


@pytest.mark.parametrize(("edit", "text"), [(EDITS[1], "a reason"), (EDITS[2], "Another name")])
def test_what_came_to_something_that_was_gone_is_kept_beside_when_it_comes_back(
    edit: Change, text: str, here: Copy, there: Copy
) -> None:
    commit(here.store(), Delete(ItemKind.HABIT, "quiet"))
    commit(there.store(), edit)
    here.store().merge([str(there.path)])
    here.store().commit(undoing, NOW)
    assert quiet(here.read()) == a_habit()
    there.store().merge([str(here.path)])
    assert text in there.path.read_text()


def test_what_was_seen_here_before_it_was_deleted_leaves_nothing_beside(here: Copy) -> None:
    commit(here.store(), Put(a_habit()._replace(why="a reason")))
    commit(here.store(), Delete(ItemKind.HABIT, "quiet"))
    commit(here.store(), Put(a_habit()._replace(why="another")))
    assert "a reason" not in here.path.read_text()
