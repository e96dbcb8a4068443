"""What comes back from a journal is what was acknowledged: no less of it, and nothing that was over by then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, a_habit, commit, making, on, undoing
from tracker.domain.book import Book
from tracker.domain.changes import (
    Change,
    Delete,
    DeleteEvent,
    ItemKind,
    Move,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
    find,
)
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.habit import Area, Habit
from tracker.domain.mark import Mark, MarkKind
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


FIELDS: tuple[dict[str, Any], ...] = (
    {"why": "a reason"},
    {"cue": "after dinner"},
    {"archived": on(9)},
    {"reminders": (600,)},
    {"colour": "blue"},
)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: next(iter(field)))
def test_a_deletion_that_was_taken_back_takes_nothing_away_that_another_set_meanwhile(
    field: dict[str, Any], here: Copy, there: Copy
) -> None:
    commit(here.store(), Delete(ItemKind.HABIT, "quiet"))
    here.store().commit(undoing, NOW + 5)
    commit(there.store(), Put(a_habit()._replace(**field)))
    shutil.copy(there.path, here.path)
    assert quiet(here.read()) == a_habit()._replace(**field)
    there.store().merge([str(here.path)])
    assert quiet(there.read()) == a_habit()._replace(**field)


def test_what_was_seen_here_before_it_was_deleted_leaves_nothing_beside(here: Copy) -> None:
    commit(here.store(), Put(a_habit()._replace(why="a reason")))
    commit(here.store(), Delete(ItemKind.HABIT, "quiet"))
    commit(here.store(), Put(a_habit()._replace(why="another")))
    assert "a reason" not in here.path.read_text()


DAY = on(1)
URGE = Event("k3f9a00", UrgeOutcome.PASSED, trigger="a silence", note="as it was")


def words_in(copy: Copy) -> str:
    return copy.path.read_text()


@pytest.mark.parametrize("field", ["note", "trigger", "instead"])
@pytest.mark.parametrize("at", [1, 9])
def test_of_two_who_write_of_one_event_nobody_loses_a_word(field: str, at: int, here: Copy, tmp_path: Path) -> None:
    commit(here.store(), PutEvent("quiet", DAY, URGE))
    there = Copy(tmp_path / "there")
    there.path.parent.mkdir()
    shutil.copy(here.path, there.path)
    for copy, words, later in ((here, "by the door", 5), (there, "on the stairs", at)):
        said: dict[str, Any] = {field: words}
        copy.store().commit(making(PutEvent("quiet", DAY, URGE._replace(**said))), NOW + later)
    shutil.copy(there.path, here.path)
    here.read()
    there.store().merge([str(here.path)])
    for copy in (here, there):
        assert "by the door" in words_in(copy)
        assert "on the stairs" in words_in(copy)


@pytest.mark.parametrize("way", ["sync", "merge"])
@pytest.mark.parametrize("then", ["undone", "left"])
def test_words_on_an_event_that_another_deleted_are_kept_beside(
    way: str, then: str, here: Copy, tmp_path: Path
) -> None:
    commit(here.store(), PutEvent("quiet", DAY, URGE))
    there = Copy(tmp_path / "there")
    there.path.parent.mkdir()
    shutil.copy(here.path, there.path)
    there.store().commit(making(DeleteEvent("quiet", DAY, URGE.id)), NOW + 5)
    if then == "undone":
        there.store().commit(undoing, NOW + 6)
    here.store().commit(making(PutEvent("quiet", DAY, URGE._replace(note="by the door"))), NOW + 9)
    if way == "sync":
        shutil.copy(there.path, here.path)
        here.read()
    else:
        here.store().merge([str(there.path)])
    assert "by the door" in words_in(here)
    assert bool(here.read().log("quiet").events(DAY)) is (then == "undone")
    there.store().merge([str(here.path)])
    assert "by the door" in words_in(there)


@pytest.mark.parametrize("state", ["open", "closed"])
def test_whoever_loses_a_note_to_another_machine_is_told_that_it_is_kept(state: str, here: Copy, there: Copy) -> None:
    mine, theirs = (SetMark("quiet", DAY, Mark(MarkKind.NOTE, note=note)) for note in ("mine", "theirs"))
    store = here.store()
    store.commit(making(mine), NOW + 1)
    there.store().commit(making(theirs), NOW + 5)
    shutil.copy(there.path, here.path)
    store = store if state == "open" else here.store()
    found = store.read().log("quiet").get(DAY)
    assert found is not None
    assert found.note == "theirs"
    (told,) = store.notices()
    assert told.endswith(", and 1 text that lost against another kept beside it.")
