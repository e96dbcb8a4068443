"""The Today screen as lines: the grid of habits and days, the count above it, the habit under the cursor below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from tracker.clock import MONTHS, long_day, short_day
from tracker.domain.amounts import ONE
from tracker.domain.book import Book
from tracker.domain.habit import Area, Habit
from tracker.domain.judging import Standing
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAYS
from tracker.domain.text import percent
from tracker.service.due import count
from tracker.service.review.masking import masked_name
from tracker.settings import COLUMNS
from tracker.ui.views.columns import Columns, columns
from tracker.ui.views.glyphs import UNICODE, Glyphs, cell
from tracker.ui.views.lines import EMPTY, Line, Span, Tone, bar, cell_len, clip
from tracker.ui.views.own_look import area_tone, glyph_of, tone_of


class Look(NamedTuple):
    """How the user wants it shown."""

    glyphs: Glyphs = UNICODE
    hide_streaks: bool = False
    mask: bool = False
    columns: tuple[str, ...] = COLUMNS

    @property
    def figures(self) -> tuple[str, ...]:
        """The columns that stand at the right of the grid."""
        return tuple(column for column in self.columns if column != "streak" or not self.hide_streaks)


class Cursor(NamedTuple):
    """Where the user is: the habit and day under the cursor, the last day shown, what is filtered and chosen.

    `archived` tells whether the archived habits are shown among the others, where there is room for them.
    """

    day: date
    edge: date
    habit: str = ""
    filter: str = ""
    chosen: frozenset[str] = frozenset()
    archived: bool = False


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


class Grid(NamedTuple):
    """The grid: two lines of heading, the rows, and where the columns stand."""

    head: tuple[Line, Line]
    rows: tuple[Row, ...]
    columns: Columns

    @property
    def habits(self) -> tuple[str, ...]:
        """The ids of the habits shown, from top to bottom."""
        return tuple(row.habit for row in self.rows if row.habit)


def shown_name(habit: Habit, look: Look) -> str:
    """Give a habit's name, or dots in its place while names are masked."""
    return masked_name(habit.name) if look.mask else habit.name


def unnamed(words: str, habits: Iterable[Habit], look: Look) -> str:
    """Put dots in place of the names of habits in a sentence, while names are masked."""
    if look.mask:
        for habit in sorted(habits, key=lambda habit: -len(habit.name)):
            shown = shown_name(habit, look).replace("\\", r"\\")
            words = re.sub(rf"(?<!\w){re.escape(habit.name)}(?!\w)", shown, words)
    return words


def groups(scene: Scene) -> Iterator[tuple[Area, tuple[Habit, ...]]]:
    """Walk the areas that have something to show, with their habits: not archived, and matching the filter."""
    words = scene.cursor.filter.casefold().split()
    for area, habits in scene.book.by_area():
        text = area.name.casefold()
        kept = tuple(
            habit
            for habit in habits
            if habit.archived is None and all(word in f"{habit.name.casefold()} {text}" for word in words)
        )
        if kept:
            yield area, kept


def place_columns(scene: Scene, width: int) -> Columns:
    """Choose the days and figures that the grid has room for in a width."""
    names = [cell_len(shown_name(habit, scene.look)) for _, habits in groups(scene) for habit in habits]
    week_start = scene.book.settings.week_start
    return columns(width, scene.cursor.edge, week_start, max(names, default=12), wanted=scene.look.figures)


def build_grid(scene: Scene, width: int, *, airy: bool = False) -> Grid:
    """Build the grid for a width: one row a habit, under its area's name, with a blank line before it if `airy`."""
    place = place_columns(scene, width)
    rows: list[Row] = []
    for number, (area, habits) in enumerate(groups(scene)):
        if airy and rows:
            rows.append(Row("", EMPTY))
        rows.append(Row("", (Span(" " + clip(area.name.upper(), width - 2), area_tone(area, number)),)))
        rows.extend(Row(habit.id, _habit_line(scene, habit, place)) for habit in habits)
    head = _head(place, scene.book.settings.week_start, scene.today, scene.cursor.day, scene.look.glyphs)
    return Grid(head if rows else (EMPTY, EMPTY), tuple(rows), place)


@lru_cache(maxsize=8)
def _head(place: Columns, week_start: int, now: date, chosen: date, glyphs: Glyphs) -> tuple[Line, Line]:
    """Build the two lines above the grid: the dates of the weeks, and the letters of the days."""
    weeks, letters = Writer(), Writer()
    today = now.toordinal()
    room = place.place_of(today) or place.figures
    for day, x in zip(place.days, place.places, strict=True):
        date_ = date.fromordinal(day)
        words = f"{date_.day} {MONTHS[date_.month - 1]}"
        if (day - 1) % 7 == week_start and x + len(words) < room:
            weeks.put(x, words, "muted")
        if day == today:
            weeks.put(x, glyphs.today, "today")
        under_cursor = day == chosen.toordinal()
        letter = WEEKDAYS[(day - 1) % 7][0].upper()
        letters.put(x, letter, "today" if day == today else "strong" if under_cursor else "muted")
    if place.strength:
        letters.put(place.strength, "strength" if place.bar else "str", "muted")
    if place.streak:
        letters.put(place.streak, "streak", "muted")
    if place.month:
        letters.put(place.month, "last 30", "muted")
    return weeks.line(), letters.line()


class _Manner(NamedTuple):
    """All that decides how a habit's row looks, besides its standing; `here` is the cursor's day, 0 on other rows."""

    look: Look
    place: Columns
    here: int
    chosen: bool


_drawn: WeakKeyDictionary[Standing, dict[bool, tuple[_Manner, Line]]] = WeakKeyDictionary()
"""The rows last drawn of each standing, with the cursor and without: few of them change with a key.

They are forgotten with the standing.
"""


def _habit_line(scene: Scene, habit: Habit, place: Columns) -> Line:
    standing, cursor = scene.standing(habit), scene.cursor
    here = cursor.day.toordinal() if habit.id == cursor.habit else 0
    manner = _Manner(scene.look, place, here, habit.id in cursor.chosen)
    rows = _drawn.setdefault(standing, {})
    known = rows.get(bool(here))
    if known is None or known[0] != manner:
        known = rows[bool(here)] = manner, _draw(standing, manner)
    return known[1]


def _draw(standing: Standing, manner: _Manner) -> Line:
    look, place = manner.look, manner.place
    line = Writer()
    if manner.here:
        line.put(0, look.glyphs.here, "cursor")
    if manner.chosen:
        line.put(1, look.glyphs.chosen, "accent")
    line.put(2, clip(shown_name(standing.habit, look), place.name), "strong" if manner.here else "plain")
    _put_cells(line, standing, place, look.glyphs, manner.here)
    _put_figures(line, standing, place, look.glyphs)
    return line.line()


def _put_cells(line: Writer, standing: Standing, place: Columns, glyphs: Glyphs, here: int) -> None:
    codes = standing.cells(place.days[0], place.days[-1])
    noted = standing.noted(place.days[0], place.days[-1])
    own = glyph_of(standing.habit, glyphs), tone_of(standing.habit)
    for day, x, code in zip(place.days, place.places, codes, strict=True):
        glyph, tone = own if code == "#" else cell(code, standing.share(day) if code == "~" else 0, glyphs)
        note = "'" if day in noted and day + 1 != here else ""  # the cursor's bracket needs its place
        if day == here:
            line.put(x - 1, "[", "cursor")
            line.put(x, glyph, "cursor" if glyph == " " else tone)
            line.put(x + 1, "]", "cursor")
        elif glyph != " " or note:
            line.put(x, glyph, tone)
            if note:
                line.put(x + 1, note, "muted")


def _put_figures(line: Writer, standing: Standing, place: Columns, glyphs: Glyphs) -> None:
    if place.strength:
        _put_strength(line, standing, place, glyphs)
    if place.streak and standing.current_streak is not None and standing.current:
        unit = _UNITS.get(standing.current_streak.unit, glyphs.passed)
        line.put(place.streak, f"{standing.current:3} {unit}")
    if place.month:
        done, due = standing.done_in_last(30)
        if due:
            days = " d" if standing.rule.goal.is_urge else ""  # not urges, which are told below the grid
            line.put(place.month, f"{min(done, due):2}/{due}{days}", "muted")


def _put_strength(line: Writer, standing: Standing, place: Columns, glyphs: Glyphs) -> None:
    strength = standing.strength
    if strength is not None:
        line.put(place.strength, f"{percent(strength):>4}", "plain")
        if place.bar:
            line.spans(place.bar, bar(strength, 5, glyphs.full, glyphs.empty))
    elif standing.total:
        line.put(place.strength, f"{_count(standing):>4}", "muted")


_UNITS = {"day": "d", "week": "wk", "month": "mo"}


def _count(standing: Standing) -> str:
    """Count what a habit without a rate has come to: urges let pass, or days done."""
    count = standing.total // ONE if standing.rule.goal.counts else standing.total
    return f"{count}×" if count < 1000 else "999+"


def build_headline(scene: Scene, width: int) -> tuple[Line, Line]:
    """Build what the header tells: the day, and today's count with its bar."""
    glyphs = scene.look.glyphs
    day = long_day(scene.today) if width >= 112 else short_day(scene.today)
    done, due = count(map(scene.standing, scene.book.active), scene.today)
    words = Span(f"{done} of {due}" if due else "nothing due", "strong")
    if width < 60:
        return (Span(day, "title"),), (words, Span(" "))
    cells, today = 10 if width >= 80 else 6, " today" if width >= 96 else ""
    progress = (*bar(done / due, cells, glyphs.full, glyphs.empty), Span("  ")) if due else EMPTY
    return (Span(day, "title"),), (words, Span(f"{today}  ", "muted"), *progress)


class Writer:
    """Puts pieces of text at places on one line, from left to right."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._end = 0

    def put(self, x: int, words: str, tone: Tone = "plain") -> None:
        """Put words at a cell, unless something stands there already."""
        if x < self._end:
            return
        if x > self._end:
            self._spans.append(Span(" " * (x - self._end)))
        self._spans.append(Span(words, tone))
        self._end = x + cell_len(words)

    def spans(self, x: int, spans: Line) -> None:
        """Put spans one after another, the first at a cell."""
        for span in spans:
            self.put(max(x, self._end), span.text, span.tone)

    def line(self) -> Line:
        """Give the finished line."""
        return tuple(self._spans)
