"""The first four weeks: one sentence a week about what is usual then, for whoever begins; never about how it goes.

After Lally et al. (2010): automaticity grows over months and very differently between people, and one missed chance
makes no difference that could be measured.
"""

from __future__ import annotations

from datetime import date

from tracker.domain.book import Book

USUAL = (
    "The first week: forgetting is part of it. A day that stayed empty asks for nothing; the next one is there.",
    "The second week: the cue matters more than the will. What happens every day anyway can carry a practice along.",
    "The third week: one miss changes nothing that could be measured. Habits take months, and each takes its own.",
    "The fourth week: what could be let go of on this list? A few that fit are worth more than many that wait.",
)
_DAYS = 7


def first_recorded(book: Book) -> date | None:
    """Return the first day of which anything was recorded: a mark, a note, an urge, an ease; None before there is one.

    Only the days of its reflections count: that of a week or a month is about what was before them too.
    """
    days = [date.fromordinal(held[0]) for log in book.logs.values() if (held := log.span)]
    days += [kept.day for kept in book.reflections if kept.day == kept.last]
    return min(days, default=None)


def usual_on(book: Book, day: date) -> str:
    """Say what is usual in the week in which a day lies, of the first four; nothing before them or after."""
    first = first_recorded(book)
    week = -1 if first is None else (day - first).days // _DAYS
    return USUAL[week] if 0 <= week < len(USUAL) else ""
