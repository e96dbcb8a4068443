"""Joining: two notes or journal entries of one day made one, so that no text is lost and none is kept twice."""

from __future__ import annotations

from tracker.domain.book import Agreement, Reflection, Wording
from tracker.domain.errors import Refused
from tracker.domain.text import clean_note

TOO_MUCH = "what is there already and what comes in are too long together; shorten one of them."


def with_texts(old: Reflection, new: Reflection) -> Reflection:
    """Give a reflection that comes in, with the texts of the one that it takes the place of."""
    mine, theirs = dict(old.answers), dict(new.answers)
    try:
        answers = tuple((asked, joined(mine.get(asked, ""), theirs.get(asked, ""))) for asked in {**mine, **theirs})
        return new._replace(ease=new.ease or old.ease, text=joined(old.text, new.text), answers=answers)
    except Refused as error:
        raise Refused(f"The journal of the {new.span} {new.day}: {TOO_MUCH} {error}") from None


def joined(old: str, new: str) -> str:
    """Join two notes; where the lines of one stand in the other, that one is enough."""
    if not new or _holds(old, new):
        return old
    if not old or _holds(new, old):
        return new
    return clean_note(f"{old}\n{new}")


def _holds(note: str, part: str) -> bool:
    return f"\n{part}\n" in f"\n{note}\n"


def with_wordings(old: Agreement, new: Agreement) -> Agreement:
    """Return an agreement that comes in from a file, with the wordings and looks of the one it takes the place of."""
    wordings = dict(old.wordings) | dict(new.wordings)
    looks = tuple(sorted({*old.looks, *new.looks}))
    return new._replace(wordings=tuple(Wording(*each) for each in sorted(wordings.items())), looks=looks)
