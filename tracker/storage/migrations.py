"""Migrations: how a file of an older shape becomes one of today's, by pure functions on plain tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

SCHEMA = 1
"""The shape that this version of letbe writes."""

Plain: TypeAlias = dict[str, dict[str, dict[str, Any]]]

STEPS: Mapping[int, Callable[[Plain], Plain]] = MappingProxyType({})
"""The step that leads from each older schema to the next one."""


def migrate(tables: Plain, schema: int, steps: Mapping[int, Callable[[Plain], Plain]] = STEPS) -> Plain:
    """Take tables of an older schema through every step that is left, in order.

    The tables that are given stay as they are; the schema that they name is not changed here.
    """
    for number in sorted(steps):
        if number >= schema:
            tables = steps[number](tables)
    return tables
