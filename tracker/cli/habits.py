"""The command `habits`: the list, with the rule that holds for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tracker.cli.columns import cut, in_columns
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.reminders import say_time


def _arguments(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help="show the archived ones too")


def _habits(session: Session, arguments: Namespace) -> None:
    console = session.console
    areas = list(_areas(session, archived=arguments.all))
    listed = [habit for _, habits in areas for habit in habits]
    if console.wants(Format.JSON):
        console.json([_fields(habit) for habit in listed])
    elif console.wants(Format.PLAIN):
        console.records(_record(habit) for habit in listed)
    elif not listed:
        console.say("Every habit is archived; `letbe habits --all` shows them.")
    else:
        rows = [(f"  {habit.name}", _rule(session, habit), habit.id) for habit in listed]
        lines = iter(in_columns(rows, console.row_width, widest=0))
        for index, (area, habits) in enumerate(areas):
            if index:
                console.print()
            console.print(console.paint(cut(area.name, console.row_width), "bold"))
            for _ in habits:
                console.print(next(lines))


def _areas(session: Session, *, archived: bool) -> Iterator[tuple[Area, list[Habit]]]:
    for area, habits in session.book.by_area():
        shown = [habit for habit in habits if archived or habit.archived is None]
        if shown:
            yield area, shown


def _rule(session: Session, habit: Habit) -> str:
    return f"archived {session.say_day(habit.archived)}" if habit.archived else habit.rule_on(session.today).words


def _fields(habit: Habit) -> dict[str, Any]:
    return {
        "id": habit.id,
        "name": habit.name,
        "area": habit.area,
        "schedule": str(habit.rule.schedule),
        "goal": str(habit.rule.goal),
        "archived": habit.archived.isoformat() if habit.archived else None,
        "created": habit.created.isoformat(),
        "why": habit.why or None,
        "cue": habit.cue or None,
        "small": habit.small or None,
        "reminders": [say_time(time) for time in habit.reminders],
        "glyph": habit.glyph or None,
        "colour": habit.colour or None,
        "rules": [_rule_fields(rule) for rule in habit.rules],
    }


def _rule_fields(rule: Rule) -> dict[str, str]:
    return {"from": rule.since.isoformat(), "schedule": str(rule.schedule), "goal": str(rule.goal)}


def _record(habit: Habit) -> tuple[object, ...]:
    return habit.id, habit.name, habit.area, habit.rule.schedule, habit.rule.goal, habit.archived


HANDLERS: Mapping[str, Handler] = MappingProxyType({"habits": Handler(_arguments, _habits)})
