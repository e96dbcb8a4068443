"""What another tracker has written comes in once, overwrites nothing, and goes again with one undo."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.parcels import loop_archive, loop_backup
from tests.service.books import BOOK, NOON, TODAY, WHEN, after, mark
from tracker.domain.book import Book
from tracker.domain.judging import judge
from tracker.domain.mark import Mark, MarkKind
from tracker.exchange.trackers.parcel import Parcel
from tracker.service.edits import marks as marking
from tracker.service.edits.habits import Details, edit
from tracker.service.files.any_import import read_any
from tracker.service.files.foreign_import import ForeignImport
from tracker.service.files.foreign_report import lines, losses
from tracker.service.files.importing import FileFormat, read_import
from tracker.service.tracker import Tracker
from tracker.storage.file.book_file import write_whole
from tracker.storage.memory_store import MemoryStore

WALK = "Evening walk,YES_NO,,,1,1,#FF8F00,,,,false"
OLDER = loop_archive([(WALK, ["2026-11-20,YES_MANUAL,rain", "2026-11-19,NO,"])])
NEWER = loop_archive([(WALK, ["2026-11-21,SKIP,", "2026-11-20,YES_MANUAL,rain", "2026-11-19,NO,"])])


def coming(data: bytes) -> ForeignImport:
    read = read_any(Parcel("a file", data), "a file", "", TODAY, prompts=("How was it?",))
    assert isinstance(read, ForeignImport)
    return read


def taken(book: Book, *files: bytes) -> Book:
    return after(book, *(coming(data).edit for data in files))


@pytest.mark.parametrize("book", [Book(), BOOK], ids=["empty", "full"])
@pytest.mark.parametrize("first", [OLDER, NEWER], ids=["older", "newer"])
def test_the_same_file_twice_adds_nothing_and_neither_does_an_older_one(book: Book, first: bytes) -> None:
    once = taken(book, first)
    for again in (first, OLDER):
        assert coming(again).edit(once).changes == ()
        assert write_whole(taken(once, again)) == write_whole(once)
    assert coming(NEWER).tally(once).words == (
        "1 new mark, 2 marks here already" if first is OLDER else "3 marks here already"
    )


def test_one_undo_takes_all_of_it_back() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    before = write_whole(tracker.book)
    tracker.commit(coming(NEWER).edit)
    assert write_whole(tracker.book) != before
    tracker.undo()
    assert write_whole(tracker.book) == before


def test_a_book_that_begins_with_an_import_has_its_habits_alone_and_the_questions() -> None:
    book = taken(Book(), NEWER)
    (habit,) = book.habits
    assert (habit.name, habit.created, habit.rule.since) == ("Evening walk", date(2026, 11, 19), date(2026, 11, 19))
    assert ([area.name for area in book.areas], book.prompts) == (["Imported"], ("How was it?",))


def test_new_areas_stand_after_those_that_are_here_and_habits_in_their_order() -> None:
    header = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
    rows = "B,,Body,2026-11-01,1,\nA,,Body,2026-11-01,1,\nC,,communication,2026-11-01,1,\n"
    book = taken(BOOK, (header + rows).encode())
    assert [(area.name, [habit.name for habit in inside]) for area, inside in book.by_area()][1:] == [
        ("Communication", ["Checking on someone", "Wanting to fix", "C"]),
        ("Body", ["B", "A"]),
    ]


def test_what_is_here_stays_and_notes_are_joined() -> None:
    once = taken(BOOK, NEWER)
    id = next(habit.id for habit in once.habits if habit.name == "Evening walk")
    changed = after(
        once,
        marking.missed([id], [date(2026, 11, 21)], WHEN),
        marking.note([id], [date(2026, 11, 20)], WHEN, "then the sun"),
    )
    file = coming(NEWER)
    assert file.tally(changed).words == (
        "1 note joined to the one that was there, 1 day that says something else here, and stays so, "
        "2 marks here already"
    )
    book = after(changed, file.edit)
    assert mark(book, id, date(2026, 11, 21)) == Mark(MarkKind.MISSED)
    assert mark(book, id, date(2026, 11, 20)) == Mark(MarkKind.DONE, note="then the sun\nrain")


def renamed(book: Book) -> Book:
    id = next(habit.id for habit in book.habits if habit.name == "Evening walk")
    return after(book, edit(id, Details(name="A stroll"), TODAY))


@pytest.mark.parametrize("there", ["Evening walk", "Night walk"])
def test_a_habit_that_was_renamed_here_or_there_makes_no_twin(there: str) -> None:
    row = {"id": 1, "name": "Evening walk", "freq_num": 1, "freq_den": 1, "uuid": "4f2a"}
    days = [(1, "2026-11-20", 2, "")]
    book = renamed(taken(BOOK, loop_backup([row], days)))
    again = coming(loop_backup([{**row, "name": there}], [*days, (1, "2026-11-21", 2, "")]))
    assert again.tally(book).words == "1 new mark, 1 mark here already"
    by_name = renamed(taken(BOOK, OLDER))
    assert coming(NEWER).tally(by_name).words == "1 new mark, 2 marks here already"


def test_a_habit_of_the_same_name_that_counts_alike_is_taken_for_the_same() -> None:
    quiet = loop_archive([(WALK.replace("Evening walk", "quiet time ALONE"), ["2026-11-20,YES_MANUAL,"])])
    book = taken(BOOK, quiet)
    assert [habit.name for habit in book.habits] == [habit.name for habit in BOOK.habits]
    assert mark(book, "quiet", date(2026, 11, 20)) == Mark(MarkKind.DONE)
    piano = taken(BOOK, loop_archive([(WALK.replace("Evening walk", "Piano"), ["2026-11-20,YES_MANUAL,"])]))
    assert [habit.name for habit in piano.habits].count("Piano") == 2, "one counts minutes, the other does not"


def test_two_habits_of_one_name_stay_two_however_often_they_come() -> None:
    both = loop_archive([(WALK, ["2026-11-20,YES_MANUAL,"]), (WALK, ["2026-11-19,YES_MANUAL,"])])
    book = taken(BOOK, both)
    walks = [habit for habit in book.habits if habit.name == "Evening walk"]
    assert sorted(day for habit in walks for day, _ in book.log(habit.id)) == [date(2026, 11, 19), date(2026, 11, 20)]
    assert coming(both).edit(book).changes == ()


def test_the_dry_run_says_how_each_is_kept_and_what_is_not() -> None:
    late = loop_archive([(WALK.replace("false", "true"), ["2026-11-24,YES_MANUAL,", "2026-11-20,YES_MANUAL,rain"])])
    file = coming(late)
    assert list(lines(file, BOOK)) == [
        "Loop Habit Tracker: 1 habit",
        "  Evening walk: every day, archived, in Imported, 1 done, 1 note",
        "    not kept: its colour; 1 day not yet come, or before 1970",
    ]
    assert next(losses(file, BOOK)) == "Not kept: its colour (Evening walk)."
    (archived,) = (habit.archived for habit in taken(BOOK, late).habits if habit.archived)
    assert archived == date(2026, 11, 21), "from the day after its last one"


def test_a_source_travels_with_the_file() -> None:
    assert '"source": "loop name Evening walk"' in write_whole(taken(BOOK, NEWER))


def table(name: str, *days: str, mark: str = "x") -> bytes:
    return "\n".join([f"Date,{name}", *(f"{day},{mark}" for day in days)]).encode()


def pauses(book: Book) -> list[tuple[str, str]]:
    return [(str(pause.start), str(pause.end)) for pause in book.pauses]


def test_what_an_old_file_has_nothing_of_is_neither_missed_nor_kept() -> None:
    old = table("Walk slowly", "2026-09-01", "2026-09-02", "2026-09-03")
    book = taken(BOOK, old)
    (habit,) = (habit for habit in book.habits if habit.name == "Walk slowly")
    assert pauses(book) == [("2026-09-04", "2026-11-21")]
    stands = judge(habit, book.log(habit.id), book.pauses_of(habit), TODAY)
    assert (stands.tally.kept, stands.tally.missed, stands.streaks.length) == (3, 0, 3)
    said = "paused from Fri 4 Sep to Sat 21 Nov, of which the file has nothing: "
    said += "these days count neither as kept nor as missed"
    assert list(lines(coming(old), BOOK))[-1] == f"  {said}"
    assert list(losses(coming(old), BOOK))[-1] == f"P{said[1:]}."
    assert coming(old).edit(book).changes == ()
    assert not any("paused" in line for line in lines(coming(old), book))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (table("Walk slowly", "2026-11-15"), "a few days can be filled in"),
        (table("Walk slowly", "2026-09-01", "2026-11-21"), "the file goes on"),
        (loop_archive([(WALK.replace("false", "true"), ["2026-09-01,YES_MANUAL,"])]), "it is archived"),
        (loop_archive([(WALK.replace("YES_NO", "NUMERICAL").replace(",,,,", ",min,AT_LEAST,0,"), ["2026-09-01,9,"])]),
         "it is never due"),
        (loop_archive([(WALK, [])]), "it has no days at all"),
        (table("Quiet time alone", "2026-09-01"), "what is here goes on as it was"),
    ],
)  # fmt: skip
def test_no_days_are_paused_where_none_would_count(data: bytes, why: str) -> None:
    assert pauses(taken(BOOK, data)) == [], why


def test_a_later_file_tells_of_days_that_were_paused() -> None:
    first, more = ["2026-09-01", "2026-09-03"], ["2026-10-01"]
    book = taken(BOOK, table("Walk slowly", *first))
    later = taken(book, table("Walk slowly", *first, *more))
    assert pauses(later) == [("2026-10-02", "2026-11-21")]
    assert pauses(taken(later, table("Walk slowly", *first))) == pauses(later), "an older one changes nothing"
    assert pauses(taken(later, table("Walk slowly", *more, "2026-11-21"))) == []


def test_many_days_are_counted_in_words() -> None:
    days = [f"2026-11-{day:02},,,,good,Reading," for day in range(1, 22)]
    file = "\n".join(["full_date,date,weekday,time,mood,activities,note", *days]).encode()
    assert coming(file).tally(BOOK).words == "1 new habit, 21 reflections, 21 new marks"


@pytest.mark.parametrize(
    ("last", "what"), [("2026-09-03", "done,,"), ("2026-11-20", "done,,"), ("2026-09-03", ",,2")], ids=str
)
def test_rows_that_make_habits_are_no_harder_on_them(last: str, what: str) -> None:
    rows = f"day,habit,mark,amount,passed\n{last},Sit,{what}\n2026-09-01,Quiet time alone,done,,\n"
    made = after(BOOK, read_import(rows, FileFormat.CSV, TODAY, create=True).edit)
    (habit,) = (habit for habit in made.habits if habit.name == "Sit")
    assert pauses(made) == ([] if last == "2026-11-20" else [("2026-09-04", "2026-11-21")])
    assert judge(habit, made.log(habit.id), made.pauses_of(habit), TODAY).tally.missed <= 1
