"""What an everyday run leaves to `.ci/run`: rows of tables marked by this, and journeys, marked where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def rows(names: Iterable[Any], *, everyday: Collection[Any]) -> list[Any]:
    """Return the rows of a table for `parametrize`, those that are not for every day marked."""
    return [name if name in everyday else pytest.param(name, marks=pytest.mark.more) for name in names]


def all_but(names: Collection[Any], *more: Any) -> list[Any]:
    """Return the rows of a table for `parametrize`, with `more` marked as too long for every day."""
    return rows(names, everyday=[name for name in names if name not in more])
