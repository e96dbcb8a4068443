"""The list as a file on the command line: habits export, habits import and habits edit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.columns import in_columns
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.streams import read_bytes
from tracker.domain.errors import LetbeError
from tracker.domain.text import counted
from tracker.editor import edit_text
from tracker.files import shown
from tracker.service.files.incoming import as_text, read_in
from tracker.service.files.list_file import ListDifference, differences, export_list, import_list
from tracker.service.files.output import keep, write_out
from tracker.service.steps import Edit
from tracker.settings import list_schema, places

UNDO = "(undo: letbe undo)"
_MOST_BYTES = 10_000_000


class FileTrouble(LetbeError):
    """A file that was named cannot be read or written."""

    exit_code = 4


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
    return as_text(read_bytes(session.around.stdin), "Standard input") if path == "-" else read_in(path, _MOST_BYTES)


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
    book = session.book
    kept = os.path.join(places(session.file).state, "habits-being-edited.json")
    text = read_in(kept, _MOST_BYTES) if os.path.exists(kept) else export_list(book, list_schema())
    if os.path.exists(kept):
        session.console.say(f"Going on with what was typed last time; delete {shown(kept)} to begin anew.")
    while True:
        written = edit_text(text, ".json")
        if written is None:
            raise FileTrouble("The editor could not be run, or gave up; nothing was changed. $EDITOR names another.")
        try:
            edit = import_list(written, book, session.today, whole=True)
            _take(session, edit)
        except LetbeError as error:
            keep(kept, written)
            text = written
            if not _again(session, error, kept):
                raise type(error)(f"{error} What you typed is kept: `letbe habits edit` goes on with it.") from None
            continue
        break
    if os.path.exists(kept):
        os.unlink(kept)


def _again(session: Session, error: LetbeError, kept: str) -> bool:
    """Say what is wrong, and ask whether to go back to the editor; nobody is asked in a pipe."""
    console = session.console
    if not (console.interactive and console.on_terminal):
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
    for line in in_columns([(one.name, one.words) for one in found], max(console.width, 60), widest=1):
        console.print(line)
    console.say(f"{_counted(found)} by this; nothing was changed yet.")


def _counted(found: list[ListDifference]) -> str:
    new = sum(one.new for one in found)
    counts = ((new, "new"), (len(found) - new, "changed"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "habits export": Handler(_for_export, _export),
        "habits import": Handler(_for_import, _import),
        "habits edit": Handler(_for_edit, _edit),
    }
)
