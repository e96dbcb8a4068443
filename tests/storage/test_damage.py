"""A damaged book: what is broken is never taken for something else, and nothing about a file is believed unseen."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.more import rows
from tests.storage.damage import HABITS, a_full_book, one_byte
from tests.storage.making import commit, done
from tests.storage.trials import keep_only, store_in
from tracker.storage.file.disk import Disk
from tracker.storage.recovery.examine import examine
from tracker.storage.recovery.salvage import salvage

ODD: tuple[Any, ...] = (None, "2", [], {}, 2.5, True, -1, 10**30, [[1]], {"a": 1}, {"a": None}, {"": []}, "\ud800")


def test_a_sample_of_changed_bytes_gives_no_habit_another_ones_marks(tmp_path: Path) -> None:
    assert one_byte(tmp_path, random.Random(7), 25).lost == 0  # noqa: S311 - a seeded sample


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'    "walk": {', b'    "wa\xffk": {'),
        (b'    "walk": {', b'    "wa\x00k": {'),
        (b'    "walk": {', b'    "walk": ['),
        (b'    "walk": {', b'   \x00"walk": {'),
        (b'    "walk": {', b'    "walk: {'),
        (b'    "walk": {', b'    "tea": {'),
        (b'\n    "walk": {', b'*    "walk": {'),
        (b'\n    },\n    "walk": {', b"\n    },\n"),
    ],
)
def test_the_marks_below_a_broken_beginning_belong_to_nobody(old: bytes, new: bytes, tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    path = tmp_path / "habits.json"
    data = path.read_bytes()
    at = data.rindex(old)
    path.write_bytes(data[:at] + new + data[at + len(old) :])
    for id, months in salvage(path.read_bytes())["logs"].items():
        for month in months.values():
            assert set(month.get("notes", {}).values()) <= {f"by {id}"}
    assert store_in(tmp_path).read() == book
    assert len([*tmp_path.glob("habits.corrupt-*")]) == 1


@pytest.mark.parametrize("kept", [("copy",), ("backups",)], ids=" and ".join)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"notes": {"9"', b'"nodes": {"9"'),
        (b'"2027-02": {"days"', b'"2027-02": {"dayz"'),
        (b'{"answers": {"What', b'{"answfrs": {"What'),
        (b'"answers": {"What helped?": "tea"}, "stamp"', b'"a": 1, "b"'),
        (b'"week:2026-11-02"', b'"neek:2026-11-02"'),
    ],
)
def test_what_was_broken_since_the_last_copy_is_told_of(
    old: bytes, new: bytes, kept: tuple[str, ...], tmp_path: Path
) -> None:
    book = a_full_book(tmp_path)
    keep_only(tmp_path, kept)
    path = tmp_path / "habits.json"
    assert path.read_bytes().count(old) == 1
    path.write_bytes(path.read_bytes().replace(old, new))
    store = store_in(tmp_path)
    found = store.read()
    assert found == book or store.notices()
    again = store_in(tmp_path)
    assert (again.read(), list(again.notices())) == (found, [])


@pytest.mark.parametrize("kept", [("copy",), ("backups",), ()], ids=" and ".join)
def test_a_file_that_only_stands_in_other_lines_is_not_told_of(kept: tuple[str, ...], tmp_path: Path) -> None:
    book = a_full_book(tmp_path)
    keep_only(tmp_path, kept)
    path = tmp_path / "habits.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=1))
    store = store_in(tmp_path)
    assert (store.read(), list(store.notices())) == (book, [])


SAID = ("schema", "id", "last", "seen", "clock", "stamps", "settings", "prompts", "remind", "beside")


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("field", rows(SAID, everyday=("schema", "id", "beside")))
def test_what_a_file_says_about_itself_is_looked_at_before_it_is_believed(
    field: str, value: object, tmp_path: Path
) -> None:
    book = a_full_book(tmp_path)
    path = tmp_path / "habits.json"
    tables = json.loads(path.read_text())
    tables["meta"]["book"][field] = value
    path.write_text(json.dumps(tables))
    state = str(tmp_path / "state")
    examine(str(path), state, Disk())
    store = store_in(tmp_path)
    if isinstance(value, int) and field == "schema" and value > 4:
        assert store.read() is not None
        assert "newer letbe" in store.read_only
        return
    found = store.read()
    assert {id: found.log(id) for id in HABITS} == {id: book.log(id) for id in HABITS}
    assert commit(store_in(tmp_path), done(5)).entry
    assert examine(str(path), state, Disk()).book
