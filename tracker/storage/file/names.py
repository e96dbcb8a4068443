"""Names: how the files around a book are called: its backups, and the copies that sync programs leave beside it.

Copies that no hand names so are known by their names, and brought in without a question. Any other file that holds
the same book, whoever put it there, is known by what is in it, and only told of.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date, datetime

from tracker.storage.file.disk import Disk
from tracker.storage.format.json_text import SIZE_LIMIT

ENDING = ".json.gz"
DAILY = "daily"
ID = r"(\d{4}-\d\d-\d\d)T\d{6}-\d{2,6}-([a-z]+)"
"""What the id of a backup is like: its day and time (UTC), a number and its occasion."""

_BEFORE = b"\xef\xbb\xbf \t\r\n"
_DAY = r"\d{4}-\d\d-\d\d"
_AFTER_THE_NAME = (
    r"\.sync-conflict-\d{8}-\d{6}(-\w{7})?",  # Syncthing
    r" \(.*\bconflict(ed|ing)? (copy|version)\b.*\)( ?\(\d+\))?",  # Dropbox, Nextcloud, pCloud
    rf"_conflict-{_DAY.replace('-', '-?')}-\d{{6}}",  # ownCloud
    r" ?\((sf|case )?conflict\b.*\)( ?\(\d+\))?",  # Seafile, Tresorit
    r"[._ -]conflict(ed)?(-\d+|\d*)",  # Resilio, Unison, MEGA
    r" ?\(\d{1,3}\)",  # Google Drive and browsers
    r" \d{1,2}",  # iCloud Drive
    r"-(desktop|laptop)-\w+(-\d+)?",  # OneDrive
    r"-\w+(-pc|-mac|-macbook(-\w+)?|\.local)(-\d+)?",
)
"""What stands between the name of a file and its ending in the name of a copy of it, in small letters."""


def is_copy(name: str, book: str) -> bool:
    """Whether a file name is that of a copy that a sync program made of a book."""
    name, book = _folded(name), _folded(book)
    stem, ending = os.path.splitext(book)
    if not (name.startswith(stem) and name.endswith(ending)) or len(name) <= len(book) or len(name) > 255:
        return False
    between = name[len(stem) : len(name) - len(ending)]
    return any(re.fullmatch(pattern, between) for pattern in _AFTER_THE_NAME)


def find_copies(disk: Disk, path: str) -> list[str]:
    """Return the paths of the copies beside a book, in order; raise `OSError`."""
    folder, book = os.path.split(path)
    stem = os.path.splitext(_folded(book))[0]
    # Most folders hold nothing but the book: no pattern is made for what cannot be meant.
    near = [name for name in disk.names(folder) if _folded(name).startswith(stem)]
    ours = own_names(book)
    return [os.path.join(folder, name) for name in sorted(near) if name not in ours and is_copy(name, book)]


def own_names(book: str) -> set[str]:
    """Return the names of the files that letbe itself puts beside a book, and the book's own."""
    return {book, *(book + ending for ending in (".bak", ".lock", ".new", ".bak.new"))}


def find_others(disk: Disk, path: str, id: str) -> list[str]:
    """Return the paths of all other files in a book's folder in which its id stands, whatever they are called."""
    folder, book = os.path.split(path)
    ours = own_names(book)
    paths = (os.path.join(folder, name) for name in sorted(disk.names(folder)) if name not in ours)
    return [each for each in paths if _names_book(disk, each, id)]


def _names_book(disk: Disk, path: str, id: str) -> bool:
    """Tell whether a file begins as our files do and has the id of a book somewhere; what cannot be read has not."""
    with suppress(OSError):
        seen = disk.look(path)
        if seen and 0 < seen.size <= SIZE_LIMIT and disk.read_part(path, 16).lstrip(_BEFORE)[:1] == b"{":
            return f'"{id}"'.encode() in disk.read(path, SIZE_LIMIT)[0]
    return False


def _folded(name: str) -> str:
    """Return a name in small letters, its accents in one form: some disks give them back in another one."""
    if name.isascii():
        return name.lower()
    import unicodedata  # the usual names do without the tables

    return unicodedata.normalize("NFC", name).casefold()


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
