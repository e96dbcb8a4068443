from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Letbe
from tracker.cli.columns import cells
from tracker.service import new_ids
from tracker.service import status_cache as glance

STARTED = """\
Sunday 22 November 2026 · 1 of 6 done

Personal time
                                    today               streak  strength
  ▄  Time for a hobby that is mine  20 of 30 min               new
  ■  Quiet time alone               done                1 day  new
      sat by the window

Self-care
  –  Mindful minutes                skipped                    new
"""


def test_it_reads_from_top_to_bottom(letbe: Letbe) -> None:
    letbe("edit", "hobby", "--schedule", "daily")
    letbe("done", "hobby", "20")
    letbe("done", "quiet", "--note", "sat by the window")
    letbe("skip", "mindful")
    out = letbe.out("today")
    assert [line.split() for line in out.splitlines()[:10]] == [
        line.split() for line in STARTED.replace("1 of 6", "1 of 5").splitlines()
    ]
    assert out.endswith("\n4 open. Next: letbe done hobby, or letbe ask.\n")


@pytest.mark.parametrize(("others", "named"), [((), "walk"), (("Walking home",), "walk-2d9hr")])
def test_the_next_thing_is_named_as_shortly_as_it_can_be(
    empty: Letbe, others: tuple[str, ...], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_ids, "ending", lambda: "2d9hr")
    for name in ("Walk", *others):
        empty("add", name)
    assert f"Next: letbe done {named}, or letbe ask" in empty.out("today")


def test_no_line_is_wider_than_the_terminal(letbe: Letbe) -> None:
    letbe("add", "A name that goes on and on and will not end before the line does, whatever one tries")
    letbe("add", "朝の散歩" * 12)
    letbe("done", "quiet", "--note", "a note " * 40)
    for columns in (40, 60, 80, 120):
        for command in ("today", "habits", "streaks"):
            answer = letbe(command, env={"COLUMNS": str(columns)})
            assert max(cells(line) for line in answer.out.splitlines()) <= columns


def test_a_pipe_cuts_nothing(letbe: Letbe) -> None:
    name = "A name that goes on and on and will not end before the line does, whatever one tries"
    letbe("add", name, "--area", "self-care")
    letbe("note", "a name", "a note " * 40)
    for command in ("today", "habits", "streaks"):
        assert name in letbe(command).out
    assert " ".join(["a note"] * 40) in letbe("today").out


def test_a_narrow_terminal_loses_nothing(letbe: Letbe) -> None:
    letbe("done", "quiet")
    lines = letbe("today", env={"COLUMNS": "30"}).out
    assert "done · 1 day · new" in lines


def test_json_keeps_to_its_shape(letbe: Letbe) -> None:
    letbe("done", "hobby", "1.5", "--note", "a tune")
    hobby, quiet = letbe.json("today")[:2]
    assert {"id", "name", "area", "due", "verdict", "mark", "amount", "target", "note"} <= set(hobby)
    assert (hobby["mark"], hobby["amount"], hobby["target"], hobby["note"]) == ("amount", 1.5, 30, "a tune")
    assert (quiet["due"], quiet["verdict"], quiet["mark"], quiet["amount"], quiet["note"]) == (
        True, "open", None, None, None,
    )  # fmt: skip


def test_plain_is_one_record_a_line_with_tabs(letbe: Letbe) -> None:
    letbe("done", "quiet", "--note", "two\nlines\tand a tab")
    lines = letbe.out("today", "--plain").splitlines()
    assert len(lines) == 7
    assert lines[1].split("\t") == [
        "quiet", "Quiet time alone", "personal-time", "yes", "kept", "done", "", "15", "two lines and a tab",
    ]  # fmt: skip


def test_colour_is_for_terminals_and_never_the_only_sign(letbe: Letbe) -> None:
    letbe("done", "quiet")
    plain = letbe("today").out
    coloured = letbe("today", terminal=True).out
    assert "\x1b[34m■\x1b[0m" in coloured
    assert "\x1b" not in plain
    for env, words in (({"NO_COLOR": "1"}, []), ({"TERM": "dumb"}, []), ({}, ["--no-color"])):
        assert letbe("today", *words, terminal=True, env=env).out == plain


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_poor_terminal_gets_plain_characters(letbe: Letbe, encoding: str) -> None:
    letbe("done", "quiet")
    letbe("add", "Spaziergang bei Königs 朝")
    out = letbe("today", encoding=encoding).out
    assert "  #  Quiet time alone" in out
    assert "  o  Mindful minutes" in out
    assert letbe("done", "nosuch", encoding=encoding).err == 'There is no habit "nosuch"; `letbe habits` lists them.\n'


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"LANG": "C"}, {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, {"LANG": "de_DE.ISO-8859-1"}]
)
def test_a_locale_without_unicode_gets_plain_characters_too(letbe: Letbe, env: dict[str, str]) -> None:
    assert letbe("today", env=env).out.isascii()


def test_streak_numbers_can_be_hidden(letbe: Letbe) -> None:
    letbe("settings", "hide-streaks", "on")
    assert "streak" not in letbe.out("done", "quiet")
    assert "streak" not in letbe.out("today")
    assert "1 day" not in letbe.out("today")


def test_plain_characters_can_be_wished_for(letbe: Letbe) -> None:
    letbe("settings", "ascii", "on")
    assert letbe.out("today").isascii()


def test_it_says_when_all_is_done_and_when_nothing_is_asked(letbe: Letbe) -> None:
    letbe("done", "--all-open")
    assert letbe.out("today").endswith("All that today asks for is done.\n")
    letbe("undo")
    letbe("pause")
    assert letbe.out("today").startswith("Sunday 22 November 2026 · nothing is due\n")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def test_limits_and_urges_are_told_without_being_asked_for(letbe: Letbe) -> None:
    letbe("add", "Checking on someone", "--goal", "at most 1 time")
    out = letbe.out("today")
    assert "0 of at most 1 time" in out
    letbe("done", "checking", "1")
    assert "▫ Checking on someone 1 time, at most 1" in _squeezed(letbe.out("today"))
    letbe("done", "checking", "1")
    letbe("passed", "wanting")
    out = letbe.out("today")
    assert "▴ Checking on someone 2 times, over the limit of 1" in _squeezed(out)
    assert "○  Wanting to fix" in out
    assert not any(item["due"] for item in letbe.json("today") if item["id"] in ("checking-on-someone", "fix"))


def test_status_is_one_line_for_a_prompt(letbe: Letbe) -> None:
    letbe("done", "quiet")
    assert letbe.out("status") == "1/6\n"
    assert letbe.out("status", "--format", "{done} of {due}, {open} open") == "1 of 6, 5 open\n"
    assert letbe.out("status", "--format={open}") == "5\n"
    assert letbe("status", "--format", "{nothing}").code == 2
    assert letbe("status", "--format").code == 2
    assert letbe("status", "more").code == 2


def test_status_of_an_empty_place_is_quiet(empty: Letbe) -> None:
    assert empty.out("status") == "0/0\n"
    assert empty.bytes is None


def test_status_is_recalled_until_the_book_or_the_day_is_another(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    letbe("done", "quiet")
    assert letbe.out("status") == "1/6\n"
    with monkeypatch.context() as patch:
        patch.setattr("tracker.cli.session.Session", None)  # nobody opens the book
        assert (
            letbe.out("status", "--format", "{done} of {due}, {open} open on {day}") == "1 of 6, 5 open on 2026-11-22\n"
        )
        assert letbe("status", "--format", "{nothing}").code == 2
    letbe("done", "listen")
    assert letbe.out("status") == "2/6\n"
    letbe.now += timedelta(days=1)
    assert letbe.out("status", "--format", "{done} on {day}") == "0 on 2026-11-23\n"


@pytest.mark.parametrize(
    "words",
    [
        ("done", "listen"),
        ("done", "quiet", "listen"),
        ("skip", "listen", "--on", "yesterday..today"),
        ("clear", "quiet"),
        ("undo",),
        ("undo", "2"),
    ],
)
def test_status_follows_the_marks_that_are_set_without_counting_all_anew(
    letbe: Letbe, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    every = ("status", "--format", "{done} {due} {open} {day}")
    letbe("done", "mindful")
    letbe("done", "quiet")
    letbe("status")
    letbe(*words)
    with monkeypatch.context() as patch:
        patch.setattr("tracker.cli.session.Session", None)  # nobody opens the book
        followed = letbe.out(*every)
    _remembered().unlink()
    assert letbe.out(*every) == followed


def test_status_does_not_follow_what_others_have_changed(letbe: Letbe) -> None:
    letbe("status")
    kept = _remembered().read_bytes()
    letbe("done", "quiet")
    _remembered().write_bytes(kept)  # as if that had been done elsewhere
    letbe("done", "listen")
    assert letbe.out("status") == "2/6\n"


def test_status_does_not_take_a_book_that_others_saved_meanwhile_for_its_own(
    letbe: Letbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    letbe("status")
    with monkeypatch.context() as patch:

        def follow(*arguments: Any) -> None:
            patch.undo()
            letbe("done", "quiet")  # from another terminal, between the save and what is remembered of it
            glance.follow(*arguments)

        patch.setattr(glance, "follow", follow)
        letbe("done", "listen")
    assert letbe.out("status") == "2/6\n"


def _remembered() -> Path:
    (remembered,) = Path(os.environ["XDG_STATE_HOME"]).glob("letbe/status")
    return remembered


def test_status_keeps_to_the_day_start_when_it_recalls(letbe: Letbe) -> None:
    letbe("settings", "day-start", "04:00")
    letbe("done", "quiet")
    assert letbe.out("status") == letbe.out("status")
    letbe.now += timedelta(hours=15)  # 03:00, still the same day
    assert letbe.out("status", "--format", "{done} on {day}") == "1 on 2026-11-22\n"


def test_status_counts_anew_when_what_it_remembered_is_spoiled(letbe: Letbe) -> None:
    usual = letbe.out("status")
    for spoiled in (b"", b"0\n2026-11-22", b"x\n\n\n\xff"):
        _remembered().write_bytes(spoiled)
        assert letbe.out("status") == usual


def test_a_pause_that_is_planned_is_named(letbe: Letbe) -> None:
    letbe("pause", "quiet", "--from", "next week", "--to", "next week")
    assert "\nComing pause: Mon 23 Nov to Sun 29 Nov, Quiet time alone.\n" in letbe.out("today")
    letbe("pause", "hobby")
    assert letbe.out("today").count("Coming pause") == 1
