"""Edits at random: of every kind that a user makes, each with a text or a number that no other one has."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeAlias

from tests.storage.making import a_habit
from tracker.domain.book import Agreement, Book, Lookback, Pause, Question, Reflection, Wording
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    ItemKind,
    Move,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
    find,
    together,
)
from tracker.domain.event import Event, UrgeOutcome, numbered
from tracker.domain.goal import read_goal
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.interval import Interval
from tracker.domain.log import Mark, MarkKind
from tracker.domain.schedule import read_schedule

Edit: TypeAlias = Callable[[Book], Change]

DAYS = [date(2026, 11, number) for number in (2, 3, 4)]
PROMPTS = ("What helped?", "What got in the way?")
ANSWERED = {Lookback.WEEK: DAYS[0], Lookback.MONTH: date(2026, 11, 1), Lookback.YEAR: date(2026, 1, 1)}
NOTHING = Batch()


class EditsAtRandom:
    """Draws edits; `chance` decides which."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._count = 0
        self._kinds: tuple[Callable[[], Edit], ...] = (
            self._mark,
            self._mark,
            self._note,
            self._clear,
            self._urge,
            self._portion,
            self._event_changed,
            self._event_changed,
            self._event_deleted,
            self._line,
            self._answer,
            self._answer,
            self._habit_field,
            self._habit_field,
            self._rule,
            self._order,
            self._new_habit,
            self._habit_deleted,
            self._habit_again,
            self._area,
            self._pause,
            self._question,
            self._agreement,
            self._agreement_changed,
            self._agreement_changed,
            self._settings,
            self._several,
        )

    def some_edit(self) -> Edit:
        """Draw an edit."""
        return self._chance.choice(self._kinds)()

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _text(self) -> str:
        return f"text{self._number():05}x"

    def _place(self) -> tuple[str, date]:
        return self._chance.choice(("quiet", "walk")), self._chance.choice(DAYS)

    def _mark(self) -> Edit:
        habit, day = self._place()
        kind = self._chance.choice((MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED, MarkKind.AMOUNT))
        amount = 1000 * self._number() if kind is MarkKind.AMOUNT else 0
        mark = Mark(kind, amount, note="" if amount and self._chance.random() < 0.5 else self._text())
        return lambda _: SetMark(habit, day, mark)

    def _note(self) -> Edit:
        (habit, day), note = self._place(), self._text()
        return lambda book: SetMark(habit, day, (book.log(habit).typed(day) or Mark(MarkKind.NOTE))._replace(note=note))

    def _clear(self) -> Edit:
        habit, day = self._place()
        return lambda _: SetMark(habit, day, None)

    def _urge(self) -> Edit:
        (habit, day), letters = self._place(), f"e{self._number():05}"
        event = Event("", self._chance.choice([*UrgeOutcome]), trigger=self._text(), note=self._text())
        return lambda book: PutEvent(habit, day, event._replace(id=numbered(letters, book.log(habit).events(day))))

    def _portion(self) -> Edit:
        (habit, day), number = self._place(), self._number()
        event = Event("", None, 1000 * number)
        id = f"e{number:05}"
        return lambda book: PutEvent(habit, day, event._replace(id=numbered(id, book.log(habit).events(day))))

    def _event_changed(self) -> Edit:
        (habit, day), text, which = self._place(), self._text(), self._chance.random()
        field = self._chance.choice(("note", "trigger", "instead"))

        def edit(book: Book) -> Change:
            events = [event for event in book.log(habit).events(day) if event.outcome]
            changed: dict[str, Any] = {field: text}
            return PutEvent(habit, day, _one_of(events, which)._replace(**changed)) if events else NOTHING

        return edit

    def _event_deleted(self) -> Edit:
        (habit, day), which = self._place(), self._chance.random()

        def edit(book: Book) -> Change:
            events = book.log(habit).events(day)
            return DeleteEvent(habit, day, _one_of(events, which).id) if events else NOTHING

        return edit

    def _line(self) -> Edit:
        day, new = self._chance.choice(DAYS), self._text()
        ease = self._chance.choice((None, 1, 2, 3, 4, 5))
        return lambda book: Put(_reflection(book, Lookback.DAY, day)._replace(text=new, ease=ease))

    def _answer(self) -> Edit:
        span, prompt = self._chance.choice([*ANSWERED]), self._chance.choice(PROMPTS)
        answer = self._chance.choice(("", self._text(), self._text()))

        def edit(book: Book) -> Change:
            reflection = _reflection(book, span, ANSWERED[span])
            answers = {**dict(reflection.answers), prompt: answer}
            left = tuple((asked, text) for asked, text in answers.items() if text)
            return Put(reflection._replace(answers=left)) if left else Delete(ItemKind.REFLECTION, reflection.id)

        return edit

    def _habit_field(self) -> Edit:
        field = self._chance.choice(("why", "cue", "small", "name", "archived", "reminders"))
        value: Any = self._text()
        if field == "archived":
            value = self._chance.choice((None, DAYS[0] + timedelta(self._number())))
        elif field == "reminders":
            value = (self._number() % 1440,)
        return self._changed_habit(lambda habit: habit._replace(**{field: value}))

    def _rule(self) -> Edit:
        rule = Rule(self._chance.choice(DAYS), read_schedule("daily"), read_goal(f"{self._number()} min"))
        return self._changed_habit(lambda habit: habit.under(rule))

    def _changed_habit(self, change: Callable[[Habit], Habit]) -> Edit:
        which = self._chance.random()
        return lambda book: Put(change(_one_of(book.habits, which))) if book.habits else NOTHING

    def _order(self) -> Edit:
        which, place = self._chance.random(), float(self._number())
        return lambda book: Move(ItemKind.HABIT, _one_of(book.habits, which).id, place) if book.habits else NOTHING

    def _new_habit(self) -> Edit:
        id, name = f"h{self._number()}", self._text()
        return lambda _: Put(a_habit(id)._replace(name=name))

    def _habit_deleted(self) -> Edit:
        which = self._chance.random()
        return lambda book: Delete(ItemKind.HABIT, _one_of(book.habits, which).id) if book.habits else NOTHING

    def _habit_again(self) -> Edit:
        id, name = self._chance.choice(("quiet", "walk")), self._text()
        return lambda book: NOTHING if find(book.habits, id) else Put(a_habit(id)._replace(name=name))

    def _area(self) -> Edit:
        kind, id, name, which = self._chance.random(), f"a{self._number()}", self._text(), self._chance.random()

        def edit(book: Book) -> Change:
            empty = [area for area in book.areas if area.id not in {habit.area for habit in book.habits}]
            if kind < 0.3 or not book.areas:
                return Put(Area(id, name))
            if kind < 0.5 and empty:
                return Delete(ItemKind.AREA, _one_of(empty, which).id)
            return Put(_one_of(book.areas, which)._replace(name=name))

        return edit

    def _pause(self) -> Edit:
        kind, id, why, which = self._chance.random(), f"p{self._number()}", self._text(), self._chance.random()

        def edit(book: Book) -> Change:
            if kind < 0.5 or not book.pauses:
                return Put(Pause(id, DAYS[0], why=why))
            if kind < 0.7:
                return Delete(ItemKind.PAUSE, _one_of(book.pauses, which).id)
            return Put(_one_of(book.pauses, which)._replace(why=why))

        return edit

    def _question(self) -> Edit:
        id, day, which = f"q{self._number()}", DAYS[0] + timedelta(self._number()), self._chance.random()

        def edit(book: Book) -> Change:
            if which < 0.6 or not book.questions:
                return Put(Question(id, "quiet", "walk", day))
            return Delete(ItemKind.QUESTION, _one_of(book.questions, which).id)

        return edit

    def _agreement(self) -> Edit:
        id, text, which = f"g{self._number()}", self._text(), self._chance.random()

        def edit(book: Book) -> Change:
            if which < 0.7 or not book.agreements:
                return Put(Agreement(id, (Wording(DAYS[0], text),), f"with {text}"))
            return Delete(ItemKind.AGREEMENT, _one_of(book.agreements, which).id)

        return edit

    def _agreement_changed(self) -> Edit:
        day, text, which = self._chance.choice(DAYS), self._text(), self._chance.random()
        number = self._number()
        field, value = self._chance.choice(
            (
                ("whom", f"with {text}"),
                ("again", Interval(number % 3000 + 1, "day")),
                ("ended", DAYS[0] + timedelta(number)),
                ("ended", None),
                ("looks", day),
                ("wordings", Wording(day, text)),
                ("wordings", Wording(day, text)),
            )
        )

        def edit(book: Book) -> Change:
            if not book.agreements:
                return NOTHING
            old = _one_of(book.agreements, which)
            new: Any = value
            if field == "looks":
                new = tuple(sorted({*old.looks, day}))
            elif field == "wordings":
                new = tuple(sorted([*(each for each in old.wordings if each.since != day), value]))
            return Put(old._replace(**{field: new}))

        return edit

    def _settings(self) -> Edit:
        minute, prompt, span = self._number() % 720, self._text(), self._chance.choice([*ANSWERED])
        if self._chance.random() < 0.5:
            return lambda book: PutPrompts((*PROMPTS, prompt), span)
        return lambda book: PutSettings(book.settings._replace(day_start=minute))

    def _several(self) -> Edit:
        edits = [self._mark(), self._mark(), self._line(), self._habit_field()]

        def edit(book: Book) -> Change:
            return together(each(book) for each in edits[:3]) if not book.habits else together(e(book) for e in edits)

        return edit


def _one_of(items: Any, which: float) -> Any:
    return items[int(which * len(items))]


def _reflection(book: Book, span: Lookback, day: date) -> Reflection:
    return find(book.reflections, Reflection(span, day).id) or Reflection(span, day)
