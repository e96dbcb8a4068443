"""Atomic write: how a file takes the place of another in one step, and what it says when it cannot."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tracker import files
from tracker.domain.text import capital
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.format.json_text import SIZE_LIMIT
from tracker.storage.store import StoreError

_NO_PLACE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL,
}  # fmt: skip


class Conflict(Exception):
    """Another program changed the file between reading it and replacing it."""


@contextmanager
def locked(disk: Disk, path: str) -> Iterator[None]:
    """Hold the lock beside a real file, and put what the disk refuses into words; raises `StoreError`."""
    try:
        real = disk.resolve(path)
        mode = disk.mode(real)
        if mode is not None and not mode & 0o222:
            raise StoreError(f"The file is read-only; allow writing. {files.shown(path)} was not saved.")
        disk.make_folder(os.path.dirname(real))
        with disk.lock(real + ".lock"):
            yield
    except OSError as error:
        raise not_saved(path, error) from error


def write_all(disk: Disk, handle: int, data: bytes) -> None:
    """Write all bytes to an open file, however few the system takes at once."""
    rest = memoryview(data)
    while rest:
        written = disk.write(handle, rest)
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[written:]


def write_new(disk: Disk, path: str, data: bytes, mode: int, like: str = "") -> None:
    """Write a whole new file and wait until it has reached the disk; leave none behind if that fails.

    It belongs to the owner of its folder, or to the owner of the file that it is to be `like`.
    """
    disk.unlink(path)  # left by a program that was killed: whoever writes here holds the lock
    handle = disk.create(path)
    try:
        try:
            if like:
                disk.belong_as(path, like)
            disk.allow(path, mode)
            write_all(disk, handle, data)
            disk.sync(handle)
        finally:
            disk.close(handle)
    except BaseException:
        _forget(disk, path)
        raise


def replace_file(disk: Disk, path: str, data: bytes, expected: Seen | None, *, keep_old: bool = True) -> Seen | None:
    """Put new bytes in the place of a file, whole and safe on the disk, or leave everything as it was.

    The file before stays beside it as `.bak`, unless `keep_old` says that it is worth nothing. `expected` is what
    the file looked like when it was read (None: there was none). Gives what the new one looks like. Raises `Conflict`
    when it is another one by now, and `OSError`; in both cases the file was not touched.
    """
    new, old = path + ".new", path + ".bak.new"
    mode = disk.mode(path)
    try:
        write_new(disk, new, data, 0o600 if mode is None else mode, path)
        made = disk.look(new)
        if expected is not None:
            _keep_old(disk, path, old)
        _expect(disk, path, expected)
        disk.replace(new, path)
    except BaseException:
        _forget(disk, new)
        _forget(disk, old)
        raise
    try:
        disk.sync_folder(os.path.dirname(path))
    except OSError:
        # Nobody can promise now that the new file would be there after a power cut: back to the old one.
        with suppress(OSError):
            if expected is None:
                disk.unlink(path)
            else:
                disk.replace(old, path)
        raise
    if expected is not None and keep_old:
        with suppress(OSError):  # the save itself is done; the copy merely keeps its other name
            disk.replace(old, path + ".bak")
    else:
        _forget(disk, old)
    return made


def _expect(disk: Disk, path: str, expected: Seen | None) -> None:
    if disk.look(path) != expected:
        raise Conflict


def _keep_old(disk: Disk, path: str, old: str) -> None:
    disk.unlink(old)
    try:
        disk.link(path, old)
    except OSError:  # some disks know no second names
        data, _ = disk.read(path, SIZE_LIMIT)
        write_new(disk, old, data, 0o600, path)


def _forget(disk: Disk, path: str) -> None:
    with suppress(OSError):
        disk.unlink(path)


def has_no_place(error: OSError, folder: str) -> bool:
    """Tell whether an error means that nothing can be kept in a folder at all, however much room there is.

    A file in it that cannot be had at this moment, while others can, is no such thing.
    """
    if isinstance(error, PermissionError) and os.access(folder, os.W_OK | os.X_OK):
        return False
    return error.errno in _NO_PLACE


def not_saved(path: str, error: OSError) -> StoreError:
    """Return the error that says, in plain words, why a file could not be written.

    The reason comes first: a narrow screen has no room for more.
    """
    reason = reason_of(error)
    return StoreError(f"{capital(reason)}. {files.shown(path)} was not saved; what was saved before is untouched.")


def slipped(name: str) -> StoreError:
    """Return the error that says that a file was replaced just when it was to be saved."""
    return StoreError(f"{name} was changed by another program at that moment; try again.")


def not_read(path: str, error: OSError) -> StoreError:
    """Return the error that says, in plain words, why a file could not be read."""
    return StoreError(f"{files.shown(path)} cannot be read: {reason_of(error)}.")


def reason_of(error: OSError) -> str:
    """Say in plain words what an error of the disk is, and what helps."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full; free some space"
        case errno.EACCES | errno.EPERM:
            place = f"“{files.shown(os.fsdecode(error.filename))}”" if error.filename else "its place"
            held = ", or another program has it open" if sys.platform == "win32" else ""
            return f"there is no permission for {place}{held}; grant it, or choose another place with --file"
        case errno.EROFS:
            return "the disk is read-only; make it writable, or choose another place with --file"
        case errno.EFBIG:
            return "it would be larger than is allowed"
        case errno.EISDIR:
            return "it is a folder; name a file in it"
        case errno.EIO:
            return "the disk reports an error; look after the disk before you go on"
        case _:
            return (error.strerror or str(error)).lower()
