"""The command `calendar`: habits as events for other programs, without names unless they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.text import counted, excerpt
from tracker.files import shown
from tracker.service.files.chosen_file import write_out
from tracker.service.reminders.calendar_events import Wish, calendar_of

_MOST_DAYS = 366


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", nargs="*", metavar="HABIT", help="")
    parser.add_argument("-o", metavar="FILE", dest="path", help="write to this file, such as letbe.ics")
    parser.add_argument(
        "--days", metavar="N", default="60", help="so many days ahead of what leaves the days free (60)"
    )
    parser.add_argument("--names", action="store_true", help="with names and cues; calendars are often shared")
    parser.add_argument("--alarm", action="store_true", help="let the calendar remind, at the times that are set")


def _calendar(session: Session, arguments: Namespace) -> None:
    habits = session.habits(arguments.habit) if arguments.habit else session.book.habits
    wish = Wish(_read_days(arguments.days), arguments.names, arguments.alarm)
    text, count = calendar_of(session.book, habits, session.today, wish)
    if not arguments.path:
        session.console.data(text)
        return
    write_out(arguments.path, text, session.tracker.place)
    session.console.answer(f"{shown(arguments.path)}: {counted(count, 'event')} written")


def _read_days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:6]) <= _MOST_DAYS:
        raise Unreadable(f"“{excerpt(text)}” is no number of days; write 1 to {_MOST_DAYS}.")
    return int(text)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"calendar": Handler(_arguments, _calendar)})
