from __future__ import annotations

import pytest

from tests.cli.shell import Letbe

SHAPE = {
    "id", "name", "area", "schedule", "goal", "unit", "current", "best", "strength", "rate", "kept", "missed",
    "excused", "total", "comeback", "streaks",
}  # fmt: skip


def begin(letbe: Letbe) -> None:
    letbe("add", "Bench", "--from", "2026-11-01", "--goal", "at least 15 min")
    letbe("done", "bench", "--on", "2026-11-01..2026-11-03")


def test_json_keeps_to_its_shape(letbe: Letbe) -> None:
    begin(letbe)
    letbe("done", "bench", "--on", "2026-11-05..2026-11-06")
    standing = letbe.one("streaks", "bench", "--as-of", "2026-11-06")
    assert set(standing) >= SHAPE
    assert standing["comeback"] == {"median": 1, "within_one": 1, "lapses": 1, "under_way": 0}
    assert standing["streaks"] == [
        {"start": "2026-11-01", "end": "2026-11-03", "length": 3, "unit": "day"},
        {"start": "2026-11-05", "end": "2026-11-06", "length": 2, "unit": "day"},
    ]
    assert (standing["kept"], standing["missed"], standing["rate"], standing["best"]) == (5, 1, 5 / 6, 3)
    assert (standing["schedule"], standing["goal"]) == ("daily", "at least 15 min")


def test_what_is_only_counted_has_no_numbers(letbe: Letbe) -> None:
    letbe("add", "Said no", "--schedule", "anytime")
    letbe("done", "said")
    standing = letbe.one("streaks", "said")
    assert (standing["strength"], standing["rate"], standing["total"]) == (None, None, 1)


def test_the_table_has_one_line_a_habit(letbe: Letbe) -> None:
    letbe("done", "quiet")
    lines = letbe.out("streaks").splitlines()
    assert len(lines) == 8
    assert lines[2].split("  ")[0] == "Quiet time alone"
    assert "1 day" in lines[2]


def test_one_habit_is_told_with_what_each_number_means(letbe: Letbe) -> None:
    begin(letbe)
    letbe("done", "bench", "--on", "2026-11-05..2026-11-22")
    out = letbe.out("streaks", "bench")
    assert "Streak    18 days, since Thu 5 Nov" in out
    assert "1 of 1 times back within one day, median 1" in out
    assert "Runs, the latest first\n  18 days     Thu 5 Nov to today\n  3 days      Sun 1 Nov to Tue 3 Nov\n" in out
    assert "Counted from Sun 1 Nov." in out


def test_urges_are_told_in_their_own_words(letbe: Letbe) -> None:
    letbe("passed", "wanting", "5", "--on", "yesterday")
    letbe("acted", "wanting")
    out = letbe.out("streaks", "wanting")
    assert "5 let pass, 1 acted on" in out
    assert "urges let pass in a row" in out


def test_explain_gives_each_period_its_reason(letbe: Letbe) -> None:
    letbe("edit", "honest", "--schedule", "3/week", "--from", "2026-11-02")
    letbe("done", "honest", "--on", "2026-11-09")
    letbe("done", "honest", "--on", "2026-11-11")
    letbe("skip", "honest", "--on", "2026-11-12")
    out = letbe.out("streaks", "honest", "--explain")
    line = next(line for line in out.splitlines() if "week of 9 Nov" in line)
    assert "2 of 3 days, one day excused" in line
    assert line.endswith(": missed")
    periods = letbe.json("streaks", "honest", "--explain")
    assert {"start", "end", "period", "verdict", "reason"} == set(periods[0])
    assert [period["verdict"] for period in periods] == ["missed", "missed", "open"]
    assert letbe.out("streaks", "honest", "--explain", "--plain").count("\n") == 3


def test_a_share_names_all_its_units_and_strength_says_what_holds_of_its_rule(letbe: Letbe) -> None:
    letbe("add", "Cycling", "--from", "2026-11-02")
    letbe("edit", "cycling", "--schedule", "3/week", "--from", "2026-11-09")
    letbe("done", "cycling", "--on", "2026-11-03")
    out = letbe.out("streaks", "cycling")
    assert "1 of 8 days and weeks" in out
    assert "perfect days" not in out


def test_a_skipped_day_tells_its_urges_too(letbe: Letbe) -> None:
    letbe("passed", "wanting", "2")
    assert "skipped, 2 let pass" in letbe.out("skip", "wanting")
    [day] = letbe.json("log", "wanting")
    assert (day["mark"], day["passed"], day["acted"]) == ("skip", 2, 0)


def test_explain_tells_the_urges_of_a_day_by_both_counts(letbe: Letbe) -> None:
    assert "Nothing is judged yet: no urge has been recorded so far." in letbe.out("streaks", "wanting", "--explain")
    letbe("passed", "wanting", "5")
    letbe("acted", "wanting")
    assert "Sun 22 Nov: 5 let pass, 1 acted on\n" in letbe.out("streaks", "wanting", "--explain")
    assert [day["verdict"] for day in letbe.json("streaks", "wanting", "--explain")] == ["mixed"]


def test_explain_of_what_is_only_counted_says_so(letbe: Letbe) -> None:
    letbe("add", "Said no", "--schedule", "anytime")
    assert "only counted" in letbe.out("streaks", "said", "--explain")
    letbe("edit", "quiet", "--schedule", "weekdays", "--from-start")  # it begins on a Sunday
    assert "Nothing is judged yet: no day of it has been due so far." in letbe.out("streaks", "quiet", "--explain")


@pytest.mark.parametrize("format", ["--json", "--plain"])
def test_every_habit_is_listed(letbe: Letbe, format: str) -> None:
    out = letbe.out("streaks", format)
    assert all(id in out for id in ("hobby", "quiet", "mindful", "feelings", "listen", "honest"))


def test_the_log_is_text_oldest_first(letbe: Letbe) -> None:
    letbe("done", "quiet", "20", "--on", "-1", "--note", "two\nlines")
    letbe("skip", "quiet", "--on", "-3")
    letbe("note", "quiet", "later")
    assert letbe.out("log", "quiet") == (
        "2026-11-19 Thu  skipped\n"
        "2026-11-21 Sat  20 min\n"
        "                two\n"
        "                lines\n"
        "2026-11-22 Sun  later\n"
    )
    assert letbe.out("log", "quiet", "--from", "-1", "--to", "yesterday", "--plain") == (
        "2026-11-21\t\t20\t\t\ttwo lines\n"
    )
    assert letbe("log", "quiet", "--from", "today", "--to", "-1").code == 1
    assert "Nothing is recorded" in letbe("log", "hobby").err
