"""Giving on: the book as it is given to others, without a trace of what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.book import Book
from tracker.domain.finding import find_area, find_habit
from tracker.domain.log import BLANK, CODES, Log, MarkKind, Month
from tracker.insights import habit_of
from tracker.service.review.masking import MASK, masked_name


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
        pauses=tuple(pause for pause in book.pauses if any(pause.covers(habit) for habit in kept)),
        settings=book.settings,
    )


def given_on(book: Book, habits: Sequence[str], areas: Sequence[str], *, names: bool, notes: bool) -> Book:
    """Return the part of a book that is named, without names of habits, or without all that was written, or both.

    Without names a habit has an id that does not tell its name either; areas keep theirs. What was written is notes,
    plans, triggers, the journal but for its ease, prompts and agreements. Without both, no minute of the day is told
    either. Raises `NotFound` as `shown_part` does.
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
    names = {habit.name: ids[habit.id].replace("-", " ") for habit in book.habits}
    return book._replace(
        habits=tuple(
            habit._replace(id=ids[habit.id], name=ids[habit.id].replace("-", " "), source="") for habit in book.habits
        ),
        logs={ids[id]: log for id, log in book.logs.items() if id in ids},
        pauses=tuple(
            pause._replace(habit=ids.get(pause.habit, "")) for pause in book.pauses if pause.habit in {*ids, ""}
        ),
        reflections=tuple(
            entry._replace(answers=tuple(_unnamed_answer(*said, ids, names) for said in entry.answers))
            for entry in book.reflections
        ),
        questions=tuple(
            asked._replace(first=ids[asked.first], second=ids.get(asked.second, "")) for asked in book.open_questions
        ),
    )


def _unnamed_answer(prompt: str, answer: str, ids: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str]:
    """Return what was written down of an act, which names its habit, in the names that stand for them."""
    what, id = habit_of(prompt)
    if not id:
        return prompt, answer
    for name in sorted(names, key=len, reverse=True):
        answer = answer.replace(name, names[name])
    return f"{what}: {ids.get(id, MASK)}", answer


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
