"""Page: a review laid out as sections of words, tables and pictures, before it is text, Markdown or HTML."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from tracker.domain.named_tuple import NamedTuple


class HeatDay(NamedTuple):
    """A day of a heat map: its step from 0 (nothing) to 4 (all), None where nothing counted, and what it says.

    `free` is the cell of a day on which all that would have counted was excused: skipped or paused.
    """

    day: date
    step: int | None
    words: str
    free: str = ""


class HeatMap(NamedTuple):
    """A year of days, week by week."""

    days: tuple[HeatDay, ...]
    week_start: int
    words: str


class Curve(NamedTuple):
    """Values from 0 to 1 over time, None before there were any; `words` say what the picture shows."""

    values: tuple[float | None, ...]
    words: str
    ends: tuple[str, str] = ("", "")


class Bar(NamedTuple):
    """A bar with its label: how long it is, 0 to 1 (None where nothing counted), and its figure in words."""

    label: str
    value: float | None
    words: str


class Bars(NamedTuple):
    """Bars side by side."""

    bars: tuple[Bar, ...]
    words: str


class Runs(NamedTuple):
    """Streaks on a line of time, as first and last day with a label, between two days."""

    start: date
    end: date
    runs: tuple[tuple[date, date, str], ...]
    words: str


Picture: TypeAlias = HeatMap | Curve | Bars | Runs
TableCell: TypeAlias = str | Curve | Bars


class Table(NamedTuple):
    """Rows under heads; the first cell of a row names it. In print each row becomes a sentence."""

    heads: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


class Points(NamedTuple):
    """Sentences one below the other."""

    lines: tuple[str, ...]


class Note(NamedTuple):
    """Something that was written: when, about what, and the words."""

    day: str
    about: str
    text: str


class Notes(NamedTuple):
    """What was written, in order."""

    notes: tuple[Note, ...]


Block: TypeAlias = Points | Table | Notes | HeatMap | Curve | Bars | Runs


class Section(NamedTuple):
    """A titled part of a page."""

    title: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A whole review: what it is of, which days, and its sections."""

    title: str
    days: str
    sections: tuple[Section, ...]


def section(title: str, *blocks: Block | None) -> list[Section]:
    """Return a section, or none where there is nothing to put into it."""
    kept = tuple(block for block in blocks if block is not None and block != Points(()) and block != Notes(()))
    return [Section(title, kept)] if kept else []
