from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.books import names, notes
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.exchange.marks_csv import read_marks, write_marks

DAY = date(2026, 11, 1)
HEADER = "day,habit,mark,amount,passed,acted,note\n"

counts = st.integers(0, 9999)
marks = st.one_of(
    st.builds(
        lambda kind, note: Mark(kind, note=note), st.sampled_from(("done", "skip", "missed")).map(MarkKind), notes
    ),
    st.builds(lambda amount, note: Mark(MarkKind.AMOUNT, amount, note=note), st.integers(0, 1_000_000_000), notes),
    st.builds(lambda passed, acted, note: Mark(MarkKind.URGES, 0, passed, acted, note), counts, counts, notes),
    st.builds(lambda note: Mark(MarkKind.NOTE, note=note), notes.filter(bool)),
)


def habit(name: str, id: str = "h") -> Habit:
    return Habit(id, name, "a", (Rule(DAY),), DAY)


@given(names, st.dictionaries(st.dates(date(1900, 1, 1), date(2100, 1, 1)), marks, max_size=8))
def test_any_marks_come_back_as_they_were(name: str, log: dict[date, Mark]) -> None:
    text = write_marks(Book(habits=(habit(name),), logs={"h": Log.of(log)}))
    rows = read_marks(text)
    assert {row.day: row.mark for row in rows} == log
    assert {row.habit for row in rows} <= {name}


@pytest.mark.parametrize("note", ["=1+1", "+x", "-x", "@x", "'tis", "''", "'=x", 'a, "b"\nc'])
def test_what_a_spreadsheet_would_take_for_a_formula_is_guarded_and_comes_back(note: str) -> None:
    text = write_marks(Book(habits=(habit("=cmd"),), logs={"h": Log.of({DAY: Mark(MarkKind.DONE, note=note)})}))
    cells = text.split("\n", 1)[1].replace('"', "").split(",")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert [(row.habit, row.mark.note) for row in read_marks(text)] == [("=cmd", note)]


def test_two_habits_of_one_name_are_told_apart_by_their_ids() -> None:
    log = Log.of({DAY: Mark(MarkKind.DONE)})
    book = Book(habits=(habit("Walk", "one"), habit("walk", "two")), logs={"one": log, "two": log})
    assert [row.habit for row in read_marks(write_marks(book))] == ["one", "two"]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("2026-02-30,Walk,done,,,,", "line 2: “2026-02-30” is not a day"),
        ("2026-11-01,Walk,dunno,,,,", "“dunno” is not a mark"),
        ("2026-11-01,Walk,,abc,,,", "“abc” is not an amount"),
        ("2026-11-01,Walk,,-5,,,", "cannot be below 0"),
        ("2026-11-01,Walk,done,5,,,", "no amount and no urges"),
        ("2026-11-01,Walk,,5,1,,", "not both"),
        ("2026-11-01,Walk,,,x,,", "not a number of urges"),
        ("2026-11-01,Walk,,,,,", "no mark in this row"),
        ('2026-11-01,Walk,done,,,,"open', "not CSV"),
        (f"2026-11-01,Walk,done,,,,{'x' * 10_001}", "at most 10,000"),
        ("2026-11-01,Walk,done,,,,rained, so I walked", "this row has 8 fields and the header 7"),
        ("2026-11-01,Walk,done", "this row has 3 fields and the header 7"),
        ("2026-11-01;Walk;done;;;;", "this row has 1 field and the header 7; a text with a comma"),
        ('2026-11-01,Walk,done,,,,5" of snow', "within a field"),
        ('2026-11-01,Walk,done,,,,"rained" ', "no fellow"),
        ('2026-11-01,Walk,done,,,,"rained" a bit', "no fellow"),
        ('2026-11-01,Walk,done,,,,"open\n2026-11-02,Walk,done,,,,', "no fellow"),
        (f'2026-11-01,Walk,done,,,,"open\n{"x" * 90_000}', "no fellow"),
        ("Day,HABIT,mark,amount,passed,acted,note", "the header stands here once more"),
        ("2026-W47-7,Walk,done,,,,", "is not a day"),
        ('2026-11-01,Walk,,"10,000",,,', "write 10000, or 10.0"),
        ("2026-11-01,Walk,,+15,,,", "is not an amount"),
        ("2026-11-01,Walk,done,,,,\u200b", "invisible characters"),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line(row: str, hint: str) -> None:
    with pytest.raises(LetbeError) as refused:
        read_marks(HEADER + row)
    assert "line 2" in str(refused.value).casefold()
    assert hint.casefold() in str(refused.value).casefold()


def test_the_line_that_is_named_is_the_one_on_which_its_row_begins() -> None:
    with pytest.raises(LetbeError, match=r"^Line 5: “never” is not a day"):
        read_marks(HEADER + '2026-11-01,Walk,done,,,,"two\nlines"\n\nnever,Walk,done,,,,\n')
    with pytest.raises(LetbeError, match=r"^Line 3: “never” is not a day"):
        read_marks("sep=;\n" + HEADER.replace(",", ";") + "never;Walk;done;;;;\n")


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("day,habit,mark,mood", "there is none called “mood”. A table of your own has three columns"),
        ("day,habit,mark,day", "the column “day” stands there twice"),
        ("day habit mark", "“day” is missing"),
        ("", "“day” is missing"),
    ],
)
def test_a_header_that_is_not_known_is_refused_with_the_true_reason(header: str, hint: str) -> None:
    with pytest.raises(LetbeError, match=rf"^Line \d: .*{hint}"):
        read_marks(f"{header}\n2026-11-01,Walk,done,x\n")


@pytest.mark.parametrize(
    "text",
    [
        "day;habit;mark;amount;note\n2026-11-01;Walk;;1,5;a, b\n",
        "sep=;\nday;habit;mark;amount;note\n2026-11-01;Walk;;1,5;a, b\n",
        '"sep=;"\r\n"Day";"Habit";"Mark";"Amount";"Note"\r\n"2026-11-01";"Walk";"";"1,5";"a, b"\r\n',
        "day\thabit\tmark\tamount\tnote\n2026-11-01\tWalk\t\t1.5\ta, b\n",
        '\ufeff DAY , Habit,mark ,AMOUNT,note\r2026-11-01, Walk ,, 1.5 ,"a, b"\r',
        'day, "habit", mark, "amount", note\n2026-11-01, "Walk", , 1.5, "a, b"\n',
        '\n\nday,habit,amount,note,,\n2026-11-01,Walk,"1,5","a, b",,\n,,,,,\n   \n',
    ],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert [(row.day, row.habit, row.mark) for row in read_marks(text)] == [
        (DAY, "Walk", Mark(MarkKind.AMOUNT, 1500, note="a, b"))
    ]


def test_a_column_without_a_name_holds_nothing() -> None:
    with pytest.raises(LetbeError, match=r"^Line 2: “so I walked” stands in a column that has no name"):
        read_marks("day,habit,mark,\n2026-11-01,Walk,done,so I walked\n")


def test_other_orders_of_columns_blank_lines_and_a_byte_order_mark_are_fine() -> None:
    (row,) = read_marks("\ufeffHabit,Day,Mark\r\n\r\nWalk,2026-11-01,DONE\r\n")
    assert (row.habit, row.day, row.mark) == ("Walk", DAY, Mark(MarkKind.DONE))
    with pytest.raises(LetbeError, match="“day” is missing"):
        read_marks("a,b,c\n1,2,3\n")
