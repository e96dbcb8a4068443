"""Glance: how today stands, remembered for a shell prompt that asks again and again.

What was counted is kept in a few lines of text beside the journals, under the day it was counted for and what the
book looked like. As soon as one of them is another, it means nothing any more.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from tracker import __version__
from tracker.clock import Clock
from tracker.settings import Places


def look(places: Places) -> str:
    """Say what the book looks like from outside; empty when there is none."""
    try:
        found = os.stat(places.book)
    except OSError:
        return ""
    return f"{__version__} {found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {places.book!r}"


def recall(places: Places, clock: Clock) -> dict[str, str] | None:
    """Give what was remembered, or None when it does not hold any more."""
    try:
        with open(_path(places), encoding="utf-8") as file:
            day_start, day, looked, *lines = file.read().split("\n")
        holds = looked == look(places) and day == clock.today(int(day_start)).isoformat()
        return {name: value for name, _, value in (line.partition(" ") for line in lines)} if holds else None
    except (OSError, ValueError):
        return None


def remember(places: Places, looked: str, day_start: int, day: date, counts: Mapping[str, object]) -> None:
    """Remember what was counted in a book that looked so before it was read.

    Where that cannot be done, the next look only takes longer.
    """
    lines = [str(day_start), day.isoformat(), looked, *(f"{name} {value}" for name, value in counts.items())]
    path = _path(places)
    new = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(places.state, mode=0o700, exist_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        os.replace(new, path)


def _path(places: Places) -> str:
    return os.path.join(places.state, "status")
