"""Urges in words: how strong they were, how often they came, and with what letting them pass went together."""

from __future__ import annotations

from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import capital, counted
from tracker.insights import HabitReview, Mean, Review, UrgeCount
from tracker.insights.urge_patterns import (
    ENOUGH_URGES,
    UrgeCell,
    UrgeTold,
    eased,
    hours_between,
    mean_strength,
    told_enough,
    urge_patterns,
    urges_told,
)
from tracker.service.review.heat import year_of
from tracker.service.review.page import Bar, Bars
from tracker.service.review.words import share_bar, share_words

_LATELY = 28
_MOST_WORDS = 6
"""So many of the user's own words for triggers, or for what is done instead, are shown at most."""

_OWN_WORDS = ("trigger", "instead")
_TITLES = {
    "hour": "By hour",
    "weekday": "By weekday",
    "strength": "By strength",
    "trigger": "By what set them off",
    "instead": "By what there was to do instead",
}
_KINDS_OF_LOOKS = "by hour, weekday, strength, trigger or what was done instead"


def urges_of(review: Review, habit: HabitReview) -> tuple[UrgeTold, ...]:
    """Return the urges of a habit in the year that ends with the span; none of a habit that lets nothing go."""
    if not habit.course.rule.goal.is_urge:
        return ()
    year = year_of(review)
    return urges_told(habit.course.log, year.first, year.last)


def urge_lines(review: Review, habit: HabitReview) -> list[str]:
    """Say of a year's urges how strong they were, how far apart, and what went with letting them pass."""
    urges = urges_of(review, habit)
    if not urges:
        return []
    if len(urges) < ENOUGH_URGES:
        return [f"Not enough yet to say when they pass more easily: {len(urges)} of {ENOUGH_URGES} urges."]
    found = [_pattern(cell) for cell in _clearest(urges)]
    nothing = f"Nothing is to be seen yet {_KINDS_OF_LOOKS}, over {counted(len(urges), 'urge')}."
    last = year_of(review).last
    return [*_how_strong(urges, last), *_how_eased(urges), *_how_often(urges), *(found or [nothing])]


def _clearest(urges: tuple[UrgeTold, ...]) -> list[UrgeCell]:
    """Choose the clearest pattern by hour, by weekday and so on: one of each kind says it, the clearest first."""
    first: dict[str, UrgeCell] = {}
    for cell in urge_patterns(urges):
        first.setdefault(cell.kind, cell)
    return list(first.values())


def urge_bars(review: Review, habit: HabitReview) -> list[Bars]:
    """Return a year's urges let pass by what they had in common, where enough of them did: bars for each kind."""
    cells = told_enough(urges_of(review, habit))
    return [_bars_of(kind, title, cells) for kind, title in _TITLES.items() if any(c.kind == kind for c in cells)]


def _bars_of(kind: str, title: str, cells: tuple[UrgeCell, ...]) -> Bars:
    mine = [cell for cell in cells if cell.kind == kind]
    if kind in _OWN_WORDS:
        mine = sorted(mine, key=lambda cell: -cell.share.of)[:_MOST_WORDS]
    bars = tuple(share_bar(_label(cell), cell.share) for cell in mine)
    return Bars(bars, f"{title}: {'; '.join(f'{bar.label} {bar.words}' for bar in bars)}")


def _label(cell: UrgeCell) -> str:
    if cell.kind == "weekday":
        return WEEKDAY_NAMES[int(cell.name)][:3]
    return f"strength {cell.name}" if cell.kind == "strength" else cell.name


def count_bar(label: str, held: UrgeCount) -> Bar:
    """Return the urges of a week or a month as a bar: those let pass, and how strong they were."""
    strong = f"; {_strength(held.strength)}" if held.strength.of else ""
    return share_bar(label, held.share)._replace(words=f"{share_words(held.share)}{strong}")


def book_lines(review: Review) -> list[str]:
    """Say of each habit that lets something go what came of the span's urges, and the clearest that they tell."""
    return [_habit_line(review, habit) for habit in review.habits if habit.urges_in_span.of]


def _habit_line(review: Review, habit: HabitReview) -> str:
    share = habit.urges_in_span
    now = mean_strength(urges_told(habit.course.log, habit.span.first, habit.span.last))
    strong = f", {_strength(now)}" if now.of else ""
    urges = urges_of(review, habit)
    if len(urges) < ENOUGH_URGES:
        told = f"Not enough yet to say more: {len(urges)} of {ENOUGH_URGES} urges in the year."
    else:
        told = next((f"Over the year, {_pattern(cell, begins=False)}" for cell in _clearest(urges)), "")
    return f"{habit.habit.name}: {share} let pass{strong}. {told}".rstrip()


def _strength(held: Mean) -> str:
    return f"mean strength {held.value:.1f} of 5 over {counted(held.of, 'urge')}"


def _called(cell: UrgeCell) -> str:
    match cell.kind:
        case "weekday":
            return f"on {WEEKDAY_NAMES[int(cell.name)]}s"
        case "strength":
            return f"at strength {cell.name}"
        case "trigger":
            return f"after \u201c{cell.name}\u201d"
        case "instead":
            return f"with \u201c{cell.name}\u201d instead"
        case _:
            return cell.name


def _pattern(cell: UrgeCell, *, begins: bool = True) -> str:
    when = _called(cell)
    return f"{capital(when) if begins else when}: {cell.share} let pass, {cell.others} otherwise."


def _how_strong(urges: tuple[UrgeTold, ...], last: int) -> list[str]:
    whole, lately = mean_strength(urges), mean_strength(urge for urge in urges if urge.day > last - _LATELY)
    if whole.of < ENOUGH_URGES:
        return []
    now = f"; {lately.value:.1f} over {lately.of} in the last four weeks" if lately.of and lately.of < whole.of else ""
    return [f"How strong, from 1 to 5: on average {whole} urges{now}."]


def _how_eased(urges: tuple[UrgeTold, ...]) -> list[str]:
    before, after = eased(urges)
    if not before.of:
        return []
    if before.of < ENOUGH_URGES:
        return [f"Not enough yet to say how strong they are after a quiet minute: {before.of} of {ENOUGH_URGES} urges."]
    return [f"Strength before a quiet minute {before.value:.1f}, after it {after.value:.1f}, over {before.of} urges."]


def _how_often(urges: tuple[UrgeTold, ...]) -> list[str]:
    found = hours_between(urges)
    if found is None:
        return []
    hours, count = found
    apart = counted(round(hours), "hour") if hours < 48 else counted(round(hours / 24), "day")
    return [f"Half of them came within {apart} of the one before, over {counted(count, 'time')}."]
