"""UrgeList: the urges of one day, to be gone through, changed, moved in time and taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from tracker.clock import read_day, say_day
from tracker.domain.errors import LetbeError
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.text import clean_note
from tracker.service.edits.events import Detail, read_instead, read_strength, read_time, read_trigger
from tracker.service.edits.mending import change_event, delete_event, insteads, move_event, triggers
from tracker.service.steps import Edit
from tracker.service.words.labels import event_words
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.ask import Ask, AskCompleting, AskLines
from tracker.ui.dialogs.dialog import Dialog, masking, moves, undo
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.views.lines import Line, Text, cut
from tracker.ui.views.model import Row, shown_name


def _mend(listing: UrgeList, said: Detail) -> None:
    """Say more of the marked urge."""
    listing.commit(change_event(listing.marked, said))


def _inquire(
    listing: UrgeList,
    title: str,
    check: Callable[[str], object],
    edit: Callable[[str], Edit],
    value: str = "",
    known: Sequence[str] = (),
) -> None:
    """Ask for a word about the marked urge, which may be one of those known, and keep it."""

    def checked(text: str) -> str:
        check(text)
        return "Enter keeps it"

    masked = listing.app.look.mask
    kind = AskCompleting if known and not masked else Ask
    question = kind(
        title, checked, value="" if masked else value, hint="Enter keeps it", choices=() if masked else known
    )
    # what nobody sees is not taken away by an empty answer
    listing.ask(question, lambda text: listing.commit(edit(text)) if text.strip() or not masked else None)


def _rated(number: int) -> Action:
    key = str(number)
    return Action(f"strong_{key}", key, "1-5" if number == 1 else key, "how strong", f"It was {number} of 5 strong",
                  lambda listing: _mend(listing, Detail(strength=number)), "Urge")  # fmt: skip


def let_pass(listing: UrgeList) -> None:
    """Say that it was let pass after all."""
    listing.commit(change_event(listing.marked, Detail(), outcome=UrgeOutcome.PASSED))


def act_on(listing: UrgeList) -> None:
    """Say that it was acted on after all."""
    listing.commit(change_event(listing.marked, Detail(), outcome=UrgeOutcome.ACTED))


def was_let_pass(listing: UrgeList) -> str:
    """Say that it was let pass as it is."""
    return "It was let pass; {acted:!} says that it was acted on." if _came_to(listing, UrgeOutcome.PASSED) else ""


def was_acted_on(listing: UrgeList) -> str:
    """Say that it was acted on as it is."""
    return "It was acted on; {toggle:space} says that it was let pass." if _came_to(listing, UrgeOutcome.ACTED) else ""


def _came_to(listing: UrgeList, outcome: UrgeOutcome) -> bool:
    return listing.event.outcome is outcome


def trigger(listing: UrgeList) -> None:
    """Ask what set it off."""
    known = [trigger for trigger, _ in triggers(listing.host.tracker.book)]
    _inquire(listing, "What set it off?", read_trigger, lambda text: change_event(listing.marked, Detail(trigger=text)),
                    listing.event.trigger, known)  # fmt: skip


def after(listing: UrgeList) -> None:
    """Ask how strong it was after a quiet minute."""
    value = str(listing.event.after or "")
    _inquire(listing, "How strong was it afterwards, 1 to 5?", read_strength,
             lambda text: change_event(listing.marked, Detail(after=read_strength(text))), value)  # fmt: skip


def no_after(listing: UrgeList) -> str:
    """Say that how strong it was has to be said first."""
    return "" if listing.event.strength else "Say first how strong it was, with {strong_1:1} to {strong_5:5}."


def instead(listing: UrgeList) -> None:
    """Ask what was done, or was there to do, instead."""
    known = insteads(listing.host.tracker.book)
    _inquire(listing, "Instead, I …", read_instead, lambda text: change_event(listing.marked, Detail(instead=text)),
             listing.event.instead, known)  # fmt: skip


def note(listing: UrgeList) -> None:
    """Ask for its note."""
    masked = listing.app.look.mask
    question = AskLines("Note on this urge", lambda text: clean_note(text) and "Enter keeps it", draft=True,
                        value="" if masked else listing.event.note, example="what happened",
                        hint="Enter keeps it")  # fmt: skip
    # what nobody sees is not taken away by an empty answer
    listing.ask(question, lambda text: _mend(listing, Detail(note=text)) if text.strip() or not masked else None)


def time(listing: UrgeList) -> None:
    """Ask when it was: a time of this day, or another day."""
    id, host = listing.marked, listing.host

    def edit(text: str) -> Edit:
        try:
            at = read_time(text, host.tracker.book.settings.day_start)
        except LetbeError:
            if text.strip()[:1].isdigit() and ":" in text:
                raise
            return move_event(id, read_day(text, host.today), host.tracker.when)
        return change_event(id, Detail(at=at), when=host.tracker.when)

    _inquire(listing, "When was it? A time such as 14:05, or a day such as yesterday", edit, edit)


def delete(listing: UrgeList) -> None:
    """Take it away."""
    listing.commit(delete_event(listing.marked))
    if not listing.events:
        listing.leave()


class UrgeList(Dialog):
    """Lists what happened on a day of a habit, in the order in which it did."""

    ABOUT = 2
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("toggle", "space", "spc", "let pass", "It was let pass after all", let_pass, "Urge", off=was_let_pass),
        Action("acted", "exclamation_mark", "!", "acted on", "It was acted on after all", act_on, "Urge",
               off=was_acted_on),
        *map(_rated, range(1, 6)),
        Action("trigger", "comma", ",", "set off by", "What set it off", trigger, "Urge"),
        Action("note", "n", "n", "note", "A note on it", note, "Urge"),
        Action("instead", "o", "o", "instead", "What was there to do instead", instead, "Urge"),
        Action("after", "a", "a", "afterwards", "How strong it was after a quiet minute", after, "Urge", off=no_after),
        Action("time", "enter,equals_sign", "enter", "when", "When it was: a time, or another day", time, "Urge"),
        Action("delete", "D,minus,hyphen_minus", "D", "delete", "Take it away", delete, "Urge"),
        Action("undo", "u", "u", "undo", "Take the last change back", undo, "Urge"),
        *moves("Urge", down="The one after", up="The one before"),
        masking("Urge"),
        Action("leave", "escape,q,i", "esc", "back", "Back to the day", lambda listing: listing.leave(), "Urge"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = (
        "time",
        "toggle",
        "acted",
        "strong_1",
        "trigger",
        "note",
        "delete",
        "undo",
        "help",
        "leave",
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body], habit: str, day: date) -> None:
        super().__init__(host)
        self._habit, self._day = habit, day

    @property
    def events(self) -> tuple[Event, ...]:
        """The urges of the day."""
        return tuple(event for event in self.host.tracker.book.log(self._habit).events(self._day) if event.outcome)

    @property
    def event(self) -> Event:
        """The urge that is marked."""
        found = self.events
        return next((event for event in found if event.id == self.marked), found[0] if found else Event(""))

    def title_line(self, width: int) -> Line:
        """Build the line that says whose urges these are, and of which day."""
        habit = self.host.tracker.book.habit(self._habit)
        about = f"{shown_name(habit, self.app.look)}, {say_day(self._day, self.host.today)}"
        return cut((Text(about, "title"),), width)

    def rows(self, width: int) -> list[Row]:
        """Build a row for each urge."""
        goal = self.host.tracker.book.habit(self._habit).rule_on(self._day).goal
        glyphs, rows = self.app.look.glyphs, []
        for event in self.events:
            passed = event.outcome is UrgeOutcome.PASSED
            glyph = Text(f"{glyphs.passed if passed else glyphs.acted} ", "passed" if passed else "acted")
            here = Text(f"{glyphs.here if event.id == self.marked else ' '} ", "cursor")
            shown = event._replace(trigger="", instead="") if self.app.look.mask else event
            rows.append(Row(event.id, cut((here, glyph, Text(event_words(shown, goal))), width)))
        return rows

    def about(self, width: int) -> list[Line]:
        """Build its note."""
        words = "" if self.app.look.mask else self.event.note
        return [(), cut((Text("  Note  ", "muted"), Text(" / ".join(words.split("\n")))), width)] if words else []
