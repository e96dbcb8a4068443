"""AgreementList: what was agreed with somebody, to be looked at, read whole, kept, changed and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from tracker.clock import say_date
from tracker.domain.book import Agreement
from tracker.domain.interval import read_interval
from tracker.domain.text import clean_line, clean_note
from tracker.service.edits import agreements as agreeing
from tracker.service.review.masking import masked_agreements
from tracker.service.steps import Edit
from tracker.service.words.agreements import again_words, days_of, made_words
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.ask import Ask, AskLines
from tracker.ui.dialogs.dialog import Dialog, moves, redo, undo
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.views.lines import PARTED, Line, Text, Tone, cut, spread, wrap
from tracker.ui.views.lines import width as cells
from tracker.ui.views.model import Row

_NOTHING = "Nothing is agreed here yet; {add:a} writes it down."


def _nobody(text: str) -> str:
    return "" if clean_line(text, "name") else "Enter leaves it out"


def _interval(text: str) -> str:
    interval = read_interval(text)
    return f"It comes again after {interval}" if interval else "It does not come again by itself"


def add(listing: AgreementList) -> None:
    """Ask what was agreed, with whom, and when to look again; the last two may stay as they are."""

    def with_words(text: str) -> None:
        who = Ask("With whom? A word of yours, or nothing", _nobody, example="Robin", hint="Enter leaves it out")
        listing.ask(who, lambda whom: with_whom(text, whom))

    def with_whom(text: str, whom: str) -> None:
        again = Ask("Look again after how long?", _interval, value="1 month", hint="2 weeks, 3 months, 1 year, never")
        listing.ask(again, lambda span: make(text, whom, span))

    def make(text: str, whom: str, span: str) -> None:
        known = {kept.id for kept in agreements_in(listing)}
        listing.commit(agreeing.make(text, listing.host.tracker.when, whom=whom, again=span))
        listing.marked = next((kept.id for kept in agreements_in(listing) if kept.id not in known), listing.marked)
        listing.paint()

    hint = "in your own words; ctrl+o opens your editor"
    listing.ask(AskLines("What did you agree?", _words, example="Thursdays stay free", hint=hint), with_words)


def _words(text: str) -> str:
    return "Enter keeps it" if clean_note(text).strip() else ""


def keep(box: AgreementBox) -> None:
    """Say that the marked one was looked at, and stays as it is."""
    box.commit(agreeing.keep(box.which, box.host.tracker.when))


def change(box: AgreementBox) -> None:
    """Ask for other words, from today on."""
    when = box.host.tracker.when
    _inquire(box, "How does it read from today on?", _words,
             lambda text: agreeing.change(box.which, text, when), _text(box), lines=True)  # fmt: skip


def _text(box: AgreementBox) -> str:
    return box.agreement.text if box.agreement else ""


def whom(box: AgreementBox) -> None:
    """Ask with whom it is."""
    _inquire(box, "With whom?", _nobody, lambda text: agreeing.adjust(box.which, whom=text),
             box.agreement.whom if box.agreement else "")  # fmt: skip


def again(box: AgreementBox) -> None:
    """Ask after how long it comes again."""
    value = str((box.agreement and box.agreement.again) or "never")
    _inquire(box, "Look again after how long?", _interval,
             lambda text: agreeing.adjust(box.which, again=text), value)  # fmt: skip


def _inquire(
    box: AgreementBox,
    title: str,
    check: Callable[[str], str],
    edit: Callable[[str], Edit],
    value: str,
    *,
    lines: bool = False,
) -> None:
    kind = AskLines if lines else Ask
    words = "" if box.app.look.mask else value
    question = kind(title, check, value=words, hint="Enter keeps it", draft=lines)
    box.ask(question, lambda text: box.commit(edit(text)))


def end(box: AgreementBox) -> None:
    """Say that the marked one holds no longer; it stays to be read."""
    box.commit(agreeing.end(box.which, box.host.tracker.when))


def delete(box: AgreementBox) -> None:
    """Take the marked one away with all it said."""
    box.commit(agreeing.delete(box.which))


def open_one(listing: AgreementList) -> None:
    """Show the marked one whole, with its story."""
    listing.app.push_screen(AgreementPage(listing.host, listing.marked))


def none_here(box: AgreementBox) -> str:
    """Say that there is none to do it with."""
    return "" if box.agreement else _NOTHING


def _leave(*, tip: str) -> Action:
    return Action("leave", "escape,q,W", "esc", "back", tip, lambda box: box.leave(), "Agreement")


_OF_ONE: tuple[Action, ...] = (
    Action("keep", "space", "spc", "looked at, keep", "Looked at today, and it stays as it is", keep, "Agreement",
           off=none_here),
    Action("change", "e", "e", "change", "Other words from today on; the old ones stay, with their days", change,
           "Agreement", off=none_here),
    Action("whom", "w", "w", "with whom", "With whom it is", whom, "Agreement", off=none_here),
    Action("again", "equals_sign", "=", "when again", "After how long to look again", again, "Agreement",
           off=none_here),
    Action("end", "z", "z", "end", "It holds no longer; it stays to be read", end, "Agreement", off=none_here),
    Action("delete", "D", "D", "delete", "Take it away with all it said", delete, "Agreement", off=none_here),
    Action("undo", "u", "u", "undo", "Take the last change back", undo, "Agreement"),
    Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Agreement"),
)  # fmt: skip
"""What can be done with one agreement, in the list and where it is read whole."""


class AgreementBox(Dialog):
    """A box about agreements: it knows which of them its keys are for."""

    @property
    def which(self) -> str:
        """The id of the agreement that keys are for; empty for none."""
        return self.marked

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that keys are for, as it may be shown."""
        return next((kept for kept in agreements_in(self) if kept.id == self.which), None)


class AgreementPage(AgreementBox):
    """Shows one agreement whole: its words, and below them its story from the day on which it was made."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        *_OF_ONE,
        *moves("Agreement", down="The line below", up="The line above"),
        _leave(tip="Back to the list"),
    )
    HINTS: ClassVar[tuple[str, ...]] = ("keep", "change", "whom", "again", "end", "undo", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body], which: str) -> None:
        super().__init__(host)
        self._which = which

    @property
    def which(self) -> str:
        """The id of the agreement that is shown."""
        return self._which

    def title_line(self, width: int) -> Line:
        """Say with whom it is, since when, and when it is looked at again."""
        if self.agreement is None:
            return cut((Text("It is not there any more.", "title"),), width)
        line = Text("What we agreed  ", "title"), Text(_story(self, self.agreement), "muted")
        return line if cells(line) <= width else line[:1]

    def rows(self, width: int) -> list[Row]:
        """Build its words line by line, then what the title has no room for, and its days in order."""
        if self.agreement is None:
            return []
        whole = len(self.title_line(width)) > 1
        now = " ".join(self.agreement.text.split())
        days = ((f"{what}, {_saying(self)(day)}", text) for day, what, text in days_of(self.agreement))
        told = [
            *self.agreement.text.split("\n"),
            "",
            *(() if whole else (_story(self, self.agreement),)),
            *(what if text == now else f"{what}: {text}" for what, text in days),
        ]
        words = len(self.agreement.text.split("\n"))
        lines: list[tuple[str, Tone]] = [
            (line, "plain" if number < words else "muted")
            for number, text in enumerate(told)
            for line in wrap(text, max(20, width - 4)) or [""]
        ]
        return [_told(self, f"line {number}", line, tone, width) for number, (line, tone) in enumerate(lines)]

    def press_row(self, id: str) -> None:
        """Mark a line."""
        self.marked = id
        self.paint()


class AgreementList(AgreementBox):
    """Lists what was agreed: what wants to be looked at first, then what holds, then what has ended."""

    ABOUT = 6
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("open", "enter", "enter", "open", "All of its words, and its story", open_one, "Agreement",
               off=none_here),
        *_OF_ONE,
        Action("add", "a", "a", "add", "Write down what was agreed", add, "Agreement"),
        *moves("Agreement", down="The agreement below", up="The agreement above"),
        _leave(tip="Back to the screen below"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = (
        "open", "keep", "change", "add", "whom", "again", "end", "delete", "undo", "leave",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body], marked: str = "") -> None:
        super().__init__(host)
        self.marked = marked

    def title_line(self, width: int) -> Line:
        """Build the line that says what this is."""
        waiting = len(agreeing.due(self.host.tracker.book, self.host.today))
        about = f"  {waiting} to look at again" if waiting else ""
        return cut((Text("What we agreed", "title"), Text(about, "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Build a row for each agreement."""
        book = self.host.tracker.book._replace(agreements=agreements_in(self))
        waiting = agreeing.due(book, self.host.today)
        others = [kept for kept in agreeing.standing(book) if kept not in waiting]
        rows = [_row(self, kept, width, "strong") for kept in waiting]
        rows += [_row(self, kept, width, "plain") for kept in others]
        rows += [_row(self, kept, width, "muted") for kept in agreeing.ended(book)]
        return rows or [
            Row("", (Text(f"  {line}", "muted"),)) for line in wrap(self.app.look.spell(_NOTHING), width - 2)
        ]

    def about(self, width: int) -> list[Line]:
        """Build the story of the marked one: with whom, since when, and how it read before."""
        kept, say = self.agreement, _saying(self)
        if kept is None:
            return []
        lines = [line for line in kept.text.split("\n") if line][1:]
        story = [_story(self, kept)]
        story += [f"from {say(old.since)}: {' '.join(old.text.split())}" for old in kept.wordings[-2::-1]]
        story += [f"looked at on {say(look)}, and kept" for look in kept.looks[-2:]]
        told: list[tuple[str, Tone]] = [*((line, "plain") for line in lines), *((line, "muted") for line in story)]
        return [(), *spread([(Text("  "), Text(*each)) for each in told], width, self.ABOUT - 1)][: self.ABOUT]


def agreements_in(box: AgreementBox) -> tuple[Agreement, ...]:
    """Return all agreements, as they may be shown."""
    book = box.host.tracker.book
    return masked_agreements(book) if box.app.look.mask else book.agreements


def _saying(box: AgreementBox) -> Callable[[date], str]:
    return lambda day: say_date(day, box.host.today)


def _story(box: AgreementBox, kept: Agreement) -> str:
    """Say with whom it is, since when, and when it is looked at again."""
    again = again_words(kept, box.host.today, _saying(box))
    return f"{made_words(kept, _saying(box))}{PARTED + again if again else ''}"


def _told(page: AgreementPage, id: str, words: str, tone: Tone, room: int) -> Row:
    here = page.app.look.glyphs.here if id == page.marked else " "
    return Row(id, cut((Text(f"{here} ", "cursor"), Text(words, tone)), room))


def _row(listing: AgreementList, kept: Agreement, room: int, tone: Tone) -> Row:
    here = Text(f"{listing.app.look.glyphs.here if kept.id == listing.marked else ' '} ", "cursor")
    when = "ended" if kept.ended else again_words(kept, listing.host.today, _saying(listing))
    with_whom = f"{kept.whom}: " if kept.whom else ""
    right = Text(f"  {when}", "muted") if room >= 60 else Text("")
    words = cut((here, Text(f"{with_whom}{' '.join(kept.text.split())}", tone)), room - cells((right,)))
    return Row(kept.id, (*words, right))
