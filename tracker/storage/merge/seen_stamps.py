"""The stamps that stand in the tables of a file, for one that does not say yet what it has seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.storage.format.json_text import Malformed
from tracker.storage.format.months import month_number_of
from tracker.storage.merge.merge_months import days_of
from tracker.storage.merge.stamps import STAMP, STAMPS, Stamp, read_stamp


def stamps_in(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Stamp]:
    """Walk every stamp in tables; a month that cannot be read is passed over."""
    for name, table in tables.items():
        for document in table.values():
            if not isinstance(document, dict):
                continue
            if name == "logs":
                yield from _of_a_log(document)
            packed = document.get(STAMPS)
            yield read_stamp(document.get(STAMP))
            yield from map(read_stamp, packed.values() if isinstance(packed, dict) else ())


def _of_a_log(log: dict[str, object]) -> Iterator[Stamp]:
    for name, month in log.items():
        try:
            if isinstance(month, dict):
                yield from (day.stamp for day in days_of(month_number_of(name), month).values())
        except (Malformed, ValueError, KeyError, TypeError, AttributeError):
            continue
