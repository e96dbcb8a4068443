"""What happens to a run from outside: keys, pipes, faults."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.shell import Letbe
from tracker import __main__ as way_in
from tracker.cli import today


def _letbe(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *words], capture_output=True, text=True, check=False, **more
    )


def test_a_closed_pipe_is_no_reason_to_complain(letbe: Letbe) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "--file", letbe.path, "today"],
        stdout=writer, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_behind_stdout_is_said(letbe: Letbe) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--file", letbe.path, "today"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_in_a_plain_locale_nothing_breaks(letbe: Letbe) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    _letbe("--file", letbe.path, "done", "quiet", env=env)  # by the same clock as what is looked at
    done = _letbe("--file", letbe.path, "today", env=env)
    assert done.returncode == 0
    assert "#  Quiet time alone" in done.stdout


def test_ctrl_c_is_quiet(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(today, "_print", interrupted)
    assert letbe("today") == (130, "", "")


def test_a_fault_of_ones_own_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("tracker.cli.run.run", faulty)
    monkeypatch.delenv("LETBE_DEBUG", raising=False)
    assert way_in.main() == 1
    assert "fault of its own (ZeroDivisionError)" in capsys.readouterr().err
    monkeypatch.setenv("LETBE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        way_in.main()


class _AtOnce(Exception):
    """The program has ended, and nothing more of it is run."""


@pytest.mark.parametrize(
    ("loaded", "stdout", "ends"),
    [
        ((), io.StringIO, _AtOnce),
        (("datetime", "json"), io.StringIO, _AtOnce),
        (("threading",), io.StringIO, SystemExit),
        (("json", "atexit"), io.StringIO, SystemExit),
        (("_lsprof",), io.StringIO, SystemExit),
        ((), lambda: SimpleNamespace(flush=_full), SystemExit),
    ],
)
def test_a_command_ends_at_once_unless_something_is_still_to_come(
    loaded: tuple[str, ...], stdout: Callable[[], Any], ends: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(code: int) -> None:
        raise _AtOnce(code)

    around = SimpleNamespace(
        version_info=(3, 12), modules=dict.fromkeys(loaded), stdout=stdout(), stderr=io.StringIO(), exit=sys.exit
    )
    monkeypatch.setattr(way_in, "main", lambda: 3)
    monkeypatch.setattr(way_in, "sys", around)
    monkeypatch.setattr(way_in, "os", SimpleNamespace(_exit=leave))
    with pytest.raises(ends) as ended:
        way_in.start()
    assert ended.value.args == (3,)


def _full() -> None:
    raise OSError("no space left on device")


def test_what_asks_for_a_last_word_has_it(letbe: Letbe) -> None:
    words = f"import atexit, sys; atexit.register(print, 'bye'); sys.argv = ['letbe', '--file', {letbe.path!r}, 'path']"
    way = "from tracker.__main__ import start; start()"
    ran = subprocess.run([sys.executable, "-c", f"{words}; {way}"], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [letbe.path, "bye"]
