from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.settings import COLUMNS
from tracker.ui.views.columns import Columns, columns

LESS = ("strength", "last-30")
EDGES = st.integers(0, 5000).map(lambda days: date(2020, 1, 1) + timedelta(days))
SHARES = st.builds(
    columns,
    st.integers(40, 300),
    EDGES,
    st.sampled_from((0, 5, 6)),
    st.integers(0, 250),
    wanted=st.sets(st.sampled_from(COLUMNS)).map(lambda some: tuple(one for one in COLUMNS if one in some)),
)


def figures(place: Columns) -> list[tuple[int, int]]:
    """Return the cells (start, end) of the figures that are shown, from left to right."""
    sizes = ((place.strength, 4), (place.bar, 5), (place.streak, 6), (place.month, 5))
    return [(start, start + size) for start, size in sizes if start]


@given(SHARES)
def test_days_stand_in_order_between_the_name_and_the_figures(place: Columns) -> None:
    assert list(place.places) == sorted(set(place.places))
    assert place.places[0] >= 2 + place.name + 1, "there is room for the cursor's bracket after the name"
    assert place.places[-1] + 1 < place.figures, "and before the figures"


@given(SHARES)
def test_figures_stand_side_by_side_within_the_width(place: Columns) -> None:
    shown = figures(place)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(shown))
    assert not shown or shown[-1][1] <= place.width


@given(SHARES)
def test_at_least_five_days_are_shown_up_to_the_edge(place: Columns) -> None:
    assert len(place.days) >= 5
    assert list(place.days) == list(range(place.days[0], place.days[-1] + 1))
    assert len(place.places) == len(place.days)


@given(SHARES)
def test_a_day_is_found_at_its_own_place(place: Columns) -> None:
    for day, x in zip(place.days, place.places, strict=True):
        assert place.place_of(day) == x
        assert place.day_at(x) == day
    assert place.place_of(place.days[-1] + 1) is None
    assert place.day_at(place.width) is None


@given(st.integers(40, 299), EDGES, st.integers(0, 60))
def test_a_wider_screen_never_shows_fewer_figures(width: int, edge: date, longest: int) -> None:
    narrow, wide = (figures(columns(cells, edge, 0, longest)) for cells in (width, width + 1))
    assert len(narrow) <= len(wide)


def test_weeks_are_set_apart_where_they_begin() -> None:
    place = columns(80, date(2026, 11, 22), 0, 20)
    gaps = {day: x - before for day, before, x in zip(place.days[1:], place.places, place.places[1:], strict=False)}
    mondays = {day for day in gaps if date.fromordinal(day).weekday() == 0}
    assert mondays == {day for day, gap in gaps.items() if gap == 3}
    assert set(gaps.values()) == {2, 3}


def test_columns_that_are_not_wanted_leave_their_room_to_others_and_to_the_days() -> None:
    every, two, none = (columns(80, date(2026, 11, 22), 0, 20, wanted=figures) for figures in (COLUMNS, LESS, ()))
    assert (every.strength > 0, every.streak > 0, every.month > 0) == (True, True, False)
    assert (two.strength > 0, two.streak > 0, two.month > 0) == (True, False, True)
    assert len(none.days) > len(two.days) == len(every.days)
    assert columns(40, date(2026, 11, 22), 0, 20, wanted=("streak",)).streak
