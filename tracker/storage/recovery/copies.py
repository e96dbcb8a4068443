"""Copies: the files that sync programs leave beside a book when it was changed in two places at once."""

from __future__ import annotations

import os
import re

from tracker.storage.file.disk import Disk

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
    """Give the paths of the copies beside a book, in order; raise `OSError`."""
    folder, book = os.path.split(path)
    stem = os.path.splitext(_folded(book))[0]
    # Most folders hold nothing but the book: no pattern is made for what cannot be meant.
    near = [name for name in disk.names(folder) if _folded(name).startswith(stem)]
    usual = {book, book + ".bak", book + ".lock", book + ".new", book + ".bak.new"}
    return [os.path.join(folder, name) for name in sorted(near) if name not in usual and is_copy(name, book)]


def _folded(name: str) -> str:
    """Give a name in small letters, its accents in one form: some disks give them back in another one."""
    if name.isascii():
        return name.lower()
    import unicodedata  # the usual names do without the tables

    return unicodedata.normalize("NFC", name).casefold()
