"""What a key sends to the terminal: how many frames, what is in each, and how many bytes that is."""

from __future__ import annotations

import re
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console
from textual.app import App

from tests.ui.making import opened, said, saved, shown, small_book
from tracker.domain.history import Step
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit
from tracker.ui.screens import painter
from tracker.ui.terminal.driver import FRAME_BEGINS, FRAME_ENDS, PinnedColumns, driver_on

pytestmark = pytest.mark.usefixtures("drawn")

CONSOLE = Console(force_terminal=True, color_system="truecolor")
FRAME = len("\x1b[?2026h\x1b[24;80H\x1b[?2026l")
"""What stands around each frame."""


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what the app sends, frame by frame."""
    sent: list[str] = []

    def display(_app: object, _screen: object, update: Any) -> None:
        if update is not None:
            sent.append(update.render_segments(CONSOLE))

    monkeypatch.setattr(App, "_display", display)
    return sent


class Slow(MemoryStore):
    """A store whose disk waits for a sign."""

    def __init__(self) -> None:
        super().__init__(small_book())
        self.sign = Event()

    def commit(self, step: Step, now: int) -> Commit:
        self.sign.wait(20)
        return super().commit(step, now)


def words(frame: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[mGH]", " ", frame)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
async def test_a_check_off_is_its_cell_and_then_all_that_is_told(
    size: tuple[int, int], frames: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "BLINK_SECONDS", 30)  # the save comes first, however long it takes here
    store = Slow()
    async with opened(store, size=size) as (app, pilot):
        await pilot.press("space", "space")
        store.sign.set()
        await saved(app)
        store.sign.clear()
        frames.clear()
        await pilot.press("space")
        assert len(frames) == 1
        assert words(frames[0]).split()[0] == "■"
        store.sign.set()
        await saved(app)
        assert len(frames) == 2
        assert "done" in words(frames[1])
        assert "saving" not in words(frames[1])
        assert sum(len(frame.encode()) + FRAME for frame in frames) < 450


async def test_where_a_disk_takes_longer_than_a_blink_it_says_so(frames: list[str]) -> None:
    store = Slow()
    async with opened(store) as (app, pilot):
        await pilot.press("space")
        assert "done" in said(app)
        assert "saving" in shown(app, "header")
        frames.clear()
        store.sign.set()
        await saved(app)
        await pilot.pause()
        assert "saved" in shown(app, "header")
        assert len(frames) == 1


async def test_keys_faster_than_a_blink_are_told_of_together(
    frames: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "BLINK_SECONDS", 30)
    store = Slow()
    async with opened(store) as (app, pilot):
        await pilot.press("space", "space", "space")
        assert "done" not in said(app)
        store.sign.set()
        await saved(app)
        assert "done" in said(app)
        assert "saving" not in " ".join(map(words, frames))


async def test_what_was_not_yet_told_is_not_told_in_another_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "BLINK_SECONDS", 30)
    store = Slow()
    async with opened(store) as (app, pilot):
        await pilot.press("space", "3")
        store.sign.set()
        await saved(app)
        await pilot.press("1")
        assert "done" not in said(app)
        assert "saved" in shown(app, "header")


@pytest.mark.parametrize("key", ["j", "h", "k", "l"])
async def test_a_move_is_the_cursor_and_then_what_is_told_of_the_place(key: str, frames: list[str]) -> None:
    async with opened(small_book()) as (_, pilot):
        await pilot.press("j", "h", "j")
        frames.clear()
        await pilot.press(key)
        assert len(frames) == 2


async def test_a_question_says_what_was_done_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "BLINK_SECONDS", 30)
    store = Slow()
    async with opened(store) as (app, pilot):
        await pilot.press("space", "n")
        store.sign.set()
        await saved(app)
        await pilot.press("escape")
        assert "done" in said(app)


def test_a_frame_goes_to_the_terminal_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = pytest.importorskip("textual.drivers.linux_driver").LinuxDriver
    sent: list[str] = []
    monkeypatch.setattr(PinnedColumns, "write", lambda _driver, data: sent.append(data))
    terminal: Any = object.__new__(driver_on(stock))
    terminal._frame, terminal._host = [], SimpleNamespace(painted=None)
    for data in ("a", FRAME_BEGINS, "b", "c", FRAME_ENDS, "d"):
        terminal.write(data)
    assert sent == ["a", f"{FRAME_BEGINS}bc{FRAME_ENDS}", "d"]


def test_a_terminal_that_is_given_back_amid_a_frame_gets_all_that_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = pytest.importorskip("textual.drivers.linux_driver").LinuxDriver
    sent: list[str] = []
    monkeypatch.setattr(PinnedColumns, "write", lambda _driver, data: sent.append(data))
    monkeypatch.setattr(stock, "stop_application_mode", lambda driver: driver.write("restored"))
    terminal: Any = object.__new__(driver_on(stock))
    terminal._frame, terminal._working = [], None
    terminal._host = SimpleNamespace(painted=None, holds_terminal=True)
    for data in (FRAME_BEGINS, "b"):
        terminal.write(data)
    terminal.stop_application_mode()
    assert sent[:2] == [f"{FRAME_BEGINS}b{FRAME_ENDS}", "restored"]
