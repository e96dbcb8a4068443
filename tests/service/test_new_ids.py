"""Two things that are made on two machines are never one, whatever they are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import BY_CHANCE
from tests.ui.making import TODAY, HeldClock, back, small_book
from tracker.domain.book import Book, Pause
from tracker.domain.history import History
from tracker.service import new_ids
from tracker.service.background_writer import BackgroundWriter
from tracker.service.edits import agreements, habits
from tracker.service.edits.areas import add_area
from tracker.service.edits.days import now
from tracker.service.edits.events import urges
from tracker.service.edits.first_book import shipped_list
from tracker.service.edits.marks import done
from tracker.service.edits.order import place
from tracker.service.edits.pauses import pause
from tracker.service.files.importing import FileFormat, read_import
from tracker.service.files.library import add_practices
from tracker.service.files.list_file import import_list
from tracker.service.steps import Edit, do
from tracker.service.tracker import Tracker
from tracker.service.writer import DirectWriter, Writer
from tracker.storage.memory_store import MemoryStore

NOON = now(HeldClock(), 0)
NONE_YET = History(lambda: ())
SHIPPED = shipped_list(TODAY)


@pytest.fixture(autouse=True)
def by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_ids, "ending", BY_CHANCE)


@pytest.mark.parametrize(
    "names",
    [("🧘", "🏃"), ("C++", "C#"), ("Tea", "tea."), ("Walk", "Walk"), ("x" * 40 + "1", "x" * 40 + "2"), ("!", "?")],
)
def test_ids_of_new_things_do_not_meet(names: tuple[str, str]) -> None:
    ids = [new_ids.new_id(name, set()) for name in names for _ in range(50)]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 40


def test_an_id_begins_with_the_name() -> None:
    assert new_ids.new_id("Quiet time alone", set()).startswith("quiet-time-alone-")
    assert new_ids.new_id("🧘", set()).startswith("habit-")


WITH_A_PAUSE = small_book()._replace(pauses=(Pause("p1", back(9), back(7), area="care"),))
AWAY = small_book()._replace(
    habits=tuple(one._replace(archived=back(5)) if one.id == "walk" else one for one in small_book().habits)
)
LIST = '{"habits": [{"name": "Paint", "area": "Self-care"}, {"name": "Sing", "area": "Self-care"}]}'
CSV = "day,habit,mark,amount,passed,acted,note\n2026-11-20,Paint,done,,,,\n2026-11-20,Sing,done,,,,\n"
NEW: dict[str, tuple[Book, Callable[[], Edit]]] = {
    "a habit": (small_book(), lambda: habits.add(habits.Details(name="Paint"), TODAY)),
    "an area": (small_book(), lambda: add_area("Friends")),
    "an agreement": (small_book(), lambda: agreements.make("Thursdays stay free", NOON)),
    "a pause": (small_book(), lambda: pause(TODAY, TODAY, habit="walk")),
    "the pauses of an area that is left": (WITH_A_PAUSE, lambda: place(["walk"], TODAY, area="talk")),
    "the time away of a habit": (AWAY, lambda: habits.restore(["walk"], TODAY)),
    "a list": (small_book(), lambda: import_list(LIST, small_book(), TODAY)),
    "practices": (small_book(), lambda: add_practices(SHIPPED, SHIPPED.starters, TODAY)),
    "marks of new habits": (small_book(), lambda: read_import(CSV, FileFormat.CSV, TODAY, create=True).edit),
    "an urge": (small_book(), lambda: urges(["fixing"], [TODAY], NOON, passed=1)),
}


@pytest.mark.parametrize("what", NEW)
def test_an_edit_that_is_made_again_on_the_freshest_book_makes_the_same_thing(what: str) -> None:
    book, edit = NEW[what]
    step, other = do(edit()), do(edit())
    made = step(book, NONE_YET).change
    assert step(book, NONE_YET).change == made
    assert step(book._replace(prompts=("?",)), NONE_YET).change == made
    assert other(book, NONE_YET).change != made, "two that were asked for are two"


@pytest.mark.parametrize("kind", [DirectWriter, lambda store: BackgroundWriter(store, lambda: None)])
def test_what_was_just_added_can_be_marked(kind: Callable[[MemoryStore], Writer]) -> None:
    store = MemoryStore(small_book())
    tracker = Tracker(store, HeldClock(), kind(store))
    added = tracker.commit(habits.add(habits.Details(name="Paint"), TODAY)).after.habits[-1]
    tracker.commit(done([added.id], [TODAY], tracker.when))
    assert tracker.close()
    assert tracker.notices() == []
    assert store.read().log(added.id).get(TODAY) is not None
