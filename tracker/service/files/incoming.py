"""Incoming: a file of the user's choice as text, or a sentence that says what it is instead."""

from __future__ import annotations

import os

from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.files import shown

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HOW = "save it in UTF-8, which a spreadsheet calls “CSV UTF-8”"


class NotRead(LetbeError):
    """A file that could not be read."""

    exit_code = 4


def read_in(path: str, most: int) -> str:
    """Return the text of a file of at most so many bytes, as it stands.

    Raises `NotRead` when the disk refuses, `Refused` for a larger file, and what `as_text` raises.
    """
    name = shown(os.path.basename(path)) or shown(path)
    try:
        with open(os.path.expanduser(path), "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise NotRead(f"{shown(path)} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    if len(data) > most:
        raise Refused(f"{name} has more than {most:,} bytes, and a file to take in has not.")
    return as_text(data, name)


def as_text(data: bytes, name: str) -> str:
    """Return bytes as text in UTF-8; raise `Unreadable`, with the line, for what is something else."""
    if data.startswith(_BYTE_ORDER_MARKS) or (len(data) > 3 and 0 in data[:4]):
        raise Unreadable(f"{name} is not text in UTF-8, but in UTF-16; {_HOW}.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} of {name} is not text in UTF-8; {_HOW}.") from None
