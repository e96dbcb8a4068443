"""The command `now`: what I do instead and a minute of slow breaths, or a timer; then one word says what came of it.

All of it is plain text, one line after the other: words and seconds, nothing that moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracker import folders
from tracker.cli.answers import record
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import refuse_archived
from tracker.domain.amounts import ONE, read_amount
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.text import counted, excerpt
from tracker.service.edits import marks as marking
from tracker.service.edits.events import Detail, urges
from tracker.service.sitting import Sitting, Timer, is_timed, said_of, whole_minutes
from tracker.service.steps import Edit
from tracker.service.words.plans import then_words

_BREATH = (("in", 4), ("out", 6))
_LONGEST = 24 * 60
_NUMERIC = tuple("0123456789.+-")  # what a number of minutes begins with
_STEP = 10
"""The seconds between two looks at the clock while a timer runs."""


def _arguments(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="HABIT", help="")


def _now(session: Session, arguments: Namespace) -> None:
    words, minutes = _length(arguments.words)
    timer = Timer(session.clock, folders.state(), session.tracker.place)
    if _asked_about(session, timer) and not words:
        return
    habit = session.habit(" ".join(words)) if words else _urge(session)
    refuse_archived(session, [habit])
    goal = habit.rule.goal
    session.console.print(habit.name)
    if goal.is_doing:
        session.console.tell(habit.small or "As little of it as there is room for.")
    else:
        session.console.tell(f"Instead, I {then_words(habit.small, habit)}.")
    if is_timed(goal):
        _sit(session, timer, habit, minutes or round(goal.amount / 1000))
    else:
        _breathe_and_say(session, habit, minutes or 1)


def _length(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """Take the minutes off the end of what was typed; 0 where none are given."""
    try:
        amount = read_amount(words[-1], "min") if words and words[-1][:1] in _NUMERIC else None
    except Unreadable:
        amount = None  # a name may end so, as in “walk 5k”
    if amount is None:
        return words, 0
    minutes, rest = divmod(amount, ONE)
    if rest or not 0 < minutes <= _LONGEST:
        raise Unreadable(f"“{excerpt(words[-1])}” is no number of minutes from 1 to {_LONGEST}.")
    return words[:-1], minutes


def _urge(session: Session) -> Habit:
    """Choose the habit that is meant where none is named: what is let go of, asked for where there are several."""
    urges = [habit for habit in session.book.active if habit.rule.goal.is_urge]
    if not urges:
        raise Refused("Nothing here is to be let go of yet; name a habit: `letbe now HABIT`.")
    if len(urges) == 1:
        return urges[0]
    for number, habit in enumerate(urges, 1):
        session.console.tell(f"{number} {habit.name}: {then_words(habit.small, habit)}")
    answer = (session.console.ask("Which one is it? ") or "").strip()
    by_number = {str(number): habit for number, habit in enumerate(urges, 1)}
    if not answer:
        raise Refused("Nothing was chosen, and nothing recorded; `letbe now HABIT` names one.")
    return by_number.get(answer) or session.habit(answer)


def _breathe_and_say(session: Session, habit: Habit, minutes: int) -> None:
    console, is_urge = session.console, habit.rule.goal.is_urge
    before = _strength(session, "How strong is it, 1 to 5? Enter says nothing: ") if is_urge else 0
    if before is None:  # nobody waits a minute for a question that nobody can answer
        raise Refused("No answer can come in here, so nothing would be recorded; run it in a terminal.")
    console.tell(f"{counted(minutes, 'slow minute')}; ctrl+c ends it early.")
    try:
        for breath in range(minutes * 6 * len(_BREATH)):
            way, seconds = _BREATH[breath % len(_BREATH)]
            console.print(f"breathe {way}, {seconds} seconds")
            console.flush()
            session.clock.wait(seconds)
    except KeyboardInterrupt:
        console.print()
    after = _strength(session, "And how strong now, 1 to 5? Enter says nothing: ") if is_urge else 0
    edit = _outcome(session, habit, said_of(habit, before, after or 0))
    if edit is None:
        console.say("Nothing was recorded.")
        return
    record(session, edit, f"{habit.name}: recorded already")


def _strength(session: Session, question: str) -> int | None:
    """Ask for a strength, 0 where nothing is said; None when there is nobody left to answer."""
    while (answer := session.console.ask(question)) and answer.strip() not in ("", "1", "2", "3", "4", "5"):
        session.console.complain("It is 1 (a little) to 5 (very strong), or nothing.")
        if not session.console.interactive:
            return 0
    return None if answer is None else int(answer.strip() or 0)


def _outcome(session: Session, habit: Habit, said: Detail) -> Edit | None:
    """Ask what came of it, and give the edit that records that; None for nothing."""
    ids, days, when, goal = [habit.id], [session.today], session.when, habit.rule.goal
    if goal.is_doing:
        return marking.done(ids, days, when) if _says_yes(session, "Done? y or n: ") else None
    answer = (session.console.ask("p let pass, a acted on, Enter leaves it: ") or "").strip().casefold()
    if goal.is_limit:
        return marking.done(ids, days, when, "1") if answer == "a" else None
    if answer not in ("p", "a"):
        return None
    return urges(ids, days, when, passed=int(answer == "p"), acted=int(answer == "a"), said=said)


def _sit(session: Session, timer: Timer, habit: Habit, minutes: int) -> None:
    """Count minutes, and add them if that is wanted."""
    console = session.console
    sitting = timer.begin(habit.id, session.today, minutes)
    console.tell(f"{minutes} min from now; ctrl+c ends it early.")
    told = 0
    try:
        while not sitting.is_reached:
            console.flush()
            session.clock.wait(_STEP)
            sitting = timer.look() or sitting
            if sitting.minutes >= told + 5 and not sitting.is_reached:
                told = sitting.minutes
                console.print(f"{told} of {minutes} min")
    except KeyboardInterrupt:
        sitting = timer.look() or sitting
        console.print()
    _add(session, timer, habit, sitting, f"{counted(sitting.minutes, 'minute')}. Add them? y or n: ")


def _add(session: Session, timer: Timer, habit: Habit, sitting: Sitting, question: str) -> None:
    if sitting.asleep:
        jumped = f"The clock jumped by {whole_minutes(sitting.asleep)} min: this computer slept, or was set. "
        if _says_yes(session, f"{jumped}Count them too? y or n: "):
            sitting = sitting.with_sleep
            question = f"{counted(sitting.minutes, 'minute')}. Add them? y or n: "
    answer = session.console.ask(question) if sitting.minutes else ""
    if answer is None:  # the terminal was closed, say: the next `letbe now` asks about what was counted
        session.console.complain("No answer came, so nothing was recorded yet; `letbe now` asks about it again.")
        return
    timer.end()
    if not _is_yes(answer):
        session.console.say("Nothing was recorded.")
        return
    edit = marking.done([habit.id], [sitting.day], session.when, f"{sitting.minutes}m")
    record(session, edit, f"{habit.name}: recorded already")


def _asked_about(session: Session, timer: Timer) -> bool:
    """Ask about a timer that was left behind; tell whether there was one."""
    sitting = timer.left_behind()
    habit = next((each for each in session.book.habits if sitting and each.id == sitting.habit), None)
    if sitting is None or habit is None:
        return False
    minutes, (verb, them) = (
        counted(sitting.minutes, "minute"),
        ("was", "it") if sitting.minutes == 1 else ("were", "them"),
    )
    question = f"{minutes} of {habit.name} {verb} counted when letbe ended. Add {them}? y or n: "
    _add(session, timer, habit, sitting, question)
    return True


def _says_yes(session: Session, question: str) -> bool:
    return _is_yes(session.console.ask(question) or "")


def _is_yes(answer: str) -> bool:
    return answer.strip().casefold() in ("y", "yes")


HANDLERS: Mapping[str, Handler] = MappingProxyType({"now": Handler(_arguments, _now)})
