"""`letbe now`: what I do instead, a slow minute in words and seconds, and only what is said is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cli.shell import Letbe


def test_an_urge_is_met_with_what_is_done_instead_and_let_pass(letbe: Letbe) -> None:
    answer = letbe("now", stdin="4\n2\np\n")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "Wanting to fix, steer or rescue"
    assert lines[1] == "Instead, I ask whether they would like ideas or company, and keep to the answer."
    assert (lines.count("breathe in, 4 seconds"), lines.count("breathe out, 6 seconds")) == (6, 6)
    assert lines[-1].endswith("1 let pass (undo: letbe undo)")
    log = letbe.one("log", "fix")
    assert (log["passed"], log["acted"]) == (1, 0)
    event = letbe.one("events", "fix")
    assert (event["strength"], event["strength_after"], event["note"]) == (4, 2, None)
    assert event["instead"] == "ask whether they would like ideas or company, and keep to the answer"


OUTCOMES = {
    "acted on": ("\n\na\n", (0, 1)),
    "let pass, no strength": ("\n\np\n", (1, 0)),
    "left": ("3\n\n\n", None),
    "left at once": ("\n", None),
    "no answer that is one": ("9\nmuch\nmaybe\n", None),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_only_what_is_said_is_recorded(letbe: Letbe, name: str) -> None:
    typed, recorded = OUTCOMES[name]
    before = letbe.bytes
    answer = letbe("now", "fix", "2", stdin=typed)
    assert answer.code == 0
    assert answer.out.count("breathe in") == 12
    if recorded is None:
        assert "Nothing was recorded." in answer.err
        assert letbe.bytes == before
    else:
        log = letbe.one("log", "fix")
        assert (log["passed"], log["acted"]) == recorded


def test_nobody_waits_where_no_answer_can_come(letbe: Letbe) -> None:
    answer = letbe("now", "fix", "2", stdin="")
    assert answer.code == 1
    assert "breathe" not in answer.out
    assert answer.err.endswith("No answer can come in here, so nothing would be recorded; run it in a terminal.\n")


@pytest.mark.more
@pytest.mark.parametrize(
    ("said", "minutes"), [("12", 12), ("12m", 12), ("1h30", 90), ("90s", 0), ("1.5", 0), ("-3", 0)]
)
def test_the_minutes_are_read_as_amounts_are(letbe: Letbe, said: str, minutes: int) -> None:
    answer = letbe("now", "quiet", said, stdin="n\n")
    assert (answer.code, f"{minutes} min from now" in answer.out) == (
        (0, True) if minutes else (answer.code or 9, False)
    )


def test_a_timer_adds_its_minutes_to_the_day_if_that_is_wanted(letbe: Letbe) -> None:
    letbe("done", "quiet", "5")
    answer = letbe("now", "quiet", "12", stdin="y\n")
    assert "Sit by a window" in answer.out
    assert "5 of 12 min\n10 of 12 min\n" in answer.out
    assert letbe.one("log", "quiet")["amount"] == 17
    before = letbe.bytes
    assert "Nothing was recorded." in letbe("now", "quiet", "3", stdin="n\n").err
    assert letbe.bytes == before


def test_without_an_answer_the_minutes_are_kept_and_asked_about_again(letbe: Letbe) -> None:
    before = letbe.bytes
    answer = letbe("now", "quiet", "12", stdin="")
    assert (answer.code, letbe.bytes) == (0, before)
    assert "nothing was recorded yet; `letbe now` asks about it again" in answer.err
    assert "12 minutes of Quiet time alone were counted when letbe ended." in letbe("now", stdin="y\n").out
    assert letbe.one("log", "quiet")["amount"] == 12


def test_the_usual_length_is_what_a_day_asks_for(letbe: Letbe) -> None:
    assert "15 min from now" in letbe("now", "quiet", stdin="\n").out


def test_ctrl_c_ends_a_timer_early_and_a_clock_that_jumps_is_asked_about(
    letbe: Letbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = iter([10.0] * 12 + [42 * 60.0] + [10.0] * 6)

    def wait(_seconds: float) -> None:
        passed = next(waits, None)
        if passed is None:
            raise KeyboardInterrupt
        letbe.now += timedelta(seconds=passed)

    monkeypatch.setattr(letbe, "wait", wait)
    answer = letbe("now", "quiet", stdin="n\ny\n")
    assert "The clock jumped by 42 min" in answer.out
    assert letbe.one("log", "quiet")["amount"] == 3


def test_a_timer_that_was_killed_is_asked_about_by_the_next_one(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def wait(_seconds: float) -> None:
        letbe.now += timedelta(seconds=10)
        if letbe.now.minute == 7:
            raise Killed

    monkeypatch.setattr(letbe, "wait", wait)
    with pytest.raises(Killed):
        letbe("now", "quiet", "15")
    letbe.now += timedelta(hours=3)
    monkeypatch.setattr(letbe, "wait", lambda seconds: Letbe.wait(letbe, seconds))
    answer = letbe("now", stdin="y\n")
    assert "7 minutes of Quiet time alone were counted when letbe ended." in answer.out
    assert letbe.one("log", "quiet")["amount"] == 7
    assert "were counted" not in letbe("now", "fix", stdin="\n").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("quiet", "0"), 2, "no number of minutes"),
        (("quiet", "99999"), 2, "no number of minutes"),
        (("nobody",), 3, "nobody"),
    ],
)
def test_what_cannot_be_is_said(letbe: Letbe, words: tuple[str, ...], code: int, said: str) -> None:
    answer = letbe("now", *words)
    assert (answer.code, said in answer.err) == (code, True)


def test_where_several_urges_are_one_is_chosen(letbe: Letbe) -> None:
    letbe("add", "Worrying", "--goal", "let go", "--small", "Look out of the window.")
    answer = letbe("now", stdin="worrying\n\n\np\n")
    assert "Worrying: look out of the window\n" in answer.out
    assert letbe.one("log", "worrying")["passed"] == 1
    numbers = [line[0] for line in answer.out.splitlines() if ": " in line and line[0] in "12"]
    assert numbers == ["1", "2"]


def test_a_limit_counts_only_what_was_acted_on_and_a_check_is_done(letbe: Letbe) -> None:
    letbe("add", "Checking", "--goal", "at most 1 time")
    assert "Nothing was recorded." in letbe("now", "checking", stdin="p\n").err
    letbe("now", "checking", stdin="a\n")
    assert letbe.one("log", "checking")["amount"] == 1
    letbe("now", "listen", stdin="y\n")
    assert letbe.one("log", "listen")["mark"] == "done"
