"""Words: figures of a review as one says them, the same on the screen, in print and on a page."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.clock import say_date
from tracker.domain.amounts import format_amount
from tracker.domain.judging import Streak
from tracker.domain.judging.lapses import Comeback
from tracker.domain.text import counted, counted_as, percent
from tracker.insights import Given, HabitReview, Return, Review, Share
from tracker.service.review.page import Bar


def share_words(share: Share, what: str = "") -> str:
    """Say a share with what it rests on: `12 of 15, 80%`, or `4 of 4 weeks, 100%`."""
    of = f"{share.kept} of {counted(share.of, what)}" if what else f"{share}"
    return f"{of}, {percent(share.value)}" if share.value is not None else "nothing due"


def period_share(habit: HabitReview, share: Share) -> str:
    """Say a share of a habit's periods in their unit: `4 of 5 weeks, 80%`; of a new habit a percentage says nothing."""
    if habit.is_settled or share.value is None:
        return units_share(share, habit.units)
    return f"{share.kept} of {counted_as(share.of, habit.units)}"


def units_share(share: Share, units: Sequence[str]) -> str:
    """Say a share of periods in their units: `29 of 39 days and weeks, 74%`."""
    if not units or share.value is None:
        return share_words(share)
    return f"{share.kept} of {counted_as(share.of, units)}, {percent(share.value)}"


def given_words(given: Given) -> str:
    """Say a share of an area's periods in their units: `29 of 39 days and weeks, 74%`."""
    return units_share(given.share, given.units)


def moved_words(habit: HabitReview) -> str:
    """Say by how many points the strength of a habit moved; nothing of a new one, whose strength is not told yet."""
    return points(habit.change) if habit.is_settled else ""


def share_bar(label: str, share: Share) -> Bar:
    """Return a share as a bar."""
    return Bar(label, share.value, share_words(share))


def points(change: float | None) -> str:
    """Say by how many points out of a hundred something grew: `+4`, `-2`, `0`; nothing if that is not known."""
    if change is None:
        return ""
    whole = round(change * 100)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def streak_words(streak: Streak) -> str:
    """Say how long a streak is."""
    return (
        f"{counted(streak.length, 'urge')} let pass" if streak.unit == "urge" else counted(streak.length, streak.unit)
    )


def back_words(comeback: Comeback, unit: str) -> str:
    """Say how soon one came back: `3 of 4 returns at the next chance, the median after 1 day away`; else nothing."""
    if not comeback.lapses:
        return ""
    units = unit if comeback.median == 1 else f"{unit}s"
    what = "acted on" if unit == "urge" else "away"
    median = f", the median after {comeback.median:g} {units} {what}" if comeback.median is not None else ""
    return f"{comeback.within_one} of {counted(comeback.lapses, 'return')} at the next chance{median}"


def return_words(review: Review, found: Return) -> str:
    """Say who came back when: `Quiet time alone: back on Tue 10 Nov, after 3 days away`."""
    name = review.book.habit(found.habit).name
    return f"{name}: back on {say_date(found.back, review.today)}, after {counted(found.length, found.unit)} away"


def time_words(thousandths: int) -> str:
    """Say an amount of minutes as hours: `2 h 5 min`."""
    hours, minutes = divmod(round(thousandths / 1000), 60)
    return f"{hours} h {minutes} min" if hours and minutes else f"{hours} h" if hours else f"{minutes} min"


def urge_words(habit: HabitReview) -> str:
    """Say how many urges of a span were let pass: `136 of 239 urges let pass`; nothing without one."""
    urges = habit.urges_in_span
    return f"{urges} urge{'s' * (urges.of != 1)} let pass" if urges.of else ""


def times_words(habit: HabitReview) -> str:
    """Say how often what may be done at any time was done: `7 this month, 4 before`; nothing where it never was."""
    if not habit.times and not habit.times_before:
        return ""
    if habit.times_before is None:
        return counted(habit.times, "time")
    return f"{habit.times:,} this {habit.span.name}, {habit.times_before:,} before"


def total_words(habit: HabitReview) -> str:
    """Say what a habit has come to over all time."""
    standing = habit.standing
    goal = standing.rule.goal
    return format_amount(standing.totals.done, goal.unit) if goal.counts else counted(standing.totals.done, "time")
