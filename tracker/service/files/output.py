"""Output: a text written to a file of the user's choice, whole or not at all, and never over the book."""

from __future__ import annotations

import os
from contextlib import suppress

from tracker.domain.errors import LetbeError, Refused
from tracker.domain.text import clean


class NotWritten(LetbeError):
    """A file that could not be written."""

    exit_code = 4


def write_out(path: str, text: str, book: str) -> str:
    """Write a text to a file, readable by the user alone, in place of what is there; give its whole path.

    `book` is where the book lies: writing over it, or over a file that belongs to it, is `Refused`. Raises
    `NotWritten` when the disk refuses, and then what was there is untouched.
    """
    whole = os.path.abspath(os.path.expanduser(path))
    real, own = os.path.realpath(whole), os.path.realpath(book)
    if real == own or real.startswith(own + "."):
        raise Refused(f"{clean(whole)} belongs to your book; choose another file.")
    new = f"{real}.{os.getpid()}.new"
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(new, real)
    except OSError as error:
        with suppress(OSError):
            os.unlink(new)
        raise NotWritten(f"{clean(whole)} was not written: {(error.strerror or str(error)).lower()}.") from None
    return whole
