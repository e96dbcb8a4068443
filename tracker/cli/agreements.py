"""The command of agreements: what was agreed with somebody, and looking at it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.cli.answers import UNDO
from tracker.cli.listing import agreed
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import say_date
from tracker.domain.book import Agreement
from tracker.domain.changes import find
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt
from tracker.service.edits import agreements as agreeing
from tracker.service.review.masking import masked_agreements
from tracker.service.steps import Edit
from tracker.service.words.agreements import PRACTICE, again_words, looked_at_words, made_words
from tracker.service.words.labels import label


def _for_agreements(parser: Parser) -> None:
    parser.add_argument("--all", action="store_true", help="those that have ended too, and all earlier wordings")
    parser.add_argument("--due", action="store_true", help="only those whose day to look again has come")


def _for_add(parser: Parser) -> None:
    parser.text("text", help="what was agreed")
    parser.add_argument("--with", metavar="WHO", dest="whom", default="", help="with whom, in a word of yours")
    parser.add_argument("--again", metavar="SPAN", default="1 month", help="look again after so long: 2 weeks, never")
    parser.add_argument("--since", metavar="DAY", help="the day it was agreed (today)")


def _for_one(parser: Parser) -> None:
    parser.add_argument("which", metavar="N", help="")
    parser.add_argument("--again", metavar="SPAN", default="", help="look again after so long: 3 months, never")


def _for_change(parser: Parser) -> None:
    parser.add_argument("which", metavar="N", help="")
    parser.text("text", nargs="?", help="how it reads from today on")
    parser.add_argument("--with", metavar="WHO", dest="whom", help="with whom; that alone is no look at it")
    parser.add_argument("--again", metavar="SPAN", default="", help="look again after so long: 3 months, never")


def _for_delete(parser: Parser) -> None:
    parser.add_argument("which", metavar="N", help="")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _for_end(parser: Parser) -> None:
    parser.add_argument("which", metavar="N", help="")


def _agreements(session: Session, arguments: Namespace) -> None:
    console, book, today = session.console, session.tracker.book, session.today
    for_people = not (console.wants(Format.JSON) or console.wants(Format.PLAIN))
    if session.preferences.mask and for_people:
        book = book._replace(agreements=masked_agreements(book))
    listed = agreeing.numbered(book)
    numbered = [(number, kept) for number, kept in listed if arguments.all or not kept.ended]
    if arguments.due:
        waiting = {kept.id for kept in agreeing.due(book, today)}
        numbered = [(number, kept) for number, kept in numbered if kept.id in waiting]
    if console.wants(Format.JSON):
        console.json([_fields(number, kept, today) for number, kept in numbered])
    elif console.wants(Format.PLAIN):
        console.records(_plain(number, kept) for number, kept in numbered)
    elif not numbered:
        console.say(_nothing(listed, due=arguments.due))
    for number, kept in numbered if for_people else ():
        _show(session, number, kept, whole=arguments.all)


def _nothing(listed: Sequence[object], *, due: bool) -> str:
    if due:
        return "No agreement wants to be looked at today."
    if listed:
        return "No agreement holds any more; `letbe agreements --all` shows those that have ended."
    return "Nothing is agreed here yet; `letbe agreements add TEXT --with WHO` writes it down."


def _show(session: Session, number: int, kept: Agreement, *, whole: bool) -> None:
    """Print an agreement: its words as one reads them, and below them its story."""
    console = session.console
    first, *more = kept.text.split("\n")

    def say(day: date) -> str:
        return say_date(day, session.today)

    console.tell(f"{number:>2}  {first}")
    for line in more:
        console.tell(f"    {line}")
    again = again_words(kept, session.today, say)
    console.tell(f"    {made_words(kept, say)}{' · ' + again if again else ''}")
    for wording in kept.wordings[:-1] if whole else ():
        console.tell(f"    from {say(wording.since)}: {' '.join(wording.text.split())}")
    for look in kept.looks if whole else ():
        console.tell(f"    looked at on {say(look)}, and kept")


def _fields(number: int, kept: Agreement, today: date) -> dict[str, Any]:
    return {
        "number": number,
        "id": kept.id,
        "text": kept.text,
        "with": kept.whom or None,
        "since": kept.since.isoformat(),
        "again": str(kept.again) if kept.again else None,
        "due": kept.due.isoformat() if kept.due else None,
        "is_due": bool(kept.due and kept.due <= today),
        "ended": kept.ended.isoformat() if kept.ended else None,
        "wordings": [{"since": since.isoformat(), "text": text} for since, text in kept.wordings],
        "looks": [look.isoformat() for look in kept.looks],
    }


def _plain(number: int, kept: Agreement) -> tuple[object, ...]:
    due = kept.due.isoformat() if kept.due else None
    ended = kept.ended.isoformat() if kept.ended else None
    return number, kept.id, kept.since.isoformat(), due, ended, kept.whom or None, " ".join(kept.text.split())


def _add(session: Session, arguments: Namespace) -> None:
    session.starters = False  # whoever writes one down has not asked for habits
    edit = agreeing.make(
        arguments.text,
        session.when,
        whom=arguments.whom,
        again=arguments.again,
        since=session.day(arguments.since),
    )
    _record(session, edit, "", "That is agreed already.")


def _keep(session: Session, arguments: Namespace) -> None:
    kept = agreeing.find_agreement(session.book, arguments.which)
    already = looked_at_words(kept, session.today)
    _record(session, agreeing.keep(kept.id, session.when, arguments.again), kept.id, already)


def _change(session: Session, arguments: Namespace) -> None:
    id = _meant(session, arguments)
    if arguments.text is None:
        if arguments.whom is None and not arguments.again:
            raise Unreadable("Say how it reads now, or what else changes: --with WHO, --again SPAN.")
        edit: Edit = agreeing.adjust(id, whom=arguments.whom, again=arguments.again)
    elif arguments.whom is not None:
        raise Unreadable("Change the words first, and with whom it is by another change.")
    else:
        edit = agreeing.change(id, arguments.text, session.when, arguments.again)
    _record(session, edit, id, "It reads so already.")


def _end(session: Session, arguments: Namespace) -> None:
    id = _meant(session, arguments)
    _record(session, agreeing.end(id, session.when), id, "It has ended already.")


def _delete(session: Session, arguments: Namespace) -> None:
    kept = agreeing.find_agreement(session.book, arguments.which)
    if agreed(session, f"Delete “{excerpt(kept.text)}” with all its wordings? Undo brings it back.", yes=arguments.yes):
        _record(session, agreeing.delete(kept.id), kept.id, "")


def _meant(session: Session, arguments: Namespace) -> str:
    return agreeing.find_agreement(session.book, arguments.which).id


def _record(session: Session, edit: Edit, id: str, already: str) -> None:
    """Make an edit, and say what became of the agreement and when it comes again."""
    outcome = session.commit(edit)
    if not outcome.changed:
        session.console.answer(already)
        return
    said = label(outcome.before, outcome.made.change, session.say_day)
    new = {kept.id for kept in outcome.after.agreements} - {kept.id for kept in outcome.before.agreements}
    kept = find(outcome.after.agreements, new.pop() if new else id)
    words = f": “{excerpt(kept.text)}”" if kept and not session.preferences.mask else ""
    again = again_words(kept, session.today, session.say_day) if kept else ""
    looked = outcome.before.log(PRACTICE) != outcome.after.log(PRACTICE)
    also = f" · {outcome.after.habit(PRACTICE).name} done" if looked else ""
    session.console.answer(f"{said}{words}{' · ' + again if again else ''}{also} {UNDO}")


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "agreements": Handler(_for_agreements, _agreements),
        "agreements add": Handler(_for_add, _add),
        "agreements keep": Handler(_for_one, _keep),
        "agreements change": Handler(_for_change, _change),
        "agreements end": Handler(_for_end, _end),
        "agreements delete": Handler(_for_delete, _delete),
    }
)
