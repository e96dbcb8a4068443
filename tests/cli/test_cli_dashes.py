"""`--` ends the options, wherever it stands; what begins with a dash and a digit never was one."""

from __future__ import annotations

import pytest

from tests.cli.shell import Letbe

NAMES = ["-nvidia", "--json", "-q", "--", "-3", "--on", "-", "--file=x"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", [["add", "--"], ["--", "add"], ["add", "--why", "x", "--"]], ids=" ".join)
def test_a_name_may_begin_with_a_dash(letbe: Letbe, before: list[str], name: str) -> None:
    assert letbe(*before, name).code == 0
    habits = {habit["name"] for habit in letbe.json("habits")}
    assert name in habits
    if name != "--":
        assert letbe("done", "--", name).code == 0
        assert letbe("note", "--on", "yesterday", "--", name, "-x", "--").code == 0
        letbe("clear", "--", name)
        assert letbe("delete", "--yes", "--", name).code == 0


def test_an_amount_may_follow(letbe: Letbe) -> None:
    letbe("add", "--goal", "30 min", "--", "-x")
    assert letbe("done", "--", "-x", "20").code == 0
    assert letbe.one("log", "x")["amount"] == 20
    assert letbe("done", "--plain", "--", "-x").code == 2
    assert letbe("done", "-q", "--", "quiet", "-x").out == ""


@pytest.mark.parametrize("place", [0, 1, 2])
def test_it_may_stand_before_and_behind_the_second_word(letbe: Letbe, place: int) -> None:
    words = ["areas", "add", "-x"]
    assert letbe(*words[:place], "--", *words[place:]).code == 0
    assert "-x" in letbe.out("areas")


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--"], 0), (["today", "--"], 0), (["--json", "--", "today"], 0), (["help", "--", "done"], 0),
     (["status", "--"], 0),
     (["--", "--nosuch"], 2), (["today", "--", "--json"], 2), (["done", "--note", "--", "quiet"], 2),
     (["undo", "--", "--"], 2), (["done", "-x"], 2)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_stands_behind_it_is_no_option(letbe: Letbe, words: list[str], code: int) -> None:
    letbe("done", "quiet")
    answer = letbe(*words)
    assert answer.code == code, answer


def test_days_and_amounts_below_nothing_are_words(letbe: Letbe) -> None:
    assert letbe("done", "quiet", "--on", "-3").code == 0
    assert letbe("done", "hobby", "--on=-3..-1").code == 0
    assert letbe("clear", "quiet", "--on", "-3").code == 0
    assert "cannot be below 0" in letbe("done", "quiet", "-5").err
    assert "cannot be below 0" in letbe("done", "--", "quiet", "-5").err
