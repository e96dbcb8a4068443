"""Files: how any file is opened, read and made, so that no link, pipe, owner or umask plays a trick on us.

Nothing is imported here that takes time: a start reads files before it does anything else.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_FILE, _FOLDER = 0o600, 0o700
AS_BYTES = getattr(os, "O_BINARY", 0)
_NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_HELD_ELSEWHERE = 1.0
_PAUSE = 0.005


def read(path: str, limit: int, *, own: bool = False) -> tuple[bytes, os.stat_result]:
    """Read a regular file whole, with what it looked like; raise `OSError`, with EFBIG above `limit` bytes.

    A file of our `own` is not read through a link.
    """
    if own and os.path.islink(path):
        raise OSError(errno.ELOOP, "it is a link", path)
    _regular(path, os.stat(path))  # before opening it: opening can already be too much for a device
    handle = os.open(path, os.O_RDONLY | AS_BYTES | NO_WAIT | (_NOT_THROUGH_LINKS if own else 0))
    try:
        seen = os.fstat(handle)
        _regular(path, seen)
        if seen.st_size > limit:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            data = file.read(seen.st_size + 1)
            if data and len(data) != seen.st_size:  # it grew, or never had a size to tell: it may go on for ever
                data += file.read(limit + 1) or b""
        if data is None or len(data) > limit:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
        return data, seen
    finally:
        os.close(handle)


def make(path: str) -> int:
    """Open a file that must not exist yet for writing; it is for the owner of its folder alone."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | AS_BYTES, _FILE)
    try:
        _make_ours(handle, os.path.dirname(path), _FILE)
    except BaseException:
        os.close(handle)
        raise
    return handle


def open_own(path: str) -> int:
    """Open a file of our own for reading it and adding to it, made if need be; raise `OSError` for a link or a pipe."""
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_APPEND | AS_BYTES | NO_WAIT | _NOT_THROUGH_LINKS)
        except FileNotFoundError:
            try:
                return make(path)
            except FileExistsError:
                if os.path.islink(path):
                    raise OSError(errno.ELOOP, "it is a link", path) from None
                continue  # another program was faster
        try:
            _regular(path, os.fstat(handle))
        except BaseException:
            os.close(handle)
            raise
        return handle


def make_folder(path: str) -> None:
    """Make a folder and those above it, each for the owner of the one above alone; existing ones stay as they are."""
    missing = []
    while not os.path.isdir(path) and os.path.dirname(path) != path:
        missing.append(path)
        path = os.path.dirname(path)
    for each in reversed(missing):
        try:
            os.mkdir(each, _FOLDER)
        except FileExistsError:
            if not os.path.isdir(each):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), each) from None
            continue
        _make_ours(each, os.path.dirname(each), _FOLDER)


def belong_as(path: str, other: str) -> None:
    """Let a file belong to whom another one belongs to, as far as we may; none there is fine."""
    try:
        _give(path, os.stat(path), os.stat(other))
    except FileNotFoundError:
        return


def replace(path: str, data: bytes, mode: int = _FILE, *, durable: bool = True) -> None:
    """Put bytes in the place of a file, whole or not at all, with its owner and permissions; raise `OSError`.

    With `durable` they have reached the disk before anything is replaced.
    """
    new = f"{path}.{os.getpid()}.new"
    try:
        was = os.stat(path)
        mode = stat.S_IMODE(was.st_mode)
    except FileNotFoundError:
        was = None
    take_away(new)
    try:
        handle = make(new)
        try:
            if was:
                _give(handle, os.fstat(handle), was)
            os.chmod(new, mode)
            while data:
                data = data[os.write(handle, data) :]
            if durable:
                sync(handle)
        finally:
            os.close(handle)
        patiently(os.replace, new, path)
    except BaseException:
        take_away(new)
        raise


def sync(handle: int) -> None:
    """Wait until an open file has reached the disk."""
    if not _synced_through(handle):
        os.fsync(handle)


def patiently(do: Callable[..., None], *paths: str) -> None:
    """Do something to a file, again and again for a while where that fails because another program has it open.

    Only on Windows is that a reason: what is being read there can be neither replaced nor taken away. Raises `OSError`.
    """
    until = time.monotonic() + _HELD_ELSEWHERE
    while True:
        try:
            return do(*paths)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def _synced_through(handle: int) -> bool:
    """Tell whether macOS wrote a file down to the disk itself: its fsync leaves it in what the disk keeps in memory."""
    if sys.platform != "darwin":
        return False
    import fcntl

    try:
        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    except OSError:  # the disks of a network, and some others, do not know it
        return False
    return True


def take_away(path: str) -> None:
    """Take a file away where that can be done."""
    try:
        patiently(os.unlink, path)
    except OSError:
        return


def shown(path: str) -> str:
    """Return a path for people to read: bytes that are no text, and what would act on a terminal, are written out."""
    return "".join(char if char.isprintable() else _written_out(char) for char in path)


def _written_out(char: str) -> str:
    return f"\\x{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else ascii(char)[1:-1]


def _regular(path: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", path)


def _make_ours(made: int | str, folder: str, mode: int) -> None:
    """Give what was just made to the owner of its folder, where we may, and to nobody less than its owner."""
    if os.name != "posix":
        return
    status = os.stat(made)
    if os.geteuid() == 0:
        _give(made, status, os.stat(folder or os.curdir), group=False)
    if status.st_mode & 0o700 != mode:  # the umask took even that
        os.chmod(made, stat.S_IMODE(status.st_mode) | mode)


def _give(made: int | str, status: os.stat_result, like: os.stat_result, *, group: bool = True) -> None:
    """Give a file the owner, and the group, of another; who may not do that leaves it as it is."""
    owner = like.st_uid if os.name == "posix" and os.geteuid() == 0 else -1
    wanted = like.st_gid if group or status.st_uid != like.st_uid else status.st_gid
    if os.name != "posix" or (owner in (-1, status.st_uid) and wanted == status.st_gid):
        return
    try:
        os.chown(made, owner, wanted)
    except OSError:
        return
