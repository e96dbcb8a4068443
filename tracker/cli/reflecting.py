"""The command `ease`: how easy a day felt."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.parser import Handler, Parser
from tracker.cli.said import record
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt
from tracker.service import marking


def _arguments(parser: Parser) -> None:
    parser.add_argument("value", metavar="1..5", help="")
    parser.add_argument("--on", metavar="DAY", help="another day than today")
    parser.add_argument("--note", metavar="TEXT", help="a line about the day")


def _ease(session: Session, arguments: Namespace) -> None:
    value = arguments.value.strip()
    if not value.lstrip("-").isdecimal() or len(value) > 6:
        raise Unreadable(f"“{excerpt(value)}” is not a number; ease goes from 1 (hard) to 5 (easy).")
    day = session.day(arguments.on)
    edit = marking.ease(day, session.when, int(value), arguments.note)
    record(session, edit, f"{session.say_day(day).capitalize()}: ease {value} already")


HANDLERS: Mapping[str, Handler] = MappingProxyType({"ease": Handler(_arguments, _ease)})
