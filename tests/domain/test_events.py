"""Events: what a day's urges and portions come to, in which order, and how each is taken back."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.book import Book
from tracker.domain.changes import Change, DeleteEvent, PutEvent, SetMark, together
from tracker.domain.event import Event, UrgeOutcome, counting, numbered
from tracker.domain.log import happened
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.rebase import refitted

DAY = date(2026, 11, 22)
PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED


def urge(id: str, outcome: UrgeOutcome = PASSED, at: int | None = None) -> Change:
    return PutEvent("fix", DAY, Event(id, outcome, at=at))


def portion(id: str, minutes: int) -> Change:
    return PutEvent("fix", DAY, Event(id, None, minutes * 1000))


def typed(kind: MarkKind, amount: int = 0, passed: int = 0, acted: int = 0) -> Change:
    return SetMark("fix", DAY, Mark(kind, amount, passed, acted))


def minutes(number: int) -> Mark:
    return Mark(MarkKind.AMOUNT, number * 1000)


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ([urge("a00")], Mark(MarkKind.URGES, 0, 1, 0)),
        ([urge("a00"), urge("b01", ACTED), urge("c02")], Mark(MarkKind.URGES, 0, 2, 1)),
        ([typed(MarkKind.URGES, 0, 3, 1), urge("a00")], Mark(MarkKind.URGES, 0, 4, 1)),
        ([urge("a00"), typed(MarkKind.SKIP)], Mark(MarkKind.SKIP, 0, 1, 0)),
        ([typed(MarkKind.MISSED), urge("a00")], Mark(MarkKind.URGES, 0, 1, 0)),
        ([portion("a00", 20)], minutes(20)),
        ([portion("a00", 20), portion("b01", 15)], minutes(35)),
        ([portion("a00", 20), typed(MarkKind.AMOUNT, 45_000)], minutes(45)),
        ([typed(MarkKind.AMOUNT, 45_000), portion("a00", 20)], minutes(65)),
        ([portion("a00", 20), typed(MarkKind.AMOUNT, 45_000), portion("b01", 5)], minutes(50)),
        ([portion("a00", 20), typed(MarkKind.DONE)], Mark(MarkKind.DONE)),
        ([typed(MarkKind.DONE), portion("a00", 20)], Mark(MarkKind.DONE)),
        ([typed(MarkKind.SKIP), portion("a00", 20)], minutes(20)),
        ([portion("a00", 20), typed(MarkKind.MISSED)], Mark(MarkKind.MISSED)),
        ([portion("a00", 20), typed(MarkKind.MISSED), SetMark("fix", DAY, None)], minutes(20)),
        ([portion("a00", 20), DeleteEvent("fix", DAY, "a00")], None),
    ],
)
def test_what_a_day_comes_to(changes: list[Change], mark: Mark | None) -> None:
    book = together(changes).apply(Book())
    assert book.log("fix").get(DAY) == mark
    assert together(changes).inverse(Book()).apply(book) == Book()


def test_the_urges_of_a_day_stand_in_the_order_in_which_they_came() -> None:
    changes = [
        urge("x03", ACTED, 845), urge("z01", PASSED, 610), urge("a04", PASSED, 845),
        urge("b00", ACTED), urge("c02", PASSED),
    ]  # fmt: skip
    log = together(changes).apply(Book()).log("fix")
    assert [event.id for event in log.events(DAY)] == ["c02", "b00", "z01", "x03", "a04"]
    assert [id for _, (id, *_) in happened(log, 1, DAY.toordinal())] == ["c02", "b00", "z01", "x03", "a04"]


def test_an_event_is_numbered_after_the_others_of_its_day() -> None:
    assert numbered("abc", ()) == "abc00"
    assert numbered("abc", (Event("xyz09"), Event("zzz05"))) == "abc0a"
    assert numbered("abc", (Event("xyz0z"),)) == "abc10"
    assert numbered("abc", (Event("~"), Event("by a hand!"))) == "abc00"


def test_a_portion_that_came_meanwhile_counts_beside_a_total_that_is_taken_back() -> None:
    book = together([typed(MarkKind.AMOUNT, 10_000), portion("a00", 20)]).apply(Book())
    total = typed(MarkKind.AMOUNT, 45_000)
    inverse = total.inverse(book)
    after = together([total, portion("b01", 5)]).apply(book)
    assert after.log("fix").get(DAY) == minutes(50)
    undone = refitted(inverse, total, after).apply(after)
    assert undone.log("fix").get(DAY) == minutes(35)
    again = refitted(total, inverse, undone).apply(undone)
    assert again.log("fix").get(DAY) == minutes(50)
    assert counting(again.log("fix").events(DAY)) == ("b01",)


def test_an_event_that_was_deleted_meanwhile_is_not_changed_back() -> None:
    book = urge("a00").apply(Book())
    strong = PutEvent("fix", DAY, Event("a00", PASSED, strength=4))
    gone = DeleteEvent("fix", DAY, "a00").apply(strong.apply(book))
    assert refitted(strong.inverse(book), strong, gone).apply(gone) == gone
