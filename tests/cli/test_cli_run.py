"""What happens to a run from outside: keys, pipes, faults."""

from __future__ import annotations

import os
import subprocess
import sys
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
