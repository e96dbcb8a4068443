"""What the keys do that move through a review: from stop to stop, from day to day, from span to span."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tracker.insights import ALL
from tracker.service.review.spans import earlier, later
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.views.reading import DAY

_LAST_YEAR = timedelta(days=364)


def show(name: str) -> Callable[[ReadingScreen], None]:
    """Make what shows the week, month, quarter, year or everything."""
    return lambda screen: screen.ask_for(name)


def back(screen: ReadingScreen) -> None:
    """Show the span before."""
    screen.show_span(earlier(screen.tracker.book, screen.asked))


def on(screen: ReadingScreen) -> None:
    """Show the span after."""
    screen.show_span(later(screen.tracker.book, screen.asked, screen.today))


def now(screen: ReadingScreen) -> None:
    """Go back to today."""
    screen.cursor = screen.cursor._replace(day=screen.today)
    screen.asked = screen.asked._replace(start=screen.today, end=screen.today)
    screen.ask_for(screen.asked.name)


def everything(screen: ReadingScreen) -> str:
    """Say that everything is shown."""
    return "Everything is shown; w, m, Q and y choose a part of it." if screen.asked.name == ALL else ""


def at_now(screen: ReadingScreen) -> str:
    """Say that there is no later span."""
    return everything(screen) or ("This is the latest there is." if screen.asked.end >= screen.today else "")


def up(screen: ReadingScreen) -> None:
    """Go to the row above."""
    _step(screen, -1)


def down(screen: ReadingScreen) -> None:
    """Go to the row below."""
    _step(screen, 1)


def _step(screen: ReadingScreen, direction: int) -> None:
    """Go to the stop above or below; within the heat map to the day above or below."""
    if screen.cursor.stop == DAY:
        week_start = screen.tracker.book.settings.week_start
        row = (screen.cursor.day.weekday() - week_start) % 7 + direction
        if 0 <= row <= 6 and (direction < 0 or screen.cursor.day < _last_day(screen)):
            _move_day(screen, direction)
            return
    screen.move(screen.cursor._replace(stop=screen.sheet.next_stop(screen.cursor.stop, direction)))


def no_rows(screen: ReadingScreen) -> str:
    """Say that there is nothing to go through."""
    return "" if screen.sheet.stops else "There is nothing to go through yet."


def week_back(screen: ReadingScreen) -> None:
    """Go a week back in the heat map; on a habit's row, a day."""
    _move_day(screen, -1 if screen.cursor.is_on_a_row else -7)


def week_on(screen: ReadingScreen) -> None:
    """Go a week on in the heat map; on a habit's row, a day."""
    _move_day(screen, 1 if screen.cursor.is_on_a_row else 7)


def _move_day(screen: ReadingScreen, days: int) -> None:
    """Move the day under the cursor, within the year that the heat map shows."""
    end = _last_day(screen)
    day = screen.cursor.day + timedelta(days=days)
    stop = screen.cursor.stop if screen.cursor.is_on_a_row else DAY
    screen.move(screen.cursor._replace(stop=stop, day=max(end - _LAST_YEAR, min(end, day))))


def _last_day(screen: ReadingScreen) -> date:
    return min(screen.asked.end, screen.today)


def page_up(screen: ReadingScreen) -> None:
    """Scroll a screenful up."""
    screen.sheet.scroll_by(2 - screen.sheet.size.height)


def page_down(screen: ReadingScreen) -> None:
    """Scroll a screenful down."""
    screen.sheet.scroll_by(screen.sheet.size.height - 2)


def top(screen: ReadingScreen) -> None:
    """Go to the top."""
    screen.sheet.to_end(-1)


def bottom(screen: ReadingScreen) -> None:
    """Go to the end."""
    screen.sheet.to_end(1)


def search(screen: ReadingScreen) -> None:
    """Show only the notes that hold some words, while they are typed."""
    before = screen.cursor.words

    def heard(words: str) -> None:
        screen.move(screen.cursor._replace(words=words))
        screen.sheet.to_end(1)

    hint = "words of notes, answers and lines about days; empty shows them all"
    question = Ask("Search what was written", lambda _: "", value=before, example="quiet", hint=hint, heard=heard)
    screen.app.push_screen(question, lambda text: heard(before if text is None else text))
