"""The week at a glance, beside the questions of the Reflect screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tracker.domain.book import Book, Lookback
from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.insights import HabitReview, Review, Span, Topic, say_on, way_prompt
from tracker.service.edits.reflections import answers_of, prompts_of
from tracker.service.review.spans import span_days, span_title
from tracker.ui.views.frame import KeyBar, places_of
from tracker.ui.views.glyphs import cell
from tracker.ui.views.lines import Line, LineWriter, Text, Tone, apart, clip, width
from tracker.ui.views.model import Look, Row, shown_name
from tracker.ui.views.reading import Reading, blank, due_block, look_block, stop, title, told, tried_block, within

_WELL = 3


def build_week_line(asked: Span, today: date, room: int, *, writing: bool, look: Look = Look()) -> KeyBar:  # noqa: B008 - a look is frozen
    """Build the line that says which week this is, and how to write or to go to another one."""
    days = span_days(asked, today) if room >= 50 else ""
    about: Line = (Text(f" {span_title(asked)}  ", "strong"), Text(days, "muted"))
    keys = _WRITING if writing else _READING
    right = [Text(look.spell(words), tone) for words, tone, _ in keys]
    if width(about) + width(right) >= room:
        return KeyBar(apart(about, (), room), ())
    return KeyBar(apart(about, right, room), places_of(right, [id for _, _, id in keys], room - width(right)))


_WRITING: tuple[tuple[str, Tone, str], ...] = (
    ("enter", "key", ""), (" next  ", "muted", ""), ("esc", "key", ""), (" leave the field  ", "muted", "")
)  # fmt: skip
_READING: tuple[tuple[str, Tone, str], ...] = (
    ("{write:tab}", "key", "write"), (" write", "muted", "write"), ("  ", "plain", ""),
    ("{span_back:[} ", "key", "span_back"), ("{span_on:]}", "key", "span_on"), (" other weeks  ", "muted", ""),
)  # fmt: skip
"""Words, how they look, and what a click on them does."""


def build_glance(reading: Reading, room: int) -> list[Row]:
    """Build the week at a glance: what went well, each day of each habit, the ease, what is worth a look."""
    look = look_block(reading, room)
    agreed = due_block(reading, room)
    parts = (
        [*agreed, blank()] if agreed else [],
        _well(reading, room),
        _habits(reading, room),
        [*look, blank()] if look else [],
        _tried(reading, room),
    )
    return within([row for part in parts for row in part], room)


def _well(reading: Reading, room: int) -> list[Row]:
    found = say_on(reading.review, Topic.WELL)[:_WELL]
    rows = [title("What went well")]
    for sentence in found:
        rows += told(reading, f"well:{sentence.habit}", sentence.text, room)
    return [*rows, blank()] if found else []


def _habits(reading: Reading, room: int) -> list[Row]:
    review = reading.review
    days = [review.span.start + timedelta(days=number) for number in range(7)]
    at = max(14, min(34, room - 33))
    head = LineWriter()
    for number, day in enumerate(days):
        head.put(at + 3 + 2 * number, WEEKDAY_NAMES[day.weekday()][0], "today" if day == review.today else "muted")
    if room >= 52:
        head.put(at + 18, "kept", "muted")
    rows = [Row("", head.line())]
    rows += [_habit(reading, habit, days, at, room) for habit in review.habits if not habit.course.is_archived]
    return [*rows, *_ease(reading, days, at), blank()]


def _habit(reading: Reading, habit: HabitReview, days: Sequence[date], at: int, room: int) -> Row:
    line, first = LineWriter(), days[0].toordinal()
    line.put(0, clip(habit.habit.name, at - 1))
    codes = habit.standing.cells.between(first, first + 6)
    for number, code in enumerate(codes):
        share = habit.standing.cells.share(first + number) if code == Cell.PART else 0
        glyph, tone = cell(code, share, reading.glyphs)
        line.put(at + 2 * number, glyph, tone)
    urges = habit.urges_in_span
    if room >= 48:
        words = f"{urges} passed" if urges.of else str(habit.share) if habit.share.of else ""
        line.put(at + 15, words, "muted")
    return stop(reading, f"habit:{habit.habit.id}", line.line(), room)


def _ease(reading: Reading, days: Sequence[date], at: int) -> list[Row]:
    rated = {rate.day: rate.ease for rate in reading.review.ease.days}
    line = LineWriter()
    line.put(3, "Ease, 1 to 5" if at > 15 else "Ease", "muted")
    for number, day in enumerate(days):
        line.put(at + 3 + 2 * number, str(rated[day]) if day in rated else " ", "passed")
    return [blank(), Row("", line.line())] if rated else []


def _tried(reading: Reading, room: int) -> list[Row]:
    """Build what came of the acts of earlier weeks, and what the last one wrote for this."""
    rows = tried_block(reading, room)
    book = reading.review.book
    answers = answers_of(book, Lookback.WEEK, reading.review.span.start - timedelta(days=7))
    last = book.prompts[-1] if book.prompts else ""
    if answers.get(last):
        rows = rows or [title("What came of it")]
        rows += told(reading, "", f"Last week you wrote. {last} {' '.join(answers[last].split())}", room)
    return rows


class WeekPrompt(NamedTuple):
    """A question: the prompt under which its answer is kept, and the words in which it is asked."""

    prompt: str
    words: str


def questions_of(
    book: Book, week: date, held: Mapping[str, str], found: Review | None, look: Look
) -> tuple[WeekPrompt, ...]:
    """Return the questions of a week: the book's, then what got in the way of what is worth a look."""
    looks = [seen.habit for seen in found.worth_a_look] if found and found.span.start == week else []
    ways = [habit for habit in book.habits if habit.id in looks or held.get(way_prompt(habit.id))]
    asked = [WeekPrompt(prompt, prompt) for prompt in prompts_of(book, Lookback.WEEK, week)]
    told = (WeekPrompt(way_prompt(one.id), f"What got in the way of “{shown_name(one, look)}”?") for one in ways)
    return (*asked, *told)
