"""DraftForm: what the forms for a habit share: the draft in them, what is said of it, and how they end."""

from __future__ import annotations

from textual.screen import ModalScreen

from tracker.domain.habit import Habit
from tracker.service.edits.drafts import Draft, Outlook, draft_of, edit_of, outlook, problem, problems
from tracker.ui.commands.base import CommandScreen
from tracker.ui.host import Host
from tracker.ui.screens.rows import RowScreen


class Drafting:
    """Holds a draft of a habit (None: a new one), what it was at first, and what it comes to; keeps it in the end."""

    def __init__(self, host: RowScreen, habit: Habit | None, draft: Draft | None = None) -> None:
        """Begin with the habit as it is, or go on with a draft of it."""
        self._host, self.habit = host, habit
        book = host.tracker.book
        here = (
            book.area(host.here.habit.area).name
            if host.here.habit
            else next((area.name for area, _ in book.by_area()), "")
        )
        self.old = draft_of(book, habit, host.today) if habit else Draft(area=here)
        self.draft = draft or self.old
        self._known: tuple[tuple[str, ...], Outlook] | None = None

    def write(self, field: str, text: str) -> None:
        """Take a field's new text; a schedule goes along with a goal that allows no other, and comes back."""
        self.draft = self.draft._replace(**{field: text})
        if field == "goal":  # an urge keeps no timetable
            letting_go = text.strip().casefold() == "let go"
            if letting_go != (self.draft.schedule == "anytime") and (letting_go or self.old.schedule != "anytime"):
                usual = self.old.schedule if self.old.schedule != "anytime" else "daily"
                self.draft = self.draft._replace(schedule="anytime" if letting_go else usual)

    @property
    def changed(self) -> int:
        """How many fields are other than they were."""
        return sum(new != old for new, old in zip(self.draft, self.old, strict=True))

    def problem(self, field: str) -> str:
        """Say what is wrong with a field; nothing when it is fine."""
        return problem(field, self.draft, self._host.tracker.book, self.habit, self._host.today)

    def problems(self) -> dict[str, str]:
        """Say what is wrong, by field."""
        return problems(self.draft, self._host.tracker.book, self.habit, self._host.today)

    def outlook(self) -> Outlook:
        """Judge the habit under the draft's rule, once for each rule that is tried; nothing may be wrong with it."""
        rule = (self.draft.goal, self.draft.schedule, self.draft.since, self.draft.area)
        if self._known is None or self._known[0] != rule:
            self._known = rule, outlook(self.draft, self._host.tracker.book, self.habit, self._host.today)
        return self._known[1]

    def keep(self) -> None:
        """Make the draft the habit's; nothing may be wrong with it."""
        if not self.changed:
            self._host.say("Nothing was changed.")
        else:
            self._host.commit(edit_of(self.draft, self._host.tracker.book, self.habit, self._host.today))

    def drop(self) -> None:
        """Leave the habit as it was."""
        self._host.say("Left as it was." if self.changed else "")


class DraftForm(CommandScreen, ModalScreen[None]):
    """A form over a screen with habits in rows, through which it keeps its draft as one change."""

    app: Host

    def __init__(self, host: RowScreen, habit: Habit | None, draft: Draft | None = None) -> None:
        super().__init__()
        self.host = host
        self.drafting = Drafting(host, habit, draft)
        self.said = ""

    @property
    def restores(self) -> bool:
        """Whether Esc restores a field before it leaves the form."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Take back the offer below to undo what came before: its key is typed into a field now."""
        self.host.edits.clear_message()
        self.host.paint()

    def paint(self) -> None:
        """Draw everything as it now stands."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say why something cannot be."""
        self.said = words
        self.paint()

    def end(self) -> None:
        """Leave the screen to the one below."""
        self.dismiss(None)


def leave_label(form: DraftForm) -> str:
    """Say what Esc does."""
    return "restore" if form.restores else "leave"


def keep(form: DraftForm) -> None:
    """Keep the draft, and end."""
    form.end()
    form.drafting.keep()


def drop(form: DraftForm) -> None:
    """Leave the habit as it was, and end."""
    form.end()
    form.drafting.drop()
