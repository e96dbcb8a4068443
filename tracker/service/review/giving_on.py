"""Giving on: the book as it is given to others, without a trace of what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tracker.domain.book import Book, Pause, Reflection
from tracker.domain.finding import find_area, find_habit
from tracker.domain.log import BLANK, CODES, Log, MarkKind, Month
from tracker.domain.text import slug
from tracker.insights import habit_of
from tracker.insights.suggestions import PLAN
from tracker.service.review.masking import MASK, masked_name, without_gone_acts
from tracker.service.words.plans import replan


def shown_part(book: Book, habits: Sequence[str], areas: Sequence[str]) -> Book:
    """Return the book with only the habits and areas that are named by what a user may call them; all if none is.

    What is not about one of them goes too: the journal, agreements, questions. Raises `NotFound` for what is not there.
    """
    if not habits and not areas:
        return book
    homes = {find_area(book, name).id for name in areas}
    wanted = {find_habit(book, name).id for name in habits}
    kept = tuple(habit for habit in book.habits if habit.id in wanted or habit.area in homes)
    ids, lived_in = {habit.id for habit in kept}, {habit.area for habit in kept}
    return Book(
        areas=tuple(area for area in book.areas if area.id in lived_in),
        habits=kept,
        logs={id: log for id, log in book.logs.items() if id in ids},
        pauses=tuple(
            pause if pause.habit or pause.area in homes else pause._replace(why="")  # why the rest rests is not theirs
            for pause in book.pauses
            if any(pause.covers(habit) for habit in kept)
        ),
        settings=book.settings,
    )


def given_on(book: Book, habits: Sequence[str], areas: Sequence[str], *, names: bool, notes: bool) -> Book:
    """Return the part of a book that is named, without names of habits, or without all that was written, or both.

    Without names no id tells one either, nor does what letbe wrote of a plan; areas keep theirs. What was written is
    notes, plans, triggers, the journal but for its ease, prompts and agreements. Without both, no minute of the day is
    told either. Raises `NotFound` as `shown_part` does.
    """
    part = shown_part(book, habits, areas)
    part = part if notes else _unwritten(part)
    part = part if names or notes else _untimed(part)
    return part if names else _unnamed(part, hidden_ids(book))


def hidden_ids(book: Book) -> Mapping[str, str]:
    """Return what stands for the ids of habits where their names are left out, by the ids that they have."""
    ids: dict[str, str] = {}
    for habit in sorted(book.habits, key=lambda habit: habit.id):
        hidden = masked_name(habit).replace(" ", "-")
        while hidden in ids.values():
            hidden += "2"
        ids[habit.id] = hidden
    return ids


def _unnamed(book: Book, ids: Mapping[str, str]) -> Book:
    """Return a book without a name of a habit, and without an id that was ever made of a name or of another id."""
    areas = _area_ids(book)
    return book._replace(
        areas=tuple(area._replace(id=areas[area.id]) for area in book.areas),
        habits=tuple(
            habit._replace(id=ids[habit.id], name=_said(ids[habit.id]), area=areas[habit.area], source="")
            for habit in book.habits
        ),
        logs={ids[id]: log for id, log in book.logs.items() if id in ids},
        pauses=tuple(_unnamed_pauses(book, ids, areas)),
        reflections=_unnamed_acts(book, book.reflections, ids),
        lookbacks=_unnamed_acts(book, book.lookbacks, ids),
        questions=tuple(
            asked._replace(id=f"question-{number}", first=ids[asked.first], second=ids.get(asked.second, ""))
            for number, asked in enumerate(book.open_questions, 1)
        ),
        agreements=tuple(
            kept._replace(id=f"agreed-{number}")
            for number, kept in enumerate(sorted(book.agreements, key=lambda kept: (kept.since, kept.id)), 1)
        ),
    )


def _said(id: str) -> str:
    return id.replace("-", " ")


def _area_ids(book: Book) -> Mapping[str, str]:
    """Return ids made of what areas are called now, by those that they have, which hold their first names."""
    ids: dict[str, str] = {}
    names = {area.id: area.name for area in book.areas}
    for id in sorted({*names, *(habit.area for habit in book.habits)}):
        ids[id] = slug(names.get(id, "gone"), set(ids.values()))
    return ids


def _unnamed_pauses(book: Book, ids: Mapping[str, str], areas: Mapping[str, str]) -> Iterator[Pause]:
    """Walk the pauses of what is there, numbered from the first on: their ids are made of what they are about."""
    held = (kept for kept in book.pauses if kept.habit in {*ids, ""} and kept.area in {*areas, ""})
    for number, pause in enumerate(sorted(held, key=lambda kept: (kept.start, kept.id)), 1):
        habit, area = ids.get(pause.habit, ""), areas[pause.area] if pause.area else ""
        yield pause._replace(id=f"pause-{number}", habit=habit, area=area)


def _unnamed_acts(book: Book, entries: tuple[Reflection, ...], ids: Mapping[str, str]) -> tuple[Reflection, ...]:
    """Return journal entries without the names in what was written down of acts."""
    names = {habit.name.casefold(): _said(ids[habit.id]) for habit in book.habits}
    return tuple(
        entry._replace(answers=tuple(_unnamed_answer(*said, ids, names) for said in entry.answers))
        for entry in without_gone_acts(book, entries)
    )


def _unnamed_answer(prompt: str, answer: str, ids: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str]:
    """Return what was written down of an act, which names its habit, in the names that stand for them."""
    what, id = habit_of(prompt)
    if not id:
        return prompt, answer
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    answer = re.sub(known, lambda found: names.get(found[0].casefold(), MASK), answer, flags=re.IGNORECASE)
    return f"{what}: {ids[id]}", replan(answer, _said(ids[id])) if what == PLAN else answer


def _unwritten(book: Book) -> Book:
    return book._replace(
        habits=tuple(habit._replace(why="", cue="", small="") for habit in book.habits),
        logs={id: left for id, log in book.logs.items() if (left := _bare_log(log))},
        pauses=tuple(pause._replace(why="") for pause in book.pauses),
        reflections=tuple(entry._replace(text="", answers=()) for entry in book.reflections if entry.ease),
        lookbacks=(),
        prompts=(),
        month_prompts=(),
        year_prompts=(),
        agreements=(),
    )


def _bare_log(log: Log) -> Log:
    months = {number: _bare_month(month) for number, month in log.months.items()}
    return Log({number: month for number, month in months.items() if not month.line.isspace()})


def _bare_month(month: Month) -> Month:
    """Return a month without a note; a day that was nothing else is a day on which nothing was recorded."""
    only = CODES[MarkKind.NOTE]
    line = month.line.replace(only, BLANK)
    at = {day: minute for day, minute in month.at.items() if line[day - 1] != BLANK}
    events = {
        day: tuple(event._replace(trigger="", note="", instead="") for event in found)
        for day, found in month.events.items()
    }
    return month._replace(line=line, notes={}, at=at, events=events)


def _untimed(book: Book) -> Book:
    """Return a book in which no mark, event or reminder tells a minute of the day."""
    return book._replace(
        habits=tuple(habit._replace(reminders=()) for habit in book.habits),
        logs={
            id: Log({number: _untimed_month(month) for number, month in log.months.items()})
            for id, log in book.logs.items()
        },
    )


def _untimed_month(month: Month) -> Month:
    events = {day: tuple(event._replace(at=None) for event in found) for day, found in month.events.items()}
    return month._replace(at={}, events=events)
