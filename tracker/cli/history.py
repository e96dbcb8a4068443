"""The commands about changes: undo, redo and history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import MappingProxyType

from tracker.cli.columns import in_told_columns
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import ago
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.history import Entry
from tracker.domain.text import excerpt
from tracker.service.tracker import Outcome, Tracker

_SHOWN = 20
_MOST = 10_000


def _arguments(parser: Parser) -> None:
    parser.add_argument("count", nargs="?", metavar="N", help="")


def _stepping(step: Callable[[Tracker], Outcome], said: str, way_back: str) -> Callable[[Session, Namespace], None]:
    """Build `undo` or `redo`: so many steps as were asked for, or as there are."""

    def run(session: Session, arguments: Namespace) -> None:
        count = _count(arguments.count, 1)
        labels = [_step(session, step)]
        with suppress(Refused):  # that was all there is
            for _ in range(count - 1):
                labels.append(_step(session, step))  # noqa: PERF401 - those before the end are kept
        number, again = (f" {len(labels)} changes", f" {len(labels)}") if len(labels) > 1 else ("", "")
        all_there_is = "" if len(labels) == count else ", all there is"
        session.console.answer(f"{said}{number}{all_there_is}: {'; '.join(labels)} ({way_back}{again})")

    return run


def _step(session: Session, step: Callable[[Tracker], Outcome]) -> str:
    outcome = step(session.tracker)
    session.follow(outcome)
    return outcome.made.label


def _history(session: Session, arguments: Namespace) -> None:
    console, history = session.console, session.tracker.history
    own = [entry for entry in history.entries if entry.made.undoes is None and entry.made.redoes is None]
    shown = own[: -_count(arguments.count, _SHOWN) - 1 : -1]
    standing = {entry.id for entry in history.undoable}
    if console.wants(Format.JSON):
        console.json([_fields(entry, undone=entry.id not in standing) for entry in shown])
    elif console.wants(Format.PLAIN):
        console.records(_fields(entry, undone=entry.id not in standing).values() for entry in shown)
    else:
        now = session.clock.milliseconds()
        when = [ago(entry.at, now) for entry in shown]
        said = [f"{entry.made.label}{'' if entry.id in standing else ' (undone)'}" for entry in shown]
        for line in in_told_columns([*zip(when, said, strict=True)], console.display.row_width):
            console.print(line)
        if not shown:
            console.say("Nothing was changed yet.")


def _fields(entry: Entry, *, undone: bool) -> dict[str, object]:
    at = datetime.fromtimestamp(entry.at / 1000, UTC).isoformat(timespec="seconds")
    return {"id": entry.id, "at": at, "change": entry.made.label, "undone": undone}


def _count(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isdecimal() or not 1 <= int(text[:9]) <= _MOST:
        raise Unreadable(f"“{excerpt(text)}” is not a number of changes; write one from 1 to {_MOST:,}.")
    return int(text)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "undo": Handler(_arguments, _stepping(Tracker.undo, "Taken back", "back again: letbe redo")),
        "redo": Handler(_arguments, _stepping(Tracker.redo, "Done again", "undo: letbe undo")),
        "history": Handler(_arguments, _history),
    }
)
