"""Any import: whose file it is that somebody hands over, ours or another tracker's, read or refused in a sentence."""

from __future__ import annotations

from datetime import date
from itertools import islice

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import decoded, excerpt
from tracker.exchange.csv_rows import MOST_ROWS
from tracker.exchange.trackers.foreign import ForeignBook
from tracker.exchange.trackers.formats import NAMES, TrackerFormat, tracker_of
from tracker.exchange.trackers.parcel import Parcel
from tracker.service.files.chosen_file import read_parcel
from tracker.service.files.foreign_import import ForeignImport
from tracker.service.files.importing import OURS, SIZE_LIMIT, Import, format_of, is_ours, read_import


def read_foreign(path: str, today: date) -> ForeignImport | None:
    """Read what another tracker has written; None for a list of ours, and `Refused` for a whole book."""
    return _foreign(read_parcel(path, SIZE_LIMIT), today)


def read_tracker(path: str, today: date, prompts: tuple[str, ...] = ()) -> ForeignImport:
    """Read what another tracker has written, and nothing else; `prompts` are those of a book that begins with it."""
    parcel = read_parcel(path, SIZE_LIMIT)
    if coming := _foreign(parcel, today, prompts):
        return coming
    _refuse_unknown(parcel)
    raise Unreadable(f"{excerpt(parcel.name)} is of no tracker that letbe knows; it can read {', '.join(NAMES)}.")


def _foreign(parcel: Parcel, today: date, prompts: tuple[str, ...] = ()) -> ForeignImport | None:
    if is_ours(parcel.data):
        raise Refused("This is a whole book; letbe import takes it in, in a shell.")
    tracker = tracker_of(parcel)
    return ForeignImport(_read(tracker, parcel), tracker.name, today, prompts) if tracker else None


def _refuse_unknown(parcel: Parcel) -> None:
    """Raise `Unreadable` for what is neither a tracker's file that is known nor one of ours."""
    known, name = ", ".join(NAMES), excerpt(parcel.name)
    if not parcel.text.strip():
        raise Unreadable(f"{name} is empty; export it anew.")
    if parcel.json is not None and (not isinstance(parcel.json, dict) or "meta" not in parcel.json):
        raise Unreadable(f"{name} is JSON of nobody that letbe knows; it can read {known}.")
    if parcel.header and not {"day", "habit"} & set(parcel.header):
        next(islice(parcel.rows(), 1, None), None)  # of what is no CSV at all, the line is told
        raise Unreadable(
            f"{name} is a table of nobody that letbe knows; it can read {known}. One of your own has a first column of "
            "days such as 2026-11-22, one column a habit, and a row under its header; "
            "or the columns day, habit and done."
        )


def _read(tracker: TrackerFormat, parcel: Parcel) -> ForeignBook:
    foreign = tracker.read(parcel)
    days = sum(len(habit.days) for habit in foreign.habits)
    if days > MOST_ROWS:
        raise Refused(f"{excerpt(parcel.name)} has {days:,} days, and at most {MOST_ROWS:,} are taken in at once.")
    return foreign


def read_any(
    parcel: Parcel, path: str, named: str, today: date, *, create: bool = False, prompts: tuple[str, ...] = ()
) -> Import | ForeignImport:
    """Read what is to be imported, ours or another tracker's; raise `Unreadable` or `Refused`, naming the place.

    `named` is the format that the user says it is, or empty; `prompts` are those of a book that only begins with it.
    """
    if named not in ("", *NAMES, *OURS):
        raise Unreadable(f"“{excerpt(named)}” cannot be imported; --from takes {', '.join((*OURS, *NAMES))}.")
    tracker = None if named in OURS or (not named and is_ours(parcel.data)) else tracker_of(parcel, named)
    if tracker:
        return ForeignImport(_read(tracker, parcel), tracker.name, today, prompts)
    text = decoded(parcel.data, parcel.name)
    if not named and not is_ours(parcel.data):
        _refuse_unknown(parcel)
    return read_import(text, format_of(path, named or None, text), today, create=create)
