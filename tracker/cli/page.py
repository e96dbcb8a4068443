"""The command `page`: today, the week and the year as static pages in a folder, for a browser."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tracker import files, folders
from tracker.cli.page_format import for_other_eyes, is_for_others, seen_by_others
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, judge
from tracker.domain.text import counted
from tracker.files import shown
from tracker.service.files.chosen_file import NotWritten, write_out

_MOST = 20_000_000


def _arguments(parser: Parser) -> None:
    parser.add_argument("-o", metavar="FOLDER", dest="folder", help="the folder to write them to, made if need be")
    for_other_eyes(parser)


def _page(session: Session, arguments: Namespace) -> None:
    if not arguments.folder:
        raise Unreadable("Name the folder for the pages: letbe page -o FOLDER.")
    if session.tracker.book.is_new:
        raise Refused("There is nothing to show yet.")
    from tracker.service.review.static_pages import OURS, static_pages  # the judging of a whole year

    book, standing = session.book, session.standing
    arguments.mask = arguments.mask or session.preferences.mask
    if is_for_others(arguments):
        book = seen_by_others(book, arguments)

        def standing(habit: Habit, day: date | None = None) -> Standing:
            return judge(habit, book.log(habit.id), book.pauses_of(habit), day or session.today)

    pages = static_pages(book, standing, session.today, streaks=not session.preferences.hide_streaks)
    folder = folders.whole(arguments.folder)
    try:
        files.make_folder(folder)
    except OSError as error:
        raise NotWritten(f"{shown(folder)} was not made: {(error.strerror or str(error)).lower()}.") from None
    there = {name: _there(os.path.join(folder, name)) for name in pages}
    for name, text in there.items():
        if text and OURS.encode() not in text:
            raise Refused(f"{shown(os.path.join(folder, name))} was not written by letbe; name another folder.")
    written = [name for name, text in pages.items() if there[name] != text.encode()]
    for name in written:
        write_out(os.path.join(folder, name), pages[name], session.tracker.place)
    same = f"; {counted(len(pages) - len(written), 'page')} had not changed" if len(written) < len(pages) else ""
    session.console.answer(f"{shown(folder)}: {counted(len(written), 'page')} written{same}")


def _there(path: str) -> bytes:
    """Return what stands where a page is to be written; what cannot be read is no page of ours."""
    try:
        return files.read(path, _MOST)[0]
    except FileNotFoundError:
        return b""
    except OSError:
        return b"?"


HANDLERS: Mapping[str, Handler] = MappingProxyType({"page": Handler(_arguments, _page)})
