"""The commands that change the list: add, edit, archive, restore, move and delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

from tracker.cli.answers import names, record
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.cli.words import read_habits, refuse_archived
from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.habit import COLOURS, GLYPHS, Habit
from tracker.domain.schedule import DAILY
from tracker.domain.text import counted, excerpt
from tracker.service.edits import habits as listing
from tracker.service.edits.habits import Details, area_called, delete
from tracker.service.edits.order import place, shift
from tracker.service.steps import Edit
from tracker.service.words.rule_line import rule_at_the_end, schedule_in_name

_FIELDS = {
    "--area": ("A", "the area it belongs to, by name or a part of it"),
    "--schedule": ("S", "daily, sunday, mon wed fri, 3/week, 2/month, every 3 days, 4 in 10 days or anytime"),
    "--goal": ("G", "check, 30 min (to reach it), at most 1 time or let go"),
    "--why": ("T", "what it is for"),
    "--cue": ("T", "when and where it fits, such as after dinner"),
    "--small": ("T", "the version that takes two minutes; of an urge or a limit, what I do instead"),
    "--remind": ("TIME", "a time of day at which it may ask, such as 18:00; several times, or none"),
    "--glyph": ("C", f"what marks a kept day, such as {' '.join(GLYPHS)}"),
    "--colour": ("C", f"{', '.join(COLOURS[:-1])} or {COLOURS[-1]}"),
}


_TYPED = tuple(option.removeprefix("--") for option in _FIELDS)


def _for_fields(parser: Parser) -> None:
    for option, (metavar, help) in _FIELDS.items():
        if metavar == "T":
            parser.text(option, metavar=metavar, help=help)
        else:
            parser.add_argument(option, metavar=metavar, help=help, action="append" if metavar == "TIME" else "store")


def _for_add(parser: Parser) -> None:
    parser.add_argument("name", nargs="+", metavar="NAME", help="")
    _for_fields(parser)
    parser.add_argument("--from", metavar="DAY", dest="since", help="count from this day (today)")


def _for_edit(parser: Parser) -> None:
    parser.add_argument("habit", nargs="+", metavar="HABIT", help="")
    parser.add_argument("--name", metavar="N", help="a new name")
    _for_fields(parser)
    parser.add_argument(
        "--from",
        metavar="DAY",
        dest="since",
        one_of="since",
        help="the day from which the rule holds (a new one: today)",
    )
    parser.add_argument(
        "--from-start", action="store_true", one_of="since", help="as if the new rule had held from the beginning"
    )


def _for_names(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="HABIT", help="")


def _add(session: Session, arguments: Namespace) -> None:
    name = " ".join(arguments.name)
    session.starters = False  # whoever adds one has a list of their own in mind
    has_no_rule = arguments.schedule is None and arguments.goal is None
    if has_no_rule:
        _refuse_a_rule_in_the_name(arguments.name)
    edit = listing.add(_details(arguments, name), session.today, _since(session, arguments))
    with _how_to_add(arguments.area):
        record(session, edit, "Nothing to add")
    said = schedule_in_name(name) if has_no_rule else None
    if said not in (None, DAILY):
        session.console.say(f"To make {said} its rule too: letbe edit {session.habit(name).id} --schedule '{said}'")


def _edit(session: Session, arguments: Namespace) -> None:
    habit = session.habit(" ".join(arguments.habit))
    details = _details(arguments, arguments.name)
    if details == Details() and arguments.since is None and not arguments.from_start:
        raise Unreadable("Say what is to change, such as `letbe edit … --schedule 3/week`.")
    edit = listing.edit(habit.id, details, session.today, _since(session, arguments), from_start=arguments.from_start)
    with _how_to_add(arguments.area):
        record(session, edit, f"{habit.name}: as it was")


def _refuse_a_rule_in_the_name(words: Sequence[str]) -> None:
    """Raise `Unreadable` when a name is followed by a rule, which would otherwise become a part of it."""
    found = rule_at_the_end(words)
    if found is None:
        return
    name, schedule, goal = found
    from shlex import quote  # only on the way to an error

    options = f"--schedule {quote(str(schedule))}" + ("" if goal == CHECK else f" --goal {quote(str(goal))}")
    raise Unreadable(
        f"“{excerpt(' '.join(words))}” ends with a rule; write `letbe add {quote(excerpt(name))} {options}`, "
        "or put the whole name in quotes."
    )


@contextmanager
def _how_to_add(area: str | None) -> Iterator[None]:
    """Tell who names an area that is not there how to add it."""
    try:
        yield
    except NotFound as error:
        if area is None:
            raise
        from shlex import quote  # only on the way to an error

        raise NotFound(f"{error} `letbe areas add {quote(excerpt(area))}` adds one.") from None


def _details(arguments: Namespace, name: str | None) -> Details:
    typed = {what: getattr(arguments, what) for what in _TYPED}
    times = typed["remind"]
    return Details(name, **typed | {"remind": None if times is None else ", ".join(times)})


def _since(session: Session, arguments: Namespace) -> date | None:
    return session.day(arguments.since) if arguments.since else None


def _putting(
    change: Callable[[Sequence[str], date], Edit], already: str, *, archived_first: bool = False
) -> Callable[[Session, Namespace], None]:
    def run(session: Session, arguments: Namespace) -> None:
        habits = read_habits(session, arguments.words, archived_first=archived_first)
        record(session, change([habit.id for habit in habits], session.today), f"{names(habits)}: {already}")

    return run


def for_places(parser: Parser, metavar: str) -> None:
    """Take the options that say where to."""
    parser.add_argument("--before", metavar=metavar, one_of="where", help="directly before this one")
    parser.add_argument("--after", metavar=metavar, one_of="where", help="directly after this one")
    parser.add_argument("--up", action="store_true", one_of="where", help="one place up")
    parser.add_argument("--down", action="store_true", one_of="where", help="one place down")
    if metavar == "HABIT":
        parser.add_argument("--area", metavar="A", one_of="where", help="to the end of this area")


def agreed(session: Session, question: str, *, yes: bool) -> bool:
    """Ask before something is taken away, on a terminal only, and unless `--yes` was said."""
    console = session.console
    if yes or not (console.interactive and console.display.is_terminal):
        return True
    answer = console.ask(f"{question} [y/N] ") or ""
    if answer.strip().casefold() in ("y", "yes"):
        return True
    console.answer("Nothing was changed.")
    return False


def for_yes(parser: Parser) -> None:
    """Take the option that answers the question beforehand."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _for_move(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="HABIT", help="")
    for_places(parser, "HABIT")


def _for_delete(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="HABIT", help="")
    for_yes(parser)


def _move(session: Session, arguments: Namespace) -> None:
    habits = read_habits(session, arguments.words)
    refuse_archived(session, habits)
    record(session, _shift(session, arguments, [habit.id for habit in habits]), f"{names(habits)}: there already")


def _shift(session: Session, arguments: Namespace, ids: Sequence[str]) -> Edit:
    today = session.today
    if arguments.up or arguments.down:
        return shift(ids, -1 if arguments.up else 1, today)
    if arguments.area:
        return place(ids, today, area=area_called(session.book, arguments.area).id)
    if arguments.before or arguments.after:
        beside = session.habit(arguments.before or arguments.after)
        refuse_archived(session, [beside])
        return place(ids, today, before=beside.id) if arguments.before else place(ids, today, after=beside.id)
    raise Unreadable("Say where to: --area AREA, --before HABIT, --after HABIT, --up or --down.")


def _delete(session: Session, arguments: Namespace) -> None:
    habits = read_habits(session, arguments.words)
    if agreed(session, f"Delete {_with_marks(session, habits)}? Undo brings all back.", yes=arguments.yes):
        record(session, delete([habit.id for habit in habits]), "Nothing to delete")


def _with_marks(session: Session, habits: Sequence[Habit]) -> str:
    marks = sum(1 for habit in habits for _ in session.book.log(habit.id))
    what = f"“{excerpt(habits[0].name)}”" if len(habits) == 1 else f"{len(habits)} habits"
    return f"{what} with {counted(marks, 'mark')}"


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "add": Handler(_for_add, _add),
        "edit": Handler(_for_edit, _edit),
        "archive": Handler(_for_names, _putting(listing.archive, "archived already")),
        "restore": Handler(_for_names, _putting(listing.restore, "not archived", archived_first=True)),
        "move": Handler(_for_move, _move),
        "delete": Handler(_for_delete, _delete),
    }
)
