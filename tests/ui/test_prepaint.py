"""The first frame stands before the app is loaded, if it is the right one, and nothing is lost or left behind by it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.books import Shape, write_book
from benchmarks.terminal import Terminal as Emulator
from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, a_habit, commit, still
from tests.surroundings import CLOCK
from tests.terminal import Terminal
from tracker.clock import LATEST_DAY_START
from tracker.service.review.masking import masked_name
from tracker.storage.file.file_store import FileStore
from tracker.ui.terminal import prepaint
from tracker.ui.terminal.first_frame import coming_moments

pytestmark = [
    pytest.mark.more,
    pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals"),
]

ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
NAME = b"A quiet hour"
LOADING = b"Textual is being loaded"
_HELD_BACK = """
import os
from tracker.ui.terminal.prepaint import Prepaint
with Prepaint() as painted:
    os.read(0, 1)
    from tracker.ui.launch import open_app
    open_app(None, False, painted)
"""
"""The app, which waits for a key between the prepaint and its own first frame."""

_HELD_UP = f"import os\nos.write(2, {LOADING!r})\nwhile True:\n    pass\n"
"""It does not wait for a signal: one that came just before that would not be noticed."""


def store_at(folder: Path) -> FileStore:
    return FileStore(str(folder / "habits.json"), str(folder / "state" / "letbe"), still, QuickDisk())


def opened_and_left(folder: Path, keys: str = "", size: tuple[int, int] = (100, 30), **env: str) -> None:
    with Terminal(folder, size=size, env=env) as terminal:
        terminal.shows("\x1b[?2004h")
        terminal.keys(f"{keys}q")
        assert terminal.ended() == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book that was opened and left; it stays so."""
    folder = tmp_path_factory.mktemp("left")
    commit(store_at(folder), BEGIN)
    opened_and_left(folder, " j")
    return folder


@pytest.fixture
def held_up(tmp_path: Path) -> dict[str, str]:
    """An environment in which to load Textual takes for ever."""
    (tmp_path / "slow" / "textual").mkdir(parents=True)
    (tmp_path / "slow" / "textual" / "__init__.py").write_text(_HELD_UP, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(tmp_path / "slow"), os.environ["PYTHONPATH"]))}


def test_the_first_frame_stands_before_textual_is_loaded(folder: Path, held_up: dict[str, str]) -> None:
    with Terminal(folder, env=held_up) as terminal:
        terminal.until(lambda: LOADING in terminal.drawn)
        assert terminal.drawn.startswith(ENTERED)
        assert NAME in terminal.drawn.partition(LOADING)[0]
        assert terminal.modes != terminal.found  # what is typed is not written over the frame


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_whoever_ends_it_before_the_app_runs_finds_the_terminal_as_it_was(
    number: signal.Signals, folder: Path, held_up: dict[str, str]
) -> None:
    with Terminal(folder, env=held_up) as terminal:
        terminal.until(lambda: LOADING in terminal.drawn)
        assert terminal.end(number) == (130 if number == signal.SIGINT else -number)
        assert terminal.drawn.partition(LOADING)[2] == prepaint.LEAVE.encode()
        assert terminal.modes == terminal.found


def test_what_cannot_be_opened_after_all_is_told_on_the_usual_screen(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "textual"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("from tracker.domain.errors import Refused\nraise Refused('Not today.')")
    with Terminal(
        folder, env={"PYTHONPATH": os.pathsep.join((str(broken.parent), os.environ["PYTHONPATH"]))}
    ) as terminal:
        assert terminal.ended() == 1
        assert b"Not today." in terminal.drawn.partition(LEFT)[2]
        assert terminal.modes == terminal.found


def test_nothing_is_shown_early_once_book_settings_or_day_are_others_or_the_note_is_none(
    folder: Path, held_up: dict[str, str]
) -> None:
    book, settings, note = folder / "habits.json", folder / "config" / "letbe" / "settings.toml", _note(folder)

    def shown() -> bytes:
        with Terminal(folder, env=held_up) as terminal:
            terminal.until(lambda: LOADING in terminal.drawn)
            return terminal.drawn.partition(LOADING)[0]

    last = book.stat().st_mtime_ns
    settings.parent.mkdir(parents=True)
    try:
        os.utime(book, ns=(last, last + 1))
        assert not shown()
        os.utime(book, ns=(last, last))
        settings.write_text("mask = true")
        assert not shown()
        settings.unlink()
        for other in (b"\xff", re.sub(rb"\n\d{4}-\d+ (?=day|night)", b"\n1999-365 ", note)):
            (folder / "state" / "letbe" / prepaint.NOTE).write_bytes(other)
            assert not shown()
    finally:
        os.utime(book, ns=(last, last))
        settings.unlink(missing_ok=True)
        (folder / "state" / "letbe" / prepaint.NOTE).write_bytes(note)
    assert NAME in shown()


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"LC_ALL": "C"}, {"LETBE_FILE": "other.json"}],
    ids=str,
)
def test_nothing_is_shown_early_in_other_surroundings(
    env: dict[str, str], folder: Path, held_up: dict[str, str]
) -> None:
    assert NAME in _note(folder)
    with Terminal(folder, env={**held_up, **env}) as terminal:
        terminal.until(lambda: LOADING in terminal.drawn)
        assert terminal.drawn == LOADING


def test_nothing_is_shown_early_in_another_size_or_where_words_say_what_to_do(
    folder: Path, held_up: dict[str, str]
) -> None:
    with Terminal(folder, "demo", env=held_up) as named, Terminal(folder, size=(100, 31), env=held_up) as higher:
        named.until(lambda: LOADING in named.drawn)
        higher.until(lambda: LOADING in higher.drawn)
        assert named.drawn == higher.drawn == LOADING


def test_keys_typed_ahead_arrive_in_order_and_what_is_masked_since_is_not_kept(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    opened_and_left(tmp_path)
    assert NAME in _note(tmp_path)
    with Terminal(tmp_path) as terminal:
        terminal.keys("sx" * 5)
        terminal.shows("A quiet hour")
        terminal.keys("sx" * 5 + "*q")
        assert terminal.ended() == 0
        assert terminal.modes == terminal.found
    labels = [entry.made.label.rpartition(" ")[2] for entry in store_at(tmp_path).history().entries[-20:]]
    assert labels == ["skipped", "missed"] * 10
    assert NAME not in _note(tmp_path)
    assert masked_name(a_habit()).encode() in _note(tmp_path)


def test_a_frame_that_names_other_keys_than_those_in_the_settings_is_not_kept(tmp_path: Path) -> None:
    commit(store_at(tmp_path), BEGIN)
    settings = tmp_path / "config" / "letbe" / "settings.toml"
    settings.parent.mkdir(parents=True)
    with Terminal(tmp_path) as terminal:
        terminal.shows("\x1b[?2004h")
        settings.write_text('[keys]\nskip = "f5"', encoding="utf-8")
        terminal.keys("q")
        assert terminal.ended() == 0
    kept = tmp_path / "state" / "letbe" / prepaint.NOTE
    assert not kept.exists() or b"f5" in kept.read_bytes()  # the app may just have taken them over


def _note(folder: Path) -> bytes:
    return (folder / "state" / "letbe" / prepaint.NOTE).read_bytes()


@pytest.mark.parametrize(
    ("size", "zones"),
    [
        ((60, 40), ("XXX0", "XXX0")),
        ((100, 22), ("XXX6", "XXX-6")),
        ((120, 40), ("XXX11", "XXX-11")),
    ],
    ids=str,
)
def test_what_is_shown_early_is_what_the_app_then_shows(
    size: tuple[int, int], zones: tuple[str, str], tmp_path: Path
) -> None:
    """Then: at once, twelve hours later, and almost a day later, which is what a clock says so much farther east."""
    write_book(str(tmp_path / "habits.json"), Shape(20, 1))
    env = {"COLUMNS": str(size[0]), "LINES": str(size[1])}
    opened_and_left(tmp_path, "j" * 19 + "shhx", size, TZ=zones[0], **env)
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TZ": zones[1]}
    env |= {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "STATE", "CONFIG")}
    env |= {"LETBE_FILE": str(tmp_path / "habits.json"), "TEXTUAL_ANIMATIONS": "none"}
    with closing(Emulator([sys.executable, "-c", _HELD_BACK], env, size)) as terminal:
        terminal.until(lambda: "? help" in terminal.text())
        early, written = _cells(terminal), terminal.written
        terminal.press("\n")
        while terminal.written < 1.95 * written:  # until the app has drawn all of it too
            terminal.until(lambda: True)
            assert _cells(terminal) == early


def _cells(terminal: Emulator) -> list[tuple[object, ...]]:
    """What is to be seen in each cell; a blank has no ink."""
    screen = terminal.screen
    cells = (screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns))
    return [(cell.data, cell.bg, cell.data != " " and (cell.fg, cell.bold, cell.underscore)) for cell in cells]


MOMENTS = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01"))
DAY_STARTS = st.integers(0, LATEST_DAY_START)


@given(MOMENTS, MOMENTS | st.none(), DAY_STARTS)
def test_moments_that_look_alike_are_of_one_logical_day_and_both_before_noon_or_after(
    one: datetime, other: datetime | None, day_start: int
) -> None:
    other = other or one.replace(minute=59 - one.minute)
    if prepaint.moment(one.timetuple(), day_start) == prepaint.moment(other.timetuple(), day_start):
        start = timedelta(minutes=day_start)
        assert (one - start).date() == (other - start).date()
        assert (one.hour < 12) == (other.hour < 12)


@given(MOMENTS, st.integers(0, 24 * 60), DAY_STARTS)
def test_a_frame_is_kept_for_whatever_moment_of_the_coming_day(now: datetime, minutes: int, day_start: int) -> None:
    now = now.replace(tzinfo=UTC)
    kept = [prepaint.moment(when.timetuple(), day_start) for when in coming_moments(now, day_start)]
    later = datetime.combine(now.date(), now.time()) + timedelta(minutes=minutes)
    assert prepaint.moment(later.timetuple(), day_start) in kept
    assert len(kept) == len(set(kept))


def test_next_to_nothing_is_loaded_before_the_first_frame_stands() -> None:
    loading = (
        "import sys; known = set(sys.modules); import tracker.ui.terminal.prepaint; print(*set(sys.modules) - known)"
    )
    env = {**os.environ, CLOCK: "by hand"}  # which it does not ask for
    loaded = subprocess.run([sys.executable, "-c", loading], env=env, check=True, capture_output=True, text=True)
    ours = {
        "tracker",
        "tracker.files",
        "tracker.folders",
        "tracker.ui",
        "tracker.ui.terminal",
        "tracker.ui.terminal.prepaint",
    }
    assert set(loaded.stdout.split()) == {"__future__", "errno", *ours}
