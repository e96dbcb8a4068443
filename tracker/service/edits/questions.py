"""Questions: the edits that ask whether two things go together, and take such a question back."""

from __future__ import annotations

from datetime import date

from tracker.domain.book import Book, Question
from tracker.domain.changes import Change, Delete, ItemKind, Put
from tracker.domain.errors import Refused
from tracker.domain.text import NAME_LIMIT, counted
from tracker.service.steps import NOTHING, Edit

MOST = 3
"""So many questions are asked at a time: each gets the more of an answer, the fewer there are."""

EASE_WORD = "ease"
"""What names the ease of the day, where a habit could be named."""


def ask(first: str, second: str, today: date) -> Edit:
    """Ask whether two habits go together, by their ids; an empty `second` is the ease of the day.

    Raises `Refused` for one habit twice, for an archived one, and for more questions than are asked at a time.
    """

    def edit(book: Book) -> Change:
        for id in filter(None, (first, second)):
            if book.habit(id).archived is not None:
                raise Refused(f"“{book.habit(id).name}” is archived; only habits that go on can be asked about.")
        if first == second:
            raise Refused("A habit always goes with itself; name two.")
        held = book.open_questions
        if any({kept.first, kept.second} == {first, second} for kept in held):
            return NOTHING
        if len(held) >= MOST:
            raise Refused(f"There are {counted(len(held), 'question')} already, and no more at a time; take one back.")
        return Put(Question(_id(first, second), first, second, today))

    return edit


def take_back(id: str) -> Edit:
    """Take a question back, by its id."""

    def edit(book: Book) -> Change:
        return Delete(ItemKind.QUESTION, id) if any(kept.id == id for kept in book.questions) else NOTHING

    return edit


def _id(first: str, second: str) -> str:
    """Make the same id for the same two, so that two machines that ask the same thing ask it once."""
    part = NAME_LIMIT // 2 - 1
    return "+".join(id[:part] for id in sorted((first, second or EASE_WORD)))
