"""Words: figures of a review as one says them, the same on the screen, in print and on a page."""

from __future__ import annotations

from tracker.clock import say_date
from tracker.domain.amounts import format_amount
from tracker.domain.judging import Comeback, Streak
from tracker.domain.text import counted, percent
from tracker.insights import HabitReview, Return, Review, Share
from tracker.service.review.page import Bar


def share_words(share: Share, what: str = "") -> str:
    """Say a share with what it rests on: `12 of 15, 80%`, or `4 of 4 weeks, 100%`."""
    of = f"{share.kept} of {counted(share.of, what)}" if what else f"{share}"
    return f"{of}, {percent(share.value)}" if share.value is not None else "nothing due"


def share_bar(label: str, share: Share) -> Bar:
    """Give a share as a bar."""
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


def back_words(comeback: Comeback) -> str:
    """Say how soon one came back: `3 of 4 returns at the next chance, the median after 1 missed`; else nothing."""
    if not comeback.lapses:
        return ""
    median = f", the median after {comeback.median:g} missed" if comeback.median is not None else ""
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
    return f"{urges} urges let pass" if urges.of else ""


def times_words(habit: HabitReview) -> str:
    """Say how often what may be done at any time was done: `7 times, 4 before`; nothing where it never was."""
    if not habit.times and not habit.times_before:
        return ""
    before = "" if habit.times_before is None else f", {habit.times_before} before"
    return f"{counted(habit.times, 'time')}{before}"


def total_words(habit: HabitReview) -> str:
    """Say what a habit has come to over all time."""
    standing = habit.standing
    goal = standing.rule.goal
    return format_amount(standing.totals.done, goal.unit) if goal.counts else counted(standing.totals.done, "time")
