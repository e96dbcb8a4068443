"""An older file in the place of a newer one: what came by merge, and what the journal dropped, comes back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.storage.making import BEGIN, NOW, commit, done, making, on
from tests.storage.test_names import Home, noted
from tracker.domain.changes import together
from tracker.storage.file import journal


@pytest.fixture
def met(tmp_path: Path) -> Home:
    """A home into whose book that of another machine was merged, with the older file of each step at its side."""
    home = Home(tmp_path / "home")
    commit(home.store(), BEGIN)
    home.write("mine")
    (tmp_path / "older").write_bytes(home.path.read_bytes())
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    shutil.copy(home.path, other.path)
    other.do(together([noted("yours", 1), noted("yours too", 2)]), later=5)
    shutil.copy(other.path, home.path.with_name("habits.sync-conflict-20261122-101112-ABCDEF7.json"))
    assert "yours too" in home.read()
    home.told.clear()
    return home


def put_back(home: Home) -> None:
    shutil.copy(home.folder.parent / "older", home.path.with_name("new"))
    os.replace(home.path.with_name("new"), home.path)


def only(home: Home, *kept: str) -> None:
    if "copy" not in kept:
        home.path.with_name("habits.json.bak").unlink(missing_ok=True)
    if "backups" not in kept:
        shutil.rmtree(home.folder / "state" / "backups")


@pytest.mark.parametrize("edits", [0, 1, 3])
@pytest.mark.parametrize("kept", [("copy", "backups"), ("backups",)])
def test_what_came_by_merge_comes_back(kept: tuple[str, ...], edits: int, met: Home) -> None:
    for number in range(edits):
        met.write(f"edit {number}", 10 + number, later=10 + number)
    only(met, *kept)
    put_back(met)
    text = met.read()
    assert "yours too" in text
    assert all(f"edit {number}" in text for number in range(edits))
    assert any("came back" in told for told in met.told)
    met.told.clear()
    before = met.path.read_bytes()
    met.read()
    assert (met.told, met.path.read_bytes()) == ([], before)


def test_what_came_by_merge_and_is_in_no_copy_is_said_once_and_never_claimed_as_seen(met: Home, tmp_path: Path) -> None:
    only(met)
    put_back(met)
    assert "yours" not in met.read()
    assert ["in no copy here" in told for told in met.told] == [True]
    met.told.clear()
    met.write("mine, later", 1, later=50)
    assert met.told == []
    met.store().merge([str(tmp_path / "other" / "habits.json")])
    text = met.read()
    assert "mine, later" in text
    assert "yours too" in text
    assert text.count("yours") == 2


def test_a_file_that_is_older_than_the_changes_that_the_journal_keeps_gets_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "ENTRIES_KEPT", 6)
    monkeypatch.setattr(journal, "_TRIM_EVERY", 4)
    home = Home(tmp_path / "home")
    commit(home.store(), BEGIN)
    (tmp_path / "older").write_bytes(home.path.read_bytes())
    store = home.store()
    for number in range(24):
        store.commit(making(done(number)), NOW + number)
    name = home.name
    put_back(home)
    home.read()
    assert [day for day, _ in home.store().read().log("quiet")] == [on(number) for number in range(24)]
    assert home.name == name


def test_an_older_file_under_a_new_name_of_the_book_is_told_from_another_machine(met: Home) -> None:
    moved = met.path.with_name("elsewhere.json")
    os.replace(met.path, moved)
    home = Home(met.folder)
    home.path = moved
    assert "yours too" in home.read()
    assert home.told == []


def test_a_text_that_was_set_once_more_elsewhere_is_not_what_somebody_overwrote_before(tmp_path: Path) -> None:
    here, there = Home(tmp_path / "here"), Home(tmp_path / "there")
    commit(here.store(), BEGIN)
    there.folder.mkdir()
    here.write("again and again")
    shutil.copy(here.path, there.path)
    here.write("for a while", later=5)
    there.write("mine", later=900)
    here.do(noted("again and again"), later=9)
    there.take(here)
    text = there.read()
    assert '"mine"' in text
    assert "again and again" in text
