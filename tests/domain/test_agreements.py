"""Agreements: when one wants to be looked at again, and what of one an undo after a merge takes back."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.book import Agreement, Book, Wording
from tracker.domain.changes import Change, Put
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.interval import Interval, read_interval
from tracker.domain.rebase import refitted

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
MADE = Agreement("k3f", (Wording(MAY, "Thursdays stay free."),), "Robin", Interval(1, "month"))


def test_it_is_due_so_long_after_the_last_look_at_it() -> None:
    assert MADE.due == JUNE
    assert MADE._replace(looks=(JUNE,)).due == JULY
    assert MADE._replace(looks=(JUNE,), wordings=(*MADE.wordings, Wording(JULY, "No more."))).last_look == JULY
    assert MADE._replace(again=None).due is None
    assert MADE._replace(ended=JULY).due is None


def test_it_reads_as_it_was_last_said_and_holds_since_it_was_first_said() -> None:
    changed = MADE._replace(wordings=(*MADE.wordings, Wording(JULY, "Thursdays and Sundays.")))
    assert (changed.text, changed.since) == ("Thursdays and Sundays.", MAY)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("3 months", Interval(3, "month")),
        ("1 month", Interval(1, "month")),
        ("a month", Interval(1, "month")),
        ("month", Interval(1, "month")),
        ("monthly", Interval(1, "month")),
        ("every 2 weeks", Interval(2, "week")),
        ("in 6w", Interval(6, "week")),
        ("90 D", Interval(90, "day")),
        ("a year", Interval(1, "year")),
        ("half a year", Interval(6, "month")),
        ("every half year", Interval(6, "month")),
        ("a quarter", Interval(3, "month")),
        ("a fortnight", Interval(2, "week")),
        ("never", None),
    ],
)
def test_how_long_is_read_as_one_says_it(text: str, interval: Interval | None) -> None:
    assert read_interval(text) == interval
    if interval:
        assert read_interval(str(interval)) == interval


@pytest.mark.parametrize("text", ["", "soon", "3", "month 3", "-1 month", "1.5 years", "٣ months", "may"])
def test_what_is_no_length_of_time_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(Unreadable, match="write it as 2 weeks"):
        read_interval(text)


@pytest.mark.parametrize("text", ["0 days", "11 years", "3651 days", "99999 weeks"])
def test_a_length_beyond_ten_years_or_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="ten years"):
        read_interval(text)


@pytest.mark.parametrize(
    ("day", "interval", "then"),
    [
        (date(2026, 1, 31), Interval(1, "month"), date(2026, 2, 28)),
        (date(2028, 1, 31), Interval(1, "month"), date(2028, 2, 29)),
        (date(2028, 2, 29), Interval(1, "year"), date(2029, 2, 28)),
        (date(2026, 11, 30), Interval(3, "month"), date(2027, 2, 28)),
        (date(2026, 12, 15), Interval(1, "month"), date(2027, 1, 15)),
        (date(2026, 12, 28), Interval(1, "week"), date(2027, 1, 4)),
        (date(9999, 12, 1), Interval(1, "month"), date.max),
        (date(9999, 12, 30), Interval(10, "day"), date.max),
    ],
)
def test_a_length_of_time_follows_the_calendar_to_its_end(day: date, interval: Interval, then: date) -> None:
    assert interval.after(day) == then


CHANGED = MADE._replace(wordings=(*MADE.wordings, Wording(JUNE, "Thursdays and Sundays.")))
THEIRS = MADE._replace(wordings=(*MADE.wordings, Wording(JULY, "Only Sundays.")), looks=(JUNE,))
BOTH = MADE._replace(wordings=(*CHANGED.wordings, *THEIRS.wordings[1:]), looks=(JUNE,))


@pytest.mark.parametrize(
    ("ours", "there", "left"),
    [
        (CHANGED, BOTH, THEIRS),
        (MADE._replace(looks=(JULY,)), THEIRS._replace(looks=(JUNE, JULY)), THEIRS),
        (MADE._replace(ended=JULY), THEIRS._replace(ended=JULY), THEIRS),
        (MADE._replace(whom="Kim"), THEIRS._replace(whom="Kim"), THEIRS),
        (MADE._replace(again=None), THEIRS._replace(again=None), THEIRS),
    ],
    ids=["a wording", "a look", "its end", "with whom", "when again"],
)
def test_an_undo_takes_back_what_it_was_about_and_leaves_what_came_from_elsewhere(
    ours: Agreement, there: Agreement, left: Agreement
) -> None:
    before = Put(MADE).apply(Book())
    made: Change = Put(ours)
    inverse = made.inverse(before)
    met = Put(there).apply(before)
    undone = refitted(inverse, made, met).apply(met)
    assert undone.agreements == (left,)
    assert refitted(made, inverse, undone).apply(undone) == met


def test_what_somebody_deleted_meanwhile_is_not_put_again() -> None:
    made = Put(CHANGED)
    assert refitted(made, made.inverse(Put(MADE).apply(Book())), Book()).apply(Book()) == Book()
