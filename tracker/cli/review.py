"""The command `review`: what a week, a month, a quarter, a year or everything shows, as text, JSON or a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from tracker.cli.options import Format
from tracker.cli.page_format import (
    for_a_page,
    for_other_eyes,
    id_seen_by_others,
    is_for_others,
    page_format,
    seen_by_others,
)
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import HOW_TO_START, Session
from tracker.clock import say_date
from tracker.domain.errors import Refused
from tracker.files import shown
from tracker.insights import HabitReview, Review, Span, review
from tracker.service.files.chosen_file import write_out
from tracker.service.review.page import Page
from tracker.service.review.spans import PERIODS, span_on


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--period", metavar="P", default="month", help=f"{', '.join(PERIODS)} (month)")
    parser.add_argument("--as-of", metavar="DAY", help="as it stood on an earlier day")
    for_a_page(parser, "review.html has pictures")
    for_other_eyes(parser)


def _review(session: Session, arguments: Namespace) -> None:
    day = session.day(arguments.as_of)
    if day > session.today:
        raise Refused(f"{say_date(day, session.today)} has not come yet; --as-of looks back.")
    format = page_format(arguments)
    if session.is_new:
        _say_how_to_start(session, arguments.period, day)
        return
    chosen = session.habit(" ".join(arguments.habit)) if arguments.habit else None
    book, id = session.book, chosen.id if chosen else ""
    arguments.mask = arguments.mask or (session.preferences.mask and _is_a_page(session, arguments.path, format))
    if is_for_others(arguments):
        if id and (arguments.only or arguments.area):
            arguments.only.append(id)
        book, id = seen_by_others(book, arguments), id and id_seen_by_others(book, id, arguments)
    asked = span_on(book, arguments.period, day)
    found = review(book, asked, day)
    habit = found.habit(id) if id else None
    _give(session, arguments.path, format, found, habit, asked)


def _is_a_page(session: Session, path: str | None, format: str) -> bool:
    """Whether it is for looking at, and maybe for others: what is typed for oneself, or for a program, stays whole."""
    if session.console.wants(Format.JSON) or session.console.wants(Format.PLAIN):
        return False
    return format != "text" or path is not None


def _say_how_to_start(session: Session, period: str, day: date) -> None:
    """Answer on an empty place: in the promised shape where a program asks, and with the way to begin."""
    if session.console.wants(Format.JSON):
        from tracker.cli.review_fields import fields

        book = session.tracker.book
        session.console.json(fields(review(book, span_on(book, period, day), day)))
    session.console.say(HOW_TO_START)


def _give(
    session: Session, path: str | None, format: str, found: Review, habit: HabitReview | None, asked: Span
) -> None:
    console = session.console
    if console.wants(Format.JSON) or console.wants(Format.PLAIN):
        from tracker.cli.review_fields import fields, records

        console.json(fields(found, habit)) if console.wants(Format.JSON) else console.records(records(found, habit))
        return
    page = _page(found, habit, asked, streaks=not session.preferences.hide_streaks)
    if format == "text" and not path:
        _print(session, page)
        for stretch in found.quiet_stretches[:2] if habit is None else ():
            console.print(f"To excuse a quiet stretch: letbe pause --from {stretch.start} --to {stretch.end}")
    elif not path:
        console.data(_written(format)(page))
    else:
        write_out(path, _written(format)(page), session.tracker.place)
        console.answer(f"{shown(path)}: written, {page.title}")


def _page(found: Review, habit: HabitReview | None, asked: Span, *, streaks: bool) -> Page:
    if habit is not None:
        from tracker.service.review.habit_page import habit_page_of

        return habit_page_of(found, habit, asked, streaks=streaks)
    from tracker.service.review.sections import page_of

    return page_of(found, asked, streaks=streaks)


def _written(format: str) -> Callable[[Page], str]:
    if format == "html":
        from tracker.service.review.html import as_html

        return as_html
    if format == "markdown":
        from tracker.service.review.markdown import as_markdown

        return as_markdown
    from tracker.service.review.markdown import as_text

    return lambda page: "\n".join(as_text(page)) + "\n"


def _print(session: Session, page: Page) -> None:
    """Print a page line by line, its titles in bold where that can be seen."""
    from textwrap import wrap

    from tracker.service.review.markdown import as_text

    console = session.console
    room = max(20, console.display.width - 4)
    titles = {page.title, *(part.title for part in page.sections)}
    for line in as_text(page):
        if line in titles:
            console.print(console.paint(line, "bold"))
            continue
        for number, piece in enumerate(wrap(line.strip(), room, break_on_hyphens=False) or [""]):
            console.print(f"{'  ' if line.startswith('  ') else ''}{'  ' if number else ''}{piece}".rstrip())


HANDLERS: Mapping[str, Handler] = MappingProxyType({"review": Handler(_arguments, _review)})
