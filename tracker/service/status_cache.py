"""Status cache: how today stands, remembered for a shell prompt that asks again and again.

What was found is kept in a few lines of text beside the journals: the day start and the day it was found for, what the
book looked like, and for each habit what the day says of it. As soon as the day or the book is another, it means
nothing any more; but whoever sets a mark lets it follow, so that the next prompt need not count all habits anew.
"""

from __future__ import annotations

from datetime import date

from tracker import __version__, folders
from tracker.clock import Clock
from tracker.domain.named_tuple import NamedTuple
from tracker.settings import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Glance(NamedTuple):
    """What the day says of each habit, by its id: any of `due`, `done` and `open`, with commas between."""

    day_start: int
    day: date
    looked: str
    habits: Mapping[str, str]

    @property
    def counts(self) -> dict[str, object]:
        """How many habits are done, due and open, and the day."""
        said = [words.split(",") for words in self.habits.values()]
        return {**{name: sum(name in words for words in said) for name in ("done", "due", "open")}, "day": self.day}


def look(places: Places) -> str:
    """Say what the book looks like from outside; empty when there is none."""
    try:
        return _look(places, folders.look(places.book))
    except OSError:
        return ""


def _look(places: Places, seen: tuple[int, ...]) -> str:
    return f"{__version__} {' '.join(map(str, seen))} {places.book!r}"


def recall(places: Places, clock: Clock) -> Glance | None:
    """Return what was remembered, or None when it does not hold any more."""
    known = _read(places)
    holds = known and known.looked == look(places) and known.day == clock.today(known.day_start)
    return known if holds else None


def follow(
    places: Places, before: tuple[int, ...], after: tuple[int, ...], day: date, marked: Callable[[], Mapping[str, str]]
) -> None:
    """Let what was remembered of a book that was seen so before follow the habits that were marked, if it held.

    `after` is how the book was seen when that was saved: by now somebody else may have saved another.
    """
    known = _read(places)
    if known and before and (known.looked, known.day) == (_look(places, before), day):
        remember(places, known._replace(looked=_look(places, after), habits={**known.habits, **marked()}))


def remember(places: Places, glance: Glance) -> None:
    """Remember what was found; where that cannot be done, the next look only takes longer."""
    habits = (f"{words} {id}" for id, words in glance.habits.items())
    lines = (str(glance.day_start), glance.day.isoformat(), glance.looked, *habits)
    folders.keep_note(places.state, folders.STATUS, "\n".join(lines))


def _read(places: Places) -> Glance | None:
    try:
        day_start, day, looked, *lines = folders.read_note(places.state, folders.STATUS).split("\n")
        habits = {id: words for words, _, id in (line.partition(" ") for line in lines)}
        return Glance(int(day_start), date.fromisoformat(day), looked, habits)
    except (OSError, ValueError):
        return None
