"""However the app is ended, what was entered is saved, and the terminal is given back as it was."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.faulty_disk import FaultyDisk, QuickDisk
from tests.storage.making import BEGIN, commit, done, making, on, still
from tests.terminal import Terminal
from tests.ui.making import opened, small_book
from tracker.domain.log import Log, Mark, MarkKind
from tracker.storage.file.disk import Extended
from tracker.storage.file.file_store import FileStore
from tracker.storage.store import Store, StoreError
from tracker.ui.shutdown import hang_up

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and terminals")

LEFT = b"\x1b[?1049l"


def store_at(folder: Path) -> FileStore:
    return FileStore(str(folder / "habits.json"), str(folder / "state" / "letbe"), still, QuickDisk())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path) as terminal:
        terminal.shows("A quiet hour")
        yield terminal


def the_log(folder: Path) -> Log:
    return store_at(folder).read().log("quiet")


def test_a_note_that_is_being_typed_is_kept_when_the_program_is_told_to_end(terminal: Terminal, tmp_path: Path) -> None:
    terminal.keys("n")
    terminal.shows("hat happened")
    terminal.keys("rained ß")
    terminal.shows("ß")
    assert terminal.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert [mark.note for _, mark in the_log(tmp_path)] == ["rained ß"]
    assert LEFT in terminal.drawn


def test_a_check_off_is_kept_when_the_terminal_is_closed(terminal: Terminal, tmp_path: Path) -> None:
    terminal.keys(" ")
    terminal.shows("today: done")
    terminal.close()
    terminal.process.send_signal(signal.SIGHUP)
    terminal.ended()
    assert [mark.kind for _, mark in the_log(tmp_path)] == [MarkKind.DONE]


def test_ctrl_c_saves_and_gives_the_terminal_back(terminal: Terminal, tmp_path: Path) -> None:
    terminal.keys(" \x03")
    assert terminal.ended() == 0
    assert [mark.kind for _, mark in the_log(tmp_path)] == [MarkKind.DONE]
    assert LEFT in terminal.drawn


def test_what_cannot_be_saved_at_the_end_is_there_at_the_next_start(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    store: Store = store_at(tmp_path)
    store.read()
    for day in (3, 4):
        store.defer(making(done(day, mark=Mark(MarkKind.DONE, note="late"))), 5)
    fresh = store_at(tmp_path)
    assert [day for day, _ in fresh.read().log("quiet")] == [on(3), on(4)]
    assert fresh.notices() == ["2 changes that the file did not have came back from the journal."]
    assert [entry.made.label for entry in fresh.history().entries][1:] == ["a change", "a change"]


def test_where_not_even_the_journal_can_be_written_that_is_said(tmp_path: Path) -> None:
    class Full(FaultyDisk):
        def extend(self, path: str) -> Extended:
            raise OSError(28, "No space left on device", path)

    commit(store_at(tmp_path), BEGIN)
    store = FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state" / "letbe"), still, Full())
    store.read()
    with pytest.raises(StoreError, match="disk is full"):
        store.defer(making(done(3)), 5)


_FAULTY = """
from tracker.ui.screens.today import TodayScreen
def action_run(self, id, *_):
    raise ZeroDivisionError("my secret")
TodayScreen.action_run = action_run
import sys
from tracker.__main__ import main
sys.exit(main())
"""


def test_a_fault_ends_the_app_with_a_sentence_and_what_was_entered_is_kept(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path, program=("-c", _FAULTY)) as terminal:
        terminal.shows("A quiet hour")
        terminal.keys(" ")
        assert terminal.ended() == 1
        told = terminal.drawn.partition(LEFT)[2]
        assert b"letbe met a fault of its own (ZeroDivisionError)." in told
        assert b"secret" not in terminal.drawn
        assert terminal.modes == terminal.found


async def test_a_tick_of_the_clock_or_a_signal_that_comes_late_finds_nothing_to_do() -> None:
    async with opened(small_book()) as (app, _):
        pass
    app.catch_up()
    await hang_up(app, signal.SIGTERM)
    assert app.return_code is None, "it ends as it was about to"
