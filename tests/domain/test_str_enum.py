import copy
import enum
import json
import pickle
from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.str_enum import StrEnum


class Ours(StrEnum):
    """A class made here."""

    DAY = "day"
    HALF_YEAR = "half a year"

    @property
    def is_short(self) -> bool:
        return self is Ours.DAY


class Theirs(enum.StrEnum):
    """The same class as the standard library makes it."""

    DAY = "day"
    HALF_YEAR = "half a year"


def outcome(kind: Any, text: object) -> object:
    try:
        made = kind(text)
    except ValueError:
        return ValueError
    return str(made), f"{made:>12}", made.name, made.value, hash(str(made)), json.dumps({made: made})


@given(st.sampled_from(("day", "half a year", "DAY", None, 1, b"day")) | st.text() | st.lists(st.text()))
def test_whatever_it_is_asked_for_the_same_is_found_as_by_the_standard_library(text: object) -> None:
    assert outcome(Ours, text) == outcome(Theirs, text)


def test_its_members_come_in_order_and_there_is_one_of_each() -> None:
    assert [*Ours] == [*Theirs] == ["day", "half a year"]
    assert Ours("day") is Ours.DAY is next(iter(Ours))
    assert isinstance(Ours.DAY, Ours)
    assert len(Ours) == 2
    assert isinstance(Ours, Collection)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda member: pickle.loads(pickle.dumps(member))])  # noqa: S301
def test_a_member_stays_itself_when_it_is_copied(again: Any) -> None:
    assert again(Ours.DAY) is Ours.DAY
    assert Ours.DAY.name == "DAY"


def test_a_member_has_properties_is_matched_and_found_by_its_text() -> None:
    assert (Ours.DAY.is_short, Ours.HALF_YEAR.is_short, repr(Ours.DAY)) == (True, False, "Ours.DAY")
    assert {str(Ours.DAY): 1}[Ours.DAY] == 1
    assert type(Ours.DAY.value) is str
    match Ours("half a year"):
        case Ours.HALF_YEAR as found:
            assert found.name == "HALF_YEAR"
