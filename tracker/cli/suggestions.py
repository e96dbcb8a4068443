"""The command that does something about a habit that is worth a look, and that the next review comes back to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.cli.answers import record
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import refuse_archived
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, excerpt
from tracker.service.edits import suggestions
from tracker.service.edits.pauses import read_stretch
from tracker.service.steps import Edit


class _Act(NamedTuple):
    """An act: how it is made of a habit and words, what these say where it needs them, and whether it takes any."""

    make: Callable[[Session, Habit, str, Namespace], Edit]
    needs: str = ""
    takes_words: bool = True


def _arguments(parser: Parser) -> None:
    parser.add_argument("habit", metavar="HABIT", help="")
    parser.add_argument("act", nargs="?", default="", metavar="ACT", help="what to do, or `way`: what got in the way")
    parser.text("words", nargs="*", metavar="WORDS", help="the cue, the smaller size, a pause's last day, the note")
    for option, help in _OF_A_PLAN.items():
        parser.text(option, metavar="TEXT", help=help)


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
    if arguments.act.casefold() != "plan" and (stray := [each for each in _OF_A_PLAN if _said(arguments, each)]):
        raise Unreadable(f"{stray[0]} belongs to a plan: `letbe act HABIT plan WHEN {stray[0]} TEXT`.")
    edit = doing.make(session, habit, " ".join(arguments.words), arguments)
    record(session, edit, f"{habit.name}: that is so already")


_THEN = re.compile(r"[,;:]?\s+then\s+", re.IGNORECASE)
_OF_A_PLAN = {
    "--then": "in a plan: what I do at that; of an urge or a limit, what I do instead",
    "--wish": "in a plan: what I wish for",
    "--best": "in a plan: what would be the best of it",
    "--within": "in a plan: what in me stands in the way",
}


def _said(arguments: Namespace, option: str) -> str:
    return getattr(arguments, option.removeprefix("--")) or ""


def _plan(session: Session, habit: Habit, words: str, arguments: Namespace) -> Edit:
    when, _, then = (words, "", "") if habit.rule.goal.is_doing else _THEN.sub("\n", words, count=1).partition("\n")
    if not words and habit.rule.goal.is_doing:
        raise Unreadable("`letbe act HABIT plan` needs words behind it: when and where.")
    said, wish, best, within = (_said(arguments, option) for option in _OF_A_PLAN)
    if habit.cue and clean(when) not in ("", habit.cue) and not session.preferences.mask:
        from shlex import quote  # only where a plan has another cue than its habit

        mend = f"`letbe act {habit.id} cue {quote(when)}` puts this one in its place"
        session.console.say(f"Its cue stays “{excerpt(habit.cue)}”; {mend}.")
    asked = suggestions.Intention(when if words else habit.cue, said or then, wish, best, within)
    return suggestions.plan(habit, asked, session.today)


def _pause(session: Session, habit: Habit, words: str, _: Namespace) -> Edit:
    first, last = read_stretch(words, session.today, session.book.settings.week_start)
    return suggestions.rest(habit.id, first, last, session.today)


_WAY = "what got in the way, or '' to take it away"

ACTS: Mapping[str, _Act] = MappingProxyType(
    {
        "plan": _Act(_plan),
        "shrink": _Act(lambda session, habit, words, _: suggestions.shrink(habit, words, session.today)),
        "cue": _Act(
            lambda session, habit, words, _: suggestions.recue(habit.id, words, session.today), "what it comes after"
        ),
        "pause": _Act(_pause),
        "let-go": _Act(lambda session, habit, *_: suggestions.let_go(habit.id, session.today), takes_words=False),
        "keep": _Act(lambda session, habit, *_: suggestions.keep(habit.id, session.today), takes_words=False),
        "fade": _Act(lambda session, habit, *_: suggestions.fade(habit.id, session.today), takes_words=False),
        "way": _Act(lambda session, habit, words, _: suggestions.in_the_way(habit.id, words, session.today), _WAY),
    }
)
"""By word; `way` writes down what got in the way."""

HANDLERS: Mapping[str, Handler] = MappingProxyType({"act": Handler(_arguments, _act)})
