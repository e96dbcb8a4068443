"""Incoming: a file of the user's choice as text, or a sentence that says what it is instead."""

from __future__ import annotations

import errno
import os
from typing import BinaryIO

from tracker import files
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
        data, _ = files.read(os.path.expanduser(path), most)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _too_large(name, most) from None
        if error.errno == errno.EINVAL:
            raise NotRead(f"{shown(path)} is no regular file; what a program writes can come by `-`.") from None
        raise NotRead(f"{shown(path)} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except ValueError:  # a name typed with something in it that no file can be called
        raise NotRead(f"{shown(path)} cannot be read: no file can be called so.") from None
    return as_text(data, name)


def read_all(stream: BinaryIO, name: str, most: int) -> str:
    """Return all the text that comes on a stream, at most so many bytes; raise what `read_in` raises."""
    try:
        data = stream.read(most + 1)
    except OSError as error:
        raise NotRead(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    if len(data) > most:
        raise _too_large(name, most)
    return as_text(data, name)


def _too_large(name: str, most: int) -> Refused:
    return Refused(f"{name} has more than {most:,} bytes, and a file to take in has not.")


def as_text(data: bytes, name: str) -> str:
    """Return bytes as text in UTF-8; raise `Unreadable`, with the line, for what is something else."""
    if data.startswith(_BYTE_ORDER_MARKS) or (len(data) > 3 and 0 in data[:4]):
        raise Unreadable(f"{name} is not text in UTF-8, but in UTF-16; {_HOW}.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} of {name} is not text in UTF-8; {_HOW}.") from None
