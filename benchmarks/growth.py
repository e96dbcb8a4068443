"""How costs grow when the history or the number of habits doubles."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from statistics import median

from benchmarks.books import Shape
from benchmarks.commands import done, race
from benchmarks.figures import Row, plain, ratio_of
from benchmarks.place import Place
from benchmarks.screens import KEPT, Keys, open_letbe, press, shows_marks

DOUBLED: tuple[Shape, ...] = (*(Shape(20, 2**n) for n in range(6)), *(Shape(20 * 2**n, 4) for n in range(1, 5)))
"""Books of 1 to 32 years, and of 40 to 320 habits; each doubles one before it."""

FULLER: tuple[Shape, ...] = (Shape(20, 4, events=0.1), Shape(20, 4, notes=10_000))
"""Books that hold more on as many days."""

SHAPES = DOUBLED + FULLER


def growth_rows(place: Place, runs: int) -> list[Row]:
    """Measure a command, the start of the screens and a key in ever larger books, each beside one of half the size."""
    checked = race({f"{shape}": done(place, shape) for shape in SHAPES}, runs)
    screens = {shape: _screens(place, shape, runs) for shape in SHAPES}
    return [
        *_doublings("letbe done", {shape: checked[f"{shape}"].wall for shape in SHAPES}),
        *_doublings("start", {shape: starts for shape, (starts, _) in screens.items()}),
        *_doublings("check-off key", {shape: keys for shape, (_, keys) in screens.items()}),
    ]


def _doublings(measure: str, found: Mapping[Shape, list[float]]) -> list[Row]:
    return [_row(measure, shape, found) for shape in SHAPES]


def _row(measure: str, shape: Shape, found: Mapping[Shape, list[float]]) -> Row:
    """Return a row whose floor is the same measure in a book of half the history, of half the habits, or less full."""
    row = plain(f"{measure}: {shape}", found[shape])
    half, note = _smaller(shape)
    if half not in found:
        return row
    return row._replace(floor=median(found[half]), ratio=ratio_of(found[shape], found[half]), note=note)


def _smaller(shape: Shape) -> tuple[Shape, str]:
    if shape in FULLER:
        return Shape(shape.habits, shape.years), "beside marks alone"
    if shape.habits > 20:
        return Shape(shape.habits // 2, shape.years), "twice the habits"
    return Shape(shape.habits, shape.years // 2), "twice the history"


def _screens(place: Place, shape: Shape, runs: int) -> tuple[list[float], list[float]]:
    """Measure the start of the screens and a key on them."""
    starts, keys = [], Keys([], [], [])
    path = place.copy(shape)
    for _ in range(max(3, runs // 3)):
        with closing(open_letbe(place, path)) as letbe:
            starts.append(1000 * (letbe.until(shows_marks(letbe)) - letbe.started))
            letbe.settle(0.3)
            for _ in range(6):
                press(letbe, " ", keys, lambda letbe=letbe: letbe.count(KEPT))  # type: ignore[misc]
    return starts, keys.wall
