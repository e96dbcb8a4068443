"""The commands that record a day: done, skip, missed, clear, passed, acted and note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import reduce
from types import MappingProxyType

from tracker.cli.answers import names, record
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import read_groups, read_habits, read_habits_and_amount, refuse_archived
from tracker.domain.amounts import ONE, read_number
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.event import UrgeOutcome
from tracker.domain.habit import Habit
from tracker.domain.text import excerpt
from tracker.service.edits import marks as marking
from tracker.service.edits.marks import MOST_URGES, When
from tracker.service.steps import Edit
from tracker.service.words.labels import about, mark_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.service.edits.events import Detail

ACTED_ON = "Noted; what would help next time?"
"""What is said after an urge was acted on."""

_Mark = Callable[[Sequence[str], Sequence[date], When], Edit]


def _for_habits(parser: Parser, metavar: str = "HABIT", *, note: bool = True) -> None:
    parser.add_argument("words", nargs="+", metavar=metavar, help="")
    _for_days(parser, note=note)


def _for_days(parser: Parser, *, note: bool = True) -> None:
    parser.add_argument("--on", metavar="DAY", help="a day or a range DAY..DAY (today, unless said otherwise)")
    if note:
        parser.text("-n", "--note", help="write a note on the day as well")


def _for_done(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--set", action="store_true", dest="replace", help="let the amount take the place of the day's")
    parser.add_argument("--all-open", action="store_true", help="check off everything that is due and open")
    _for_days(parser)


def _for_note(parser: Parser) -> None:
    parser.add_argument("habit", metavar="HABIT", help="")
    parser.text("text", nargs="+")
    _for_days(parser, note=False)


def _done(session: Session, arguments: Namespace) -> None:
    days = session.days(arguments.on)
    if arguments.all_open:
        _all_open(session, arguments, days)
        return
    if not arguments.words:
        raise Unreadable("`letbe done` needs a HABIT, or --all-open.")
    groups = read_groups(session, arguments.words)
    for _, amount in groups if arguments.replace else ():
        if not amount:
            raise Unreadable("--set needs the amount that the day is to have, such as `letbe done hobby 20 --set`.")
        if amount.startswith("+"):
            raise Unreadable(
                f"“{excerpt(amount)}” adds to the day's amount and --set replaces it; leave one of them out."
            )
    edits = (
        marking.done(_ids(habits), days, session.when, amount, replace=arguments.replace) for habits, amount in groups
    )
    habits = list({habit.id: habit for group in groups for habit in group.habits}.values())
    _record(session, habits, days, _noted(session, reduce(marking.also, edits), habits, days, arguments.note))


def _all_open(session: Session, arguments: Namespace, days: list[date]) -> None:
    if arguments.words:
        raise Unreadable("--all-open stands for the habits; leave their names out.")
    if len(days) > 1:
        raise Unreadable("--all-open is for one day; give one with --on DAY.")
    from tracker.service.due import open_habits  # who names the habits does without

    habits = open_habits(session.book.active, session.standing, days[0])
    if not habits:
        session.console.answer(f"Nothing is open {session.say_day(days[0])}.")
        return
    edit = marking.done(_ids(habits), days, session.when)
    _record(session, habits, days, _noted(session, edit, habits, days, arguments.note))


def _for_many(parser: Parser, *, note: bool = True) -> None:
    parser.add_argument("words", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--all", action="store_true", help="all that the day leaves open, or, to clear, all it has")
    _for_days(parser, note=note)


def _marking(mark: _Mark, name: str) -> Callable[[Session, Namespace], None]:
    """Build a command that puts the same mark on every habit named, or on all that a day leaves open."""
    anywhere = mark is marking.clear

    def run(session: Session, arguments: Namespace) -> None:
        if arguments.all:
            _mark_all(session, arguments, mark, session.days(arguments.on, anywhere=anywhere))
            return
        if not arguments.words:
            raise Unreadable(f"`letbe {name}` needs a HABIT, or --all.")
        habits, days = read_habits(session, arguments.words), session.days(arguments.on, anywhere=anywhere)
        edit = mark(_ids(habits), days, session.when)
        _record(session, habits, days, _noted(session, edit, habits, days, getattr(arguments, "note", None)))

    return run


def _mark_all(session: Session, arguments: Namespace, mark: _Mark, days: list[date]) -> None:
    """Mark all that each of some days leaves open, or clear all that they hold."""
    if arguments.words:
        raise Unreadable("--all stands for the habits; leave their names out.")
    from tracker.service.due import open_habits  # who names the habits does without

    note = getattr(arguments, "note", None)
    edits: list[Edit] = []
    found: dict[str, Habit] = {}
    for day in days:
        if mark is marking.clear:
            habits = [habit for habit in session.book.active if session.book.log(habit.id).get(day)]
        else:
            habits = open_habits(session.book.active, session.standing, day)
        if mark is marking.missed:
            habits = [habit for habit in habits if habit.rule_on(day).goal.is_doing]
        found |= {habit.id: habit for habit in habits}
        edits.append(_noted(session, mark(_ids(habits), [day], session.when), habits, [day], note))
    if not found:
        nothing = "Nothing is recorded" if mark is marking.clear else "Nothing is open"
        session.console.answer(f"{nothing} {' to '.join(map(session.say_day, dict.fromkeys((days[0], days[-1]))))}.")
        return
    _record(session, [*found.values()], days, reduce(marking.also, edits))


def _urges(which: UrgeOutcome) -> Callable[[Session, Namespace], None]:
    """Build a command that counts urges of one outcome."""

    def run(session: Session, arguments: Namespace) -> None:
        habits, text = read_habits_and_amount(session, arguments.words)
        days = session.days(arguments.on)
        said = _detail(session, arguments)
        counts = {str(outcome): _whole(text) if outcome is which else 0 for outcome in UrgeOutcome}
        from tracker.service.edits.events import urges  # a check knows nothing of events

        edit = urges(_ids(habits), days, session.when, passed=counts["passed"], acted=counts["acted"], said=said)
        if which is UrgeOutcome.PASSED:
            _record(session, habits, days, edit)
            return
        refuse_archived(session, habits, days[-1])
        session.commit(edit)
        session.console.answer(ACTED_ON)  # and nothing else is said there

    return run


def _detail(session: Session, arguments: Namespace) -> Detail:
    from tracker.service.edits.events import detail, read_time  # as above

    at = None if arguments.at is None else read_time(arguments.at, session.book.settings.day_start)
    return detail(
        at=at, strength=arguments.strength or "", trigger=arguments.trigger, note=arguments.note,
        after=arguments.after or "", instead=arguments.instead,
    )  # fmt: skip


def _for_urges(parser: Parser) -> None:
    _for_habits(parser)
    _for_details(parser)


def _for_details(parser: Parser) -> None:
    parser.add_argument("--at", metavar="TIME", help="when it was, such as 14:05 (now, if it is one of today)")
    parser.add_argument("--strength", metavar="1..5", help="how strong it was, from 1 (weak) to 5 (strong)")
    parser.add_argument("--after", metavar="1..5", help="how strong it was after a quiet minute")
    parser.text("--trigger", help="what set it off, in a few words")
    parser.text("--instead", help="what was there to do instead")


def _note(session: Session, arguments: Namespace) -> None:
    habits, days = [session.habit(arguments.habit)], session.days(arguments.on)
    _record(session, habits, days, marking.note(_ids(habits), days, session.when, " ".join(arguments.text)))


def _whole(text: str) -> int:
    """Read how many urges; one when no number was given."""
    if not text:
        return 1
    count, rest = divmod(read_number(text), ONE)
    if rest or not 1 <= count <= MOST_URGES:
        raise Refused(f"Urges are counted in whole numbers from 1 to {MOST_URGES}; {excerpt(text)} is none.")
    return count


def _noted(session: Session, edit: Edit, habits: list[Habit], days: list[date], note: str | None) -> Edit:
    """Join a note to an edit, as one change."""
    return edit if note is None else marking.also(edit, marking.note(_ids(habits), days, session.when, note))


def _record(session: Session, habits: list[Habit], days: list[date], edit: Edit) -> None:
    refuse_archived(session, habits, days[-1])
    record(session, edit, _already(session, habits, days))


def _already(session: Session, habits: list[Habit], days: list[date]) -> str:
    """Say that a day stands already as it was asked for."""
    who = about(names(habits), days, session.say_day)
    if len(habits) > 1 or len(days) > 1:
        return f"{who}: recorded already"
    mark = session.book.log(habits[0].id).get(days[0])
    return f"{who}: {mark_words(mark, habits[0].rule_on(days[0]).goal)} already" if mark else f"{who}: nothing to clear"


def _ids(habits: Sequence[Habit]) -> list[str]:
    return [habit.id for habit in habits]


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "done": Handler(_for_done, _done),
        "skip": Handler(_for_many, _marking(marking.skip, "skip")),
        "missed": Handler(_for_many, _marking(marking.missed, "missed")),
        "clear": Handler(lambda parser: _for_many(parser, note=False), _marking(marking.clear, "clear")),
        "passed": Handler(_for_urges, _urges(UrgeOutcome.PASSED)),
        "acted": Handler(_for_urges, _urges(UrgeOutcome.ACTED)),
        "note": Handler(_for_note, _note),
    }
)
