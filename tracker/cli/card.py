"""The command `card`: one page of a week's days, as text, Markdown or a sheet to print."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.cli.other_eyes import for_other_eyes, seen_by_others
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import HOW_TO_START, Session
from tracker.clock import say_date
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import excerpt
from tracker.files import shown
from tracker.service.files.output import write_out
from tracker.service.review import card as cards
from tracker.service.review.card_sheet import as_html

_FORMATS: Mapping[str, Callable[[cards.Card], str]] = MappingProxyType(
    {"text": cards.as_text, "markdown": cards.as_markdown, "html": as_html}
)
_ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text"}


def _arguments(parser: Parser) -> None:
    parser.add_argument("--week", metavar="DAY", help="the week that holds another day than today")
    parser.add_argument("--format", metavar="F", help="text, markdown or html; told by the file's ending if unsaid")
    parser.add_argument("-o", metavar="FILE", dest="path", help="write to this file: card.html prints on one sheet")
    for_other_eyes(parser)


def _card(session: Session, arguments: Namespace) -> None:
    day = session.day(arguments.week)
    if day > session.today:
        raise Refused(f"{say_date(day, session.today)} has not come yet; --week looks at this week or an earlier one.")
    write = _writer(arguments)
    if session.is_new:
        session.console.say(HOW_TO_START)
        return
    arguments.mask = arguments.mask or (session.preferences.mask and bool(arguments.path))
    card = cards.card_of(seen_by_others(session.book, arguments), day, session.today)
    if not arguments.path:
        session.console.data(write(card))
        return
    write_out(arguments.path, write(card), session.tracker.place)
    session.console.answer(f"{shown(arguments.path)}: written, {card.title} with {cards.count_words(card)}")


def _writer(arguments: Namespace) -> Callable[[cards.Card], str]:
    ending = os.path.splitext(arguments.path or "")[1].casefold()
    format = (arguments.format or _ENDINGS.get(ending, "text")).casefold()
    if format not in _FORMATS:
        raise Unreadable(f"“{excerpt(format)}” is not a format; write text, markdown or html.")
    return _FORMATS[format]


HANDLERS: Mapping[str, Handler] = MappingProxyType({"card": Handler(_arguments, _card)})
"""What the command line calls."""
