"""The diary: a book to be read through, a day after the other, and below what its list was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from tracker.clock import LONG_MONTHS, long_day, say_range, short_day
from tracker.domain.book import Book, Lookback, Pause, Reflection
from tracker.domain.event import telling, urges_of
from tracker.domain.habit import Habit
from tracker.domain.judging import counted_from
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import capital, counted
from tracker.insights import Span
from tracker.service.review.entries import answered, asked
from tracker.service.review.markdown import DiaryPart, write_diary
from tracker.service.review.spans import span_title
from tracker.service.words.agreements import days_of, due_words
from tracker.service.words.labels import event_words, mark_words, time_words
from tracker.service.words.plans import small_title

_ALIKE = ("done", "no urge", "missed", "skipped")
"""What many habits come to on one day, and is said of them in one breath, in this order."""


class _Day:
    """What is told of one day: what habits came to by their names, what was said of some, and what happened when."""

    def __init__(self) -> None:
        self.alike: dict[str, list[str]] = {words: [] for words in _ALIKE}
        self.said: list[str] = []
        self.happened: list[tuple[int, str]] = []
        self.urges = (0, 0)

    @property
    def points(self) -> tuple[str, ...]:
        alike = (f"{capital(words)}: {', '.join(names)}" for words, names in self.alike.items() if names)
        return (*alike, *self.said, *(words for _, words in sorted(self.happened, key=lambda each: each[0])))


class _DatedPart(NamedTuple):
    """A part of the diary with the day behind which it stands; what looks back comes last of its day, in order."""

    day: date
    place: int
    part: DiaryPart


def diary(book: Book, first: date = date.min, last: date = date.max) -> str:
    """Write a book as Markdown: its days from one to another in order, then the list and the agreements."""
    days = _days(book, first, last)
    ratings = {kept.day: kept for kept in book.reflections if kept.span is Lookback.DAY and first <= kept.day <= last}
    entries = [_day(day, days.get(day), ratings.get(day)) for day in {*days, *ratings}]
    looks = (kept for kept in book.all_reflections if kept.span is not Lookback.DAY)
    entries += [_looking_back(book, kept) for kept in looks if first <= kept.last <= last]
    entries = sorted(entry for entry in entries if entry.part.text or entry.part.points or entry.part.answers)
    return write_diary((_head(entries), *_by_month(entries, days, ratings), *_list(book), *_agreements(book)))


def _head(entries: list[_DatedPart]) -> DiaryPart:
    if not entries:
        return DiaryPart(1, "Diary", "No day has anything written on it.")
    count = len({entry.day for entry in entries if not entry.place})
    span = " to ".join(dict.fromkeys((long_day(entries[0].day), long_day(entries[-1].day))))
    return DiaryPart(1, "Diary", f"{span}, {counted(count, 'day')} with something written.")


def _by_month(
    entries: Iterable[_DatedPart], days: Mapping[date, _Day], ratings: Mapping[date, Reflection]
) -> Iterator[DiaryPart]:
    """Walk the entries under the years and months in which they stand, each month with what it came to."""
    month = (0, 0)
    for entry in entries:
        here = (entry.day.year, entry.day.month)
        if here[0] != month[0]:
            yield DiaryPart(2, str(here[0]))
        if here != month:
            urges = [each.urges for day, each in days.items() if (day.year, day.month) == here]
            eases = [kept.ease for day, kept in ratings.items() if (day.year, day.month) == here and kept.ease]
            yield DiaryPart(3, f"{LONG_MONTHS[here[1] - 1]} {here[0]}", _month_words(urges, eases))
        month = here
        yield entry.part


def _month_words(urges: list[tuple[int, int]], eases: list[int]) -> str:
    """Say what the urges and the ease of a month came to; nothing where there were none."""
    passed, acted = sum(each[0] for each in urges), sum(each[1] for each in urges)
    said = [f"{counted(passed + acted, 'urge')}: {passed} let pass, {acted} acted on"] if passed or acted else []
    if eases:
        tenths = round(Fraction(10 * sum(eases), len(eases)))
        said.append(f"ease {tenths // 10}.{tenths % 10} of 5 on average, on {counted(len(eases), 'day')}")
    return capital("; ".join(said)) + ("." if said else "")


def _days(book: Book, first: date, last: date) -> dict[date, _Day]:
    """Gather what is told of each day, in the order of the list."""
    days: defaultdict[date, _Day] = defaultdict(_Day)
    for _, habits in book.by_area():
        for habit in habits:
            log = book.log(habit.id)
            for day, mark in log:
                if first <= day <= last:
                    _mark(days[day], habit, day, mark, log)
    for pause in book.pauses:
        if first <= pause.start <= last:
            days[pause.start].said.append(_pause(book, pause))
    for day, what, text in (each for kept in book.agreements for each in days_of(kept)):
        if first <= day <= last:
            days[day].said.append(f"{what}: {text}")
    return days


def _mark(told: _Day, habit: Habit, day: date, mark: Mark, log: Log) -> None:
    goal = habit.rule_on(day).goal
    events = log.events(day)
    one_by_one = any(event.outcome for event in events)
    shown = log.typed(day) if one_by_one else mark
    words = mark_words(shown, goal) if shown and shown.kind is not MarkKind.NOTE else ""
    if mark.note:
        told.said.append(f"{habit.name}{f', {words}' if words else ''}: {mark.note}")
    elif words in told.alike:
        told.alike[words].append(habit.name)
    elif words:
        told.said.append(f"{habit.name}: {words}")
    passed, acted = urges_of(log.typed(day), events)
    told.urges = told.urges[0] + passed, told.urges[1] + acted
    for event in telling(events):
        when = "" if event.at is None else f"{time_words(event.at)} "
        note = f": {event.note}" if event.note else ""
        what = event_words(event._replace(at=None), goal)
        told.happened.append((-1 if event.at is None else event.at, f"{when}{habit.name}: {what}{note}"))


def _pause(book: Book, pause: Pause) -> str:
    habit, area = book.find_habit_by_id(pause.habit), book.find_area_by_id(pause.area)
    who = habit.name if habit else area.name if area else pause.habit or pause.area or "Everything"
    until = "from here on" if pause.end is None else f"up to {long_day(pause.end)}"
    return f"{who} paused {until}{f': {pause.why}' if pause.why else ''}"


def _day(day: date, told: _Day | None, kept: Reflection | None) -> _DatedPart:
    ease = f"Ease {kept.ease} of 5" if kept and kept.ease else ""
    text = ": ".join(filter(None, (ease, kept.text if kept else "")))
    return _DatedPart(day, 0, DiaryPart(4, long_day(day), text, told.points if told else ()))


def _looking_back(book: Book, kept: Reflection) -> _DatedPart:
    """Return the answers of a week, a month or a year, which stand where it ends."""
    told = ((asked(book, prompt), answered(book, prompt, text)) for prompt, text in book.answers_as_asked(kept) if text)
    which = say_range(kept.day, kept.last, kept.last)
    if kept.span.is_long:
        which = span_title(Span(kept.span, kept.day, kept.last))
    part = DiaryPart(4, f"Looking back on the {kept.span}, {which}", kept.text, answers=tuple(told))
    return _DatedPart(kept.last, 1 + list(Lookback).index(kept.span), part)


def _list(book: Book) -> Iterator[DiaryPart]:
    areas = [(area, habits) for area, habits in book.by_area() if habits]
    if areas:
        yield DiaryPart(2, "The list")
    for area, habits in areas:
        yield DiaryPart(3, area.name)
        yield from (_habit(habit, book.log(habit.id)) for habit in habits)


def _habit(habit: Habit, log: Log) -> DiaryPart:
    """Tell what a habit is: its rules with the days from which they held, why, when, and its small version."""
    archived = f" (archived {habit.archived})" if habit.archived else ""
    rules = [f"{capital(rule.words)}, since {rule.since}" for rule in habit.rules]
    if (since := counted_from(habit, log)) != habit.rules[0].since:
        rules[0] += f", and counted from {since}"
    said = (("Why", habit.why), ("Cue", habit.cue), (small_title(habit.rule.goal), habit.small))
    return DiaryPart(4, f"{habit.name}{archived}", points=(*rules, *(f"{what}: {text}" for what, text in said if text)))


def _agreements(book: Book) -> Iterator[DiaryPart]:
    if book.agreements:
        told = sorted(book.agreements, key=lambda kept: (bool(kept.ended), kept.since, kept.id))
        yield DiaryPart(2, "Agreements", points=tuple(due_words(kept, _dated) for kept in told))


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"
