"""AgreementList: what was agreed with somebody, to be looked at, kept, changed and ended."""

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
from tracker.service.words.agreements import again_words, made_words
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.ask import Ask, AskLines
from tracker.ui.dialogs.dialog import Dialog, moves, redo, undo
from tracker.ui.views.lines import Line, Text, Tone, cut, width
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


def keep(listing: AgreementList) -> None:
    """Say that the marked one was looked at, and stays as it is."""
    listing.commit(agreeing.keep(listing.marked, listing.host.tracker.when))


def change(listing: AgreementList) -> None:
    """Ask for other words, from today on."""
    when = listing.host.tracker.when
    _inquire(listing, "How does it read from today on?", _words,
             lambda text: agreeing.change(listing.marked, text, when), listing.agreement.text, lines=True)  # fmt: skip


def whom(listing: AgreementList) -> None:
    """Ask with whom it is."""
    _inquire(listing, "With whom?", _nobody, lambda text: agreeing.adjust(listing.marked, whom=text),
             listing.agreement.whom)  # fmt: skip


def again(listing: AgreementList) -> None:
    """Ask after how long it comes again."""
    value = str(listing.agreement.again or "never")
    _inquire(listing, "Look again after how long?", _interval,
             lambda text: agreeing.adjust(listing.marked, again=text), value)  # fmt: skip


def _inquire(
    listing: AgreementList,
    title: str,
    check: Callable[[str], str],
    edit: Callable[[str], Edit],
    value: str,
    *,
    lines: bool = False,
) -> None:
    kind = AskLines if lines else Ask
    words = "" if listing.app.look.mask else value
    question = kind(title, check, value=words, hint="Enter keeps it", draft=lines)
    listing.ask(question, lambda text: listing.commit(edit(text)))


def end(listing: AgreementList) -> None:
    """Say that the marked one holds no longer; it stays to be read."""
    listing.commit(agreeing.end(listing.marked, listing.host.tracker.when))


def delete(listing: AgreementList) -> None:
    """Take the marked one away with all it said."""
    listing.commit(agreeing.delete(listing.marked))


def none_here(listing: AgreementList) -> str:
    """Say that there is none to do it with."""
    return "" if listing.marked else _NOTHING


class AgreementList(Dialog):
    """Lists what was agreed: what wants to be looked at first, then what holds, then what has ended."""

    ABOUT = 6
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("keep", "space,enter", "spc", "looked at, keep", "Looked at today, and it stays as it is", keep,
               "Agreement", off=none_here),
        Action("change", "e", "e", "change", "Other words from today on; the old ones stay, with their days", change,
               "Agreement", off=none_here),
        Action("add", "a", "a", "add", "Write down what was agreed", add, "Agreement"),
        Action("whom", "w", "w", "with whom", "With whom it is", whom, "Agreement", off=none_here),
        Action("again", "equals_sign", "=", "when again", "After how long to look again", again, "Agreement",
               off=none_here),
        Action("end", "z", "z", "end", "It holds no longer; it stays to be read", end, "Agreement", off=none_here),
        Action("delete", "D", "D", "delete", "Take it away with all it said", delete, "Agreement", off=none_here),
        Action("undo", "u", "u", "undo", "Take the last change back", undo, "Agreement"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Agreement"),
        *moves("Agreement", down="The agreement below", up="The agreement above"),
        Action("leave", "escape,q,W", "esc", "back", "Back to the screen below", lambda listing: listing.leave(),
               "Agreement"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("keep", "change", "add", "whom", "again", "end", "delete", "undo", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    @property
    def agreement(self) -> Agreement:
        """The agreement that is marked."""
        return next(kept for kept in agreements_in(self) if kept.id == self.marked)

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
        return rows or [Row("", (Text("  "), *self.app.look.spans(_NOTHING)))]

    def about(self, width: int) -> list[Line]:
        """Build the story of the marked one: with whom, since when, and how it read before."""
        if not self.marked:
            return []
        kept, say = self.agreement, _saying(self)
        lines = [line for line in kept.text.split("\n") if line][1:]
        again = again_words(kept, self.host.today, say)
        story = [f"{made_words(kept, say)}{' · ' + again if again else ''}"]
        story += [f"from {say(old.since)}: {' '.join(old.text.split())}" for old in kept.wordings[-2::-1]]
        story += [f"looked at on {say(look)}, and kept" for look in kept.looks[-2:]]
        shown = [cut((Text(f"  {line}"),), width) for line in lines]
        return [(), *shown, *(cut((Text(f"  {line}", "muted"),), width) for line in story)][: self.ABOUT]


def agreements_in(listing: AgreementList) -> tuple[Agreement, ...]:
    """Return all agreements, as they may be shown."""
    book = listing.host.tracker.book
    return masked_agreements(book) if listing.app.look.mask else book.agreements


def _saying(listing: AgreementList) -> Callable[[date], str]:
    return lambda day: say_date(day, listing.host.today)


def _row(listing: AgreementList, kept: Agreement, room: int, tone: Tone) -> Row:
    here = Text(f"{listing.app.look.glyphs.here if kept.id == listing.marked else ' '} ", "cursor")
    when = "ended" if kept.ended else again_words(kept, listing.host.today, _saying(listing))
    with_whom = f"{kept.whom}: " if kept.whom else ""
    right = Text(f"  {when}", "muted") if room >= 60 else Text("")
    words = cut((here, Text(f"{with_whom}{' '.join(kept.text.split())}", tone)), room - width((right,)))
    return Row(kept.id, (*words, right))
