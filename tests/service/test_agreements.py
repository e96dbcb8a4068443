"""Agreements: made, looked at, changed and ended, each undone and redone, and what of it counts as a practice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.service.books import BOOK, TODAY, WHEN, YESTERDAY, after, habit, mark
from tracker.domain.book import Agreement, Book, Wording
from tracker.domain.changes import Put
from tracker.domain.errors import LetbeError, NotFound, Refused, Unreadable
from tracker.domain.interval import Interval
from tracker.domain.log import Mark, MarkKind
from tracker.domain.rebase import refitted
from tracker.service.edits.agreements import (
    adjust,
    change,
    delete,
    due,
    end,
    ended,
    find_agreement,
    keep,
    make,
    standing,
)
from tracker.service.edits.marks import When, clear, skip
from tracker.service.files.exporting import export
from tracker.service.files.importing import FileFormat, read_import
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.agreements import again_words, made_words
from tracker.service.words.labels import label

LOOKED_AT = BOOK._replace(habits=(*BOOK.habits, habit("agreements", "Look again at what we agreed")))


def on(day: date) -> When:
    return When(day, 29_000_000)


MAY, JUNE, NEXT_JUNE, LATER = date(2025, 5, 3), date(2025, 6, 3), date(2026, 6, 3), date(2026, 11, 1)


def lived(id: str) -> list[tuple[Edit, str]]:
    """Give an agreement's life, and how each step of it is called."""
    return [
        (keep(id, on(JUNE), again="1 year"), "Agreement looked at and kept"),
        (change(id, "Thursdays and Sunday mornings stay free.", on(NEXT_JUNE)), "Agreement changed"),
        (end(id, on(LATER)), "Agreement ended"),
    ]


def test_each_step_of_its_life_is_one_change_that_can_be_undone_and_redone() -> None:
    made = make("Thursdays stay free.", on(MAY), whom="Robin")(LOOKED_AT)
    book = made.apply(LOOKED_AT)
    (agreement,) = book.agreements
    assert label(LOOKED_AT, made) == "Agreement made"
    assert due(book, date(2025, 6, 2)) == []
    assert due(book, JUNE) == [agreement]
    for edit, called in lived(agreement.id):
        step = edit(book)
        assert label(book, step) == called
        inverse, later = step.inverse(book), step.apply(book)
        assert later != book
        assert refitted(inverse, step, later).apply(later) == book
        assert refitted(step, inverse, book).apply(book) == later
        book = later
    (over,) = book.agreements
    assert over.wordings == (
        Wording(MAY, "Thursdays stay free."),
        Wording(NEXT_JUNE, "Thursdays and Sunday mornings stay free."),
    )
    assert (over.looks, over.again, over.ended) == ((JUNE,), Interval(1, "year"), LATER)
    assert (standing(book), ended(book), due(book, LATER)) == ([], [over], [])


def test_looking_at_one_counts_for_the_practice_of_it_and_making_one_does_not() -> None:
    book = after(LOOKED_AT, make("Thursdays stay free.", WHEN, since=YESTERDAY))
    assert mark(book, "agreements") is None
    (agreement,) = book.agreements
    for edit in (keep(agreement.id, WHEN), change(agreement.id, "No more calls.", WHEN), end(agreement.id, WHEN)):
        assert mark(after(book, edit), "agreements") == Mark(MarkKind.DONE)
        assert after(BOOK._replace(agreements=book.agreements), edit).logs == {}


def test_what_was_said_of_the_day_is_not_overwritten_by_a_look() -> None:
    book = after(LOOKED_AT, make("Thursdays stay free.", WHEN, since=YESTERDAY), skip(["agreements"], [TODAY], WHEN))
    looked = after(book, keep(book.agreements[0].id, WHEN))
    assert mark(looked, "agreements") == Mark(MarkKind.SKIP)
    archived = LOOKED_AT._replace(habits=(LOOKED_AT.habits[-1]._replace(archived=TODAY),), agreements=book.agreements)
    assert after(archived, keep(book.agreements[0].id, WHEN)).logs == {}
    assert after(looked, clear(["agreements"], [TODAY], WHEN)).agreements == looked.agreements


def test_the_same_twice_is_once() -> None:
    book = after(BOOK, make("Thursdays stay free.", WHEN, since=YESTERDAY))
    id = book.agreements[0].id
    assert make(" Thursdays  stay free.\n", WHEN)(book) == NOTHING
    assert adjust(id, again="1 month")(book) == NOTHING
    kept = after(book, keep(id, WHEN))
    assert keep(id, WHEN)(kept) == NOTHING
    assert change(id, "Thursdays stay free.", WHEN)(kept) == NOTHING
    assert len(after(kept, make("Thursdays stay free.", WHEN, whom="Kim")).agreements) == 2


def test_two_changes_on_one_day_are_one_wording() -> None:
    book = after(BOOK, make("One.", WHEN, since=YESTERDAY))
    id = book.agreements[0].id
    changed = after(book, change(id, "Two.", WHEN), change(id, "Three.", WHEN))
    assert [wording.text for wording in changed.agreements[0].wordings] == ["One.", "Three."]


def test_with_whom_and_when_again_can_change_without_a_look() -> None:
    book = after(LOOKED_AT, make("One.", WHEN, since=YESTERDAY))
    changed = after(book, adjust(book.agreements[0].id, whom="Kim", again="never"))
    assert (changed.agreements[0].whom, changed.agreements[0].due, changed.logs) == ("Kim", None, {})
    assert after(changed, delete(book.agreements[0].id)).agreements == ()


@pytest.mark.parametrize(
    ("edit", "error", "words"),
    [
        (lambda: make(" ", WHEN), Refused, "what was agreed"),
        (lambda: make("\u200b", WHEN), Refused, "invisible"),
        (lambda: make("x" * 10_001, WHEN), Refused, "10,000"),
        (lambda: make("x", WHEN, whom="y" * 201), Refused, "200"),
        (lambda: make("x", WHEN, again="soon"), Unreadable, "length of time"),
        (lambda: make("x", WHEN, since=date(2026, 11, 23)), Refused, "not come yet"),
        (lambda: make("x", WHEN, since=date(1969, 12, 31)), Refused, "1970"),
        (lambda: keep("gone", WHEN), NotFound, "not there any more"),
        (lambda: delete("gone"), NotFound, "not there any more"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(edit: Callable[[], Edit], error: type[LetbeError], words: str) -> None:
    with pytest.raises(error, match=words):
        edit()(BOOK)


def test_one_that_has_ended_is_not_looked_at() -> None:
    book = after(BOOK, make("One.", WHEN))
    over = after(book, end(book.agreements[0].id, WHEN))
    for edit in (keep(over.agreements[0].id, WHEN), change(over.agreements[0].id, "Two.", WHEN)):
        with pytest.raises(Refused, match="ended on"):
            edit(over)


def three() -> Book:
    book = after(
        BOOK,
        make("Thursdays stay free.", WHEN, whom="Robin", since=date(2026, 1, 1)),
        make("We call on Sundays.", WHEN, whom="Kim", since=date(2026, 2, 1)),
        make("Sundays are for walks.", WHEN, since=date(2026, 3, 1)),
    )
    return after(book, end(find_agreement(book, "walks").id, WHEN))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", "Thursdays stay free."),
        ("3", "Sundays are for walks."),
        ("robin", "Thursdays stay free."),
        ("SUNDAYS", "We call on Sundays."),
        ("for walks", "Sundays are for walks."),
    ],
)
def test_one_is_found_by_its_number_or_a_part_of_its_words(text: str, found: str) -> None:
    book = three()
    assert find_agreement(book, text).text == found
    assert find_agreement(book, find_agreement(book, text).id).text == found


@pytest.mark.parametrize(
    ("text", "error"), [("4", NotFound), ("0", NotFound), ("tea", NotFound), ("s", NotFound), (" ", Unreadable)]
)
def test_what_fits_none_or_several_is_said(text: str, error: type[LetbeError]) -> None:
    with pytest.raises(error):
        find_agreement(three(), text)


def test_the_one_that_has_waited_longest_is_due_first() -> None:
    book = three()
    assert [kept.text for kept in due(book, TODAY)] == ["Thursdays stay free.", "We call on Sundays."]
    looked = after(book, keep(find_agreement(book, "robin").id, on(date(2026, 6, 1))))
    assert [kept.text for kept in due(looked, TODAY)] == ["We call on Sundays.", "Thursdays stay free."]


def test_its_story_in_words() -> None:
    first, _, over = (find_agreement(three(), str(number)) for number in (1, 2, 3))
    changed = first._replace(wordings=(*first.wordings, Wording(date(2026, 3, 4), "x")))
    assert made_words(changed, str) == "with Robin, since 2026-01-01, changed on 2026-03-04"
    assert made_words(over, str) == f"since 2026-03-01, ended on {TODAY}"
    assert again_words(first, TODAY, str) == "look again, since 2026-02-01"
    assert again_words(first, date(2026, 2, 1), str) == "look again today"
    assert again_words(first, date(2026, 1, 31), str) == "look again on 2026-02-01"
    assert again_words(over, TODAY, str) == ""
    assert again_words(first._replace(again=None), TODAY, str) == "not looked at again by itself"
    assert label(three(), Put(first._replace(whom="x"))) == "Agreement: with whom, or when to look again, changed"


def test_an_agreement_that_comes_in_keeps_the_wordings_and_looks_that_are_here() -> None:
    first, second, third = (date(2026, month, 1) for month in (5, 6, 7))
    here = Agreement("k3f", (Wording(first, "Thursdays."), Wording(second, "Fridays.")), looks=(third,))
    there = Agreement("k3f", (Wording(first, "Thursdays."), Wording(third, "Sundays.")), "Robin")
    book = BOOK._replace(agreements=(here,))
    coming = read_import(export(BOOK._replace(agreements=(there,)), FileFormat.JSON), FileFormat.JSON, TODAY)
    (both,) = after(book, coming.edit).agreements
    assert both == there._replace(wordings=(*here.wordings, there.wordings[-1]), looks=(third,))
    assert after(after(book, coming.edit), coming.edit).agreements == (both,)
    assert "1 agreement" in coming.tally(book).words


def test_agreements_of_one_day_stand_in_the_order_of_their_first_words() -> None:
    made = [Agreement(id, (Wording(YESTERDAY, text),)) for id, text in (("a", "Walks"), ("b", "calls"), ("c", "Books"))]
    changed = made[2]._replace(wordings=(Wording(YESTERDAY, "Books"), Wording(TODAY, "Zoo")))
    book = Book(agreements=(*made[:2], changed))
    assert [kept.id for kept in standing(book)] == ["c", "b", "a"]
