"""Agreements: the edits that make, keep, change and end what was agreed with somebody, and which of them are due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.clock import say_date
from tracker.domain.book import Agreement, Book, Wording
from tracker.domain.changes import Change, Delete, ItemKind, Put, find, together
from tracker.domain.errors import NotFound, Refused, Unreadable
from tracker.domain.interval import Interval, read_interval
from tracker.domain.text import clean, clean_line, clean_note, excerpt
from tracker.service import new_ids
from tracker.service.edits.days import When, refuse_outside
from tracker.service.edits.marks import done
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.agreements import PRACTICE

MOST_IN_ALL = 500


def standing(book: Book) -> list[Agreement]:
    """Return the agreements that hold, in the order in which they were made."""
    return sorted((kept for kept in book.agreements if not kept.ended), key=_order)


def ended(book: Book) -> list[Agreement]:
    """Return the agreements that no longer hold, the one that ended last first."""
    return sorted(
        (kept for kept in book.agreements if kept.ended), key=lambda kept: (kept.ended, kept.id), reverse=True
    )


def numbered(book: Book) -> list[tuple[int, Agreement]]:
    """Return the agreements as they are listed, each with its number, which stays the same when one of them ends."""
    numbers = {kept.id: number for number, kept in enumerate(sorted(book.agreements, key=_order), 1)}
    return [(numbers[kept.id], kept) for kept in (*standing(book), *ended(book))]


def due(book: Book, day: date) -> list[Agreement]:
    """Return the agreements whose day to look again has come, the one that has waited longest first."""
    waiting = [(kept.due, kept) for kept in standing(book) if kept.due and kept.due <= day]
    return [kept for _, kept in sorted(waiting, key=lambda each: (each[0], _order(each[1])))]


def _order(agreement: Agreement) -> tuple[date, str, str]:
    """Return what agreements stand in order by: their day, and of one day the words in which they were made."""
    return agreement.since, agreement.wordings[0].text.casefold(), agreement.id


def find_agreement(book: Book, text: str) -> Agreement:
    """Find the one agreement meant by its number in the list, its id, or a part of its words; raise `NotFound`."""
    wanted = clean(text).casefold()
    if not wanted:
        raise Unreadable("Name an agreement: its number in the list, or a part of its words.")
    numbers = dict(numbered(book))
    listed = list(numbers.values())
    if wanted.isdecimal():
        if int(wanted[:6]) in numbers:
            return numbers[int(wanted[:6])]
        raise NotFound(f"There is no agreement {excerpt(wanted)}; the list has {len(listed)}.")
    for pool in (
        [kept for kept in listed if kept.id.casefold() == wanted],
        [kept for kept in listed if not kept.ended and _says(kept, wanted)],
        [kept for kept in listed if _says(kept, wanted)],
    ):
        if len(pool) == 1:
            return pool[0]
        if pool:
            raise NotFound(f"“{excerpt(text)}” fits {len(pool)} agreements; write more of the words, or the number.")
    raise NotFound(f"There is no agreement “{excerpt(text)}”; write a part of its words, or its number in the list.")


def _says(agreement: Agreement, words: str) -> bool:
    return words in clean(f"{agreement.text} {agreement.whom}").casefold()


def make(text: str, when: When, *, whom: str = "", again: str = "1 month", since: date | None = None) -> Edit:
    """Write down what was agreed, today or on an earlier day; what holds word for word already stays as it is."""
    words, other, day = _words(text), clean_line(whom, "name"), since or when.today
    interval = read_interval(again)
    refuse_outside(day, when.today)

    def edit(book: Book) -> Change:
        if any((kept.text, kept.whom) == (words, other) for kept in standing(book)):
            return NOTHING
        if len(book.agreements) >= MOST_IN_ALL:
            raise Refused(f"There are {MOST_IN_ALL} agreements already; delete one that is long over first.")
        id = new_ids.new_id("agreed", {kept.id for kept in book.agreements})
        return Put(Agreement(id, (Wording(day, words),), other, interval))

    return edit


def keep(id: str, when: When, again: str = "") -> Edit:
    """Say that an agreement was looked at today and stays as it is; `again` changes when that comes again."""

    def made(agreement: Agreement) -> Agreement:
        today = when.today
        looks = agreement.looks if agreement.last_look >= today else tuple(sorted({*agreement.looks, today}))
        return agreement._replace(looks=looks, again=_span(agreement, again))

    return _looked_at(id, when, made)


def change(id: str, text: str, when: When, again: str = "") -> Edit:
    """Give an agreement other words from today on; those it had stay, with their days."""
    words = _words(text)

    def made(agreement: Agreement) -> Agreement:
        kept = tuple(wording for wording in agreement.wordings if wording.since != when.today)
        wordings = tuple(sorted((*kept, Wording(when.today, words)))) if words != agreement.text else agreement.wordings
        return agreement._replace(wordings=wordings, again=_span(agreement, again))

    return _looked_at(id, when, made)


def end(id: str, when: When) -> Edit:
    """Say that an agreement holds no longer from today on; it stays to be read."""
    return _looked_at(id, when, lambda agreement: agreement._replace(ended=when.today))


def adjust(id: str, *, whom: str | None = None, again: str = "") -> Edit:
    """Change with whom an agreement is, or how long after a look it comes again; that is no look at it."""
    other = None if whom is None else clean_line(whom, "name")

    def edit(book: Book) -> Change:
        old = _there(book, id)
        new = old._replace(whom=old.whom if other is None else other, again=_span(old, again))
        return Put(new) if new != old else NOTHING

    return edit


def _span(agreement: Agreement, again: str) -> Interval | None:
    return read_interval(again) if again else agreement.again


def delete(id: str) -> Edit:
    """Take an agreement away with all its wordings."""
    return lambda book: Delete(ItemKind.AGREEMENT, _there(book, id).id)


def _looked_at(id: str, when: When, made: Callable[[Agreement], Agreement]) -> Edit:
    """Change an agreement that holds; to look at one counts for the practice of it, where that is in the list."""

    def edit(book: Book) -> Change:
        old = _there(book, id)
        if old.ended:
            raise Refused(f"This agreement ended on {say_date(old.ended, when.today)}; make it anew if it holds again.")
        new = made(old)
        return together((Put(new), *_counted(book, when))) if new != old else NOTHING

    return edit


def _counted(book: Book, when: When) -> list[Change]:
    habit = book.find_habit_by_id(PRACTICE)
    if habit is None or habit.archived or not habit.rule_on(when.today).goal.is_check:
        return []
    if book.log(PRACTICE).get(when.today) is not None:
        return []  # what was said of the day stays
    return [done([PRACTICE], [when.today], when)(book)]


def _there(book: Book, id: str) -> Agreement:
    if agreement := find(book.agreements, id):
        return agreement
    raise NotFound("This agreement is not there any more; it may have been deleted on another machine.")


def _words(text: str) -> str:
    words = clean_note(text).strip()
    if not words:
        raise Refused("An agreement needs a few words: what was agreed.")
    return words
