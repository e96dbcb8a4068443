"""Paper: whether the terminal writes on light or on dark, asked of it once and without waiting for an answer.

Most terminals answer within some milliseconds, in between what is typed; some never do. The answer is taken out of what
comes in before anybody could take it for keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ASK = "\x1b]11;?\x1b\\"
"""Asks which colour lies below the text."""

_BEGIN = "\x1b]"
_PART = r"([0-9a-fA-F]{1,4})"
_ANSWER = re.compile(rf"\x1b\]11;rgba?:{_PART}/{_PART}/{_PART}[^\x07\x1b]*(?:\x07|\x1b\\)")
_LONGEST = 64
_MIDDLE = 0.5
_SHARES = (0.2126, 0.7152, 0.0722)


class PaperAnswer:
    """Takes the answer out of what a terminal sends, however it is cut, and tells whether the paper is light."""

    def __init__(self, told: Callable[[bool], object]) -> None:
        self._told = told
        self._waiting = True
        self._held = ""

    def taken_out(self, text: str) -> str:
        """Return what was sent without the answer; the beginning of one is held back until the rest is there."""
        if not self._waiting:
            return text
        text, self._held = self._held + text, ""
        if found := _ANSWER.search(text):
            self._waiting = False
            self._told(is_light(found.groups()))
            return text[: found.start()] + text[found.end() :]
        begun = text.rfind(_BEGIN)
        if begun >= 0 and len(text) - begun < _LONGEST:
            self._held = text[begun:]
            return text[:begun]
        return text


def is_light(colour: tuple[str, ...]) -> bool:
    """Tell whether a colour of three parts, each in one to four hexadecimal digits, is a light one."""
    parts = [int(part, 16) / float((1 << 4 * len(part)) - 1) for part in colour]
    return sum(share * part for share, part in zip(_SHARES, parts, strict=True)) > _MIDDLE
