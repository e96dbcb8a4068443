"""The command `streaks`: streaks, strength, rates and comebacks, in a table, or explained for one habit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import count_words, number, streak_words
from tracker.cli.columns import Row, in_columns, spoken
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import say_date
from tracker.domain.amounts import format_amount
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, Streak
from tracker.domain.judging.explain import Explanation
from tracker.domain.judging.lapses import Comeback
from tracker.domain.schedule import Pace
from tracker.domain.text import counted, percent
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
    if session.console.linear:
        for line in spoken(rows):
            session.console.tell(line)
        return
    lines = in_columns(rows, session.console.display.row_width, widest=0)
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
    """Return what other programs may rely on, and a little more."""
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


_PERIODS = 14
_RUNS = 8

_STREAK = "an unbroken run of kept {unit}s; a day that is skipped or paused breaks nothing"
_URGE_STREAK = "urges let pass in a row; one acted on ends it, and the next let pass begins another"
_NEW = "in its first four weeks (or months) a percentage says nothing yet; it rises with what is kept"
_STRENGTH = "rises with what is kept and sinks slowly with what is missed"
_URGE_STRENGTH = "rises with urges let pass and sinks slowly with those acted on, day by day"
_RATE = "of what was due and is over; excused days do not count"
_URGE_RATE = "let pass, of all urges; each counts by itself"
_COMEBACK = "how soon you return after a miss"


def print_story(session: Session, standing: Standing) -> None:
    """Print what there is to say of a habit: each number with one sentence about it, then its runs."""
    console, habit = session.console, standing.habit
    area = session.book.find_area_by_id(habit.area)
    console.print(" · ".join(part for part in (habit.name, standing.rule.words, area.name if area else "") if part))
    if standing.counted_from:
        console.print(f"Counted from {session.say_day(standing.counted_from)}.")
    console.print()
    for name, value, meaning in _numbers(session, standing):
        console.print(f"{name:<10}{value}")
        if meaning:
            from textwrap import wrap  # a sentence that may be longer than its line

            for line in wrap(meaning, max(20, console.display.width - 10)):
                console.print(f"{'':10}{console.paint(line, 'dim')}")
    _print_runs(session, standing.streaks.all)


def _numbers(session: Session, standing: Standing) -> Iterator[tuple[str, str, str]]:
    urges = standing.streaks.unit == "urge"
    if standing.rate is not None or standing.streaks.all:
        current = standing.streaks.current
        since = f", since {session.say_day(current.start)}" if current else ""
        value = count_words(standing.streaks.length, standing.streaks.unit)
        if not standing.judgement.is_only_counted:
            yield "Streak", value + since, _URGE_STREAK if urges else _STREAK.format(unit=standing.streaks.unit)
        if standing.streaks.best:
            best = standing.streaks.best
            yield "Best", f"{count_words(best.length, best.unit)}, {_dates(session, best)}", ""
    if standing.strength is not None:
        yield (
            "Strength",
            strength_words(standing.strength, is_new=standing.is_new),
            _NEW if standing.is_new else _URGE_STRENGTH if urges else _strength(standing),
        )
    if standing.rate is not None:
        share = "" if standing.is_new else f", {percent(standing.rate)}"
        more = f", {standing.tally.excused} excused" if standing.tally.excused else ""
        yield "Kept", f"{rate_words(standing)}{share}{more}", _URGE_RATE if urges else _RATE
    if standing.comeback.lapses or standing.comeback.under_way:
        yield "Comebacks", _comebacks(standing.comeback, standing.streaks.unit), _COMEBACK
    yield "Total", _total(standing), ""


def _strength(standing: Standing) -> str:
    """Say what strength is, and of a daily habit how far it comes."""
    is_daily = standing.rule.schedule.pace is Pace.DAILY and standing.rule.goal.is_doing
    return f"{_STRENGTH}; perfect days: 80% after 30, 99% after 90" if is_daily else _STRENGTH


def _comebacks(back: Comeback, unit: str) -> str:
    parts = []
    if back.lapses:
        span = "the next one" if unit == "urge" else f"one {unit}"
        parts.append(f"{back.within_one} of {back.lapses} times back within {span}")
        parts.append(f"median {back.median:g}")
    if back.under_way:
        urges = f"{back.under_way} acted on since the last one let pass"
        parts.append(urges if unit == "urge" else f"away for {counted(back.under_way, unit)} now")
    return ", ".join(parts)


def _total(standing: Standing) -> str:
    goal = standing.rule.goal
    if goal.is_urge:
        return f"{standing.totals.passed} let pass, {standing.totals.acted} acted on"
    return format_amount(standing.totals.done, goal.unit) if goal.counts else count_words(standing.totals.done, "day")


def _print_runs(session: Session, streaks: tuple[Streak, ...]) -> None:
    console = session.console
    if len(streaks) < 2:
        return
    console.print("\nRuns, the latest first")
    for streak in streaks[: -_RUNS - 1 : -1]:
        console.print(f"  {count_words(streak.length, streak.unit):<12}{_dates(session, streak)}")
    if len(streaks) > _RUNS:
        console.print(f"  and {len(streaks) - _RUNS} earlier ones (--json shows all)")


def _dates(session: Session, streak: Streak) -> str:
    start, end = session.say_day(streak.start), session.say_day(streak.end)
    return start if start == end else f"{start} to {end}"


def print_periods(session: Session, standing: Standing) -> None:
    """Print the last judged periods, the latest last, each with its verdict and the reason."""
    console = session.console
    if console.wants(Format.TEXT):
        explained = standing.explain(_PERIODS)[::-1]
        console.print(f"{standing.habit.name} · {standing.rule.words}")
        if not explained:
            console.print(f"Nothing is judged yet: {_nothing_because(standing)}.")
        for period in explained:
            verdict = "" if period.is_urges else f": {period.verdict}"
            console.print(f"  {period.title}: {period.words}{verdict}")
        return
    explained = standing.explain()[::-1]
    if console.wants(Format.JSON):
        console.json([_period_fields(period) for period in explained])
    else:
        console.records(_period_fields(period).values() for period in explained)


def _nothing_because(standing: Standing) -> str:
    if standing.rule.goal.is_urge:
        return "no urge has been recorded so far"
    if standing.judgement.is_only_counted:
        return "a habit that may be done at any time is only counted"
    return "no day of it has been due so far"


def _period_fields(period: Explanation) -> dict[str, str]:
    return {
        "start": period.first.isoformat(),
        "end": period.last.isoformat(),
        "period": period.title,
        "verdict": str(period.verdict or "mixed"),
        "reason": period.words,
    }


HANDLERS: Mapping[str, Handler] = MappingProxyType({"streaks": Handler(_arguments, _streaks)})
