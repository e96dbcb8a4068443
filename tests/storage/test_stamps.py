"""Stamps: in order, short, and read as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.storage.format.stamps import (
    NEVER,
    Stamp,
    field_stamps,
    midnight,
    next_stamp,
    read_stamp,
    read_stamps,
    set_fields,
    with_stamps,
    write_stamps,
)

NOVEMBER = 2026 * 12 + 10
SOON = midnight(NOVEMBER) * 60_000

devices = st.sampled_from(("", "a1b2c3", "d4e5f6"))
stamps = st.builds(Stamp, st.integers(0, 3) | st.integers(SOON, SOON + 10**10), st.integers(0, 2), devices)
ats = st.dictionaries(st.integers(1, 30), st.integers(0, 4) | st.integers(SOON // 60_000, SOON // 60_000 + 90_000))
fields = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3))


@given(stamps)
def test_a_stamp_comes_back_from_its_text(stamp: Stamp) -> None:
    assert read_stamp(str(stamp)) == stamp


@given(stamps, stamps)
def test_texts_sort_as_stamps_do(one: Stamp, other: Stamp) -> None:
    assert (str(one) < str(other)) == (one < other)


@given(stamps, st.integers(0, 10**13), devices)
def test_the_next_stamp_is_later_than_the_latest(latest: Stamp, now: int, device: str) -> None:
    assert next_stamp(latest, now, device) > latest


def test_a_clock_that_stands_still_for_ever_still_gives_later_stamps() -> None:
    assert next_stamp(Stamp(5, 0xFFFF, "a"), 5, "b") == Stamp(6, 0, "b")


@given(st.dictionaries(st.integers(1, 30), stamps), ats)
def test_the_stamps_of_a_month_come_back_from_their_text(kept: dict[int, Stamp], at: dict[int, int]) -> None:
    text = write_stamps(NOVEMBER, kept, at)
    implied = {day: Stamp(minute * 60_000) for day, minute in at.items()}
    assert read_stamps(NOVEMBER, text, at) == implied | kept
    assert write_stamps(NOVEMBER, read_stamps(NOVEMBER, text, at), at) == text


def test_a_month_reads_as_briefly_as_it_can() -> None:
    minute = SOON // 60_000 + 1440
    at = {1: minute + 1261, 2: minute + 1440 + 1255, 3: minute + 2880}
    first, second = Stamp(at[1] * 60_000 + 23_456, 0, "k3f9aa"), Stamp(at[2] * 60_000 + 51_002, 1, "k3f9aa")
    kept = {1: first, 2: second, 3: Stamp(at[3] * 60_000), 4: second, 5: second}
    assert write_stamps(NOVEMBER, kept, at) == "23456@k3f9aa,51002+1,,=,="


@pytest.mark.parametrize("text", ["", "x", "1-2-3-4", "=", "12@A/../b", "9" * 5000, "1:", ":1", "1+zz", "\u0661"])
def test_what_is_no_stamp_is_none(text: str) -> None:
    assert read_stamp(text) == NEVER
    assert read_stamps(NOVEMBER, text, {}) == {}


@given(fields, st.lists(st.tuples(fields, stamps), max_size=4))
def test_every_field_of_a_record_knows_when_it_was_set_last(
    document: dict[str, int], sets: list[tuple[dict[str, int], Stamp]]
) -> None:
    expected = dict.fromkeys(document, NEVER)
    for changed, stamp in sets:
        document = set_fields(document, {name: value or None for name, value in changed.items()}, stamp)
        expected |= dict.fromkeys(changed, stamp)
    found = field_stamps(document)
    assert {name: found.get(name, NEVER) for name in expected} == expected
    kept = {name: value for name, value in document.items() if name != "stamps"}
    assert with_stamps(kept, found) == document
