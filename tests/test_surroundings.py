"""The tests' own surroundings: whoever asks for the time is told the tests', and who goes elsewhere is caught."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pendulum
import pytest

from tests.storage.trials import in_child
from tests.surroundings import CLOCK, HOLD_CLOCK, MOMENT, Kept, letbes_folders
from tests.terminal import Terminal
from tests.watch import Outside, Watch
from tracker.clock import Clock

_NOW = "from datetime import datetime; print(int(datetime.now().timestamp()))"
_BY_HAND = f"{HOLD_CLOCK}; print(Clock().minutes() * 60)"


@pytest.fixture
def moment() -> int:
    """Give the moment at which the tests run."""
    return int(os.environ[MOMENT])


@pytest.mark.parametrize(
    "ask",
    [
        time.time,
        lambda: time.time_ns() // 10**9,
        lambda: time.mktime(time.localtime()),
        lambda: time.clock_gettime(time.CLOCK_REALTIME),
        lambda: datetime.now().astimezone().timestamp(),
        lambda: datetime.now(UTC).timestamp(),
        lambda: pendulum.now().timestamp(),
        lambda: Clock().milliseconds() // 1000,
        lambda: in_child(lambda tell: tell(int(time.time())))[0][0],
        lambda: int(subprocess.check_output([sys.executable, "-c", _NOW])),
        lambda: int(subprocess.check_output(["sh", "-c", '"$0" -c "$1"', sys.executable, _NOW])),
        lambda: int(subprocess.check_output([sys.executable, "-c", _BY_HAND], env={**os.environ, CLOCK: "by hand"})),
    ],
)
def test_whoever_asks_for_the_time_is_told_that_of_the_tests(ask: Callable[[], float], moment: int) -> None:
    assert ask() == moment


def test_the_day_is_that_of_the_moment_in_the_zone_of_the_tests(moment: int) -> None:
    here = datetime.fromtimestamp(moment).date()  # noqa: DTZ006 - the system's zone is meant
    assert date.today() == pendulum.today().date() == Clock().today() == here


def test_a_program_in_a_terminal_is_told_the_same(moment: int, tmp_path: Path) -> None:
    with Terminal(tmp_path, program=("-c", _NOW)) as terminal:
        terminal.shows(str(moment))


@pytest.mark.parametrize(
    ("line", "env", "why"),
    [
        (["letbe", "today"], {}, "real clock"),
        ([sys.executable, "-I", "-c", _NOW], None, "real clock"),
        (["git", "log"], {"PATH": "/bin"}, "real clock"),
    ],
)  # fmt: skip
def test_a_program_that_would_ask_the_real_clock_is_not_started(
    line: list[str], env: dict[str, str] | None, why: str, watch: Watch
) -> None:
    with pytest.raises(Outside, match=why):
        subprocess.run(line, env=env, check=True)
    assert why in watch.found.pop(), "and the test would fail even if it took no notice"


def test_whoevers_home_it_is_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    watch = Watch(letbes_folders(), str(tmp_path))
    book = tmp_path / ".local" / "share" / "letbe" / "habits.json"
    for event, args in (("open", (str(book), "r", 0)), ("os.mkdir", (os.fsencode(book.parent), 0o777, -1))):
        with pytest.raises(Outside, match="belongs to whoever runs the tests"):
            watch.hear(event, args)
    with pytest.raises(Outside, match="in the home of"):
        watch.hear("subprocess.Popen", ("letbe", ["letbe"], None, None))
    watch.hear("open", (str(tmp_path / "other"), "r", 0))
    watch.hear("open", (3, "r", 0))
    assert len(watch.found) == 3


def test_each_test_begins_with_nothing_of_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"HOME", "LC_ALL", "PATH", "PYTHONPATH", "TZ", "TZDIR", MOMENT}
    more = {"LD_LIBRARY_PATH", "LD_PRELOAD", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP"}
    assert told <= {name for name in os.environ if not name.startswith(("PYTEST_", "HYPOTHESIS_"))} <= told | more
    assert not os.path.exists(os.environ["HOME"])
    assert os.umask(0o022) == 0o022


def test_what_a_test_leaves_behind_is_gone_before_the_next(surroundings: Kept) -> None:
    before, zone, folder = dict(os.environ), time.tzname, os.getcwd()
    with surroundings.fresh():
        assert os.environ["HOME"] != before["HOME"]
        os.environ.update(TZ="Asia/Kathmandu", NO_COLOR="1", EDITOR="ed")
        del os.environ["PATH"]
        time.tzset()
        assert time.tzname != zone
        os.umask(0o077)
        os.chdir("/")
    assert {**os.environ, "HOME": ""} == {**before, "HOME": ""}
    assert (time.tzname, os.getcwd(), os.umask(0o022)) == (zone, folder, 0o022)
