"""Files of other trackers come in as what they are: days, notes, skips, rules, areas; and what cannot be is named."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import Any

import pytest

from tests.exchange.parcels import database, days, loop_archive, loop_backup, only, read, zipped
from tracker.domain.errors import LetbeError
from tracker.exchange.trackers.formats import tracker_of
from tracker.exchange.trackers.parcel import Parcel

YES = "YES_NO,Did you?,,1,1,#FF8F00,,,,false"
RUN = "NUMERICAL,How far?,,1,{},#00897B,km,{},{},false"


def test_a_loop_archive_gives_days_notes_and_rules_and_takes_no_automatic_tick_for_one() -> None:
    book = read(
        loop_archive(
            [
                ("Meditate,YES_NO,Did you meditate?,in the morning,1,1,#FF8F00,,,,false", []),
                (
                    "Wake up early,YES_NO,,,2,3,#00897B,,,,true",
                    [
                        "2015-01-25,YES_MANUAL,",
                        "2015-01-24,NO,Sick",
                        '2015-01-23,YES_AUTO,"Forgot to do it, really"',
                        '2015-01-22,SKIP,"""Vacation"""',
                        "2015-01-21,UNKNOWN,",
                        "2015-01-20,YES_AUTO,",
                    ],
                ),
            ]
        )
    )
    first, second = book.habits
    assert (book.program, first.name, str(first.schedule), first.why) == (
        "Loop Habit Tracker", "Meditate", "daily", "Did you meditate?; in the morning",
    )  # fmt: skip
    assert (str(second.schedule), second.archived, second.lost) == ("2 in 3 days", True, ("its colour",))
    assert days(second) == {
        "2015-01-22": 'skip: "Vacation"',
        "2015-01-23": "note: Forgot to do it, really",
        "2015-01-24": "missed: Sick",
        "2015-01-25": "done",
    }


def test_the_folder_of_a_loop_habit_is_found_by_its_number_and_a_name_of_any_letters_is_kept() -> None:
    names = ["Läsa", "日本語", "🧘", "a"]
    book = read(loop_archive([(f"{name},{YES}", [f"2026-01-0{n},YES_MANUAL,"]) for n, name in enumerate(names, 1)]))
    assert [habit.name for habit in book.habits] == names
    assert [days(habit) for habit in book.habits] == [{f"2026-01-0{n}": "done"} for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "rows",
    ["2026-01-02,2\n2026-01-01,0\n", "2026-01-02,2,\n2026-01-01,0,\n", "Date,Value\n2026-01-02,2\n2026-01-01,0\n"],
)
def test_older_loop_archives_have_fewer_columns_and_no_header(rows: str) -> None:
    habits = "Position,Name,Description,NumRepetitions,Interval,Color\n001,Walk,Did you?,3,7,#FF8F00\n"
    habit = only(zipped({"Loop/Habits.csv": habits, "Loop/001 Walk/Checkmarks.csv": rows, "Loop/Checkmarks.csv": "x"}))
    assert (str(habit.schedule), days(habit)) == ("3/week", {"2026-01-01": "missed", "2026-01-02": "done"})


@pytest.mark.parametrize(
    ("times", "span", "schedule"),
    [
        (1, 1, "daily"), (7, 7, "daily"), (3, 7, "3/week"), (1, 7, "1/week"), (4, 30, "4/month"), (1, 31, "1/month"),
        (1, 5, "every 5 days"), (2, 3, "2 in 3 days"), (9, 3, "daily"), (1, 400, "every 366 days"),
    ],
)  # fmt: skip
def test_a_frequency_of_loop_becomes_the_schedule_that_means_the_same(times: int, span: int, schedule: str) -> None:
    assert str(only(loop_archive([(f"Walk,YES_NO,,,{times},{span},,,,,false", [])])).schedule) == schedule


@pytest.mark.parametrize(
    ("span", "kind", "target", "rule"),
    [
        (1, "AT_LEAST", "10.0", "daily, at least 10 km"),
        (7, "AT_LEAST", "2.5", "1/week, at least 2.5 km"),
        (30, "AT_MOST", "3", "1/month, at most 3 km"),
        (3, "AT_MOST", "0.0", "every 3 days, at most 0 km"),
        (1, "AT_LEAST", "0", "anytime, at least 0.001 km"),
    ],
)
def test_a_loop_habit_that_counts_keeps_its_amounts_target_and_skips(
    span: int, kind: str, target: str, rule: str
) -> None:
    marks = ["2026-01-05,3,rest", "2026-01-04,SKIP,", "2026-01-03,NO,", "2026-01-02,7000,", "2026-01-01,UNKNOWN,x"]
    habit = only(loop_archive([(f"Run,{RUN.format(span, kind, target)}", marks)]))
    assert f"{habit.schedule}, {habit.goal}" == rule
    none = "0" if kind == "AT_MOST" else "missed"
    assert days(habit) == {
        "2026-01-01": "note: x",
        "2026-01-02": "7",
        "2026-01-03": none,
        "2026-01-04": "skip",
        "2026-01-05": "skip: rest",
    }


def test_a_loop_backup_gives_the_same_with_the_ids_that_its_habits_have_for_good() -> None:
    full: dict[str, Any] = {
        "id": 7, "archived": 1, "color": 3, "description": "", "freq_num": 3, "freq_den": 7, "name": "Vegan",
        "position": 1, "type": 0, "target_type": 0, "target_value": 0, "unit": "",
        "question": "Was it?", "uuid": "4f2a",
    }  # fmt: skip
    counts = {
        **full,
        "id": 8,
        "name": "Vegan",
        "position": 0,
        "type": 1,
        "target_value": 2.5,
        "unit": "l",
        "uuid": "9b",
    }
    marks = [
        (7, "2026-01-01", 2, ""),
        (7, "2026-01-02", 1, "auto"),
        (8, "2026-01-02", 1500, "hot"),
        (8, "2026-01-03", 3, ""),
    ]
    first, second = read(loop_backup([full, counts], marks)).habits
    assert (first.key, f"{first.schedule}, {first.goal}") == ("9b", "1/week, at least 2.5 l")
    assert (second.key, second.why, second.archived, str(second.schedule)) == ("4f2a", "Was it?", True, "3/week")
    assert [days(first), days(second)] == [
        {"2026-01-02": "1.5: hot", "2026-01-03": "skip"}, {"2026-01-01": "done", "2026-01-02": "note: auto"},
    ]  # fmt: skip


def test_an_old_loop_backup_lacks_columns_and_may_hold_a_moment_after_midnight() -> None:
    old = {"Id": 15, "archived": 0, "name": "Wake up", "freq_num": 1, "freq_den": 5, "description": "early"}
    data = loop_backup([old], [(15, "2016-03-15", 2, "")])
    assert data[18:20] == b"\x01\x01"
    ahead = data[:18] + b"\x02\x02" + data[20:]  # a journal ahead of the file, as phones keep it
    for bytes in (data, ahead):
        habit = only(bytes)
        assert (habit.why, str(habit.schedule), days(habit)) == ("early", "every 5 days", {"2016-03-15": "done"})


BULL = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"


@pytest.mark.parametrize("day", ["2016-03-18", "3/18/2016", "03/18/2016"])
def test_habitbull_rows_may_stand_twice_and_write_days_in_two_ways(day: str) -> None:
    row = f'Dragons,"with love, and fire",Diet & Food,{day},1,text\n'
    habit = only((BULL + row + row + row.replace("18,1,text", "18,1,")).encode())
    assert (habit.area, habit.why, days(habit)) == ("Diet & Food", "with love, and fire", {"2016-03-18": "done: text"})


def test_habitbull_amounts_and_its_number_for_no() -> None:
    rows = "Run,,,2016-03-18,5.5,\nRun,,,2016-03-19,-2150000000,\nRun,,,2016-03-20,0,rain\n"
    habit = only((BULL + rows).encode())
    assert days(habit) == {"2016-03-18": "5.5", "2016-03-19": "missed", "2016-03-20": "missed: rain"}
    assert (str(habit.goal), habit.lost[0]) == (
        "at least 5.5", "its target, which the file does not hold: it becomes the smallest amount there is",
    )  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("day", ["2026-01-{0:02}", "2026/1/{0}", "{0}.1.2026", "1/{0}/2026"])
def test_a_plain_table_is_read_by_its_columns(mark: str, day: str) -> None:
    rows = [("Day", "Walk", "Pages"), ("13", "x", "20"), ("14", "no", "0"), ("15", "skip", ""), ("16", "", "-1")]
    rows += [("17", "✓", "2.5")]
    text = "\n".join(mark.join((day.format(int(a)) if a.isdecimal() else a, b, c)) for a, b, c in rows)
    walk, pages = read(text.encode()).habits
    assert days(walk) == {"2026-01-13": "done", "2026-01-14": "missed", "2026-01-15": "skip", "2026-01-17": "done"}
    assert days(pages) == {"2026-01-13": "20", "2026-01-14": "missed", "2026-01-17": "2.5"}
    assert (str(walk.goal), str(pages.goal)) == ("check", "at least 2.5")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("header", ["Day Habit Done", "date habit value", "DATE Name Count", "Day Habit Value"])
def test_a_long_table_has_a_row_for_each_day_of_a_habit(mark: str, header: str) -> None:
    rows = [header.split(), ["2026-01-13", "Walk", "x"], ["2026-01-14", "walk", "no"], ["2026-01-13", "Pages", "2,5"]]
    text = "\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    walk, pages = read(text.encode()).habits
    assert (walk.name, days(walk)) == ("Walk", {"2026-01-13": "done", "2026-01-14": "missed"})
    assert (pages.name, days(pages)) == ("Pages", {"2026-01-13": "2.5"})


def test_the_columns_of_a_long_table_come_in_any_order() -> None:
    assert days(only(b"Habit,Done,Day\nWalk,yes,13.1.2026\n")) == {"2026-01-13": "done"}


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"day;habit;done\n2026-01-01;Walk;x\n2026-01-01;walk;no\n", "Line 3: 2026-01-01 of this habit stands in"),
        (b"day;habit;done\n2026-01-01;;x\n", "Line 2: there is no habit in this row"),
        (b"day;habit;done\nsoon;Walk;x\n", "Line 2: “soon” is not a day"),
        (b"day;habit;done\n2026-01-01;Walk;perhaps\n", "Line 2, column “Walk”: “perhaps” is none of"),
        (b"day,Walk\n3/4/2026,x\n", "Line 2: “3/4/2026” can mean two days"),
        (b"day,Walk\n2026-01-01,x\n2026-01-02,perhaps\n", "Line 3, column “Walk”: “perhaps” is none of"),
        (b"day,Pages\n2026-01-01,30\n2026-01-02,15\n2026-01-03,n/a\n", "Line 4, column “Pages”: “n/a” is no number"),
        (b"day,Walk\n2026-01-01,x\n2026-01-02,x\n2026-01-03,30\n", "Line 4, column “Walk”: “30” is none of"),
        (b"day,Walk\n2026-01-01,x\nsoon,x\n", "Line 3: “soon” is not a day"),
        (b"day,Walk\n2026-02-30,x\n", "Line 2: there is no day 2026-2-30"),
        (b"day,Walk,\n2026-01-01,x,y\n", "Line 2: “y” stands in a column that has no name"),
        (BULL.encode() + b"Run,,,18.3.2016,1,\n", "Line 2: “18.3.2016” is not a day"),
        (BULL.encode() + b"Run,,,2016-03-18,-7,\n", "Line 2: “-7” is none of HabitBull's values"),
        (BULL.encode() + b"Run,,,2016-03-18,much,\n", "Line 2: “much” is not a number"),
        (BULL.encode() + b",,,2016-03-18,1,\n", "Line 2: a name needs at least one letter"),
        (loop_archive([(f"Walk,{YES}", ["2026-01-01,PERHAPS,"])]), "Checkmarks.csv, line 2: “PERHAPS” is not a value"),
        (loop_archive([(f"Walk,{YES}", ["2026-01-01,7000,"])]), "7000 is none of the values"),
        (loop_archive([(f"Walk,{YES}", ["1 Jan,2,"])]), "Checkmarks.csv, line 2: “1 Jan” is not a day"),
        (zipped({"Habits.csv": "Position,Title\n1,Walk\n"}), "the column “Name” is missing"),
        (zipped({"pictures/a.png": b"x"}), "holds nothing that letbe knows"),
    ],
)
def test_a_file_that_is_almost_of_a_tracker_is_refused_with_the_place(data: bytes, hint: str) -> None:
    with pytest.raises(LetbeError, match=hint.replace("(", r"\(").replace("?", r"\?")) as refused:
        read(data)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["", "\x00", "day,habit,mark\n2026-01-01,walk,done\n", "name,value\n1,2\n", "just words\n", "day,Walk\n"]
)
def test_what_is_nobodys_file_is_left_to_our_own_formats(text: str) -> None:
    assert tracker_of(Parcel("file", text.encode())) is None


def trapped(name: str, content: bytes = b"x", *, link: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(name)
        member.create_system, member.external_attr = 3, ((stat.S_IFLNK if link else stat.S_IFREG) | 0o777) << 16
        archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


TABLES = "CREATE TABLE Habits (id, name)", "CREATE TABLE Repetitions (habit, timestamp)"
ENDLESS = "WITH RECURSIVE c(id, name) AS (SELECT 1, 'a' UNION ALL SELECT id + 1, 'a' FROM c) SELECT * FROM c"


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (trapped("../Habits.csv"), "leads out of the archive"),
        (trapped("/etc/Habits.csv"), "leads out of the archive"),
        (trapped("a\\..\\..\\Habits.csv"), "leads out of the archive"),
        (trapped("C:/Habits.csv"), "leads out of the archive"),
        (trapped("Habits.csv", b"/etc/passwd", link=True), "is a link to somewhere else"),
        (trapped("Habits.csv", b"0" * 10_000_000), "would unpack to far more than it is"),
        (zipped({f"{number}.csv": "" for number in range(2_001)}), "at most 2,000"),
        (loop_archive([(f"Walk,{YES}", [])])[:-30], "is an archive that cannot be opened"),
        (database(f"CREATE VIEW Habits AS {ENDLESS}", TABLES[1]), "without a table “Habits”"),
        (database("CREATE TABLE Habits (id)", TABLES[1]), "has no column “name”"),
        (database("CREATE TABLE Habits (id, name AS (zeroblob(900000000)))", TABLES[1]), "has no column “name”"),
        (database(*TABLES)[:5000], "is an SQLite file that cannot be read"),
        (database(*TABLES, ("INSERT INTO Habits VALUES (1, zeroblob(?))", [(2_000_000,)])), "cannot be read"),
        (b'{"habits":' + b"[" * 100_000, "nested too deeply"),
        (b'{"habits":[' + b"9" * 50_000 + b"]}", "a number too long"),
    ],
)
def test_a_file_that_was_built_to_do_harm_is_refused_in_a_sentence(data: bytes, hint: str) -> None:
    with pytest.raises(LetbeError) as refused:
        read(data)
    assert hint in str(refused.value)
    assert str(refused.value).count(".\n") == 0


def test_what_a_database_would_run_by_itself_is_never_run() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON Habits BEGIN DELETE FROM Habits; END"
    virtual = "CREATE VIEW spy AS SELECT writefile('x', name) FROM Habits"
    data = database(*TABLES, ("INSERT INTO Habits VALUES (?, ?)", [(1, "Walk")]), trigger, virtual)
    assert [habit.name for habit in read(data).habits] == ["Walk"]
