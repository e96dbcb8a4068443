"""Agreements in words: what became of one, with whom it is, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from tracker.domain.book import Agreement, Book
from tracker.domain.changes import find

_SayDay: TypeAlias = Callable[[date], str]


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


def made_words(agreement: Agreement, say: _SayDay) -> str:
    """Say with whom and since when: `with Robin, since 3 May 2026, changed on 3 Nov 2026`."""
    whom = f"with {agreement.whom}, " if agreement.whom else ""
    days = [wording.since for wording in agreement.wordings[1:]]
    changed = f", changed on {say(days[-1])}" if days else ""
    over = f", ended on {say(agreement.ended)}" if agreement.ended else ""
    return f"{whom}since {say(agreement.since)}{changed}{over}"


def again_words(agreement: Agreement, today: date, say: _SayDay) -> str:
    """Say when it wants to be looked at: `look again since 3 Jun`; nothing where it does not."""
    if agreement.ended:
        return ""
    if agreement.due is None:
        return "not looked at again by itself"
    if agreement.due <= today:
        return "look again today" if agreement.due == today else f"look again, since {say(agreement.due)}"
    return f"look again on {say(agreement.due)}"
