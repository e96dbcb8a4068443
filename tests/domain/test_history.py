"""History: what can be undone and redone next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.changes import Batch
from tracker.domain.history import Entry, History, LabelledChange


def _run(keys: str) -> History:
    """Type `d` to do something, `u` to undo and `r` to redo, as an editor would."""
    history = History()
    for number, key in enumerate(keys):
        undoes = history.undoable[-1].id if key == "u" and history.undoable else None
        redoes = history.redoable[-1].id if key == "r" and history.redoable else None
        if key == "d" or undoes or redoes:
            act = LabelledChange(Batch(), f"deed {number}", undoes, redoes)
            history = history.followed_by(Entry(str(number), number, act, Batch()), 1000)
    return history


def _labels(history: History) -> tuple[list[str], list[str]]:
    return [entry.made.label for entry in history.undoable], [entry.made.label for entry in history.redoable]


def test_what_was_undone_comes_back_last_first() -> None:
    assert _labels(_run("dduu")) == ([], ["deed 1", "deed 0"])
    assert _labels(_run("dduur")) == (["deed 0"], ["deed 1"])


def test_a_deed_of_ones_own_closes_the_way_forward() -> None:
    assert _labels(_run("ddud")) == (["deed 0", "deed 3"], [])


def test_a_deed_that_was_undone_twice_by_two_terminals_counts_as_undone_once() -> None:
    history = _run("ddu")
    again = Entry("9", 9, LabelledChange(Batch(), "deed 1", undoes="1"), Batch())
    assert _labels(history.followed_by(again, 1000)) == (["deed 0"], ["deed 1"])


def test_of_deeds_that_look_alike_the_last_one_is_undone() -> None:
    on, off = (Entry("0", 0, LabelledChange(Batch(), label), Batch()) for label in ("on", "off"))
    history = History(lambda: [on, off, on, Entry("1", 1, LabelledChange(Batch(), "on", undoes="0"), Batch())])
    assert _labels(history) == (["on", "off"], ["on"])


@given(st.text("dur", max_size=40))
def test_it_works_as_in_every_editor(keys: str) -> None:
    done: list[str] = []
    undone: list[str] = []
    for number, key in enumerate(keys):
        if key == "d":
            done.append(f"deed {number}")
            undone.clear()
        elif key == "u" and done:
            undone.append(done.pop())
        elif key == "r" and undone:
            done.append(undone.pop())
    assert _labels(_run(keys)) == (done, undone)


def test_the_entries_are_read_only_when_they_are_looked_at() -> None:
    asked: list[str] = []

    def read() -> list[Entry]:
        asked.append("read")
        return []

    history = History(read)
    assert asked == []
    assert history.undoable == ()
    assert history.redoable == ()
    assert asked == ["read"]


@pytest.mark.parametrize(("made", "most", "left"), [(2, 3, "01"), (3, 3, "012"), (4, 3, "123"), (9, 1, "8")])
def test_a_history_drops_its_oldest_entries_for_new_ones(made: int, most: int, left: str) -> None:
    history = History()
    for number in range(made):
        entry = Entry(str(number), number, LabelledChange(Batch(), "deed"), Batch())
        history = history.followed_by(entry, most)
    assert "".join(entry.id for entry in history.entries) == left
