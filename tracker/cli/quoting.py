"""Quoting: how a shell reads what is typed so far, and how a word is written so that it reads it back as it is.

For bash, and for the prompt of the linear mode, which reads words as a shell does. Nothing is ever expanded here.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.named_tuple import NamedTuple

NONE, SINGLE, DOUBLE, ANSI, BACKSLASH = "", "'", '"', "$'", "\\"
"""In which kind of quotes a place of a line lies; behind a backslash it is the next character alone."""

_BARE = frozenset("_./:=@%+,-")
_ENDS = {SINGLE: "'", DOUBLE: '"', ANSI: "'"}
_CODES = {"n": "\n", "t": "\t", "e": "\x1b", "E": "\x1b", "a": "\a", "b": "\b", "f": "\f", "r": "\r", "v": "\v"}


class Typed(NamedTuple):
    """A line up to the cursor: its whole words as the shell understands them, and the last, unfinished one.

    `raw` is that last word as it is typed, `value` as it is understood.
    """

    words: tuple[str, ...]
    raw: str
    value: str


def typed(line: str) -> Typed:
    """Read a line as far as it is typed."""
    words: list[str] = []
    start, value, inside = 0, "", False
    for place, end, char, quotes in _read(line):
        if quotes is NONE and char is None:  # a blank between two words
            if inside:
                words.append(value)
            start, value, inside = end, "", False
            continue
        if not inside:
            start, inside = place, True
        value += char or ""
    return Typed(tuple(words), line[start:] if inside else "", value)


def kept(raw: str) -> tuple[str, str]:
    """Return what the beginning of a word is understood as, and in which quotes whatever follows it lies."""
    pieces = list(_read(raw))
    return "".join(char or "" for _, _, char, _ in pieces), pieces[-1][3] if pieces else NONE


def quoted(text: str, quotes: str = NONE, *, history: bool = True) -> str:
    """Write a text so that a shell in these quotes reads it back, and runs and expands nothing.

    `history` also keeps `!` from bringing back an earlier command, as an interactive bash would do.
    """
    if quotes == BACKSLASH:
        return quoted(text, NONE, history=history).removeprefix("\\")
    return "".join(_quoted(char, quotes, history=history) for char in text)


def ended(text: str, quotes: str) -> str:
    """Return a quoted text with the end of its quotes."""
    return text + _ENDS.get(quotes, "")


def _quoted(char: str, quotes: str, *, history: bool) -> str:
    match quotes:
        case "'":
            return "'\\''" if char == "'" else char
        case '"':
            if char == "!" and history:
                return '"\\!"'
            return f"\\{char}" if char in '\\"$`' else char
        case "$'":
            if char == "!" and history:
                return "\\041"
            return f"\\{char}" if char in "\\'" else char
        case _:
            return char if char.isalnum() or char in _BARE or not char.isascii() else f"\\{char}"


def _read(line: str) -> Iterator[tuple[int, int, str | None, str]]:
    """Go through a line: from where to where a piece of it goes, what it stands for, and the quotes behind it.

    A piece that stands for an empty text begins or ends quotes, and None is the blank between two words.
    """
    place, quotes, size = 0, NONE, len(line)
    while place < size:
        char, end, value = line[place], place + 1, ""
        if quotes == NONE:
            if char in " \t\n":
                yield place, end, None, NONE
                place = end
                continue
            if char == "\\":
                end, value = place + 2, line[end : end + 1]
                if not value:
                    yield place, size, "", BACKSLASH
                    return
            elif char == "$" and line[end : end + 1] in ("'", '"'):
                end, quotes = place + 2, ANSI if line[end] == "'" else DOUBLE
            elif char in "'\"":
                quotes = char
            else:
                value = char
        elif char == _ENDS[quotes]:
            quotes = NONE
        elif char == "\\" and quotes == ANSI:
            value, end = _escape(line, place)
        elif char == "\\" and quotes == DOUBLE and line[end : end + 1] in ("\\", '"', "$", "`"):
            value, end = line[end : end + 1], place + 2
        else:
            value = char
        yield place, end, value, quotes
        place = end


def _escape(line: str, place: int) -> tuple[str, int]:
    """Read what a backslash begins within `$'…'`: a sign, or its number in octal."""
    digits = ""
    while len(digits) < 3 and line[place + 1 + len(digits) : place + 2 + len(digits)] in tuple("01234567"):
        digits += line[place + 1 + len(digits)]
    if digits:
        return chr(int(digits, 8)), place + 1 + len(digits)
    char = line[place + 1 : place + 2]
    return _CODES.get(char, char), place + 2
