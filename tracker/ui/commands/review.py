"""What the keys of the Review screen and of a habit's page do, and how they move: by stops, by days, by spans."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta

from tracker.domain.errors import LetbeError
from tracker.domain.text import slug
from tracker.insights import ALL
from tracker.service.files.chosen_file import write_out
from tracker.service.review.spans import earlier, later, span_on, span_title
from tracker.ui.commands.common import agreements
from tracker.ui.commands.navigation import body_of, go_to, open_page
from tracker.ui.commands.questions import excuse, take_back
from tracker.ui.commands.suggestions import no_habit, offer
from tracker.ui.dialogs.ask import Ask
from tracker.ui.here import Here
from tracker.ui.screens.reading import ReadingScreen, show_span_called
from tracker.ui.screens.rows import RowBody
from tracker.ui.views.reading import AGREED, ASKED, DAY, LOOK, QUIET
from tracker.ui.widgets.sheet import Sheet


def open_here(screen: ReadingScreen) -> None:
    """Offer what helps, take a question back, pause a stretch, or open a habit or a day: what the row is for."""
    here = screen.here
    if here.stop.startswith(LOOK):
        offer(screen)
    elif here.stop.startswith(ASKED):
        take_back(screen)
    elif here.stop.startswith(QUIET):
        excuse(screen)
    elif here.stop.startswith(AGREED):
        agreements(screen, here.stop.rpartition(":")[2])
    elif here.habit:
        open_page(screen, here.habit.id, here.day, here.span)
    elif here.stop == DAY:
        _to_day(screen)


def _to_day(screen: ReadingScreen) -> None:
    day = screen.body.cursor.day
    screen.app.enter("today")
    go_to(body_of(screen.app.screen, RowBody).frame, day)


def nothing_here(here: Here) -> str:
    """Say that the row leads nowhere."""
    return (
        ""
        if here.habit or here.stop == DAY or here.stop.startswith((ASKED, QUIET, AGREED))
        else "There is nothing to open on this row."
    )


def no_row_to_open(here: Here) -> str:
    """Say that the row is neither about a habit nor about an agreement."""
    return "" if here.stop.startswith(AGREED) else no_habit(here)


def not_on_a_look(here: Here) -> str:
    """Say that the cursor is neither on what is worth a look nor on a question."""
    return "" if here.stop.startswith((LOOK, ASKED)) else "There is nothing to open on this row."


def open_label(here: Here) -> str:
    """Say what enter does on the row."""
    said = {LOOK: "what helps", ASKED: "take back", QUIET: "pause", AGREED: "look at it"}
    return next((words for before, words in said.items() if here.stop.startswith(before)), "open")


def export(screen: ReadingScreen) -> None:
    """Write what is on the screen to a file, as a page or as Markdown by its ending."""
    name = f"letbe-{slug(screen.body.subject)}-{slug(span_title(screen.body.asked))}"

    def answered(path: str) -> None:
        try:
            whole = write_out(path.strip(), _text(screen, path.strip()), screen.tracker.place)
        except LetbeError as error:
            screen.say(f"Not written: {error}")
        else:
            screen.say(f"Written: {whole}")

    hint = "a path that ends in .html for a page with pictures, or in .md for Markdown"
    screen.ask(Ask("Write this review to", _check_path, value=f"{name}.html", hint=hint, draft=True), answered)


def _check_path(path: str) -> str:
    whole = os.path.abspath(os.path.expanduser(path.strip()))
    there = ", in place of the file there" if os.path.exists(whole) else ""
    return f"Enter writes {whole}{there}"


def _text(screen: ReadingScreen, path: str) -> str:
    from tracker.service.review.html import as_html
    from tracker.service.review.markdown import as_markdown

    reading = screen.body.reading
    if reading is None:
        return ""
    page = screen.body.page(reading)
    return as_markdown(page) if path.endswith((".md", ".markdown", ".txt")) else as_html(page)


def not_computed(here: Here) -> str:
    """Say that there is nothing to write yet."""
    return "" if here.is_complete else "It is still being computed."


def next_habit(screen: ReadingScreen) -> None:
    """Turn to the next habit."""
    _turn(screen, 1)


def habit_before(screen: ReadingScreen) -> None:
    """Turn to the habit before."""
    _turn(screen, -1)


def _turn(screen: ReadingScreen, direction: int) -> None:
    """Turn to the habit before or after the one whose page it is."""
    ids = [habit.id for habit in screen.tracker.book.active]
    if ids:
        here = ids.index(screen.body.cursor.of) if screen.body.cursor.of in ids else 0
        screen.body.query_one(Sheet).to_end(-1)
        screen.body.move(screen.body.cursor._replace(of=ids[(here + direction) % len(ids)]))


def close(screen: ReadingScreen) -> None:
    """Go back to where the page was opened."""
    screen.app.pop_screen()


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
    screen.body.show_span(span_on(screen.tracker.book, screen.body.asked.name, screen.today))


def everything(here: Here) -> str:
    """Say that everything is shown."""
    if here.span is None or here.span.name != ALL:
        return ""
    return "Everything is shown; {week:w}, {month:m}, {quarter:Q} and {year:y} choose a part of it."


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
