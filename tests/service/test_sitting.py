"""Minutes are counted from one look at the clock to the next; a gap that nobody was there for is asked about."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tracker.clock import Clock
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.service.sitting import AWAKE, Sitting, Timer, is_timed

TODAY = date(2026, 11, 22)
HOUR = 3_600_000


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
        self.clock = Clock(lambda: self.moment)

    def on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def hand() -> Hand:
    return Hand()


def timer(hand: Hand, folder: Path, book: str = "/home/me/habits.json") -> Timer:
    return Timer(hand.clock, str(folder), book)


GAPS = {
    "a second": (1_000, 1_000, 0),
    "none": (0, 0, 0),
    "a slow program": (AWAKE, AWAKE, 0),
    "a closed lid": (42 * 60_000, 0, 42 * 60_000),
    "just too long": (AWAKE + 1, 0, AWAKE + 1),
    "a clock put back": (-HOUR, 0, 0),
    "a clock put on": (HOUR, 0, HOUR),
    "a year": (365 * 24 * HOUR, 0, 365 * 24 * HOUR),
}


@pytest.mark.parametrize("name", GAPS)
def test_only_a_gap_in_which_the_program_ran_is_counted(name: str) -> None:
    gap, counted, asleep = GAPS[name]
    begun = Sitting("quiet", TODAY, 15, 10 * HOUR)
    seen = begun.at(10 * HOUR + gap)
    assert (seen.counted, seen.asleep, seen.seen) == (counted, asleep, 10 * HOUR + gap)
    assert seen.at(seen.seen + 1_000).counted == counted + 1_000, "it goes on from where the clock now is"
    assert seen.with_sleep.counted == counted + asleep


@pytest.mark.parametrize(("counted", "minutes"), [(0, 0), (29_999, 0), (30_000, 1), (89_999, 1), (90_000, 2)])
def test_minutes_are_rounded(counted: int, minutes: int) -> None:
    assert Sitting("quiet", TODAY, 0, 0, counted).minutes == minutes


def test_what_was_meant_is_reached_to_the_second() -> None:
    assert not Sitting("quiet", TODAY, 1, 0, 59_999).is_reached
    assert Sitting("quiet", TODAY, 1, 0, 60_000).is_reached
    assert not Sitting("quiet", TODAY, 0, 0, HOUR).is_reached, "any length is never over by itself"


@pytest.mark.parametrize(
    ("goal", "timed"),
    [(at_least(1_000, "min"), True), (at_least(1_000, "minutes"), True), (at_least(1_000, "pages"), False),
     (at_least(1_000), False), (at_most(1_000, "min"), False), (CHECK, False), (LET_GO, False)],
)  # fmt: skip
def test_minutes_to_reach_have_a_timer(goal: Goal, timed: bool) -> None:  # noqa: FBT001 - a table
    assert is_timed(goal) is timed


def test_a_timer_that_was_killed_is_found_with_what_it_counted(hand: Hand, tmp_path: Path) -> None:
    killed = timer(hand, tmp_path)
    killed.begin("quiet", TODAY, 15)
    for _ in range(95):
        hand.on(1)
        killed.look()
    hand.on(HOUR / 1000)
    found = timer(hand, tmp_path).left_behind()
    assert found is not None
    assert (found.habit, found.day, found.length) == ("quiet", TODAY, 15)
    assert 85_000 <= found.counted <= 95_000, "a note is at most ten seconds old"
    again = timer(hand, tmp_path)
    assert again.take_up(found).counted == found.counted, "the hour in between is not counted"
    hand.on(5)
    assert again.look() == found._replace(seen=hand.clock.milliseconds(), counted=found.counted + 5_000)


def test_what_is_ended_or_was_never_begun_leaves_nothing(hand: Hand, tmp_path: Path) -> None:
    one = timer(hand, tmp_path)
    one.begin("quiet", TODAY)
    one.end()
    assert timer(hand, tmp_path).left_behind() is None
    assert list(tmp_path.iterdir()) == []
    one.end()


def test_a_timer_of_another_book_or_of_a_running_program_is_left_alone(hand: Hand, tmp_path: Path) -> None:
    timer(hand, tmp_path).begin("quiet", TODAY)
    assert timer(hand, tmp_path, "/elsewhere.json").left_behind() is None
    note = next(tmp_path.iterdir())
    note.write_text(json.dumps(json.loads(note.read_text()) | {"program": os.getppid()}))
    assert timer(hand, tmp_path).left_behind() is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "1", '{"habit": "quiet"}', '{"day": "soon"}', "[" * 9_000, "\udcff"]
)
def test_a_broken_note_is_none(hand: Hand, tmp_path: Path, text: str) -> None:
    (tmp_path / "now.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert timer(hand, tmp_path).left_behind() is None


@pytest.mark.parametrize("number", [1e999, float("nan"), 10**30, -1, "x", None, [1]], ids=repr)
@pytest.mark.parametrize("name", ["length", "seen", "counted", "asleep", "program"])
def test_a_note_of_numbers_that_no_clock_shows_ends_in_no_fault(
    hand: Hand, tmp_path: Path, name: str, number: object
) -> None:
    timer(hand, tmp_path).begin("quiet", TODAY)
    path = tmp_path / "now.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "program": 0, name: number}))
    found = timer(hand, tmp_path).left_behind()
    assert found is None or (name, number) == ("program", -1)


def test_without_a_folder_nothing_is_kept(hand: Hand) -> None:
    one = Timer(hand.clock, "", "memory")
    one.begin("quiet", TODAY)
    hand.on(12)
    assert one.look() is not None
    assert Timer(hand.clock, "", "memory").left_behind() is None
    one.end()


def test_a_folder_that_takes_nothing_stops_no_timer(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one = timer(hand, tmp_path / "file")
    one.begin("quiet", TODAY)
    hand.on(12)
    assert one.look() == Sitting("quiet", TODAY, 0, hand.clock.milliseconds(), 12_000)
    one.end()
