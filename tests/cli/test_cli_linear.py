"""letbe without a screen: today as plain lines, and a prompt that takes every command."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Answer, Letbe
from tests.terminal import Terminal

DUMB = {"TERM": "dumb", "COLUMNS": "200"}


def talk(letbe: Letbe, *lines: str, words: tuple[str, ...] = ()) -> Answer:
    """Open the linear mode and type some lines."""
    answer = letbe(*words, stdin="".join(f"{line}\n" for line in lines), terminal=True, env=DUMB)
    assert "\x1b" not in answer.out + answer.err
    assert letbe.opened == []
    return answer


def test_it_begins_with_today_in_words_and_without_a_sign(letbe: Letbe) -> None:
    letbe("done", "quiet", "--note", "rained,\nsat inside")
    answer = talk(letbe)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("letbe, line by line, since this terminal can only print line by line (TERM=dumb).\n")
    assert "  Quiet time alone: done, streak 1 day, new\n    note: rained, sat inside\n" in answer.out
    assert "  Name what I feel and need: open" in answer.out
    assert not any(sign in answer.out for sign in "■□▄▫│─")


def test_every_command_is_taken_with_and_without_its_name_before_it(letbe: Letbe) -> None:
    answer = talk(letbe, "done quiet 20", "letbe done hobby", "undo", "quit")
    assert "letbe: Quiet time alone, today: 20 min · streak 1 day" in answer.out
    assert "letbe: Taken back: Time for a hobby that is mine" in answer.out
    assert [mark["amount"] for mark in letbe.json("log", "quiet")] == [20]
    assert letbe.json("log", "hobby") == []


def test_nothing_is_said_of_which_a_screen_reader_makes_noise(letbe: Letbe) -> None:
    """Backticks are read as “accent”, and an angle as “greater than”; what a user wrote stays as it is."""
    lines = (
        "help",
        "help done",
        "agreements",
        "note quiet '`mine`'",
        "log quiet",
        "done fix",
        "nosuch",
        "settings x",
        "quit",
    )
    answer = talk(letbe, *lines)
    told = (answer.out + answer.err).replace("`mine`", "")
    assert "`mine`" in answer.out
    assert [line for line in told.splitlines() if set(line) & set("`>█■□▄")] == []
    assert "“letbe agreements add TEXT --with WHO” writes it down" in answer.out + answer.err


@pytest.mark.parametrize("end", [["quit"], ["exit"], ["Q"], ["q"], []])
def test_it_ends_when_asked_to_and_where_nothing_more_comes(letbe: Letbe, end: list[str]) -> None:
    answer = talk(letbe, *end, *(["done quiet"] if end else []))
    assert answer.code == 0
    assert letbe.json("log", "quiet") == []


def test_words_are_read_as_a_shell_reads_them(letbe: Letbe) -> None:
    talk(letbe, """note quiet "it's $HOME" and\\ so""", "add -- -nvidia", "note -- -nvidia -x", "note hobby ''")
    assert letbe.one("log", "quiet")["note"] == "it's $HOME and so"
    assert letbe.one("log", "nvidia")["note"] == "-x"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("note quiet it's", "a quotation mark ' without its fellow"),
        ('note quiet "x', 'a quotation mark " without its fellow'),
        ("note quiet x\\", "a backslash without its fellow"),
        ("nosuch", "There is no command “nosuch”"),
        ("done nosuch", "There is no habit “nosuch”"),
        ("done quiet --on 2026-02-30", "not in the calendar"),
        ("demo", "“quit” first"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_it_goes_on(letbe: Letbe, line: str, said: str) -> None:
    answer = talk(letbe, line, "done hobby", "quit")
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert (answer.code, len(letbe.json("log", "hobby"))) == (0, 1)


def test_what_would_open_the_app_says_where_one_is(letbe: Letbe) -> None:
    assert "in letbe already" in talk(letbe, "letbe").out
    assert talk(letbe, "", "   ").out.count("letbe: ") == 3


def test_what_others_change_meanwhile_is_seen(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def elsewhere(_: object, question: str) -> str | None:
        asked.append(question)
        if len(asked) == 1:
            letbe("note", "quiet", "from elsewhere")
            return "log quiet"
        return None

    monkeypatch.setattr("tracker.cli.prompt.Prompt.read", elsewhere)
    assert "from elsewhere" in talk(letbe).out


def test_ctrl_c_gives_up_a_line_and_a_command_and_nothing_else(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter([KeyboardInterrupt, "ask", "done quiet", None])

    def typed(*_: object) -> str | None:
        line = next(lines)
        if line is KeyboardInterrupt:
            raise KeyboardInterrupt
        return line  # type: ignore[return-value]

    def given_up(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.prompt.Prompt.read", typed)
    monkeypatch.setattr("tracker.cli.console.Console.ask", given_up)
    assert talk(letbe).code == 0
    assert len(letbe.json("log", "quiet")) == 1


def test_who_has_not_begun_is_told_how_and_may_choose(empty: Letbe) -> None:
    answer = talk(empty, "99", "3?", "1, 3 3", "today")
    assert "There are no habits here yet. Three steps" in answer.out
    assert "  3 Quiet time alone\n" in answer.out
    assert "“99” is none of the numbers" in answer.err
    assert "Quiet time alone: With nobody to answer" in answer.out
    assert [habit["id"] for habit in empty.json("habits")] == ["hobby", "quiet"]
    assert "Began with 2 practices." in answer.out


def test_who_chooses_nothing_has_begun_nothing(empty: Letbe) -> None:
    answer = talk(empty, "", "today", "begin", "", "add Walk", "begin", "quit")
    assert "“begin” lets you choose" in answer.err
    assert answer.out.count("Which ones?") == 2
    assert "You have begun already" in answer.out
    assert "Walk" in [habit["name"] for habit in empty.json("habits")]


def test_the_made_up_year_is_played_with_and_nothing_is_kept(empty: Letbe, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    answer = talk(empty, "done quiet --set 25", "undo", "backup", "settings mask on", "path", "status", words=("demo",))
    assert "letbe demo: Quiet time alone, today: 25 min" in answer.out
    assert "letbe demo: Taken back: Quiet time alone" in answer.out
    assert answer.err.count("lies in no file") == 4
    assert set(tmp_path.rglob("*")) == before


def test_the_options_it_was_opened_with_hold_for_each_command(letbe: Letbe, tmp_path: Path) -> None:
    other = str(tmp_path / "other.json")
    talk(letbe, "", "add Walk", words=("--file", other))
    assert "Walk" in letbe("habits", "--file", other).out
    assert "Walk" not in letbe.out("habits")


def test_the_setting_asks_for_it_and_another_wish_overrules_the_surroundings(letbe: Letbe) -> None:
    letbe("settings", "linear", "on")
    assert "since the setting “linear” is on." in letbe(terminal=True).out
    letbe("settings", "linear", "off")
    assert letbe(terminal=True, env={"ACCESSIBLE": "1"}).out == ""
    assert len(letbe.opened) == 1
    assert letbe.out("settings", "linear", "auto") == "linear: auto (undo: letbe settings linear off)\n"


def test_lines_are_kept_for_the_next_time_but_no_texts_and_nothing_that_failed(letbe: Letbe, tmp_path: Path) -> None:
    private = ["note quiet secret", "done quiet --note=secret", "nosuch secret", "ease 3 --note secret",
               "act quiet plan secret", "pause quiet --why secret", "edit quiet --small secret"]  # fmt: skip
    talk(letbe, "done quiet", "done quiet", *private, "today")
    (kept,) = tmp_path.rglob("typed")
    assert kept.read_text() == "done quiet\ntoday\n"
    assert os.stat(kept).st_mode & 0o077 == 0


def test_in_a_pipe_it_is_today_as_before(letbe: Letbe) -> None:
    assert letbe(env=DUMB).out == letbe("today", env=DUMB).out


def test_at_a_terminal_it_completes_recalls_and_prints_no_escape_sequence(letbe: Letbe, tmp_path: Path) -> None:
    env = {"TERM": "xterm-256color", "ACCESSIBLE": "1", "LETBE_FILE": letbe.path}
    with Terminal(tmp_path, env=env, size=(0, 0)) as terminal:
        terminal.shows("letbe: ")
        terminal.keys("log Quiet\\ t\t\r")
        terminal.shows("log Quiet\\ time\\ alone ")
        terminal.shows("Nothing is recorded of Quiet time alone")
        terminal.until(lambda: terminal.drawn.endswith(b"letbe: "))
        terminal.keys("\x1b[Ax\x7f\x15\x04")
        assert terminal.ended() == 0
        assert terminal.drawn.count(b"log Quiet\\ time") == 2
        assert b"\x1b" not in terminal.drawn
        assert terminal.modes == terminal.found


@pytest.mark.parametrize("emacs", ["", "29.1,comint"])
def test_a_terminal_that_goes_away_ends_it(letbe: Letbe, tmp_path: Path, emacs: str) -> None:
    env = {**DUMB, "LETBE_FILE": letbe.path, **({"INSIDE_EMACS": emacs} if emacs else {})}
    with Terminal(tmp_path, env=env) as terminal:
        terminal.shows("letbe: ")
        terminal.close()
        assert terminal.ended() in (0, 128 + signal.SIGHUP, -signal.SIGHUP)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize("typed", ["", "1\n"])
def test_a_terminal_that_is_gone_without_a_signal_ends_it_quietly(tmp_path: Path, typed: str) -> None:
    with Terminal(tmp_path, controlling=False, env={"TERM": "dumb"}) as terminal:
        terminal.shows("Which ones?")
        terminal.keys(typed)
        terminal.shows("letbe: " if typed else "Which ones?")
        terminal.close()
        assert terminal.ended() == 0
    assert (tmp_path / "habits.json").exists() == bool(typed)


def test_streaks_are_told_in_words_with_no_sign_alone(letbe: Letbe) -> None:
    letbe("done", "quiet")
    out = letbe(stdin="streaks\nquit\n", terminal=True, env={"ACCESSIBLE": "1"}).out
    assert "Quiet time alone: streak 1 day, best 1 day, strength new" in " ".join(out.split())
    assert "Mindful minutes: strength new" in out
    assert "–" not in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("env", "talks"),
    [
        ({"ACCESSIBLE": "1", "TERM": "dumb"}, True),
        ({"ACCESSIBLE": "1", "TERM": "xterm"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_a_shell_in_an_editor_is_talked_with_through_pipes(letbe: Letbe, env: dict[str, str], talks: bool) -> None:  # noqa: FBT001
    out = letbe(stdin="done quiet\nquit\n", env=env).out
    assert ("Quiet time alone, today: done" in out) is talks
    assert "Sunday 22 November 2026" in out


def test_a_week_is_looked_back_on_question_by_question_and_in_no_editor(
    letbe: Letbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    asked = [row["question"] for row in letbe.json("reflect")]
    first = talk(letbe, "reflect", "the tax papers", "", "x" * 100_001, "twice\tsaid", *[""] * len(asked), "quit")
    assert "The week from Monday 16 November 2026 to Sunday 22 November 2026." in first.out
    assert all(f"{question}\n" in first.out for question in asked)
    assert "at most 10,000 characters" in first.err
    again = talk(letbe, "reflect", "-", *[""] * len(asked), "quit")
    assert f"{asked[0]}\nSo far: the tax papers\n" in again.out
    kept = {row["question"]: row["answer"] for row in letbe.json("reflect")}
    assert [answer for answer in kept.values() if answer] == ["twice said"]


def test_the_end_of_the_input_ends_the_questions_too(letbe: Letbe) -> None:
    answer = talk(letbe, "reflect", "the tax papers")
    assert (answer.code, answer.err) == (0, "")
    assert [row["answer"] for row in letbe.json("reflect")][:2] == ["the tax papers", ""]


def test_a_table_is_told_row_by_row_and_whole(letbe: Letbe) -> None:
    long = "Unhurried time with somebody who is not in a hurry either, and then some more of it"
    letbe("add", long)
    letbe("pause", "--from", "tomorrow", "--why", "a long way there and a longer one back")
    answer = talk(letbe, "settings", "habits", "areas", "pauses", "quit")
    assert "…" not in answer.out
    assert "mouse: on, whether the app follows the mouse; off leaves it to the terminal" in answer.out
    assert f"  {long}: every day\n" in answer.out
    assert "Self-care: " in answer.out
    assert "ahead: everything, Mon 23 Nov until you end it, a long way there and a longer one back\n" in answer.out
