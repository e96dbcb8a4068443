"""The command `log`: the marks and notes of a habit as text, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import number
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import say_date, short_day
from tracker.domain.errors import Refused
from tracker.domain.event import telling
from tracker.domain.log import Mark, MarkKind
from tracker.service.words.labels import event_words, mark_words


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", nargs="+", metavar="HABIT", help="")
    parser.add_argument("--from", metavar="DAY", dest="first", help="the first day (that of the first mark)")
    parser.add_argument("--to", metavar="DAY", dest="last", help="the last day (that of the last mark)")


def _log(session: Session, arguments: Namespace) -> None:
    console, habit = session.console, session.habit(" ".join(arguments.habit))
    first, last = date.min, date.max  # what lies outside the calendar by mistake is shown as well
    if arguments.first:
        first = session.day(arguments.first, anywhere=True)
    if arguments.last:
        last = session.day(arguments.last, anywhere=True)
    if last < first:
        raise Refused(f"{say_date(last, first)} is before {say_date(first, last)}; give --from the earlier day.")
    marks = [(day, mark) for day, mark in session.book.log(habit.id) if first <= day <= last]
    if console.wants(Format.JSON):
        console.json([_fields(day, mark) for day, mark in marks])
    elif console.wants(Format.PLAIN):
        console.records(_fields(day, mark).values() for day, mark in marks)
    else:
        for day, mark in marks:
            state = "" if mark.kind is MarkKind.NOTE else mark_words(mark, habit.rule_on(day).goal)
            head = f"{day.isoformat()} {short_day(day)[:3]}  "
            happened = [
                part
                for event in telling(session.book.log(habit.id).events(day))
                for part in (event_words(event, habit.rule_on(day).goal), *event.note.split("\n"))
            ]
            lines = [part for part in (state, *mark.note.split("\n"), *happened) if part]
            console.data((head + f"\n{' ' * len(head)}".join(lines)).rstrip() + "\n")
        if not marks:
            when = "in that time" if arguments.first or arguments.last else "yet"
            console.say(f"Nothing is recorded of {habit.name} {when}.")


def _fields(day: date, mark: Mark) -> dict[str, Any]:
    """Return a mark as it stands in exported tables too: no word for amounts and urges, which speak for themselves."""
    urges = mark.kind is MarkKind.URGES or mark.passed or mark.acted  # a skipped day can have them beside
    return {
        "day": day.isoformat(),
        "mark": str(mark.kind) if mark.kind in (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED) else None,
        "amount": number(mark.amount) if mark.kind is MarkKind.AMOUNT else None,
        "passed": mark.passed if urges else None,
        "acted": mark.acted if urges else None,
        "note": mark.note or None,
    }


HANDLERS: Mapping[str, Handler] = MappingProxyType({"log": Handler(_arguments, _log)})
