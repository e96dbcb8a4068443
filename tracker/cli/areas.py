"""The commands about areas: areas, and its parts add, rename, move, colour and delete."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.answers import record
from tracker.cli.columns import show_rows
from tracker.cli.listing import agreed, for_places, for_yes
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.habit import COLOURS
from tracker.domain.text import counted, excerpt
from tracker.service.edits.areas import add_area, colour_area, delete_area, rename_area
from tracker.service.edits.habits import area_called
from tracker.service.edits.order import place_area, shift_area

_COLOURS = f"{', '.join(COLOURS[:-1])} or {COLOURS[-1]}"


def _for_areas(_: Parser) -> None:
    """Take no words."""


def _for_add(parser: Parser) -> None:
    parser.add_argument("name", nargs="+", metavar="NAME", help="")
    parser.add_argument("--colour", metavar="C", default="", help=_COLOURS)


def _for_rename(parser: Parser) -> None:
    parser.add_argument("area", metavar="AREA", help="")
    parser.add_argument("name", nargs="+", metavar="NAME", help="")


def _for_move(parser: Parser) -> None:
    parser.add_argument("area", metavar="AREA", help="")
    for_places(parser, "AREA")


def _for_colour(parser: Parser) -> None:
    parser.add_argument("area", metavar="AREA", help="")
    parser.add_argument("colour", metavar="COLOUR", help=f"{_COLOURS}; '' for the usual one")


def _for_delete(parser: Parser) -> None:
    parser.add_argument("area", metavar="AREA", help="")
    parser.add_argument("--to", metavar="AREA", help="where its habits go")
    for_yes(parser)


def _areas(session: Session, _: Namespace) -> None:
    console, areas = session.console, list(session.book.by_area())
    counts = [sum(habit.archived is None for habit in habits) for _, habits in areas]
    if console.wants(Format.JSON):
        fields = zip(areas, counts, strict=True)
        console.json([{"id": a.id, "name": a.name, "colour": a.colour or None, "habits": n} for (a, _), n in fields])
    elif console.wants(Format.PLAIN):
        console.records((area.id, area.name, area.colour, n) for (area, _), n in zip(areas, counts, strict=True))
    else:
        said = [counted(count, "habit") for count in counts]
        rows = [(area.name, n, area.colour, area.id) for (area, _), n in zip(areas, said, strict=True)]
        show_rows(console, rows, widest=0)


def _add(session: Session, arguments: Namespace) -> None:
    session.starters = False  # whoever makes parts of a life of their own has habits of their own in mind
    record(session, add_area(" ".join(arguments.name), arguments.colour), "Nothing to add")


def _rename(session: Session, arguments: Namespace) -> None:
    area = area_called(session.book, arguments.area)
    record(session, rename_area(area.id, " ".join(arguments.name)), f"{area.name}: as it was")


def _move(session: Session, arguments: Namespace) -> None:
    book, area = session.book, area_called(session.book, arguments.area)
    if arguments.up or arguments.down:
        edit = shift_area(area.id, -1 if arguments.up else 1)
    elif arguments.before or arguments.after:
        beside = area_called(book, arguments.before or arguments.after).id
        edit = place_area(area.id, before=beside) if arguments.before else place_area(area.id, after=beside)
    else:
        raise Unreadable("Say where to: --before AREA, --after AREA, --up or --down.")
    record(session, edit, f"{area.name}: there already")


def _colour(session: Session, arguments: Namespace) -> None:
    area = area_called(session.book, arguments.area)
    record(session, colour_area(area.id, arguments.colour), f"{area.name}: {area.colour or 'as it comes'} already")


def _delete(session: Session, arguments: Namespace) -> None:
    area = area_called(session.book, arguments.area)
    to = area_called(session.book, arguments.to) if arguments.to else None
    edit = delete_area(area.id, session.today, to.id if to else "")
    edit(session.book)  # what is refused is refused before anybody is asked
    where = f" and move its habits to “{excerpt(to.name)}”" if to else ""
    if agreed(session, f"Delete the area “{excerpt(area.name)}”{where}? Undo brings it back.", yes=arguments.yes):
        record(session, edit, "Nothing to delete")


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "areas": Handler(_for_areas, _areas),
        "areas add": Handler(_for_add, _add),
        "areas rename": Handler(_for_rename, _rename),
        "areas move": Handler(_for_move, _move),
        "areas colour": Handler(_for_colour, _colour),
        "areas delete": Handler(_for_delete, _delete),
    }
)
