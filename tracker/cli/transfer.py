"""The commands export and import: everything out as a file, and marks or whole books in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

from tracker.cli.answers import UNDO
from tracker.cli.page_format import for_other_eyes, hides_names, hides_notes, is_for_others, seen_by_others
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.streams import Outlet, binary
from tracker.clock import say_date
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import counted, excerpt
from tracker.files import shown
from tracker.service.files.chosen_file import read_parcel, write_out
from tracker.service.files.exporting import comes_back, export
from tracker.service.files.importing import SIZE_LIMIT, FileFormat, is_ours
from tracker.service.files.maintenance import BookMaintenance, Occasion
from tracker.service.steps import is_nothing

_LONG = 300_000
"""How many bytes take long enough that one may wonder."""


def _for_export(parser: Parser) -> None:
    parser.add_argument("--format", metavar="F", help="json (all), csv (marks) or markdown (to read); json if unsaid")
    parser.add_argument("-o", metavar="PATH", dest="path", help="write to this file, not to the screen")
    parser.add_argument("--events", action="store_true", help="with csv: urges and portions one by one, not the marks")
    parser.add_argument("--from", metavar="DAY", dest="first", help="with csv or markdown: only from this day on")
    parser.add_argument("--to", metavar="DAY", dest="last", help="with csv or markdown: only up to this day")
    for_other_eyes(parser)


def _export(session: Session, arguments: Namespace) -> None:
    named = arguments.format or _ending(arguments.path)
    if named not in set(FileFormat):
        raise Unreadable(f"“{excerpt(named)}” is no format; there are {', '.join(FileFormat)}.")
    if arguments.events and named != FileFormat.CSV:
        raise Unreadable("--events goes with --format csv; json has them all, and markdown is to read.")
    days = _stretch(session, arguments)
    if days and named == FileFormat.JSON:
        raise Unreadable("--from and --to go with --format csv or markdown; json is the whole book.")
    if session.tracker.book.is_new:
        raise Refused("There is nothing to export yet.")
    text = _exported(session, arguments, FileFormat(named), days)
    if not arguments.path:
        session.console.data(text)
    else:
        write_out(arguments.path, text, session.tracker.place)
        session.console.answer(f"{shown(arguments.path)}: {counted(len(text.encode()), 'byte')} written")
    names, notes = not hides_names(arguments), not hides_notes(arguments)
    if named != FileFormat.MARKDOWN and not comes_back(FileFormat(named), names=names, notes=notes):
        session.console.say("It is for others to read: without its names and words letbe does not take it in again.")


def _exported(session: Session, arguments: Namespace, format: FileFormat, days: tuple[date, date] | None) -> str:
    book, events = session.tracker.book, arguments.events
    if is_for_others(arguments):
        names, notes = not hides_names(arguments), not hides_notes(arguments)
        seen = seen_by_others(book, arguments)
        return export(seen, format, events=events, days=days, names=names, notes=notes)
    if format is FileFormat.JSON and os.path.isabs(session.tracker.place):
        from tracker.service.files.same_book import SameBook

        return SameBook(session.file, session.clock).text()
    return export(book, format, events=events, days=days)


def _stretch(session: Session, arguments: Namespace) -> tuple[date, date] | None:
    if not (arguments.first or arguments.last):
        return None
    first = session.day(arguments.first, anywhere=True) if arguments.first else date.min
    last = session.day(arguments.last, anywhere=True) if arguments.last else date.max
    if last < first:
        raise Refused(f"{say_date(last, first)} is before {say_date(first, last)}; give --from the earlier day.")
    return first, last


def _ending(path: str | None) -> str:
    end = os.path.splitext(path or "")[1].casefold()
    return {".csv": "csv", ".md": "markdown"}.get(end, "json")


_PATH = (
    "a file, or the folder that another tracker's export was unpacked to; a table of your own has days such as "
    "2026-11-22 in its first column and a habit in each other one, or the columns day, habit and done"
)
_FROM = (
    "told by the file if unsaid: json or csv of letbe; loop, habitkit, inlitx, mhabit, beaverhabits, harsh, habitctl, "
    "daylio, habitbull or table"
)


def _for_import(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_PATH)
    parser.add_argument("--from", metavar="FORMAT", dest="source", default="", help=_FROM)
    parser.add_argument("--over", action="store_true", help="a copy of this book: take what it says, if older too")
    parser.add_argument(
        "--create", action="store_true", help="add what is not in the list, as daily checks or to let go"
    )
    parser.add_argument(
        "--mood", action="append", default=[], metavar="M=N", help="of Daylio: the ease of a mood, 1 to 5"
    )
    parser.add_argument("--inverse", metavar="let-go", help="of HabitKit: habits to leave become urges, not limits")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and change nothing")


def _import(session: Session, arguments: Namespace) -> None:
    from tracker.service.files.any_import import read_any  # an export knows no other trackers
    from tracker.service.files.foreign_import import ForeignImport
    from tracker.service.files.foreign_report import lines, losses

    parcel = read_parcel(arguments.path, SIZE_LIMIT, binary(session.around.stdin) if arguments.path == "-" else None)
    if arguments.source in ("", "json") and is_ours(parcel.data) and _is_same_book(session, parcel.data, arguments):
        return
    parcel.moods, parcel.let_go = _moods(arguments.mood), _wants_urges(arguments.inverse)
    before, console = session.tracker.book, session.console
    prompts = session.book.prompts if before.is_new else ()
    name = "standard input" if arguments.path == "-" else shown(os.path.basename(os.path.abspath(arguments.path)))
    with _progress(session, parcel.size) as tell:
        tell(f"Reading {name} …")
        coming = read_any(
            parcel, arguments.path, arguments.source, session.today, create=arguments.create, prompts=prompts
        )
        brings = coming.tally(before).words
    if arguments.dry_run:
        for line in lines(coming, before) if isinstance(coming, ForeignImport) else ():
            console.answer(line)
        console.answer(f"It would bring {brings}")
        return
    if not is_nothing(coming.edit(before)) and not before.is_new:
        BookMaintenance(session.file, session.clock).back_up(Occasion.IMPORT)
    with _progress(session, parcel.size) as tell:
        tell(f"Taking in {brings} …")
        outcome = session.tracker.commit(coming.edit, lambda book, _: f"Imported {name}: {coming.tally(book).words}")
    for sentence in losses(coming, before) if isinstance(coming, ForeignImport) and outcome.changed else ():
        console.say(sentence)
    if outcome.changed:
        console.answer(f"Imported {brings} {UNDO}")
    else:
        console.answer("There is nothing in it" if brings == "nothing" else f"Nothing new in it: {brings}")


@contextmanager
def _progress(session: Session, size: int) -> Iterator[Callable[[str], None]]:
    """Give what says on a terminal how far the import of a long file is, on one line that goes again."""
    stream, display = session.around.stderr, session.console.display
    outlet, seen = Outlet(stream), size > _LONG and stream.isatty() and not session.console.options.quiet

    def tell(words: str) -> None:
        if seen and session.around.env.get("TERM") != "dumb":
            outlet.write(f"\r{excerpt(words, display.width - 1)}\x1b[K", plain=display.is_plain)
            outlet.flush()

    try:
        yield tell
    finally:
        tell("")


def _is_same_book(session: Session, data: bytes, arguments: Namespace) -> bool:
    """Take over a book where there is none, or merge a copy of the one that is here; tell whether it was either."""
    from tracker.service.files.same_book import SameBook, brought

    same, before = SameBook(session.file, session.clock), session.tracker.book
    if before.is_new and not arguments.dry_run and (book := same.take_over(data)):
        session.console.answer(f"Imported {brought(book)}")
        session.console.say("It is the same book as where it came from: the two can be merged for ever after.")
        return True
    if before.is_new or arguments.over or arguments.path == "-" or not same.is_of(data):
        return False
    from tracker.cli.maintenance import merge_copies  # the other way in for a copy

    merge_copies(session, [arguments.path], dry=arguments.dry_run)
    return True


def _moods(texts: Sequence[str]) -> dict[str, int]:
    """Read what moods are worth: `superb=5`."""
    moods = {}
    for text in texts:
        name, _, ease = text.rpartition("=")
        if not name.strip() or ease.strip() not in {"1", "2", "3", "4", "5"}:
            raise Unreadable(f"“{excerpt(text)}” does not say what a mood is worth; write it as superb=5.")
        moods[name.strip().casefold()] = int(ease)
    return moods


def _wants_urges(text: str | None) -> bool:
    if text not in (None, "limit", "let-go"):
        raise Unreadable(f"“{excerpt(text or '')}” is nothing a habit to leave can become; write limit or let-go.")
    return text == "let-go"


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"export": Handler(_for_export, _export), "import": Handler(_for_import, _import)}
)
