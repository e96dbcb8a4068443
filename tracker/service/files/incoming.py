"""Incoming: a file of the user's choice as text, or a sentence that says what it is instead."""

from __future__ import annotations

import errno
import os
from typing import BinaryIO

from tracker import files
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.text import decoded
from tracker.files import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.exchange.trackers.parcel import Parcel


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
    from tracker.exchange.trackers.parcel import MOST_MEMBERS, is_wanted

    found: dict[str, bytes] = {}
    left, seen = most, 0
    for folder, _, names in os.walk(top):
        for each in sorted(names):
            path = os.path.join(folder, each)
            seen += 1
            if seen > MOST_MEMBERS:
                raise Refused(f"{name} holds more than {MOST_MEMBERS:,} files; name the folder of the export itself.")
            if is_wanted(each) and os.path.isfile(path) and not os.path.islink(path):
                data, _ = _read(path, left)
                left -= len(data)
                found[os.path.relpath(path, top).replace(os.sep, "/")] = data
    return found


def _name(path: str) -> str:
    return shown(os.path.basename(path)) or shown(path)


def _read(path: str, most: int) -> tuple[bytes, str]:
    """Return the bytes of a file, and what it is called in a sentence."""
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
