from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.making import named, scene, texts
from tracker.ui.views.lines import Text
from tracker.ui.views.today import build_grid
from tracker.ui.widgets.grid import Window, in_sight, leap, window_on

ROWS = st.lists(st.booleans(), min_size=1, max_size=30).map(
    lambda kinds: [f"h{number}" if habit else "" for number, habit in enumerate(kinds)]
)


@pytest.mark.parametrize(
    ("here", "rows", "there"),
    [
        ("a", 1, "b"),
        ("b", 1, "c"),
        ("c", 1, "c"),
        ("a", -1, "a"),
        ("c", -1, "b"),
        ("a", 2, "b"),
        ("a", 3, "c"),
        ("a", 99, "c"),
        ("c", -2, "b"),
        ("c", -99, "a"),
        ("gone", 1, "b"),
    ],
)
def test_a_leap_over_rows_lands_on_a_habit_and_never_on_a_heading(here: str, rows: int, there: str) -> None:
    assert leap(["", "a", "b", "", "c", ""], here, rows) == there
    assert leap(["", ""], here, rows) == ""


@given(
    st.data(),
    ROWS,
    st.integers(-2, 40),
    st.none() | st.builds(Window, st.integers(0, 40), st.integers(1, 40)),
    st.integers(0, 6),
)
def test_the_cursors_row_is_always_within_sight(
    data: st.DataObject, rows: list[str], height: int, old: Window | None, gap: int
) -> None:
    habit = data.draw(st.sampled_from(rows))
    place = rows.index(habit)
    rows = [*rows[: place + 1], *[""] * gap, *rows[place + 1 :]]
    window = window_on(rows, habit, height, old, gap)
    assert window.top >= 0
    if habit:
        assert window.top <= place < window.top + window.height
        lines = in_sight([(Text(row),) for row in rows], window)
        assert lines[place - window.top] == (Text(habit),), "what lies beyond is not said in its place"


@given(st.integers(1, 30), st.integers(1, 40), st.integers(0, 29))
def test_no_row_is_hidden_without_saying_so(habits: int, height: int, place: int) -> None:
    grid = build_grid(scene(named(*(f"Habit {n}" for n in range(habits)))), 80)
    cursor = grid.habits[min(place, habits - 1)]
    window = window_on([row.habit for row in grid.rows], cursor, height)
    rows = texts(in_sight([row.line for row in grid.rows], window))
    assert len(rows) == min(height, len(grid.rows))
    assert any(f"Habit {cursor[1:]} " in f"{row} " for row in rows), "the cursor's own row is never given up"
    below = len(grid.rows) - window.top - window.height
    if below > 0 and height > 1:
        assert rows[-1] == f"   {below + 1} more rows below"
    if window.top > 0 and height > 3:
        assert rows[0] == f"   {window.top + 1} more rows above"


def test_the_window_moves_as_little_as_it_takes() -> None:
    rows = ["", *(f"h{n}" for n in range(20))]
    window = window_on(rows, "h0", 10)
    assert window == (0, 10)
    assert window_on(rows, "h7", 10, window) == (0, 10)
    assert window_on(rows, "h8", 10, window) == (1, 10)
    assert window_on(rows, "h19", 10, window) == (11, 10)


def test_an_areas_name_comes_into_sight_with_its_first_habit() -> None:
    rows = ["", "a", "b", "", "c", "d", "e"]
    assert window_on(rows, "c", 3, Window(4, 3)).top == 3
