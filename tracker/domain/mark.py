"""Mark: what the user recorded for one habit on one day, and the letter that stands for its kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum


class MarkKind(StrEnum):
    """What a mark says of its day; `NOTE` is a note on a day without any other mark."""

    DONE = "done"
    SKIP = "skip"
    MISSED = "missed"
    AMOUNT = "amount"
    URGES = "urges"
    NOTE = "note"


class Mark(NamedTuple):
    """What the user recorded for one habit on one day.

    `amount` is in thousandths of the goal's unit; `passed` and `acted` count urges; `at` is when it was
    recorded, in whole minutes since 1970 (UTC).
    """

    kind: MarkKind
    amount: int = 0
    passed: int = 0
    acted: int = 0
    note: str = ""
    at: int | None = None


BLANK = " "
CODES: Mapping[MarkKind, str] = MappingProxyType(
    {
        MarkKind.DONE: "#",
        MarkKind.SKIP: "-",
        MarkKind.MISSED: ".",
        MarkKind.AMOUNT: "~",
        MarkKind.URGES: "o",
        MarkKind.NOTE: "'",
    }
)
"""The one character that stands for a kind of mark in a month's line."""

KINDS: Mapping[str, MarkKind] = MappingProxyType({code: kind for kind, code in CODES.items()})
