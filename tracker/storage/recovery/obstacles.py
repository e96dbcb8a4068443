"""Obstacles: what would keep a save from being made, found by trying what it needs, and leaving nothing behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from tracker.files import shown
from tracker.storage.file.atomic_write import reason_of, write_new
from tracker.storage.file.disk import Disk

_ROOM = 100_000
"""As many bytes as are tried to be written beside a book that is smaller than that."""


def find_obstacles(disk: Disk, path: str, state: str) -> Iterator[str]:
    """Walk, in sentences, what a save of the book at a real path would fail at; nothing where there is none."""
    folder, seen = os.path.dirname(path), disk.look(path)
    for kept in (path, path + ".lock", *_journals(disk, state)):
        if trouble := _odd(kept, is_book=kept == path):
            yield f"{shown(kept)} {trouble}, so nothing can be saved."
    if seen:
        if not (disk.mode(path) or 0) & 0o222:
            yield f"{shown(path)} is read-only, so nothing can be saved."
        yield from _tried(disk, folder, max(2 * seen.size, _ROOM))
    if os.path.isdir(state):
        yield from _tried(disk, state, _ROOM)
    elif os.path.lexists(state):
        yield f"{shown(state)} is no folder, so no journal and no backups can be kept."


def _journals(disk: Disk, state: str) -> list[str]:
    with suppress(OSError):
        return [os.path.join(state, name) for name in sorted(disk.names(state)) if name.endswith((".journal", ".lock"))]
    return []


def _odd(path: str, *, is_book: bool) -> str:
    """Say what is odd about a file that letbe keeps; nothing where it is not there, or as it should be."""
    try:
        status = os.stat(path) if is_book else os.lstat(path)
    except OSError:
        return ""
    if stat.S_ISLNK(status.st_mode):
        return "is a link"
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file"
    return "" if is_book or os.access(path, os.R_OK | os.W_OK) else "cannot be written"


def _tried(disk: Disk, folder: str, size: int) -> Iterator[str]:
    """Make a file in a folder, with room for a save, in the way in which one is saved, and take it away again."""
    first = os.path.join(folder, f".letbe-tried-{os.getpid()}")
    second = first + ".new"
    try:
        write_new(disk, second, b"\n" * size, 0o600)
        disk.replace(second, first)
        disk.sync_folder(folder)
    except OSError as error:
        yield f"Nothing can be saved in {shown(folder)}: {reason_of(error)}."
    finally:
        for path in (first, second):
            with suppress(OSError):
                disk.unlink(path)
