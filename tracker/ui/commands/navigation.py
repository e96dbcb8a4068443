"""What the moving keys of the Today screen do."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is the name of a key here
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.clock import EARLIEST, read_day, say_day
from tracker.domain.errors import Refused
from tracker.ui.dialogs.ask import Ask

if TYPE_CHECKING:
    from tracker.ui.screens.row_screen import RowScreen
    from tracker.ui.screens.today import TodayScreen
    from tracker.ui.views.today import Cursor


def up(screen: RowScreen) -> None:
    """Go to the habit above."""
    _row(screen, -1)


def down(screen: RowScreen) -> None:
    """Go to the habit below."""
    _row(screen, 1)


def _row(screen: RowScreen, rows: int) -> None:
    habits = screen.shown.habits if screen.shown else ()
    if habits:
        here = habits.index(screen.cursor.habit) if screen.cursor.habit in habits else 0
        screen.move(screen.cursor._replace(habit=habits[max(0, min(len(habits) - 1, here + rows))]))


def back(screen: TodayScreen) -> None:
    """Go to the day before."""
    go_to(screen, screen.cursor.day - timedelta(days=1))


def on(screen: TodayScreen) -> None:
    """Go to the day after."""
    go_to(screen, screen.cursor.day + timedelta(days=1))


def page_back(screen: TodayScreen) -> None:
    """Go a screenful of days back."""
    _page(screen, -1)


def page_on(screen: TodayScreen) -> None:
    """Go a screenful of days on."""
    _page(screen, 1)


def _page(screen: TodayScreen, direction: int) -> None:
    days = timedelta(days=direction * max(7, (_shown(screen) // 7) * 7))
    edge = _within(screen.cursor.edge + days, screen.today)
    cursor = screen.cursor._replace(day=_within(screen.cursor.day + days, screen.today), edge=edge)
    screen.move(_in_sight(screen, cursor))


def today(screen: TodayScreen) -> None:
    """Go back to today."""
    screen.move(screen.cursor._replace(day=screen.today, edge=screen.today))


def first(screen: TodayScreen) -> None:
    """Go to the first day with a mark."""
    span = screen.tracker.book.log(screen.cursor.habit).span
    if span:
        go_to(screen, Date.fromordinal(span[0]))


def date(screen: TodayScreen) -> None:
    """Ask for a day and go there."""

    def check(text: str) -> str:
        day = read_day(text, screen.today)
        if day > screen.today:
            raise Refused("That day has not come yet.")
        return f"{say_day(day, screen.today)}"

    question = Ask("Go to", check, example="monday", hint="a date such as 2026-11-01, or yesterday, monday, -14")
    screen.ask(question, lambda text: go_to(screen, read_day(text, screen.today)))


def yesterday(screen: TodayScreen) -> None:
    """Go to yesterday's first cell without a mark."""
    day = screen.today - timedelta(days=1)
    shown = screen.grid.habits if screen.grid else ()
    left = [habit.id for habit in screen.left_yesterday() if habit.id in shown]
    screen.cursor = screen.cursor._replace(habit=left[0] if left else screen.cursor.habit)
    go_to(screen, day)


def filter(screen: RowScreen) -> None:
    """Show only the habits that contain some words, while they are typed."""
    before = screen.cursor

    def heard(words: str) -> None:
        screen.move(before._replace(filter=words))

    question = Ask(
        "Filter", lambda _: "", value=before.filter, example="quiet", hint="words of a habit or its area", heard=heard
    )
    screen.app.push_screen(question, lambda text: heard(before.filter if text is None else text))


def unfilter(screen: RowScreen) -> None:
    """Show all habits again, with none chosen."""
    screen.move(screen.cursor._replace(filter="", chosen=frozenset()))


def unfilter_label(screen: RowScreen) -> str:
    """Say whether esc lets go of what was chosen, or only of the filter."""
    return "choose none" if screen.cursor.chosen else "show all"


def go_to(screen: TodayScreen, day: Date) -> None:
    """Put the cursor on a day, and move the days shown as little as it takes."""
    screen.move(_in_sight(screen, screen.cursor._replace(day=_within(day, screen.today))))


def _in_sight(screen: TodayScreen, cursor: Cursor) -> Cursor:
    """Move the days shown as little as it takes to have the cursor's day among them."""
    day, days = cursor.day.toordinal(), screen.days_shown(cursor)
    if day > days[-1]:
        return cursor._replace(edge=cursor.day)
    while day < days[0]:  # once more where a week's gap more has taken a day's room
        edge = min(days[-1] - 1, day + len(days) - 1)
        cursor = cursor._replace(edge=Date.fromordinal(edge))
        days = screen.days_shown(cursor)
    return cursor


def _shown(screen: TodayScreen) -> int:
    return len(screen.days_shown(screen.cursor))


def _within(day: Date, today: Date) -> Date:
    return max(EARLIEST, min(day, today))


def at_today(screen: TodayScreen) -> str:
    """Say that there is no later day."""
    return "This is today; later days have not come yet." if screen.cursor.day >= screen.today else ""


def no_habits(screen: TodayScreen) -> str:
    """Say that there is nothing to move through yet."""
    return "" if screen.tracker.book.active else "There is no habit here yet."


def no_marks(screen: TodayScreen) -> str:
    """Say that there is no first day yet."""
    return "" if screen.tracker.book.log(screen.cursor.habit) else "This habit has no marks yet."


def not_filtered(screen: RowScreen) -> str:
    """Say that there is nothing to take back, and which key goes on from here."""
    if screen.cursor.filter or screen.cursor.chosen:
        return ""
    leave = screen.action("quit" if "quit" in screen.HINTS else "back")
    return f"Nothing is filtered or chosen; {screen.key_of(leave)} leaves."
