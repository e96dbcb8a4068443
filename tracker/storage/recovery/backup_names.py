"""How backups are named, and whether there is one of a day: all that a save wants to know of them, most of the time."""

from __future__ import annotations

import os
from datetime import date, datetime

from tracker.storage.file.disk import Disk

ENDING = ".json.gz"
DAILY = "daily"
ID = r"(\d{4}-\d\d-\d\d)T\d{6}-\d{2,6}-([a-z]+)"
"""What the id of a backup is like: its day and time (UTC), a number and its occasion."""


def folder_of(state: str, book: str) -> str:
    """Return the folder of the backups of a book, within the state folder."""
    return os.path.join(state, "backups", book)


def new_id(when: datetime, number: int, occasion: str) -> str:
    """Return the id of a backup that is made at a time (UTC); the number tells those of one second apart."""
    return f"{when:%Y-%m-%dT%H%M%S}-{number:02}-{occasion}"


def has_daily(disk: Disk, folder: str, day: date) -> bool:
    """Whether a folder has a daily backup of a day."""
    try:
        names = disk.names(folder)
    except OSError:
        return False
    return any(name.startswith(f"{day}T") and name.endswith(f"-{DAILY}{ENDING}") for name in names)
