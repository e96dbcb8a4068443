"""Sentences: what there is to say, said warmly and with its counts, in the order of what helps most.

What went well comes first, then patterns, then what is worth a look. Nothing counts what a missed day cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import counted
from tracker.insights.balance import AreaBalance, Given
from tracker.insights.pairing_sentences import NO_CAUSE, say_pairing
from tracker.insights.span import Share, clearly_more
from tracker.insights.suggestions import SuggestionKind
from tracker.insights.worth_a_look import Good, Suggestion, Well

if TYPE_CHECKING:
    from tracker.insights.review import Review
    from tracker.insights.rhythm import WeekdayShare

_MOST_WELL = 5
_MOST_PAIRINGS = 3
_ENOUGH = 7
"""Out of fewer than these, an earlier share is nothing to hold a recent one against."""


class Topic(StrEnum):
    """What a sentence is about, in the order in which they are said."""

    WELL = "went well"
    BALANCE = "balance"
    TOO_FEW_DAYS = "not enough yet"
    RHYTHM = "rhythm"
    PAIRING = "went together"
    LOOK = "worth a look"


class Sentence(NamedTuple):
    """A sentence, what it is about, and the habit it is about ("" for none, the first of a pairing)."""

    topic: Topic
    text: str
    habit: str = ""


def say_all(review: Review) -> tuple[Sentence, ...]:
    """Say what a review shows."""
    return tuple(sentence for topic in Topic for sentence in say_on(review, topic))


def say_on(review: Review, topic: Topic) -> tuple[Sentence, ...]:
    """Say what a review shows on one topic; a young book has no patterns yet."""
    if review.too_few_days and topic in (Topic.RHYTHM, Topic.PAIRING, Topic.LOOK):
        return ()
    names = {habit.id: habit.name for habit in review.book.habits}
    return tuple(_SAY[topic](review, names))


def _well(review: Review, names: dict[str, str]) -> Iterator[Sentence]:
    for well in _most_telling(review.went_well):
        yield Sentence(Topic.WELL, say_well(well, names[well.habit]), well.habit)


def _balanced(review: Review, _: dict[str, str]) -> Iterator[Sentence]:
    for text in islice(_balance(review), 2):
        yield Sentence(Topic.BALANCE, text)


def _too_few_days(review: Review, _: dict[str, str]) -> Iterator[Sentence]:
    if review.too_few_days:
        yield Sentence(
            Topic.TOO_FEW_DAYS,
            f"Not enough yet for patterns: {review.too_few_days.days} of {review.too_few_days.enough} days.",
        )


def _rhythmic(review: Review, _: dict[str, str]) -> Iterator[Sentence]:
    for text in _rhythm(review):
        yield Sentence(Topic.RHYTHM, text)


def _paired(review: Review, names: dict[str, str]) -> Iterator[Sentence]:
    for pairing in review.pairings[:_MOST_PAIRINGS]:
        yield Sentence(Topic.PAIRING, f"{say_pairing(pairing, names)} {NO_CAUSE}", pairing.first or pairing.second)


def _looked(review: Review, names: dict[str, str]) -> Iterator[Sentence]:
    for look in review.worth_a_look:
        yield Sentence(Topic.LOOK, say_suggestion(look, names[look.habit]), look.habit)


_SAY: Mapping[Topic, Callable[[Review, dict[str, str]], Iterator[Sentence]]] = MappingProxyType(
    {
        Topic.WELL: _well,
        Topic.BALANCE: _balanced,
        Topic.TOO_FEW_DAYS: _too_few_days,
        Topic.RHYTHM: _rhythmic,
        Topic.PAIRING: _paired,
        Topic.LOOK: _looked,
    }
)


def _most_telling(wells: tuple[Well, ...]) -> list[Well]:
    """Choose a few of what went well: fresh comebacks first, but not comebacks alone."""
    backs = [well for well in wells if well.is_fresh]
    others = [well for well in wells if not well.is_fresh]
    return [*backs[: max(_MOST_WELL // 2, _MOST_WELL - len(others))], *others][:_MOST_WELL]


def say_well(well: Well, name: str) -> str:
    """Say what went well with a habit."""
    match well.good:
        case Good.COMEBACK:
            held = "" if well.is_fresh else ", and it has held since"
            return f"{name}: you came back after {counted(well.length, well.unit)} away{held}."
        case Good.BEST:
            return f"{name}: your best streak yet, {counted(well.length, well.unit)}."
        case Good.STREAK:
            return f"{name}: {counted(well.length, well.unit)} in a row."
        case Good.STRENGTH:
            return f"{name}: strength grew by {100 * well.gain:.0f} points."
        case Good.WHOLE:
            return f"{name}: all kept, {well.share.kept} of {counted(well.share.of, well.unit)}."
        case Good.OFTEN:
            return f"{name}: done on {counted(well.share.kept, 'day')}, {well.share.of} in the span before."
        case Good.URGES:
            return f"{name}: {well.share} urges let pass."


def _balance(review: Review) -> Iterator[str]:
    """Say how areas stand beside each other, then which of them moved most since the span before."""
    beside = review.balance.beside
    if beside and beside.oneself.share.of and beside.others.share.of:
        yield f"For yourself {_given(beside.oneself)}; with others {_given(beside.others)}."
    moved = [area for area in review.balance.areas if _moved(area)]
    for area in sorted(moved, key=lambda area: -abs(_step(area))):
        if area.before:
            yield f"{area.area.name}: {area.now.share} kept, {area.before.share} in the {review.span.name} before."


def _given(given: Given) -> str:
    hours = f" and {_hours(given.time)}" if given.time else ""
    return f"{given.share} kept{hours}"


def _moved(area: AreaBalance) -> bool:
    now, before = area.now.share, area.before.share if area.before else Share()
    return clearly_more(now, before) or clearly_more(before, now)


def _step(area: AreaBalance) -> float:
    return (area.now.share.value or 0) - ((area.before.share.value if area.before else None) or 0)


def _rhythm(review: Review) -> Iterator[str]:
    best, gentlest, perfect = review.rhythm.best, review.rhythm.gentlest, review.rhythm.perfect
    if best:
        yield f"{WEEKDAY_NAMES[best.weekday]}s come easiest: {_than_expected(best)}."
    if gentlest:
        yield f"{WEEKDAY_NAMES[gentlest.weekday]}s ask for the most gentleness: {_than_expected(gentlest)}."
    if perfect.kept >= 3:
        yield f"On {perfect.kept} days all that was due was kept."


def _than_expected(day: WeekdayShare) -> str:
    return f"{day.share.kept} done, about {round(day.expected)} if all weekdays were alike"


def say_suggestion(look: Suggestion, name: str) -> str:
    """Say what is worth a look, and what one could do."""
    earlier = f", {look.earlier} in the twelve weeks before" if look.earlier.of >= _ENOUGH else ""
    plan = look.kind is SuggestionKind.PLAN and look.weekday is not None
    target = f" for {WEEKDAY_NAMES[look.weekday or 0]}s" if plan else ""
    weeks = "four weeks" if look.days == 28 else "three months"
    what = {"urge": " urges let pass", "week": " weeks", "month": " months"}.get(look.unit, "")
    return f"{name}: {look.recent}{what} in the last {weeks}{earlier}. You could {look.kind}{target}."


def _hours(time: int) -> str:
    minutes = round(time / 1000)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60):,} hours"
