"""Forms: of each table that holds items, how they are read, written, ordered and stamped. What is new begins here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from tracker.domain.book import Agreement, Pause, Question, Reflection
from tracker.domain.changes import ItemKind
from tracker.domain.habit import Area, Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.storage.format import records
from tracker.storage.format.json_text import Document

AnyItem = TypeVar("AnyItem", Area, Habit, Pause, Reflection, Question, Agreement)


class Stamped(StrEnum):
    """What of a record has a stamp, and so wins by itself over another copy's.

    A pause or a question only makes sense as a whole. Of a reflection each answer is a part, and all the rest together.
    """

    BY_FIELD = "by field"
    BY_PART = "by part"
    WHOLE = "whole"


class Form(NamedTuple, Generic[AnyItem]):
    """How the items of one table are read and written.

    `fields` are their names in the order in which a file has them; `dated` is the form of those that are named for
    a day, and follow in order. Where a document `is_there` is no more, nothing is left of a record; a whole one has all
    fields that are `needed`.
    """

    read: Callable[[str, Document], AnyItem]
    write: Callable[[AnyItem], dict[str, Any]]
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()
    stamped: Stamped = Stamped.BY_FIELD
    dated: str = ""
    is_there: Callable[[Document], bool] = lambda _: True


def knows(form: Form[Any], name: str) -> bool:
    """Tell whether a field is one that a form has, or is named for a day as it has them."""
    return name in form.fields or bool(form.dated and re.fullmatch(form.dated, name, re.ASCII))


def is_whole(form: Form[Any], document: Document) -> bool:
    """Tell whether a record says all that one of a form has to."""
    return form.is_there(document) and set(form.needed) <= document.keys()


_OF_HABITS = "name area rules created archived why cue small glyph colour position reminders source"

FORMS: Mapping[str, Form[Any]] = MappingProxyType(
    {
        "areas": Form(records.read_area, records.write_area, ("name", "colour", "position"), ("name",)),
        "habits": Form(
            records.read_habit, records.write_habit, tuple(_OF_HABITS.split()), ("name", "rules", "created")
        ),
        "pauses": Form(
            records.read_pause,
            records.write_pause,
            ("start", "end", "habit", "area", "why"),
            ("start",),
            Stamped.WHOLE,
        ),
        "reflections": Form(
            records.read_reflection, records.write_reflection, ("ease", "text", "answers"), stamped=Stamped.BY_PART
        ),
        "lookbacks": Form(
            records.read_lookback, records.write_reflection, ("ease", "text", "answers"), stamped=Stamped.BY_PART
        ),
        "questions": Form(
            records.read_question,
            records.write_question,
            ("first", "second", "asked"),
            ("first", "asked"),
            Stamped.WHOLE,
        ),
        "agreements": Form(
            records.read_agreement,
            records.write_agreement,
            ("whom", "again", "ended"),
            dated=rf"{records.WORDING}|{records.LOOK}",
            is_there=records.has_wording,
        ),
    }
)
"""By the names of the tables, which are those of a book's fields."""


def form_of(kind: ItemKind) -> Form[Any]:
    """Return the form of a kind of item."""
    return FORMS[f"{kind}s"]
