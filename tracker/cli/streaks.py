"""The command `streaks`: streaks, strength, rates and comebacks, in a table or explained for one habit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.cli.columns import Row, in_columns
from tracker.cli.explaining import print_periods, print_story
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.said import count_words, number, streak_words
from tracker.cli.session import Session
from tracker.clock import say_date
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, Streak
from tracker.service.words.counts import rate_words, strength_words

_HEADS: Row = ("habit", "streak", "best", "strength", "kept")


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--as-of", metavar="DAY", help="as it stood on an earlier day")
    parser.add_argument("--explain", action="store_true", help="the last periods one by one, with the reason for each")


def _streaks(session: Session, arguments: Namespace) -> None:
    console = session.console
    day = session.day(arguments.as_of)
    if day > session.today:
        raise Refused(f"{say_date(day, session.today)} has not come yet; --as-of looks back.")
    chosen = session.habit(" ".join(arguments.habit)) if arguments.habit else None
    if arguments.explain:
        if chosen is None:
            raise Unreadable("Name the habit that is to be explained: `letbe streaks HABIT --explain`.")
        print_periods(session, session.standing(chosen, day))
        return
    habits = [chosen] if chosen else list(session.book.active)
    if console.wants(Format.JSON):
        console.json([_fields(habit, session.standing(habit, day)) for habit in habits])
    elif console.wants(Format.PLAIN):
        console.records(_record(habit, session.standing(habit, day)) for habit in habits)
    elif chosen:
        print_story(session, session.standing(chosen, day))
    else:
        _print_table(session, habits, day)


def _print_table(session: Session, habits: list[Habit], day: date) -> None:
    rows = [_HEADS, *(_row(habit, session.standing(habit, day)) for habit in habits)]
    lines = in_columns(rows, session.console.row_width, widest=0)
    session.console.print(session.console.paint(next(lines), "dim"))
    for line in lines:
        session.console.print(line)


def _row(habit: Habit, standing: Standing) -> Row:
    best = standing.streaks.best
    return (
        habit.name,
        streak_words(standing) or "–",
        count_words(best.length, best.unit) if best else "–",
        strength_words(standing.strength, is_new=standing.is_new) or "–",
        rate_words(standing) or "–",
    )


def _fields(habit: Habit, standing: Standing) -> dict[str, Any]:
    """Give what other programs may rely on, and a little more."""
    best, (kept, missed, excused), back = standing.streaks.best, standing.tally, standing.comeback
    return {
        "id": habit.id,
        "name": habit.name,
        "area": habit.area,
        "schedule": str(standing.rule.schedule),
        "goal": str(standing.rule.goal),
        "unit": standing.streaks.unit,
        "current": standing.streaks.length,
        "best": best.length if best else 0,
        "strength": standing.strength,
        "rate": standing.rate,
        "kept": kept,
        "missed": missed,
        "excused": excused,
        "total": number(standing.totals.done) if standing.rule.goal.counts else standing.totals.done,
        "comeback": {
            "median": back.median,
            "within_one": back.within_one,
            "lapses": back.lapses,
            "under_way": back.under_way,
        },
        "streaks": [_streak_fields(streak) for streak in standing.streaks.all],
        "counted_from": standing.counted_from.isoformat() if standing.counted_from else None,
        "as_of": standing.today.isoformat(),
    }


def _streak_fields(streak: Streak) -> dict[str, Any]:
    return streak._asdict() | {"start": streak.start.isoformat(), "end": streak.end.isoformat()}


def _record(habit: Habit, standing: Standing) -> tuple[object, ...]:
    fields = _fields(habit, standing)
    names = ("id", "name", "area", "unit", "current", "best", "strength", "rate", "kept", "missed", "excused", "total")
    return tuple(round(fields[name], 4) if isinstance(fields[name], float) else fields[name] for name in names)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"streaks": Handler(_arguments, _streaks)})
