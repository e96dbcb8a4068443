"""The commands that ask gently: due, and remind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.reminders import read_time, say_time
from tracker.service.reminders.asking import Asked, asked_by, message_of, once

NOTHING_DUE = 1
"""The exit code of `due` where nothing is asked for, so that scripts can go by it."""


def _for_due(parser: Parser) -> None:
    parser.add_argument("--by", metavar="TIME", help="as of this time of day, such as 18:00 (now)")
    parser.add_argument("--mask", action="store_true", help="without names, for other eyes")


def _due(session: Session, arguments: Namespace) -> int:
    asked = _asked(session, arguments.by)
    console = session.console
    if console.wants(Format.JSON):
        console.json([_fields(session, each, masked=arguments.mask) for each in asked])
    elif console.wants(Format.PLAIN):
        fields = (_fields(session, each, masked=arguments.mask) for each in asked)
        console.records([each[name] for name in ("time", "id", "name", "cue")] for each in fields)
    else:
        for each in asked:
            console.print(_line(each, masked=arguments.mask))
    return 0 if asked else NOTHING_DUE


def _asked(session: Session, by: str | None = None) -> Sequence[Asked]:
    """Find what is asked for by now, or by a time; nothing where nobody has begun yet."""
    minute = read_time(by) if by is not None else session.clock.minute()
    return [] if session.is_new else asked_by(session.book, session.standing, session.today, minute)


def _line(asked: Asked, *, masked: bool) -> str:
    if masked:
        return f"{say_time(asked.time)}  {_masked(asked.habit)}"
    return f"{say_time(asked.time)}  {asked.habit.name}" + (f" · {asked.habit.cue}" if asked.habit.cue else "")


def _fields(session: Session, asked: Asked, *, masked: bool) -> dict[str, Any]:
    """Return what a program may want to know; an id is made of the name, and masked with it."""
    habit = asked.habit
    return {
        "day": session.today.isoformat(),
        "time": say_time(asked.time),
        "id": None if masked else habit.id,
        "name": _masked(habit) if masked else habit.name,
        "area": None if masked else habit.area,
        "cue": None if masked else habit.cue or None,
    }


def _masked(habit: Habit) -> str:
    from tracker.service.review.masking import masked_name  # it knows more of a book than most need

    return masked_name(habit)


_WISHES = {
    "install": "let systemd start it at its times; for launchd and cron, print what to put there",
    "uninstall": "take away again what --install wrote",
    "show": "print what --install would write, and write nothing",
}


def _for_remind(parser: Parser) -> None:
    parser.add_argument("--names", action="store_true", help="with names and cues; otherwise only how many are open")
    for wish, help in _WISHES.items():
        parser.add_argument(f"--{wish}", nargs="?", const="", metavar="KIND", help=help)


def _remind(session: Session, arguments: Namespace) -> int:
    from tracker.cli.remind_setup import keep_in_step, manage

    wishes = [wish for wish in _WISHES if getattr(arguments, wish) is not None]
    if len(wishes) > 1:
        raise Unreadable(f"--{wishes[0]} and --{wishes[1]} do not go together.")
    if wishes:
        return manage(session, wish=wishes[0], kind=getattr(arguments, wishes[0]).casefold(), named=arguments.names)
    _remind_once(session, named=arguments.names)
    keep_in_step(session)  # what changed elsewhere came with a merge, which this machine's timer knows nothing of
    return 0


def _remind_once(session: Session, *, named: bool) -> None:
    from tracker.settings import places

    def tell(fresh: Sequence[Asked]) -> None:
        _send(session, fresh, named=named)

    told = once(places(session.file), session.today, _asked(session), tell)
    if not told and session.console.display.is_terminal:
        session.console.say("Nothing is open that was not said already.")


def _send(session: Session, asked: Sequence[Asked], *, named: bool) -> None:
    """Send one message, by whatever way there is; at last to standard output."""
    from tracker.service.reminders.ways import send

    message = message_of(asked, named=named)
    if send(message, session.around.env):
        return
    for line in (f"{message.title}: {message.body}",) if not named else (message.title, *message.body.splitlines()):
        session.console.print(line)


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"due": Handler(_for_due, _due), "remind": Handler(_for_remind, _remind)}
)
