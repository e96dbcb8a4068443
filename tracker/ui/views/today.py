"""The Today screen as lines: the grid of habits and days, the count above it, the habit under the cursor below."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from tracker.clock import MONTHS, long_day, short_day
from tracker.domain.amounts import ONE
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAYS
from tracker.service.due import count
from tracker.service.words.counts import strength_words
from tracker.ui.views.columns import Columns, columns
from tracker.ui.views.glyphs import Glyphs, area_tone, cell, glyph_of, tone_of
from tracker.ui.views.lines import EMPTY, Line, LineWriter, Text, Tone, bar, cell_len, clip
from tracker.ui.views.model import Cursor, Grouped, Look, Row, Scene, active_by_area, groups, shown_name


class Grid(NamedTuple):
    """The grid: two lines of heading, the rows, and where the columns stand."""

    head: tuple[Line, Line]
    rows: tuple[Row, ...]
    columns: Columns

    @property
    def habits(self) -> tuple[str, ...]:
        """The ids of the habits shown, from top to bottom."""
        return tuple([row.habit for row in self.rows if row.habit])


def place_columns(scene: Scene, width: int) -> Columns:
    """Choose the days and figures that the grid has room for in a width."""
    return _place_columns(scene, tuple(groups(scene)), width)


def _place_columns(scene: Scene, shown: Grouped, width: int) -> Columns:
    names = [cell_len(shown_name(habit, scene.look)) for _, habits in shown for habit in habits]
    week_start = scene.book.settings.week_start
    return columns(width, scene.cursor.edge, week_start, max(names, default=12), wanted=scene.look.figures)


def build_grid(scene: Scene, width: int, *, airy: bool = False) -> Grid:
    """Build the grid for a width: one row a habit, under its area's name, with a blank line before it if `airy`."""
    shown = tuple(groups(scene))
    place = _place_columns(scene, shown, width)
    rows: list[Row] = []
    for number, (area, habits) in enumerate(shown):
        if airy and rows:
            rows.append(Row("", EMPTY))
        tone = area_tone(area, number)
        rows.append(Row("", (Text(" " + clip(area.name.upper(), width - 2), tone),)))
        rows.extend(Row(habit.id, _habit_line(scene, habit, place, tint=tone)) for habit in habits)
    head = _head(place, scene.book.settings.week_start, scene.today, scene.cursor.span, scene.look.glyphs)
    return Grid(head if rows else (EMPTY, EMPTY), tuple(rows), place)


@lru_cache(maxsize=8)
def _head(place: Columns, week_start: int, now: date, chosen: tuple[int, int], glyphs: Glyphs) -> tuple[Line, Line]:
    """Build the two lines above the grid: the dates of the weeks, and the letters of the days."""
    weeks, letters = LineWriter(), LineWriter()
    today = now.toordinal()
    room = place.place_of(today) or place.figures
    for day, x in zip(place.days, place.places, strict=True):
        date_ = date.fromordinal(day)
        words = f"{date_.day} {MONTHS[date_.month - 1]}"
        if (day - 1) % 7 == week_start and x + len(words) < room:
            weeks.put(x, words, "muted")
        if day == today:
            weeks.put(x, glyphs.today, "today")
        under_cursor = chosen[0] <= day <= chosen[1]
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
    """All that decides how a habit's row looks, besides its standing.

    `here` tells whether the cursor is on it, and `days` are the first and the last of those that are held between
    brackets, none on other rows. `tint` is the colour of its area, which its marks have unless it has one of its own.
    """

    look: Look
    place: Columns
    here: bool
    chosen: bool
    days: tuple[int, int]
    tint: Tone


_NO_DAYS = (0, 0)


_drawn: WeakKeyDictionary[Standing, dict[bool, tuple[_Manner, Line]]] = WeakKeyDictionary()
"""The rows last drawn of each standing, with the cursor and without: few of them change with a key.

They are forgotten with the standing.
"""


def _habit_line(scene: Scene, habit: Habit, place: Columns, tint: Tone) -> Line:
    standing, cursor = scene.standing(habit), scene.cursor
    here, chosen = habit.id == cursor.habit, habit.id in cursor.chosen
    manner = _Manner(scene.look, place, here, chosen, _held(cursor, habit.id), tint)
    rows = _drawn.setdefault(standing, {})
    known = rows.get(here)
    if known is None or known[0] != manner:
        known = rows[here] = manner, _draw(standing, manner)
    return known[1]


def _held(cursor: Cursor, habit: str) -> tuple[int, int]:
    """Return the first and the last day that stand between brackets in a habit's row."""
    if cursor.start and habit in (cursor.chosen or {cursor.habit}):
        return cursor.span
    day = cursor.day.toordinal()
    return (day, day) if habit == cursor.habit else _NO_DAYS


def _draw(standing: Standing, manner: _Manner) -> Line:
    look, place = manner.look, manner.place
    line = LineWriter()
    if manner.here:
        line.put(0, look.glyphs.here, "cursor")
    if manner.chosen:
        line.put(1, look.glyphs.chosen, "accent")
    line.put(2, clip(shown_name(standing.habit, look), place.name), "strong" if manner.here else "plain")
    _put_cells(line, standing, place, manner)
    _put_figures(line, standing, place, look.glyphs)
    return line.line()


def _put_cells(line: LineWriter, standing: Standing, place: Columns, manner: _Manner) -> None:
    glyphs, held = manner.look.glyphs, manner.days
    codes = standing.cells.between(place.days[0], place.days[-1])
    noted = standing.cells.noted(place.days[0], place.days[-1])
    own = glyph_of(standing.habit, glyphs), tone_of(standing.habit, manner.tint)
    for day, x, code in zip(place.days, place.places, codes, strict=True):
        share = standing.cells.share(day) if code == Cell.PART else 0
        glyph, tone = own if code == Cell.DONE else cell(code, share, glyphs)
        if code == Cell.PART:
            tone = own[1]
        note = "'" if day in noted and day + 1 != held[0] else ""  # the cursor's bracket needs its place
        if day == held[0]:
            line.put(x - 1, "[", "cursor")
        if glyph != " " or day in held:
            line.put(x, glyph, "cursor" if glyph == " " else tone)
        if day == held[1]:
            line.put(x + 1, "]", "cursor")
        elif note:
            line.put(x + 1, note, "muted")


def _put_figures(line: LineWriter, standing: Standing, place: Columns, glyphs: Glyphs) -> None:
    if place.strength:
        _put_strength(line, standing, place, glyphs)
    if place.streak and standing.streaks.current is not None and standing.streaks.length:
        unit = _UNITS.get(standing.streaks.current.unit, glyphs.passed)
        line.put(place.streak, f"{standing.streaks.length:3} {unit}")
    if place.month:
        done, due = standing.totals.done_in_last(30)
        if due:
            line.put(place.month, f"{min(done, due):2}/{due}", "muted")
        elif done:  # nothing is due of what may be done at any time
            line.put(place.month, f"{done:2}", "muted")


def _put_strength(line: LineWriter, standing: Standing, place: Columns, glyphs: Glyphs) -> None:
    strength = standing.strength
    if strength is not None:
        line.put(place.strength, f"{strength_words(strength, is_new=standing.is_new):>4}", "plain")
        if place.bar and not standing.is_new:
            line.spans(place.bar, bar(strength, 5, glyphs.full, glyphs.empty))
    elif standing.totals.done:
        line.put(place.strength, f"{_count(standing):>4}", "muted")


_UNITS = {"day": "d", "week": "wk", "month": "mo"}


def _count(standing: Standing) -> str:
    """Count what a habit without a rate has come to: urges let pass, or days done."""
    count = standing.totals.done // ONE if standing.rule.goal.counts else standing.totals.done
    return f"{count}×" if count < 1000 else "999+"


def build_headline(scene: Scene, width: int) -> tuple[Line, Line]:
    """Build what the header tells: the day, and today's count with its bar."""
    glyphs = scene.look.glyphs
    day = long_day(scene.today) if width >= 112 else short_day(scene.today)
    done, due = count((scene.standing(one) for _, habits in active_by_area(scene.book) for one in habits), scene.today)
    words = Text(f"{done} of {due}" if due else "nothing due", "strong")
    if width < 60:
        return (Text(day, "title"),), (words, Text(" "))
    cells, today = 10 if width >= 80 else 6, " today" if width >= 96 else ""
    progress = (*bar(done / due, cells, glyphs.full, glyphs.empty), Text("  ")) if due else EMPTY
    return (Text(day, "title"),), (words, Text(f"{today}  ", "muted"), *progress)
