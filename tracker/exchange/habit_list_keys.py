"""What the entries of a habit list really say: a key that is left out leaves a known habit as it is."""

from __future__ import annotations

import json
from typing import TypeAlias

from tracker.domain.named_tuple import NamedTuple

Said: TypeAlias = frozenset[str]


class ListKeys(NamedTuple):
    """The keys that each area and each habit of a file has, in its order."""

    areas: tuple[Said, ...] = ()
    habits: tuple[Said, ...] = ()


def read_keys(text: str) -> ListKeys:
    """Read the keys of a text that `read_habit_list` could read."""
    root = json.loads(text.removeprefix("\ufeff"))
    areas, habits = (
        tuple(frozenset(key for key, value in entry.items() if value is not None) for entry in root.get(section) or ())
        for section in ("areas", "habits")
    )
    return ListKeys(areas, habits)
