"""Migrations: how a file of an older shape becomes one of today's, by pure functions on plain tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

SCHEMA = 2
"""The shape that this version of letbe writes."""

Plain: TypeAlias = dict[str, dict[str, Any]]


def _last_by_machine(tables: Plain) -> Plain:
    """Schema 2 names the last entry of every machine's journal; what is recorded has its stamps from `at`, or none."""
    book = dict(tables["meta"]["book"])
    last = book.pop("last", None)
    if isinstance(last, str):
        book["last"] = {"": last}
    return {**tables, "meta": {**tables["meta"], "book": book}}


STEPS: Mapping[int, Callable[[Plain], Plain]] = MappingProxyType({1: _last_by_machine})
"""The step that leads from each older schema to the next one."""


def migrate(tables: Plain, schema: int, steps: Mapping[int, Callable[[Plain], Plain]] = STEPS) -> Plain:
    """Take tables of an older schema through every step that is left, in order.

    The tables that are given stay as they are; the schema that they name is not changed here.
    """
    for number in sorted(steps):
        if number >= schema:
            tables = steps[number](tables)
    return tables
