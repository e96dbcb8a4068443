"""A week, a month or a year at a glance, beside the questions of the Reflect screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tracker.clock import MONTHS
from tracker.domain.book import Book, Lookback
from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.insights import HabitReview, Review, Share, Span, Topic, say_on, way_prompt
from tracker.service.edits.reflections import a_year_before, answers_of, prompts_of, week_of
from tracker.service.review.heat import step
from tracker.service.review.spans import earlier, span_days, span_title
from tracker.service.words.first_weeks import usual_on
from tracker.ui.views.frame import KeyBar, places_of
from tracker.ui.views.glyphs import cell
from tracker.ui.views.lines import HEAT_TONES, LineWriter, Text, Tone, apart, clip, width
from tracker.ui.views.model import Look, Row, shown_name
from tracker.ui.views.reading import (
    Reading,
    agreed_block,
    blank,
    due_block,
    look_block,
    stop,
    title,
    told,
    tried_block,
    within,
)
from tracker.ui.views.review import back_block, balance_block

_WELL = 3
_MOST_BEFORE = 400
"""How much of an answer of a year ago stands below its question, in characters."""

_MONTH = 27
"""Days between the first and the last of the shortest month."""

_Keys = tuple[tuple[str, Tone, str], ...]


def build_span_line(asked: Span, today: date, room: int, *, writing: bool, look: Look) -> KeyBar:
    """Build the line that says which span this is, and how to write or to go to another one."""
    name = Text(f" {span_title(asked)}  ", "strong")
    for about in ((name, Text(span_days(asked, today), "muted")), (name,)):
        for keys in _WRITING if writing else _reading(asked.name):
            right = [Text(look.spell(words), tone) for words, tone, _ in keys]
            if width(about) + width(right) < room:
                return KeyBar(apart(about, right, room), places_of(right, [id for *_, id in keys], room - width(right)))
    return KeyBar(apart((name,), (), room), ())


_WRITING: tuple[_Keys, ...] = (
    (("enter", "key", ""), (" next  ", "muted", ""), ("esc", "key", ""), (" leave the field  ", "muted", "")),
    (("esc", "key", ""), (" leaves  ", "muted", "")),
)
_SPANS = {Lookback.WEEK: "{week:w}", Lookback.MONTH: "{month:m}", Lookback.YEAR: "{year:y}"}
_WRITE: _Keys = (("{write:tab}", "key", "write"), (" write", "muted", "write"), ("  ", "plain", ""))
_OTHERS: _Keys = (("{span_back:[} ", "key", "span_back"), ("{span_on:]}", "key", "span_on"))


def _reading(shown: str) -> Iterator[_Keys]:
    """Walk the keys while nobody writes, the longest line first: words, how they look, what a click on them does."""
    named: list[tuple[str, Tone, str]] = []
    bare: list[tuple[str, Tone, str]] = []
    for span, key in _SPANS.items():
        here = span == shown
        named += [(key, "title" if here else "key", span), (f" {span}", "title" if here else "muted", span)]
        named.append(("  ", "plain", ""))
        bare += [(key, "title" if here else "key", span), (" ", "plain", "")]
    yield (*_WRITE, *named, *_OTHERS, (" other ones  ", "muted", "span_on"))
    yield (*named, *_OTHERS, (" ", "plain", ""))
    yield (*bare, *_OTHERS, (" ", "plain", ""))


def build_glance(reading: Reading, room: int) -> list[Row]:
    """Build a span at a glance: what went well, how each habit went, the ease, what is worth a look."""
    is_week = reading.asked.name == Lookback.WEEK
    parts = (
        _block(_usual(reading, room)),
        _block(due_block(reading, room)),
        _well(reading, room),
        [] if is_week else _block(back_block(reading, room)),
        _habits(reading, room),
        [] if is_week else _block(balance_block(reading, room)),
        [] if is_week else _block(agreed_block(reading, room)),
        _block(look_block(reading, room)),
        _block(_tried(reading, room)),
        _asked_before(reading, room),
    )
    return within([row for part in parts for row in part], room)


def _usual(reading: Reading, room: int) -> list[Row]:
    """Build what is usual in a week of the first four, unless the user has had enough of that."""
    day = min(reading.asked.end, reading.review.today)
    words = usual_on(reading.review.book, day) if reading.look.first_weeks else ""
    return told(reading, "", words, room, "muted") if words else []


def _block(rows: list[Row]) -> list[Row]:
    return [*rows, blank()] if rows else []


def _well(reading: Reading, room: int) -> list[Row]:
    found = say_on(reading.review, Topic.WELL)[:_WELL]
    rows = [title("What went well")]
    for sentence in found:
        rows += told(reading, f"well:{sentence.habit}", sentence.text, room)
    return [*rows, blank()] if found else []


class _Column(NamedTuple):
    """A day, a week or a month of the span: what stands above it, and its first and last ordinal."""

    head: str
    first: int
    last: int


def _columns(reading: Reading) -> list[_Column]:
    """Cut a week into days, a month into the weeks that end in it, and a year into months, as far as they have come."""
    asked, book, today = reading.asked, reading.review.book, reading.review.today
    match asked.name:
        case Lookback.WEEK:
            days = [asked.start + timedelta(days=number) for number in range(7)]
            return [_Column(WEEKDAY_NAMES[day.weekday()][0], day.toordinal(), day.toordinal()) for day in days]
        case Lookback.MONTH:
            ends = range(week_of(book, asked.start).toordinal() + 6, asked.last + 1, 7)
            weeks = [_Column(str(date.fromordinal(end).day), end - 6, end) for end in ends]
            return [week for week in weeks if week.first <= today.toordinal()]
        case _:
            starts = [date(asked.start.year, month, 1).toordinal() for month in range(1, 13)] + [asked.last + 1]
            months = zip(MONTHS, starts, starts[1:], strict=False)
            return [_Column(name[0], first, after - 1) for name, first, after in months]


def _habits(reading: Reading, room: int) -> list[Row]:
    review, columns, today = reading.review, _columns(reading), reading.review.today.toordinal()
    is_week = reading.asked.name == Lookback.WEEK
    apart_by = 3 if reading.asked.name == Lookback.MONTH else 2
    wide = apart_by * len(columns)
    beside = 19 if is_week else 22  # what was kept, and in a year there are hundreds
    at = max(12, min(34, room - (beside if room >= 48 else 5) - wide))
    head = LineWriter()
    for number, column in enumerate(columns):
        now = column.first <= today <= column.last
        head.put(at + 3 + apart_by * number, column.head, "today" if now else "muted")
    if room >= 52:
        head.put(at + 4 + wide, "kept", "muted")
    rows = [] if is_week else [_legend(reading, room)]
    rows.append(Row("", head.line()))
    kept = (habit for habit in review.habits if not habit.course.is_archived)
    rows += [_habit(reading, habit, columns, (at, apart_by, wide), room) for habit in kept]
    return [*rows, *_ease(reading, columns, at, apart_by), blank()]


def _legend(reading: Reading, room: int) -> Row:
    """Build the title of how a longer span went, with what its glyphs say."""
    heat = reading.glyphs.heat
    words = "Week by week" if reading.asked.name == Lookback.MONTH else "Month by month"
    return title(words, f"{heat[0]} none  {heat[-1]} over 3 of 4", room)


def _habit(
    reading: Reading, habit: HabitReview, columns: Sequence[_Column], places: tuple[int, int, int], room: int
) -> Row:
    line, (at, apart_by, wide) = LineWriter(), places
    line.put(0, clip(habit.habit.name, at - 1))
    is_week = reading.asked.name == Lookback.WEEK
    for number, column in enumerate(columns):
        glyph, tone = _day(reading, habit, column.first) if is_week else _stretch(reading, habit, column)
        line.put(at + apart_by * number, glyph, tone)
    urges = habit.urges_in_span
    if room >= 48:
        words = f"{urges} passed" if urges.of else str(habit.share) if habit.share.of else ""
        line.put(at + 1 + wide, words, "muted")
    return stop(reading, f"habit:{habit.habit.id}", line.line(), room)


def _day(reading: Reading, habit: HabitReview, day: int) -> tuple[str, Tone]:
    code = habit.standing.cells.between(day, day)
    return cell(code, habit.standing.cells.share(day) if code == Cell.PART else 0, reading.glyphs)


def _stretch(reading: Reading, habit: HabitReview, column: _Column) -> tuple[str, Tone]:
    """Show a week or a month by how much was kept or let pass in it; of what is free, how often it was done."""
    last = min(column.last, reading.review.today.toordinal())
    course = habit.course
    if course.units(column.first, last) & {"month"} and column.last - column.first < _MONTH:
        share = Share()  # a week says nothing yet of a month
    elif course.rule.goal.is_urge:
        days = course.urges(column.first, last)
        passed = sum(day[1] for day in days)
        share = Share(passed, passed + sum(day[2] for day in days))
    else:
        share = course.share(column.first, last)
    warm = step(share)
    if warm is not None:
        return reading.glyphs.heat[warm], HEAT_TONES[warm]
    times = len(course.active(column.first, last)) if last >= column.first else 0
    return (str(times) if times < 10 else "+", "muted") if times else (" ", "plain")


def _ease(reading: Reading, columns: Sequence[_Column], at: int, apart_by: int) -> list[Row]:
    rated = {rate.day.toordinal(): rate.ease for rate in reading.review.ease.days}
    line = LineWriter()
    line.put(3, "Ease, 1 to 5" if at > 15 else "Ease", "muted")
    for number, column in enumerate(columns):
        found = [rated[day] for day in range(column.first, column.last + 1) if day in rated]
        shown = str((2 * sum(found) + len(found)) // (2 * len(found))) if found else " "
        line.put(at + 3 + apart_by * number, shown, "passed")
    return [blank(), Row("", line.line())] if rated else []


def _tried(reading: Reading, room: int) -> list[Row]:
    """Build what came of the acts of earlier weeks, and what the last one wrote for this."""
    rows = tried_block(reading, room)
    book, span = reading.review.book, Lookback(reading.asked.name)
    answers = answers_of(book, span, earlier(book, reading.asked).start)
    last = book.prompts_of(span)[-1] if book.prompts_of(span) else ""
    if answers.get(last):
        rows = rows or [title("What came of it")]
        rows += told(reading, "", f"Last {span} you wrote. {last} {' '.join(answers[last].split())}", room)
    return rows


def _asked_before(reading: Reading, room: int) -> list[Row]:
    """Build what was answered a year ago to questions that are asked no more."""
    book, span, first = reading.review.book, Lookback(reading.asked.name), reading.asked.start
    asked = prompts_of(book, span, first)
    rows = [title("A year ago")]
    for prompt, answer in a_year_before(book, span, first).items() if asked else ():
        if prompt not in asked:
            rows += told(reading, "", f"{prompt} {' '.join(answer.split())}", room)
    return [*rows, blank()] if len(rows) > 1 else []


class SpanPrompt(NamedTuple):
    """A question: the prompt under which its answer is kept, the words in which it is asked, the answer a year ago."""

    prompt: str
    words: str
    before: str = ""


def questions_of(
    book: Book, asked: Span, held: Mapping[str, str], found: Review | None, look: Look, shipped: tuple[str, ...] = ()
) -> tuple[SpanPrompt, ...]:
    """Return the questions of a span: the book's, or else those `shipped`, then what got in the way in a week."""
    span, first = Lookback(asked.name), asked.start
    before = {} if look.mask else a_year_before(book, span, first)
    prompts = [SpanPrompt(one, one, _clipped(before.get(one, ""))) for one in prompts_of(book, span, first, shipped)]
    if span is not Lookback.WEEK:
        return tuple(prompts)
    looks = [seen.habit for seen in found.worth_a_look] if found and found.span.start == first else []
    ways = [habit for habit in book.habits if habit.id in looks or held.get(way_prompt(habit.id))]
    told = (SpanPrompt(way_prompt(one.id), f"What got in the way of “{shown_name(one, look)}”?") for one in ways)
    return (*prompts, *told)


def _clipped(text: str) -> str:
    words = " / ".join(line for line in text.split("\n") if line.strip())
    if not words:
        return ""
    return f"A year ago: {words if len(words) <= _MOST_BEFORE else words[:_MOST_BEFORE].rstrip() + ' …'}"
