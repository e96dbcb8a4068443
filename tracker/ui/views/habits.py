"""The Habits screen as lines: the list by area, the counts above it, and a card of the habit under the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len

from tracker.clock import short_day
from tracker.domain.amounts import format_amount
from tracker.domain.book import Pause
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.judging import counted_from
from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import say_times
from tracker.domain.schedule import Pace
from tracker.domain.text import counted
from tracker.service.edits.drafts import due_words
from tracker.service.edits.pauses import coming_words
from tracker.service.words.counts import recorded_words, strength_words
from tracker.service.words.plans import plan_lines
from tracker.ui.views.glyphs import area_tone, glyph_of, tone_of
from tracker.ui.views.lines import EMPTY, Line, LineWriter, Text, Tone, bar, clip, cut, wrap
from tracker.ui.views.model import Row, Scene, shown_name

_FIGURES = 6
_LONGEST_NAME = 34
_LONGEST_RULE = 26
_NO_CUE = "no cue yet: {edit:e} adds when and where"


class Landing(NamedTuple):
    """Where a row that is dragged would come to stand: before or after a habit, or at the end of an area."""

    before: str = ""
    after: str = ""
    area: str = ""


class Listing(NamedTuple):
    """The list: its rows, headings among them, and the area that each of them belongs to."""

    rows: tuple[Row, ...]
    areas: tuple[str, ...] = ()

    @property
    def habits(self) -> tuple[str, ...]:
        """The ids of the habits shown, from top to bottom."""
        return tuple(row.habit for row in self.rows if row.habit)

    def landing(self, habit: str, over: int) -> Landing:
        """Say where a habit comes to stand that is let go over a row: in that row's place."""
        row, area = self.rows[over], self.areas[over]
        if row.habit:
            return Landing(after=row.habit) if self._place(habit) < over else Landing(before=row.habit)
        if over + 1 < len(self.rows) and self.areas[over + 1] == area and self.rows[over + 1].habit:
            return Landing(before=self.rows[over + 1].habit)
        return Landing(area=area)

    def pointed(self, over: int, glyph: str) -> tuple[Row, ...]:
        """Return the rows with a pointer at the one that something is dragged over."""
        row = self.rows[over]
        first, *rest = row.line or (Text(" "),)
        line = (Text(glyph, "cursor"), Text(first.text[1:], first.tone), *rest)
        return (*self.rows[:over], Row(row.habit, line), *self.rows[over + 1 :])

    def _place(self, habit: str) -> int:
        return next((place for place, row in enumerate(self.rows) if row.habit == habit), 0)

    def with_gap(self, habit: str, gap: int) -> tuple[Row, ...]:
        """Return the rows with some blank ones below a habit's."""
        below = next((place + 1 for place, row in enumerate(self.rows) if row.habit == habit), 0)
        return (*self.rows[:below], *[Row("", EMPTY)] * gap, *self.rows[below:])


class _Widths(NamedTuple):
    """The cells that a row gives to the name, the rule and the cue; what does not fit has none."""

    name: int
    rule: int
    cue: int


def build_listing(scene: Scene, width: int, *, archived: bool = False, airy: bool = False) -> Listing:
    """Build the list for a width: every area with its habits, those that match the filter; blank lines if `airy`."""
    groups = list(_groups(scene, archived=archived))
    habits = [habit for _, inside in groups for habit in inside]
    widths = _share_out(scene, habits, width)
    rows: list[Row] = []
    areas: list[str] = []
    for place, (area, inside) in enumerate(groups):
        if airy and rows:
            rows.append(Row("", EMPTY))
            areas.append(areas[-1])
        note = "" if inside else "  nothing here yet"
        heading = Text(" " + clip(area.name.upper(), width - 2), area_tone(area, place))
        rows.append(Row("", cut((heading, Text(note, "muted")), width)))
        rows += [Row(habit.id, _line(scene, habit, area_tone(area, place), widths, width)) for habit in inside]
        areas += [area.id] * (1 + len(inside))
    return Listing(tuple(rows), tuple(areas))


def _groups(scene: Scene, *, archived: bool) -> Iterator[tuple[Area, list[Habit]]]:
    words = scene.cursor.filter.casefold().split()
    for area, inside in scene.book.by_area():
        kept = [
            habit
            for habit in inside
            if (archived or habit.archived is None)
            and all(word in f"{habit.name} {area.name}".casefold() for word in words)
        ]
        if kept or not words:
            yield area, kept


def _share_out(scene: Scene, habits: list[Habit], width: int) -> _Widths:
    name = max([cell_len(shown_name(habit, scene.look)) for habit in habits], default=12)
    rules = [cell_len(_rule(scene, habit, width)) for habit in habits]
    room = width - 4 - _FIGURES - 1
    rule = min(max(rules, default=8), _LONGEST_RULE, max(9, room * 2 // 5))
    name = max(10, min(name, _LONGEST_NAME, room - rule - 2))
    cue = room - name - rule - 4
    return _Widths(name, rule, cue if cue >= 16 else 0)


def _rule(scene: Scene, habit: Habit, width: int) -> str:
    """Say how a habit stands in the list: archived, paused, or its rule in short."""
    roomy = width >= 54
    if habit.archived is not None:
        return f"archived {short_day(habit.archived)}" if roomy else "archived"
    pause = paused(scene, habit)
    if pause is not None:
        return f"paused to {short_day(pause.end)}" if pause.end and roomy else "paused"
    return short_rule(habit.rule_on(scene.today), roomy=roomy)


def short_rule(rule: Rule, *, roomy: bool = True) -> str:
    """Write a rule as short as it can be read: `45 min, 3/week`."""
    if rule.goal.is_urge:
        return "let go"
    if not rule.goal.counts:
        return str(rule.schedule)
    amount = format_amount(rule.goal.amount, rule.goal.unit)
    most = "at most " if rule.goal.is_limit else ""
    if roomy:
        return f"{most}{amount}, {rule.schedule}"
    often = "" if rule.schedule.pace is Pace.DAILY else f" {rule.schedule}".replace("week", "wk").replace("month", "mo")
    return f"{'max ' if most else ''}{amount}{often}"


def paused(scene: Scene, habit: Habit) -> Pause | None:
    """Return the pause that holds for a habit today, or None."""
    return next((pause for pause in scene.book.pauses_of(habit) if pause.holds(scene.today)), None)


def _line(scene: Scene, habit: Habit, tone: Tone, widths: _Widths, width: int) -> Line:
    cursor, look, glyphs = scene.cursor, scene.look, scene.look.glyphs
    here = habit.id == cursor.habit
    away = habit.archived is not None or paused(scene, habit) is not None
    line = LineWriter()
    if here:
        line.put(0, glyphs.here, "cursor")
    if habit.id in cursor.chosen:
        line.put(1, glyphs.chosen, "accent")
    mark = glyphs.paused if away and habit.archived is None else glyph_of(habit, glyphs)
    line.put(2, mark, "faint" if away else tone_of(habit, tone))
    line.put(4, clip(shown_name(habit, look), widths.name), "strong" if here else "muted" if away else "plain")
    x = 4 + widths.name + 2
    line.put(x, clip(_rule(scene, habit, width), widths.rule), "muted")
    if widths.cue and habit.cue and not look.mask:
        line.put(x + widths.rule + 2, clip(habit.cue, widths.cue), "muted")
    strength = None if habit.archived else scene.standing(habit).strength
    if strength is not None:
        shown = strength_words(strength, is_new=scene.standing(habit).is_new)
        line.put(width - _FIGURES, f"{shown:>4}", "muted" if away else "plain")
    return line.line()


def build_counts(scene: Scene, width: int) -> tuple[Line, Line]:
    """Build what the header tells: how many habits are active, paused and archived."""
    live = [habit for habit in scene.book.habits if habit.archived is None]
    resting = sum(paused(scene, habit) is not None for habit in live)
    counts = [
        (len(live) - resting, "active"),
        (resting, "paused"),
        (len(scene.book.habits) - len(live), "archived"),
    ]
    if width < 60:
        return (Text(counted(len(live), "habit"), "title"),), EMPTY
    dot = f" {scene.look.glyphs.dot} "
    return (Text(dot.join(f"{count} {what}" for count, what in counts if count) or "no habits", "title"),), EMPTY


def build_card(scene: Scene, width: int, height: int) -> list[Line]:
    """Build the card of the habit under the cursor: its plan, its rule and what is next, its look, its marks."""
    habit = scene.book.find_habit_by_id(scene.cursor.habit)
    if habit is None:
        return []
    area = scene.book.area(habit.area)
    marks = sum(1 for _ in scene.book.log(habit.id))
    told: list[tuple[str, str]] = [
        ("Area", area.name),
        ("Rule", habit.rule_on(scene.today).words),
        ("", _since(scene, habit)),
        ("Due", _due(scene, habit)),
        ("", coming_words(scene.book, habit, scene.today)),
    ]
    if not scene.look.mask:
        told += [*plan_lines(habit, scene.look.spell(_NO_CUE)), ("Why", habit.why)]
    told.append(("Remind", f"at {say_times(habit.reminders)}" if habit.reminders else ""))
    told.append(("Marks", f"{marks:,} recorded, kept whatever is changed here" if marks else "none recorded yet"))
    lines: list[Line] = [(Text(shown_name(habit, scene.look), "title"),), EMPTY]
    for label, words in told:
        lines += _told(label, words, width)
    return [cut(line, width) for line in (*lines, EMPTY, *_sample(scene, habit))][:height]


def build_strip(scene: Scene, width: int, height: int) -> list[Line]:
    """Build the card in a few lines, for below the list."""
    habit = scene.book.find_habit_by_id(scene.cursor.habit)
    if habit is None:
        return []
    name = Text(f" {shown_name(habit, scene.look)}  ", "title")
    rule, coming = habit.rule_on(scene.today).words, coming_words(scene.book, habit, scene.today)
    first = (
        (Text(coming), Text(f"; {rule}", "muted")) if coming else (Text(rule), Text(f"; {_due(scene, habit)}", "muted"))
    )
    lines: list[Line] = [(name, *first)]
    told = plan_lines(habit, scene.look.spell(_NO_CUE))
    since = f"{recorded_words(scene.book.log(habit.id))}, kept whatever is changed here"
    shown = [("Marks", since)] if scene.look.mask else [*told, ("Marks", since)]
    lines += [(Text(f" {label:8}", "muted"), Text(words)) for label, words in shown if words]
    return [cut(line, width - 1) for line in lines[:height]]


def _told(label: str, words: str, width: int) -> list[Line]:
    parts = wrap(words, max(10, width - 8)) if words else []
    return [(Text(f"{label if not number else '':8}", "muted"), Text(part)) for number, part in enumerate(parts)]


def _since(scene: Scene, habit: Habit) -> str:
    first, held = counted_from(habit, scene.book.log(habit.id)), habit.rule_on(scene.today)
    if held == habit.rules[0]:
        return f"since {_dated(first)}"
    return f"since {_dated(held.since)}; before, from {_dated(first)}, another rule"


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"


def _due(scene: Scene, habit: Habit) -> str:
    if habit.archived is not None:
        return f"archived since {_dated(habit.archived)}; {scene.look.key('archive', 'z')} brings it back"
    pause = paused(scene, habit)
    if pause is not None:
        why = f" ({pause.why})" if pause.why and not scene.look.mask else ""
        until = f"to {_dated(pause.end)}" if pause.end else "until you end it"
        return f"paused {until}{why}; {scene.look.key('pause', 'P')} ends it"
    return due_words(scene.book, habit, scene.today)


def _sample(scene: Scene, habit: Habit) -> list[Line]:
    """Show the last two weeks as the habit's own glyph and colour draw them, and its strength."""
    from tracker.ui.views.glyphs import cell  # the list itself does without the cells

    standing, today, glyphs = scene.standing(habit), scene.today.toordinal(), scene.look.glyphs
    spans: list[Text] = [Text("Lately  ", "muted")]
    for day, code in enumerate(standing.cells.between(today - 13, today), today - 13):
        glyph, tone = cell(code, standing.cells.share(day) if code == Cell.PART else 0, glyphs)
        kept = code == Cell.DONE
        spans += [
            Text(glyph_of(habit, scene.look.glyphs) if kept else glyph, tone_of(habit) if kept else tone),
            Text(" "),
        ]
    lines: list[Line] = [tuple(spans)]
    if standing.strength is not None:
        drawn = bar(standing.strength, 10, glyphs.full, glyphs.empty)
        lines.append(
            (
                Text("Now     ", "muted"),
                *drawn,
                Text(f" {strength_words(standing.strength, is_new=standing.is_new)} strength", "muted"),
            )
        )
    return lines
