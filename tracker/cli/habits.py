"""The command `habits`: the list, with the rule that holds for each; and the list as a file, out, in and edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tracker.cli.columns import cut, in_columns, in_words, show_rows
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.streams import binary
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.reminders import say_time
from tracker.domain.text import counted
from tracker.files import shown
from tracker.service.files.chosen_file import read_all, read_in, write_out
from tracker.service.files.list_file import ListDifference, differences, export_list, import_list
from tracker.service.steps import Edit
from tracker.settings import list_schema


def _arguments(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help="show the archived ones too")


def _habits(session: Session, arguments: Namespace) -> None:
    console = session.console
    areas = list(_areas(session, archived=arguments.all))
    listed = [habit for _, habits in areas for habit in habits]
    if console.wants(Format.JSON):
        console.json([_fields(habit) for habit in listed])
    elif console.wants(Format.PLAIN):
        console.records(_record(habit) for habit in listed)
    elif not listed:
        console.say("Every habit is archived; `letbe habits --all` shows them.")
    else:
        rows = [(f"  {habit.name}", _rule(session, habit), habit.id) for habit in listed]
        lines = iter(
            in_words([row[:2] for row in rows])
            if console.linear
            else in_columns(rows, console.display.row_width, widest=0)
        )
        for index, (area, habits) in enumerate(areas):
            if index:
                console.print()
            console.print(console.paint(cut(area.name, console.display.row_width), "bold"))
            for _ in habits:
                console.print(next(lines))


def _areas(session: Session, *, archived: bool) -> Iterator[tuple[Area, list[Habit]]]:
    for area, habits in session.book.by_area():
        shown = [habit for habit in habits if archived or habit.archived is None]
        if shown:
            yield area, shown


def _rule(session: Session, habit: Habit) -> str:
    return f"archived {session.say_day(habit.archived)}" if habit.archived else habit.rule_on(session.today).words


def _fields(habit: Habit) -> dict[str, Any]:
    return {
        "id": habit.id,
        "name": habit.name,
        "area": habit.area,
        "schedule": str(habit.rule.schedule),
        "goal": str(habit.rule.goal),
        "archived": habit.archived.isoformat() if habit.archived else None,
        "created": habit.created.isoformat(),
        "why": habit.why or None,
        "cue": habit.cue or None,
        "small": habit.small or None,
        "reminders": [say_time(time) for time in habit.reminders],
        "glyph": habit.glyph or None,
        "colour": habit.colour or None,
        "rules": [_rule_fields(rule) for rule in habit.rules],
    }


def _rule_fields(rule: Rule) -> dict[str, str]:
    return {"from": rule.since.isoformat(), "schedule": str(rule.schedule), "goal": str(rule.goal)}


def _record(habit: Habit) -> tuple[object, ...]:
    return habit.id, habit.name, habit.area, habit.rule.schedule, habit.rule.goal, habit.archived


UNDO = "(undo: letbe undo)"
_MOST_BYTES = 10_000_000


def _for_export(parser: Parser) -> None:
    parser.add_argument("-o", metavar="FILE", dest="path", help="write to this file, not to the screen")


def _for_import(parser: Parser) -> None:
    parser.add_argument("path", metavar="FILE", help="")
    parser.add_argument("--dry-run", action="store_true", help="say what it would do, and change nothing")


def _for_edit(_: Parser) -> None:
    """Take no words."""


def _export(session: Session, arguments: Namespace) -> None:
    text = export_list(session.book)
    if not arguments.path:
        session.console.data(text)
        return
    write_out(arguments.path, text, session.tracker.place)
    session.console.answer(f"{shown(arguments.path)}: {counted(len(session.book.active), 'habit')} written")


def _read(session: Session, path: str) -> str:
    if path != "-":
        return read_in(path, _MOST_BYTES)
    return read_all(binary(session.around.stdin), "Standard input", _MOST_BYTES)


def _import(session: Session, arguments: Namespace) -> None:
    text = _read(session, arguments.path)
    before = session.tracker.book
    edit = import_list(text, before, session.today)
    if arguments.dry_run:
        _would(session, differences(before, edit(before).apply(before), session.today))
    else:
        _take(session, edit)


def _edit(session: Session, _: Namespace) -> None:
    """Let the user edit the list until it can be read, or until they leave it; what was typed is kept."""
    from tracker.cli.manuscript import Manuscript  # what starts programs costs `letbe habits` nothing

    book = session.book
    manuscript = Manuscript(session, "habits-being-edited.json", "letbe habits edit")
    text = manuscript.begun(lambda: export_list(book, list_schema()))
    with manuscript.kept():
        while True:
            written = manuscript.edited(text, ".json")
            try:
                _take(session, import_list(written, book, session.today, whole=True))
                break
            except LetbeError as error:
                text = written
                if not _again(session, error, manuscript.path):
                    raise


def _again(session: Session, error: LetbeError, kept: str) -> bool:
    """Say what is wrong, and ask whether to go back to the editor; nobody is asked in a pipe."""
    console = session.console
    if not (console.interactive and console.display.is_terminal):
        return False
    console.refuse(error)
    answer = console.ask(f"Enter goes back to the editor, q leaves (what you typed is kept in {shown(kept)}): ")
    return answer is not None and answer.strip().casefold() not in ("q", "quit", "n", "no")


def _take(session: Session, edit: Edit) -> None:
    outcome = session.tracker.commit(edit)
    if not outcome.changed:
        session.console.answer("The list is as it was: nothing to change.")
        return
    found = differences(outcome.before, outcome.after, session.today)
    session.console.answer(f"List taken in: {_counted(found)} {UNDO}")


def _would(session: Session, found: list[ListDifference]) -> None:
    console = session.console
    if not found:
        console.print("The list is as it is here: nothing would change.")
        return
    show_rows(console, [(one.name, one.words) for one in found], widest=1, width=max(console.display.width, 60))
    console.say(f"{_counted(found)} by this; nothing was changed yet.")


def _counted(found: list[ListDifference]) -> str:
    new = sum(one.new for one in found)
    counts = ((new, "new"), (len(found) - new, "changed"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "habits": Handler(_arguments, _habits),
        "habits export": Handler(_for_export, _export),
        "habits import": Handler(_for_import, _import),
        "habits edit": Handler(_for_edit, _edit),
    }
)
