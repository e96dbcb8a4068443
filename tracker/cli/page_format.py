"""Page format: in which form a page is given, by `--format` or its file's ending, and what others may see of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.parser import Namespace, Parser
from tracker.domain.book import Book
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

TEXT, MARKDOWN, HTML = "text", "markdown", "html"

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {"": TEXT, ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML}
)
_OTHERS = frozenset(
    f".{name}" for name in ("pdf", "doc", "docx", "odt", "rtf", "epub", "png", "jpg", "svg", "csv", "json")
)
"""Endings of what a page is not: a file of such a name could not be opened by what opens them."""


def for_a_page(parser: Parser, example: str) -> None:
    """Declare the options that say in which form, and to which file, a page is written."""
    parser.add_argument("--format", metavar="F", help="text, markdown or html; told by the file's ending if unsaid")
    parser.add_argument("-o", metavar="FILE", dest="path", help=f"write to this file: {example}")


def page_format(arguments: Namespace) -> str:
    """Return the format that was asked for; raise `Unreadable` for one that there is not, and for a file of no name."""
    if arguments.path == "":
        raise Unreadable("Name the file behind -o, or leave -o out to have the page here.")
    ending = os.path.splitext(arguments.path or "")[1].casefold()
    if not arguments.format and ending in _OTHERS:
        raise Unreadable(
            f"A page is not written as {ending}; end the file in .html (a browser prints that), .md or .txt."
        )
    format: str = (arguments.format or _ENDINGS.get(ending, TEXT)).casefold()
    if format not in (TEXT, MARKDOWN, HTML):
        raise Unreadable(f"“{excerpt(format)}” is not a format; write text, markdown or html.")
    return format


def for_other_eyes(parser: Parser) -> None:
    """Declare what leaves parts of a page or an export out, for whoever it is given to."""
    parser.add_argument("--no-notes", action="store_true", help="without notes, answers and plans; names stay")
    parser.add_argument("--no-names", action="store_true", help="each habit as “habit k7m”; notes and answers stay")
    parser.add_argument("--mask", action="store_true", help="each habit as “habit k7m”, and without notes")
    parser.add_argument(
        "--habit", action="append", default=[], metavar="HABIT", dest="only", help="only this habit; may be repeated"
    )
    parser.add_argument("--area", action="append", default=[], metavar="A", help="only this area; may be repeated")


def hides_notes(arguments: Namespace) -> bool:
    """Whether notes, answers and plans are to be left out."""
    return bool(arguments.mask or arguments.no_notes)


def hides_names(arguments: Namespace) -> bool:
    """Whether names of habits are to be left out."""
    return bool(arguments.mask or arguments.no_names)


def is_for_others(arguments: Namespace) -> bool:
    """Whether anything at all is to be left out."""
    return bool(hides_notes(arguments) or hides_names(arguments) or arguments.only or arguments.area)


def seen_by_others(book: Book, arguments: Namespace) -> Book:
    """Return what of a book others may see; raise `NotFound` for a habit or an area that is not there."""
    from tracker.service.review.giving_on import given_on  # most pages are for oneself

    names, notes = not hides_names(arguments), not hides_notes(arguments)
    return given_on(book, arguments.only, arguments.area, names=names, notes=notes)


def id_seen_by_others(book: Book, id: str, arguments: Namespace) -> str:
    """Return the id under which others see a habit of a book."""
    from tracker.service.review.giving_on import hidden_ids

    return hidden_ids(book)[id] if hides_names(arguments) else id
