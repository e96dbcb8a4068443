"""Urges: when they came and how strong, and with what letting them pass went together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import erfc, sqrt
from statistics import median
from types import MappingProxyType

from tracker.domain.event import UrgeOutcome
from tracker.domain.log import Log, happened
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.span import Mean, Share, mean

ENOUGH_URGES = 20
"""Out of fewer urges nothing is said of them."""

ENOUGH_IN_A_CELL = 5
"""So many urges have something in common, and so many do not, before one looks at it."""

_ALLOWED = 0.05
"""Of what is said, so much may be chance on average."""

_TIDE = 56
"""The days of a stretch within which urges are compared: what grows over the year is no pattern of the evenings."""

_HOURS = (("at night", 0), ("in the morning", 5), ("in the afternoon", 12), ("in the evening", 18))
_MINUTES_A_DAY = 24 * 60


class UrgeTold(NamedTuple):
    """One urge: its day, whether it was let pass, and what else was said of it, as of an `Event`."""

    day: int
    passed: bool
    at: int | None = None
    strength: int | None = None
    trigger: str = ""
    after: int | None = None
    instead: str = ""


class UrgeCell(NamedTuple):
    """Urges that have something in common: what it is, how many of them were let pass, and how many of the others."""

    kind: str
    name: str
    share: Share
    others: Share
    chance: float


def urges_told(log: Log, first: int, last: int) -> tuple[UrgeTold, ...]:
    """Return all urges from one day ordinal to another; those that were only counted have nothing but their outcome."""
    told = [
        UrgeTold(
            day,
            event.outcome is UrgeOutcome.PASSED,
            event.at,
            event.strength,
            event.trigger,
            event.after,
            event.instead,
        )
        for day, event in happened(log, first, last)
        if event.outcome
    ]
    single = Counter((urge.day, urge.passed) for urge in told)
    for day, counts in log.urges():
        if first <= day <= last:
            for passed, count in zip((True, False), counts, strict=True):
                told += [UrgeTold(day, passed)] * (count - single[day, passed])
    return tuple(sorted(told, key=lambda urge: (urge.day, urge.at or 0, urge.at is not None)))


def _part_of_day(urge: UrgeTold) -> str | None:
    if urge.at is None:
        return None
    return next(name for name, hour in reversed(_HOURS) if urge.at >= 60 * hour)


_KINDS: Mapping[str, Callable[[UrgeTold], str | None]] = MappingProxyType(
    {
        "hour": _part_of_day,
        "weekday": lambda urge: str((urge.day - 1) % 7),
        "strength": lambda urge: str(urge.strength) if urge.strength else None,
        "trigger": lambda urge: urge.trigger or None,
        "instead": lambda urge: urge.instead or None,
    }
)
"""What urges may have in common; an urge of which it was not said is left out."""


def urge_cells(urges: Sequence[UrgeTold]) -> tuple[UrgeCell, ...]:
    """Count the urges let pass by part of the day, weekday (0 is Monday), strength, trigger and what instead."""
    return tuple(cell for kind, of in _KINDS.items() for cell in _cells(kind, of, urges))


def _cells(kind: str, of: Callable[[UrgeTold], str | None], urges: Sequence[UrgeTold]) -> Iterable[UrgeCell]:
    named = [(name, urge) for urge in urges if (name := of(urge)) is not None]
    order = [name for name, _ in _HOURS] if kind == "hour" else sorted({name for name, _ in named})
    for name in order:
        share = _share(urge for held, urge in named if held == name)
        others = _share(urge for held, urge in named if held != name)
        if share.of:
            chance = _chance([(held == name, urge) for held, urge in named]) if _is_looked_at(share, others) else 1.0
            yield UrgeCell(kind, name, share, others, chance)


def _share(urges: Iterable[UrgeTold]) -> Share:
    outcomes = [urge.passed for urge in urges]
    return Share(sum(outcomes), len(outcomes))


def _is_looked_at(share: Share, others: Share) -> bool:
    return min(share.of, others.of) >= ENOUGH_IN_A_CELL and share.of + others.of >= ENOUGH_URGES


def _chance(marked: Sequence[tuple[bool, UrgeTold]]) -> float:
    """Return the chance of so different shares among urges that have something in common and the others.

    The urges are compared within stretches of eight weeks (Mantel and Haenszel 1959, with their correction).
    """
    stretches: dict[int, list[tuple[bool, bool]]] = defaultdict(list)
    for own, urge in marked:
        stretches[urge.day // _TIDE].append((own, urge.passed))
    more, variance = 0.0, 0.0
    for held in stretches.values():
        count, common, kept = len(held), sum(own for own, _ in held), sum(passed for _, passed in held)
        more += held.count((True, True)) - common * kept / count
        if count > 1:
            variance += common * (count - common) * kept * (count - kept) / (count**2 * (count - 1))
    return erfc(max(0.0, abs(more) - 0.5) / sqrt(2 * variance)) if variance else 1.0


def _clearness(cell: UrgeCell) -> tuple[float, float]:
    """Order the clearest first; where two are the same seen from both sides, the one that went well."""
    return cell.chance, -(cell.share.value or 0.0)


def urge_patterns(urges: Sequence[UrgeTold]) -> tuple[UrgeCell, ...]:
    """Choose what is hardly chance, the clearest first, allowing for all looks (Benjamini and Hochberg 1995)."""
    looked = sorted((c for c in urge_cells(urges) if _is_looked_at(c.share, c.others)), key=_clearness)
    passing = [rank for rank, cell in enumerate(looked, 1) if cell.chance <= _ALLOWED * rank / len(looked)]
    return tuple(looked[: max(passing, default=0)])


def mean_strength(urges: Iterable[UrgeTold]) -> Mean:
    """Return how strong urges were, 1 to 5, of those of which it was said."""
    return mean(urge.strength for urge in urges if urge.strength)


def told_enough(urges: Sequence[UrgeTold]) -> tuple[UrgeCell, ...]:
    """Count as `urge_cells` does, but only what so many urges have in common that a share of them says something."""
    cells = urge_cells(urges)
    named = {kind: sum(cell.share.of for cell in cells if cell.kind == kind) for kind in _KINDS}
    return tuple(c for c in cells if named[c.kind] >= ENOUGH_URGES and c.share.of >= ENOUGH_IN_A_CELL)


def eased(urges: Iterable[UrgeTold]) -> tuple[Mean, Mean]:
    """Return how strong urges were before a quiet minute and after it, of those of which both were said."""
    both = [(urge.strength, urge.after) for urge in urges if urge.strength and urge.after]
    return mean(before for before, _ in both), mean(after for _, after in both)


def hours_between(urges: Iterable[UrgeTold]) -> tuple[float, int] | None:
    """Return the median of hours from one urge to the next, and from how many; None where too few have their minute."""
    minutes = [urge.day * _MINUTES_A_DAY + urge.at for urge in urges if urge.at is not None]
    gaps = [after - before for before, after in pairwise(minutes)]
    return (median(gaps) / 60, len(gaps)) if len(gaps) >= ENOUGH_URGES else None
