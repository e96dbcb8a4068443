"""The list that letbe ships with: complete, in our own format, and fit for a narrow screen."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.book import PROMPT_FIELDS
from tracker.domain.goal import LET_GO
from tracker.exchange import habit_list
from tracker.exchange.habit_list import HabitList, read_habit_list, write_habit_list
from tracker.service.words.plans import plan_words

DEFAULTS = Path(__file__).parents[2] / "habits.default.json"
SCHEMA = json.loads(Path(habit_list.__file__).with_name("habit_list.schema.json").read_text(encoding="utf-8"))

RULES = {
    "hobby": ("personal-time", "at least 30 min", "3/week"),
    "step": ("personal-time", "check", "3/week"),
    "quiet": ("personal-time", "at least 15 min", "daily"),
    "decide": ("personal-time", "check", "1/week"),
    "decline": ("personal-time", "check", "anytime"),
    "their-plans": ("personal-time", "check", "1/week"),
    "mindful": ("self-care", "at least 10 min", "daily"),
    "feelings": ("self-care", "check", "daily"),
    "own-feeling": ("self-care", "check", "anytime"),
    "rest": ("self-care", "check", "5/week"),
    "let-be": ("self-care", "check", "daily"),
    "chewing": ("self-care", "let go", "anytime"),
    "reassurance": ("self-care", "let go", "anytime"),
    "fix": ("self-care", "let go", "anytime"),
    "taking-over": ("self-care", "let go", "anytime"),
    "covering": ("communication", "let go", "anytime"),
    "silence": ("communication", "let go", "anytime"),
    "kind-word": ("communication", "check", "3/week"),
    "listen": ("communication", "check", "daily"),
    "honest": ("communication", "check", "3/week"),
    "ask": ("communication", "check", "2/week"),
    "heat": ("communication", "let go", "anytime"),
    "boundary": ("communication", "check", "1/week"),
    "encourage": ("communication", "check", "2/week"),
    "together": ("communication", "at least 60 min", "1/week"),
    "agreements": ("communication", "check", "1/month"),
    "checking": ("communication", "at most 1 time", "daily"),
}


@pytest.fixture(scope="module")
def text() -> str:
    return DEFAULTS.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def defaults(text: str) -> HabitList:
    return read_habit_list(text, date(2026, 1, 1))


def test_every_practice_is_there_with_its_goal_and_schedule(defaults: HabitList) -> None:
    assert {h.id: (h.area, str(h.rule.goal), str(h.rule.schedule)) for h in defaults.habits} == RULES


def test_the_areas_are_three(defaults: HabitList) -> None:
    assert [area.name for area in defaults.areas] == ["Personal time", "Self-care", "Communication"]
    assert len({area.colour for area in defaults.areas} - {""}) == 3


def test_one_begins_with_a_few(defaults: HabitList) -> None:
    assert defaults.starters == {"hobby", "quiet", "mindful", "feelings", "fix", "listen", "honest"}


def test_the_week_asks_six_questions(defaults: HabitList) -> None:
    assert [len(defaults.prompts_of(span)) for span in PROMPT_FIELDS] == [6, 4, 4]
    asked = [prompt for span in PROMPT_FIELDS for prompt in defaults.prompts_of(span)]
    assert all(prompt.endswith("?") for prompt in asked)
    assert len({prompt.casefold() for prompt in asked}) == len(asked)


def test_every_practice_has_a_short_name_a_reason_a_cue_and_a_small_version(defaults: HabitList) -> None:
    for habit in defaults.habits:
        assert len(habit.name) <= 34
        assert habit.name[0].isupper()
        assert habit.why.endswith(".")
        assert habit.small.endswith((".", "…"))
        assert not habit.cue.endswith(".")
        assert habit.cue[0].islower()


def test_one_word_is_enough_to_name_quiet_time(defaults: HabitList) -> None:
    assert [h.name for h in defaults.habits if "quiet" in h.name.casefold()] == ["Quiet time alone"]


def test_what_is_let_go_is_named_by_its_urge(defaults: HabitList) -> None:
    urges = [habit.name.split()[0] for habit in defaults.habits if habit.rule.goal == LET_GO]
    assert urges == ["Chewing", "Seeking", "Wanting", "Taking", "Covering", "Going", "Answering"]


def test_what_one_does_instead_can_be_said_behind_then_i(defaults: HabitList) -> None:
    less = [habit for habit in defaults.habits if not habit.rule.goal.is_doing]
    assert len(less) == 8
    for habit in less:
        assert f"then I {habit.small[0].lower()}{habit.small[1:].rstrip('.')}" in plan_words(habit)


def test_the_file_is_just_what_an_export_would_write(text: str, defaults: HabitList) -> None:
    assert write_habit_list(defaults, json.loads(text)["$schema"]) == text


def test_the_file_points_editors_to_the_schema(text: str) -> None:
    schema = (DEFAULTS.parent / json.loads(text)["$schema"]).resolve()
    assert json.loads(schema.read_text(encoding="utf-8")) == SCHEMA


# The schema


def complaints(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Check a value against as much of JSON Schema as ours uses."""
    if "$ref" in schema:
        schema = {**SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], **schema}
    match schema["type"], value:
        case "object", dict():
            wrong = [f"{at} lacks {key}" for key in schema.get("required", ()) if key not in value]
            wrong += [f"{at} has {key}" for key in value if key not in schema["properties"]]
            parts = {key: schema["properties"].get(key) for key in value}
            return wrong + [
                c for key, part in parts.items() if part for c in complaints(value[key], part, f"{at}/{key}")
            ]
        case "array", list():
            long = [f"{at} is too long"] if len(value) > schema["maxItems"] else []
            return long + [c for n, item in enumerate(value) for c in complaints(item, schema["items"], f"{at}/{n}")]
        case "string", str():
            fits = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
            return [] if fits else [f"{at} has the wrong length"]
        case "boolean", bool():
            return []
    return [f"{at} is no {schema['type']}"]


def test_the_file_conforms_to_the_schema(text: str) -> None:
    assert complaints(json.loads(text), SCHEMA) == []


def test_the_schema_finds_what_is_wrong() -> None:
    habit = {"nam": "Walk", "area": "", "starter": "yes"}
    found = complaints({"habits": [habit], "prompts": {}}, SCHEMA)
    assert Counter(found) == Counter(
        [
            "/habits/0 lacks name",
            "/habits/0 has nam",
            "/habits/0/area has the wrong length",
            "/habits/0/starter is no boolean",
            "/prompts is no array",
        ]
    )


def test_the_schema_and_the_reader_agree_on_what_is_too_many() -> None:
    for kind, limit in habit_list.LIMITS.items():
        assert SCHEMA["properties"][f"{kind}s"]["maxItems"] == limit
