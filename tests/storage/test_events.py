"""Events in the file: they read like a diary, add up over machines, and are never missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.copies import Edit, book_of, edited
from tests.storage.making import BEGIN
from tests.storage.test_merge import merged, text
from tracker.domain.changes import Change, DeleteEvent, PutEvent, SetMark, together
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.service.edits.days import When
from tracker.service.edits.mending import move_event
from tracker.storage.format import event_text
from tracker.storage.format.event_text import read_event, write_event
from tracker.storage.format.json_text import Malformed, Plain
from tracker.storage.format.stamps import Stamp

DAY, NEXT = date(2026, 11, 22), date(2026, 11, 23)
PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED
NOON = 1_795_348_800_000


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Event("a", PASSED), "let pass"),
        (Event("a", ACTED, at=1439), "23:59 acted on"),
        (
            Event("a", PASSED, 0, 845, 4, "short reply", "took a walk first"),
            "14:05 let pass, 4, short reply: took a walk first",
        ),
        (Event("a", PASSED, trigger="4"), 'let pass, "4"'),
        (Event("a", PASSED, trigger="4, x"), 'let pass, "4, x"'),
        (Event("a", PASSED, trigger="4 then 2"), 'let pass, "4 then 2"'),
        (Event("a", PASSED, trigger="4 then 20"), "let pass, 4 then 20"),
        (Event("a", PASSED, strength=4, after=2), "let pass, 4 then 2"),
        (Event("a", ACTED, strength=4, after=5, instead="took a walk"), "acted on, 4 then 5; instead took a walk"),
        (
            Event("a", PASSED, 0, 845, 4, "short reply", "it went", after=2, instead="took a walk"),
            "14:05 let pass, 4 then 2, short reply; instead took a walk: it went",
        ),
        (Event("a", PASSED, trigger="late", instead="said: no"), 'let pass, late; instead "said: no"'),
        (Event("a", PASSED, instead='"nothing"'), 'let pass; instead """nothing"""'),
        (Event("a", PASSED, instead="one; instead two"), 'let pass; instead "one; instead two"'),
        (Event("a", PASSED, trigger="a; instead b"), 'let pass, "a; instead b"'),
        (Event("a", PASSED, instead="4"), 'let pass; instead "4"'),
        (Event("a", PASSED, strength=2, trigger="late, again"), "let pass, 2, late, again"),
        (Event("a", PASSED, trigger='he said: "no"'), 'let pass, "he said: ""no"""'),
        (Event("a", PASSED, note="two\nlines: here"), "let pass: two\nlines: here"),
        (Event("a", None, 20_500, 510), "08:30 +20.5"),
        (Event("a", None, 20_000, note="before work", taken=True), "(+20): before work"),
    ],
)
def test_an_event_reads_like_a_line_of_a_diary(event: Event, line: str) -> None:
    assert write_event(event) == line
    assert read_event("a", line) == event


@pytest.mark.parametrize(
    "line",
    [
        "passed",
        "36:00 let pass",
        "let pass,4",
        "+",
        "(+20",
        "+2000000",
        "let pass, " + "x" * 41,
        "Let pass",
        "let pass; instead " + "x" * 81,
    ],
)
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(Malformed):
        read_event("a", line)


def put(id: str, minute: int, *said: object) -> Change:
    return PutEvent("quiet", DAY, Event(id, *said))  # type: ignore[arg-type]


def made(tables: Plain, device: str, *changes: tuple[int, Change]) -> Plain:
    return edited(tables, [Edit(Stamp(NOON + minute * 60_000, 0, device), change) for minute, change in changes])


def both_ways(one: Plain, other: Plain) -> Log:
    there = merged(one, other)
    assert text(there) == text(merged(other, one))
    assert text(merged(there, one)) == text(there)
    return book_of(there).log("quiet")


BEGUN = made({}, "d0", (0, BEGIN))


def test_what_two_machines_log_on_a_day_adds_up() -> None:
    laptop = made(
        BEGUN, "d1", (1, put("a00", 1, PASSED, 0, 600, 4, "short reply", "a walk")), (2, put("b01", 2, ACTED)),
        (3, put("c02", 3, None, 20_000)), (4, DeleteEvent("quiet", DAY, "b01")),
    )  # fmt: skip
    phone = made(BEGUN, "d2", (2, put("d00", 2, PASSED)), (3, put("e01", 3, PASSED)))
    log = both_ways(laptop, phone)
    assert {event.id for event in log.events(DAY)} == {"a00", "c02", "d00", "e01"}
    assert log.get(DAY) == Mark(MarkKind.URGES, 0, 3, 0)


@pytest.mark.parametrize(("minute", "amount"), [(10, 45), (2, 65)])
def test_a_total_takes_in_what_was_logged_elsewhere_before_it(minute: int, amount: int) -> None:
    laptop = made(BEGUN, "d1", (5, put("a00", 5, None, 20_000)))
    total = SetMark("quiet", DAY, Mark(MarkKind.AMOUNT, 45_000))
    phone = made(BEGUN, "d2", (minute, total))
    log = both_ways(laptop, phone)
    assert log.get(DAY) == Mark(MarkKind.AMOUNT, amount * 1000)
    assert [event.amount for event in log.events(DAY)] == [20_000], "it is still there to be read"


def test_a_note_on_a_total_makes_it_no_later_one() -> None:
    total = SetMark("quiet", DAY, Mark(MarkKind.AMOUNT, 45_000))
    noted = SetMark("quiet", DAY, Mark(MarkKind.AMOUNT, 45_000, note="a walk"))
    phone = made(BEGUN, "d2", (1, total), (9, noted))
    laptop = made(BEGUN, "d1", (5, put("a00", 5, None, 20_000)))
    assert both_ways(laptop, phone).get(DAY) == Mark(MarkKind.AMOUNT, 65_000, note="a walk")


def test_fields_of_one_urge_that_were_changed_in_two_copies_are_both_kept() -> None:
    begun = made(BEGUN, "d1", (1, put("a00", 1, PASSED)))
    laptop = made(begun, "d1", (5, put("a00", 5, PASSED, 0, None, 4)))
    phone = made(
        begun, "d2", (6, put("a00", 6, PASSED, 0, None, None, "late")), (7, put("a00", 7, ACTED, 0, None, None, "late"))
    )
    assert both_ways(laptop, phone).events(DAY) == (Event("a00", ACTED, 0, None, 4, "late"),)


def test_what_now_says_of_an_urge_is_joined_field_by_field() -> None:
    begun = made(BEGUN, "d1", (1, put("a00", 1, PASSED, 0, 600, 4)))
    rated = Event("a00", PASSED, 0, 600, 4, after=2)
    laptop = made(begun, "d1", (5, PutEvent("quiet", DAY, rated)))
    phone = made(begun, "d2", (6, PutEvent("quiet", DAY, Event("a00", PASSED, 0, 600, 4, instead="a walk"))))
    assert both_ways(laptop, phone).events(DAY) == (rated._replace(instead="a walk"),)
    weaker = made(phone, "d2", (9, PutEvent("quiet", DAY, Event("a00", PASSED, 0, 600, None, instead="a walk"))))
    assert both_ways(laptop, weaker).events(DAY)[0][4::4] == (None, None), "both strengths go as one"


def test_of_two_notes_on_an_urge_the_one_that_loses_is_kept_beside() -> None:
    begun = made(BEGUN, "d1", (1, put("a00", 1, PASSED, 0, None, None, "", "as it began")))
    laptop = made(begun, "d1", (5, put("a00", 5, PASSED, 0, None, None, "", "ours")))
    phone = made(begun, "d2", (6, put("a00", 6, PASSED, 0, None, None, "", "theirs")))
    assert both_ways(laptop, phone).events(DAY)[0].note == "theirs"
    beside = merged(laptop, phone)["logs"]["quiet"]["2026-11"]["beside"]
    assert [lost for _, lost in beside["22 a00"]] == ["ours"]


def test_a_deleted_urge_stays_deleted_until_that_is_taken_back() -> None:
    begun = made(BEGUN, "d1", (1, put("a00", 1, PASSED)))
    laptop = made(begun, "d1", (5, DeleteEvent("quiet", DAY, "a00")))
    phone = made(begun, "d2", (9, put("a00", 9, PASSED, 0, None, 5)))
    assert both_ways(laptop, phone).events(DAY) == ()
    back = made(laptop, "d1", (12, put("a00", 12, PASSED)))
    assert [event.id for event in both_ways(back, phone).events(DAY)] == ["a00"]


def test_an_urge_that_two_machines_move_to_the_same_day_is_there_once() -> None:
    begun = made(BEGUN, "d1", (1, put("a00", 1, PASSED, 0, None, 4)))
    moves = [move_event("a00", NEXT, When(NEXT))(book_of(begun)) for _ in range(2)]
    laptop, phone = made(begun, "d1", (5, moves[0])), made(begun, "d2", (6, moves[1]))
    log = both_ways(laptop, phone)
    assert (log.events(DAY), [event.id for event in log.events(NEXT)]) == ((), ["a00"])
    back = made(laptop, "d1", (9, move_event("a00", DAY, When(NEXT))(book_of(laptop))))
    assert [event.id for event in book_of(back).log("quiet").events(DAY)] == ["a00"]


def test_a_day_without_events_costs_nothing() -> None:
    total = together([SetMark("quiet", DAY, Mark(MarkKind.AMOUNT, 45_000))])
    assert sorted(made(BEGUN, "d1", (1, total))["logs"]["quiet"]["2026-11"]) == ["amounts", "days", "stamps"]


WORDS = ("14:05 ", "35:59 ", "36:00 ", "1:05 ", "let pass", "acted on", "+20", "(+20)", "(+20", "+1.5", "+1000000")
MORE = ("+1000001", "+12345678", "+٣", ", 4", ", 6", ", ", "; instead x", ": note", ", 4 then 2", "+", "()", " ")


@given(st.lists(st.sampled_from(WORDS + MORE), min_size=1, max_size=4).map("".join))
def test_a_plain_event_is_read_without_the_pattern_as_it_is_with_it(line: str) -> None:
    plain = event_text._read_plain(line)
    if plain is not None:
        assert plain == event_text._read_detailed(line)
