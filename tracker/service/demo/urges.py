"""The urges of the made-up year, told one by one, with a story in them that the review finds.

What sets most of them off in the evening is a short reply; those are strong, and mostly acted on. By day there is time,
and most are let pass. How strong they are falls over the year. Before every third or so there was a quiet minute; a
walk goes better with letting pass than a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.event import Event, UrgeOutcome, numbered
from tracker.domain.log import Log, Mark, MarkKind

if TYPE_CHECKING:
    from random import Random

HARD = "a short reply"
"""What sets the hard ones off."""

_OTHERS = ("a worried call", "silence", "somebody else's plans", "")
_WALK, _ASK = "walk around the block", "ask whether ideas or company are wanted"
_NOTES = {40: "asked whether ideas or company were wanted", 90: "took a walk first", 150: "wrote it down for later"}


def told(log: Log) -> Log:
    """Tell the urges of a log one by one instead of by their counts; what each day comes to stays as it was."""
    from random import Random  # only the demo plays dice

    marks = {day: mark for day, mark in log if mark.kind is MarkKind.URGES}
    chance, quiet = Random(len(marks)), Random(len(marks) + 1)  # noqa: S311 - dice, not secrets
    last = max(marks, default=date.min)
    counts: dict[date, Mark | None] = {
        day: Mark(MarkKind.NOTE, note=mark.note, at=mark.at) if mark.note else None for day, mark in marks.items()
    }
    events = {
        day: {event.id: event for event in _day(mark, (last - day).days, chance, quiet)} for day, mark in marks.items()
    }
    return log.with_marks(counts).with_events(events)


def _day(mark: Mark, back: int, chance: Random, quiet: Random) -> Iterator[Event]:
    """Tell the urges of a day, so many days before the last."""
    events: list[Event] = []
    for outcome, count in ((UrgeOutcome.PASSED, mark.passed), (UrgeOutcome.ACTED, mark.acted)):
        for _ in range(count):
            hard = chance.random() < (0.65 if outcome is UrgeOutcome.ACTED else 0.2)
            at = int((18.5 if hard else 6.5) * 60 + chance.random() * (4 if hard else 11) * 60)
            strength = min(5, max(1, round(1.5 + 1.6 * hard + back / 240 + chance.random())))
            trigger = HARD if hard and chance.random() < 0.8 else chance.choice(_OTHERS)
            note = _NOTES.get(back, "") if outcome is UrgeOutcome.PASSED else ""
            events.append(Event(numbered("demo", events), outcome, 0, at, strength, trigger, note))
    yield from (_with_quiet_minute(event, quiet) for event in events)


def _with_quiet_minute(event: Event, chance: Random) -> Event:
    """Tell of some urges that there was a quiet minute, how strong they were after it, and what instead."""
    passed = event.outcome is UrgeOutcome.PASSED
    draw, less = chance.random(), chance.choice((1, 1, 2) if passed else (0, 0, 1))
    if draw > 0.35:
        return event
    return event._replace(
        after=max(1, (event.strength or 1) - less), instead=_WALK if draw < (0.24 if passed else 0.1) else _ASK
    )
