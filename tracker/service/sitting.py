"""Sitting: the minutes somebody gives a habit just now, as a clock sees them; and the note that outlives a crash.

Time is counted from one look at the clock to the next. A gap between two looks that no running program leaves (the lid
was closed, the clock was put on) is not counted but kept apart, to be asked about; a clock put back counts nothing.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from tracker import folders
from tracker.clock import Clock
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.service.words.plans import instead_of

if TYPE_CHECKING:
    from tracker.service.edits.events import Detail

AWAKE = 20_000
"""The longest gap between two looks, in milliseconds, in which the program may well have run."""

_NOTE = "now.json"
_OFTEN = 10_000  # between two notes, in milliseconds
_MINUTE = 60_000


class Sitting(NamedTuple):
    """Time given to a habit (its id), on the day it was begun; `length` is how many minutes were meant, 0 for any.

    `counted` and `asleep` are milliseconds: those that surely passed here, and those the clock jumped by. `seen` is
    the last look at the clock, in milliseconds since 1970.
    """

    habit: str
    day: date
    length: int
    seen: int
    counted: int = 0
    asleep: int = 0

    def at(self, moment: int) -> Sitting:
        """Return the sitting as of a later look at the clock."""
        gap = moment - self.seen
        if 0 <= gap <= AWAKE:
            return self._replace(seen=moment, counted=self.counted + gap)
        return self._replace(seen=moment, asleep=self.asleep + max(0, gap))

    @property
    def minutes(self) -> int:
        """The whole minutes counted, rounded."""
        return whole_minutes(self.counted)

    @property
    def is_reached(self) -> bool:
        """Whether as many minutes have passed as were meant."""
        return 0 < self.length * _MINUTE <= self.counted

    @property
    def with_sleep(self) -> Sitting:
        """The sitting with the time of which the clock has jumped counted too."""
        return self._replace(counted=self.counted + self.asleep, asleep=0)


def whole_minutes(milliseconds: int) -> int:
    """Round milliseconds to minutes, half up."""
    return (milliseconds + _MINUTE // 2) // _MINUTE


def said_of(habit: Habit, before: int, after: int) -> Detail:
    """Return what a quiet minute says of an urge: how strong before and after (1 to 5, or 0), and what instead."""
    from tracker.service.edits.events import Detail  # urges are met later than the screen

    both = before and after
    return Detail(strength=before or after or None, after=after if both else None, instead=instead_of(habit))


def is_timed(goal: Goal) -> bool:
    """Whether a goal asks for minutes, so that a timer can give them."""
    return goal.is_target and goal.unit.casefold().startswith("min")


class Timer:
    """The one sitting that goes on just now, if any; a note of it is kept in a folder, unless that is empty."""

    def __init__(self, clock: Clock, folder: str, book: str) -> None:
        self._clock, self._book = clock, book
        self._folder = folder if os.path.isabs(book) else ""  # a book in memory is gone with its program
        self._noted = 0
        self.sitting: Sitting | None = None

    def begin(self, habit: str, day: date, length: int = 0) -> Sitting:
        """Begin to count for a habit."""
        return self.take_up(Sitting(habit, day, length, self._clock.milliseconds()))

    def take_up(self, sitting: Sitting) -> Sitting:
        """Go on with a sitting, from now."""
        self.sitting = sitting._replace(seen=self._clock.milliseconds())
        self._note(self.sitting)
        return self.sitting

    def look(self) -> Sitting | None:
        """Look at the clock, and give the sitting as it now is."""
        if self.sitting is not None:
            self.sitting = self.sitting.at(self._clock.milliseconds())
            if not 0 <= self.sitting.seen - self._noted < _OFTEN:
                self._note(self.sitting)
        return self.sitting

    def end(self) -> None:
        """Count no longer, and keep no note."""
        self.sitting = None
        if self._folder:
            with suppress(OSError):
                os.unlink(os.path.join(self._folder, _NOTE))

    def left_behind(self) -> Sitting | None:
        """Return the sitting that a program on this book has left when it ended without one being asked about it."""
        if not self._folder or self.sitting is not None:
            return None
        try:
            note = json.loads(folders.read_note(self._folder, _NOTE))
            numbers = [int(note[name]) for name in _NUMBERS]
            if not all(0 <= number < _BEYOND for number in numbers):
                return None
            sitting = Sitting(str(note["habit"]), date.fromisoformat(note["day"]), *numbers)
            return sitting if note["book"] == self._book and not _runs(int(note["program"])) else None
        except (OSError, ValueError, OverflowError, KeyError, TypeError, RecursionError):
            return None

    def _note(self, sitting: Sitting) -> None:
        self._noted = sitting.seen
        if self._folder:
            note = sitting._asdict() | {"day": sitting.day.isoformat(), "book": self._book, "program": os.getpid()}
            folders.keep_note(self._folder, _NOTE, json.dumps(note))


_BEYOND = 10**14
"""Milliseconds that no clock has come to."""

_NUMBERS = ("length", "seen", "counted", "asleep")


def _runs(program: int) -> bool:
    """Whether another program of this number still runs; where that cannot be told without harm, it does not."""
    if program == os.getpid() or os.name != "posix" or program <= 0:
        return False
    try:
        os.kill(program, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
