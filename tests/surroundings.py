"""Where and when every test runs: at one moment that stands still, in one zone and locale, in a home of its own.

Nothing of the machine comes in (its clock, its zone, its settings, its umask), and nothing of a test goes out. A child
process is told the same by its environment; the `sitecustomize.py` in `tests/child` has its clock stand still as well.
The suite runs as on another day, or elsewhere, with `--as-on`, `--in-zone` and `--in-locale`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import time_machine

ROOT = Path(__file__).parent.parent
CHILD = str(ROOT / "tests" / "child")
MOMENT = "LETBE_TESTS_MOMENT"
"""The variable by which a child process learns the moment, in seconds since 1970."""

CLOCK = "LETBE_TESTS_CLOCK"
"""The variable by which a child process says that it holds its clock by itself, with `HOLD_CLOCK`."""

HOLD_CLOCK = f"""
import os
from datetime import datetime, UTC
from tracker.clock import Clock
Clock.__init__.__defaults__ = (lambda: datetime.fromtimestamp(int(os.environ[{MOMENT!r}]), UTC),)
""".rstrip()
"""For children of which it is asked what they load: the usual way of holding their clock loads much itself."""

_FROM_THE_MACHINE = ("PATH", "LD_LIBRARY_PATH", "LD_PRELOAD", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_PYTEST = ("PYTEST_", "HYPOTHESIS_")


class Whereabouts(NamedTuple):
    """When, where and in which language the tests run."""

    moment: str = "2026-11-22T12:00"
    zone: str = "UTC"
    locale: str = "C.UTF-8"

    @property
    def seconds(self) -> int:
        """The moment in seconds since 1970, read on the clocks of the system's zone unless it names its own."""
        return int(datetime.fromisoformat(self.moment).timestamp())


class Kept:
    """Holds the surroundings for a test run, and gives each test fresh ones."""

    def __init__(self, wished: Whereabouts) -> None:
        self._homes, self._numbers = TemporaryDirectory(prefix="letbe-tests-"), count(1)
        self._usual = {name: os.environ[name] for name in _FROM_THE_MACHINE if name in os.environ}
        self._usual |= {
            "HOME": os.path.join(self._homes.name, "0"),
            "TZ": wished.zone,
            "TZDIR": str(files("tzdata") / "zoneinfo"),  # those of the machine may be others, or none
            "LC_ALL": wished.locale,
            "PYTHONPATH": os.pathsep.join((CHILD, str(ROOT))),
        }
        _put(self._usual)
        self._usual[MOMENT] = os.environ[MOMENT] = str(wished.seconds)
        os.umask(0o022)
        self.moment = datetime.fromtimestamp(wished.seconds, UTC)
        self._travel = time_machine.travel(self.moment.timestamp(), tick=False)
        self._travel.start()

    @contextmanager
    def fresh(self) -> Iterator[None]:
        """Give a test a home that nobody has used, and put everything back behind it."""
        folder = os.getcwd()
        _put({**self._usual, "HOME": os.path.join(self._homes.name, str(next(self._numbers)))})
        try:
            yield
        finally:
            _put(self._usual)
            os.umask(0o022)
            os.chdir(folder)

    def end(self) -> None:
        """Let the clock run again."""
        self._travel.stop()
        self._homes.cleanup()


def letbes_folders() -> tuple[str, ...]:
    """Give the folders in which letbe would keep the things of whoever runs the tests."""
    homes = {os.environ.get("HOME", ""), os.path.expanduser("~")} - {""}
    within = (".local/share", ".local/state", ".config", "Library/Application Support")
    named = {os.environ.get(f"XDG_{name}_HOME", "") for name in ("DATA", "STATE", "CONFIG")} - {""}
    return tuple(
        os.path.join(place, "letbe") for place in (*named, *(f"{home}/{at}" for home in homes for at in within))
    )


def _put(env: dict[str, str]) -> None:
    """Have this environment and nothing else, but for what pytest tells itself by it."""
    for name in os.environ.keys() - env.keys():
        if not name.startswith(_PYTEST):
            del os.environ[name]
    os.environ.update(env)
    with suppress(AttributeError):  # Windows
        time.tzset()
