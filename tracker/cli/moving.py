"""The commands that put habits elsewhere: move, and delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.said import names, record
from tracker.cli.session import Session
from tracker.cli.words import read_habits, refuse_archived
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.text import counted, excerpt
from tracker.service.edits.habits import area_called, delete
from tracker.service.edits.order import place, shift
from tracker.service.steps import Edit


def for_places(parser: Parser, metavar: str) -> None:
    """Take the options that say where to."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--before", metavar=metavar, help="directly before this one")
    where.add_argument("--after", metavar=metavar, help="directly after this one")
    where.add_argument("--up", action="store_true", help="one place up")
    where.add_argument("--down", action="store_true", help="one place down")
    if metavar == "HABIT":
        where.add_argument("--area", metavar="A", help="to the end of this area")


def agreed(session: Session, question: str, *, yes: bool) -> bool:
    """Ask before something is taken away, on a terminal only, and unless `--yes` was said."""
    console = session.console
    if yes or not (console.interactive and console.on_terminal):
        return True
    answer = console.ask(f"{question} [y/N] ") or ""
    if answer.strip().casefold() in ("y", "yes"):
        return True
    console.answer("Nothing was changed.")
    return False


def for_yes(parser: Parser) -> None:
    """Take the option that answers the question beforehand."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _for_move(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="HABIT", help="")
    for_places(parser, "HABIT")


def _for_delete(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="HABIT", help="")
    for_yes(parser)


def _move(session: Session, arguments: Namespace) -> None:
    habits = read_habits(session, arguments.words)
    refuse_archived(session, habits)
    record(session, _edit(session, arguments, [habit.id for habit in habits]), f"{names(habits)}: there already")


def _edit(session: Session, arguments: Namespace, ids: Sequence[str]) -> Edit:
    today = session.today
    if arguments.up or arguments.down:
        return shift(ids, -1 if arguments.up else 1, today)
    if arguments.area:
        return place(ids, today, area=area_called(session.book, arguments.area).id)
    if arguments.before or arguments.after:
        beside = session.habit(arguments.before or arguments.after)
        refuse_archived(session, [beside])
        return place(ids, today, before=beside.id) if arguments.before else place(ids, today, after=beside.id)
    raise Unreadable("Say where to: --area AREA, --before HABIT, --after HABIT, --up or --down.")


def _delete(session: Session, arguments: Namespace) -> None:
    habits = read_habits(session, arguments.words)
    if agreed(session, f"Delete {_with_marks(session, habits)}? Undo brings all back.", yes=arguments.yes):
        record(session, delete([habit.id for habit in habits]), "Nothing to delete")


def _with_marks(session: Session, habits: Sequence[Habit]) -> str:
    marks = sum(1 for habit in habits for _ in session.book.log(habit.id))
    what = f"“{excerpt(habits[0].name)}”" if len(habits) == 1 else f"{len(habits)} habits"
    return f"{what} with {counted(marks, 'mark')}"


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"move": Handler(_for_move, _move), "delete": Handler(_for_delete, _delete)}
)
