"""Other eyes: the options that say what of the book somebody else may see, the same on every page and export."""

from __future__ import annotations

from tracker.cli.parser import Namespace, Parser
from tracker.domain.book import Book


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
