from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.lists import TODAY, book_of, done, order
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.service.edits.first_book import begin, shipped_list
from tracker.service.files.library import add_practices, new_this_week, practices_left

LIST = shipped_list(TODAY)


def test_the_library_offers_what_is_not_in_the_book() -> None:
    book = done(Book(), begin(LIST))
    left = [habit.id for _, habit in practices_left(book, LIST)]
    assert set(left) == {habit.id for habit in LIST.habits} - LIST.starters
    assert [area.id for area, _ in practices_left(book, LIST)] == sorted(
        (area.id for area, _ in practices_left(book, LIST)), key=[area.id for area in LIST.areas].index
    )


def test_a_practice_goes_to_its_area_and_begins_today() -> None:
    book = done(Book(), begin(LIST))
    _, chosen = practices_left(book, LIST)[0]
    after = done(book, add_practices(LIST, [chosen.id], TODAY))
    added = after.habit(chosen.id)
    assert (added.area, added.created, added.rule.since) == (chosen.area, TODAY, TODAY)
    assert chosen.id not in [habit.id for _, habit in practices_left(after, LIST)]


def test_an_area_that_is_missing_is_added_and_one_of_its_name_is_used() -> None:
    book = book_of(care="A")
    quiet, listen = "quiet", "listen"
    after = done(book, add_practices(LIST, [quiet, listen], TODAY))
    names = {area.name: [habit.id for habit in inside] for area, inside in after.by_area()}
    assert names == {"Personal time": ["quiet"], "Self-care": ["a"], "Talk": [], "Communication": ["listen"]}


def test_new_habits_of_a_week_are_counted() -> None:
    book = done(book_of(care="A"), add_practices(LIST, ["quiet", "listen"], TODAY))
    assert new_this_week(book, TODAY) == 2
    assert order(book)["care"] == "A"


def test_a_list_of_ones_own_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"habits": [\n{"name": "A"}]}')
    monkeypatch.setenv("LETBE_DEFAULTS", str(own))
    with pytest.raises(LetbeError, match=r"own.json: Line 2, habit 1 “A”: it has no area"):
        shipped_list(TODAY)
