"""The layers keep to themselves: what the layout promises, proved by the imports themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.surroundings import CLOCK, HOLD_CLOCK, ROOT

HEAVY = {"textual", "rich", "pendulum", "dataclasses", "platformdirs", "tomlkit", "threading", "difflib"}

_PROBE = f"""
import sys
before = set(sys.modules)
{HOLD_CLOCK}
from tracker.__main__ import main
sys.argv = ["letbe", *sys.argv[1:]]
code = main()
sys.stderr.write(" ".join(set(sys.modules) - before))
sys.exit(code)
"""


def _loaded(tmp_path: Path, *words: str) -> set[str]:
    env = {**os.environ, "HOME": str(tmp_path), CLOCK: "by hand", "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-c", _PROBE, *words], capture_output=True, text=True, check=True, env=env, cwd=tmp_path
    )
    return set(ran.stderr.split("\n")[-1].split())


@pytest.mark.parametrize("words", [["done", "quiet"], ["today"], ["status"], ["--help"], ["--version"]], ids=" ".join)
def test_the_command_line_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    if words != ["done", "quiet"]:
        _loaded(tmp_path, "done", "quiet")
    loaded = _loaded(tmp_path, *words)
    assert "tracker" in loaded
    assert not loaded & HEAVY


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="named tuples are those of typing there")
@pytest.mark.parametrize("words", [["status"], ["--help"], ["--version"]], ids=" ".join)
def test_what_a_prompt_asks_for_does_without_half_of_the_standard_library(words: list[str], tmp_path: Path) -> None:
    if words == ["status"]:
        _loaded(tmp_path, "done", "quiet")
        _loaded(tmp_path, "status")
    loaded = _loaded(tmp_path, *words)
    assert not loaded & {"typing", "re", "enum", "functools", "collections", "contextlib", "argparse"}


def test_a_prompt_that_asks_again_waits_for_no_book(tmp_path: Path) -> None:
    _loaded(tmp_path, "done", "quiet")
    assert "tinydb" in _loaded(tmp_path, "status")
    assert not _loaded(tmp_path, "status") & {"tinydb", "json", "tracker.domain.judging"}


def test_what_the_first_screen_does_not_show_is_not_read_before_it() -> None:
    probe = "import sys, tracker.ui.launch; print(*(name for name in sys.modules if name.startswith('tracker.')))"
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ}
    )
    loaded = set(ran.stdout.split())
    assert "tracker.ui.screens.today" in loaded
    later = ("tracker.insights", "tracker.exchange", "tracker.ui.screens.re", "tracker.ui.screens.habit")
    assert sorted(name for name in loaded if name.startswith(later)) == []


def test_the_contracts_between_the_rooms_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
