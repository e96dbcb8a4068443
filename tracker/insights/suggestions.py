"""Suggestions: what one can do about a habit that wants something else, what was done in a week, and what came of it.

An act is written into the journal of its week, as an answer to a prompt that names the act and the habit's id, so
that a later review can come back to it whatever the habit is called by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.domain.book import Book, Lookback
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.course import Course
from tracker.insights.span import Share, Span

_BEFORE = 28
"""The days before an act, and at most after its week, that are held against each other."""


class SuggestionKind(StrEnum):
    """What one can do about a habit that wants something else."""

    PLAN = "make an if-then plan"
    SHRINK = "shrink it to the small version"
    CUE = "try another cue"
    PAUSE = "pause it"
    LET_GO = "let it go"
    KEEP = "keep it as it is"
    FADE = "let its reminder rest"


_PROMPTS = {
    SuggestionKind.PLAN: "Plan",
    SuggestionKind.SHRINK: "Smaller",
    SuggestionKind.CUE: "Another cue",
    SuggestionKind.PAUSE: "Rest",
    SuggestionKind.LET_GO: "Let go",
    SuggestionKind.KEEP: "Keep",
    SuggestionKind.FADE: "Reminder",
}
PLAN = _PROMPTS[SuggestionKind.PLAN]
"""What the prompt of a plan is about, as `habit_of` reads it."""
_KINDS = {words: kind for kind, words in _PROMPTS.items()}


class AsideKind(StrEnum):
    """What may be written down beside an act: what got in the way, and what a plan begins with.

    A plan is made as WOOP has it: a wish, the best that could come of it, what in oneself stands in the way, and what
    one does when that comes (Oettingen 2014; for insecurity in couples: Houssais, Oettingen and Mayer 2013).
    """

    WAY = "In the way"
    WISH = "Wish"
    BEST = "The best of it"
    WITHIN = "In me"


_BESIDE = frozenset(map(str, AsideKind))


def suggestion_prompt(kind: SuggestionKind, habit: str) -> str:
    """Return the prompt under which an act on a habit, by its id, is written into the journal of a week."""
    return f"{_PROMPTS[kind]}: {habit}"


def way_prompt(habit: str) -> str:
    """Return the prompt under which it is written what got in the way of a habit, by its id."""
    return aside_prompt(AsideKind.WAY, habit)


def aside_prompt(what: AsideKind, habit: str) -> str:
    """Return the prompt under which something beside an act is written, about a habit by its id."""
    return f"{what}: {habit}"


def habit_of(prompt: str) -> tuple[str, str]:
    """Return what a prompt is about (`Plan`, `In the way` …) and the id of its habit; ("", "") for a question."""
    what, colon, habit = prompt.partition(": ")
    return (what, habit) if colon and (what in _KINDS or what in _BESIDE) else ("", "")


class Taken(NamedTuple):
    """An act that was taken: on which habit (its id), in the week that begins on which day, and in which words.

    `way` is what was said to have got in the way, `wish`, `best` and `within` what a plan begins with, if anything.
    """

    habit: str
    kind: SuggestionKind
    week: date
    words: str
    way: str = ""
    wish: str = ""
    best: str = ""
    within: str = ""


class FollowUp(NamedTuple):
    """What came of an act: the periods kept in the four weeks before its week, and since.

    `after` begins on the day after that week, and ends with the review or after four weeks.
    """

    taken: Taken
    before: Share
    after: Share


def suggestions_taken(book: Book, week: date) -> tuple[Taken, ...]:
    """Return the acts of the week that begins on a day, on habits that are still there."""
    kept = book.reflection(Lookback.WEEK, week)
    return tuple(_read(book, week, kept.answers)) if kept else ()


def _read(book: Book, week: date, answers: tuple[tuple[str, str], ...]) -> Iterator[Taken]:
    known = {habit.id for habit in book.habits}
    said = dict(answers)
    for prompt, text in answers:
        what, habit = habit_of(prompt)
        if what in _KINDS and habit in known:
            kind, beside = _KINDS[what], [said.get(aside_prompt(each, habit), "") for each in AsideKind]
            yield Taken(habit, kind, week, text, *(beside if kind is SuggestionKind.PLAN else beside[:1]))


def follow_ups(book: Book, courses: tuple[Course, ...], span: Span) -> tuple[FollowUp, ...]:
    """Come back to the acts of the weeks that lie in a span, or up to four weeks before it, the latest first.

    A week that has not ended before the span does has nothing to come back to yet.
    """
    course_of = {course.habit.id: course for course in courses}
    weeks = sorted(
        (kept.day for kept in book.reflections if kept.span is Lookback.WEEK and _is_past(kept.day, span)),
        reverse=True,
    )
    return tuple(
        follow_up(course_of[taken.habit], taken, span.end) for week in weeks for taken in suggestions_taken(book, week)
    )


def _is_past(week: date, span: Span) -> bool:
    return span.first - _BEFORE <= week.toordinal() <= span.last - 7


def follow_up(course: Course, taken: Taken, end: date) -> FollowUp:
    """Hold the weeks after an act, up to `end`, against the four before it."""
    first = taken.week.toordinal()
    since = (taken.week + timedelta(days=7)).toordinal()
    last = min(end.toordinal(), since + _BEFORE - 1)
    return FollowUp(taken, course.share(first - _BEFORE, first - 1), course.share(since, last))
