"""RowScreen: what the screens share that show habits in rows: a cursor on one of them, and several chosen."""

from __future__ import annotations

from typing import Protocol

from tracker.domain.habit import Habit
from tracker.service.tracker import Tracker
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.views.today import Cursor, Scene


class Rows(Protocol):
    """What such a screen shows."""

    @property
    def habits(self) -> tuple[str, ...]:
        """The ids of the habits shown, from top to bottom."""


class RowScreen(BookScreen):
    """A screen of habits in rows."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.cursor = Cursor(self.today, self.today)

    @property
    def shown(self) -> Rows | None:
        """What is shown; None before it was first drawn."""
        raise NotImplementedError

    @property
    def scene(self) -> Scene:
        """All that the views are made from."""
        return Scene(self.tracker.book, self.today, self.cursor, self.app.look, self.standing)

    @property
    def habit(self) -> Habit | None:
        """The habit under the cursor."""
        return next((habit for habit in self.tracker.book.habits if habit.id == self.cursor.habit), None)

    @property
    def picked(self) -> list[str]:
        """The ids of the habits that an act is for: the chosen ones, or the one under the cursor."""
        shown = self.shown.habits if self.shown else ()
        return [id for id in shown if id in self.cursor.chosen] or [self.cursor.habit]

    def move(self, cursor: Cursor) -> None:
        """Move the cursor."""
        self.cursor = cursor
        if not self.behind:  # else keys come faster than they can be followed, and some are drawn together
            self.paint_first()
        self.follow()

    def choose_none(self) -> None:
        """Choose no habit any more."""
        if self.cursor.chosen:
            self.move(self.cursor._replace(chosen=frozenset()))


def nearest(habit: str, before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Choose the row to go to when the one under the cursor is gone: the one that follows it, or the last."""
    if not now:
        return ""
    if habit not in before:
        return now[0]
    following = (id for id in before[before.index(habit) :] if id in now)
    return next(following, now[-1])
