"""What the views are made from: the book, the day, the cursor and the look, and the rows that they make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from tracker.domain.book import Book
from tracker.domain.habit import Area, Habit
from tracker.domain.judging import Standing
from tracker.domain.named_tuple import NamedTuple
from tracker.service.review.masking import masked_name
from tracker.settings import COLUMNS
from tracker.ui.views.glyphs import UNICODE, Glyphs
from tracker.ui.views.lines import Line, Text, Tone

NO_KEYS: Mapping[str, str] = MappingProxyType({})

_NAMED_KEY = re.compile(r"\{([a-z_0-9]+):([^}]+)\}")


class Look(NamedTuple):
    """How the user wants it shown; `own_keys` are the keys of the user's own as people write them, by action."""

    glyphs: Glyphs = UNICODE
    hide_streaks: bool = False
    mask: bool = False
    columns: tuple[str, ...] = COLUMNS
    own_keys: Mapping[str, str] = NO_KEYS
    first_weeks: bool = True

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns that stand at the right of the grid."""
        return tuple(column for column in self.columns if column != "streak" or not self.hide_streaks)

    def key(self, id: str, usual: str) -> str:
        """Write the key of an action: the user's own, or the usual one."""
        return self.own_keys.get(id, usual)

    def spell(self, words: str) -> str:
        """Write the keys that a sentence names as `{toggle:space}`: the user's own, or the usual one that it names."""
        return _NAMED_KEY.sub(lambda named: self.key(named[1], named[2]), words)

    def spans(self, words: str, tone: Tone = "muted") -> Line:
        """Build a line of a sentence, with the keys that it names in their own tone."""
        parts = _NAMED_KEY.split(words)  # words, then by turns an action, its usual key, and words
        spans = [Text(parts[0], tone)]
        for id, usual, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            spans += [Text(self.key(id, usual), "key"), Text(after, tone)]
        return tuple(span for span in spans if span.text)


class Cursor(NamedTuple):
    """Where the user is: the habit and day under the cursor, the last day shown, what is filtered and chosen.

    `start` is the other end of a choice of days, None while it is the cursor's alone.
    `archived` tells whether the archived habits are shown among the others, where there is room for them.
    """

    day: date
    edge: date
    habit: str = ""
    filter: str = ""
    chosen: frozenset[str] = frozenset()
    archived: bool = False
    start: date | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that are chosen, as ordinals."""
        day = self.day.toordinal()
        start = self.start.toordinal() if self.start else day
        return min(day, start), max(day, start)


class Scene(NamedTuple):
    """All that the Today view is made from; `standing` judges a habit as of today."""

    book: Book
    today: date
    cursor: Cursor
    look: Look
    standing: Callable[[Habit], Standing]


class Row(NamedTuple):
    """One line of the grid's body: a habit, or an area's heading (then `habit` is empty)."""

    habit: str
    line: Line


def shown_name(habit: Habit, look: Look) -> str:
    """Return a habit's name, or what stands for it while names are masked."""
    return masked_name(habit) if look.mask else habit.name


def unnamed(words: str, habits: Iterable[Habit], look: Look) -> str:
    """Put what stands for them in place of the names of habits in a sentence, while names are masked."""
    shown = {habit.name: shown_name(habit, look) for habit in habits} if look.mask else {}
    if not shown:
        return words
    known = "|".join(re.escape(name) for name in sorted(shown, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: shown[found[0]], words)


def groups(scene: Scene) -> Iterator[tuple[Area, tuple[Habit, ...]]]:
    """Walk the areas that have something to show, with their habits: not archived, and matching the filter."""
    words = scene.cursor.filter.casefold().split()
    for area, habits in active_by_area(scene.book):
        if words:
            text = area.name.casefold()
            kept = tuple(habit for habit in habits if all(word in f"{habit.name.casefold()} {text}" for word in words))
        else:
            kept = habits
        if kept:
            yield area, kept


def is_any_active(book: Book) -> bool:
    """Whether there is a habit that is not archived."""
    return any(habits for _, habits in active_by_area(book))


Grouped: TypeAlias = tuple[tuple[Area, tuple[Habit, ...]], ...]

_grouped: list[tuple[tuple[Area, ...], tuple[Habit, ...], Grouped]] = []
"""The areas and habits that were grouped last, and their groups: few keys change a list, and all look at it."""


def active_by_area(book: Book) -> Grouped:
    """Return the areas with their habits that are not archived, in the order of the screen."""
    # Lists are compared by identity, as a change of marks leaves them what they are.
    if not _grouped or _grouped[0][0] is not book.areas or _grouped[0][1] is not book.habits:
        found = ((area, tuple(habit for habit in habits if habit.archived is None)) for area, habits in book.by_area())
        _grouped[:] = [(book.areas, book.habits, tuple(found))]
    return _grouped[0][2]
