"""The commands of the journal: how easy a day felt, and what a week answers to a few questions."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from tracker.cli.answers import record
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.clock import long_day, say_date
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.text import excerpt
from tracker.files import shown
from tracker.service.edits import marks as marking
from tracker.service.edits import reflections as reflecting
from tracker.service.files.incoming import read_in
from tracker.settings import places

_TITLE = "# The week from "
_HOW = "Write below each question; any may stay empty."
_MOST_BYTES = 1_000_000


class EditorTrouble(LetbeError):
    """The editor could not be run."""

    exit_code = 4


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
    parser.add_argument("--week", metavar="DAY", help="the week that holds another day than today")


def _reflect(session: Session, arguments: Namespace) -> None:
    """Take the answers as they come, or let the user write them in the editor, where one can go on with old ones."""
    day = session.day(arguments.week)
    if day > session.today:
        raise Refused(f"{say_date(day, session.today)} has not come yet; --week looks at this week or an earlier one.")
    book = session.book
    week = reflecting.week_of(book, day)
    prompts = reflecting.prompts_of(book, week)
    if not prompts:
        raise Refused("The list has no questions; `letbe habits edit` adds some under “prompts”.")
    if arguments.answers is None:
        _reflect_in_the_editor(session, week, prompts, sheet(week, prompts, reflecting.answers_of(book, week)))
        return
    answers = read_sheet(arguments.answers, prompts)
    if not answers:
        raise Refused(f"None of the week's questions stands in it as a heading, such as “## {prompts[0]}”.")
    _record(session, week, answers)


def _record(session: Session, week: date, answers: Mapping[str, str]) -> None:
    record(session, reflecting.answer(week, answers), "Nothing was changed in this week's answers")


def _reflect_in_the_editor(session: Session, week: date, prompts: Sequence[str], before: str) -> None:
    """Let the user write; what cannot be taken is kept, said where, and gone on with the next time."""
    from tracker.service.files.output import keep  # what writes files, and starts programs, costs `letbe ease` nothing

    kept = os.path.join(places(session.file).state, f"reflecting-on-{week}.md")
    on = f"What you typed is kept in {shown(kept)}; `letbe reflect --week {week}` goes on with it."
    if os.path.exists(kept):
        before = read_in(kept, _MOST_BYTES)
        session.console.say(f"Going on with what was typed last time; delete {shown(kept)} to begin anew.")
    try:
        written = _edited(before, lambda text: keep(kept, text))
        if written != before.strip("\n"):
            keep(kept, written)
        _refuse_above(written, prompts)
        _record(session, week, read_sheet(written, prompts))
    except LetbeError as error:
        if not os.path.exists(kept):
            raise
        raise type(error)(f"{error} {on}") from None
    if os.path.exists(kept):
        os.unlink(kept)


def _edited(text: str, keep: Callable[[str], None]) -> str:
    from tracker.editor import edit_text

    written = edit_text(text, ".md", keep=keep)
    if written is None:
        raise EditorTrouble("The editor could not be run, or gave up; nothing was changed. $EDITOR names another.")
    return written


def _refuse_above(text: str, prompts: Sequence[str]) -> None:
    """Raise `Refused` for a text above the first question, which would answer none."""
    headings = {" ".join(f"## {prompt}".split()) for prompt in prompts}
    for line in text.split("\n"):
        if " ".join(line.split()) in headings:
            return
        if line.strip() and not line.startswith(_TITLE) and line.strip() != _HOW:
            raise Refused(f"“{excerpt(line)}” stands above the first question, and answers none; move it below one.")


def sheet(week: date, prompts: Sequence[str], answers: Mapping[str, str]) -> str:
    """Lay the questions of a week out as headings, each with its answer below."""
    last = week + timedelta(days=6)
    parts = [f"{_TITLE}{long_day(week)} to {long_day(last)}\n\n{_HOW}\n"]
    parts += [f"## {prompt}\n\n{answers.get(prompt, '')}\n" for prompt in prompts]
    return "\n".join(parts)


def read_sheet(text: str, prompts: Sequence[str]) -> dict[str, str]:
    """Read the answers below their headings; a heading that is none of the questions belongs to an answer.

    A question whose heading is gone is left as it is.
    """
    headings = {" ".join(f"## {prompt}".split()): prompt for prompt in prompts}
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        prompt = headings.get(" ".join(line.split()))
        if prompt is None:
            here.append(line)
        else:
            here = found.setdefault(prompt, [])
    return {prompt: "\n".join(lines).strip() for prompt, lines in found.items()}


HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {"ease": Handler(_arguments, _ease), "reflect": Handler(_for_reflect, _reflect)}
)
