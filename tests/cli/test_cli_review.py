from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.shell import Letbe

SHAPE = {"period", "areas", "habits", "weekdays", "pairings", "comebacks"}


@pytest.fixture
def lived(letbe: Letbe) -> Letbe:
    letbe("edit", "quiet", "--from", "2026-11-01", "--goal", "at least 15 min")
    letbe("done", "quiet", "--on", "2026-11-01..2026-11-12")
    letbe("done", "quiet", "--on", "2026-11-16..2026-11-21", "--note", "the bench by the river")
    letbe("ease", "4", "--on", "yesterday")
    return letbe


def test_json_keeps_to_its_shape(lived: Letbe) -> None:
    found = lived.json("review")
    assert set(found) >= SHAPE
    assert {key: found["period"][key] for key in ("name", "start", "end")} == {
        "name": "month", "start": "2026-11-01", "end": "2026-11-22",
    }  # fmt: skip
    quiet = next(one for one in found["habits"] if one["id"] == "quiet")
    assert (quiet["kept"], quiet["of"]) == (18, 21)
    assert found["comebacks"] == [{"habit": "quiet", "length": 3, "unit": "day", "back": "2026-11-16"}]
    assert [day["weekday"] for day in found["weekdays"]] == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def test_one_habit_can_be_asked_for(lived: Letbe) -> None:
    assert [one["id"] for one in lived.json("review", "quiet")["habits"]] == ["quiet"]
    assert lived.out("review", "quiet").startswith("Quiet time alone: November 2026\n")
    assert lived.out("review", "quiet", "--plain").split("\t")[:2] == ["quiet", "Quiet time alone"]


def test_the_text_leads_with_what_went_well_and_has_no_colour(lived: Letbe) -> None:
    out = lived.out("review")
    assert out.splitlines()[3] == "What went well"
    assert "Quiet time alone: you came back after 3 days away" in out
    assert "Mon 16 Nov to Sat 21 Nov: the bench" in out, "one act, one line"
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_it_looks_back_as_of_a_day(lived: Letbe) -> None:
    found = lived.json("review", "--as-of", "2026-11-10", "--period", "week")
    assert (found["period"]["start"], found["period"]["end"]) == ("2026-11-09", "2026-11-10")
    assert lived("review", "--as-of", "2026-12-01").code == 1


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!DOCTYPE html>"), ("r.md", "# Review"), ("r.txt", "Review:")]
)
def test_a_page_is_written_in_the_format_of_its_ending(lived: Letbe, tmp_path: Path, name: str, begins: str) -> None:
    path = tmp_path / name
    assert "written" in lived.out("review", "-o", str(path))
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_a_page_for_others_has_no_names(lived: Letbe) -> None:
    for format in ("text", "markdown", "html"):
        out = lived.out("review", "--mask", "--format", format)
        assert "Quiet time" not in out
        assert "bench" not in out
        assert "habit jsn" in out


def test_the_setting_masks_pages_and_leaves_what_is_printed_or_read_by_programs_whole(lived: Letbe) -> None:
    lived("settings", "mask", "on")
    assert "Quiet time" not in lived.out("review", "--format", "html")
    assert "Quiet time" not in lived.out("review", "--format", "markdown")
    for words in ((), ("--json",), ("--plain",)):
        assert "Quiet time" in lived.out("review", *words)
        assert "Quiet time" not in lived.out("review", *words, "--mask")


def test_what_cannot_be_is_said_in_a_sentence(lived: Letbe) -> None:
    assert lived("review", "--period", "decade").code == 2
    assert lived("review", "--format", "pdf").code == 2
    assert lived("review", "nobody").code == 3
    assert lived("review", "-o", "/nowhere/at/all.html").code == 4


def test_an_empty_place_answers_in_shape_and_writes_nothing(empty: Letbe) -> None:
    answer = empty("review", "--json")
    assert set(json.loads(answer.out)) >= SHAPE
    assert "two ways to start" in answer.err.casefold()
    assert empty.bytes is None


def editor(tmp_path: Path, patch: pytest.MonkeyPatch, script: str) -> None:
    """Let a script be the editor; it finds the file in $1."""
    path = tmp_path / "editor with blanks.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    os.chmod(path, 0o700)
    patch.delenv("VISUAL", raising=False)
    patch.setenv("EDITOR", f"'{path}' extra")


def test_the_week_is_answered_in_the_editor(letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, """sed -i '/^## Which worry/a Not mine.' "$2" """)
    assert letbe.out("reflect").startswith("Reflection on the week of Mon 16 Nov")
    assert "Which worry or task did I carry this week that belonged to someone else?: Not mine." in letbe.out(
        "review"
    ).replace("\n    ", " ")
    editor(tmp_path, monkeypatch, f"""cp "$2" '{tmp_path}/seen'""")
    assert letbe.out("reflect").startswith("Nothing was changed")
    assert "\n## Which worry or task did I carry this week that belonged to someone else?\n\nNot mine.\n" in (
        tmp_path / "seen"
    ).read_text(encoding="utf-8")


def test_an_editor_that_fails_changes_nothing(letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, """echo lost > "$2"; exit 1""")
    before = letbe.bytes
    assert letbe("reflect").code == 4
    assert letbe.bytes == before
    assert letbe("reflect", "--week", "+9").code == 2


REFUSED = {
    "an answer over the limit": """sed -i "/^## Which worry/a $(head -c 10001 /dev/zero | tr '\\0' x)" "$2" """,
    "an editor that failed": """sed -i '/^## Which worry/a Not mine, and more.' "$2"; exit 1""",
    "an editor that was ended": """sed -i '/^## Which worry/a Not mine, and more.' "$2"; kill -9 $$""",
    "a text above the first question": """sed -i '1i Not mine, and more.' "$2" """,
}


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_what_was_typed_and_not_taken_is_kept_and_gone_on_with(
    script: str, letbe: Letbe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, script)
    before = letbe.bytes
    answer = letbe("reflect")
    assert answer.code in (1, 4)
    said = " ".join(answer.err.split())
    assert "What you typed is kept in" in said
    assert "`letbe reflect --week 2026-11-16` goes on with it." in said
    assert letbe.bytes == before
    editor(
        tmp_path,
        monkeypatch,
        f"""cp "$2" '{tmp_path}/seen'; sed -i '/^x*$/d; /^Not mine/d' "$2"
sed -i '/^## Which worry/a Shorter.' "$2" """,
    )
    answer = letbe("reflect")
    assert answer.out.startswith("Reflection on the week of Mon 16 Nov")
    assert "Going on with what was typed last time" in answer.err
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert "xxx" in seen or "Not mine, and more." in seen
    editor(tmp_path, monkeypatch, "true")
    assert "Going on" not in letbe("reflect").err


def test_the_week_is_answered_from_stdin_or_on_the_line(letbe: Letbe) -> None:
    asked = "Which worry or task did I carry this week that belonged to someone else?"
    sheet = f"A word before.\r\n##  {asked}\r\n\r\nNot mine,\r\nhis.\r\n"
    assert letbe("reflect", "-", stdin=sheet).out.startswith("Reflection on the week of Mon 16 Nov")
    (kept,) = json.loads(letbe("export").out)["reflections"].values()
    assert kept["answers"] == {asked: "Not mine,\nhis."}
    assert letbe("reflect", "-", stdin=sheet).out.startswith("Nothing was changed")
    letbe("reflect", f"## {asked}\n", "--week", "-7")
    assert letbe("reflect", f"## {asked}\nMine.", "--week", "-7").code == 0
    before = letbe.bytes
    for words, stdin, code, said in (
        ("-", "Mine.\n", 1, f"such as “## {asked}”"),
        ("## Nobody asked", "", 1, "None of the week's questions"),
        ("-", "", 1, "Nothing came"),
        ("-", b"\xe9", 2, "not text in UTF-8"),
    ):
        answer = letbe("reflect", words, stdin=stdin)
        assert (answer.code, said in answer.err, letbe.bytes) == (code, True, before), answer
