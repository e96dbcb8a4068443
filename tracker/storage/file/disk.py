"""Disk: every call that storage makes to the file system, so that a test can fail, shorten or kill any of them."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tracker import files
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.store import StoreError

LOCK_PATIENCE = 5.0
"""How many seconds a commit waits for another program to finish its own."""

_PAUSE = 0.005
_MOST = 500_000_000
_LOCKED_BYTE = 1 << 20
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


class Seen(NamedTuple):
    """What a file looked like: enough to notice that it was replaced or written to."""

    device: int
    inode: int
    size: int
    mtime_ns: int


class Extended(NamedTuple):
    """A file that is open for adding to it: its handle, its size, and whether its last line was never finished."""

    handle: int
    size: int
    is_torn: bool


class Disk:
    """The file system, one method a call. Each raises `OSError` as the system does, unless it says otherwise."""

    def resolve(self, path: str) -> str:
        """Return the real path behind symbolic links."""
        return os.path.realpath(path)

    def look(self, path: str) -> Seen | None:
        """Return what a file looks like; None if there is none."""
        try:
            return _seen(os.stat(path))
        except FileNotFoundError:
            return None

    def read(self, path: str, limit: int, *, own: bool = False) -> tuple[bytes, Seen]:
        """Read a regular file whole, with what it looked like; `OSError` with EFBIG above `limit` bytes.

        A file of our `own` is not read through a link.
        """
        data, status = files.read(path, limit, own=own)
        return data, _seen(status)

    def read_part(self, path: str, most: int, *, of_end: bool = False) -> bytes:
        """Read the beginning or the end of a regular file, up to so many bytes; nothing of any other kind."""
        handle = os.open(path, os.O_RDONLY | files.AS_BYTES | files.NO_WAIT)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return b""
            if of_end:
                os.lseek(handle, max(0, status.st_size - most), os.SEEK_SET)
            return os.read(handle, most)
        finally:
            os.close(handle)

    def mode(self, path: str) -> int | None:
        """Return the permission bits of a file; None if there is none."""
        try:
            return stat.S_IMODE(os.stat(path).st_mode)
        except FileNotFoundError:
            return None

    def create(self, path: str) -> int:
        """Open a file that must not exist yet for writing; it is for the owner of its folder alone."""
        return files.make(path)

    def belong_as(self, path: str, other: str) -> None:
        """Let a file belong to whom another one belongs to, as far as we may."""
        files.belong_as(path, other)

    def extend(self, path: str) -> Extended:
        """Open a file of our own for adding to it; it is made, private, if there is none."""
        handle = _open_alone(path)
        try:
            size = os.lseek(handle, 0, os.SEEK_END)
            if size:
                os.lseek(handle, -1, os.SEEK_END)
            return Extended(handle, size, bool(size) and os.read(handle, 1) != b"\n")
        except BaseException:
            os.close(handle)
            raise

    def shorten(self, path: str, size: int) -> None:
        """Cut a file of our own off after so many bytes, and wait until that has reached the disk."""
        handle = files.open_own(path)
        try:
            os.ftruncate(handle, size)
            self.sync(handle)
        finally:
            os.close(handle)

    def write(self, handle: int, data: bytes | memoryview) -> int:
        """Write as many bytes as the system takes, and say how many."""
        return os.write(handle, data)

    def allow(self, path: str, mode: int) -> None:
        """Set the permission bits of a file."""
        os.chmod(path, mode)

    def sync(self, handle: int) -> None:
        """Wait until an open file has reached the disk."""
        files.sync(handle)

    def close(self, handle: int) -> None:
        """Close an open file."""
        os.close(handle)

    def link(self, path: str, name: str) -> None:
        """Give a file a second name."""
        os.link(path, name)

    def replace(self, path: str, target: str) -> None:
        """Put a file in the place of another, in one step."""
        files.patiently(os.replace, path, target)

    def unlink(self, path: str) -> None:
        """Take a file's name away; none is fine."""
        try:
            files.patiently(os.unlink, path)
        except FileNotFoundError:
            return

    def sync_folder(self, path: str) -> None:
        """Wait until the names in a folder have reached the disk, where the system knows how."""
        if sys.platform == "win32":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def names(self, path: str) -> list[str]:
        """Return the names in a folder, in no order."""
        return os.listdir(path)

    def make_folder(self, path: str) -> None:
        """Make a folder and those above it, each for its owner alone; existing ones stay as they are."""
        files.make_folder(path)

    @contextmanager
    def lock(self, path: str, patience: float = LOCK_PATIENCE) -> Iterator[None]:
        """Hold a file locked against every other program; it is made if need be, and stays.

        Raises `StoreError` when the lock is not free within `patience` seconds.
        """
        handle = files.open_own(path)
        try:
            _wait(handle, path, time.monotonic() + patience)
            with suppress(OSError):  # the lock is held, whether or not it can be told by whom
                # Who only looks leaves no trace, and nothing is written into what is some other file too.
                if patience and os.fstat(handle).st_nlink == 1:
                    _sign(handle)
            yield
        finally:
            os.close(handle)


def _open_alone(path: str) -> int:
    """Open a file of our own to add to it; a second name that it has, of a snapshot or another file, is let be."""
    handle = files.open_own(path)
    if os.fstat(handle).st_nlink == 1:
        return handle
    os.close(handle)
    files.replace(path, files.read(path, _MOST, own=True)[0])
    return files.open_own(path)


def _sign(handle: int) -> None:
    """Write into a lock who holds it; what anybody else wrote there stays.

    The app signs for each key: what stands there already is left, and a file is never emptied first, for some file
    systems then write it out on the spot.
    """
    holder, ours = _holder(handle), b"%d\n" % os.getpid()
    if holder is None or holder == ours.decode().strip():
        return
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, ours)
    os.ftruncate(handle, len(ours))


def _holder(handle: int) -> str | None:
    """Give the number of the process that signed a lock last, or nothing; None for a file that is no lock of ours."""
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 20).decode("ascii", "replace")
    return text.strip() if not text or (text.endswith("\n") and text[:-1].isdigit()) else None


def _wait(handle: int, path: str, until: float) -> None:
    while not _locked(handle):
        if time.monotonic() >= until:
            holder = _holder(handle)
            by = f"process {holder}" if holder else "another program"
            kept = files.shown(path.removesuffix(".lock"))
            raise StoreError(f"The file is in use by {by}; try again when it is done. {kept} was not saved.")
        time.sleep(_PAUSE)


def _seen(status: os.stat_result) -> Seen:
    return Seen(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


if sys.platform == "win32":

    def _locked(handle: int) -> bool:
        import msvcrt

        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)  # what is locked cannot be read, and byte 0 names the holder
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:

    def _locked(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
