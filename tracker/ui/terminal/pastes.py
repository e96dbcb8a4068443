"""Pastes: what becomes of a text that is pasted, all at once and of any length."""

from __future__ import annotations

import re

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from tracker.domain.errors import Refused
from tracker.domain.text import NO_TEXT, NOTE_LIMIT, clean

LINE_BREAK = " ↵ "
"""How a break of lines stands in a field of one line that takes a text of several."""

_LIMIT = 2 * NOTE_LIMIT
_BREAK = re.compile(rf" ?{LINE_BREAK.strip()} ?")


def fold(text: str) -> str:
    """Write a text of several lines in one."""
    return LINE_BREAK.join(clean(text, lines=True).split("\n"))


def unfold(text: str) -> str:
    """Return the lines of a text that was written in one."""
    return _BREAK.sub("\n", text)


class LinesInput(Input):
    """A field of one line that takes a text of several, each break of lines as a sign."""


def fit(paste: events.Paste, field: Widget | None) -> events.Paste:
    """Return what a field takes of a paste: all of it; raise `Refused` where that cannot be."""
    from textual.widgets import TextArea  # with all that writes code, which nothing but some answers needs

    if not isinstance(field, (Input, TextArea)):
        raise Refused("Nothing here takes a text; what was pasted is left out.")
    if NO_TEXT in paste.text:
        raise Refused("What was pasted is not text in UTF-8; it is left out.")
    text = clean(paste.text, lines=True)
    if len(text) > _LIMIT:
        raise Refused(f"That is too much to paste: {len(text):,} characters, and a note has at most {NOTE_LIMIT:,}.")
    if not text:
        raise Refused("There is no text in what was pasted.")
    if isinstance(field, LinesInput):
        return events.Paste(fold(text))
    return events.Paste(" ".join(text.split()) if isinstance(field, Input) else text)
