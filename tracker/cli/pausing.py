"""The commands about pauses: pause and pauses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import record
from tracker.cli.columns import show_rows
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import refuse_archived
from tracker.domain.book import Pause
from tracker.domain.errors import Unreadable
from tracker.domain.finding import find_area
from tracker.domain.text import capital, excerpt
from tracker.service.edits.pauses import covering, end_pause, pause, paused_what, read_ends


def _for_pause(parser: Parser) -> None:
    parser.add_argument("habit", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--area", metavar="A", help="pause a whole area")
    parser.add_argument(
        "--from", metavar="DAY", dest="first", help="the first day: monday, +3 (today); next week is all of it"
    )
    parser.add_argument(
        "--to", metavar="DAY", dest="last", help="the last day: friday, 1 dec, 7 days (until you end it)"
    )
    parser.text("--why", metavar="T", help="the reason, for yourself")
    parser.add_argument("--end", action="store_true", help="end it today; one that has not begun is taken back")


def _for_pauses(_: Parser) -> None:
    """Take no words."""


def _pause(session: Session, arguments: Namespace) -> None:
    if arguments.habit and arguments.area:
        raise Unreadable("Name a habit or an area, not both.")
    habit = session.habit(" ".join(arguments.habit)).id if arguments.habit else ""
    area = find_area(session.book, arguments.area).id if arguments.area else ""
    if arguments.end:
        if arguments.first or arguments.last:
            raise Unreadable("--end ends the pause today; leave --from and --to out.")
        record(session, end_pause(session.today, habit=habit, area=area), "Nothing is paused")
        return
    refuse_archived(session, [session.book.habit(habit)] if habit else [])
    # In a plan `friday` is the coming one.
    week_start = session.book.settings.week_start
    first, last = read_ends(arguments.first or "", arguments.last or "", session.today, week_start)
    edit = pause(first, last, habit=habit, area=area, why=arguments.why or "")
    what = paused_what(session.book, Pause("", session.today, habit=habit, area=area))
    there = covering(session.book, first, last, habit, area)
    reason = f", for “{excerpt(there.why)}”" if there and there.why else ""
    record(session, edit, f"{capital(what)}: paused already{reason}")


def _pauses(session: Session, _: Namespace) -> None:
    console = session.console
    pauses = sorted(session.book.pauses, key=lambda pause: (pause.start, pause.id))
    if console.wants(Format.JSON):
        console.json([_fields(pause) for pause in pauses])
    elif console.wants(Format.PLAIN):
        console.records(_fields(pause).values() for pause in pauses)
    elif not pauses:
        console.say("There are no pauses; `letbe pause --help` shows how to make one.")
    else:
        rows = [
            (_state(session, pause), paused_what(session.book, pause), stretch_words(session, pause), pause.why)
            for pause in pauses
        ]
        show_rows(console, rows, widest=3)


def _state(session: Session, pause: Pause) -> str:
    if pause.holds(session.today):
        return "now"
    return "ahead" if pause.start > session.today else "over"


def stretch_words(session: Session, pause: Pause) -> str:
    """Say from when to when a pause goes: `Mon 23 Nov to Sun 29 Nov`."""
    end = f"to {session.say_day(pause.end)}" if pause.end else "until you end it"
    return f"{session.say_day(pause.start)} {end}"


def _fields(pause: Pause) -> dict[str, Any]:
    return {
        "id": pause.id,
        "start": pause.start.isoformat(),
        "end": pause.end.isoformat() if pause.end else None,
        "habit": pause.habit or None,
        "area": pause.area or None,
        "why": pause.why or None,
    }


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"pause": Handler(_for_pause, _pause), "pauses": Handler(_for_pauses, _pauses)}
)
