"""The commands of the journal: how easy a day felt, and what a week, a month or a year answers to a few questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from types import MappingProxyType

from tracker.cli.answers import record
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.reflection_sheet import beside, read_sheet, refuse_above, sheet, title, usual
from tracker.cli.session import Session
from tracker.clock import say_date
from tracker.domain.book import PROMPT_FIELDS, Lookback, Reflection
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.service.edits import marks as marking
from tracker.service.edits import reflections as reflecting
from tracker.service.steps import Edit

_HELP: Mapping[Lookback, str] = MappingProxyType(
    {
        Lookback.WEEK: "the week that holds another day than today",
        Lookback.MONTH: "look back at a month: today, last, october, 2026-10 or a day in it",
        Lookback.YEAR: "look back at a year: today, last, 2025 or a day in it",
    }
)


def _arguments(parser: Parser) -> None:
    parser.add_argument("value", metavar="1..5", help="")
    parser.add_argument("--on", metavar="DAY", help="another day than today")
    parser.text("-n", "--note", help="a line about the day")


def _ease(session: Session, arguments: Namespace) -> None:
    value = arguments.value.strip()
    if not value.lstrip("-").isdecimal() or len(value) > 6:
        raise Unreadable(f"“{excerpt(value)}” is not a number; ease goes from 1 (hard) to 5 (easy).")
    day = session.day(arguments.on)
    edit = marking.ease(day, session.when, int(value), arguments.note)
    record(session, edit, f"{session.say_day(day).capitalize()}: ease {value} already")


def _for_reflect(parser: Parser) -> None:
    parser.text("answers", nargs="?", help="the answers, each below its question as the editor shows them")
    for span in PROMPT_FIELDS:
        parser.add_argument(f"--{span}", metavar="DAY", help=_HELP[span])


class _AskedSpan(NamedTuple):
    """What is looked back on: the span with its first day, and its questions; `is_own` tells if the book has any."""

    span: Lookback
    first: date
    prompts: tuple[str, ...]
    is_own: bool = True

    @property
    def again(self) -> str:
        """The command that comes back to it."""
        return f"letbe reflect --{self.span} {self.first}"

    def answer(self, answers: Mapping[str, str]) -> Edit:
        """Write answers to the questions; a book without questions of its own takes these over with them."""
        return reflecting.answer(self.span, self.first, answers, () if self.is_own else self.prompts)


def _reflect(session: Session, arguments: Namespace) -> None:
    """Take the answers as they come, or let the user write them in the editor, where one can go on with old ones."""
    asked = _asked(session, arguments)
    if not asked.prompts:
        raise Refused(f"The list has no questions; `letbe habits edit` adds some under “{PROMPT_FIELDS[asked.span]}”.")
    if arguments.answers is None and (session.console.wants(Format.JSON) or session.console.wants(Format.PLAIN)):
        _list(session, asked)
        return
    if arguments.answers is None:
        (_reflect_line_by_line if session.console.linear else _reflect_in_the_editor)(session, asked)
        return
    answers = read_sheet(arguments.answers, asked.prompts)
    if not answers:
        raise Refused(
            f"None of the {asked.span}'s questions stands in it as a heading, such as “## {asked.prompts[0]}”."
        )
    _record(session, asked, answers)
    if words := usual(session, asked.span, asked.first):
        session.console.say(words)


def _asked(session: Session, arguments: Namespace) -> _AskedSpan:
    named = {span: getattr(arguments, span) for span in PROMPT_FIELDS}
    given = [span for span, text in named.items() if text is not None]
    if len(given) > 1:
        raise Unreadable(f"--{given[0]} and --{given[1]} do not go together; look back on one at a time.")
    span = given[0] if given else Lookback.WEEK
    day = _day(session, span, named[span])
    if day > session.today:
        when = f"--{span} looks at this {span} or an earlier one"
        raise Refused(f"{say_date(day, session.today)} has not come yet; {when}.")
    book = session.book
    own = book.prompts_of(span)
    shipped = () if own or span is Lookback.WEEK else _shipped(span, session.today)
    first = reflecting.first_of(book, span, day)
    return _AskedSpan(span, first, reflecting.prompts_of(book, span, first, shipped), bool(own))


def _day(session: Session, span: Lookback, text: str | None) -> date:
    """Read a day, or `last` for the span before this one; of a month also `2026-10` or `october`, of a year `2025`."""
    said = "" if text is None else " ".join(text.casefold().split()).removesuffix(f" {span}")
    if said == "last":
        return reflecting.first_of(session.book, span, session.today) - timedelta(days=1)
    form = {Lookback.MONTH: r"\d{4}-\d\d", Lookback.YEAR: r"\d{4}"}.get(span)
    if form and re.fullmatch(form, said, re.ASCII):
        return session.day(said + "-01" * (2 if span is Lookback.YEAR else 1))
    if span is Lookback.MONTH and said.isalpha():
        with suppress(Unreadable):
            return session.day(f"1 {said}")
    return session.day(text)


def _shipped(span: Lookback, today: date) -> tuple[str, ...]:
    from tracker.service.edits.first_book import shipped_prompts  # most books have questions of their own

    return shipped_prompts(span, today)


def _list(session: Session, asked: _AskedSpan) -> None:
    """List the questions with their answers, and those of a year before, also to what is asked no more."""
    book, (span, first, prompts, _) = session.book, asked
    answers = reflecting.answers_of(book, span, first)
    before = reflecting.a_year_before(book, span, first)
    days = {"span": str(span), "first": first.isoformat(), "last": Reflection(span, first).last.isoformat()}
    rows = [
        {**days, "question": each, "answer": answers.get(each, ""), "year_before": before.get(each, "")}
        for each in dict.fromkeys((*prompts, *before))
    ]
    if session.console.wants(Format.JSON):
        session.console.json(rows)
    else:
        session.console.records(row.values() for row in rows)


def _record(session: Session, asked: _AskedSpan, answers: Mapping[str, str]) -> None:
    record(
        session, asked.answer(answers), f"Nothing was changed in the answers of the {title(asked.span, asked.first)}"
    )


_HOW = "Enter leaves what is there, a minus alone takes it away, ctrl+d ends; each answer is kept at once."


def _reflect_line_by_line(session: Session, asked: _AskedSpan) -> None:
    """Ask one question after the other, where there is no screen for an editor."""
    console, (span, first, prompts, _) = session.console, asked
    for words in filter(None, (f"The {title(span, first)}.", usual(session, span, first), _HOW)):
        console.tell(words)
    answers, before = (
        reflecting.answers_of(session.book, span, first),
        reflecting.a_year_before(session.book, span, first),
    )
    for prompt in prompts:
        for words in filter(
            None, (prompt, _said("A year ago", before.get(prompt)), _said("So far", answers.get(prompt)))
        ):
            console.tell(words)
        if not _answered(session, asked, prompt):
            return


def _said(when: str, text: str | None) -> str:
    return f"{when}: {' / '.join(text.splitlines())}" if text else ""


def _answered(session: Session, asked: _AskedSpan, prompt: str) -> bool:
    """Ask until an answer can be kept, or none is given; tell whether there is anybody to answer."""
    while True:
        text = session.console.ask("Answer: ")
        if text is None:
            return False
        if not text.strip():
            return True
        try:
            _record(session, asked, {prompt: "" if text.strip() == "-" else text})
        except LetbeError as error:
            if not session.console.interactive:
                raise  # a script cannot think again
            session.console.refuse(error)
        else:
            return True


def _reflect_in_the_editor(session: Session, asked: _AskedSpan) -> None:
    """Let the user write; what cannot be taken is kept, said where, and gone on with the next time."""
    from tracker.cli.manuscript import Manuscript  # what writes files, and starts programs, costs `letbe ease` nothing

    which = asked.first if asked.span is Lookback.WEEK else f"{asked.span}-{asked.first}"
    manuscript = Manuscript(session, f"reflecting-on-{which}.md", asked.again)
    before = manuscript.begun(
        lambda: sheet(asked.span, asked.first, asked.prompts, session.book, beside(session, asked.span, asked.first))
    )
    with manuscript.kept():
        written = manuscript.edited(before, ".md")
        refuse_above(written, asked.prompts)
        _record(session, asked, read_sheet(written, asked.prompts))


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"ease": Handler(_arguments, _ease), "reflect": Handler(_for_reflect, _reflect)}
)
