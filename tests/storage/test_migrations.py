"""Migrations: their frame, with steps made up for the occasion, and each real step on a file of its schema."""

from __future__ import annotations

import copy
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import DONE, commit, still
from tracker.domain.book import PROMPT_FIELDS, Lookback, Reflection, Settings
from tracker.domain.changes import SetMark
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import SCHEMA, Plain
from tracker.storage.format.migrations import STEPS, migrate

OLD: Plain = {"meta": {"book": {"schema": 1}}, "habits": {"walk": {"title": "Walk"}}}


def titles_become_names(tables: Plain) -> Plain:
    habits = {id: {"name": habit["title"]} for id, habit in tables["habits"].items()}
    return {**tables, "habits": habits}


def names_are_shouted(tables: Plain) -> Plain:
    return {**tables, "habits": {id: {"name": habit["name"].upper()} for id, habit in tables["habits"].items()}}


FAKE = {2: names_are_shouted, 1: titles_become_names}


def test_each_step_that_is_left_is_taken_in_order() -> None:
    assert migrate(OLD, 1, FAKE)["habits"] == {"walk": {"name": "WALK"}}
    assert migrate(migrate(OLD, 1, {1: titles_become_names}), 2, FAKE)["habits"] == {"walk": {"name": "WALK"}}


def test_a_newer_shape_is_left_alone() -> None:
    assert migrate(OLD, 3, FAKE) == OLD


def test_the_tables_given_stay_as_they_are() -> None:
    before = copy.deepcopy(OLD)
    migrate(OLD, 1, FAKE)
    assert before == OLD


def test_there_is_a_step_from_every_older_schema() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


FILES = Path(__file__).parent / "files"
NEW_YEAR = date(2026, 1, 1)
LOOKED_BACK = [{"What do I want room for?": "Reading."}, {"Where did I grow?": "In saying no.\nAnd in asking."}]
AGREED = ["Thursdays and Sunday mornings stay free.", "One call a day."]


def opened(schema: int, folder: Path) -> FileStore:
    shutil.copy(FILES / f"schema-{schema}.json", folder / "habits.json")
    return FileStore(str(folder / "habits.json"), str(folder / "state"), still, QuickDisk())


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_file_of_every_schema_is_read_whole_and_goes_on_being_written(schema: int, tmp_path: Path) -> None:
    store = opened(schema, tmp_path)
    book = store.read()
    assert [area.id for area in book.areas] == ["self-care", "talk"]
    assert [(habit.id, len(habit.rules)) for habit in book.habits] == [("fix", 1), ("piano", 1), ("quiet", 2)]
    assert {id: len(list(log)) for id, log in book.logs.items()} == {"fix": 1, "piano": 1, "quiet": 4}
    at = 29_401_500
    assert book.log("quiet").get(date(2025, 12, 31)) == Mark(MarkKind.SKIP, note="in bed\nall day", at=at)
    assert book.log("fix").get(NEW_YEAR) == Mark(MarkKind.URGES, 0, 2, 1, "on the phone", at + 1600)
    assert [pause.why for pause in book.pauses] == ["a week away"]
    assert book.reflection(Lookback.DAY, date(2026, 1, 2)) == Reflection(
        Lookback.DAY, date(2026, 1, 2), 4, "a good day"
    )
    assert [agreement.text for agreement in book.agreements] == (AGREED if schema == SCHEMA else [])
    assert [dict(kept.answers) for kept in book.lookbacks] == (LOOKED_BACK if schema == SCHEMA else [])
    assert [len(book.prompts_of(span)) for span in PROMPT_FIELDS] == ([2, 1, 1] if schema == SCHEMA else [2, 0, 0])
    assert book.settings == Settings(6, 180)
    made = commit(store, SetMark("quiet", date(2026, 1, 2), DONE))
    again = FileStore(store.place, str(tmp_path / "state"), still, QuickDisk())
    assert again.read() == made.book
    assert f'"schema": {SCHEMA}' in (tmp_path / "habits.json").read_text()
    assert again.history().entries[-1:] == (made.entry,)
