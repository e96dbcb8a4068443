"""Reflections on months and years in the file: a table of their own, each answer by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.storage.copies import Edit, book_of, edited
from tests.storage.making import BEGIN
from tests.storage.test_merge import merged, text
from tracker.domain.book import Lookback, Reflection
from tracker.domain.changes import Change, Delete, ItemKind, Put, PutPrompts
from tracker.storage.format.change_records import read_change, write_change
from tracker.storage.format.json_text import KNOWN_TABLES, Malformed, Plain, read_text
from tracker.storage.format.stamps import Stamp
from tracker.storage.recovery.salvage import salvage

EMPTY: Plain = {name: {} for name in KNOWN_TABLES}
MONTH = Reflection(Lookback.MONTH, date(2026, 11, 1), answers=(("What grew?", "Patience."), ("What next?", "Rest.")))
YEAR = Reflection(Lookback.YEAR, date(2026, 1, 1), answers=(("What grew?", "Roots,\nand more."),))
WEEK = Reflection(Lookback.WEEK, date(2026, 11, 16), answers=(("What grew?", "Little."),))
BEGUN = edited(EMPTY, [Edit(Stamp(1000, 0, "a"), BEGIN), Edit(Stamp(1001, 0, "a"), Put(MONTH))])


def after(device: str, *changes: Change) -> Plain:
    at = {"a": 2000, "b": 3000}[device]
    return edited(BEGUN, [Edit(Stamp(at + number, 0, device), change) for number, change in enumerate(changes)])


def answered(**answers: str) -> Put:
    return Put(MONTH._replace(answers=tuple((f"What {name}?", said) for name, said in answers.items())))


def test_they_stand_where_a_letbe_that_knows_days_and_weeks_alone_passes_them_over() -> None:
    tables = after("a", Put(WEEK), Put(YEAR), PutPrompts(("Why?",)), PutPrompts(("Whither?",), Lookback.YEAR))
    assert list(tables["reflections"]) == [WEEK.id]
    assert list(tables["lookbacks"]) == [MONTH.id, YEAR.id]
    meta = tables["meta"]["book"]
    assert (meta["prompts"], meta["year_prompts"], meta.get("month_prompts")) == (["Why?"], ["Whither?"], None)


def test_a_file_without_them_has_no_table_of_them() -> None:
    assert b"lookbacks" not in text(edited(EMPTY, [Edit(Stamp(1, 0, "a"), BEGIN)]))


@pytest.mark.parametrize("kept", [MONTH, YEAR], ids=lambda kept: kept.span)
def test_one_comes_back_from_the_file_the_journal_and_a_damaged_file(kept: Reflection) -> None:
    tables = after("a", Put(kept))
    assert kept in book_of(read_text(text(tables), trusting=False)).lookbacks
    assert kept in book_of(salvage(text(tables).replace(b'"areas": {', b'"are', 1))).lookbacks
    for change in (Put(kept), Delete(ItemKind.LOOKBACK, kept.id)):
        assert read_change(write_change(change)) == change


@pytest.mark.parametrize("span", [Lookback.WEEK, Lookback.MONTH, Lookback.YEAR])
def test_the_questions_of_each_span_have_an_entry_of_their_own_name(span: Lookback) -> None:
    change = PutPrompts(("What grew?",), span)
    assert read_change(write_change(change)) == change
    assert (write_change(change)["do"] == "prompts") is (span is Lookback.WEEK)


def test_two_machines_that_answer_other_questions_of_a_month_have_both_answers() -> None:
    mine = after("a", answered(grew="Trust.", next="Rest."))
    yours = after("b", answered(**{"grew": "Patience.", "next": "Rest.", "else": "A walk."}))
    (both,) = book_of(merged(mine, yours)).lookbacks
    assert dict(both.answers) == {"What grew?": "Trust.", "What next?": "Rest.", "What else?": "A walk."}
    assert text(merged(mine, yours)) == text(merged(yours, mine))


def test_of_two_answers_to_one_question_the_later_stands_and_the_other_is_kept() -> None:
    mine, yours = after("a", answered(grew="Trust.")), after("b", answered(grew="Calm."))
    both = merged(mine, yours)["lookbacks"][MONTH.id]
    assert both["answers"]["What grew?"] == "Calm."
    assert both["beside"] == {"What grew?": [["0000000002000-0000-a", "Trust."]]}


@pytest.mark.parametrize(
    ("id", "document"),
    [
        ("week:2026-11-16", {"answers": {"a": "b"}}),
        ("month:2026-11-02", {"answers": {"a": "b"}}),
        ("year:2026-11-01", {"answers": {"a": "b"}}),
        ("quarter:2026-10-01", {"answers": {"a": "b"}}),
        ("month:2026-11-01", {"answers": "b"}),
        ("month:2026-11-01", {"answers": {"a": 3}}),
    ],
)
def test_what_is_no_month_and_no_year_is_named_with_its_place(id: str, document: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match=f"in the table “lookbacks” the record “{id}”"):
        book_of({**BEGUN, "lookbacks": {id: document}})
