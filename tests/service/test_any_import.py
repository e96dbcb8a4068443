"""Whose file it is that is handed over, and how much of one is taken in: the rest is refused in a sentence."""

from __future__ import annotations

import json

import pytest

from tests.exchange.parcels import as_json, loop_archive, loop_backup
from tests.service.books import TODAY
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.exchange import csv_rows
from tracker.exchange.trackers import parcel, table
from tracker.exchange.trackers.parcel import Parcel
from tracker.service.files import any_import
from tracker.service.files.any_import import read_any


def refusal(data: bytes, named: str = "") -> LetbeError:
    with pytest.raises(LetbeError) as refused:
        read_any(Parcel("that file", data), "that file", named, TODAY)
    assert str(refused.value).endswith(".")
    return refused.value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "that file is empty"),
        (b"\n \n", "that file is empty"),
        (b"\xef\xbb\xbf", "that file is empty"),
        (b"Date,Run,Read\n", "is a table of nobody that letbe knows"),
        (b"Date\n2026-01-01\n", "is a table of nobody that letbe knows"),
        (b"name;value\nwalk;1\n", "is a table of nobody that letbe knows"),
        (b"{}", "is JSON of nobody that letbe knows"),
        (b"[]", "is JSON of nobody that letbe knows"),
        (b'{"habits": [{"title": "Walk"}]}', "is JSON of nobody that letbe knows"),
        (b'{"habits": [', "Line 1, column 13 of that file: this is not JSON"),
        (b"habit,mark\nwalk,done\n", "“day” is missing"),
        (b'Date,Walk\n2026-01-01,"x\n', "Line 2: this is not CSV, since a quotation mark here has no fellow"),
        (b"Date,Walk\n2026-01-01,x,y\n", "Line 2: this row has 3 fields and the header 2"),
    ],
)
def test_what_is_nobodys_file_is_refused_with_what_could_be_read(data: bytes, said: str) -> None:
    error = refusal(data)
    assert isinstance(error, Unreadable)
    assert said in str(error)


OURS = "day,habit,mark"
HABITBULL = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText"
DAYLIO = "full_date,date,weekday,time,mood,activities,note_title,note"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (OURS, "no day,walk,nothing"),
        (OURS.replace(",", ";"), "no day;walk;nothing"),
        (f"{OURS},note", 'no day,walk,nothing,"a\nb"'),
        ("day,habit,outcome", "no day,fix,nothing"),
        (HABITBULL, "Walk,,,no day,1,"),
        (DAYLIO, "no day,,,,good,walk,,"),
        ("Date,Walk", "2026-01-01,who knows"),
    ],
)
def test_too_many_rows_are_refused_before_any_is_read(
    header: str, row: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "MOST_ROWS", 3)
    said = str(refusal(end.join([header, *[row] * 4, ""]).encode()))
    assert said == "This file has 4 rows, and at most 3 are taken in at once; part it into several."
    assert "rows" not in str(refusal(end.join([header, *[row] * 3, ""]).encode())), "as many as that are read"


LOOP = {"id": 1, "name": "Walk", "freq_num": 1, "freq_den": 1}
DAYS = [f"2026-01-0{day}" for day in range(1, 6)]
WALK = "Walk,YES_NO,,,1,1,#FF8F00,,,,false"


@pytest.mark.parametrize(
    ("where", "most", "data", "said"),
    [
        (parcel, "MOST_ROWS", loop_backup([LOOP], [(1, day, 2, "") for day in DAYS]), "more than 4 days"),
        (any_import, "MOST_ROWS", loop_archive([(WALK, [f"{day},2," for day in DAYS])]), "has 5 days, and at most 4"),
        (table, "MOST_CELLS", "\n".join(["Date,A,B", *(f"{day},x,x" for day in DAYS)]).encode(), "4 cells"),
        (parcel, "MOST_OF_ONE", as_json({"habits": [], "completions": []}), "bytes of JSON; at most 4"),
    ],
)
def test_too_much_of_another_tracker_is_refused(
    where: object, most: str, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, most, 4)
    error = refusal(data)
    assert isinstance(error, Refused)
    assert said in str(error)


def test_a_book_of_ours_without_its_first_table_is_still_said_to_be_one() -> None:
    late = json.dumps({"areas": {"x" * 300: {}}, "meta": {"1": {"id": "a"}}}).encode()
    assert "names no schema" in str(refusal(late))
