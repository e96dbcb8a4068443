"""The list out, through an editor, and in again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Answer, Letbe
from tracker.domain.habit import COLOURS
from tracker.settings import list_schema

NAMES = "import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t.replace({!r}, {!r}))"


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the editor be a program that replaces one text by another."""
    monkeypatch.delenv("VISUAL", raising=False)

    def replacing(old: str, new: str) -> None:
        code = NAMES.format(old, new).replace('"', '\\"')
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{code}"')

    return replacing


def exported(letbe: Letbe) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(letbe.out("habits", "export"))
    return found


def imported(letbe: Letbe, fields: Any, path: Path, *more: str) -> Answer:
    path.write_text(fields if isinstance(fields, str) else json.dumps(fields, indent=1))
    return letbe("habits", "import", str(path), *more)


def test_an_export_taken_in_again_changes_nothing(letbe: Letbe, tmp_path: Path) -> None:
    letbe.out("habits", "export", "-o", str(tmp_path / "list.json"))
    before = letbe.bytes
    assert letbe.out("habits", "import", str(tmp_path / "list.json")) == "The list is as it was: nothing to change.\n"
    assert letbe.bytes == before


def test_an_editor_is_told_the_schema_that_is_installed_and_an_export_names_no_place_of_ours(
    letbe: Letbe, editor: Any
) -> None:
    assert "$schema" not in exported(letbe)
    assert json.loads(Path(list_schema().removeprefix("file://")).read_text())["title"] == "letbe habit list"
    editor(list_schema(), '"')  # with which it is no JSON any more
    assert letbe("habits", "edit").code == 2


def test_the_schema_names_the_colours_there_are(letbe: Letbe) -> None:
    schema = json.loads(Path(list_schema().removeprefix("file://")).read_text())
    assert tuple(schema["$defs"]["area"]["properties"]["colour"]["examples"]) == COLOURS


def test_edited_by_hand_and_taken_in_and_taken_back(letbe: Letbe, tmp_path: Path) -> None:
    letbe.out("done", "quiet", "--on", "-5..today")
    before, streaks = exported(letbe), letbe.json("streaks", "quiet")
    edited = exported(letbe)
    next(habit for habit in edited["habits"] if habit["id"] == "quiet")["name"] = "Quiet hour"
    edited["areas"].append({"name": "Friends"})
    edited["habits"].append({"name": "Call a friend", "area": "Friends", "schedule": "now and then"})
    was = letbe.bytes
    path = tmp_path / "list.json"
    answer = imported(letbe, edited, path)
    line = path.read_text().splitlines().index('   "schedule": "now and then"') + 1
    assert answer.code == 2
    assert answer.err.startswith(
        f"Line {line}, habit {len(edited['habits'])} “Call a friend”: “now and then” is not a schedule"
    )
    assert letbe.bytes == was
    edited["habits"][-1]["schedule"] = "2/month"
    dry = imported(letbe, edited, path, "--dry-run")
    assert "renamed to Quiet hour" in dry.out
    assert "new in Friends, twice a month" in dry.out
    assert letbe.bytes == was
    assert imported(letbe, edited, path).out == "List taken in: 2 new, 1 changed (undo: letbe undo)\n"
    assert letbe.json("streaks", "quiet hour")[0]["streaks"] == streaks[0]["streaks"]
    letbe.out("undo")
    assert exported(letbe) == before


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", 2, "this is not JSON"),
        ("{", 2, "Line 1, column"),
        ("[1, 2]", 2, "JSON but no habit list"),
        ('{"habits": {}}', 2, "must be a list in square brackets"),
        ('{"habits": [3]}', 2, "must be an object in braces"),
        ('{"habits": [{"name": 3}]}', 2, "“name” must be a text in quotes"),
        ('{"habits": [{"name": "A", "area": "self-care", "starter": "yes"}]}', 2, "must be true or false"),
        ('{"areas": [{"name": "A", "id": "x"}, {"name": "B", "id": "X"}]}', 1, "the id “X” is taken by area 1"),
        ('{"habits": [{"name": "A", "area": "nowhere"}]}', 1, "there is no area “nowhere”"),
        ('{"habits": [{"name": "\\u001b\\u0007", "area": "self-care"}]}', 1, "needs at least one letter"),
        (json.dumps({"habits": [{"name": f"H{n}", "area": "self-care"} for n in range(10_000)]}), 1, "at most 2,000"),
        ('{"habits": [{"name": "A", "area": "self-care"}, {"name": "a", "area": "self-care"}]}', 1, "taken by habit 1"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_bad_list_is_refused_in_one_sentence(letbe: Letbe, tmp_path: Path, text: str, code: int, hint: str) -> None:
    before = letbe.bytes
    answer = imported(letbe, text, tmp_path / "list.json")
    assert (answer.code, answer.out, letbe.bytes) == (code, "", before), answer
    assert hint in answer.err
    assert answer.err.count("\n") == 1


def test_a_file_that_is_not_there_or_no_text_is_named(letbe: Letbe, tmp_path: Path) -> None:
    assert letbe("habits", "import", str(tmp_path / "none.json")).code == 4
    binary = tmp_path / "list.json"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "is not text in UTF-8" in letbe("habits", "import", str(binary)).err
    assert letbe("habits", "export", "-o", str(tmp_path / "list.json" / "x")).code == 4


def test_an_empty_place_begins_with_the_list_alone(empty: Letbe, tmp_path: Path) -> None:
    fields = {"areas": [{"name": "Home"}], "habits": [{"name": "Sweep", "area": "Home"}]}
    assert imported(empty, fields, tmp_path / "list.json").code == 0
    assert [habit["id"] for habit in empty.json("habits")] == ["sweep"]


def test_a_list_is_read_from_a_pipe(letbe: Letbe) -> None:
    text = '{"habits": [{"name": "Sweep", "area": "self-care"}]}'
    assert letbe("habits", "import", "-", stdin=text).out.startswith("List taken in: 1 new")


def test_the_list_is_changed_in_the_editor(letbe: Letbe, editor: Any) -> None:
    editor("Quiet time alone", "Quiet hour")
    assert letbe.out("habits", "edit") == "List taken in: 1 changed (undo: letbe undo)\n"
    assert "Quiet hour" in letbe.out("habits")
    editor("nothing of the kind", "")
    assert letbe.out("habits", "edit") == "The list is as it was: nothing to change.\n"


def test_what_was_typed_wrongly_is_kept_for_another_try(letbe: Letbe, editor: Any) -> None:
    editor('"schedule": "daily"', '"schedule": "now and then"')
    before = letbe.bytes
    answer = letbe("habits", "edit")
    assert (answer.code, letbe.bytes) == (2, before)
    assert "is not a schedule" in answer.err
    assert "; `letbe habits edit` goes on with it." in " ".join(answer.err.split())
    editor("now and then", "3/week")
    again = letbe("habits", "edit")
    assert "Going on with what was typed last time" in again.err
    assert again.out.startswith("List taken in:")
    assert "3/week" in letbe.out("habits", "export")
    editor("nothing", "")
    assert letbe("habits", "edit").err == ""


@pytest.mark.parametrize("then", ["exit 1", "kill -9 $$"])
def test_an_editor_that_gives_up_takes_nothing_with_it(
    then: str, letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text(f"""sed -i 's/Quiet time alone/Quiet hour/' "$1"; {then}""", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"sh '{script}'")
    answer = letbe("habits", "edit")
    assert (answer.code, "What you typed is kept in" in " ".join(answer.err.split())) == (4, True)
    monkeypatch.setenv("VISUAL", "true")
    assert letbe("habits", "edit").out == "List taken in: 1 changed (undo: letbe undo)\n"


def test_on_a_terminal_the_editor_comes_back_until_it_is_left(letbe: Letbe, editor: Any) -> None:
    editor('"schedule": "daily"', '"schedule": "now and then"')
    answer = letbe("habits", "edit", stdin="\nq\n", terminal=True)
    assert answer.code == 2
    assert answer.out.count("Enter goes back to the editor") == 2


def test_an_editor_that_cannot_be_run_changes_nothing(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    before = letbe.bytes
    answer = letbe("habits", "edit")
    assert (answer.code, letbe.bytes) == (4, before)
    assert "$EDITOR names another" in answer.err
