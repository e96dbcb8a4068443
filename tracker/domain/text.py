"""The border that every text from outside crosses once: typed, imported, merged or hand-edited."""

from __future__ import annotations

import itertools

from tracker.domain.errors import Refused, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAME_LIMIT = 200
NOTE_LIMIT = 10_000

_COMBINING_LIMIT = 4
_ZERO_WIDTH_JOINER = "\u200d"
# Control, format, surrogate, private and unassigned characters act on a terminal or hide in it.
_UNWANTED = {"Cc", "Cf", "Co", "Cn"}
_SURROGATES = "[\ud800-\udfff]"  # this and the next are left uncompiled: few commands need them
NO_TEXT = "\ufffd"
"""What stands for a byte that was no text, where it has to be shown."""

_UNSEEN = _ZERO_WIDTH_JOINER + "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that Unicode has for filling: they look like nothing at all."""

_BLANKS = r"[\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"

PLAIN_TYPOGRAPHY: Mapping[int, str] = dict(zip(map(ord, "–—−·×•“”‘’"), "---\x2dx*\"\"''", strict=True))
"""Our own typography in ASCII, letter for letter. Each front end adds what it has more room for."""


def clean(text: str, *, lines: bool = False) -> str:
    """Make a text harmless to a terminal and equal to its look-alikes (Unicode NFC).

    Control and format characters are dropped (an escape sequence keeps its printable letters and loses its
    power), white space becomes single blanks, and no more than four combining marks follow one another. A byte that
    was no text becomes `\ufffd`, and a line of which nothing could be seen is empty. With `lines`, line breaks stay.
    """
    if lines:
        kept = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return "\n".join(kept).strip("\n")
    if text.isascii() or all(map(_is_usual, text)):
        if not text.isprintable():
            text = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    else:
        text = _clean_unicode(text)
    return " ".join(text.split())


def _is_usual(char: str) -> bool:
    """Whether a character is of ASCII, a letter of a European language, or one of our own signs: it stays as it is."""
    return char < "\x80" or ("\xa0" < char < "\u0180" and char != "\xad") or char in "–—−•“”‘’…"


def _clean_unicode(text: str) -> str:
    import unicodedata  # a usual name never needs the tables

    kept: list[str] = []
    seen = False
    for combining, run in itertools.groupby(
        unicodedata.normalize("NFC", text), lambda c: unicodedata.category(c) in {"Mn", "Me"}
    ):
        if combining:
            kept.extend(itertools.islice(run, _COMBINING_LIMIT))
            continue
        for char in run:
            if char.isspace():
                kept.append(" ")
            elif "\ud800" <= char <= "\udfff":
                kept.append(NO_TEXT)
                seen = True
            elif char == _ZERO_WIDTH_JOINER or unicodedata.category(char) not in _UNWANTED:
                kept.append(char)
                seen = seen or char not in _UNSEEN
    if not seen:
        return ""
    # Dropping a character can bring a letter and its accent together: compose again.
    return unicodedata.normalize("NFC", "".join(kept))


def clean_name(text: str, what: str = "name") -> str:
    """Clean a one-line text that must not be empty; raise `Refused` when it is, or is too long.

    Raises `Unreadable` for bytes that are no text.
    """
    refuse_no_text(text)
    name, some = clean(text), f"An {what}" if what[0] in "aeiou" else f"A {what}"
    if not name:
        raise Refused(f"{some} needs at least one letter.")
    if len(name) > NAME_LIMIT:
        raise Refused(f"{some} has at most {NAME_LIMIT} characters; this one has {len(name):,}.")
    return name


def clean_line(text: str, what: str = "text") -> str:
    """Clean a one-line text that may be empty; raise `Refused` when it is longer than a name may be.

    Raises what `clean_note` raises for a text of which nothing would be left.
    """
    return clean_name(text, what) if _holds_something(text, clean(text), what) else ""


def clean_note(text: str) -> str:
    """Clean a note, keeping its line breaks; raise `Refused` when it is too long, or nothing of it could be seen.

    Only an empty text, or one of blanks alone, is an empty note. Raises `Unreadable` for bytes that are no text.
    """
    if not text:
        return ""
    note = clean(text, lines=True)
    if not _holds_something(text, note, "note"):
        return ""
    if len(note) > NOTE_LIMIT:
        raise Refused(f"A note has at most {NOTE_LIMIT:,} characters; this one has {len(note):,}.")
    return note


def refuse_no_text(text: str) -> None:
    """Raise `Unreadable` for a text that holds bytes which were not UTF-8."""
    if text.isascii():
        return
    import re  # a prompt does without

    if re.search(_SURROGATES, text):
        raise no_text(text)


def decoded(data: bytes, name: str) -> str:
    """Return bytes as text in UTF-8; raise `Unreadable`, with the line, for what is something else."""
    how = "save it in UTF-8, which a spreadsheet calls “CSV UTF-8”"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(data) > 3 and 0 in data[:4]):
        raise Unreadable(f"{name} is not text in UTF-8, but in UTF-16; {how}.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} of {name} is not text in UTF-8; {how}.") from None


def no_text(text: str) -> Unreadable:
    """Say of bytes that they are no text; what could not be read of them is a surrogate or `\ufffd`."""
    return Unreadable(f"“{excerpt(text)}” is not text in UTF-8, so letbe cannot read it; type it anew, in UTF-8.")


def refuse_unseen(text: str, what: str = "text") -> None:
    """Raise `Refused` for a text that is neither empty nor blank, and of which nothing could be seen."""
    if clean(text):
        return
    import re  # as above

    if not re.fullmatch(_BLANKS, text):
        raise Refused(
            f"Nothing of this {what} can be seen: it holds only invisible characters; type it anew, or leave it empty."
        )


def _holds_something(text: str, cleaned: str, what: str) -> bool:
    """Tell a text from an empty one; raise `Refused` for one that is neither."""
    refuse_no_text(text)
    if cleaned:
        return True
    refuse_unseen(text, what)
    return False


def excerpt(text: str, limit: int = 40) -> str:
    """Quote a text harmlessly and briefly, for a sentence that has to name what was typed."""
    shown = clean(text[:1000])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def capital(words: str) -> str:
    """Return words as a sentence begins: the first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def counted(count: int, thing: str) -> str:
    """Say a number of things: `1 mark`, `1,234 marks`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def counted_as(count: int, things: Sequence[str]) -> str:
    """Say a number of things of several kinds: `39 days and weeks`, and of one kind as `counted` does."""
    if len(things) < 2:
        return counted(count, *things) if things else f"{count:,}"
    *others, last = (f"{thing}s" for thing in things)
    return f"{count:,} {', '.join(others)} and {last}"


def listed(names: Iterable[str]) -> str:
    """List names, the first three of them where there are many."""
    shown = list(names)
    head = ", ".join(shown[:3])
    return head if len(shown) <= 3 else f"{head} and {len(shown) - 3} more"


def percent(share: float) -> str:
    """Say a share of 1 in whole percent; 100 only when it is all of it."""
    return f"{min(99, round(share * 100)) if share < 1 else 100}%"


def slug(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Derive a short id from a name: lower-case words joined by hyphens, unique among `taken`."""
    words = "".join(c if c.isalnum() else " " for c in clean(name).casefold()).split()
    base = "-".join(words)[:40].strip("-") or "habit"
    numbered = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
    return next(candidate for candidate in numbered if candidate not in taken)
