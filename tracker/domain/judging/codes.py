"""Codes: all alphabets of one letter a day or a period, side by side, and what turns one of them into another.

Years of days are kept as strings, so that they are counted, cut and searched in a few strokes. The alphabets:
a month's line as it is recorded (`CODES` in `log.py`), what a day says to its goal (`State`), verdicts (`VerdictCode`),
what the grid shows (`Cell`), and what of a day can be counted (`DayCode`). No letter of them is written anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tracker.domain.goal import Aim
from tracker.domain.log import CODES, MarkKind


class State:
    """What a day says to its goal.

    Done (or its amount reached the goal); an amount short of the goal; an amount over the limit; explicitly missed;
    excused by a skip; excused by a pause; done although a pause covers it; nothing.
    """

    REACHED: Final = "#"
    PART: Final = "~"
    OVER: Final = ">"
    MISSED: Final = "."
    SKIPPED: Final = "-"
    PAUSED: Final = "="
    BONUS: Final = "+"
    NOTHING: Final = " "


STATES: Final = "#~>.-=+ "
EXCUSED_STATES: Final = State.SKIPPED + State.PAUSED
DONE_STATES: Final = State.REACHED + State.BONUS


class VerdictCode:
    """The verdict of a period; a period that is not judged after all keeps its place with a blank."""

    KEPT: Final = "K"
    MISSED: Final = "M"
    EXCUSED: Final = "E"
    OPEN: Final = "O"
    UNJUDGED: Final = " "


class Cell:
    """What the grid shows for a day.

    Done (or its amount reached the goal); a due day that closed without it, or was marked missed; skipped; paused, with
    nothing recorded; an amount that is not the whole of a goal; urges all let pass; some of both; all acted on; due
    today and nothing settled; a day within its limit; a day over its limit; not due, or nothing to say.
    """

    DONE: Final = "#"
    MISSED: Final = "."
    SKIPPED: Final = "-"
    PAUSED: Final = "="
    PART: Final = "~"
    PASSED: Final = "p"
    MIXED: Final = "m"
    ACTED: Final = "a"
    OPEN: Final = "o"
    CLEAN: Final = "c"
    OVER: Final = ">"
    NOTHING: Final = " "


CELLS: Final = "#.-=~pmaoc> "


class DayCode:
    """What of a day can be counted.

    Kept or missed on a day that is a period of its own (a due day, a day under a limit, a day with urges); done or not
    on a day of a week, month or window that leaves the choice of days free, or `anytime`; left out.
    """

    DUE_KEPT: Final = "#"
    DUE_MISSED: Final = "."
    FREE_DONE: Final = "+"
    FREE_NOT: Final = ","
    OUT: Final = " "


def recode(codes: str, table: bytes | None, without: str = "") -> str:
    """Return codes of one alphabet as those of another, by a table below, leaving some of them out."""
    row = codes.encode()
    for code in without:  # few days have one of them: they are found faster than all days are looked at
        row = row.replace(code.encode(), b"")
    return row.translate(table).decode() if table else row.decode()


def _table(before: str, after: str) -> bytes:
    return bytes.maketrans(before.encode(), after.encode())


def _one_of(codes: str) -> bytes:
    """Return the table from a code to whether it is one of some."""
    flags = bytearray(256)
    for code in codes:
        flags[ord(code)] = 1
    return bytes(flags)


def _none_of(codes: str) -> bytes:
    """Return the table from a code to whether it is none of some."""
    return _one_of(codes).translate(b"\1\0".ljust(256))


STATE_OF_MARK: Mapping[Aim, bytes] = MappingProxyType(
    {
        Aim.CHECK: _table("~'o", "   "),
        Aim.AT_LEAST: _table("~'o", "   "),
        Aim.AT_MOST: _table("~'o", "   "),
        Aim.LET_GO: _table("#~'.o", "     "),
    }
)
"""From a month's line to the states of its days under a goal; amounts are weighed after it."""

RECORDED_AMOUNT: Final = CODES[MarkKind.AMOUNT]
RECORDED_DONE: Final = CODES[MarkKind.DONE]
MAY_BEGIN: Final = f"[{RECORDED_DONE}{RECORDED_AMOUNT}{CODES[MarkKind.URGES]}{CODES[MarkKind.SKIP]}]"
"""The marks that can say that something was done, a skip with urges let pass beside it among them: a pattern."""

WHILE_PAUSED: Mapping[bool, bytes] = MappingProxyType(
    {
        True: _table(
            State.REACHED + State.PART + State.OVER + State.MISSED + State.NOTHING,
            State.BONUS + State.PAUSED * 4,
        ),
        False: _table("#~>. ", State.PAUSED * 5),
    }
)
"""From a state to that of a paused day, where something is to be done and where not; what was done is done."""

DUE_VERDICT: Final = _table("#+~. -=", "KKMMMEE")
LIMIT_VERDICT: Final = _table("~ .>-=", "KKMMEE")
"""From the state of a due day that is over to its verdict: something to be done, and a limit."""

KEPT_BIT: Final = _table("KM", "10")
"""From verdicts to binary digits."""

CELL_OF_STATE: Final = _table(State.BONUS, Cell.DONE)

DAY_OF_VERDICT: Final = _table("KMEO", "#.  ")
DAY_OF_STATE: Final = _table("#+~. -=", "++,,,  ")
DAY_OF_SUMMED_STATE: Final = _table("#+~. -=", "+++,,  ")
"""From a day's state to what can be counted of it; where amounts of several days add up, any amount is its part."""

IS_DONE: Final = _one_of(DONE_STATES)
LACKS_ALL: Final = _none_of(DONE_STATES)
"""From the state of a day that stands for itself to whether it lacks its goal."""

IS_EXCUSED: Final = _one_of(EXCUSED_STATES)
IS_LEFT: Final = _none_of(EXCUSED_STATES)
IS_BONUS: Final = _one_of(State.BONUS)
IS_STRICT: Final = _none_of(EXCUSED_STATES + State.BONUS)
IS_KEPT_VERDICT: Final = _one_of(VerdictCode.KEPT)
IS_COUNTED_VERDICT: Final = _one_of(VerdictCode.KEPT + VerdictCode.MISSED)
