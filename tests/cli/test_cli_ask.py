from __future__ import annotations

from tests.cli.shell import Letbe


def marks(letbe: Letbe, day: str = "today") -> dict[str, str | None]:
    del day
    return {item["id"]: item["mark"] for item in letbe.json("today")}


def test_it_goes_through_what_is_open_one_line_each(letbe: Letbe) -> None:
    answer = letbe("ask", stdin="20 rained, did it inside\ny\nn\ns\n\nq\n")
    assert answer.code == 0
    assert marks(letbe) == {
        "hobby": "amount", "quiet": "done", "mindful": "missed", "feelings": "skip", "fix": None,
        "listen": None, "honest": None,
    }  # fmt: skip
    log = letbe.one("log", "hobby")
    assert (log["amount"], log["note"]) == (20, "rained, did it inside")
    assert answer.out.endswith("4 recorded, 3 open.\n")


def test_every_answer_can_carry_a_note(letbe: Letbe) -> None:
    letbe("ask", "quiet", "mindful", "listen", stdin="y by the window\n20 min, in the park\nn too tired\n")
    notes = [letbe.one("log", habit)["note"] for habit in ("quiet", "mindful", "listen")]
    assert notes == ["by the window", "in the park", "too tired"]


def test_the_end_of_the_input_stops_it(letbe: Letbe) -> None:
    answer = letbe("ask", stdin="y\n")
    assert answer.code == 0
    assert answer.out.endswith("1 recorded, 5 open.\n")


def test_a_script_with_an_answer_that_means_nothing_stops_there(letbe: Letbe) -> None:
    answer = letbe("ask", stdin="y\nperhaps\ny\n")
    assert answer.code == 2
    assert "“perhaps” is not an answer" in answer.err
    assert [mark for mark in marks(letbe).values() if mark] == ["done"]


def test_somebody_at_a_terminal_is_asked_again(letbe: Letbe) -> None:
    answer = letbe("ask", "listen", stdin="perhaps\n20\ny\n", terminal=True)
    assert answer.code == 0
    assert "not an answer" in answer.err
    assert "plain check" in answer.err
    assert marks(letbe)["listen"] == "done"


def test_a_question_mark_explains_every_answer_and_asks_again(letbe: Letbe) -> None:
    answer = letbe("ask", "listen", stdin="?\ny\n", terminal=True, env={"COLUMNS": "40"})
    assert marks(letbe)["listen"] == "done"
    assert "adds 20 to what the day has" in answer.err
    assert max(map(len, answer.err.splitlines()[:4])) <= 40


def test_nobody_is_asked_about_urges_and_limits_unless_they_want_it(letbe: Letbe) -> None:
    letbe("add", "Checking on someone", "--goal", "at most 1 time")
    assert "Wanting" not in letbe("ask", stdin="q\n").out
    answer = letbe("ask", "wanting", "checking", stdin="2p 1a on the phone\nn\n")
    assert "for urges" in answer.err
    log = letbe.one("log", "wanting")
    assert (log["passed"], log["acted"]) == (2, 1)
    assert [event["note"] for event in letbe.json("events", "wanting")] == [None, None, "on the phone"]
    letbe("ask", "wanting", stdin="a4 short reply: a walk\n")
    last = letbe.json("events", "wanting")[-1]
    assert (last["outcome"], last["strength"], last["trigger"], last["note"]) == ("acted", 4, "short reply", "a walk")
    assert letbe.one("log", "checking")["amount"] == 0


def test_urges_are_answered_in_short(letbe: Letbe) -> None:
    for answer in ("p\n", "2\n", "a\n"):
        letbe("ask", "wanting", stdin=answer)
    log = letbe.one("log", "wanting")
    assert (log["passed"], log["acted"]) == (3, 1)
    assert letbe("ask", "wanting", stdin="y\n").code == 2
    letbe("ask", "wanting", stdin="s\n")
    assert letbe.one("log", "wanting")["mark"] == "skip"


def test_another_day_can_be_gone_through(letbe: Letbe) -> None:
    letbe("edit", "quiet", "--goal", "check", "--from", "2026-11-01")
    letbe("ask", "quiet", "--on", "yesterday", stdin="y\n")
    assert letbe.one("log", "quiet")["day"] == "2026-11-21"
    assert letbe("ask", "--on", "-3..-1").code == 2


def test_when_nothing_is_open_it_says_so(letbe: Letbe) -> None:
    letbe("done", "--all-open")
    assert letbe.out("ask") == "Nothing is open today.\n"


def test_all_asks_about_everything(letbe: Letbe) -> None:
    letbe("done", "--all-open")
    assert letbe("ask", "--all", stdin="\n\n\n\n\n\n\n").out.count("?") == 7


def test_it_begins_a_list_on_an_empty_place_once_something_is_answered(empty: Letbe) -> None:
    empty("ask", stdin="q\n")
    assert empty.bytes is None
    empty("ask", stdin="\ny\n")
    assert empty.one("log", "quiet")["mark"] == "done"
