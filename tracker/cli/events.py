"""The commands about what happens when it happens: events, event edit and delete, and triggers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import number, record
from tracker.cli.columns import show_rows
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import say_date, short_day
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.event import UrgeOutcome
from tracker.domain.text import counted
from tracker.service.edits.events import detail, read_time
from tracker.service.edits.marks import also
from tracker.service.edits.mending import (
    Found,
    all_events,
    change_event,
    delete_event,
    find_event,
    move_event,
    rename_trigger,
    triggers,
)
from tracker.service.review.masking import MASK, masked_event
from tracker.service.steps import Edit
from tracker.service.words.labels import event_words


def _for_events(parser: Parser) -> None:
    parser.add_argument("habit", nargs="*", metavar="HABIT", help="")
    parser.add_argument("--from", metavar="DAY", dest="first", help="the first day (that of the first event)")
    parser.add_argument("--to", metavar="DAY", dest="last", help="the last day (that of the last event)")


def _for_edit(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="")
    parser.add_argument("what", nargs="?", default="", metavar="passed|acted|AMOUNT", help="")
    parser.add_argument("--at", metavar="TIME", help="when it was, such as 14:05")
    parser.add_argument("--strength", metavar="1..5", help="how strong it was")
    parser.add_argument("--after", metavar="1..5", help="how strong it was after a quiet minute")
    parser.text("--trigger", help="what set it off")
    parser.text("--instead", help="what was there to do instead")
    parser.add_argument("--on", metavar="DAY", help="move it to another day")
    parser.text("-n", "--note", help="its note")


def _for_event(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="edit|delete", help="")


def _event(_: Session, __: Namespace) -> None:
    raise Unreadable("Write `letbe event edit ID …` or `letbe event delete ID`; `letbe events HABIT` shows the ids.")


def _for_delete(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="")


def _for_triggers(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="rename TRIGGER TRIGGER", help="")


def _events(session: Session, arguments: Namespace) -> None:
    console = session.console
    habit = session.habit(" ".join(arguments.habit)) if arguments.habit else None
    first = session.day(arguments.first, anywhere=True) if arguments.first else date.min
    last = session.day(arguments.last, anywhere=True) if arguments.last else date.max
    if last < first:
        raise Refused(f"{say_date(last, first)} is before {say_date(first, last)}; give --from the earlier day.")
    found = all_events(session.book, habit.id if habit else "", first, last)
    if console.wants(Format.JSON):
        console.json([_fields(each) for each in found])
    elif console.wants(Format.PLAIN):
        console.records(_fields(each).values() for each in found)
    else:
        for each in found:
            console.data(_line(session, _shown(session, each), named=habit is None))
        if not found:
            about = f"of {habit.name} " if habit else ""
            console.say(f"Nothing is logged one by one {about}in that time.")


def _shown(session: Session, found: Found) -> Found:
    """Return an event as it is listed in words; data are the same with every setting."""
    return found._replace(event=masked_event(found.event)) if session.preferences.mask else found


def _line(session: Session, found: Found, *, named: bool) -> str:
    habit = next((habit for habit in session.book.habits if habit.id == found.habit), None)
    name = f"{habit.name if habit else found.habit}: " if named else ""
    what = event_words(found.event, habit.rule_on(found.day).goal) if habit else str(found.event.outcome)
    taken = ", in a total typed later" if found.event.taken else ""
    note = found.event.note.replace("\n", " ")
    said = f"{what}{taken}: {note}" if note else f"{what}{taken}"
    return f"{found.day.isoformat()} {short_day(found.day)[:3]}  {found.event.id}  {name}{said}\n"


def _fields(found: Found) -> dict[str, Any]:
    event = found.event
    return {
        "id": event.id,
        "habit": found.habit,
        "day": found.day.isoformat(),
        "at": None if event.at is None else f"{event.at // 60:02}:{event.at % 60:02}",
        "outcome": str(event.outcome) if event.outcome else None,
        "amount": number(event.amount) if event.is_portion else None,
        "strength": event.strength,
        "trigger": event.trigger or None,
        "note": event.note or None,
        "strength_after": event.after,
        "instead": event.instead or None,
    }


def _edit(session: Session, arguments: Namespace) -> None:
    found = find_event(session.book, arguments.id)
    what = arguments.what.strip().casefold()
    outcome = UrgeOutcome(what) if what in tuple(UrgeOutcome) else None
    bare = [name for name in ("at", "strength", "after") if getattr(arguments, name) == ""]
    at = read_time(arguments.at, session.book.settings.day_start) if arguments.at else None
    said = detail(
        at=at, strength=arguments.strength or "", trigger=arguments.trigger, note=arguments.note,
        after=arguments.after or "", instead=arguments.instead,
    )  # fmt: skip
    amount = "" if outcome else arguments.what
    when = session.when if arguments.on is None else None  # else it is looked at where the event comes to
    edit: Edit = change_event(found.event.id, said, outcome=outcome, amount=amount, bare=" ".join(bare), when=when)
    if arguments.on is not None:
        edit = _then_moved(edit, found, session, arguments.on)
    record(session, edit, "It says so already")


def _then_moved(edit: Edit, found: Found, session: Session, day: str) -> Edit:
    return also(edit, move_event(found.event.id, session.day(day), session.when))


def _delete(session: Session, arguments: Namespace) -> None:
    record(session, delete_event(arguments.id), "Nothing to take away")


def _triggers(session: Session, arguments: Namespace) -> None:
    if arguments.words:
        match arguments.words:
            case ["rename", old, new]:
                record(session, rename_trigger(old, new), "It is called so already")
            case _:
                raise Unreadable("Write `letbe triggers`, or `letbe triggers rename OLD NEW` with both in quotes.")
        return
    found, console = triggers(session.book), session.console
    if console.wants(Format.JSON):
        console.json([{"trigger": trigger, "urges": count} for trigger, count in found])
    elif console.wants(Format.PLAIN):
        console.records(found)
    else:
        told = [(MASK * 8 if session.preferences.mask else name, counted(count, "urge")) for name, count in found]
        show_rows(console, told, widest=0)
        if not found:
            console.say("No trigger is named yet; `letbe passed HABIT --trigger TEXT` names one.")


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "events": Handler(_for_events, _events),
        "event": Handler(_for_event, _event),
        "event edit": Handler(_for_edit, _edit),
        "event delete": Handler(_for_delete, _delete),
        "triggers": Handler(_for_triggers, _triggers),
    }
)
