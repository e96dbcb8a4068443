"""What the keys do that move through a review: from stop to stop, from day to day, from span to span."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tracker.insights import ALL
from tracker.service.review.spans import earlier, later
from tracker.ui.dialogs.ask import Ask
from tracker.ui.here import Here
from tracker.ui.screens.reading import ReadingScreen, show_span_called
from tracker.ui.views.reading import DAY
from tracker.ui.widgets.sheet import Sheet

_LAST_YEAR = timedelta(days=364)


def show(name: str) -> Callable[[ReadingScreen], None]:
    """Make what shows the week, month, quarter, year or everything."""
    return lambda screen: show_span_called(screen.body, name)


def back(screen: ReadingScreen) -> None:
    """Show the span before."""
    screen.body.show_span(earlier(screen.tracker.book, screen.body.asked))


def on(screen: ReadingScreen) -> None:
    """Show the span after."""
    screen.body.show_span(later(screen.tracker.book, screen.body.asked, screen.today))


def now(screen: ReadingScreen) -> None:
    """Go back to today."""
    screen.body.cursor = screen.body.cursor._replace(day=screen.today)
    screen.body.asked = screen.body.asked._replace(start=screen.today, end=screen.today)
    show_span_called(screen.body, screen.body.asked.name)


def everything(here: Here) -> str:
    """Say that everything is shown."""
    return "Everything is shown; w, m, Q and y choose a part of it." if here.span and here.span.name == ALL else ""


def at_now(here: Here) -> str:
    """Say that there is no later span."""
    latest = here.span is not None and here.span.end >= here.today
    return everything(here) or ("This is the latest there is." if latest else "")


def up(screen: ReadingScreen) -> None:
    """Go to the row above."""
    _step(screen, -1)


def down(screen: ReadingScreen) -> None:
    """Go to the row below."""
    _step(screen, 1)


def _step(screen: ReadingScreen, direction: int) -> None:
    """Go to the stop above or below; within the heat map to the day above or below."""
    if screen.body.cursor.stop == DAY:
        week_start = screen.tracker.book.settings.week_start
        row = (screen.body.cursor.day.weekday() - week_start) % 7 + direction
        if 0 <= row <= 6 and (direction < 0 or screen.body.cursor.day < _last_day(screen)):
            _move_day(screen, direction)
            return
    screen.body.move(
        screen.body.cursor._replace(stop=screen.body.query_one(Sheet).next_stop(screen.body.cursor.stop, direction))
    )


def no_rows(here: Here) -> str:
    """Say that there is nothing to go through."""
    return "" if here.is_page_there else "There is nothing to go through yet."


def week_back(screen: ReadingScreen) -> None:
    """Go a week back in the heat map; on a habit's row, a day."""
    _move_day(screen, -1 if screen.body.cursor.is_on_a_row else -7)


def week_on(screen: ReadingScreen) -> None:
    """Go a week on in the heat map; on a habit's row, a day."""
    _move_day(screen, 1 if screen.body.cursor.is_on_a_row else 7)


def _move_day(screen: ReadingScreen, days: int) -> None:
    """Move the day under the cursor, within the year that the heat map shows."""
    end = _last_day(screen)
    day = screen.body.cursor.day + timedelta(days=days)
    stop = screen.body.cursor.stop if screen.body.cursor.is_on_a_row else DAY
    screen.body.move(screen.body.cursor._replace(stop=stop, day=max(end - _LAST_YEAR, min(end, day))))


def _last_day(screen: ReadingScreen) -> date:
    return min(screen.body.asked.end, screen.today)


def page_up(screen: ReadingScreen) -> None:
    """Scroll a screenful up."""
    screen.body.query_one(Sheet).scroll_by(2 - screen.body.query_one(Sheet).size.height)


def page_down(screen: ReadingScreen) -> None:
    """Scroll a screenful down."""
    screen.body.query_one(Sheet).scroll_by(screen.body.query_one(Sheet).size.height - 2)


def top(screen: ReadingScreen) -> None:
    """Go to the top."""
    screen.body.query_one(Sheet).to_end(-1)


def bottom(screen: ReadingScreen) -> None:
    """Go to the end."""
    screen.body.query_one(Sheet).to_end(1)


def search(screen: ReadingScreen) -> None:
    """Show only the notes that hold some words, while they are typed."""
    before = screen.body.cursor.words

    def heard(words: str) -> None:
        screen.body.move(screen.body.cursor._replace(words=words))
        screen.body.query_one(Sheet).to_end(1)

    hint = "words of notes, answers and lines about days; empty shows them all"
    question = Ask("Search what was written", lambda _: "", value=before, example="quiet", hint=hint, heard=heard)
    screen.app.push_screen(question, lambda text: heard(before if text is None else text))
