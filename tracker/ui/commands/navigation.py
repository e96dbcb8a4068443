"""What the moving keys of the Today screen do."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is the name of a key here
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from tracker.clock import EARLIEST, read_day, say_day
from tracker.domain.errors import Refused
from tracker.ui.commands.rows import left_open
from tracker.ui.here import Here
from tracker.ui.late import Late
from tracker.ui.registry import make_screen
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.model import Cursor, is_any_active
from tracker.ui.views.today import place_columns

if TYPE_CHECKING:
    from tracker.insights import Span
    from tracker.ui.dialogs.ask import Ask
else:
    Ask = Late("tracker.ui.dialogs.ask").Ask

PAGE = "habit-page"

K = TypeVar("K", bound=Body)


def back(screen: RowScreen) -> None:
    """Go to the day before."""
    go_to(screen, screen.body.cursor.day - timedelta(days=1))


def on(screen: RowScreen) -> None:
    """Go to the day after."""
    go_to(screen, screen.body.cursor.day + timedelta(days=1))


def page_back(screen: RowScreen) -> None:
    """Go a screenful of days back."""
    _page(screen, -1)


def page_on(screen: RowScreen) -> None:
    """Go a screenful of days on."""
    _page(screen, 1)


def _page(screen: RowScreen, direction: int) -> None:
    days = timedelta(days=direction * max(7, (len(days_shown(screen, screen.body.cursor)) // 7) * 7))
    edge = _within(screen.body.cursor.edge + days, screen.today)
    cursor = screen.body.cursor._replace(
        day=_within(screen.body.cursor.day + days, screen.today), edge=edge, start=None
    )
    screen.body.move(_in_sight(screen, cursor))


def today(screen: RowScreen) -> None:
    """Go back to today."""
    screen.body.move(screen.body.cursor._replace(day=screen.today, edge=screen.today, start=None))


def first(screen: RowScreen) -> None:
    """Go to the first day with a mark."""
    span = screen.tracker.book.log(screen.body.cursor.habit).span
    if span:
        go_to(screen, Date.fromordinal(span[0]))


def date(screen: RowScreen) -> None:
    """Ask for a day and go there."""

    def check(text: str) -> str:
        day = read_day(text, screen.today)
        if day > screen.today:
            raise Refused("That day has not come yet.")
        return f"{say_day(day, screen.today)}"

    question = Ask("Go to", check, example="monday", hint="a date such as 2026-11-01, or yesterday, monday, -14")
    screen.ask(question, lambda text: go_to(screen, read_day(text, screen.today)))


def yesterday(screen: RowScreen) -> None:
    """Go to yesterday's first cell without a mark."""
    day = screen.today - timedelta(days=1)
    shown = screen.body.shown.habits if screen.body.shown else ()
    left = [habit.id for habit in left_open(screen.body, day) if habit.id in shown]
    screen.body.cursor = screen.body.cursor._replace(habit=left[0] if left else screen.body.cursor.habit)
    go_to(screen, day)


def filter(screen: RowScreen) -> None:
    """Show only the habits that contain some words, while they are typed."""
    before = screen.body.cursor

    def heard(words: str) -> None:
        screen.body.move(before._replace(filter=words))

    question = Ask(
        "Filter", lambda _: "", value=before.filter, example="quiet", hint="words of a habit or its area", heard=heard
    )
    screen.app.push_screen(question, lambda text: heard(before.filter if text is None else text))


def go_to(screen: RowScreen, day: Date, start: Date | None = None) -> None:
    """Put the cursor on a day, and move the days shown as little as it takes; from `start` on all days are chosen."""
    screen.body.move(_in_sight(screen, screen.body.cursor._replace(day=_within(day, screen.today), start=start)))


def _in_sight(screen: RowScreen, cursor: Cursor) -> Cursor:
    """Move the days shown as little as it takes to have the cursor's day among them."""
    day, days = cursor.day.toordinal(), days_shown(screen, cursor)
    if day > days[-1]:
        return cursor._replace(edge=cursor.day)
    while day < days[0]:  # once more where a week's gap more has taken a day's room
        edge = min(days[-1] - 1, day + len(days) - 1)
        cursor = cursor._replace(edge=Date.fromordinal(edge))
        days = days_shown(screen, cursor)
    return cursor


def days_shown(screen: RowScreen, cursor: Cursor) -> tuple[int, ...]:
    """Return the ordinals of the days that are shown around a cursor."""
    return place_columns(screen.body.scene._replace(cursor=cursor), screen.app.size.width).days


def _within(day: Date, today: Date) -> Date:
    return max(EARLIEST, min(day, today))


def at_today(here: Here) -> str:
    """Say that there is no later day."""
    return "This is today; later days have not come yet." if here.day >= here.today else ""


def no_habits(here: Here) -> str:
    """Say that there is nothing to move through yet."""
    return "" if is_any_active(here.book) else "There is no habit here yet."


def no_marks(here: Here) -> str:
    """Say that there is no first day yet."""
    return "" if here.habit and here.book.log(here.habit.id) else "This habit has no marks yet."


def open_page(screen: BookScreen[Body], habit: str, day: Date, asked: Span | None = None) -> None:
    """Open a habit's page at a day, in a span of time or in the one it was last looked at in."""
    from tracker.ui.screens.reading import ReadingBody  # nothing of it is read before it is wanted
    from tracker.ui.views.reading import DAY, PageCursor

    app = screen.app
    if not app.is_screen_installed(PAGE):
        app.install_screen(make_screen(PAGE, screen.tracker), PAGE)
    page = body_of(app.get_screen(PAGE), ReadingBody)
    page.asked = asked or page.asked
    page.cursor = PageCursor(DAY, day, of=habit)
    app.push_screen(PAGE)


def open_here(screen: RowScreen) -> None:
    """Open the page of the habit under the cursor."""
    open_page(screen, screen.body.cursor.habit, screen.body.cursor.day)


def body_of(screen: object, kind: type[K]) -> K:
    """Return the body of a screen that is known to have one of a kind."""
    body = screen.body if isinstance(screen, BookScreen) else None
    if not isinstance(body, kind):
        raise TypeError(f"{screen} has no {kind.__name__}")
    return body
