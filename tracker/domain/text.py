"""The border that every text from outside crosses once: typed, imported, merged or hand-edited."""

from __future__ import annotations

import itertools

from tracker.domain.errors import Refused

NAME_LIMIT = 200
NOTE_LIMIT = 10_000

_COMBINING_LIMIT = 4
_ZERO_WIDTH_JOINER = "\u200d"
# Control, format, surrogate, private and unassigned characters act on a terminal or hide in it.
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str, *, lines: bool = False) -> str:
    """Make a text harmless to a terminal and equal to its look-alikes (Unicode NFC).

    Control and format characters are dropped (an escape sequence keeps its printable letters and loses its
    power), white space becomes single blanks, and no more than four combining marks follow one another.
    With `lines`, line breaks stay.
    """
    if lines:
        kept = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return "\n".join(kept).strip("\n")
    if text.isascii():
        if not text.isprintable():
            text = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    else:
        text = _clean_unicode(text)
    return " ".join(text.split())


def _clean_unicode(text: str) -> str:
    import unicodedata  # a name in plain ASCII, the usual case, never needs the tables

    kept: list[str] = []
    for combining, run in itertools.groupby(
        unicodedata.normalize("NFC", text), lambda c: unicodedata.category(c) in {"Mn", "Me"}
    ):
        if combining:
            kept.extend(itertools.islice(run, _COMBINING_LIMIT))
            continue
        for char in run:
            if char.isspace():
                kept.append(" ")
            elif char == _ZERO_WIDTH_JOINER or unicodedata.category(char) not in _UNWANTED:
                kept.append(char)
    # Dropping a character can bring a letter and its accent together: compose again.
    return unicodedata.normalize("NFC", "".join(kept))


def clean_name(text: str, what: str = "name") -> str:
    """Clean a one-line text that must not be empty; raise `Refused` when it is, or is too long."""
    name = clean(text)
    if not name:
        raise Refused(f"A {what} needs at least one letter.")
    if len(name) > NAME_LIMIT:
        raise Refused(f"A {what} has at most {NAME_LIMIT} characters; this one has {len(name):,}.")
    return name


def clean_line(text: str, what: str = "text") -> str:
    """Clean a one-line text that may be empty; raise `Refused` when it is longer than a name may be."""
    return clean_name(text, what) if clean(text) else ""


def clean_note(text: str) -> str:
    """Clean a note, keeping its line breaks; raise `Refused` when it is too long."""
    note = clean(text, lines=True)
    if len(note) > NOTE_LIMIT:
        raise Refused(f"A note has at most {NOTE_LIMIT:,} characters; this one has {len(note):,}.")
    return note


def excerpt(text: str, limit: int = 40) -> str:
    """Quote a text harmlessly and briefly, for a sentence that has to name what was typed."""
    shown = clean(text[:1000])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def counted(count: int, thing: str) -> str:
    """Say a number of things: `1 mark`, `1,234 marks`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def percent(share: float) -> str:
    """Say a share of 1 in whole percent; 100 only when it is all of it."""
    return f"{min(99, round(share * 100)) if share < 1 else 100}%"


def slug(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Derive a short id from a name: lower-case words joined by hyphens, unique among `taken`."""
    words = "".join(c if c.isalnum() else " " for c in clean(name).casefold()).split()
    base = "-".join(words)[:40].strip("-") or "habit"
    numbered = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
    return next(candidate for candidate in numbered if candidate not in taken)
