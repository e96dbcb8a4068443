"""How costs grow when the history or the number of habits doubles."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from statistics import median

from benchmarks.commands import done, race
from benchmarks.figures import Row, plain
from benchmarks.place import Place
from benchmarks.screens import KEPT, Keys, open_letbe, press, shows_marks

Shape = tuple[int, int]
"""How many habits with how many years."""

SHAPES: tuple[Shape, ...] = ((20, 1), (20, 2), (20, 4), (20, 8), (20, 16), (40, 4), (80, 4), (50, 20))


def growth_rows(place: Place, runs: int) -> list[Row]:
    """Measure a command, the start of the screens and a key in ever larger books, each beside one of half the size."""
    checked = race({f"{shape}": done(place, *shape) for shape in SHAPES}, runs)
    screens = {shape: _screens(place, shape, runs) for shape in SHAPES}
    return [
        *_doublings("letbe done", {shape: checked[f"{shape}"].wall for shape in SHAPES}),
        *_doublings("start", {shape: starts for shape, (starts, _) in screens.items()}),
        *_doublings("check-off key", {shape: keys for shape, (_, keys) in screens.items()}),
    ]


def _doublings(measure: str, found: Mapping[Shape, list[float]]) -> list[Row]:
    return [_row(measure, shape, found) for shape in SHAPES]


def _row(measure: str, shape: Shape, found: Mapping[Shape, list[float]]) -> Row:
    """Give a row whose floor is the same measure in a book of half the history, or of half the habits."""
    habits, years = shape
    row = plain(f"{measure}: {habits} habits, {years} years", found[shape])
    for half, note in (((habits, years // 2), "twice the history"), ((habits // 2, years), "twice the habits")):
        if half in found:
            low = median(found[half])
            return row._replace(floor=low, ratio=row.median / low, note=note)
    return row


def _screens(place: Place, shape: Shape, runs: int) -> tuple[list[float], list[float]]:
    """Measure the start of the screens and a key on them."""
    starts, keys = [], Keys([], [], [])
    path = place.copy(*shape)
    for _ in range(max(3, runs // 3)):
        with closing(open_letbe(place, path)) as letbe:
            starts.append(1000 * (letbe.until(shows_marks(letbe)) - letbe.started))
            letbe.settle(0.3)
            for _ in range(6):
                press(letbe, " ", keys, lambda letbe=letbe: letbe.count(KEPT))  # type: ignore[misc]
    return starts, keys.wall
