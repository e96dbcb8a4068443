"""The pairings are put to made-up years; benchmarks/honesty.py prints the whole table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from benchmarks import honesty, years


def test_in_a_few_years_without_any_pair_hardly_one_is_shown() -> None:
    seen = honesty.measure(partial(years.unrelated, habits=12), 10, processes=1)
    assert seen["letbe"].any <= 0.2
    assert seen["chi-square"].any == 1


def test_a_planted_pair_is_found() -> None:
    make = partial(years.planted, habits=8, pairs=2, days=365)
    assert (honesty.measure(make, 5, processes=1)["letbe"].found or 0) >= 0.7


@pytest.mark.campaign
def test_in_many_years_chance_is_seldom_taken_for_a_pair() -> None:
    seen = honesty.measure(years.unrelated, 200)["letbe"]
    assert seen.any <= 0.07
    assert seen.mean <= 0.1


@pytest.mark.campaign
@pytest.mark.parametrize("make", [partial(years.unrelated, least=0.9), years.growing])
def test_neither_long_streaks_nor_shared_growth_are_taken_for_pairs(make: Callable[[int], years.Year]) -> None:
    assert honesty.measure(make, 200)["letbe"].any <= 0.1


@pytest.mark.campaign
def test_planted_pairs_are_found_within_a_year() -> None:
    make = partial(years.planted, days=365)
    assert (honesty.measure(make, 200)["letbe"].found or 0) >= 0.75
