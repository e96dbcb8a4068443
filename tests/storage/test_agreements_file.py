"""Agreements in the file: a field for each wording and each look, so that those of two machines come together."""

from __future__ import annotations

import pytest

from tests.domain.test_agreements import CHANGED, JUNE, MADE, MAY, THEIRS
from tests.storage.copies import Edit, book_of, edited
from tests.storage.making import BEGIN
from tests.storage.test_merge import merged, text
from tracker.domain.book import Agreement, Wording
from tracker.domain.changes import Change, Delete, ItemKind, Put
from tracker.storage.format.change_records import read_change, write_change
from tracker.storage.format.json_text import KNOWN_TABLES, Malformed, Plain, read_text
from tracker.storage.format.stamps import Stamp
from tracker.storage.recovery.salvage import salvage

BEGUN = edited(
    {name: {} for name in KNOWN_TABLES}, [Edit(Stamp(1000, 0, "a"), BEGIN), Edit(Stamp(1001, 0, "a"), Put(MADE))]
)


def after(device: str, *changes: Change) -> Plain:
    at = {"a": 2000, "b": 3000}[device]
    return edited(BEGUN, [Edit(Stamp(at + number, 0, device), change) for number, change in enumerate(changes)])


def test_an_agreement_reads_like_its_story() -> None:
    line = (
        '"k3f": {"whom": "Robin", "again": "1 month", "2026-05-01": "Thursdays stay free.", "2026-06-01 kept": true, '
    )
    assert line in text(after("a", Put(THEIRS))).decode()


def test_a_file_without_agreements_has_no_table_of_them() -> None:
    assert b"agreements" not in text(edited({name: {} for name in KNOWN_TABLES}, [Edit(Stamp(1, 0, "a"), BEGIN)]))


@pytest.mark.parametrize("agreement", [MADE, CHANGED, THEIRS._replace(ended=JUNE, again=None, whom="")])
def test_it_comes_back_from_the_file_the_journal_and_a_damaged_file(agreement: Agreement) -> None:
    tables = after("a", Put(agreement))
    assert book_of(read_text(text(tables), trusting=False)).agreements == (agreement,)
    assert book_of(salvage(text(tables).replace(b'"areas": {', b'"are', 1))).agreements == (agreement,)
    for change in (Put(agreement), Delete(ItemKind.AGREEMENT, agreement.id)):
        assert read_change(write_change(change)) == change


@pytest.mark.parametrize(
    ("mine", "yours", "both"),
    [
        (CHANGED, THEIRS, CHANGED._replace(wordings=(*CHANGED.wordings, *THEIRS.wordings[1:]), looks=(JUNE,))),
        (MADE._replace(looks=(JUNE,)), MADE._replace(ended=JUNE), MADE._replace(looks=(JUNE,), ended=JUNE)),
        (MADE._replace(whom="Kim"), CHANGED, CHANGED._replace(whom="Kim")),
    ],
    ids=["two changes", "a look and an end", "a name and a change"],
)
def test_what_two_machines_do_to_one_agreement_stands_together(
    mine: Agreement, yours: Agreement, both: Agreement
) -> None:
    one, other = after("a", Put(mine)), after("b", Put(yours))
    assert book_of(merged(one, other)).agreements == (both,)
    assert text(merged(one, other)) == text(merged(other, one))


def test_of_two_wordings_of_one_day_the_later_holds_and_the_other_is_kept_beside() -> None:
    one = after("a", Put(MADE._replace(wordings=(*MADE.wordings, Wording(JUNE, "Mine.")))))
    other = after("b", Put(MADE._replace(wordings=(*MADE.wordings, Wording(JUNE, "Yours.")))))
    both = merged(one, other)
    assert [agreement.text for agreement in book_of(both).agreements] == ["Yours."]
    assert "Mine." in text(both).decode()


def test_what_was_deleted_on_one_machine_stays_so_where_another_looked_at_it() -> None:
    one, other = after("a", Delete(ItemKind.AGREEMENT, "k3f")), after("b", Put(CHANGED))
    assert book_of(merged(one, other)).agreements == ()
    back = edited(merged(one, other), [Edit(Stamp(9000, 0, "b"), Put(CHANGED))])
    assert book_of(back).agreements == (CHANGED,)


def test_one_whose_wordings_were_taken_away_on_both_sides_is_not_there_and_breaks_nothing() -> None:
    here, there = edited(BEGUN, [Edit(Stamp(1500, 0, "a"), Put(CHANGED))]), CHANGED.wordings
    one = edited(here, [Edit(Stamp(2000, 0, "a"), Put(MADE._replace(wordings=there[1:])))])
    other = edited(here, [Edit(Stamp(3000, 0, "b"), Put(MADE._replace(wordings=there[:1])))])
    assert book_of(merged(one, other)).agreements == ()


@pytest.mark.parametrize(
    ("field", "value"), [("2026-13-01", "x"), ("2026-05-01", ""), ("2026-05-01", 3), ("again", "soon"), ("ended", "x")]
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    tables = {**BEGUN, "agreements": {"k3f": {MAY.isoformat(): "Free.", field: value}}}
    with pytest.raises(Malformed, match="agreements"):
        book_of(tables)
