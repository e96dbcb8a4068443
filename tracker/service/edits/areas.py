"""Areas: the edits of the parts of life that habits belong to."""

from __future__ import annotations

from datetime import date

from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, ItemKind, Put, together
from tracker.domain.errors import Refused
from tracker.domain.habit import Area, read_colour
from tracker.domain.text import clean_name, excerpt
from tracker.service.edits.order import place
from tracker.service.new_ids import new_id
from tracker.service.steps import NOTHING, Edit


def add_area(name: str, colour: str = "") -> Edit:
    """Add an area behind the others; raise `Refused` for a name that is taken, or an unknown colour."""
    called, painted = clean_name(name, "area's name"), read_colour(colour)

    def edit(book: Book) -> Change:
        refuse_area(book, called)
        position = max((kept.position + 1 for kept in book.areas), default=0)
        return Put(Area(new_id(called, {kept.id for kept in book.areas}), called, painted, position))

    return edit


def rename_area(area: str, name: str) -> Edit:
    """Give an area another name; raise `Refused` for one that is taken."""
    called = clean_name(name, "area's name")

    def edit(book: Book) -> Change:
        refuse_area(book, called, but=area)
        old = book.area(area)
        return NOTHING if old.name == called else Put(old._replace(name=called))

    return edit


def colour_area(area: str, colour: str) -> Edit:
    """Give an area another colour, or the usual one of its place with an empty text."""
    painted = read_colour(colour)

    def edit(book: Book) -> Change:
        old = book.area(area)
        return NOTHING if old.colour == painted else Put(old._replace(colour=painted))

    return edit


def delete_area(area: str, today: date, to: str = "") -> Edit:
    """Take an area away; its habits, archived ones too, go to the end of another one.

    Raises `Refused` when it has habits and no other area is named for them.
    """

    def edit(book: Book) -> Change:
        old = book.area(area)
        inside = next(habits for kept, habits in book.by_area() if kept.id == area)
        if inside and (not to or to == area):
            count = "one habit" if len(inside) == 1 else f"{len(inside)} habits"
            raise Refused(f"“{excerpt(old.name)}” has {count}; say which other area they go to.")
        moved = place([habit.id for habit in inside], today, area=to)(book) if inside else NOTHING
        pauses = [kept for kept in moved.apply(book).pauses if kept.area == area]
        # A pause of an area that is gone would read as one of nothing; its habits have taken it along.
        ended: list[Change] = [Delete(ItemKind.PAUSE, kept.id) for kept in pauses]
        return together([moved, *ended, Delete(ItemKind.AREA, area)])

    return edit


def refuse_area(book: Book, name: str, but: str = "") -> None:
    """Raise `Refused` when an area is called so already, in any case."""
    for kept in book.areas:
        if kept.name.casefold() == name.casefold() and kept.id != but:
            raise Refused(f"There is an area “{excerpt(kept.name)}” already; choose another name.")
