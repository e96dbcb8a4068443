"""What is typed wrongly is answered in one sentence, with the right exit code, and changes not one byte."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tests.storage.trials import as_a_user

ESCAPES = "\x1b]0;owned\x07\x1b[31m[red]x[/]"


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["done", "nosuch"], 3, "There is no habit “nosuch”; `letbe habits` lists them."),
        (["done", "quieet"], 3, "did you mean “Quiet time alone”?"),
        (["done", "ing"], 3, "fits several"),
        (["done", "quiet", "--on", "tomorrow"], 1, "has not come yet"),
        (["done", "quiet", "--on", "2026-11-23"], 1, "has not come yet"),
        (["done", "quiet", "--on", "2026-02-30"], 2, "not in the calendar"),
        (["done", "quiet", "--on", "someday"], 2, "is not a day"),
        (["done", "quiet", "--on", "today..yesterday"], 1, "runs backwards"),
        (["done", "quiet", "-5"], 1, "cannot be below 0"),
        (["done", "quiet", "abc"], 2, "neither an amount nor a habit"),
        (["done", "quiet", "1e999"], 2, "is not an amount here"),
        (["done", "quiet", "99999999"], 1, "goes up to"),
        (["done", "quiet", "20 miles"], 2, "is not an amount here"),
        (["done", "quiet", "--set"], 2, "--set needs the amount"),
        (["done", "--all-open", "quiet"], 2, "leave their names out"),
        (["done", "--all-open", "--on", "-2..-1"], 2, "one day"),
        (["done"], 2, "needs a HABIT"),
        (["done", ""], 2, "Name a habit"),
        (["done", "quiet", "--on"], 2, "--on needs a value"),
        (["done", "quiet", "--what"], 2, "“--what”"),
        (["skip"], 2, "`letbe skip` needs a HABIT, or --all."),
        (["passed", "quiet"], 1, "no letting-go habit"),
        (["note", "quiet", "x" * 10_001], 1, "at most 10,000 characters"),
        (["add", "x" * 10_000], 1, "at most 200 characters"),
        (["add", ""], 1, "at least one letter"),
        (["add", "quiet TIME alone"], 1, "already"),
        (["add", "Stretch", "20 min 3/week"], 2, "`letbe add Stretch --schedule 3/week --goal 'at least 20 min'`"),
        (["add", "New", "--schedule", "sometimes"], 2, "is not a schedule"),
        (["add", "New", "--goal", "a lot"], 2, "is not a goal"),
        (["add", "New", "--goal", "at most 1", "--schedule", "3/week"], 1, "does not fit"),
        (["add", "New", "--area", "nowhere"], 3, "“Personal time”, “Self-care”, “Communication”"),
        (["add", "New", "--from", "tomorrow"], 1, "has not come yet"),
        (["edit", "quiet"], 2, "Say what is to change"),
        (["edit", "quiet", "--from", "today", "--from-start"], 2, "do not go together"),
        (["pause", "--from", "today", "--to", "yesterday"], 1, "end before it begins"),
        (["pause", "--end"], 1, "Nothing is paused"),
        (["settings", "nothing"], 2, "There is no setting “nothing”; there are week-start"),
        (["settings", "streaks", "off"], 2, "did you mean `letbe settings hide-streaks`?"),
        (["act", "quiet"], 2, "write plan, shrink, cue"),
        (["settings", "week-start", "tuesday"], 1, "A week begins on"),
        (["settings", "day-start", "25:00"], 2, "not a time of day"),
        (["settings", "day-start", "13:00"], 1, "between 00:00 and 12:00"),
        (["redo"], 1, "nothing to redo"),
        (["undo", "some"], 2, "not a number of changes"),
        (["streaks", "--as-of", "tomorrow"], 1, "has not come yet"),
        (["streaks", "--explain"], 2, "Name the habit"),
        (["dona", "quiet"], 2, "did you mean `letbe done`?"),
        (["done", "quiet", "--json"], 2, "has no --json"),
        (["--file"], 2, "--file needs a path"),
        (["--nothing"], 2, "There is no option"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_is_refused_in_a_sentence(letbe: Letbe, words: list[str], code: int, hint: str) -> None:
    letbe("redo")
    letbe("done", "listen")
    before = letbe.bytes
    answer = letbe(*words)
    assert (answer.code, answer.out, letbe.bytes) == (code, "", before), answer
    assert hint in answer.err
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_name_with_escape_sequences_is_kept_harmless_and_shown_as_text(letbe: Letbe) -> None:
    assert letbe("add", ESCAPES).code == 0
    for words in (["today"], ["habits"], ["streaks"], ["done", "[red]"], ["today", "--json"], ["habits", "--plain"]):
        out = letbe.out(*words)
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "[red]x[/]" in out


@pytest.mark.parametrize(
    "words",
    [
        ["done", ESCAPES],
        [ESCAPES],
        ["done", "quiet", ESCAPES],
        ["log", "quiet", "--from", ESCAPES],
        ["settings", ESCAPES],
        ["done", "quiet", "--" + ESCAPES],
        ["status", ESCAPES],
    ],
)
def test_what_was_typed_never_reaches_the_terminal_raw(letbe: Letbe, words: list[str]) -> None:
    answer = letbe(*words)
    assert answer.code in (2, 3)
    assert "\x1b" not in answer.err
    assert "\x07" not in answer.err


GARBAGE = (b"not json at all", b"[1, 2", b"\xff\xfe\x00", b"")


@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_file_that_is_no_book_and_all_there_is_is_left_as_it_is(garbage: bytes, empty: Letbe) -> None:
    Path(empty.path).write_bytes(garbage)
    for words in (["done", "quiet"], ["today"], ["status"], ["undo"]):
        answer = empty(*words)
        assert (answer.code, answer.out) == (4, ""), answer
        assert answer.err.count("\n") == 1
    assert empty.bytes == garbage


@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_file_that_was_a_book_is_rebuilt_and_the_user_is_told_once(garbage: bytes, letbe: Letbe) -> None:
    letbe("redo")
    letbe("done", "quiet")
    Path(letbe.path).write_bytes(garbage)
    answer = letbe("today", "--json")
    assert answer.code == 0
    assert '"done"' in answer.out
    assert answer.err.count("\n") == 1
    assert "was rebuilt with 1 mark from" in answer.err
    assert letbe("today").err == ""
    aside = [path.read_bytes() for path in Path(letbe.path).parent.glob("habits.corrupt-*")]
    assert aside == ([garbage] if garbage else [])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere root keeps its rights")
def test_a_folder_that_cannot_be_written_to_is_said(letbe: Letbe) -> None:
    def refused() -> None:
        before, answer = letbe.bytes, letbe("done", "quiet")
        assert (answer.code, answer.out, letbe.bytes) == (4, "", before)

    folder = os.path.dirname(letbe.path)
    os.chmod(folder, 0o500)
    try:
        assert as_a_user(refused)
    finally:
        os.chmod(folder, 0o700)


def test_a_file_below_what_is_no_folder_is_said(empty: Letbe) -> None:
    Path(empty.path).write_text("{}")
    answer = empty("--file", empty.path + "/habits.json", "done", "quiet")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.count("\n") == 1


def test_a_refused_change_on_an_empty_place_makes_no_book(empty: Letbe) -> None:
    for words in (["done", "nosuch"], ["done", "quiet", "--on", "tomorrow"], ["undo"], ["pause", "--end"]):
        assert empty(*words).code in (1, 3)
        assert empty.bytes is None
