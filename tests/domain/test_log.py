"""Logs: what was recorded, by day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import EPOCH, days, logs, marks
from tracker.domain.amounts import ONE, row_of, thousandths
from tracker.domain.log import CODES, KINDS, Log, Mark, MarkKind, wholes

DONE = Mark(MarkKind.DONE)


def test_every_kind_has_a_code_of_its_own() -> None:
    assert set(CODES) == set(MarkKind)
    assert {KINDS[code]: code for code in KINDS} == dict(CODES)


@given(logs(), days(), marks())
def test_a_mark_is_where_it_was_set_and_nothing_else_has_moved(log: Log, day: date, mark: Mark) -> None:
    marked = log.marked(day, mark)
    assert marked.typed(day) == mark
    assert {**dict(log), day: marked.get(day)} == dict(marked)
    assert [event.id for event in marked.events(day)] == [event.id for event in log.events(day)]


@given(logs(), days(), marks())
def test_clearing_a_mark_leaves_no_trace(log: Log, day: date, mark: Mark) -> None:
    bare = log.marked(day, None)
    assert bare.typed(day) is None
    assert (bare.get(day) is None) == (not log.events(day))
    assert log.marked(day, mark).marked(day, None) == bare


@given(st.dictionaries(days(), marks(), max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_entry_is_irrelevant(found: dict[date, Mark], source: Random) -> None:
    items = list(found.items())
    source.shuffle(items)
    assert Log.of(dict(items)) == Log.of(found)
    assert hash(Log.of(dict(items))) == hash(Log.of(found))


@given(logs(span=200), st.integers(-40, 240), st.integers(0, 120))
def test_a_line_says_each_day_in_one_character_and_a_row_in_one_number(log: Log, start: int, length: int) -> None:
    first = EPOCH.toordinal() + start
    line = log.line(first, first + length - 1)
    assert len(line) == length
    for offset, code in enumerate(line):
        mark = log.get(date.fromordinal(first + offset))
        assert code == (CODES[mark.kind] if mark else " ")
    amounts = [mark.amount if (mark := log.get(date.fromordinal(first + offset))) else 0 for offset in range(length)]
    assert log.amounts(first, first + length - 1) == amounts
    row = wholes(log, first, first + length - 1)
    assert row is None or [whole * ONE for whole in row] == amounts


@given(st.lists(st.sampled_from((0, 1, ONE, 255 * ONE, 256 * ONE)), min_size=1, max_size=31))
def test_the_same_amounts_are_the_same_row_however_they_came_about(amounts: list[int]) -> None:
    row = row_of(amounts)
    assert list(thousandths(row, len(amounts))) == amounts
    assert isinstance(row, bytes) == (
        any(amounts) and all(not amount % ONE and amount < 256 * ONE for amount in amounts)
    )
    days = [date(2024, 3, day) for day in range(1, len(amounts) + 1)]
    told = Log.of({day: Mark(MarkKind.AMOUNT, amount) for day, amount in zip(days, amounts, strict=True)})
    at_once = told.marked(days[0], Mark(MarkKind.AMOUNT, 1)).marked(days[0], Mark(MarkKind.AMOUNT, amounts[0]))
    assert at_once == told


@given(logs(span=200))
def test_a_log_is_walked_in_order_and_knows_its_span(log: Log) -> None:
    walked = [day for day, _ in log]
    assert walked == sorted(walked)
    assert log.span == ((walked[0].toordinal(), walked[-1].toordinal()) if walked else None)
    assert bool(log) == bool(walked)


@given(logs(span=200))
def test_urges_and_notes_are_found_by_their_days(log: Log) -> None:
    marked = {day.toordinal(): mark for day, mark in log}
    urges = {day: (m.passed, m.acted) for day, m in marked.items() if m.kind is MarkKind.URGES or m.passed or m.acted}
    assert dict(log.urges()) == urges
    first, last = EPOCH.toordinal(), (EPOCH + timedelta(days=200)).toordinal()
    assert log.noted(first, last) == {day for day, mark in marked.items() if mark.note and first <= day <= last}


def test_a_mark_keeps_its_note_and_its_time() -> None:
    mark = Mark(MarkKind.AMOUNT, 20_000, note="rained", at=29_000_000)
    day = date(2024, 2, 29)
    assert Log().marked(day, mark).get(day) == mark
    assert Log().marked(day, mark).marked(day, DONE).get(day) == DONE
