"""The command that does something about a habit that is worth a look, and that the next review comes back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.said import record
from tracker.cli.session import Session
from tracker.cli.words import refuse_archived
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.service.edits import suggestions as acting
from tracker.service.edits.pauses import read_stretch
from tracker.service.steps import Edit


class _Doing(NamedTuple):
    """An act: how it is made of a habit and words, what these say where it needs them, and whether it takes any."""

    make: Callable[[Session, Habit, str], Edit]
    needs: str = ""
    takes_words: bool = True


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", metavar="HABIT", help="")
    parser.add_argument("act", nargs="?", default="", metavar="ACT", help="what to do, or `way`: what got in the way")
    parser.text("words", nargs="*", metavar="WORDS", help="the cue, the smaller size, a pause's last day, the note")


def _act(session: Session, arguments: Namespace) -> None:
    habit = session.habit(arguments.habit)
    refuse_archived(session, [habit])
    doing = ACTS.get(arguments.act.casefold())
    if doing is None:
        trouble = f"“{excerpt(arguments.act)}” is no act" if arguments.act else "`letbe act` needs an ACT behind HABIT"
        raise Unreadable(f"{trouble}; write {', '.join(list(ACTS)[:-1])} or way.")
    if doing.needs and not arguments.words:
        raise Unreadable(f"`letbe act HABIT {arguments.act.casefold()}` needs words behind it: {doing.needs}.")
    if arguments.words and not doing.takes_words:
        surplus = excerpt(" ".join(arguments.words))
        raise Unreadable(f"`letbe act HABIT {arguments.act.casefold()}` takes no words; leave “{surplus}” out.")
    record(session, doing.make(session, habit, " ".join(arguments.words)), f"{habit.name}: that is so already")


def _pause(session: Session, habit: Habit, words: str) -> Edit:
    first, last = read_stretch(words, session.today, session.book.settings.week_start)
    return acting.rest(habit.id, first, last, session.today)


_WAY = "what got in the way, or '' to take it away"

ACTS: Mapping[str, _Doing] = MappingProxyType(
    {
        "plan": _Doing(lambda session, habit, words: acting.plan(habit.id, words, session.today), "when and where"),
        "shrink": _Doing(lambda session, habit, words: acting.shrink(habit, words, session.today)),
        "cue": _Doing(
            lambda session, habit, words: acting.recue(habit.id, words, session.today), "what it comes after"
        ),
        "pause": _Doing(_pause),
        "let-go": _Doing(lambda session, habit, _: acting.let_go(habit.id, session.today), takes_words=False),
        "keep": _Doing(lambda session, habit, _: acting.keep(habit.id, session.today), takes_words=False),
        "way": _Doing(lambda session, habit, words: acting.in_the_way(habit.id, words, session.today), _WAY),
    }
)
"""By word; `way` writes down what got in the way."""

HANDLERS: Mapping[str, Handler] = MappingProxyType({"act": Handler(_arguments, _act)})
