"""Sent: what was said today already, so that no second process, machine or waking from sleep says it again.

Each machine keeps a short note of its own in the state folder, and a copy of it beside the book, under the machine's
name. A sync program carries that to the other machines, and none of them ever writes another one's note.

    2026-11-22 quiet@1080
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from zlib import crc32

from tracker import files, folders
from tracker.service.reminders.asked import Asked
from tracker.settings import Places
from tracker.storage.file.disk import Disk
from tracker.storage.merge.device import name_device
from tracker.storage.store import StoreError

_PATIENCE = 30.0
"""How many seconds one that wants to say something waits for another one that is at it."""

_BESIDE = ".reminded-"


def once(places: Places, day: date, asked: Sequence[Asked], tell: Callable[[Sequence[Asked]], None]) -> Sequence[Asked]:
    """Tell of what was asked for and nobody was told of on this day, and remember it; return what was told of.

    Only one process is at it at a time. Where nothing can be kept, it is told all the same.
    """
    if not asked:
        return []
    with ExitStack() as held:
        with suppress(OSError):
            files.make_folder(places.state)
            try:
                held.enter_context(Disk().lock(_note(places) + ".lock", _PATIENCE))
            except StoreError:
                return []  # somebody else has been at it all the while
        known = _known(places)
        fresh = [each for each in asked if not {f"{day} {key}" for key in each.reminders} <= known]
        if fresh:
            tell(fresh)
            _keep(places, day, known | {f"{day} {key}" for each in asked for key in each.reminders})
    return fresh


def _known(places: Places) -> set[str]:
    """Return what this machine remembers, and what others that share the book do."""
    folder, book = os.path.split(places.book)
    try:
        beside = [name for name in os.listdir(folder) if name.startswith(book + _BESIDE)]
    except OSError:
        beside = []
    notes = [(places.state, os.path.basename(_note(places))), *((folder, name) for name in beside)]
    lines: set[str] = set()
    for place, name in notes:
        with suppress(OSError, ValueError):
            lines.update(folders.read_note(place, name).splitlines())
    return lines


def _keep(places: Places, day: date, lines: Iterable[str]) -> None:
    since = str(day - timedelta(days=1))
    text = "".join(f"{line}\n" for line in sorted(lines) if line[:10] >= since)
    folders.keep_note(places.state, os.path.basename(_note(places)), text)
    folder, book = os.path.split(places.book)
    with suppress(OSError):
        machine = name_device(Disk(), places.state, places.book)
        if os.path.isdir(folder):
            folders.keep_note(folder, f"{book}{_BESIDE}{machine}", text)


def _note(places: Places) -> str:
    """Name the note on one book; whoever keeps several has a note for each."""
    return os.path.join(places.state, f"reminded-{crc32(os.fsencode(places.book)):08x}")
