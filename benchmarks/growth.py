"""How costs grow when the history or the number of habits doubles."""

from __future__ import annotations

import sys
from contextlib import closing

from benchmarks.commands import Contender, done, race
from benchmarks.figures import Row, plain
from benchmarks.place import Place
from benchmarks.screens import KEPT, Keys, open_letbe, press, shows_marks

SHAPES = ((20, 1), (20, 2), (20, 4), (20, 8), (20, 16), (40, 4), (80, 4), (50, 20))


def growth_rows(place: Place, runs: int) -> list[Row]:
    """Measure a command, the start of the screens and a key in ever larger books."""
    bare = Contender([sys.executable, "-c", "pass"], lambda: place.env)
    contenders = {f"{habits} habits, {years} years": done(place, habits, years) for habits, years in SHAPES}
    samples = race({"bare": bare, **contenders}, runs)
    floor = samples.pop("bare").wall
    rows = []
    for (habits, years), (name, found) in zip(SHAPES, samples.items(), strict=True):
        rows.append(plain(f"{name}: letbe done", found.wall)._replace(ratio=_ratio(found.wall, floor)))
        rows += _screen_rows(place, habits, years, name, runs)
    return rows


def _ratio(ours: list[float], floor: list[float]) -> float:
    return sorted(ours)[len(ours) // 2] / sorted(floor)[len(floor) // 2]


def _screen_rows(place: Place, habits: int, years: int, name: str, runs: int) -> list[Row]:
    starts, keys = [], Keys([], [], [])
    path = place.copy(habits, years)
    for _ in range(max(3, runs // 3)):
        with closing(open_letbe(place, path)) as letbe:
            starts.append(1000 * (letbe.until(shows_marks(letbe)) - letbe.started))
            letbe.settle(0.3)
            for _ in range(6):
                press(letbe, " ", keys, lambda letbe=letbe: letbe.count(KEPT))  # type: ignore[misc]
    return [plain(f"{name}: start", starts), plain(f"{name}: check-off key", keys.wall)]
