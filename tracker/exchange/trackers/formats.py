"""Formats: which trackers' files can be read, and how one is told from another by what is in it."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.errors import Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.exchange.trackers import (
    beaverhabits,
    daylio,
    habitbull,
    habitkit,
    harsh,
    inlitx,
    loop,
    mhabit,
    table,
)
from tracker.exchange.trackers.foreign import ForeignBook
from tracker.exchange.trackers.parcel import Parcel


class TrackerFormat(NamedTuple):
    """A kind of file of another program: its name after `--from`, how it is told, and how it is read."""

    name: str
    fits: Callable[[Parcel], bool]
    read: Callable[[Parcel], ForeignBook]


FORMATS: tuple[TrackerFormat, ...] = (
    TrackerFormat("loop", loop.is_archive, loop.read_archive),
    TrackerFormat("loop", loop.is_backup, loop.read_backup),
    TrackerFormat("habitkit", habitkit.fits, habitkit.read),
    TrackerFormat("inlitx", inlitx.fits, inlitx.read),
    TrackerFormat("mhabit", mhabit.fits, mhabit.read),
    TrackerFormat("beaverhabits", beaverhabits.fits, beaverhabits.read),
    TrackerFormat("harsh", harsh.fits, harsh.read),
    TrackerFormat("habitctl", harsh.fits_habitctl, harsh.read_habitctl),
    TrackerFormat("daylio", daylio.fits, daylio.read),
    TrackerFormat("habitbull", habitbull.fits, habitbull.read),
    TrackerFormat("table", table.fits, table.read),
)
"""The surest first."""

NAMES = tuple(dict.fromkeys(format.name for format in FORMATS))


def tracker_of(parcel: Parcel, named: str = "") -> TrackerFormat | None:
    """Tell whose file a parcel is; None where it is nobody's that is known.

    Raises `Unreadable` where it is not of the format that was named, or is an archive or a database of nobody's.
    """
    fits = [format for format in FORMATS if named in ("", format.name) and format.fits(parcel)]
    if fits:
        return fits[0]
    if named:
        raise Unreadable(f"{excerpt(parcel.name)} is no file of {named}; leave --from out, and letbe says what it is.")
    if not parcel.is_one:
        raise Unreadable(f"{excerpt(parcel.name)} holds nothing that letbe knows; it can read {', '.join(NAMES)}.")
    return None
