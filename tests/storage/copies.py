"""Hypothesis strategies for copies of one book that went ways of their own."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st
from tinydb import Storage

from tests.storage.books import changes, event_ids, marks
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Change, Delete, DeleteEvent, ItemKind, Put, PutEvent, SetMark
from tracker.domain.errors import LetbeError
from tracker.storage.format.json_text import KNOWN_TABLES, SCHEMA, Malformed, Plain
from tracker.storage.format.stamps import NEVER, Horizon, Stamp, next_stamp, read_stamp
from tracker.storage.format.tables import Shelves, read_book, write_book


class Held(Storage):
    """Tables in memory."""

    def __init__(self, tables: Plain | None = None) -> None:
        self.tables: Plain = tables or {name: {} for name in KNOWN_TABLES}

    def read(self) -> Plain:
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self.tables = data


class Edit(NamedTuple):
    """A change, and when and on which machine it was made."""

    stamp: Stamp
    change: Change


def book_of(tables: Plain) -> Book:
    return read_book(Shelves(storage=lambda: Held(tables)))


def edited(tables: Plain, edits: list[Edit]) -> Plain:
    """Make changes to a copy; what could not be read again is left out, as the store leaves it out."""
    held = Held(tables)
    shelves = Shelves(storage=lambda: held)
    last: dict[str, str] = dict(shelves.meta.get("last", {}))
    for number, (stamp, change) in enumerate(edits, 1):
        before, kept = read_book(shelves), held.tables
        try:
            write_book(shelves, before, change.apply(before), stamp)
        except (LetbeError, Malformed):
            held.tables = kept
            continue
        last[stamp.device] = f"{number}-{stamp.ms:06}"
        seen = Horizon(shelves.meta).with_all([stamp])
        shelves.put_meta({"schema": SCHEMA, "id": "0123456789abcdef", "last": last, "seen": seen, "clock": str(stamp)})
    return held.tables


ids = st.sampled_from(("a", "b"))
some_reflections = st.builds(
    Reflection,
    st.sampled_from(tuple(Lookback)),
    st.just(date(2026, 11, 2)),
    st.none() | st.integers(1, 2),
    st.sampled_from(("", "easy", "easy and light")),
    st.dictionaries(st.sampled_from("pqr"), st.sampled_from(("", "tea", "green tea", "rain"))).map(
        lambda answers: tuple(answers.items())
    ),
)
some_changes: st.SearchStrategy[Change] = st.one_of(
    changes,
    st.builds(Delete, st.sampled_from(tuple(ItemKind)), ids),
    st.builds(
        lambda change, habit, day: change._replace(habit=habit, day=change.day.replace(year=2026, month=11, day=day)),
        changes.filter(lambda change: isinstance(change, SetMark | PutEvent)),
        ids,
        st.integers(1, 3),
    ),
    st.builds(DeleteEvent, ids, st.integers(1, 3).map(lambda day: date(2026, 11, day)), event_ids),
    st.builds(
        SetMark,
        ids,
        st.integers(1, 3).map(lambda day: date(2026, 11, day)),
        marks,
        st.lists(event_ids, max_size=2).map(tuple),
    ),
    st.builds(Put, some_reflections),
    st.builds(lambda reflection: Delete(ItemKind.REFLECTION, reflection.id), some_reflections),
)
some_edits = st.lists(st.tuples(st.integers(0, 3), some_changes), max_size=5)


def stamped(changes: list[tuple[int, Change]], device: str, latest: Stamp) -> list[Edit]:
    """Stamp changes as the store of one machine does: later than all that it has seen, and as no other machine can."""
    edits = []
    for step, change in changes:
        latest = next_stamp(latest, latest.ms + step, device)
        edits.append(Edit(latest, change))
    return edits


@st.composite
def copies(draw: st.DrawFn, count: int = 3) -> list[Plain]:
    """Give copies that began as one."""
    begun = edited({}, stamped(draw(some_edits), "d0", Stamp(1, 0, "d0")))
    latest = read_stamp(begun.get("meta", {}).get("book", {}).get("clock")) if begun else NEVER
    return [edited(begun, stamped(draw(some_edits), f"d{number}", latest)) for number in range(1, count + 1)]
