"""The command `questions`: whether two things go together, asked beforehand and answered at every look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.cli.answers import record
from tracker.cli.options import Format
from tracker.cli.parser import Handler, Namespace, Parser
from tracker.cli.session import Session
from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.text import excerpt
from tracker.service.edits.questions import EASE_WORD, ask, take_back

_USAGE = "Write `letbe questions`, `letbe questions ask HABIT HABIT` (or ease) or `letbe questions drop N`."


def _arguments(parser: Parser) -> None:
    parser.add_argument("words", nargs="*", metavar="ask HABIT HABIT | drop N", help="")


def _questions(session: Session, arguments: Namespace) -> None:
    match arguments.words:
        case []:
            _list(session)
        case ["ask", first, second]:
            _ask(session, first, second)
        case ["drop", number]:
            record(session, take_back(_numbered(session, number)), "It is not asked")
        case _:
            raise Unreadable(_USAGE)


def _ask(session: Session, first: str, second: str) -> None:
    if first.strip().casefold() == EASE_WORD:
        first, second = second, first
    is_of_ease = second.strip().casefold() == EASE_WORD
    ids = session.habit(first).id, "" if is_of_ease else session.habit(second).id
    record(session, ask(*ids, session.today), "That is asked already; `letbe questions` shows the answer")


def _numbered(session: Session, text: str) -> str:
    """Find a question by its number in the list."""
    asked = session.book.open_questions
    if not text.isdecimal() or not 1 <= int(text[:9]) <= len(asked):
        known = "; `letbe questions` numbers them" if asked else ", for none is asked"
        raise NotFound(f"There is no question {excerpt(text)}{known}.")
    return asked[int(text) - 1].id


def _list(session: Session) -> None:
    console, book = session.console, session.book
    if not book.open_questions:
        if console.wants(Format.JSON):
            console.json([])
        elif not console.wants(Format.PLAIN):
            console.say("Nothing is asked; `letbe questions ask quiet piano` asks whether two habits go together.")
        return
    from tracker.insights import review
    from tracker.insights.pairing_sentences import say_answer, say_counts, say_question
    from tracker.service.review.spans import span_on

    if session.preferences.mask and not (console.wants(Format.JSON) or console.wants(Format.PLAIN)):
        from tracker.service.review.masking import masked

        book = masked(book)
    found = review(book, span_on(book, "month", session.today), session.today)
    answers = found.looks.answers
    if console.wants(Format.JSON) or console.wants(Format.PLAIN):
        from tracker.cli.review_fields import answer_fields

        told = [answer_fields(book, answer) for answer in answers]
        if console.wants(Format.JSON):
            console.json(told)
        else:
            console.records((each["id"], each["asked"], *each["names"], each["answer"]) for each in told)
        return
    names = {habit.id: habit.name for habit in book.habits}
    for number, answer in enumerate(answers, 1):
        console.print(f"{number}  {say_question(answer, names)}")
        for words in (say_answer(answer, names), say_counts(answer, names)):
            _wrapped(session, words)


def _wrapped(session: Session, words: str) -> None:
    from textwrap import wrap

    room = max(20, session.console.display.width - 4)
    for line in wrap(words, room, break_on_hyphens=False):
        session.console.print(f"   {line}")


HANDLERS: Mapping[str, Handler] = MappingProxyType({"questions": Handler(_arguments, _questions)})
