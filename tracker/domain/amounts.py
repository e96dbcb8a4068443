"""Amounts: whole thousandths of a unit, so that sums and shares are exact and loops stay on integers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.text import clean, excerpt

ONE = 1000
"""The amount 1, in thousandths."""

LIMIT = 1_000_000 * ONE

Row: TypeAlias = "tuple[int, ...] | bytes"
"""Amounts, one a day: as bytes where all are whole and small enough for that, as most are, else in thousandths."""

_WHOLES = {whole * ONE: whole for whole in range(256)}

_TIME_UNITS = {
    "s": "sec", "sec": "sec", "secs": "sec", "second": "sec", "seconds": "sec",
    "m": "min", "min": "min", "mins": "min", "minute": "min", "minutes": "min",
    "h": "hour", "hr": "hour", "hrs": "hour", "hour": "hour", "hours": "hour",
}  # fmt: skip
_COUNTED = frozenset(("time", "hour", "minute", "page", "cup", "step", "mile", "call", "message"))
"""The units that take an s where there is not exactly one of them."""

_SECONDS = {"sec": 1, "min": 60, "hour": 3600}
# Left uncompiled: most amounts are whole, and need no pattern.
_NUMBER = r"(\d{1,12})(?:[.,](\d{1,6}))?|\.(\d{1,6})"
_PART = r"(\d+(?:[.,]\d+)?|\.\d+) ?([^\W\d_]*)"
_MARKED = r"(\d{1,3})((?:[.,'’_ ]\d{3})+)(?:([.,])(\d{1,6}))?(?![\d.,'’_])"


def read_number(text: str) -> int:
    """Read a plain number such as `20` or `1.5` into thousandths, and whatever `format_amount` writes.

    Raises `Unreadable` for anything else and `Refused` for a number below 0, above a million or finer than
    a thousandth.
    """
    text = clean(text)
    if text.isdecimal() and len(text) < 7:
        return int(text) * ONE
    if text.startswith(("-", "\u2212")) and re.fullmatch(_NUMBER, text[1:].strip()):
        raise Refused(f"An amount cannot be below 0, and {excerpt(text)} is; to correct a day, replace its amount.")
    refuse_marks(text, written=True)
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        raise Unreadable(f"“{excerpt(text)}” is not an amount; write a number such as 20 or 1.5.")
    decimals = "".join(str(int(digit)) for digit in match[2] or match[3] or "").rstrip("0")
    if len(decimals) > 3:
        raise Refused(f"An amount has at most three decimals, and {excerpt(text)} has more.")
    value = int(match[1] or 0) * ONE + int(decimals.ljust(3, "0"))
    if value > LIMIT:
        raise Refused(f"An amount goes up to {LIMIT // ONE:,}, and {excerpt(text)} is more.")
    return value


def refuse_marks(text: str, *, written: bool = False) -> None:
    """Raise `Unreadable` where a text begins with a number that has a mark before three digits: `10,000`.

    It may part thousands or begin the decimals, and a guess would be wrong by a factor of a thousand. With `written`,
    a number as `format_amount` writes it has one meaning.
    """
    match = re.match(_MARKED, text)
    if match is None or match[1].startswith("0") or (match[3] and match[3] in match[2]):
        return
    digits = "".join(c for c in match[1] + match[2] if c.isdecimal())
    if len(match[2]) == 4 and match[2][0] in ".," and not match[3]:
        if written and match[2][0] == "." and not match[2].endswith("0"):
            return
        decimal = f"{match[1]}.{match[2][1:].rstrip('0') or '0'}"
        decimal += "0" * (len(decimal) == len(match[1]) + 4)  # as it stands it would be asked about once more
        raise Unreadable(f"“{excerpt(match[0])}” can mean two things; write {digits}, or {decimal}.")
    plain = f"{digits}.{match[4]}" if match[4] else digits
    raise Unreadable(f"“{excerpt(match[0])}” has marks between its digits; write {plain}.")


def refuse_marks_within(text: str, *, written: bool = False) -> None:
    """Raise what `refuse_marks` raises, wherever a number stands in a text."""
    for digit in re.finditer(r"(?<![\w.,])\d", clean(text)):
        refuse_marks(clean(text)[digit.start() :], written=written)


def read_amount(text: str, unit: str) -> int:
    """Read an amount as it is typed, such as `20`, `+20`, `20m`, `1h30` or `2 pages`, into thousandths of `unit`.

    Hours, minutes and seconds are converted into one another. Raises `Unreadable` or `Refused`.
    """
    text = clean(text)
    text = text[1:] if re.match(r"\+[\d.]", text) else text
    refuse_marks(text)
    if text.startswith(("-", "\u2212")) or re.fullmatch(_NUMBER, text):
        return read_number(text)
    parts = re.findall(_PART, text)
    if not parts or len(parts) > 3 or re.sub(_PART, "", text).strip():
        such = f"20, or {format_amount(20 * ONE, unit)}" if unit else "20"
        raise Unreadable(f"“{excerpt(text)}” is not an amount; write a number such as {such}.")
    total = 0
    previous = ""
    for number, word in parts:
        refuse_marks(number)
        given = word or _next_smaller(previous, text)
        value = _converted(read_number(number), given, unit)
        if value is None:
            counted = f"in “{plural(unit)}”" if unit else "in plain numbers"
            raise Unreadable(f"“{excerpt(text)}” is not an amount here; this habit counts {counted}, such as 20.")
        total += value
        previous = given
    if total > LIMIT:
        raise Refused(f"An amount goes up to {LIMIT // ONE:,}, and {excerpt(text)} is more.")
    return total


def _next_smaller(previous: str, text: str) -> str:
    smaller = {"hour": "min", "min": "sec"}.get(_TIME_UNITS.get(previous.casefold(), ""))
    if smaller is None:
        raise Unreadable(f"“{excerpt(text)}” is not an amount; write a number and at most one unit.")
    return smaller


def _converted(value: int, given: str, unit: str) -> int | None:
    """Convert thousandths of the unit that was typed into thousandths of the habit's own; None if they do not mix."""
    given, unit = given.casefold(), unit.casefold()
    source, target = _TIME_UNITS.get(given), _TIME_UNITS.get(unit)
    if source and target:
        scaled = value * _SECONDS[source]
        if scaled % _SECONDS[target] and _SECONDS[source] < _SECONDS[target]:
            return round(scaled / _SECONDS[target])  # 50 s are 0.833 min: as near as a thousandth comes
        return scaled // _SECONDS[target]
    return value if given.rstrip("s") == unit.rstrip("s") else None


def format_amount(value: int, unit: str = "") -> str:
    """Print thousandths as the shortest decimal, with the unit after it if there is one: `1.5 hours`."""
    whole, rest = divmod(value, ONE)
    number = f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
    if unit and value == ONE and unit.removesuffix("s") in _COUNTED:
        return f"{number} {unit.removesuffix('s')}"
    return f"{number} {plural(unit)}" if unit else number


def plural(unit: str) -> str:
    """Return a unit as it stands behind any number but 1: `times`, `min`."""
    singular = unit.removesuffix("s")
    return f"{singular}s" if singular in _COUNTED else unit


def row_of(amounts: Sequence[int]) -> Row:
    """Return the row of amounts given in thousandths, one a day; an empty one where none is above 0."""
    if not any(amounts):
        return ()
    return bytes(map(_WHOLES.__getitem__, amounts)) if _WHOLES.keys() >= set(amounts) else tuple(amounts)


def thousandths(row: Row, length: int) -> Sequence[int]:
    """Return the amounts of a row in thousandths, one a day."""
    return [whole * ONE for whole in row] if isinstance(row, bytes) else row or (0,) * length
