"""Here: where a screen on the book is, as all labels and all reasons why a key is off read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tracker.domain.book import Book
from tracker.domain.goal import CHECK, Goal
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Standing
from tracker.domain.log import Mark
from tracker.domain.named_tuple import NamedTuple
from tracker.ui.views.model import Look

if TYPE_CHECKING:
    from tracker.insights import Span  # a review is read long after the start


class Here(NamedTuple):
    """What is under the cursor; frozen, and made anew only when the book, the cursor or the look is another.

    `habit` is None where the cursor is on none, and then so are its rule on the day under the cursor, the mark of that
    day and its standing as of today. `picked` are the habits that a key is for, by their ids: the `chosen` ones, or
    the one under the cursor, and `days` those days. `way_out` is the key that leaves the screen.

    On a page that is read, `span` is the one asked for, and `stop` the row under the cursor; there may be no row to go
    to (`is_page_there`), and the page `is_complete` once nothing of it is still being computed. `is_field_there` tells
    whether there is somewhere to write.
    """

    book: Book
    today: date
    day: date
    look: Look = Look()
    habit: Habit | None = None
    rule: Rule | None = None
    mark: Mark | None = None
    standing: Standing | None = None
    picked: tuple[str, ...] = ()
    start: date | None = None
    chosen: frozenset[str] = frozenset()
    filter: str = ""
    archived: bool = False
    way_out: str = "q"
    span: Span | None = None
    stop: str = ""
    is_page_there: bool = True
    is_complete: bool = True
    is_field_there: bool = False

    @property
    def days(self) -> list[date]:
        """The days that a key is for: those from `start` to the one under the cursor, oldest first."""
        first, last = sorted((self.start or self.day, self.day))
        return [first + timedelta(days=more) for more in range((last - first).days + 1)]

    @property
    def is_several(self) -> bool:
        """Whether a key is for more than the one cell under the cursor."""
        return bool(self.chosen) or self.start is not None

    @property
    def goal(self) -> Goal:
        """The goal of the habit on the day under the cursor; a plain check where there is none."""
        return self.rule.goal if self.rule else CHECK


def find_here(
    book: Book,
    today: date,
    day: date,
    id: str,
    standing: Callable[[Habit], Standing],
    *,
    shown: Sequence[str] = (),
    chosen: frozenset[str] = frozenset(),
    **further: Any,
) -> Here:
    """Look everything up, once: the habit with an id, and what is known of it on a day; `shown` are those in rows."""
    habit = book.find_habit_by_id(id)
    here = Here(book, today, day, picked=(id,), chosen=chosen, **further)
    if chosen:
        here = here._replace(picked=tuple(other for other in shown if other in chosen) or (id,))
    if habit is None:
        return here
    return here._replace(habit=habit, rule=habit.rule_on(day), mark=book.log(id).get(day), standing=standing(habit))
