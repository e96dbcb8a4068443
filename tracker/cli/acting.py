"""The command that does something about a habit that is worth a look, and that the next review comes back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.said import record
from tracker.cli.session import Session
from tracker.clock import read_coming_day
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.text import excerpt
from tracker.service import acting
from tracker.service.steps import Edit


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", metavar="HABIT", help="")
    parser.add_argument("act", metavar="ACT", help="plan, shrink, cue, pause, let-go, keep or way")
    parser.add_argument("words", nargs="*", metavar="WORDS", help="the cue, the smaller size, a pause's last day")


def _act(session: Session, arguments: Namespace) -> None:
    habit, words = session.habit(arguments.habit), " ".join(arguments.words)
    make = _ACTS.get(arguments.act.casefold())
    if make is None:
        raise Unreadable(f"“{excerpt(arguments.act)}” is no act; write {', '.join(list(_ACTS)[:-1])} or way.")
    record(session, make(session, habit, words), f"{habit.name}: that is so already")


def _pause(session: Session, habit: Habit, words: str) -> Edit:
    last = read_coming_day(words, session.today) if words else None
    return acting.rest(habit.id, session.today, last, session.today)


_ACTS: Mapping[str, Callable[[Session, Habit, str], Edit]] = MappingProxyType(
    {
        "plan": lambda session, habit, words: acting.plan(habit.id, words, session.today),
        "shrink": lambda session, habit, words: acting.shrink(habit, words or habit.small, session.today),
        "cue": lambda session, habit, words: acting.recue(habit.id, words, session.today),
        "pause": _pause,
        "let-go": lambda session, habit, _: acting.let_go(habit.id, session.today),
        "keep": lambda session, habit, _: acting.keep(habit.id, session.today),
        "way": lambda session, habit, words: acting.in_the_way(habit.id, words, session.today),
    }
)
"""By word; `way` writes down what got in the way."""

HANDLERS: Mapping[str, Handler] = MappingProxyType({"act": Handler(_arguments, _act)})
