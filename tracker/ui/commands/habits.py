"""What the keys do to the habit under the cursor or the chosen ones, where habits stand in rows: away, or elsewhere."""

from __future__ import annotations

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.service.edits.habits import archive, area_called, delete, restore
from tracker.service.steps import Edit
from tracker.ui.commands.marks import no_habit
from tracker.ui.dialogs.ask import Ask
from tracker.ui.here import Here
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.model import shown_name

_LARGEST_LIST = 10_000_000


def to_area(screen: RowScreen) -> None:
    """Ask for an area and move the habit, or the chosen ones, to its end."""
    from tracker.service.edits.order import place  # Today is up before anybody wants to move something

    picked, book = [*screen.here.picked], screen.tracker.book
    here = {book.habit(id).area for id in picked}
    others = [area.name for area, _ in book.by_area() if area.id not in here]

    def check(text: str) -> str:
        return f"to the end of {area_called(book, text).name}"

    def answered(text: str) -> None:
        screen.commit(place(picked, screen.today, area=area_called(screen.tracker.book, text).id))
        screen.body.choose_none()

    name = shown_name(book.habit(picked[0]), screen.app.look)
    what = f"“{name}”" if len(picked) == 1 else f"{len(picked)} habits"
    hint = "an area, or a part of its name"
    question = Ask(f"Move {what} to", check, value=others[0] if others else "", hint=hint, choices=others)
    screen.ask(question, answered)


def one_area(here: Here) -> str:
    """Say why nothing can go to another area."""
    if here.habit is None:
        return no_habit(here)
    return "" if len(here.book.areas) > 1 else "There is only one area; on Habits, A adds another."


def archive_label(here: Here) -> str:
    """Say whether z puts away or brings back."""
    return "restore" if here.habit and here.habit.archived else "archive"


def put_away(screen: RowScreen) -> None:
    """Archive the habit, or the chosen ones; restore where the one under the cursor is archived."""
    here = screen.here
    change = restore if here.habit and here.habit.archived else archive
    screen.commit(change([*here.picked], here.today))
    screen.body.choose_none()


def take_away(screen: RowScreen) -> None:
    """Delete the habit, or the chosen ones; undo brings everything back."""
    screen.commit(delete([*screen.here.picked]))
    screen.body.choose_none()


def see_archived(screen: RowScreen) -> None:
    """Go to Habits, where the archived ones can be shown, and show them."""
    screen.app.enter("habits")
    habits = screen.app.get_screen("habits")
    if isinstance(habits, BookScreen) and not habits.here.archived:
        habits.call_after_refresh(habits.action_run, "archived")


def edit(screen: RowScreen) -> None:
    """Open the habit under the cursor in the form."""
    from tracker.ui.dialogs.habit_form import HabitForm  # Today is up before anybody wants to edit

    screen.app.push_screen(HabitForm(screen, screen.here.habit))


def cannot_be_edited(here: Here) -> str:
    """Say why the habit cannot be edited: there is none, or its words are not to be seen."""
    masked = "Names are masked; * shows them again." if here.look.mask else ""
    return no_habit(here) or masked


def raise_habit(screen: RowScreen) -> None:
    """Move the habit, or the chosen ones, one row up; from the top of an area into the one above."""
    from tracker.service.edits.order import shift

    screen.commit(shift([*screen.here.picked], -1, screen.today, archived=screen.body.cursor.archived))


def lower_habit(screen: RowScreen) -> None:
    """Move the habit, or the chosen ones, one row down; from the bottom of an area into the one below."""
    from tracker.service.edits.order import shift

    screen.commit(shift([*screen.here.picked], 1, screen.today, archived=screen.body.cursor.archived))


def take_in(screen: RowScreen) -> None:
    """Ask for a file with a list, say what it would do, and take it in."""
    from tracker.service.files.list_file import import_list  # few lists come from files

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
    from tracker.service.files.incoming import read_in

    return read_in(path.strip(), _LARGEST_LIST)


def _counted(before: Book, after: Book, screen: RowScreen) -> str:
    from tracker.service.files.list_file import differences

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


def choose(screen: RowScreen) -> None:
    """Choose the habit under the cursor for the next key, or no longer, and go on to the next."""
    body = screen.body
    body.cursor = body.cursor._replace(chosen=body.cursor.chosen ^ {body.cursor.habit})
    count = len(body.cursor.chosen)
    screen.say(f"{count} chosen: the next act is for all of them; esc for none." if count else "None chosen.")
    screen.action_run("down")
