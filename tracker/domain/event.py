"""Event: one thing that happened on a day of a habit that counts, an urge or a portion of an amount.

A day has its typed mark (what was said of it as a whole), and any number of events; `come_to` says what they make
together. The urges of a day add up, whoever logged them; a total that was typed takes in the portions before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tracker.domain.amounts import LIMIT
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum

MOST_EVENTS = 999
"""As many events as a day can have."""

TRIGGER_LIMIT = 40
INSTEAD_LIMIT = 80
STRENGTHS = range(1, 6)

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TOTALS = (MarkKind.AMOUNT, MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)


class UrgeOutcome(StrEnum):
    """What came of an urge."""

    PASSED = "passed"
    ACTED = "acted"


class Event(NamedTuple):
    """An urge with its `outcome`, or without one a portion of an amount, in thousandths of the goal's unit.

    `at` is the minute after its day's midnight; None where nobody said. `strength` (1 to 5) and `trigger` are those of
    an urge, and so are `after`, how strong it was after a quiet minute, and `instead`, what was there to do instead.
    `taken` says of a portion that a total typed later holds it already. The last two letters of an `id` say in which
    order the events of a day were recorded.
    """

    id: str
    outcome: UrgeOutcome | None = None
    amount: int = 0
    at: int | None = None
    strength: int | None = None
    trigger: str = ""
    note: str = ""
    taken: bool = False
    after: int | None = None
    instead: str = ""

    @property
    def is_portion(self) -> bool:
        """Whether it is a portion of an amount."""
        return self.outcome is None

    @property
    def place(self) -> tuple[int, bool, str, str]:
        """What decides its place in its day: the minute; those without one come first, let pass before acted on."""
        if self.at is None:
            return -1, self.outcome is UrgeOutcome.ACTED, self.id[-2:], self.id
        return self.at, False, self.id[-2:], self.id


def numbered(letters: str, events: Iterable[Event]) -> str:
    """Return the id of an event that is recorded after the others of its day: letters by chance, and its number."""
    last = max((number for event in events if (number := _number(event.id)) is not None), default=-1)
    high, low = divmod(min(last + 1, len(_LETTERS) ** 2 - 1), len(_LETTERS))
    return letters + _LETTERS[high] + _LETTERS[low]


def _number(id: str) -> int | None:
    digits = [_LETTERS.find(letter) for letter in id[-2:]]
    return digits[0] * len(_LETTERS) + digits[1] if len(digits) == 2 and min(digits) >= 0 else None


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events of a day in the order in which they happened."""
    return tuple(sorted(events, key=lambda event: event.place))


def telling(events: Collection[Event]) -> tuple[Event, ...]:
    """Return the events of a day that say more than the day itself: not a single portion without a note."""
    return tuple(event for event in events if event.outcome or event.note or len(events) > 1)


def counting(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the ids of the portions that no typed total has taken in."""
    return tuple([event.id for event in events if event.is_portion and not event.taken])


def weighed(events: Iterable[Event], typed: Mark | None, counted: Collection[str]) -> tuple[Event, ...]:
    """Return the events of a day on which a mark is typed, that takes in all portions but those to be counted."""
    takes = typed is not None and typed.kind in _TOTALS
    return tuple(
        event._replace(taken=takes and event.id not in counted) if event.is_portion else event for event in events
    )


def put_among(events: Iterable[Event], typed: Mark | None, changed: Mapping[str, Event | None]) -> tuple[Event, ...]:
    """Return the events of a day with some put, or taken away with None."""
    kept: dict[str, Event | None] = {**{event.id: event for event in events}, **changed}
    takes = typed is not None and typed.kind in _TOTALS
    found = [event for event in kept.values() if event is not None]
    return in_order(
        event._replace(taken=False) if event.taken and not (takes and event.is_portion) else event for event in found
    )


def urges_of(typed: Mark | None, events: Iterable[Event]) -> tuple[int, int]:
    """Count the urges let pass and acted on, those typed as a count included."""
    passed, acted = (typed.passed, typed.acted) if typed else (0, 0)
    for event in events:
        passed += event.outcome is UrgeOutcome.PASSED
        acted += event.outcome is UrgeOutcome.ACTED
    return passed, acted


def come_to(typed: Mark | None, events: Collection[Event]) -> Mark | None:
    """Return the mark of a day: what was typed and what happened on it, together.

    Where urges are, they are what the day says, but for a skipped one, which has them beside. What was done stays
    done, and portions after a skip or a miss are worth more than that.
    """
    if not events:
        return typed
    note, at = (typed.note, typed.at) if typed else ("", None)
    passed, acted = urges_of(typed, events)
    if passed or acted:
        kind = MarkKind.SKIP if typed and typed.kind is MarkKind.SKIP else MarkKind.URGES
        return Mark(kind, 0, passed, acted, note, at)
    if typed and (typed.kind is MarkKind.DONE or not counting(events)):
        return typed
    begun = typed.amount if typed else 0
    return Mark(MarkKind.AMOUNT, min(LIMIT, begun + sum(e.amount for e in events if not e.taken)), 0, 0, note, at)
