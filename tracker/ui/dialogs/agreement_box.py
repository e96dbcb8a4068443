"""AgreementBox: what the keys do with one agreement, in the list and where it is read whole."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.book import Agreement
from tracker.domain.interval import read_interval
from tracker.domain.text import clean_line, clean_note
from tracker.service.edits import agreements as agreeing
from tracker.service.review.masking import masked_agreements
from tracker.service.steps import Edit
from tracker.service.words.agreements import looked_at_words
from tracker.ui.commands.base import Action
from tracker.ui.dialogs.ask import Ask, AskLines
from tracker.ui.dialogs.dialog import Dialog, masking, redo, undo

NOTHING_AGREED = "Nothing is agreed here yet; {add:a} writes it down."


def _nobody(text: str) -> str:
    return "Enter keeps it" if clean_line(text, "name") else "Enter leaves it out"


def _interval(text: str) -> str:
    interval = read_interval(text)
    return f"It comes again after {interval}" if interval else "It does not come again by itself"


def add(listing: AgreementBox) -> None:
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
    already = looked_at_words(box.agreement, box.host.today) if box.agreement else ""
    box.commit(agreeing.keep(box.which, box.host.tracker.when), already)


def change(box: AgreementBox) -> None:
    """Ask for other words, from today on."""
    when = box.host.tracker.when
    _inquire(box, "How does it read from today on?", _words,
             lambda text: agreeing.change(box.which, text, when), _text(box), lines=True,
             already="It reads so already.")  # fmt: skip


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
    already: str = "",
) -> None:
    kind = AskLines if lines else Ask
    masked = box.app.look.mask
    question = kind(title, check, value="" if masked else value, hint="Enter keeps it", draft=lines)
    # what nobody sees is not taken away by an empty answer
    box.ask(question, lambda text: box.commit(edit(text), already) if text.strip() or not masked else None)


def end(box: AgreementBox) -> None:
    """Say that the marked one holds no longer; it stays to be read."""
    box.commit(agreeing.end(box.which, box.host.tracker.when))


def renew(box: AgreementBox) -> None:
    """Make one that has ended anew, with the same words and the same person."""
    ended = next((kept for kept in box.host.tracker.book.agreements if kept.id == box.which), None)
    if ended is None:
        return
    known = {kept.id for kept in agreements_in(box)}
    again = str(ended.again or "never")
    box.commit(agreeing.make(ended.text, box.host.tracker.when, whom=ended.whom, again=again),
               "It holds again already, in the same words.")  # fmt: skip
    made = [kept.id for kept in agreements_in(box) if kept.id not in known]
    if made and box.whole:
        box.whole = made[0]
    elif made:
        box.marked = made[0]
    box.paint()


def delete(box: AgreementBox) -> None:
    """Take the marked one away with all it said."""
    box.commit(agreeing.delete(box.which))


def none_here(box: AgreementBox) -> str:
    """Say that there is none to do it with."""
    return "" if box.agreement else NOTHING_AGREED


def not_holding(box: AgreementBox) -> str:
    """Say that the marked one has ended, and which key makes it anew."""
    ended = box.agreement is not None and box.agreement.ended
    return "This agreement has ended; {renew:r} makes it anew." if ended else none_here(box)


def holding(box: AgreementBox) -> str:
    """Say that only one that has ended can be made anew."""
    return none_here(box) or ("" if box.agreement and box.agreement.ended else "It holds; {keep:space} keeps it.")


OF_ONE: tuple[Action, ...] = (
    Action("keep", "space", "spc", "keep", "Looked at today, and it stays as it is", keep, "Agreement",
           off=not_holding),
    Action("change", "e", "e", "change", "Other words from today on; the old ones stay, with their days", change,
           "Agreement", off=not_holding),
    Action("whom", "w", "w", "whom", "With whom it is", whom, "Agreement", off=none_here),
    Action("again", "equals_sign", "=", "when", "After how long to look again", again, "Agreement", off=not_holding),
    Action("end", "z", "z", "end", "It holds no longer; it stays to be read", end, "Agreement", off=not_holding),
    Action("renew", "r", "r", "make anew", "It holds again from today on; the one that ended stays to be read", renew,
           "Agreement", off=holding),
    Action("delete", "D", "D", "delete", "Take it away with all it said", delete, "Agreement", off=none_here),
    Action("undo", "u", "u", "undo", "Take the last change back", undo, "Agreement"),
    Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Agreement"),
    masking("Agreement"),
)  # fmt: skip
"""What can be done with one agreement, in the list and where it is read whole."""


class AgreementBox(Dialog):
    """A box about agreements: it knows which of them its keys are for."""

    whole = ""
    """The id of the agreement that is read whole; empty in the list."""

    @property
    def which(self) -> str:
        """The id of the agreement that keys are for; empty for none."""
        return self.whole or self.marked

    @property
    def agreement(self) -> Agreement | None:
        """The agreement that keys are for, as it may be shown."""
        return next((kept for kept in agreements_in(self) if kept.id == self.which), None)


def agreements_in(box: AgreementBox) -> tuple[Agreement, ...]:
    """Return all agreements, as they may be shown."""
    book = box.host.tracker.book
    return masked_agreements(book) if box.app.look.mask else book.agreements
