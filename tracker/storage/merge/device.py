"""The name of this machine in stamps: a few letters made up once, kept beside the journals."""

from __future__ import annotations

import os

from tracker.storage.file.atomic_write import write_new
from tracker.storage.file.disk import Disk
from tracker.storage.merge.stamps import is_device

_FILE = "device"
_LIMIT = 100


def device_of(disk: Disk, folder: str) -> str:
    """Give the name of this machine; nothing if it has none yet. Raises `OSError`."""
    try:
        data, _ = disk.read(os.path.join(folder, _FILE), _LIMIT)
    except FileNotFoundError:
        return ""
    name = data.decode("ascii", "replace").strip()
    return name if is_device(name) else ""


def name_device(disk: Disk, folder: str) -> str:
    """Give the name of this machine, and make one up where it has none; raise `OSError`."""
    name = device_of(disk, folder)
    if not name:
        name = os.urandom(3).hex()
        disk.make_folder(folder)
        new = os.path.join(folder, f"{_FILE}.new")
        write_new(disk, new, f"{name}\n".encode(), 0o600)
        disk.replace(new, os.path.join(folder, _FILE))
    return name
