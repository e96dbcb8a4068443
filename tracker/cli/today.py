"""The command `today`: what is due, and how it stands, by area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import number, progress_words, span_words, streak_words
from tracker.cli.columns import Row, cut, in_columns
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import long_day
from tracker.domain.errors import Refused
from tracker.domain.habit import Area, Habit
from tracker.domain.judging import Standing
from tracker.domain.judging.codes import Cell
from tracker.domain.log import Mark, MarkKind
from tracker.service.due import count, is_done, is_open
from tracker.service.words.counts import strength_words
from tracker.service.words.labels import amount_words, mark_words

_HEADS: Row = ("", "", "today", "streak", "strength")
_STYLES = {
    Cell.DONE: "kept",
    Cell.PART: "part",
    Cell.MISSED: "missed",
    Cell.CLEAN: "kept",
    Cell.OVER: "missed",
    Cell.PASSED: "kept",
    Cell.MIXED: "part",
    Cell.ACTED: "part",
}
_WORDS = {Cell.PAUSED: "paused", Cell.MISSED: "no mark", Cell.OPEN: "open"}
_NO_MARK = Mark(MarkKind.NOTE)


def _arguments(parser: Parser) -> None:
    parser.add_argument("--on", metavar="DAY", help="as that day stood when it ended (today, unless said otherwise)")


def _today(session: Session, arguments: Namespace) -> None:
    console, now = session.console, session.today
    day = session.day(getattr(arguments, "on", None))  # the made-up year asks without
    if day > now:
        raise Refused(f"{long_day(day)} has not come yet; `letbe calendar` writes down what will be due.")
    session.today = day  # all that is said here is said as of then
    if console.wants(Format.JSON):
        console.json([_fields(session, habit) for habit in session.book.active])
    elif console.wants(Format.PLAIN):
        console.records(_record(session, habit) for habit in session.book.active)
    else:
        _print(session, "" if day == now else f" --on {day}")


def _print(session: Session, on: str) -> None:
    console = session.console
    areas = [(area, active) for area, habits in session.book.by_area() if (active := _active(habits))]
    standings = [session.standing(habit) for _, habits in areas for habit in habits]
    done, due = count(standings, session.today)
    console.tell(f"{long_day(session.today)} · {f'{done} of {due} done' if due else 'nothing is due'}")
    lines = _spoken if console.linear else _tables
    for area, table in zip(areas, lines(session, areas), strict=True):
        console.print()
        console.print(console.paint(cut(area[0].name, console.display.row_width), "bold"))
        for line in table:
            console.print(line)
    console.print()
    for words in [] if on else _coming(session):
        console.tell(words)
    console.tell(_next(session, standings, on))


def _active(habits: Sequence[Habit]) -> list[Habit]:
    return [habit for habit in habits if habit.archived is None]


def _tables(session: Session, areas: list[tuple[Area, list[Habit]]]) -> Iterator[list[str]]:
    """Lay all habits out in the same columns, and give the lines back by area, each note below its habit."""
    console = session.console
    rows = [_HEADS, *(_row(session, habit) for _, habits in areas for habit in habits)]
    if session.preferences.hide_streaks:
        rows = [(*row[:3], *row[4:]) for row in rows]
    room = console.display.row_width
    lines = iter(in_columns(rows, room, widest=1))
    head = next(lines)
    for index, (_, habits) in enumerate(areas):
        table = [console.paint(head, "dim")] if index == 0 else []
        for habit in habits:
            table.append(_painted(session, habit, next(lines)))
            if note := _mark(session, habit).note:
                table.append(console.paint("      " + cut(" ".join(note.split()), room - 6), "dim"))
        yield table


def _spoken(session: Session, areas: list[tuple[Area, list[Habit]]]) -> Iterator[list[str]]:
    """Tell how each habit stands in words alone, one line a habit, and its note on a line of its own."""
    for _, habits in areas:
        told: list[str] = []
        for habit in habits:
            *_, state, streak, strength = _row(session, habit)
            settled = strength if session.standing(habit).is_new else strength and f"strength {strength}"
            numbers = [streak and f"streak {streak}", settled]
            parts = [_heard(habit, state), *numbers[session.preferences.hide_streaks :]]
            told.append(f"  {habit.name}: {', '.join(filter(None, parts))}")
            if note := _mark(session, habit).note:
                told.append(f"    note: {' '.join(note.split())}")
        yield told


def _heard(habit: Habit, state: str) -> str:
    """Put a word in the place of the sign for a day that asks for nothing."""
    nothing = "no urge logged" if habit.rule.goal.is_urge else "not due"
    return re.sub("^–|^$", nothing, state)


def _row(session: Session, habit: Habit) -> Row:
    standing = session.standing(habit)
    glyph = session.console.display.signs.of(standing.cells.on(session.today))
    strength = strength_words(standing.strength, is_new=standing.is_new)
    return (f"  {glyph}", habit.name, _state(session, habit, standing), streak_words(standing), strength)


def _painted(session: Session, habit: Habit, line: str) -> str:
    style = _STYLES.get(session.standing(habit).cells.on(session.today))
    if style is None:
        return line
    glyph_end = 3
    return line[:2] + session.console.paint(line[2:glyph_end], style) + line[glyph_end:]


def _state(session: Session, habit: Habit, standing: Standing) -> str:
    """Say how today stands: `open`, `20 of 30 min`, `done, 1 of 3 this week`."""
    mark, cell = _mark(session, habit), standing.cells.on(session.today)
    goal = standing.rule.goal
    if mark.kind is not MarkKind.NOTE:
        words = mark_words(mark, goal)
    elif goal.is_target and cell == Cell.OPEN and not span_words(standing):
        words = amount_words(0, goal)
    elif goal.is_limit and cell != Cell.PAUSED and standing.obligation.progress:
        words = "" if span_words(standing) else progress_words(standing, standing.obligation.progress)
    else:
        words = _WORDS.get(cell, "" if span_words(standing) else "–")
    return ", ".join(part for part in (words, span_words(standing, briefly=True)) if part)


def _next(session: Session, standings: Sequence[Standing], on: str) -> str:
    """Say what there is to do next, in one line."""
    left = [standing.habit for standing in standings if is_open(standing, session.today)]
    if not left:
        asked = any(standing.obligation.due for standing in standings)
        if on:
            return "Nothing of that day was left open." if asked else "That day asked for nothing."
        return "All that today asks for is done." if asked else "Today asks for nothing."
    named = _typed(session, left[0])
    if all(not is_done(standing, session.today) for standing in standings):
        return f"Next: letbe done {named}{on}, or letbe ask{on} to go through what is open ({len(left)})."
    return f"{len(left)} open. Next: letbe done {named}{on}, or letbe ask{on}."


def _typed(session: Session, habit: Habit) -> str:
    """Return what names a habit in a command: its id, or without the letters of chance at its end if that will do."""
    stem = habit.id.rpartition("-")[0]
    meant = [each for each in session.book.habits if stem in each.name.casefold() or stem in each.id]
    return stem if stem and meant == [habit] else habit.id


def _coming(session: Session) -> Iterator[str]:
    """Name the pauses that are planned, since no day of today's shows them yet."""
    if not session.book.pauses:
        return
    from tracker.cli.pausing import stretch_words  # few days have a pause ahead
    from tracker.service.edits.pauses import coming_pauses, paused_what

    for pause in coming_pauses(session.book, session.today):
        yield f"Coming pause: {stretch_words(session, pause)}, {paused_what(session.book, pause)}."


def _mark(session: Session, habit: Habit) -> Mark:
    return session.book.log(habit.id).get(session.today) or _NO_MARK


def _fields(session: Session, habit: Habit) -> dict[str, Any]:
    """Return what other programs may rely on, and a little more."""
    standing, mark = session.standing(habit), _mark(session, habit)
    goal, progress, verdict = standing.rule.goal, standing.obligation.progress, standing.obligation.verdict
    return {
        "id": habit.id,
        "name": habit.name,
        "area": habit.area,
        "due": standing.obligation.due,
        "verdict": str(verdict) if verdict else None,
        "mark": None if mark.kind is MarkKind.NOTE else str(mark.kind),
        "amount": number(mark.amount) if mark.kind is MarkKind.AMOUNT else None,
        "target": number(goal.amount) if goal.counts else None,
        "note": mark.note or None,
        "day": session.today.isoformat(),
        "unit": goal.unit or None,
        "passed": mark.passed,
        "acted": mark.acted,
        "have": None if progress is None else _counted(progress.have, standing),
        "need": None if progress is None else _counted(progress.need, standing),
        "current": standing.streaks.length,
        "streak_unit": standing.streaks.unit,
        "strength": standing.strength,
    }


def _counted(value: int, standing: Standing) -> int | float:
    return number(value) if standing.rule.sums else value


def _record(session: Session, habit: Habit) -> tuple[object, ...]:
    fields = _fields(session, habit)
    wanted = ("id", "name", "area", "due", "verdict", "mark", "amount", "target", "note")
    return tuple("yes" if fields[name] is True else "no" if fields[name] is False else fields[name] for name in wanted)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"today": Handler(_arguments, _today)})
