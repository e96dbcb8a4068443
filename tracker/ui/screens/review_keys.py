"""What the keys of the Review screen and of a habit's page do."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from tracker.domain.errors import LetbeError
from tracker.domain.text import slug
from tracker.insights import ALL
from tracker.service.output import write_out
from tracker.service.reflecting import plan as planned
from tracker.service.reflecting import plan_words
from tracker.service.review.spans import earlier, later, span_title
from tracker.ui.screens.ask import Ask
from tracker.ui.screens.opening import open_page
from tracker.ui.views.reading import DAY
from tracker.ui.views.today import shown_name

if TYPE_CHECKING:
    from tracker.ui.screens.habit_page import HabitPage
    from tracker.ui.screens.reading import ReadingScreen
    from tracker.ui.screens.today import TodayScreen


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
    screen.step(-1)


def down(screen: ReadingScreen) -> None:
    """Go to the row below."""
    screen.step(1)


def week_back(screen: ReadingScreen) -> None:
    """Go a week back in the heat map."""
    screen.move_day(-7)


def week_on(screen: ReadingScreen) -> None:
    """Go a week on in the heat map."""
    screen.move_day(7)


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


def open_here(screen: ReadingScreen) -> None:
    """Open the habit under the cursor, or Today at the day under it."""
    if screen.habit_here:
        open_page(screen, screen.habit_here, screen.cursor.day, screen.asked)
    elif screen.cursor.stop == DAY:
        _to_day(screen)


def _to_day(screen: ReadingScreen) -> None:
    from tracker.ui.screens.moving_keys import go_to

    day = screen.cursor.day
    screen.app.enter("today")
    go_to(cast("TodayScreen", screen.app.screen), day)


def nothing_here(screen: ReadingScreen) -> str:
    """Say that the row leads nowhere."""
    return "" if screen.habit_here or screen.cursor.stop == DAY else "There is nothing to open on this row."


def no_habit_here(screen: ReadingScreen) -> str:
    """Say that the row is about no habit."""
    return "" if screen.habit_here else "Go to a habit first: a plan is made for one."


def plan(screen: ReadingScreen) -> None:
    """Ask when and where, and make a plan of it that next week comes back to."""
    habit = screen.tracker.book.habit(screen.habit_here)
    look = screen.app.look

    def check(text: str) -> str:
        planned(habit.id, text, screen.today)
        return plan_words(habit._replace(cue=" ".join(text.split()), name=shown_name(habit, look)))

    hint = "when and where it fits, such as: after lunch on Fridays; the week's reflection asks what came of it"
    value = "" if look.mask else habit.cue
    question = Ask(
        f"A plan: when … then {shown_name(habit, look)}", check, value=value, example="after lunch", hint=hint
    )
    screen.ask(question, lambda text: screen.commit(planned(habit.id, text, screen.today)))


def export(screen: ReadingScreen) -> None:
    """Write what is on the screen to a file, as a page or as Markdown by its ending."""
    name = slug(f"letbe {screen.subject} {span_title(screen.asked)}")

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

    reading = screen.reading
    if reading is None:
        return ""
    page = screen.page(reading)
    return as_markdown(page) if path.endswith((".md", ".markdown", ".txt")) else as_html(page)


def not_computed(screen: ReadingScreen) -> str:
    """Say that there is nothing to write yet."""
    return "" if screen.review else "It is still being computed."


def next_habit(screen: HabitPage) -> None:
    """Turn to the next habit."""
    screen.next_habit(1)


def habit_before(screen: HabitPage) -> None:
    """Turn to the habit before."""
    screen.next_habit(-1)


def close(screen: HabitPage) -> None:
    """Go back to where the page was opened."""
    screen.app.pop_screen()
