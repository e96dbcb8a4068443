"""The command `card`: one page of a week's days, as text, Markdown or a sheet to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.cli.page_format import HTML, MARKDOWN, TEXT, for_a_page, for_other_eyes, page_format, seen_by_others
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import HOW_TO_START, Session
from tracker.clock import say_date
from tracker.domain.errors import Refused
from tracker.files import shown
from tracker.service.files.chosen_file import write_out
from tracker.service.review import card as cards
from tracker.service.review.card_sheet import as_html

_WRITERS: Mapping[str, Callable[[cards.Card], str]] = MappingProxyType(
    {TEXT: cards.as_text, MARKDOWN: cards.as_markdown, HTML: as_html}
)


def _arguments(parser: Parser) -> None:
    parser.add_argument("--week", metavar="DAY", help="the week that holds another day than today")
    for_a_page(parser, "card.html prints on one sheet")
    for_other_eyes(parser)


def _card(session: Session, arguments: Namespace) -> None:
    day = session.day(arguments.week)
    if day > session.today:
        raise Refused(f"{say_date(day, session.today)} has not come yet; --week looks at this week or an earlier one.")
    write = _WRITERS[page_format(arguments)]
    if session.is_new:
        session.console.say(HOW_TO_START)
        return
    arguments.mask = arguments.mask or (session.preferences.mask and bool(arguments.path))
    card = cards.card_of(seen_by_others(session.book, arguments), day, session.today)
    if not arguments.path:
        _print(session, write(card), is_text=write is cards.as_text)
        return
    write_out(arguments.path, write(card), session.tracker.place)
    session.console.answer(f"{shown(arguments.path)}: written, {card.title} with {cards.count_words(card)}")


def _print(session: Session, text: str, *, is_text: bool) -> None:
    """Print a card as it is written, and as text on a terminal in lines that it has room for."""
    if not (is_text and session.console.display.is_terminal):
        session.console.data(text)
        return
    for line in text.splitlines():
        session.console.tell(line)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"card": Handler(_arguments, _card)})
"""What the command line calls."""
