"""The urges of the made-up year: what the review says of them is counted once more, from what is exported."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from tracker.exchange.events_csv import write_events
from tracker.exchange.habit_list import read_habit_list
from tracker.insights import review
from tracker.service.demo.demo import demo_book
from tracker.service.review.spans import span_on
from tracker.service.review.urges import book_lines, urge_lines

TODAY = date(2026, 11, 22)
DEFAULTS = Path(__file__).parents[2] / "habits.default.json"
FIX = "Wanting to fix, steer or rescue"


def share(rows: list[dict[str, str]]) -> str:
    return f"{sum(row['outcome'] == 'passed' for row in rows)} of {len(rows)}"


def test_what_is_said_of_the_urges_of_the_demo_is_what_its_rows_come_to() -> None:
    book = demo_book(TODAY, read_habit_list(DEFAULTS.read_text(encoding="utf-8"), TODAY))
    found = review(book, span_on(book, "year", TODAY), TODAY)
    said = urge_lines(found, next(one for one in found.habits if one.habit.id == "fix"))
    rows = [row for row in csv.DictReader(write_events(book).splitlines()) if row["habit"] == FIX]
    walks = [row for row in rows if row["instead"] == "walk around the block"]
    asked = [row for row in rows if row["instead"] not in ("", "walk around the block")]
    evening = [row for row in rows if row["at"] >= "18"]
    short = [row for row in rows if row["trigger"] == "a short reply"]
    others = [row for row in rows if row["trigger"] not in ("", "a short reply")]
    rated = [(int(row["strength"]), int(row["strength_after"])) for row in rows if row["strength_after"]]
    before, after = (sum(strong) / len(rated) for strong in zip(*rated, strict=True))
    earlier = [row for row in rows if row["at"] < "18"]
    assert f"With “walk around the block” instead: {share(walks)} let pass, {share(asked)} otherwise." in said
    assert f"After “a short reply”: {share(short)} let pass, {share(others)} otherwise." in said
    assert f"In the evening: {share(evening)} let pass, {share(earlier)} otherwise." in said
    assert f"Strength before a quiet minute {before:.1f}, after it {after:.1f}, over {len(rated)} urges." in said
    in_span = [row for row in rows if row["day"] >= found.span.start.isoformat()]
    assert any(line.startswith(f"{FIX}: {share(in_span)} let pass, mean strength ") for line in book_lines(found))
