from __future__ import annotations

import json

import pytest

from tests.cli.shell import Letbe


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quiet", "plan", "after", "lunch"), "plan: When: after lunch. Then: Quiet time alone."),
        (("quiet", "cue", "at noon"), "another cue: at noon, in place of "),
        (("quiet", "shrink", "5 min"), "smaller: at least 5 min, in place of at least 15 min"),
        (("quiet", "pause"), "rest: paused from "),
        (("quiet", "let-go"), "let go: put away"),
        (("quiet", "keep"), "keep: as it is"),
        (("quiet", "fade"), "reminder: 18:00"),
        (("quiet", "way", "meetings"), "in the way: meetings"),
    ],
)
def test_an_act_is_done_said_and_taken_back(letbe: Letbe, words: tuple[str, ...], said: str) -> None:
    letbe("edit", "quiet", "--remind", "18:00")
    before = letbe.out("habits", "--json")
    answer = letbe("act", *words)
    assert f"Quiet time alone, {said}" in answer.out
    assert ("Its cue stays “after work" in answer.err) is (words[1] == "plan")
    letbe.out("undo")
    assert letbe.out("habits", "--json") == before


def test_an_act_is_on_the_review_for_programs_a_week_later(letbe: Letbe) -> None:
    letbe("act", "quiet", "plan", "after lunch")
    assert json.loads(letbe.out("review", "--json"))["tried"] == []


def test_what_cannot_be_done_is_said(letbe: Letbe) -> None:
    assert letbe("act", "quiet", "dance").code == 2
    assert letbe("act", "nobody", "keep").code == 3
    assert letbe("act", "quiet", "shrink", "20 min").code == 1
    assert "needs an ACT behind HABIT; write plan" in letbe("act", "quiet").err


@pytest.mark.parametrize("act", ["keep", "let-go"])
def test_words_that_an_act_does_not_take_are_refused_and_change_nothing(letbe: Letbe, act: str) -> None:
    before = letbe.bytes
    answer = letbe("act", "quiet", act, "going", "on")
    assert (answer.code, answer.out) == (2, "")
    assert f"`letbe act HABIT {act}` takes no words; leave “going on” out." in answer.err
    assert letbe.bytes == before


@pytest.mark.parametrize("act", ["plan", "cue", "shrink", "way"])
def test_an_act_that_cannot_do_without_words_asks_for_them_and_changes_nothing(letbe: Letbe, act: str) -> None:
    letbe("act", "quiet", "way", "meetings")
    before = letbe.bytes
    answer = letbe("act", "quiet", act)
    assert answer.code == 2
    assert "needs words behind it" in answer.err or "missing; write one below 15 min" in answer.err
    assert letbe.bytes == before


def test_what_got_in_the_way_is_taken_away_by_an_empty_text(letbe: Letbe) -> None:
    letbe("act", "quiet", "way", "meetings")
    letbe.out("act", "quiet", "way", "")
    assert "meetings" not in letbe.out("export")


def test_a_check_is_shrunk_to_the_small_version_it_has(letbe: Letbe) -> None:
    letbe("add", "Walk", "--small", "to the gate")
    assert "smaller: to the gate" in letbe.out("act", "walk", "shrink")
    letbe("add", "Swim")
    assert letbe("act", "swim", "shrink").code == 2
