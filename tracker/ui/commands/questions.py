"""What the keys do about what went together: ask whether two habits do, take that back, excuse a quiet stretch."""

from __future__ import annotations

from tracker.domain.book import Book
from tracker.domain.finding import find_habit
from tracker.domain.habit import Habit
from tracker.domain.text import clean
from tracker.service.edits import questions
from tracker.service.edits.pauses import pause
from tracker.service.steps import Edit
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.views.model import shown_name
from tracker.ui.views.reading import ASKED, QUIET


def ask(screen: ReadingScreen) -> None:
    """Ask with what the habit under the cursor is to be held together, and keep the question."""
    habit, look = screen.tracker.book.habit(screen.body.cursor.habit), screen.app.look

    def edit(text: str) -> Edit:
        return questions.ask(habit.id, _meant(screen.tracker.book, text), screen.today)

    def check(text: str) -> str:
        edit(text)(screen.tracker.book)
        other = _meant(screen.tracker.book, text)
        name = f"“{shown_name(screen.tracker.book.habit(other), look)}”" if other else "the day’s ease"
        return f"with {name}; it is looked at from tomorrow on"

    names = [] if look.mask else [kept.name for kept in _others(screen.tracker.book, habit)]
    title = f"Does “{shown_name(habit, look)}” go with which other habit, or with ease?"
    hint = "a habit, by a part of its name, or ease; up to three questions at a time"
    screen.ask(Ask(title, check, example="ease", hint=hint, choices=names), lambda text: screen.commit(edit(text)))


def _others(book: Book, habit: Habit) -> list[Habit]:
    return [kept for kept in book.active if kept.id != habit.id]


def _meant(book: Book, text: str) -> str:
    """Return the id of the habit that is meant; nothing for the ease."""
    return "" if clean(text).casefold() == questions.EASE_WORD else find_habit(book, text).id


def take_back(screen: ReadingScreen) -> None:
    """Take back the question under the cursor."""
    screen.commit(questions.take_back(screen.here.stop.removeprefix(ASKED)))


def excuse(screen: ReadingScreen) -> None:
    """Pause everything for the quiet stretch under the cursor."""
    start = screen.here.stop.removeprefix(QUIET)
    found = screen.body.reviewing.review
    for stretch in found.quiet_stretches if found else ():
        if stretch.start.isoformat() == start:
            screen.commit(pause(stretch.start, stretch.end))
