"""Small books, a clock that is moved by hand, and ways to read what stands on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.ui.quicker import draw
from tracker.clock import Clock
from tracker.domain.book import Book
from tracker.domain.changes import Put, SetMark, together
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.history import Step
from tracker.domain.judging import Standing, judge
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, per_week
from tracker.service.steps import do
from tracker.settings import Preferences
from tracker.storage.file.file_store import FileStore
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Store
from tracker.ui.app import LetbeApp
from tracker.ui.screens.today import TodayScreen
from tracker.ui.views.lines import Line, text
from tracker.ui.views.model import Cursor, Look, Scene
from tracker.ui.widgets.canvas import Canvas

TODAY = date(2026, 11, 22)
BEGUN = date(2026, 11, 9)
DONE, SKIP, MISSED = Mark(MarkKind.DONE), Mark(MarkKind.SKIP), Mark(MarkKind.MISSED)


class HeldClock(Clock):
    """Stands at one moment of a zone of its own until it is moved."""

    def __init__(self, day: date = TODAY, hour: int = 15) -> None:
        self.moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=timezone(timedelta(), "held"))
        super().__init__(lambda: self.moment)

    def pass_by(self, **time: int) -> None:
        """Let hours or days go by."""
        self.moment += timedelta(**time)


def back(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days)


def minutes(number: int, note: str = "") -> Mark:
    return Mark(MarkKind.AMOUNT, number * 1000, note=note)


def urges(passed: int, acted: int = 0) -> Mark:
    return Mark(MarkKind.URGES, passed=passed, acted=acted)


def habit(name: str, area: str = "care", goal: Goal = CHECK, schedule: Schedule = DAILY, cue: str = "") -> Habit:
    """Make a habit whose id is its name's first word."""
    id = name.split(maxsplit=1)[0].casefold()
    return Habit(id, name, area, (Rule(BEGUN, schedule, goal),), BEGUN, cue=cue)


def small_book() -> Book:
    """Return two areas with a habit of each kind, and two weeks of marks."""
    habits = (
        habit("Walk outside", cue="after lunch")._replace(why="A clear head.", small="Step out of the door."),
        habit("Read a book", goal=at_least(30_000, "min"), cue="in bed"),
        habit("Call a friend", "talk", schedule=per_week(1)),
        habit("Sweets", goal=at_most(1_000, "time")),
        habit("Fixing things", "talk", LET_GO, ANYTIME),
    )
    walk = {back(days): DONE for days in range(1, 9)} | {back(3): SKIP, back(9): MISSED}
    walk[back(2)] = Mark(MarkKind.DONE, note="rained, took the long way")
    return Book(
        areas=(Area("care", "Self-care", "teal", 1), Area("talk", "Talking", "orange", 2)),
        habits=tuple(one._replace(position=place) for place, one in enumerate(habits)),
        logs={
            "walk": Log.of(walk),
            "read": Log.of({back(1): minutes(30), back(2): minutes(10)}),
            "sweets": Log.of({back(4): Mark(MarkKind.AMOUNT, 2_000)}),
            "fixing": Log.of({back(1): urges(2), back(5): urges(0, 1)}),
        },
    )


def named(*names: str) -> Book:
    """Return a book of daily checks with these names."""
    habits = (Habit(f"h{n}", name, "care", (Rule(BEGUN),), BEGUN, position=n) for n, name in enumerate(names))
    return Book(areas=(Area("care", "Self-care"),), habits=tuple(habits))


def scene(book: Book, look: Look = Look(), **cursor: Any) -> Scene:  # noqa: B008 - a look is frozen
    """Return the scene of a book on the day that the tests stand on."""
    here = Cursor(TODAY, TODAY, book.active[0].id if book.active else "")._replace(**cursor)
    return Scene(book, TODAY, here, look, cache(lambda one: standing_of(book, one)))


def standing_of(book: Book, habit: Habit) -> Standing:
    """Judge a habit on the day that the tests stand on."""
    return judge(habit, book.log(habit.id), book.pauses_of(habit), TODAY)


def texts(lines: Iterable[Line]) -> list[str]:
    """Return lines as plain text, without the blanks at their ends."""
    return [text(line).rstrip() for line in lines]


@asynccontextmanager
async def opened(
    store: Store | Book,
    *,
    clock: Clock | None = None,
    size: tuple[int, int] = (80, 24),
    preferences: Preferences | None = None,
    demo: bool = False,
) -> AsyncIterator[tuple[LetbeApp, Pilot[int]]]:
    """Open the app on a store, or on a book in memory; in the end draw what it shows, and close its writer."""
    kept = MemoryStore(store) if isinstance(store, Book) else store
    app = LetbeApp(kept, preferences or Preferences(ascii=False), clock=clock or HeldClock(), demo=demo)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        try:
            yield app, pilot
            await pilot.pause()
            draw(app)
        finally:
            app.tracker.close()


def today_of(app: LetbeApp) -> TodayScreen:
    """Return the Today screen, which lies below all others."""
    found = app.screen_stack[0]
    assert isinstance(found, TodayScreen)
    return found


def at_today(app: LetbeApp) -> bool:
    """Tell whether nothing lies upon the Today screen."""
    return app.screen is today_of(app)


def shown(app: LetbeApp, *ids: str) -> str:
    """Read the canvases of the uppermost screen, or some of them by id."""
    canvases = [canvas for canvas in app.screen.query(Canvas) if not ids or canvas.id in ids]
    return "\n".join(line for canvas in canvases for line in texts(canvas.lines))


async def answer(pilot: Pilot[int], words: str) -> None:
    """Answer the question on the screen, all at once."""
    field = pilot.app.screen.query_one(Input)
    field.value = words
    await field.action_submit()
    await pilot.pause()


async def until(app: LetbeApp, happened: Callable[[], bool]) -> None:
    """Wait until the tracker tells of something."""
    told = asyncio.Event()
    app.tracker.listen(lambda: told.set() if happened() else None)
    if not happened():
        await asyncio.wait_for(told.wait(), 20)


async def saved(app: LetbeApp) -> None:
    """Wait until everything is kept."""
    await until(app, lambda: not app.tracker.saving.pending)


def file_store(folder: Path) -> FileStore:
    """Return the store of a file in a folder, whether or not it is there."""
    return FileStore(str(folder / "habits.json"), str(folder / "state"), HeldClock().milliseconds)


def filed(folder: Path) -> FileStore:
    """Return the store of a file in a folder that holds the small book."""
    store = file_store(folder)
    store.commit(marking_of(small_book()), 0)
    return store


def mark(app: LetbeApp, habit: str, ago: int = 0) -> Mark | None:
    """Return a day's mark without the minute at which it was made."""
    found = app.tracker.book.log(habit).get(back(ago))
    return found._replace(at=None) if found else None


def on(app: LetbeApp, habit: str, ago: int = 0) -> None:
    """Put the cursor on a cell."""
    screen = today_of(app)
    screen.body.move(screen.body.cursor._replace(habit=habit, day=back(ago)))


def said(app: LetbeApp) -> str:
    """Read the line that says what just happened."""
    return texts(today_of(app).query_one("#message", Canvas).lines)[0].strip()


def marking_of(book: Book) -> Step:
    """Return the step that makes a whole book of an empty one."""
    marks = (SetMark(id, day, mark) for id, log in book.logs.items() for day, mark in log)
    change = together([*map(Put, book.areas), *map(Put, book.habits), *marks])
    return do(lambda _: change)


def hint(app: LetbeApp) -> str:
    """Read the line below a question."""
    return str(app.screen.query_one("#ask-hint", Static).content)
