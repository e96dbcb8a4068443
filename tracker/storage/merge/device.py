"""The name of this machine in stamps: a few letters made up once, kept beside the journals."""

from __future__ import annotations

import os
import sys

from tracker.storage.file.atomic_write import has_no_place, write_new
from tracker.storage.file.disk import Disk
from tracker.storage.merge.stamps import is_device

_FILE = "device"
_LIMIT = 100


def device_of(disk: Disk, folder: str) -> str:
    """Give the name of this machine; nothing if it has none yet. Raises `OSError`."""
    try:
        data, _ = disk.read(os.path.join(folder, _FILE), _LIMIT, own=True)
    except FileNotFoundError:
        return ""
    name = data.decode("ascii", "replace").strip()
    return name if is_device(name) else ""


def name_device(disk: Disk, folder: str) -> str:
    """Give the name of this machine, and make one up where it has none; raise `OSError`.

    Where nothing can be kept in the folder at all, the name is made of what tells this machine and user from others.
    """
    name = ""
    try:
        name = device_of(disk, folder)
    except OSError as error:
        # One that is there and cannot be read at this moment is not given up; one that is behind a wall, or none, is.
        if not has_no_place(error, folder):
            raise
    if name:
        return name
    try:
        return make_device(disk, folder)
    except OSError as error:
        if not has_no_place(error, folder):
            raise
        return _told_by_the_machine(folder)


def make_device(disk: Disk, folder: str) -> str:
    """Make up a name for this machine and keep it; raise `OSError`."""
    name = os.urandom(3).hex()
    disk.make_folder(folder)
    new = os.path.join(folder, f"{_FILE}.new")
    write_new(disk, new, f"{name}\n".encode(), 0o600)
    disk.replace(new, os.path.join(folder, _FILE))
    return name


def _told_by_the_machine(folder: str) -> str:
    """Make a name of the machine, the user and the folder that cannot be written, the same at every start."""
    import platform  # hardly anybody ever comes here
    from zlib import crc32

    told = [platform.node(), folder]
    if sys.platform != "win32":
        told.append(str(os.getuid()))
    try:
        with open("/etc/machine-id", encoding="ascii") as file:
            told.append(file.read(100))
    except (OSError, ValueError):
        told.append("")
    return f"x{crc32(repr(told).encode()):08x}"
