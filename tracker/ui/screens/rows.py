"""RowBody: what the screens share that show habits in rows: a cursor on one of them, and several chosen."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from tracker.domain.book import Book
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.ui.commands.base import action_called, key_of
from tracker.ui.here import Here, find_here
from tracker.ui.screens.book_screen import Body, BookScreen, drop_hint
from tracker.ui.views.model import Cursor, Row, Scene


class Rows(Protocol):
    """What such a body shows."""

    @property
    def habits(self) -> tuple[str, ...]:
        """The ids of the habits shown, from top to bottom."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The habits and the headings between them, from top to bottom."""


class RowBody(Body):
    """Habits in rows."""

    def __init__(self, frame: BookScreen[RowBody]) -> None:
        super().__init__(frame)
        self.cursor = Cursor(frame.today, frame.today)
        self.shown: Rows | None = None
        """What is shown; None before it was first drawn."""
        self._known: tuple[Book, Rows | None, object, Here] | None = None

    @property
    def scene(self) -> Scene:
        """All that the views are made from."""
        return Scene(self.frame.tracker.book, self.frame.today, self.cursor, self.app.look, self.standing)

    def standing(self, habit: Habit) -> Standing:
        """Judge a habit as of today."""
        return self.frame.tracker.standing(habit, self.frame.today)

    @property
    def here(self) -> Here:
        """Where the cursor is, looked up once until something is another."""
        book, shown, state = self.frame.tracker.book, self.shown, (self.frame.today, self.app.look, self.cursor)
        # Books are told apart by identity: comparing ten years would cost what this is meant to save.
        if self._known is None or not (self._known[0] is book and self._known[1] is shown and self._known[2] == state):
            self._known = book, shown, state, self._look_up()
        return self._known[3]

    def _look_up(self) -> Here:
        cursor = self.cursor
        leave = action_called("quit" if "quit" in self.frame.HINTS else "back", self.frame)
        return find_here(
            self.frame.tracker.book,
            self.frame.today,
            cursor.day,
            cursor.habit if self.shown is None or cursor.habit in self.shown.habits else "",
            self.standing,
            shown=self.shown.habits if self.shown else (),
            chosen=cursor.chosen,
            start=cursor.start,
            look=self.app.look,
            filter=cursor.filter,
            archived=cursor.archived,
            way_out=key_of(leave, self.frame),
        )

    def move(self, cursor: Cursor) -> None:
        """Move the cursor."""
        if (cursor.habit, cursor.day) != (self.cursor.habit, self.cursor.day):
            drop_hint(self.frame)
        self.cursor = cursor
        if not self.frame.painter.is_behind:  # else keys come faster than they can be followed: some are drawn together
            self.frame.painter.paint_first()
        self.frame.painter.follow()

    def choose_none(self) -> None:
        """Choose no habit any more."""
        if self.cursor.chosen:
            self.move(self.cursor._replace(chosen=frozenset(), start=None))


RowScreen: TypeAlias = BookScreen[RowBody]
"""A screen of habits in rows."""


def nearest(habit: str, before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """Choose the row to go to when the one under the cursor is gone: the one that follows it, or the last."""
    if not now:
        return ""
    if habit not in before:
        return now[0]
    following = (id for id in before[before.index(habit) :] if id in now)
    return next(following, now[-1])
