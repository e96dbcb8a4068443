"""What must not be lost, lag or grow: keys typed ahead, a held key, memory over a long day."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from itertools import cycle, islice

from benchmarks.commands import DECADE, YEAR
from benchmarks.figures import Row, plain, told, within
from benchmarks.place import Place
from benchmarks.screens import SIZES, open_letbe, press, shows_marks
from benchmarks.terminal import Terminal
from tracker.storage.file.journal import ENTRIES_KEPT

_HURRIED = """\
import sys, tracker.ui.app
tracker.ui.app.TICK_SECONDS = float(sys.argv.pop())
from tracker.__main__ import main
sys.exit(main())
"""
"""letbe with a clock tick that comes sooner, so that an idle hour is over in a minute or less."""


def typed_ahead_rows(place: Place) -> list[Row]:
    """Type twenty keys before anything is on the screen: skip a habit, go down, and so on."""
    path = place.copy(YEAR)
    with closing(open_letbe(place, path)) as terminal:
        terminal.press(*["s", "j"] * 10)
        terminal.until(shows_marks(terminal))
        terminal.settle(1.0)
    made = [entry["change"].split(":")[0] for entry in _history(place, path)][:10]
    rows = [line.split("\t")[1] for line in _said(place, path, "habits", "--plain")]
    first = next((name for name in rows if made and made[-1].startswith(name)), "")
    wanted = rows[rows.index(first) :][:10] if first else []
    met = len(made) == 10 and all(said.startswith(name) for said, name in zip(reversed(made), wanted, strict=True))
    return [
        told(
            "20 keys typed before the first paint arrive in order",
            f"{len(made)} of 10 marks, each a row below the last",
            met=met,
        )
    ]


def held_key_rows(place: Place, seconds: float) -> list[Row]:
    """Hold keys down, thirty a second: space on one cell, up and down the habits, and the way back through the days."""
    return [row for size in SIZES for row in _held_rows(place, seconds, size)]


def _held_rows(place: Place, seconds: float, size: tuple[int, int]) -> list[Row]:
    at = f"{size[0]}x{size[1]}"
    path = place.copy(DECADE, f"held-{at}")
    presses = int(30 * seconds)
    rows = []
    with closing(open_letbe(place, path, size)) as terminal:
        terminal.until(shows_marks(terminal))
        terminal.settle(0.5)
        for key, what in ((" ", "space"), ("j", "down"), ("k", "up"), ("h", "left")):
            last = _hold(terminal, key, presses)
            rows.append(within(f"{what} held {seconds:g} s, {at}: still behind after the last key", [last], 50))
        terminal.settle(1.5)
    marks = sum(entry["change"].count("Practice") for entry in _history(place, path, presses + 10)[:presses])
    what = f"space held {seconds:g} s, {at}: no key is lost"
    return [*rows, told(what, f"{marks} of {presses} changes kept", met=marks >= presses)]


def _hold(terminal: Terminal, key: str, presses: int) -> float:
    start = time.perf_counter()
    for number in range(presses):
        terminal.press(key)
        while (left := start + (number + 1) / 30 - time.perf_counter()) > 0:
            terminal.watch(left)
    last = time.perf_counter()
    return max(0.0, 1000 * (terminal.settle(0.2, last) - last))


def growth_of_memory_rows(place: Place, check_offs: int, switches: int, idle_seconds: int) -> list[Row]:
    """Work for long and idle for long: what is resident afterwards beside what was before."""
    tick = 0.01
    argv = [sys.executable, "-c", _HURRIED, str(tick)]
    rows = []
    with closing(Terminal(argv, place.on(place.copy(DECADE)))) as terminal:
        terminal.until(shows_marks(terminal))
        rows.append(_come_to_rest(terminal))
        for what, work in (
            (f"{check_offs:,} check-offs", partial(_type, terminal, " ", check_offs)),
            (f"{switches} screens opened and left", partial(_type, terminal, _rooms(), switches)),
            (f"{idle_seconds:,} seconds idle", partial(terminal.watch, idle_seconds * tick * 1.5)),
        ):
            before = terminal.memory()
            work()
            _rest(terminal)
            grown = terminal.memory() - before
            rows.append(plain(f"memory grown by {what}", [grown], "MiB", bar="≤ 2 MiB", met=grown <= 2))
    return rows


def _come_to_rest(terminal: Terminal) -> Row:
    """Go on until all is in memory that is kept there on purpose; give what that comes to.

    These are the changes that can be undone, the code of each room, and the year that the review looks at, beside the
    one that takes its place after a change.
    """
    before = terminal.memory()
    for _ in range(3 * ENTRIES_KEPT // 2):
        terminal.press(" ")
        terminal.watch(1 / 60)
    still = 0
    for _ in range(20):  # some rounds bring nothing, and the next one does: a review is made beside the one before
        held = terminal.memory()
        _type(terminal, f" {_rooms()}", 1 + len(_rooms()))
        _rest(terminal)
        still = still + 1 if terminal.memory() - held < 1 else 0
        if still == 3:
            break
    return plain("memory taken by a long session, before it grows no more", [terminal.memory() - before], "MiB")


def _rest(terminal: Terminal) -> None:
    """Wait until memory stands still: what was typed is being saved and looked into for a while after the last key."""
    before = 0.0
    for _ in range(15):  # what never stands still is growth
        if abs(terminal.memory() - before) < 0.1:
            return
        before = terminal.memory()
        terminal.watch(2)


def _rooms() -> str:
    """Return the keys that lead from room to room; where there is only one, that which opens and closes the help."""
    from tracker.ui.registry import ROOMS

    keys = [room.key for room in ROOMS[1:]]
    return "".join(f"{key}{ROOMS[0].key}" for key in keys) or "?"


def _type(terminal: Terminal, keys: str, times: int) -> None:
    for key in islice(cycle(keys), times):
        press(terminal, key, None, terminal.text)


def _history(place: Place, path: str, count: int = 20) -> list[dict[str, str]]:
    return list(json.loads("".join(_said(place, path, "history", str(count), "--json"))))


def _said(place: Place, path: str, *words: str) -> list[str]:
    ran = subprocess.run(place.letbe(*words), env=place.on(path), capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()
