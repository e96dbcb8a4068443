"""Migrations: how a file of an older shape becomes one of today's, by pure functions on plain tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracker.storage.format.json_text import Plain


def _last_by_machine(tables: Plain) -> Plain:
    """Schema 2 names the last entry of every machine's journal; what is recorded has its stamps from `at`, or none."""
    book = dict(tables["meta"]["book"])
    last = book.pop("last", None)
    if isinstance(last, str):
        book["last"] = {"": last}
    return {**tables, "meta": {**tables["meta"], "book": book}}


def _what_was_seen(tables: Plain) -> Plain:
    """Schema 3 says up to which stamp everything was seen of each machine: as far as the stamps in the file go."""
    from tracker.storage.format.stamps import SEEN, Horizon
    from tracker.storage.merge.merge_months import stamps_in  # once in the life of a file

    book = tables["meta"]["book"]
    return {**tables, "meta": {**tables["meta"], "book": {**book, SEEN: Horizon().with_all(stamps_in(tables))}}}


def _counts_stay(tables: Plain) -> Plain:
    """Schema 4 knows events; urges and amounts that were recorded before are typed, and stay as they stand."""
    return tables


STEPS: Mapping[int, Callable[[Plain], Plain]] = MappingProxyType(
    {1: _last_by_machine, 2: _what_was_seen, 3: _counts_stay}
)
"""The step that leads from each older schema to the next one."""


def migrate(tables: Plain, schema: int, steps: Mapping[int, Callable[[Plain], Plain]] = STEPS) -> Plain:
    """Take tables of an older schema through every step that is left, in order.

    The tables that are given stay as they are; the schema that they name is not changed here.
    """
    for number in sorted(steps):
        if number >= schema:
            tables = steps[number](tables)
    return tables
