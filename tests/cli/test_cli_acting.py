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
        (("quiet", "way", "meetings"), "in the way: meetings"),
    ],
)
def test_an_act_is_done_said_and_taken_back(letbe: Letbe, words: tuple[str, ...], said: str) -> None:
    before = letbe.out("habits", "--json")
    assert f"Quiet time alone, {said}" in letbe.out("act", *words)
    letbe.out("undo")
    assert letbe.out("habits", "--json") == before


def test_an_act_is_on_the_review_for_programs_a_week_later(letbe: Letbe) -> None:
    letbe("act", "quiet", "plan", "after lunch")
    assert json.loads(letbe.out("review", "--json"))["tried"] == []


def test_what_cannot_be_done_is_said(letbe: Letbe) -> None:
    assert letbe("act", "quiet", "dance").code == 2
    assert letbe("act", "nobody", "keep").code == 3
    assert letbe("act", "quiet", "shrink", "20 min").code == 1
    assert letbe("act", "quiet", "plan").code == 1
