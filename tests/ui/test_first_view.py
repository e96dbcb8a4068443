from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ui.making import texts
from tracker.domain.habit import Area, Habit, Rule
from tracker.service.edits.first_book import shipped_list
from tracker.settings import Preferences
from tracker.storage.memory_store import MemoryStore
from tracker.ui.app import LetbeApp
from tracker.ui.views import first
from tracker.ui.views.glyphs import ASCII, UNICODE
from tracker.ui.views.lines import width, wrap

DAY = date(2026, 11, 22)


def choices(areas: int) -> list[first.Practice]:
    return [
        first.Practice(Area(f"a{n}", f"Area {n}"), Habit(f"h{n}", f"Habit {n}", f"a{n}", (Rule(DAY),), DAY))
        for n in range(areas)
    ]


@pytest.mark.parametrize("cells", [40, 60, 80, 200])
def test_every_line_of_the_first_start_fits(cells: int) -> None:
    shipped = shipped_list(DAY)
    areas = {area.id: area for area in shipped.areas}
    offered = [first.Practice(areas[habit.area], habit) for habit in shipped.habits]
    lines = [
        first.build_title(2, "Choose a few to begin with", UNICODE, cells),
        *first.build_welcome(cells),
        *first.build_choices(offered, shipped.starters, 3, UNICODE, cells),
        *(line for habit in shipped.habits for line in first.build_about(habit, cells)),
        *first.build_ready(6, "~/.local/share/letbe/habits.json", cells),
    ]
    assert max(map(width, lines)) <= cells


def test_the_marked_practice_and_the_chosen_ones_can_be_told_apart_without_colour() -> None:
    lines = first.build_choices(choices(3), frozenset({"h1"}), 2, ASCII, 40)
    assert texts(lines) == ["  AREA 0", "   o Habit 0", "  AREA 1", "   # Habit 1", "  AREA 2", " > o Habit 2"]


def test_there_may_be_more_areas_than_colours() -> None:
    assert len(first.build_choices(choices(12), frozenset(), 0, UNICODE, 80)) == 24


@pytest.mark.parametrize(("count", "words"), [(0, "an empty list"), (1, "one practice"), (5, "5 practices")])
def test_the_last_step_counts_what_was_chosen(count: int, words: str) -> None:
    assert words in texts(first.build_ready(count, "here", 80))[0]


def test_words_are_broken_between_words() -> None:
    assert wrap("let things be", 10) == ["let things", "be"]
    assert wrap("", 10) == [""]


def test_a_list_to_begin_with_that_cannot_be_read_is_refused_before_a_screen_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.domain.errors import LetbeError

    monkeypatch.setenv("LETBE_DEFAULTS", str(tmp_path / "nowhere.json"))
    with pytest.raises(LetbeError, match="cannot be read"):
        LetbeApp(MemoryStore(), Preferences())
