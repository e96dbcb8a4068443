"""What the keys of the Review screen and of a habit's page do."""

from __future__ import annotations

import os

from tracker.domain.errors import LetbeError
from tracker.domain.text import slug
from tracker.service.files.output import write_out
from tracker.service.review.spans import span_title
from tracker.ui.commands.navigation import go_to, open_page
from tracker.ui.commands.suggestions import offer
from tracker.ui.dialogs.ask import Ask
from tracker.ui.here import Here
from tracker.ui.screens.book_screen import body_of
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.screens.rows import RowBody
from tracker.ui.views.reading import DAY, LOOK
from tracker.ui.widgets.sheet import Sheet


def open_here(screen: ReadingScreen) -> None:
    """Offer what helps with what is worth a look; open another row's habit, or Today at the day under the cursor."""
    here = screen.here
    if here.stop.startswith(LOOK):
        offer(screen)
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
    return "" if here.habit or here.stop == DAY else "There is nothing to open on this row."


def not_on_a_look(here: Here) -> str:
    """Say that the cursor is not on what is worth a look."""
    return "" if here.stop.startswith(LOOK) else "There is nothing to open on this row."


def open_label(here: Here) -> str:
    """Say what enter does on the row."""
    return "what helps" if here.stop.startswith(LOOK) else "open"


def export(screen: ReadingScreen) -> None:
    """Write what is on the screen to a file, as a page or as Markdown by its ending."""
    name = slug(f"letbe {screen.body.subject} {span_title(screen.body.asked)}")

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
