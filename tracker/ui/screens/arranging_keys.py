"""What the keys of the Habits screen do to the list: order, areas, what is put away, and lists from files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.service.edits.order import place, shift
from tracker.service.files.list_file import differences, import_list
from tracker.service.steps import Edit
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.editing_keys import edit
from tracker.ui.widgets.rows import RowList

if TYPE_CHECKING:
    from tracker.ui.screens.habits import HabitsScreen
    from tracker.ui.screens.row_screen import RowScreen


def edit_here(screen: HabitsScreen) -> None:
    """Edit the habit in the form beside the list, or in its row where there is no room for one."""
    habit = screen.habit
    if screen.beside or habit is None:
        edit(screen)
        return
    from tracker.ui.dialogs.inline_form import InlineForm  # the list is up before anybody wants to edit

    screen.app.push_screen(InlineForm(screen, habit))


def raise_habit(screen: HabitsScreen) -> None:
    """Move the habit, or the chosen ones, one row up; from the top of an area into the one above."""
    screen.commit(shift(screen.picked, -1, screen.today, archived=screen.archived))


def lower_habit(screen: HabitsScreen) -> None:
    """Move the habit, or the chosen ones, one row down; from the bottom of an area into the one below."""
    screen.commit(shift(screen.picked, 1, screen.today, archived=screen.archived))


def drag(screen: HabitsScreen, habit: str, over: int, *, dropped: bool) -> None:
    """Point to where a habit is dragged, or put it there; the chosen ones go along with one of them."""
    if screen.behind:
        screen.paint()  # what was changed elsewhere meanwhile may have taken rows away
    shelf, book = screen.shelf, screen.tracker.book
    if shelf is None or habit not in shelf.habits or over >= len(shelf.rows):
        return
    together = habit in screen.cursor.chosen
    moving = [id for id in shelf.habits if id in screen.cursor.chosen] if together else [habit]
    landing = shelf.landing(habit, over)
    beside = landing.before or landing.after
    if beside in moving:
        screen.say("")
    elif dropped:
        screen.commit(place(moving, screen.today, **landing._asdict()))
        screen.move(screen.cursor._replace(habit=habit, chosen=frozenset()))
    else:
        where = f"{'before' if landing.before else 'after'} {book.habit(beside).name}" if beside else "to the end"
        area = book.area(book.habit(beside).area if beside else landing.area)
        what = book.habit(habit).name if len(moving) == 1 else f"{len(moving)} habits"
        screen.say(f"{what}: {where}, in {area.name}")
        screen.query_one(RowList).show_rows(shelf.pointed(over, screen.app.look.glyphs.here), screen.cursor.habit)


def archived_label(screen: HabitsScreen) -> str:
    """Say which way the switch goes."""
    return "hide archived" if screen.archived else "archived"


def show_archived(screen: HabitsScreen) -> None:
    """Show the archived habits among the others, with the cursor on the first of them, or hide them again."""
    screen.archived = not screen.archived
    screen.say("")
    if not screen.archived:
        return
    screen.paint()
    known = screen.shelf.habits if screen.shelf else ()
    archived = [id for id in known if screen.tracker.book.habit(id).archived]
    if archived:
        screen.move(screen.cursor._replace(habit=archived[0]))
        screen.say(f"{len(archived)} archived shown; z brings this one back.")
    else:
        screen.say("Nothing that fits is archived." if screen.cursor.filter else "Nothing is archived.")


def take_in(screen: HabitsScreen) -> None:
    """Ask for a file with a list, say what it would do, and take it in."""

    def read(text: str) -> Edit:
        return import_list(_text_of(text), screen.tracker.book, screen.today)

    def check(text: str) -> str:
        before = screen.tracker.book
        return f"{_counted(before, read(text)(before).apply(before), screen)}; Enter takes it in"

    def answered(text: str) -> None:
        try:
            screen.commit(read(text))
        except LetbeError as error:  # the file has changed since it was checked
            screen.say(str(error))

    hint = "the path of a list such as letbe habits export writes; it adds and updates, and never deletes"
    screen.ask(Ask("Take in a list from a file", check, example="~/list.json", hint=hint), answered)


def _text_of(path: str) -> str:
    try:
        with open(os.path.expanduser(path.strip()), encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        raise Unreadable("This is not text in UTF-8, so it is no habit list.") from None
    except OSError as error:
        raise Refused(f"It cannot be read: {(error.strerror or str(error)).lower()}.") from None


def _counted(before: Book, after: Book, screen: HabitsScreen) -> str:
    found = differences(before, after, screen.today)
    new = sum(one.new for one in found)
    counts = ((new, "new"), (len(found) - new, "changed"))
    return ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing new"


def library(screen: RowScreen) -> None:
    """Show the practices that are not in the list yet."""
    from tracker.ui.dialogs.library import Library  # opened now and then

    try:
        screen.app.push_screen(Library(screen))
    except LetbeError as error:  # a list of the user's own that cannot be read
        screen.say(str(error))


def areas(screen: RowScreen) -> None:
    """Show the areas, to change them."""
    from tracker.ui.dialogs.area_list import AreaList  # opened now and then

    screen.app.push_screen(AreaList(screen))
