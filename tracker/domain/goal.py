"""Goal: what counts as having done it, and its text form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from types import MappingProxyType

from tracker.domain.amounts import format_amount, read_number
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import clean, clean_line, excerpt, refuse_no_text

ACCEPTED = "check, at least 30 min, at most 1 time or let go"

_UNIT_LIMIT = 20
_BARE_AMOUNT = r"(\d+(?:[.,]\d+)?|\.\d+) ?([^\W\d_]+(?:-[^\W\d_]+)*)?"
_MINUTES = ("m", "mins", "minute", "minutes")


class Aim(StrEnum):
    """The four things a goal can ask for."""

    CHECK = "check"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    LET_GO = "let go"


class Goal(NamedTuple):
    """What counts: a check, at least or at most an `amount` (thousandths of `unit`), or urges let pass."""

    aim: Aim
    amount: int = 0
    unit: str = ""

    def __str__(self) -> str:
        if self.aim in (Aim.CHECK, Aim.LET_GO):
            return str(self.aim)
        return f"{self.aim} {format_amount(self.amount)} {self.unit}".rstrip()

    @property
    def words(self) -> str:
        """The goal as one would say it: `at most 2 times`."""
        return f"{self.aim} {format_amount(self.amount, self.unit)}" if self.counts else str(self.aim)

    @property
    def counts(self) -> bool:
        """Whether days carry an amount under this goal."""
        return self.aim in (Aim.AT_LEAST, Aim.AT_MOST)

    @property
    def is_check(self) -> bool:
        """Whether the day is either done or not."""
        return self.aim is Aim.CHECK

    @property
    def is_target(self) -> bool:
        """Whether there is an amount to reach."""
        return self.aim is Aim.AT_LEAST

    @property
    def is_limit(self) -> bool:
        """Whether there is an amount not to exceed: clean is the default, and a number is what breaks it."""
        return self.aim is Aim.AT_MOST

    @property
    def is_urge(self) -> bool:
        """Whether what is recorded are urges, let pass or acted on."""
        return self.aim is Aim.LET_GO

    @property
    def is_doing(self) -> bool:
        """Whether something is to be done: a check, or an amount to reach. It can be marked done, and missed."""
        return self.aim in (Aim.CHECK, Aim.AT_LEAST)


CHECK = Goal(Aim.CHECK)
LET_GO = Goal(Aim.LET_GO)


def at_least(amount: int, unit: str = "") -> Goal:
    """Build a goal to reach, in thousandths; raise `Refused` unless the amount is above 0."""
    if amount <= 0:
        raise Refused("“At least” needs an amount above 0; for a plain yes or no, write check.")
    return Goal(Aim.AT_LEAST, amount, _unit(unit))


def at_most(amount: int, unit: str = "") -> Goal:
    """Build a goal not to exceed, in thousandths; 0 means never."""
    return Goal(Aim.AT_MOST, amount, _unit(unit))


_BUILDERS: Mapping[str, Callable[[int, str], Goal]] = MappingProxyType(
    {"at least": at_least, "at most": at_most, ">=": at_least, "<=": at_most, "min": at_least, "max": at_most}
)


def _unit(text: str) -> str:
    unit = clean_line(text, "unit")
    if len(unit) > _UNIT_LIMIT:
        raise Refused(f"A unit has at most {_UNIT_LIMIT} characters; write a short word such as min or pages.")
    return unit


def read_goal(text: str) -> Goal:
    """Read a goal in its text form; a bare amount such as `20 min` is one to reach.

    Raises `Unreadable` with the forms that are accepted, or `Refused`.
    """
    refuse_no_text(text)
    words = clean(text)
    match words.casefold():
        case "check" | "yes" | "done":
            return CHECK
        case "let go" | "letgo" | "let-go":
            return LET_GO
    said = next((said for said in _BUILDERS if words[: len(said) + 1].casefold() == f"{said} "), None)
    if said is None:
        if bare := re.fullmatch(_BARE_AMOUNT, words):
            unit = bare[2] or ""
            return at_least(read_number(bare[1]), "min" if unit.casefold() in _MINUTES else unit)
        raise Unreadable(f"“{excerpt(text)}” is not a goal; write {ACCEPTED}.")
    amount = words[len(said) + 1 :]
    number = "".join(takewhile(lambda c: c.isdecimal() or c in "-\u2212.,", amount))
    if not number:
        raise Unreadable(f"“{excerpt(text)}” has no amount; write {ACCEPTED}.")
    return _BUILDERS[said](read_number(number), amount[len(number) :])
