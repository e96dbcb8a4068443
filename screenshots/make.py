"""Make the pictures of the README from the app itself, on the demo year with the clock held still.

`python screenshots/make.py` makes all of them, `python screenshots/make.py NAME…` some. The same table is what the
snapshot tests compare with, so that no picture outlives what it shows. A dozen scenes are pictures, colours and all;
of the others the text is kept, beside the tests, so that a new word is not a new picture of ten screens.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from functools import cache
from html import unescape
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
TEXTS = FOLDER.parent / "tests" / "ui" / "scenes"
sys.path.insert(0, str(FOLDER.parent))  # also from a checkout that is not installed

from rich.cells import cell_len  # noqa: E402
from textual.app import App  # noqa: E402
from textual.pilot import Pilot  # noqa: E402
from textual.widgets import Input, TextArea  # noqa: E402

from tracker.clock import Clock  # noqa: E402
from tracker.domain.book import Book  # noqa: E402
from tracker.service.demo.demo import demo_book  # noqa: E402
from tracker.service.edits.first_book import shipped_list  # noqa: E402
from tracker.settings import Preferences  # noqa: E402
from tracker.storage.memory_store import MemoryStore  # noqa: E402
from tracker.ui.app import LetbeApp  # noqa: E402
from tracker.ui.theme import DARK, LIGHT  # noqa: E402

# Any zone but the system's: a name of its own keeps the clock from turning it into local time.
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(), "held still"))
CLOCK = Clock(lambda: NOW)

CELL, ROW, FIRST_ROW = 12.2, 24.4, 20.0
"""How wide and high a cell of a picture is, and where its first line stands."""

# A picture in a README may fetch nothing, so it is drawn in what the reader has.
FONTS = "'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace"


class Scene(NamedTuple):
    """What is shown: the size of the terminal, the keys pressed, and how the user wants things shown."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = DARK
    book: str = "demo"
    ascii: bool = False
    mask: bool = False
    monochrome: bool = False

    @property
    def is_pictured(self) -> bool:
        """Whether a picture is kept of it, and not its text alone."""
        return self.name in PICTURED


PICTURED = frozenset(
    (
        "today", "today-light", "today-monochrome", "today-80x24", "today-80x24-ascii", "checked", "review",
        "habit-page", "reflect", "habits-inline", "keys", "first-start", "first-evening",
    )
)  # fmt: skip

_FIX = ("slash", *"fix", "enter")
"""The keys that go to the habit of an urge."""

_FEEL = ("slash", *"feel", "enter")
"""The keys that go to a habit that has much to tell."""

SCENES = (
    Scene("today", (120, 40)),
    Scene("today-light", (120, 40), theme=LIGHT),
    Scene("today-monochrome", (120, 40), monochrome=True),
    Scene("today-80x24", (80, 24)),
    Scene("today-80x24-ascii", (80, 24), ascii=True),
    Scene("today-40x20", (40, 20)),
    Scene("masked", (80, 24), mask=True),
    Scene("checked", (80, 24), ("j", "j", "j", "j", "space")),
    Scene("amount", (80, 24), ("k", "k", "k", "k", "k", "space", "2", "5")),
    Scene("review", (120, 40), ("2",)),
    Scene("review-light", (120, 40), ("2", "y", "pagedown"), theme=LIGHT),
    Scene("review-monochrome", (120, 40), ("2",), monochrome=True),
    Scene("review-80x24", (80, 24), ("2", "left", "left")),
    Scene("review-80x24-ascii", (80, 24), ("2", "down"), ascii=True),
    Scene("review-40x20", (40, 20), ("2", "Q")),
    Scene("review-masked", (80, 24), ("2", "pagedown"), mask=True),
    Scene("what-helps", (80, 24), ("2", *["j"] * 6, "enter")),
    Scene("habit-page", (120, 40), (*_FEEL, "enter", "y")),
    Scene("habit-page-light", (120, 40), (*_FEEL, "enter", "y", "pagedown"), theme=LIGHT),
    Scene("habit-page-80x24", (80, 24), (*_FEEL, "enter", "y")),
    Scene("habit-page-40x20", (40, 20), (*_FEEL, "enter", "y", "down")),
    Scene("reflect", (120, 40), ("4", "left_square_bracket", "tab")),
    Scene("reflect-light", (120, 40), ("4",), theme=LIGHT),
    Scene("reflect-monochrome", (120, 40), ("4", "left_square_bracket"), monochrome=True),
    Scene("reflect-80x24", (80, 24), ("4", "left_square_bracket")),
    Scene("reflect-40x20", (40, 20), ("4", "left_square_bracket")),
    Scene("reflect-month", (120, 40), ("4", "m")),
    Scene("reflect-year-light", (80, 24), ("4", "y"), theme=LIGHT),
    Scene("habits", (120, 40), ("3", "down")),
    Scene("habits-80x24", (80, 24), ("3", "down")),
    Scene("habits-inline", (80, 24), ("3", "down", "e", "tab", "3", "slash", "w", "e", "e", "k")),
    Scene("habits-40x20", (40, 20), ("3", "down")),
    Scene("habit-form", (120, 40), ("3", "down", "e", "down", "down", "down", "right", "right", "down", "right")),
    Scene("habit-form-80x24", (80, 24), ("3", "down", "e", "ctrl+e", "down", "down", "down", "right", "right")),
    Scene("adding", (80, 24), ("3", "a", *"Read", "enter", "down", "down", "tab")),
    Scene("now", (120, 40), (*_FIX, "N", "4")),
    Scene("now-light", (80, 24), (*_FIX, "N"), theme=LIGHT),
    Scene("now-monochrome", (40, 20), (*_FIX, "N", "4", "2"), monochrome=True),
    Scene("now-timer", (80, 24), ("slash", *"quiet", "enter", "N")),
    Scene("settings", (80, 24), ("S",)),
    Scene("library", (80, 24), ("3", "L", "space", "down")),
    Scene("keys", (100, 36), ("question_mark",)),
    Scene("first-start", (80, 24), ("enter", "down", "down"), book="none"),
    Scene("first-evening", (80, 24), ("enter", "enter", "enter", "space", "2", "0", "enter", "tab"), book="none"),
    Scene("empty", (80, 24), book="no habits"),
)


def book_of(scene: Scene) -> Book:
    """Return the book that a scene opens: the demo year, one without habits, or none at all."""
    if scene.book == "none":
        return Book()
    demo = _demo()
    return demo._replace(habits=(), logs={}) if scene.book == "no habits" else demo


@cache
def _demo() -> Book:
    today = CLOCK.today()
    return demo_book(today, shipped_list(today))


async def picture(scene: Scene) -> str:
    """Open the app, press the scene's keys, and return what is on the screen as SVG."""
    preferences = Preferences(theme=scene.theme, ascii=scene.ascii, mask=scene.mask)
    with _surroundings(monochrome=scene.monochrome):
        app = LetbeApp(MemoryStore(book_of(scene)), preferences, clock=CLOCK, demo=True)
        app.animation_level = "none"
        async with app.run_test(size=scene.size) as pilot:
            await _press(app, pilot, scene.keys)
            svg = app.export_screenshot(title="letbe")
            app.tracker.close()
    return normal(svg)


async def _press(app: App[int], pilot: Pilot[int], keys: tuple[str, ...]) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await app.workers.wait_for_complete()
        for field in (*app.screen.query(Input), *app.screen.query(TextArea)):
            field.cursor_blink = False
    await pilot.pause()


@contextmanager
def _surroundings(*, monochrome: bool) -> Iterator[None]:
    """Let the environment say whether there is colour, and nothing else, while an app is made."""
    kept = {name: os.environ.pop(name, None) for name in ("NO_COLOR", "LETBE_DEFAULTS")}
    if monochrome:
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        os.environ.pop("NO_COLOR", None)
        os.environ.update({name: value for name, value in kept.items() if value is not None})


def normal(svg: str) -> str:
    """Make a picture the same on every run and everywhere: plain ids, and no font from elsewhere."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;]+;", f"font-family: {FONTS};", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def text_of(svg: str) -> str:
    """Read the text of a picture, line by line, without the blanks at their ends."""
    rows: dict[int, str] = {}
    for x, y, words in re.findall(r'<text class="terminal-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', svg):
        number, cell = round((float(y) - FIRST_ROW) / ROW), round(float(x) / CELL)
        row = rows.get(number, "")
        rows[number] = row + " " * (cell - cell_len(row)) + unescape(words).replace("\xa0", " ")
    return "".join(f"{rows.get(number, '').rstrip()}\n" for number in range(max(rows) + 1))


def path_of(scene: Scene) -> Path:
    """Tell where a scene's picture lies, or its text."""
    return FOLDER / f"{scene.name}.svg" if scene.is_pictured else TEXTS / f"{scene.name}.txt"


async def kept_of(scene: Scene) -> str:
    """Return what is kept of a scene: its picture, or its text."""
    svg = await picture(scene)
    return svg if scene.is_pictured else text_of(svg)


def main(names: list[str]) -> int:
    """Make the named pictures, or all."""
    known = [scene.name for scene in SCENES]
    if strange := [name for name in names if name not in known]:
        sys.stderr.write(f"There is no scene {', '.join(strange)}; there are {', '.join(known)}.\n")
        return 2
    for scene in SCENES:
        if not names or scene.name in names:
            path_of(scene).write_text(asyncio.run(kept_of(scene)), encoding="utf-8")
            sys.stdout.write(f"{path_of(scene)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
