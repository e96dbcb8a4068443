"""What the keys do to habits where they stand in rows: a new one, and the one under the cursor or the chosen ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Area
from tracker.domain.text import clean_name, counted
from tracker.service.steps import Edit
from tracker.ui.commands.base import action_called, key_of
from tracker.ui.commands.common import offer_next
from tracker.ui.commands.marks import no_habit
from tracker.ui.here import Here
from tracker.ui.late import Late
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.model import shown_name

if TYPE_CHECKING:
    from tracker.service.edits import drafts as drafting
    from tracker.service.edits import habits as listing
    from tracker.service.files.foreign_import import ForeignImport
    from tracker.service.words import rule_line as ruling
    from tracker.ui.dialogs import ask as asking
else:
    drafting, listing = Late("tracker.service.edits.drafts"), Late("tracker.service.edits.habits")
    ruling, asking = Late("tracker.service.words.rule_line"), Late("tracker.ui.dialogs.ask")

_LARGEST_LIST = 10_000_000


def to_area(screen: RowScreen) -> None:
    """Ask for an area and move the habit, or the chosen ones, to its end."""
    from tracker.service.edits.order import place  # Today is up before anybody wants to move something

    picked, book = [*screen.here.picked], screen.tracker.book
    here = {book.habit(id).area for id in picked}
    others = [area.name for area, _ in book.by_area() if area.id not in here]

    def check(text: str) -> str:
        return f"to the end of {listing.area_called(book, text).name}"

    def answered(text: str) -> None:
        screen.commit(place(picked, screen.today, area=listing.area_called(screen.tracker.book, text).id))
        screen.body.choose_none()

    name = shown_name(book.habit(picked[0]), screen.app.look)
    what = f"“{name}”" if len(picked) == 1 else f"{len(picked)} habits"
    hint = "an area, or a part of its name"
    question = asking.Ask(f"Move {what} to", check, value=others[0] if others else "", hint=hint, choices=others)
    screen.ask(question, answered)


def one_area(here: Here) -> str:
    """Say why nothing can go to another area."""
    if here.habit is None:
        return no_habit(here)
    return "" if len(here.book.areas) > 1 else "There is only one area; on Habits, {areas:A} adds another."


def archive_label(here: Here) -> str:
    """Say whether z puts away or brings back."""
    return "restore" if here.habit and here.habit.archived else "archive"


def put_away(screen: RowScreen) -> None:
    """Archive the habit, or the chosen ones; restore where the one under the cursor is archived."""
    here = screen.here
    change = listing.restore if here.habit and here.habit.archived else listing.archive
    screen.commit(change([*here.picked], here.today))
    screen.body.choose_none()


def take_away(screen: RowScreen) -> None:
    """Say what would go, and delete the habit, or the chosen ones, when the same key comes again at once."""
    picked, book = [*screen.here.picked], screen.tracker.book
    key = key_of(action_called("delete", screen), screen)
    what = f"“{book.habit(picked[0]).name}”" if len(picked) == 1 else f"{len(picked)} habits"
    marks = sum(1 for id in picked for _ in book.log(id))
    screen.say(f"{key} again deletes {what} with {counted(marks, 'marked day')}; undo brings it back.")

    def again(screen: RowScreen) -> None:
        if [*screen.here.picked] != picked:
            take_away(screen)  # the mouse has gone elsewhere in between
            return
        screen.commit(listing.delete(picked))
        screen.body.choose_none()

    offer_next(screen, {"delete": again, "unfilter": lambda screen: screen.say("")})


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
    masked = "Names are masked; {mask:*} shows them again." if here.look.mask else ""
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
    """Ask for a file, a list or what another tracker has written, show what it would do, and take it in."""
    from tracker.service.files.any_import import read_tracker  # few lists come from files, and few habits
    from tracker.service.files.list_file import import_list
    from tracker.ui.dialogs.arrivals import AT_ENTER, Arrivals, is_large

    def read(text: str) -> Edit:
        return import_list(_text_of(text), screen.tracker.book, screen.today)

    def check(text: str) -> str:
        before = screen.tracker.book
        if is_large(text):
            return AT_ENTER
        if coming := _foreign(screen, text):
            return f"{coming.foreign.program}: {coming.tally(before).words}; Enter shows all of it first"
        return f"{_counted(before, read(text)(before).apply(before), screen)}; Enter takes it in"

    def answered(text: str) -> None:
        try:
            if is_large(text):
                screen.app.push_screen(Arrivals(screen, partial(read_tracker, text.strip(), screen.today)))
            elif coming := _foreign(screen, text):
                screen.app.push_screen(Arrivals(screen, coming))
            else:
                screen.commit(read(text))
        except LetbeError as error:  # the file has changed since it was checked
            screen.say(str(error))

    hint = "a list as letbe habits export writes it, or what another tracker has written; nothing here is deleted"
    screen.ask(asking.AskFile("Take in a file", check, example="~/Loop Habits CSV.zip", hint=hint), answered)


def _foreign(screen: RowScreen, path: str) -> ForeignImport | None:
    """Read what another tracker has written; None for what is a list of ours."""
    from tracker.service.files.any_import import read_foreign  # few files come from elsewhere

    return read_foreign(path.strip(), screen.today)


def _text_of(path: str) -> str:
    from tracker.service.files.chosen_file import read_in

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


_NAME_HINT = "its name, small enough to do on a bad day; to do less of something, name what you would let go of"

_LESS = ("stop", "no", "not", "don't", "don’t", "less", "quit", "avoid", "never", "without", "fewer")
"""How names begin of what somebody wants to do less of."""


class NewHabit:
    """A habit that is being added: its name, and the area that it goes to, which Tab changes."""

    def __init__(self, screen: RowScreen, name: str) -> None:
        self._screen, self._typed = screen, clean_name(name)
        self._name, self.rule_in_name = ruling.name_and_rule(self._typed)
        self._areas = [area for area, _ in screen.tracker.book.by_area()]
        habit = screen.here.habit
        here = habit.area if habit else ""
        self.area: Area | None = next((a for a in self._areas if a.id == here), next(iter(self._areas), None))

    @property
    def title(self) -> str:
        """The question how often."""
        return f"How often: {self._name}, in {self.area.name}" if self.area else f"How often: {self._name}"

    def another(self) -> None:
        """Go on to the next area."""
        if self.area is not None:
            self.area = self._areas[(self._areas.index(self.area) + 1) % len(self._areas)]

    def details(self, text: str) -> listing.Details:
        """Return the new habit as the answer describes it."""
        schedule, goal = ruling.read_rule_line(text)
        return listing.Details(self._name, self.area and self.area.name, str(schedule), str(goal))

    def meant(self, text: str) -> str:
        """Say what a rule would ask for, and what else can be typed."""
        meant, book, today = self.details(text), self._screen.tracker.book, self._screen.today
        found = drafting.outlook(
            drafting.Draft(self._name, meant.area or "", meant.goal or "", meant.schedule or ""), book, None, today
        )
        another = "; tab: another area" if len(self._areas) > 1 else ""
        further = "with a goal too: 3/week, 20 min"
        if self._name.casefold().partition(" ")[0] in _LESS:
            further = "for less of it: at most 1 time, or let go"
        if self.rule_in_name and text.strip() == self.rule_in_name:
            further = "its name says so" if self._name == self._typed else "read from behind its name"
        return f"{found.rule}; {found.due}\nEnter adds it{another}; {further}"


def new_habit(screen: RowScreen) -> None:
    """Ask for a name, then for a rule and, if it is to be another one, the area, and add the habit."""

    def check_name(text: str) -> str:
        name, rule = ruling.name_and_rule(clean_name(text))
        listing.add(listing.Details(name), screen.today)(
            screen.tracker.book
        )  # whatever would refuse it later does so now
        if name != clean_name(text) and rule:
            return f"“{name}”, {rule}; in quotation marks all of it is the name"
        return "Enter goes on to how often"

    def named(name: str) -> None:
        from tracker.service.words.rule_line import EXAMPLES

        new = NewHabit(screen, name)
        question = asking.AskInTurn(new, value=new.rule_in_name or "daily", choices=EXAMPLES)
        screen.ask(question, lambda rule: _add(screen, new.details(rule)))

    screen.ask(asking.Ask("A new habit", check_name, example="Call a friend", hint=_NAME_HINT), named)


def _add(screen: RowScreen, details: listing.Details) -> None:
    before = {habit.id for habit in screen.tracker.book.habits}
    screen.commit(listing.add(details, screen.today))
    new = next((habit.id for habit in screen.tracker.book.habits if habit.id not in before), screen.body.cursor.habit)
    screen.body.move(screen.body.cursor._replace(habit=new, filter=""))
