"""Output: a text written to a file of the user's choice, whole or not at all, and never over what is ours."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator

from tracker import files, folders
from tracker.domain.errors import LetbeError, Refused
from tracker.files import shown
from tracker.settings import places

STREAMS = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
"""The names under which a user means the standard output."""

_STREAMS_OF_OURS = ("/dev/", "/proc/")


class NotWritten(LetbeError):
    """A file that could not be written."""

    exit_code = 4


def write_out(path: str, text: str, book: str) -> str:
    """Write a text to a file, readable by the user alone, in place of what is there; give its whole path.

    What is no regular file, or has a second name, is written into. `book` is where the book lies: writing over it,
    or over anything else that letbe keeps, is `Refused`. Raises `NotWritten` when the disk refuses, and then what was
    there in a regular file is untouched.
    """
    whole = folders.whole(path)
    try:
        _refuse_ours(whole, book)
        real = os.path.realpath(whole)
        if _is_written_into(whole):
            _write_into(whole, text.encode())
        else:
            files.replace(real, text.encode())
    except OSError as error:
        raise NotWritten(f"{shown(whole)} was not written: {(error.strerror or str(error)).lower()}.") from None
    except ValueError:  # a name typed with something in it that no file can be called
        raise NotWritten(f"{shown(whole)} was not written: no file can be called so.") from None
    return whole


def keep(path: str, text: str) -> None:
    """Keep a text in a folder of ours, to be gone on with; raise `NotWritten` when the disk refuses."""
    try:
        files.make_folder(os.path.dirname(path))
        files.replace(path, text.encode())
    except OSError as error:
        raise NotWritten(f"{shown(path)} was not written: {(error.strerror or str(error)).lower()}.") from None


def _refuse_ours(whole: str, book: str) -> None:
    """Raise `Refused` for what letbe keeps itself, whatever name it is called by."""
    if not os.path.isabs(book):  # the made-up year, which lies nowhere
        return
    real, own, state, preferences = (os.path.realpath(place) for place in (whole, *places(book)))
    name, state_name = _folded(real), _folded(state)
    if f"{name}.".startswith(f"{_folded(own)}."):
        raise Refused(f"{shown(whole)} belongs to your book; choose another file.")
    if name in (_folded(preferences), state_name) or name.startswith(state_name + os.sep):
        raise Refused(f"{shown(whole)} is kept by letbe for itself; choose another file.")
    if any(_is_same(real, ours) for ours in (preferences, *_of(own), *_within(state))):
        raise Refused(f"{shown(whole)} is a second name of a file that letbe keeps; choose another file.")


def _folded(path: str) -> str:
    """Return a path as a disk sees it that tells neither letters, accents nor last dots apart."""
    from unicodedata import normalize  # which only an export needs

    return normalize("NFC", path).casefold().rstrip(". ")


def _of(own: str) -> Iterator[str]:
    yield from (own, own + ".bak", own + ".lock")


def _within(folder: str) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        yield from (os.path.join(above, name) for name in names)


def _is_same(path: str, other: str) -> bool:
    try:
        return os.stat(path).st_nlink > 1 and os.path.samefile(path, other)
    except OSError:
        return False


def _is_written_into(path: str) -> bool:
    """Whether there is something that keeps its place: a device, a pipe, a stream, or a file with a second name."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return False
    other = not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode)
    return other or status.st_nlink > 1 or (os.name == "posix" and path.startswith(_STREAMS_OF_OURS))


def _write_into(path: str, data: bytes) -> None:
    # A pipe that nobody reads says so at once, where opening it would wait for ever.
    handle = os.open(path, os.O_WRONLY | os.O_TRUNC | files.AS_BYTES | files.NO_WAIT)
    try:
        if sys.platform != "win32":
            os.set_blocking(handle, True)
        while data:
            data = data[os.write(handle, data) :]
    finally:
        os.close(handle)
