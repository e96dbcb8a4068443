"""Agreements in words: what became of one, with whom it is, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.domain.book import Agreement, Book
from tracker.domain.changes import Change, SetMark, find, parts
from tracker.domain.mark import MarkKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.clock import SayDay

PRACTICE: Final = "agreements"
"""The id of the practice that looking at an agreement counts for."""


def agreement_label(before: Book, agreement: Agreement) -> str:
    """Say what became of an agreement, without its words: a label is kept for years, also where names are masked."""
    old = find(before.agreements, agreement.id)
    if old is None:
        return "Agreement made"
    if old.ended != agreement.ended:
        return "Agreement ended" if agreement.ended else "Agreement holds again"
    if old.wordings != agreement.wordings:
        return "Agreement changed"
    if old.looks != agreement.looks:
        return "Agreement looked at and kept"
    return "Agreement: with whom, or when to look again, changed"


def made_words(agreement: Agreement, say: SayDay) -> str:
    """Say with whom and since when: `with Robin, since 3 May 2026, changed on 3 Nov 2026`."""
    whom = f"with {agreement.whom}, " if agreement.whom else ""
    days = [wording.since for wording in agreement.wordings[1:]]
    changed = f", changed on {say(days[-1])}" if days else ""
    over = f", ended on {say(agreement.ended)}" if agreement.ended else ""
    return f"{whom}since {say(agreement.since)}{changed}{over}"


def looked_at_words(agreement: Agreement, today: date) -> str:
    """Say why there is nothing to do for one that was made, changed or looked at today."""
    if agreement.since == today and len(agreement.wordings) == 1:
        return "It was written down today; that is a look at it."
    if agreement.wordings[-1].since == today:
        return "It was changed today; that is a look at it."
    return "It was looked at today already."


def again_words(agreement: Agreement, today: date, say: SayDay) -> str:
    """Say when it wants to be looked at: `look again since 3 Jun`; nothing where it does not."""
    if agreement.ended:
        return ""
    if agreement.due is None:
        return "not looked at again by itself"
    if agreement.due <= today:
        return "look again today" if agreement.due == today else f"look again, since {say(agreement.due)}"
    return f"look again on {say(agreement.due)}"


def is_offered(book: Book, change: Change) -> bool:
    """Whether the practice of looking at agreements was marked done, and there are some to look at."""
    done = any(
        isinstance(each, SetMark) and each.habit == PRACTICE and each.mark and each.mark.kind is MarkKind.DONE
        for each in parts(change)
    )
    return done and any(not kept.ended for kept in book.agreements) and not _is_look(change)


def _is_look(change: Change) -> bool:
    return any(not isinstance(each, SetMark) for each in parts(change))


def days_of(agreement: Agreement) -> list[tuple[date, str, str]]:
    """Return the days of an agreement in order, each with what became of it and how it then read."""
    whom = f" with {agreement.whom}" if agreement.whom else ""
    days = [
        (wording.since, f"Changed what was agreed{whom}" if number else f"Agreed{whom}", _line(wording.text))
        for number, wording in enumerate(agreement.wordings)
    ]
    days += [(look, "Looked at and kept", _line(_read_on(agreement, look))) for look in agreement.looks]
    if agreement.ended:
        days.append((agreement.ended, "Ended", _line(agreement.text)))
    return sorted(days, key=lambda each: each[0])


def told_of(book: Book, first: date, last: date, say: SayDay) -> Iterator[tuple[str, str]]:
    """Walk what happened to agreements from one day to another, a sentence each behind the id of its agreement."""
    for kept in book.agreements:
        for day, what, text in days_of(kept):
            if first <= day <= last:
                yield kept.id, f"{what}, {say(day)}: {text}"


def _read_on(agreement: Agreement, day: date) -> str:
    """Return how an agreement read on a day."""
    held = [wording for wording in agreement.wordings if wording.since <= day]
    return (held or agreement.wordings)[-1 if held else 0].text


def due_words(agreement: Agreement, say: SayDay) -> str:
    """Say of one whose day has come what it is: `Thursdays stay free (with Robin, since 3 May)`."""
    return f"{_line(agreement.text)} ({made_words(agreement, say)})"


def _line(text: str) -> str:
    return " ".join(text.split())
