"""Peers: other trackers of the terminal, measured beside letbe in the same run, where they are installed.

Each has a book of its own with the same marks, in its own format: 20 habits, done on some seven days of ten. A command
is run again and again in turn with letbe's and with a Python that does nothing; a screen is started in turn with ours.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.books import Shape, name_of
from benchmarks.commands import Contender, bare, done, race, run_once
from benchmarks.figures import Row, Samples, against, told
from benchmarks.place import Place
from benchmarks.screens import KEPT, Keys, open_letbe, press, shows_marks
from benchmarks.terminal import Terminal, Unseen

HABITS = tuple(name_of(number) for number in range(20))
YEARS = (1, 10)
_OFTEN = 0.72
_SECONDS = 15.0
"""A command that takes long is run as often as fits into this, but three times at least."""
_PRESSES, _PATIENCE = 6, 60.0
"""So many keys after each start of a screen, and so many seconds until it has to show what it was told."""


class Entry(NamedTuple):
    """What a tracker is told of one habit on one day."""

    day: str
    habit: str
    did: bool


def entries(years: int) -> list[Entry]:
    """Make up years of days up to yesterday, the same every time."""
    chance = random.Random(7)
    days = [(date.today() - timedelta(days=back)).isoformat() for back in range(365 * years, 0, -1)]
    return [Entry(day, habit, chance.random() < _OFTEN) for day in days for habit in HABITS]


def _harsh(folder: Path, kept: Sequence[Entry]) -> None:
    (folder / "habits").write_text("".join(f"{habit}: 1\n" for habit in HABITS), "utf-8")
    lines = (f"{day} : {habit} : {'y' if did else 'n'} :  : 0\n" for day, habit, did in kept)
    (folder / "log").write_text("".join(lines), "utf-8")


def _habitctl(folder: Path, kept: Sequence[Entry]) -> None:
    (folder / ".habitctl").mkdir()
    (folder / ".habitctl/habits").write_text("".join(f"1 {habit}\n" for habit in HABITS), "utf-8")
    lines = (f"{day}\t{habit}\t{'y' if did else 'n'}\n" for day, habit, did in kept)
    (folder / ".habitctl/log").write_text("".join(lines), "utf-8")


_HABITO = """
CREATE TABLE config (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, value VARCHAR(255) NOT NULL);
CREATE TABLE habit (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, created_date DATE NOT NULL,
    frequency INTEGER NOT NULL, quantum REAL NOT NULL, units VARCHAR(255) NOT NULL, magica TEXT NOT NULL,
    active INTEGER NOT NULL);
CREATE TABLE activity (id INTEGER NOT NULL PRIMARY KEY, for_habit_id INTEGER NOT NULL REFERENCES habit (id),
    quantum REAL NOT NULL, update_date DATETIME NOT NULL);
CREATE TABLE summary (id INTEGER NOT NULL PRIMARY KEY, for_habit_id INTEGER NOT NULL REFERENCES habit (id),
    target REAL NOT NULL, target_date DATE NOT NULL, streak INTEGER NOT NULL);
CREATE UNIQUE INDEX config_name ON config (name);
CREATE INDEX activity_for_habit_id ON activity (for_habit_id);
CREATE INDEX summary_for_habit_id ON summary (for_habit_id);
INSERT INTO config VALUES (1, 'version', '2');
"""


def _habito(folder: Path, kept: Sequence[Entry]) -> None:
    (folder / ".config/habito").mkdir(parents=True)
    numbers, first = {habit: number for number, habit in enumerate(HABITS, 1)}, kept[0].day
    with closing(sqlite3.connect(folder / ".config/habito/habito.db")) as tables, tables:
        tables.executescript(_HABITO)
        habits = [(number, habit, first) for habit, number in numbers.items()]
        tables.executemany("INSERT INTO habit VALUES (?, ?, ?, 1, 1.0, 'units', '', 1)", habits)
        tables.executemany(
            "INSERT INTO summary (for_habit_id, target, target_date, streak) VALUES (?, 0.0, ?, 0)",
            [(number, first) for number in numbers.values()],
        )
        tables.executemany(
            "INSERT INTO activity (for_habit_id, quantum, update_date) VALUES (?, 1.0, ?)",
            [(numbers[habit], f"{day} 00:00:00") for day, habit, did in kept if did],
        )


def _slug(habit: str) -> str:
    return habit.lower().replace(" ", "")


def _habitrack(folder: Path, kept: Sequence[Entry]) -> None:
    about = {"icon": "*", "times": [], "category": "general", "active": True, "created": kept[0].day}
    days: dict[str, dict[str, object]] = {}
    for day, habit, did in kept:
        if did:
            days.setdefault(day, {})[_slug(habit)] = {"done": True, "at": "08:00"}
    book = {"tasks": {_slug(habit): {"name": habit, **about} for habit in HABITS}, "days": days}
    (folder / "habits.json").write_text(json.dumps(book, indent=2), "utf-8")


def _oidia(folder: Path, kept: Sequence[Entry]) -> None:
    days: dict[str, dict[str, int]] = {habit: {} for habit in HABITS}
    for day, habit, did in kept:
        if did:
            days[habit][day] = 1
    (folder / "oidia").mkdir()
    lines = [{"title": habit, "days": marked} for habit, marked in days.items()]
    (folder / "oidia/streaks.json").write_text(json.dumps(lines, indent=4), "utf-8")


class Peer(NamedTuple):
    """Another tracker: its command, what it is made in, how its book is written, and how it is asked.

    Where it has no words for a list and a check-off it is all screen, and space checks a day off.
    """

    name: str
    made_in: str
    write: Callable[[Path, Sequence[Entry]], None]
    listed: Sequence[str] = ()
    checked: Sequence[str] = ()
    typed: str = ""
    """What it is answered when it asks."""

    def __str__(self) -> str:
        return f"{self.name} ({self.made_in})"


PEERS = (
    Peer("harsh", "Go", _harsh, ("log",), ("ask", HABITS[0]), "y\n"),
    Peer("habitctl", "Rust", _habitctl, ("log",), ("ask", "0"), "y\n" + "\n" * (len(HABITS) - 1)),
    Peer("habito", "Python", _habito, ("list",), ("checkin", HABITS[0], "-q", "1")),
    Peer("habitrack", "Python", _habitrack, ("report",), ("done", _slug(HABITS[0]))),
    Peer("oidia", "Python, Textual", _oidia),
)


def peer_rows(place: Place, runs: int) -> list[Row]:
    """Measure all peers that are found on PATH, and say which are not."""
    return [row for peer in PEERS for row in _rows(place, peer, runs)]


def _rows(place: Place, peer: Peer, runs: int) -> Iterator[Row]:
    program = shutil.which(peer.name)
    if program is None:
        yield told(f"beside {peer}", "not installed", met=None)
        return
    for years in YEARS:
        measured = _commands if peer.listed else _screens
        try:
            yield from measured(Beside(place, peer, program, years), runs)
        except (SystemExit, Unseen) as error:  # a peer that does not answer as it did once must not end the whole run
            yield told(f"beside {peer}, {_told(years)}", str(error).splitlines()[0], met=None)


def _told(years: int) -> str:
    return f"{years} year{'s' * (years > 1)}"


class Beside(NamedTuple):
    """A peer in a place, with its program and so many years of history."""

    place: Place
    peer: Peer
    program: str
    years: int

    def asked(self, words: Sequence[str], typed: str = "") -> Contender:
        """Run it with words, each time in a fresh copy of its book."""
        answers = Path(self.place.folder, "typed")
        answers.write_text(typed, "utf-8")
        return Contender([self.program, *words], self.fresh, str(answers) if typed else os.devnull)

    def fresh(self) -> Mapping[str, str]:
        """Copy its book to where it may be changed; give the environment in which it finds it."""
        pristine = Path(self.place.folder, f"{self.peer.name}-{self.years}")
        if not pristine.exists():
            pristine.mkdir()
            self.peer.write(pristine, entries(self.years))
        work = Path(self.place.folder, f"{self.peer.name}-work")
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(pristine, work)
        homes = ("HOME", "XDG_DATA_HOME", "HARSHPATH", "HABIT_DIR")
        own = {**dict.fromkeys(homes, str(work)), "XDG_CONFIG_HOME": str(work / ".config")}
        return {name: value for name, value in self.place.env.items() if name != "PYTHONPATH"} | own

    def row(self, what: str, letbe: Samples, peer: Samples, note: str = "") -> Row:
        """Compare letbe with it."""
        return against(f"{what}, {_told(self.years)}, beside {self.peer}", letbe, peer, None, note)


def _commands(beside: Beside, runs: int) -> list[Row]:
    """Measure its list and its check-off beside ours and beside a Python that does nothing."""
    place, peer, shape = beside.place, beside.peer, Shape(20, beside.years)
    on_book = place.on(place.book(shape))
    contenders = {
        "bare": bare(place),
        "list": Contender(place.letbe("today"), lambda: on_book),
        "check-off": done(place, shape),
        "its list": beside.asked(peer.listed),
        "its check-off": beside.asked(peer.checked, peer.typed),
    }
    once = sum([run_once(contender)[0] for contender in contenders.values()]) / 1000
    found = race(contenders, max(3, min(runs, int(_SECONDS / once))), warming=0)
    floor = statistics.median(found["bare"].wall)
    return [
        beside.row(what, found[what], found[f"its {what}"], f"a bare Python: {floor:.1f}")
        for what in ("list", "check-off")
    ]


def _screens(beside: Beside, runs: int) -> list[Row]:
    """Measure the start of its screen and a check-off on it, beside ours."""
    path = beside.place.copy(Shape(20, beside.years), "beside")
    ours, its = _Screen(), _Screen()
    end = time.perf_counter() + _SECONDS
    while len(its.starts.wall) < (runs if time.perf_counter() < end else 3):
        ours.measure(open_letbe(beside.place, path), shows_marks, lambda terminal: terminal.count(KEPT))
        its.measure(Terminal([beside.program], beside.fresh()), _shows_habits, _below_the_clock)
    return [
        beside.row("start of the screen", ours.starts, its.starts),
        beside.row("check-off key", ours.keys.samples, its.keys.samples),
    ]


class _Screen:
    """What was measured on one tracker's screen."""

    def __init__(self) -> None:
        self.starts, self.keys = Samples([], []), Keys([], [], [])

    def measure(
        self,
        opened: Terminal,
        shown: Callable[[Terminal], Callable[[], bool]],
        looked_at: Callable[[Terminal], object],
    ) -> None:
        """Wait for its habits, and check one off and on again."""
        with closing(opened) as terminal:
            self.starts.wall.append(1000 * (terminal.until(shown(terminal), _PATIENCE) - terminal.started))
            self.starts.processor.append(1000 * terminal.processor())
            terminal.settle(0.5)
            for _ in range(_PRESSES):
                press(terminal, " ", self.keys, lambda: looked_at(terminal), _PATIENCE)


def _shows_habits(terminal: Terminal) -> Callable[[], bool]:
    return lambda: HABITS[1] in terminal.text()


def _below_the_clock(terminal: Terminal) -> object:
    return terminal.screen.display[1:]
