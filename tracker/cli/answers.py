"""Answers: what a change came to, in one line: what, the new state, and how to undo it."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.cli.session import Session
from tracker.domain.amounts import ONE, format_amount
from tracker.domain.changes import SetMark
from tracker.domain.habit import Habit
from tracker.domain.judging import Progress, Standing
from tracker.domain.schedule import Pace
from tracker.domain.text import counted
from tracker.service.edits.marks import in_place_of, set_marks
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome
from tracker.service.words.counts import period_words, reach_words, uncounted_words, within_words
from tracker.service.words.labels import label

UNDO = "(undo: letbe undo)"


def record(session: Session, edit: Edit, already: str) -> Outcome:
    """Make an edit and say what came of it; `already` is said when nothing had to change."""
    outcome = session.commit(edit)
    if not outcome.changed:
        session.console.answer(already)
        return outcome
    words = label(outcome.before, outcome.made.change, session.say_day)
    words += in_place_of(outcome.before, outcome.made.change, masked=session.preferences.mask)
    state = "".join(f" · {part}" for part in _state(session, outcome))
    if outcome.after.agreements:
        from tracker.service.words.agreements import is_offered  # most books have none

        offered = is_offered(outcome.after, outcome.made.change)
        state += " · `letbe agreements` shows what you agreed" if offered else ""
    session.console.answer(f"{words}{state} {UNDO}")
    return outcome


def _state(session: Session, outcome: Outcome) -> Iterable[str]:
    """Say how the one habit that was marked now stands."""
    marks = set_marks(outcome.made.change, outcome.before) or []
    ids = {mark.habit for mark in marks}
    if len(ids) != 1:
        return []
    habit = session.book.habit(ids.pop())
    standing = session.standing(habit)
    streak = "" if session.preferences.hide_streaks else streak_words(standing, "streak ")
    first = min(mark.day for mark in marks)
    last = max(mark.day for mark in marks)
    period = standing.period_on(last)
    is_now = period is not None and period.last >= standing.today.toordinal()
    here = span_words(standing) if is_now else period_words(standing, last)
    parts = here, streak, reach_words(standing, first), _uncounted(standing, marks)
    return [part for part in parts if part]


def _uncounted(standing: Standing, marks: Iterable[SetMark]) -> str:
    """Say that marks lie before their habit is counted, and how to have them counted."""
    days = [mark.day for mark in marks if mark.mark is not None]
    words = uncounted_words(standing, min(days)) if days else ""
    return words and f"{words} (sooner: letbe edit {standing.habit.id} --from {min(days)})"


def streak_words(standing: Standing, before: str = "") -> str:
    """Say the current streak: `3 days`; nothing when there is none."""
    if not standing.streaks.length:
        return ""
    return before + count_words(standing.streaks.length, standing.streaks.unit)


def count_words(count: int, unit: str) -> str:
    """Say a number of days, weeks, months or urges."""
    if unit == "urge":
        return f"{count} let pass"
    return counted(count, unit)


def span_words(standing: Standing, *, briefly: bool = False) -> str:
    """Say how far a week, a month or a window has come: `1 of 3 this week`; nothing for a single day."""
    schedule, progress = standing.rule.schedule, standing.obligation.progress
    if progress is None or schedule.pace in (Pace.DAILY, Pace.WEEKDAYS, Pace.ANYTIME):
        return ""
    return f"{progress_words(standing, progress)} {within_words(standing, briefly=briefly)}"


def progress_words(standing: Standing, progress: Progress) -> str:
    """Say how much there is of how much: `1 of 3`, `20 of 30 min`, `1 time, at most 2`."""
    if not standing.rule.sums:
        return f"{progress.have} of {progress.need}"
    have, need = format_amount(progress.have), format_amount(progress.need, standing.rule.goal.unit)
    if standing.rule.goal.is_limit:
        return f"{have}, over the limit of {need}" if progress.have > progress.need else f"{have} of at most {need}"
    return f"{have} of {need}"


def names(habits: Iterable[Habit]) -> str:
    """List the names of habits."""
    return ", ".join(habit.name for habit in habits)


def number(thousandths: int) -> int | float:
    """Return an amount as a number for JSON: 20, or 1.5."""
    whole, rest = divmod(thousandths, ONE)
    return thousandths / ONE if rest else whole
