"""The user's own program runs after each save: by itself, one at a time, and its failures are told."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.service.books import NOON, WHEN
from tracker.domain.changes import Put
from tracker.domain.habit import Area
from tracker.service.after_save import failure_of, new_failure, start_hook
from tracker.service.edits.marks import done
from tracker.service.hook_runner import main
from tracker.service.tracker import file_store, open_tracker
from tracker.settings import places
from tracker.storage.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs in here are shell scripts")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return str(tmp_path / "habits.json")


def hook(book: str, *lines: str, mode: int = 0o755) -> str:
    path = Path(places(book).preferences).parent / "hooks" / "saved"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(mode)
    return str(path)


def ran(book: str, path: str) -> int:
    Path(places(book).state).mkdir(parents=True, exist_ok=True)
    return main(path, places(book).book, places(book).state)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_: found.append(words))
    return found


def test_a_save_starts_it_with_the_path_of_the_book_and_no_shell(book: str, started: list[Any]) -> None:
    path = hook(book)
    tracker = open_tracker(book, NOON)
    assert started == [], "reading is no save"
    tracker.commit(done([], [WHEN.today], WHEN))
    assert started == [], "a change of nothing is no save"
    tracker.commit(lambda _: Put(Area("own", "Personal time")))
    assert [words[-3:] for words in started] == [[path, places(book).book, places(book).state]]


@pytest.mark.parametrize("mode", [0o644, None], ids=["not executable", "not there"])
def test_what_cannot_be_run_is_left_alone(mode: int | None, book: str, started: list[Any]) -> None:
    if mode:
        hook(book, mode=mode)
    start_hook(book)
    assert (started, failure_of(book)) == ([], "")


def test_what_is_saved_while_it_runs_makes_it_run_once_more(book: str, tmp_path: Path) -> None:
    pending = Path(places(book).state) / "hook.pending"
    once = f'[ -e "{tmp_path}/ran" ] || touch "{pending}"'
    path = hook(book, once, f'echo "$1" >> "{tmp_path}/ran"')
    assert ran(book, path) == 0
    assert (tmp_path / "ran").read_text().splitlines() == [places(book).book] * 2


def test_only_one_runs_and_the_other_leaves_it_what_is_to_be_done(book: str, tmp_path: Path) -> None:
    import fcntl

    path = hook(book, f'touch "{tmp_path}/ran"')
    state = Path(places(book).state)
    state.mkdir(parents=True)
    with open(state / "hook.lock", "a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert ran(book, path) == 0
    assert not (tmp_path / "ran").exists()
    assert (state / "hook.pending").exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["echo one >&2", "echo no room >&2", "exit 3"], "ended with 3: no room"),
        (["exit 1"], "ended with 1"),
        (["printf '\\033[2Jx' >&2", "exit 1"], "ended with 1: [2Jx"),
    ],
)
def test_a_failure_is_told_once_and_kept_until_a_run_goes_well(lines: list[str], said: str, book: str) -> None:
    ran(book, hook(book, *lines))
    words = failure_of(book)
    assert f"which runs after each save, {said} (" in words
    assert file_store(book, NOON).notices() == [words]
    assert file_store(book, NOON).notices() == []
    assert (new_failure(book), failure_of(book)) == ("", words)
    ran(book, hook(book, "exit 0"))
    assert failure_of(book) == ""


def test_a_script_without_its_first_line_or_its_program_is_told_too(book: str) -> None:
    path = hook(book)
    Path(path).write_text("#!/no/such/program\n")
    ran(book, path)
    assert "could not be run: No such file or directory" in failure_of(book)


def test_a_store_without_a_hook_has_nothing_to_do_after_a_save(book: str) -> None:
    store: Store = file_store(book, NOON)
    assert getattr(store, "saved", None) is None
