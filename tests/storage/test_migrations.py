"""The frame of migrations, with steps made up for the occasion."""

from __future__ import annotations

import copy

from tracker.storage.migrations import SCHEMA, STEPS, Plain, migrate

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
