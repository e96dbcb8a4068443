from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import Part, measure
from benchmarks.books import Shape, write_book
from benchmarks.figures import (
    Estimate,
    Row,
    Samples,
    Verdict,
    against,
    beside_floor,
    estimate_of,
    estimated,
    p95,
    plain,
    ratio_of,
    table,
    within,
)
from benchmarks.growth import SHAPES
from benchmarks.imports import HABITS, WRITERS
from benchmarks.page import README, with_table
from benchmarks.peers import HABITS as TRACKED
from benchmarks.peers import PEERS, Entry, Peer, entries, peer_rows
from benchmarks.place import Place
from benchmarks.terminal import Unseen
from tracker.service.files.any_import import read_tracker


def test_a_table_takes_the_place_of_the_last_one() -> None:
    page = README.read_text(encoding="utf-8")
    once = with_table(page, "one\ntwo")
    assert "```\none\ntwo\n```" in once
    assert with_table(with_table(page, "an older run"), "one\ntwo") == once


def test_a_page_without_a_place_for_the_table_is_left_alone() -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        with_table("Nothing here.", "one")


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(1.2, 1.9, Verdict.MET), (1.9, 2.0, Verdict.MET), (1.9, 2.1, Verdict.UNSURE), (2.1, 2.2, Verdict.NOT_MET)],
)
def test_a_bar_within_the_noise_is_neither_met_nor_missed(low: float, high: float, verdict: Verdict) -> None:
    assert Estimate((low + high) / 2, low, high).within(2) is verdict


def test_what_disturbs_both_disturbs_the_ratio_little() -> None:
    floor = [10.0, 30.0, 11.0, 50.0, 12.0, 20.0, 14.0, 90.0, 13.0]
    paired = ratio_of([2 * value for value in floor], floor)
    alone = ratio_of([2 * value for value in floor], [*floor, 15.0])
    assert paired == (2, 2, 2)
    assert alone.low < alone.value < alone.high


def test_a_table_says_the_interval_and_what_cannot_be_told() -> None:
    floor = Samples([10.0, 12.0, 11.0], [1.0, 1.0, 1.0])
    rows = [
        against("sure", Samples([20.0, 24.0, 22.0], [3.0, 3.0, 3.0]), floor, 2.5),
        against("unsure", Samples([20.0, 30.0, 22.0], []), floor, 2.1),
    ]
    said = table(rows).splitlines()
    assert "2.00 (2.00-2.00)  3.00 (3.00-3.00)  ≤ 2.5 ×             yes" in said[2]
    assert said[3].endswith("≤ 2.1 ×  cannot be told")


def test_what_95_of_100_do_not_exceed_has_a_range_too() -> None:
    slow = [10.0] * 80 + [20.0] * 20
    row = estimated(plain("check-off: 95 of 100", slow), estimate_of(slow, p95), 12)
    assert (row.met, row.bar, row.note) == (Verdict.NOT_MET, "≤ 12 ms", "between 20.0 and 20.0")
    assert estimated(row, estimate_of([10.0] * 95 + [20.0] * 5, p95), 12).met is Verdict.UNSURE
    assert estimated(row, estimate_of([10.0] * 100, p95), 12).met is Verdict.MET


@pytest.mark.parametrize(
    ("letbe", "floor", "verdict"),
    [(40.0, 90.0, Verdict.MET), (60.0, 40.0, Verdict.NOT_MET), (60.0, 70.0, Verdict.UNSURE)],
)
def test_the_worst_of_many_is_held_against_nobody_where_the_floor_fared_no_better(
    letbe: float, floor: float, verdict: Verdict
) -> None:
    assert beside_floor(within("the worst key", [5.0, letbe], 50), floor, 50).met is verdict


def words_kept_by(folder: Path) -> list[str]:
    """Read a peer's book as text, or what is in its tables."""
    words = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".db":
            with closing(sqlite3.connect(path)) as tables:
                words += list(tables.iterdump())
        elif path.is_file():
            words += path.read_text("utf-8").splitlines()
    return words


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_each_peer_has_all_habits_and_no_day_that_was_not_done(peer: Peer, tmp_path: Path) -> None:
    peer.write(tmp_path, [Entry(f"2026-11-{day}", habit, day != 21) for day in (20, 21, 22) for habit in TRACKED])
    words = words_kept_by(tmp_path)
    assert all(any(habit in line for line in words) for habit in TRACKED)
    assert all(any(day in line for line in words) for day in ("2026-11-20", "2026-11-22"))
    assert all(line.rstrip(" :0").endswith("n") for line in words if "2026-11-21" in line)


def test_peers_are_told_of_a_good_part_of_all_days_the_same_every_time() -> None:
    told = entries(1)
    assert told == entries(1)
    assert len(told) == 365 * len(TRACKED)
    assert 0.70 < sum(entry.did for entry in told) / len(told) < 0.74


def test_a_peer_that_is_not_installed_is_said_to_be_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    rows = peer_rows(Place.__new__(Place), 1)
    assert [(row.measure, row.note) for row in rows] == [(f"beside {peer}", "not installed") for peer in PEERS]


def test_a_screen_that_never_comes_ends_its_part_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_place: Place) -> list[Row]:
        raise Unseen("not seen in 60 s; the screen was:\nblank")

    monkeypatch.setattr("benchmarks.__main__.PARTS", {"keys": Part(never, never), "memory": Part(lambda _: [], never)})
    rows = list(measure(Place.__new__(Place), [], quick=True))
    assert [(row.measure, row.note, row.met) for row in rows] == [
        ("keys", "not seen in 60 s; the screen was:", Verdict.NOT_MET)
    ]


def test_a_book_of_a_shape_holds_what_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    write_book(str(path), Shape(12, 1, events=0.1, notes=500))
    months = [month for log in json.loads(path.read_text())["logs"].values() for month in log.values()]
    assert 400 < sum(len(month.get("notes", ())) for month in months) < 600
    assert 0.08 < sum(len(month.get("events", ())) for month in months) / (12 * 365) < 0.12


def test_growth_is_looked_at_from_one_year_to_a_generation_and_with_hundreds_of_habits() -> None:
    assert {shape.years for shape in SHAPES} == {1, 2, 4, 8, 16, 32}
    assert {shape.habits for shape in SHAPES} == {20, 40, 80, 160, 320}
    assert [str(shape) for shape in SHAPES[-2:]] == [
        "20 habits, 4 years, events on 10% of the days",
        "20 habits, 4 years, 10,000 notes",
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_each_file_to_import_holds_every_day_of_every_habit(name: str, tmp_path: Path) -> None:
    path, today = str(tmp_path / name), date(2026, 11, 22)
    WRITERS[name](path, ["2026-11-20", "2026-11-21"])
    read = read_tracker(path, today).foreign
    assert [len(habit.days) for habit in read.habits] == [2] * HABITS
