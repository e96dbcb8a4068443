"""Chosen file: what a user names, read in as text or told by what it is instead, or written whole or not at all.

Nothing is ever written over what is ours.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO

from tracker import files, folders
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.text import decoded
from tracker.files import shown
from tracker.settings import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.exchange.trackers.parcel import Parcel


STREAMS = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
"""The names under which a user means the standard output."""

_STREAMS_OF_OURS = ("/dev/", "/proc/")


class NotRead(LetbeError):
    """A file that could not be read."""

    exit_code = 4


def read_in(path: str, most: int) -> str:
    """Return the text of a file of at most so many bytes, as it stands.

    Raises `NotRead` when the disk refuses, `Refused` for a larger file, and what `decoded` raises.
    """
    return decoded(*_read(path, most))


def read_all(stream: BinaryIO, name: str, most: int) -> str:
    """Return all the text that comes on a stream, at most so many bytes; raise what `read_in` raises."""
    return decoded(_read_stream(stream, name, most), name)


def read_parcel(path: str, most: int, stream: BinaryIO | None = None) -> Parcel:
    """Return a file, the files of a folder, or with a `stream` what comes on it, to be told by what is in it.

    Raises what `read_in` raises, and `Refused` for an archive, or a folder, that looks like a trap.
    """
    from tracker.exchange.trackers.parcel import Parcel  # few commands take in more than text

    if stream:
        return Parcel("Standard input", _read_stream(stream, "Standard input", most))
    whole = os.path.expanduser(path)
    if os.path.isdir(whole):
        return Parcel(_name(path), files=_folder(whole, _name(path), most))
    data, name = _read(path, most)
    return Parcel(name, data)


def _folder(top: str, name: str, most: int) -> dict[str, bytes]:
    """Read what a tracker may have written, of a folder; nothing is followed out of it."""
    from tracker.exchange.trackers.parcel import is_wanted

    found: dict[str, bytes] = {}
    left = most
    for path in _files_in(top, name):
        if is_wanted(os.path.basename(path)) and os.path.isfile(path) and not os.path.islink(path):
            data, _ = _read(path, left)
            left -= len(data)
            found[os.path.relpath(path, top).replace(os.sep, "/")] = data
    return found


def _files_in(top: str, name: str) -> list[str]:
    """Return the path of every file in a folder, before any is read; raise `Refused` for more than an export has."""
    from tracker.exchange.trackers.parcel import MOST_MEMBERS

    found: list[str] = []
    for folder, _, names in os.walk(top):
        found += (os.path.join(folder, each) for each in sorted(names))
        if len(found) > MOST_MEMBERS:
            raise Refused(f"{name} holds more than {MOST_MEMBERS:,} files; name the folder of the export itself.")
    return found


def _name(path: str) -> str:
    return shown(os.path.basename(path)) or shown(path)


def _read(path: str, most: int) -> tuple[bytes, str]:
    """Return the bytes of a file, and what it is called in a sentence."""
    if not path:
        raise NotRead("A path of no letters names no file; write where the file or folder lies.")
    try:
        data, _ = files.read(os.path.expanduser(path), most)
        return data, _name(path)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _too_large(_name(path), most) from None
        if error.errno == errno.EINVAL:
            raise NotRead(f"{shown(path)} is no regular file; what a program writes can come by `-`.") from None
        raise NotRead(f"{shown(path)} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except ValueError:  # a name typed with something in it that no file can be called
        raise NotRead(f"{shown(path)} cannot be read: no file can be called so.") from None


def _read_stream(stream: BinaryIO, name: str, most: int) -> bytes:
    try:
        data = stream.read(most + 1)
    except OSError as error:
        raise NotRead(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    if len(data) > most:
        raise _too_large(name, most)
    return data


def _too_large(name: str, most: int) -> Refused:
    return Refused(f"{name} has more than {most:,} bytes, and a file to take in has not.")


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
