"""move, delete, areas, glyphs and colours, and one's own starter list, as typed in a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tracker.cli.commands import COMMANDS

PARTS = [part for command in COMMANDS.values() for part in command.parts]


def order(letbe: Letbe) -> list[str]:
    return [habit["id"] for habit in letbe.json("habits")]


def area_of(letbe: Letbe, habit: str) -> str:
    return str(next(one["area"] for one in letbe.json("habits") if one["id"] == habit))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_has_a_help_of_its_own_and_a_line_in_the_overview(letbe: Letbe, part: object) -> None:
    command = next(one for one in PARTS if one is part)
    text = letbe.out(*command.name.split(), "--help")
    assert text.index(command.examples[0]) < text.index("Usage")
    assert f"{command.summary}\n" in letbe.out("--help")
    assert command.name in text


def test_habits_are_moved_by_a_place_by_neighbours_and_to_an_area(letbe: Letbe) -> None:
    before = order(letbe)
    assert letbe.out("move", before[1], "--up").endswith(": moved (undo: letbe undo)\n")
    assert order(letbe)[:2] == [before[1], before[0]]
    letbe.out("undo")
    assert order(letbe) == before
    letbe.out("move", before[0], "--after", before[1])
    assert order(letbe)[:2] == [before[1], before[0]]
    answer = letbe.out("move", "quiet", "listen", "--area", "self")
    assert answer.endswith(": moved to Self-care (undo: letbe undo)\n")
    assert area_of(letbe, "quiet") == area_of(letbe, "listen") == "self-care"
    assert "there already" in letbe.out("move", "listen", "--area", "self-care")


def test_deleting_brings_nothing_about_in_a_pipe_that_undo_does_not_take_back(letbe: Letbe) -> None:
    letbe.out("done", "quiet", "--on", "-3..today")
    before = letbe.json("streaks", "quiet")
    assert letbe.out("delete", "quiet") == "Quiet time alone: deleted (undo: letbe undo)\n"
    assert "quiet" not in order(letbe)
    letbe.out("undo")
    assert letbe.json("streaks", "quiet") == before


def test_deleting_asks_on_a_terminal(letbe: Letbe) -> None:
    letbe.out("done", "quiet")
    answer = letbe("delete", "quiet", stdin="n\n", terminal=True)
    assert "Delete “Quiet time alone” with 1 mark? Undo brings all back. [y/N]" in answer.out
    assert "Nothing was changed." in answer.out
    assert "quiet" in order(letbe)
    assert "deleted" in letbe("delete", "quiet", "--yes", terminal=True).out
    assert "deleted" in letbe("delete", "hobby", stdin="y\n", terminal=True).out
    assert not {"quiet", "hobby"} & set(order(letbe))


def test_areas_are_listed_added_renamed_moved_coloured_and_deleted(letbe: Letbe) -> None:
    assert [area["id"] for area in letbe.json("areas")] == ["personal-time", "self-care", "communication"]
    assert letbe.out("areas", "add", "Body", "and", "mind", "--colour", "sky").startswith("Body and mind: area added")
    assert letbe.out("areas", "rename", "body", "Health").startswith("Body and mind: area renamed to Health")
    assert letbe.out("areas", "move", "health", "--before", "self").startswith("Health: moved")
    assert letbe.out("areas", "colour", "health", "Pink").startswith("Health: colour pink")
    assert letbe.json("areas")[1] == {"id": "body-and-mind", "name": "Health", "colour": "pink", "habits": 0}
    answer = letbe.out("areas", "delete", "self-care", "--to", "health")
    assert answer.startswith("Self-care: area deleted, its habits moved to Health")
    assert [area["name"] for area in letbe.json("areas")] == ["Personal time", "Health", "Communication"]
    assert letbe.out("areas", "--plain").splitlines()[1].startswith("body-and-mind\tHealth\tpink\t")
    assert "Health" in letbe.out("areas")
    for _ in range(5):
        letbe.out("undo")
    assert [area["id"] for area in letbe.json("areas")] == ["personal-time", "self-care", "communication"]


def test_a_habit_gets_a_glyph_and_a_colour(letbe: Letbe) -> None:
    letbe.out("edit", "quiet", "--glyph", "★", "--colour", "sky")
    habit = next(one for one in letbe.json("habits") if one["id"] == "quiet")
    assert (habit["glyph"], habit["colour"]) == ("★", "sky")


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["move", "quiet"], 2, "Say where to"),
        (["move", "quiet", "--up", "--down"], 2, "do not go together"),
        (["move", "quiet", "--before", "quiet"], 1, "cannot stand before or after itself"),
        (["move", "nosuch", "--up"], 3, "There is no habit"),
        (["move", "quiet", "--area", "nowhere"], 3, "The areas are"),
        (["delete", "nosuch"], 3, "There is no habit"),
        (["areas", "add", "SELF-CARE"], 1, "There is an area “Self-care” already"),
        (["areas", "add", "\x1b\x07"], 1, "needs at least one letter"),
        (["areas", "add", "New", "--colour", "red"], 1, "is not a colour here"),
        (["areas", "delete", "self-care"], 1, "say which other area they go to"),
        (["areas", "delete", "nowhere"], 3, "The areas are"),
        (["areas", "move", "self-care"], 2, "Say where to"),
        (["areas", "nonsense"], 2, "does not know what to do with “nonsense”"),
        (["edit", "quiet", "--glyph", "日"], 1, "as wide as a letter"),
        (["edit", "quiet", "--colour", "red"], 1, "is not a colour here"),
        (["--defaults"], 2, "--defaults needs a path"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else None,
)
def test_what_does_not_fit_is_refused_in_a_sentence(letbe: Letbe, words: list[str], code: int, hint: str) -> None:
    before = letbe.bytes
    answer = letbe(*words)
    assert (answer.code, answer.out, letbe.bytes) == (code, "", before), answer
    assert hint in answer.err
    assert answer.err.count("\n") == 1


def test_an_own_list_to_begin_with(empty: Letbe, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(
        json.dumps({"areas": [{"name": "Home"}], "habits": [{"name": "Sweep", "area": "Home", "starter": True}]})
    )
    assert empty("done", "sweep", "--defaults", str(own)).code == 0
    assert order(empty) == ["sweep"]


def test_an_own_list_that_cannot_be_read_is_named_and_nothing_begins(empty: Letbe, tmp_path: Path) -> None:
    answer = empty("done", "quiet", f"--defaults={tmp_path / 'none.json'}")
    assert (answer.code, empty.bytes) == (4, None)
    assert "none.json" in answer.err
