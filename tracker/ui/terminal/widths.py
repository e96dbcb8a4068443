"""Widths: texts that terminals do not agree on, and after each the column at which its row goes on.

A heart with U+FE0F, a keycap, a skin tone, a family joined by ZWJ, a flag, a letter built of several: each takes as
many cells as the terminal, its font and its version say, and whatever stands behind it would be moved. So such a text
is never trusted: its cells are blanked, it is put down, and the cursor is then sent to where the row goes on.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from rich.cells import cell_len

_ASCII = " -~"
_NARROW = (
    "\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u03ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21ff\u2200-\u22ff\u2500-\u25fc\u25ff-\u25ff\u2713-\u2713\u2800-\u28ff"
)
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufad9"
    "\uff01-\uff60\uffe0-\uffe6"
)
"""Ranges of characters, first and last with a dash between them, in rising order."""

_CONTROL = "\x00-\x1f\x7f-\x9f"


class Doubt:
    """What finds the characters of doubtful width: all that are shown and not among the certain ones."""

    def __init__(self, certain: str) -> None:
        self._firsts, self._lasts = certain[::3], certain[2::3]
        self._met = dict.fromkeys(map(chr, (*range(0x20), *range(0x7F, 0xA0))), False)  # what is not shown

    def within(self, sent: str) -> str:
        """Return the characters of doubtful width in a text, each once."""
        chars = set(sent)
        for char in chars - self._met.keys():
            place = bisect_right(self._firsts, char)
            self._met[char] = not place or char > self._lasts[place - 1]
        return "".join(sorted(filter(self._met.__getitem__, chars)))


def _texts_with(chars: str) -> re.Pattern[str]:
    """Return the pattern of a text of some characters, with the one before it, which it may join, and a blank after it.

    A pattern of the characters that are there takes no time; one of all ranges took a twentieth of a start.
    """
    return re.compile(f"[^ {chars}{_CONTROL}]?[{chars}]+ ?")


_ANYWHERE = Doubt(_ASCII + _NARROW + _WIDE)
_IN_EAST_ASIA = Doubt(_ASCII + _WIDE)
"""Terminals there may draw what Unicode calls ambiguous (■, ·, “, Greek, Cyrillic) in two cells."""

_CODE = re.compile(
    r"\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.|[\x00-\x1f\x7f-\x9f]"
)
"""What a terminal is told, between what it is to show."""


def doubt_in(env: Mapping[str, str] = os.environ) -> Doubt:
    """Return what finds the texts whose width is not certain in a locale."""
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := env.get(name))), "")
    return _IN_EAST_ASIA if locale[:2] in ("ja", "ko", "zh") else _ANYWHERE


def pin_columns(sent: str, doubt: Doubt = _ANYWHERE) -> str:
    """Return what is sent to a terminal with the cursor put to its column after every text of doubtful width.

    Where it is not known in which column a text begins, the text is left as it is.
    """
    if sent.isascii() or not (chars := doubt.within(sent)):
        return sent
    return "".join(_pinned(sent, _texts_with(chars)))


def _pinned(sent: str, texts: re.Pattern[str]) -> Iterator[str]:
    column: int | None = None
    end = 0
    for code in _CODE.finditer(sent):
        if text := sent[end : code.start()]:
            yield text if column is None else _held(text, column, texts)
            column = None if column is None else column + cell_len(text)
        yield code[0]
        column = _column_after(code[0], column)
        end = code.end()
    text = sent[end:]
    yield text if column is None else _held(text, column, texts)


def _held(text: str, column: int, texts: re.Pattern[str]) -> str:
    """Return a text that begins in a column (from 0), each doubtful part of it between two known columns."""

    def hold(part: re.Match[str]) -> str:
        start = column + cell_len(text[: part.start()])
        cells = cell_len(text[: part.end()]) - (start - column)
        return f"{' ' * cells}\x1b[{start + 1}G{part[0].removesuffix(' ')}\x1b[{start + cells + 1}G"

    return texts.sub(hold, text)


def _column_after(code: str, column: int | None) -> int | None:
    """Return where the cursor is after a code: in the same column, in one that it names, or nobody knows where."""
    if code[-1] in "Hf" and code.startswith("\x1b["):
        return _number(code[2:-1].partition(";")[2])
    if code[-1] == "G" and code.startswith("\x1b["):
        return _number(code[2:-1])
    if code == "\r":
        return 0
    moves = code in ("\n", "\t", "\b", "\x1b7", "\x1b8") or (code.startswith("\x1b[") and code[-1] in "CDEFasu")
    return None if moves else column


def _number(words: str) -> int | None:
    return int(words) - 1 if words.isdecimal() else (None if words else 0)
