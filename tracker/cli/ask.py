"""The command `ask`: goes through what is open, one line each, for a terminal, a pipe or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tracker.cli.answers import progress_words, record, span_words
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import read_habits, refuse_archived
from tracker.domain.amounts import refuse_marks
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit
from tracker.domain.text import excerpt
from tracker.service.due import open_habits
from tracker.service.edits import marks as marking
from tracker.service.edits.events import detail, urges
from tracker.service.steps import Edit
from tracker.service.words.labels import about, mark_words

_HOW = (
    "y done · n missed · s skip · a number adds · a note behind any of them · Enter leaves it open · q stops · ? help"
)
_HOW_URGES = "for urges: 2 let pass, 2p 1a let pass and acted on, p4 short reply: how strong and what set it off"
_HELP = {
    "y": "it is done; a limit takes a number instead",
    "n": "it did not happen",
    "s": "excused: the day counts for nothing",
    "20": "adds 20 to what the day has; 20m and 1h30 do so too",
    "2p 1a": "for urges: two let pass, one acted on",
    "p4 late": "for an urge: let pass, 4 strong, set off by “late”; a4 if it was acted on",
    "y rained": "what stands behind an answer becomes the day's note",
    "Enter": "leaves it open",
    "q": "stops here; what was answered stays",
}
_STRONG = re.compile(r"([pa])([1-5])")
_URGE = re.compile(r"(\d*)([pa])|(\d+)")


class Stop(Exception):
    """Whoever is asked wants no more questions, or has gone."""


def _arguments(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--all", action="store_true", help="ask about limits and urges too, and about what is settled")
    parser.add_argument("--on", metavar="DAY", help="another day than today")


def _ask(session: Session, arguments: Namespace) -> None:
    days = session.days(arguments.on)
    if len(days) > 1:
        raise Unreadable("`letbe ask` goes through one day; give one with --on DAY.")
    day = days[0]
    habits = _habits(session, arguments, day)
    if not habits:
        session.console.print(f"Nothing is open {session.say_day(day)}.")
        return
    session.console.say(_HOW)
    if any(habit.rule_on(day).goal.is_urge for habit in habits):
        session.console.say(_HOW_URGES)
    recorded = 0
    try:
        for habit in habits:
            recorded += _talk_about(session, habit, day)
    except Stop:
        pass
    session.console.answer(f"{recorded} recorded, {len(open_habits(session.book.active, session.standing, day))} open.")


def _habits(session: Session, arguments: Namespace, day: date) -> list[Habit]:
    """Choose whom to ask about; letting-go habits only when wanted, since a daily question keeps the thing in mind."""
    if arguments.words:
        habits = read_habits(session, arguments.words)
        refuse_archived(session, habits, day)
        return habits
    return list(session.book.active) if arguments.all else open_habits(session.book.active, session.standing, day)


def _talk_about(session: Session, habit: Habit, day: date) -> bool:
    """Ask about one habit until the answer can be taken; tell whether something was recorded."""
    question = _question(session, habit, day)
    while True:
        try:
            answer = session.console.ask(question)
            if answer is None or answer.strip().casefold() in ("q", "quit"):
                raise Stop
            if not answer.strip():
                return False
            if answer.strip() == "?" and session.console.interactive:
                for typed, meaning in _HELP.items():
                    session.console.complain(f"  {typed:<8}  {meaning}")
                continue
            edit = _edit(session, habit, day, answer.strip())
            return record(session, edit, f"{about(habit.name, [day], session.say_day)}: recorded already").changed
        except LetbeError as error:
            # A script cannot think again, and its next line is about the next habit.
            if not session.console.interactive or error.exit_code not in (1, 2):
                raise
            session.console.refuse(error)


def _question(session: Session, habit: Habit, day: date) -> str:
    standing, mark = session.standing(habit, day), session.book.log(habit.id).get(day)
    goal = habit.rule_on(day).goal
    parts = [mark_words(mark, goal) if mark else "", span_words(standing)]
    if not any(parts) and standing.obligation.progress and goal.counts:
        parts.append(progress_words(standing, standing.obligation.progress))
    state = ", ".join(part for part in parts if part)
    return f"{habit.name}{f' ({state})' if state else ''}? "


def _edit(session: Session, habit: Habit, day: date, answer: str) -> Edit:
    """Build the edit that an answer asks for: its first word, and a note behind it."""
    refuse_marks(answer)  # 1 000 is no 1 with a note
    goal = habit.rule_on(day).goal
    if goal.is_urge:
        return _urges(session, habit, day, answer)
    head, _, note = answer.partition(" ")
    edit = _mark(session, habit, day, head.rstrip(",").casefold())
    note = _without_unit(note, goal).strip(" ,")
    return marking.also(edit, marking.note([habit.id], [day], session.when, note)) if note else edit


def _mark(session: Session, habit: Habit, day: date, word: str) -> Edit:
    ids, days, when = [habit.id], [day], session.when
    limit = habit.rule_on(day).goal.is_limit
    match word:
        case "y" | "yes":
            return marking.done(ids, days, when)
        case "n" | "no":
            return marking.done(ids, days, when, "0", replace=True) if limit else marking.missed(ids, days, when)
        case "s" | "skip":
            return marking.skip(ids, days, when)
    if word.lstrip("+.")[:1].isdigit() or word[:1] == "-":
        return marking.done(ids, days, when, word)
    raise Unreadable(f"“{excerpt(word)}” is not an answer here; {_HOW}.")


def _without_unit(note: str, goal: Goal) -> str:
    """Drop a unit that was typed apart from its number: `20 min` needs no note that says min."""
    first, _, rest = note.strip().partition(" ")
    return rest if goal.unit and first.rstrip(",").casefold() == goal.unit.casefold() else note


def _urges(session: Session, habit: Habit, day: date, answer: str) -> Edit:
    """Read `2`, `p4`, `2p 1a`, and what set it off, or the note, behind it.

    Behind an urge with its strength stands its trigger, as in `p4 short reply: a note`; behind a count the note.
    """
    if answer.casefold() in ("s", "skip"):
        return marking.skip([habit.id], [day], session.when)
    head, _, rest = answer.partition(" ")
    if match := _STRONG.fullmatch(head.rstrip(",").casefold()):
        trigger, _, note = rest.partition(":")
        said = detail(strength=match[2], trigger=trigger, note=note)
        counts = (1, 0) if match[1] == "p" else (0, 1)
        return urges([habit.id], [day], session.when, passed=counts[0], acted=counts[1], said=said)
    passed = acted = 0
    words = answer.split()
    while words and (match := _URGE.fullmatch(words[0].rstrip(",").casefold())):
        count = int((match[1] or match[3] or "1")[:6])
        passed, acted = (passed, acted + count) if match[2] == "a" else (passed + count, acted)
        words.pop(0)
    if not passed and not acted:
        raise Unreadable(f"“{excerpt(answer)}” is not an answer here; {_HOW_URGES}.")
    if max(passed, acted) > marking.MOST_URGES:
        raise Refused(f"Urges are counted from 1 to {marking.MOST_URGES} a day; “{excerpt(answer)}” says more.")
    said = detail(note=" ".join(words).strip(" ,"))
    return urges([habit.id], [day], session.when, passed=passed, acted=acted, said=said)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"ask": Handler(_arguments, _ask)})
