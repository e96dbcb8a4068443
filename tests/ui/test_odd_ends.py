"""Whatever becomes of the terminal, of the disk or of the app itself: it ends well, or stops and goes on."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from tests.more import all_but
from tests.storage.making import BEGIN, commit
from tests.terminal import Terminal
from tests.ui.making import at_today, opened, said, small_book
from tests.ui.test_leaving import LEFT, store_at, the_log
from tracker.domain.history import Step
from tracker.domain.log import MarkKind
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit
from tracker.ui import shutdown
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.menu import NotSaved
from tracker.ui.screens.today import TodayBody, TodayScreen
from tracker.ui.terminal.driver import TerminalWriter
from tracker.ui.terminal.job_control import NOT_POSSIBLE
from tracker.ui.terminal.last_net import within

pytestmark = pytest.mark.more

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and terminals")

_SHELL = """
import os, signal, subprocess, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
job = subprocess.Popen([sys.executable, "-m", "tracker"], process_group=0)
while True:
    os.tcsetpgrp(0, job.pid)
    os.kill(job.pid, signal.SIGCONT)
    _, status = os.waitpid(job.pid, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    print("The job is stopped.", flush=True)
    sys.stdin.readline()
"""

_STUCK = """
import sys
from tracker.ui import shutdown
from tracker.ui.terminal import driver
from tracker.ui.screens.today import TodayScreen
shutdown._TURN_SECONDS = driver.UNHEARD_SECONDS = 0.2
def action_run(self, id, *_):
    sys.stderr.flush()
    open(2, "w", closefd=False).write("now it is stuck")
    while True:
        pass
TodayScreen.action_run = action_run
from tracker.__main__ import main
sys.exit(main())
"""

_LEAVES = """
import sys
from tracker.ui.screens.today import TodayScreen
act = TodayScreen.action_run
def action_run(self, id, *_):
    act(self, id)
    raise {error}("secret")
TodayScreen.action_run = action_run
from tracker.__main__ import main
sys.exit(main())
"""


@posix
def test_ctrl_z_gives_the_terminal_to_the_shell_and_back(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path, program=("-c", _SHELL)) as terminal:
        terminal.shows("A quiet hour")
        terminal.keys("n")
        terminal.shows("hat happened")
        terminal.keys("rained ß")
        terminal.shows("ß")
        terminal.keys("\x1a")
        terminal.shows("The job is stopped.")
        assert terminal.modes == terminal.found
        assert terminal.drawn.count(LEFT) == 1
        terminal.drawn = b""
        terminal.keys("\n")
        terminal.shows("ß")
        assert "A quiet hour" in terminal.drawn.decode()
        terminal.keys("\r\x11")
        assert terminal.ended() == 0
    assert [mark.note for _, mark in the_log(tmp_path)] == ["rained ß"]


@posix
def test_without_a_shell_ctrl_z_says_so_and_a_terminal_that_is_gone_ends_the_app(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path, controlling=False, size=(0, 0)) as terminal:
        terminal.resize(100, 30)
        terminal.shows("A quiet hour")
        for size in ((0, 0), (1, 1), (100, 30), (2000, 2), (0, 30), (100, 30)):
            terminal.resize(*size)
        terminal.keys("\x1a")
        terminal.shows("There is no shell here")
        terminal.keys("\x0c ")
        terminal.shows("today: done")
        terminal.close()
        assert terminal.ended() == 128 + signal.SIGHUP
    assert [mark.kind for _, mark in the_log(tmp_path)] == [MarkKind.DONE]


@posix
@pytest.mark.parametrize("by", all_but(["SIGTERM", "ctrl+c twice"], "SIGTERM"))
def test_an_app_that_is_stuck_can_be_ended_and_gives_the_terminal_back(tmp_path: Path, by: str) -> None:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path, program=("-c", _STUCK)) as terminal:
        terminal.shows("A quiet hour")
        terminal.keys(" ")
        terminal.shows("now it is stuck")
        if by == "SIGTERM":
            assert terminal.end(signal.SIGTERM) == 128 + signal.SIGTERM
        else:
            while terminal.process.poll() is None:
                terminal.keys("\x03")
                terminal.read(0.1)
            assert terminal.ended() == 130
            assert b"did not answer" in terminal.drawn.partition(LEFT)[2]
        assert terminal.modes == terminal.found
        assert LEFT in terminal.drawn


@posix
@pytest.mark.parametrize("error", all_but(["SystemExit", "OSError"], "SystemExit"))
def test_nothing_inside_can_end_the_app_without_a_word(tmp_path: Path, error: str) -> None:
    commit(store_at(tmp_path), BEGIN)
    with Terminal(tmp_path, program=("-c", _LEAVES.replace("{error}", error))) as terminal:
        terminal.shows("A quiet hour")
        terminal.keys(" ")
        assert terminal.ended() == 1
        told = terminal.drawn.partition(LEFT)[2]
        assert f"letbe met a fault of its own ({error}).".encode() in told
        assert b"secret" not in terminal.drawn
        assert terminal.modes == terminal.found
    assert [mark.kind for _, mark in the_log(tmp_path)] == [MarkKind.DONE]


@posix
@pytest.mark.parametrize("broken", ["LetbeApp.CSS = 'Label { color: nothing; }'", "LinuxDriver.{} = lambda _: 1 // 0"])
def test_an_app_that_cannot_start_says_so_and_gives_the_terminal_back(tmp_path: Path, broken: str) -> None:
    broken = broken.replace("{}", "start_application_mode")
    way_in = "from tracker.__main__ import main\nimport sys\nsys.exit(main())"
    program = (
        f"from textual.drivers.linux_driver import LinuxDriver\nfrom tracker.ui.app import LetbeApp\n{broken}\n{way_in}"
    )
    with Terminal(tmp_path, program=("-c", program)) as terminal:
        assert terminal.ended() == 1
        assert b"letbe met a fault of its own" in terminal.drawn.rpartition(LEFT)[2]
        assert terminal.modes == terminal.found


async def test_two_sizes_at_once_do_not_bring_each_other_back_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(small_book()) as (app, pilot):
        laid: list[Size] = []
        lay_out = Screen._screen_resized

        def watched(screen: Screen[object], size: Size) -> None:
            laid.append(size)
            lay_out(screen, size)

        monkeypatch.setattr(Screen, "_screen_resized", watched)
        for height in (25, 24, 25, 24):
            app.screen.post_message(events.Resize(Size(80, height), Size(80, height)))
            app.screen.call_later(lambda: None)  # without it the last of them would do
        for _ in range(5):
            await pilot.pause()
        assert set(laid) == {app.size}
        assert len(laid) == 2


async def test_where_no_program_can_be_suspended_that_is_said_on_every_screen() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("ctrl+z")
        assert said(app) == NOT_POSSIBLE
        await pilot.press("n", "ctrl+z")
        assert [notice.message for notice in app._notifications] == [NOT_POSSIBLE]


class Hanging(MemoryStore):
    """A store whose disk does not answer until it is let go."""

    def __init__(self, *args: object) -> None:
        super().__init__(small_book())
        self.go_on = threading.Event()

    def commit(self, step: Step, now: int) -> Commit:
        self.go_on.wait(20)
        return super().commit(step, now)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    """Return a store that hangs, and an app that waits for it only a moment."""
    for name in ("_AT_ONCE_SECONDS", "_SAVING_SECONDS", "_JOURNAL_SECONDS", "_MOMENT"):
        monkeypatch.setattr(shutdown, name, 0.01)
    store = Hanging()
    yield store
    store.go_on.set()


async def until_asked(app: LetbeApp) -> None:
    """Wait until it is asked whether to leave all the same."""
    for worker in app.workers:
        await worker.wait()
    assert isinstance(app.screen, NotSaved)


@pytest.mark.parametrize("again", ["ctrl+c", "ctrl+q", "y"])
async def test_a_disk_that_does_not_answer_never_blocks_leaving(hanging: Hanging, again: str) -> None:
    async with opened(hanging) as (app, pilot):
        await pilot.press("space", "q")
        await until_asked(app)
        await pilot.press(again)
        assert app.return_code == 0
        hanging.go_on.set()


async def test_who_stays_goes_on_and_all_is_saved_when_the_disk_answers(hanging: Hanging) -> None:
    async with opened(hanging) as (app, pilot):
        await pilot.press("space", "q")
        await until_asked(app)
        await pilot.press("n")
        assert at_today(app)
        hanging.go_on.set()
        await pilot.press("j", "space", "enter")
        assert app.tracker.close()
        assert app.tracker.saving.pending == 0
        assert len(hanging.history().entries) >= 1


async def test_a_signal_ends_the_app_although_the_disk_does_not_answer(hanging: Hanging) -> None:
    async with opened(hanging) as (app, pilot):
        await pilot.press("space")
        await shutdown.hang_up(app, signal.SIGTERM)
        assert app.return_value == 128 + signal.SIGTERM
        hanging.go_on.set()


@pytest.mark.parametrize("error", [ZeroDivisionError, MemoryError, RecursionError, UnicodeError])
@pytest.mark.parametrize(
    ("owner", "where"),
    [(TodayScreen, "tick"), (TodayBody, "headline"), (TodayScreen, "action_run")],
)
async def test_a_fault_anywhere_in_a_screen_ends_the_app_and_is_left_to_whoever_started_it(
    owner: object, where: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    with suppress(error):  # which a test of an app is told again
        async with opened(small_book()) as (app, pilot):
            monkeypatch.setattr(owner, where, fail)
            app.call_later(app.catch_up)
            await pilot.press("space")
    assert isinstance(app.fault, error)


def test_what_takes_too_long_or_fails_is_not_waited_for() -> None:
    never = threading.Event()
    assert within(0.01, never.wait, otherwise=False) is False
    assert within(1, lambda: 1 // 0, otherwise=7) == 7
    assert within(20, lambda: "done", otherwise="") == "done"
    never.set()


def test_what_is_written_to_a_terminal_that_is_gone_goes_nowhere_and_is_told() -> None:
    told = []

    class Gone:
        def write(self, text: str) -> None:
            raise OSError(5, text)

        flush = write

    outlet = TerminalWriter(Gone(), lambda: told.append("gone"))
    outlet.write("a frame")
    assert told == ["gone"]
