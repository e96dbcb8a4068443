"""What the screens cost: the start, a key, another room, and the memory they take."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.books import Shape
from benchmarks.commands import DECADE, bare, run_once
from benchmarks.figures import (
    Estimate,
    Row,
    Samples,
    against,
    beside_floor,
    by_processor,
    estimate_of,
    estimated,
    p95,
    plain,
    told,
    within,
)
from benchmarks.place import Place
from benchmarks.terminal import Terminal
from tracker.ui.terminal.prepaint import NOTE

KEPT = "■"
SIZES = ((120, 40), (80, 24))
CHECK_OFF, MOVES = (" ",), ("j", "l", "k", "h")


def open_floor(place: Place, name: str, size: tuple[int, int] = SIZES[0]) -> Terminal:
    """Start a floor."""
    return Terminal(place.floor(name), place.env, size)


def open_letbe(place: Place, path: str, size: tuple[int, int] = SIZES[0], *, kept_frame: bool = False) -> Terminal:
    """Start letbe's screens on a book: all of them, or with the first frame that was kept the last time."""
    env = place.on(path)
    if not kept_frame:
        Path(env["XDG_STATE_HOME"], "letbe", NOTE).unlink(missing_ok=True)
    return Terminal(place.letbe(), env, size)


def shows_marks(terminal: Terminal, least: int = 20) -> Callable[[], bool]:
    """Whether a screen shows at least so many days kept."""
    return lambda: terminal.count(KEPT) >= least


def start_rows(place: Place, runs: int) -> list[Row]:
    """Measure the time from the start of a program to the first screen with its marks."""
    books = {f"letbe {years}": place.copy(Shape(20, years), f"start-{years}") for years in (1, 10)}
    samples = {name: Samples([], []) for name in ("smallest", *books)}
    for number in range(runs + 1):
        for name in random.sample(list(samples), len(samples)):
            opened = open_letbe(place, books[name]) if name in books else open_floor(place, name)
            with closing(opened) as terminal:
                seen = terminal.until(shows_marks(terminal, 20 if name in books else 1))
                if number:
                    samples[name].wall.append(1000 * (seen - terminal.started))
                    samples[name].processor.append(1000 * terminal.processor())
    floor = samples.pop("smallest")
    years = {"letbe 1": "1 year", "letbe 10": "10 years"}
    return [against(f"start to the first screen, {years[name]}", found, floor, 1.3) for name, found in samples.items()]


def first_frame_rows(place: Place, runs: int) -> list[Row]:
    """Measure the time to the first frame, whole and right, where the last one to leave could keep it."""
    return [_first_frame_row(place, years, runs) for years in (1, 10)]


def _first_frame_row(place: Place, years: int, runs: int) -> Row:
    path = place.copy(Shape(20, years), f"first-frame-{years}")
    with closing(open_letbe(place, path)) as terminal:
        terminal.until(shows_marks(terminal))
        terminal.settle(0.4)
        live = terminal.text()
    frame, floor = Samples([], []), Samples([], [])
    for number in range(runs + 2):
        wall, used = run_once(bare(place))
        with closing(open_letbe(place, path, kept_frame=True)) as terminal:
            seen = terminal.until(lambda terminal=terminal: terminal.text() == live)  # type: ignore[misc]
        if number >= 2:
            floor.wall.append(wall)
            floor.processor.append(used)
            frame.wall.append(1000 * (seen - terminal.started))
    return against(f"start to the first frame, kept from before, {years} year{'s' * (years > 1)}", frame, floor, 1.8)


class Keys(NamedTuple):
    """What presses of keys came to: the time of each, the processor's time, and the bytes written."""

    wall: list[float]
    processor: list[float]
    written: list[float]

    @property
    def samples(self) -> Samples:
        """The times alone."""
        return Samples(self.wall, self.processor)


def press(
    terminal: Terminal, key: str, into: Keys | None, changed: Callable[[], object], patience: float = 20.0
) -> None:
    """Press a key and wait until what is looked at has changed; what is measured is waited for to its end."""
    before, written, used = changed(), terminal.written, terminal.processor()
    pressed = terminal.press(key)
    seen = terminal.until(lambda: changed() != before, patience)
    if into is not None:
        terminal.settle(0.06)
        into.wall.append(1000 * (seen - pressed))
        into.processor.append(1000 * (terminal.processor() - used))
        into.written.append(terminal.written - written)


def key_rows(place: Place, presses: int) -> list[Row]:
    """Measure a check-off and a cursor move beside the floor's, key by key in turn."""
    rows = []
    for size in SIZES:
        with (
            closing(open_floor(place, "grid", size)) as floor,
            closing(open_letbe(place, place.copy(DECADE), size)) as letbe,
        ):
            for terminal in (floor, letbe):
                terminal.until(shows_marks(terminal))
                terminal.settle(0.4)
            at = f"{size[0]}x{size[1]}"
            marks = _in_turn(floor, letbe, CHECK_OFF, presses, lambda terminal: terminal.count(KEPT))
            rows += _key_rows(f"check-off, {at}", *marks, 2)
            moves = _in_turn(floor, letbe, MOVES, presses // 2, Terminal.text)
            rows += _key_rows(f"cursor move, {at}", *moves, 1.4)[:1]
    return rows


def _in_turn(
    floor: Terminal, letbe: Terminal, keys: Sequence[str], presses: int, looked_at: Callable[[Terminal], object]
) -> tuple[Keys, Keys]:
    found = Keys([], [], []), Keys([], [], [])
    for number, key in enumerate(islice(cycle(keys), presses + 4)):
        for terminal, into in zip((floor, letbe), found, strict=True):
            press(terminal, key, into if number >= 4 else None, lambda terminal=terminal: looked_at(terminal))  # type: ignore[misc]
    return found


def _key_rows(what: str, floor: Keys, letbe: Keys, most: float) -> list[Row]:
    slow = plain(f"{what}: 95 of 100", letbe.wall)
    written = plain(f"{what}: bytes written", [statistics.mean(letbe.written)], "bytes")
    return [
        against(what, letbe.samples, floor.samples, most),
        by_processor(f"{what}: processor", letbe.samples, floor.samples, 4),
        beside_floor(estimated(slow, estimate_of(letbe.wall, p95), 12), p95(floor.wall), 12),
        beside_floor(within(f"{what}: the worst of {len(letbe.wall)}", letbe.wall, 50), max(floor.wall), 50),
        estimated(written, estimate_of(letbe.written, statistics.mean), 500),
    ]


def review_rows(place: Place, runs: int) -> list[Row]:
    """Measure how long it takes to open the review, beside a bare screen with one heat map."""
    from tracker.ui.registry import ROOMS

    room = next((room for room in ROOMS if room.id == "review"), None)
    if room is None:
        return [told("open the review, 10 years", note="there is no such screen yet", met=None)]
    found = Keys([], [], []), Keys([], [], [])
    with (
        closing(open_floor(place, "heat")) as floor,
        closing(open_letbe(place, place.copy(DECADE))) as letbe,
    ):
        floor.until(lambda: "ready" in floor.text())
        letbe.until(shows_marks(letbe))
        for number in range(runs + 2):
            for terminal, into, key in zip((floor, letbe), found, ("2", room.key), strict=True):
                terminal.settle(0.4)
                pressed = terminal.press(key)
                seen = terminal.settle(0.4, pressed)
                if number >= 2:
                    into.wall.append(1000 * (seen - pressed))
                terminal.press("q" if terminal is floor else "1")
                terminal.settle(0.3)
    return [against("open the review, 10 years", found[1].samples, found[0].samples, 1)]


def memory_rows(place: Place, runs: int) -> list[Row]:
    """Measure the memory of a screen with ten years of marks, beside the floor's."""
    floor = [_resident(open_floor(place, "grid")) for _ in range(runs)]
    letbe = [_resident(open_letbe(place, place.copy(DECADE))) for _ in range(runs)]
    row = against("resident memory, 10 years", Samples(letbe, []), Samples(floor, []), 1.25)
    value = statistics.median(letbe) / statistics.median(floor)
    ratio = Estimate(value, min(letbe) / max(floor), max(letbe) / min(floor))
    return [row._replace(unit="MiB", ratio=ratio, met=ratio.within(1.25))]


def _resident(opened: Terminal) -> float:
    with closing(opened) as terminal:
        terminal.until(shows_marks(terminal))
        terminal.settle(1.0)
        return terminal.memory()
