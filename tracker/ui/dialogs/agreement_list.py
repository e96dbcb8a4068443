"""AgreementList: what was agreed with somebody, to be looked at, read whole, kept, changed and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from tracker.clock import say_date
from tracker.domain.book import Agreement
from tracker.service.edits import agreements as agreeing
from tracker.service.words.agreements import again_words, days_of, made_words
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.agreement_box import NOTHING_AGREED, OF_ONE, AgreementBox, add, agreements_in, none_here
from tracker.ui.dialogs.dialog import moves
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.views.lines import PARTED, Line, Text, Tone, cut, spread, wrap
from tracker.ui.views.lines import width as cells
from tracker.ui.views.model import Row


def open_one(listing: AgreementList) -> None:
    """Show the marked one whole, with its story."""
    listing.app.push_screen(AgreementPage(listing.host, listing.marked))


def _leave(*, tip: str) -> Action:
    return Action("leave", "escape,q,W", "esc", "back", tip, lambda box: box.leave(), "Agreement")


class AgreementPage(AgreementBox):
    """Shows one agreement whole: its words, and below them its story from the day on which it was made."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        *OF_ONE,
        *moves("Agreement", down="The line below", up="The line above"),
        _leave(tip="Back to the list"),
    )
    HINTS: ClassVar[tuple[str, ...]] = (
        "keep", "change", "renew", "whom", "again", "end", "delete", "undo", "help", "leave",
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body], which: str) -> None:
        super().__init__(host)
        self.whole = which

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
    PRESSED = "open"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("open", "enter", "enter", "open", "All of its words, and its story", open_one, "Agreement",
               off=none_here),
        *OF_ONE,
        Action("add", "a", "a", "add", "Write down what was agreed", add, "Agreement"),
        *moves("Agreement", down="The agreement below", up="The agreement above"),
        _leave(tip="Back to the screen below"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = (
        "keep", "change", "renew", "add", "whom", "again", "end", "open", "delete", "undo", "help", "leave",
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
            Row("", (Text(f"  {line}", "muted"),)) for line in wrap(self.app.look.spell(NOTHING_AGREED), width - 2)
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
