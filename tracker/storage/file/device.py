"""The name of this copy of the book in stamps: a few letters made up once, kept beside the journals.

A name is good for one file on one machine. So the file of names says with each for which: by a sum of what tells this
machine and our folder on it from others, and one of the path. Whoever copies a home, restores a folder or goes on with
a copy of the book gets a name of its own, and no two ever stamp as one.

    k3f9aa 1c9d0e7b 88f3a210
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from zlib import crc32

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.atomic_write import has_no_place, write_new
from tracker.storage.file.disk import Disk
from tracker.storage.format.stamps import is_device

_FILE = "device"
_LIMIT = 100_000
_MACHINE = "/etc/machine-id"
_MOST = 500
_TOLD = "x"


class Name(NamedTuple):
    """A name, the machine and the file that it is good for, and the one before it that another machine had too."""

    name: str
    machine: str = ""
    file: str = ""
    instead: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, self))


def device_of(disk: Disk, folder: str, path: str) -> str:
    """Return the name of this machine for a file; nothing if it has none yet. Raises `OSError`."""
    return _named(disk, folder, path).name


def name_before(disk: Disk, folder: str, path: str) -> str:
    """Return the name that this machine had for a file, until another machine was found to have it; else nothing."""
    return _named(disk, folder, path).instead


def _named(disk: Disk, folder: str, path: str) -> Name:
    here = _here(disk, folder, path)
    return next((each for each in reversed(names_in(disk, folder)) if each[1:3] == here), Name(""))


def name_device(disk: Disk, folder: str, path: str) -> str:
    """Return the name of this machine for a file, and make one up where it has none; raise `OSError`.

    Where nothing can be kept in the folder at all, the name is made of what tells this machine and user from others.
    """
    name = ""
    try:
        name = device_of(disk, folder, path)
    except OSError as error:
        # One that is there and cannot be read at this moment is not given up; one that is behind a wall, or none, is.
        if not has_no_place(error, folder):
            raise
    if name:
        return name
    try:
        return make_device(disk, folder, path)
    except OSError as error:
        if not has_no_place(error, folder):
            raise
        return _told_by_the_machine(folder, path)


def make_device(disk: Disk, folder: str, path: str, *, instead: str = "") -> str:
    """Make up a name for this machine and a file and keep it; raise `OSError`.

    `instead` is the one that it had so far, and that another machine was found to have too.
    """
    disk.make_folder(folder)
    machine, file = _here(disk, folder, path)
    names = names_in(disk, folder)
    nobodys = [each.name for each in names if not each.machine]  # as an older letbe kept it
    name = nobodys[0] if nobodys and not instead else os.urandom(3).hex()
    kept = [*[each for each in names if each.machine][-_MOST:], Name(name, machine, file, instead)]
    new = os.path.join(folder, f"{_FILE}.new")
    write_new(disk, new, "".join(f"{each}\n" for each in kept).encode(), 0o600)
    disk.replace(new, os.path.join(folder, _FILE))
    return name


def names_in(disk: Disk, folder: str) -> list[Name]:
    """Return all names in our folder, the latest last; none where there is no file of them. Raises `OSError`."""
    try:
        data, _ = disk.read(os.path.join(folder, _FILE), _LIMIT, own=True)
    except FileNotFoundError:
        return []
    return list(_read(data.decode("ascii", "replace")))


def _read(text: str) -> Iterator[Name]:
    for line in text.splitlines():
        words = line.split(" ")
        if words[0] and len(words) in (1, 3, 4) and is_device(words[0]):
            yield Name(*words)


def machine_of(disk: Disk, folder: str) -> str:
    """Return the sum that tells this machine, and our folder on it, from every other one and every copy."""
    seen = disk.look(folder)
    return _sum((_machine_id(), folder, seen.inode if seen else 0))


def is_from_elsewhere(disk: Disk, folder: str, name: str) -> bool:
    """Tell whether a name is that of another machine, or of the folder that ours is a copy of; raise `OSError`."""
    machines = {each.machine for each in names_in(disk, folder) if each.name == name and each.machine}
    return bool(machines) and machine_of(disk, folder) not in machines


def _here(disk: Disk, folder: str, path: str) -> tuple[str, str]:
    return machine_of(disk, folder), _sum(path)


def _sum(told: object) -> str:
    return f"{crc32(repr(told).encode()):08x}"


def _machine_id() -> str:
    try:
        with open(_MACHINE, "rb") as file:  # as text it would load a codec for one line
            return file.read(100).decode("ascii")
    except (OSError, ValueError):
        return ""


def _told_by_the_machine(folder: str, path: str) -> str:
    """Make a name of the machine, the user and the file, where no folder can be written: the same at every start."""
    import platform  # hardly anybody ever comes here

    told = [platform.node(), folder, path, _machine_id()]
    if sys.platform != "win32":
        told.append(str(os.getuid()))
    return f"{_TOLD}{_sum(told)}"


def is_told(name: str) -> bool:
    """Tell whether a name is made of what tells this machine from others, and no other can be made up instead."""
    return name.startswith(_TOLD)
