from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from tests.exchange.test_default_list import SCHEMA, complaints
from tests.service.lists import TODAY, book_of, books, done, order
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.habit import Rule
from tracker.domain.schedule import per_week
from tracker.service.edits.habits import Details, archive, delete, edit
from tracker.service.files.list_file import differences, export_list, import_list
from tracker.service.steps import NOTHING
from tracker.settings import list_schema

HOME = {"name": "Home"}


def taken(book: Book, fields: dict[str, Any], *, whole: bool = False) -> Book:
    """Import a list made of these fields."""
    return done(book, import_list(json.dumps(fields), book, TODAY, whole=whole))


def said(before: Book, after: Book) -> list[str]:
    return [f"{one.name}: {one.words}" for one in differences(before, after, TODAY)]


@given(books())
def test_importing_an_export_changes_nothing(book: Book) -> None:
    text = export_list(book)
    assert import_list(text, book, TODAY)(book) == NOTHING
    assert import_list(text, book, TODAY, whole=True)(book) == NOTHING


@pytest.mark.more
@given(books())
def test_an_export_conforms_to_the_schema(book: Book) -> None:
    exported = json.loads(export_list(book, list_schema()))
    assert exported["$schema"] == list_schema()
    assert complaints(exported, SCHEMA) == []


@pytest.mark.more
@given(books())
def test_an_export_makes_the_same_list_elsewhere(book: Book) -> None:
    there = done(Book(), import_list(export_list(book), Book(), TODAY))
    assert order(there) == order(book) or any(habit.archived for habit in book.habits)
    assert export_list(there) == export_list(book)


@given(books())
def test_no_import_changes_a_mark(book: Book) -> None:
    habits = [
        {"id": habit.id, "name": f"New {habit.name}", "area": "talk", "schedule": "2/week", "goal": "check"}
        for habit in book.habits
    ]
    assert taken(book, {"habits": habits}).logs == book.logs


def test_new_habits_and_areas_are_added_in_the_order_of_the_file() -> None:
    book = book_of(time="A B", care="C")
    after = taken(
        book,
        {
            "areas": [HOME],
            "habits": [{"name": "D", "area": "Home"}, {"name": "E", "area": "self-care", "schedule": "3/week"}],
        },
    )
    assert order(after) == {"time": "A B", "care": "C E", "talk": "", "home": "D"}
    assert said(book, after) == ["Home: new area", "D: new in Home, every day", "E: new in Self-care, 3 times a week"]


def test_what_an_entry_leaves_out_stays_as_it_is() -> None:
    book = book_of(time="A")
    book = done(book, edit("a", Details(goal="at least 30 min", why="so", colour="pink"), TODAY - timedelta(9)))
    after = taken(book, {"habits": [{"id": "a", "name": "A", "area": "time", "schedule": "3/week"}]}).habit("a")
    assert (str(after.rule.goal), after.why, after.colour) == ("at least 30 min", "so", "pink")
    assert after.rule == Rule(TODAY, per_week(3), after.rule.goal)
    assert len(after.rules) == 3


def test_in_the_editor_a_line_that_is_taken_out_is_gone() -> None:
    book = done(book_of(time="A"), edit("a", Details(why="so", goal="at least 3"), TODAY))
    after = taken(book, {"habits": [{"id": "a", "name": "A", "area": "time"}]}, whole=True).habit("a")
    assert (after.why, after.rule.words) == ("", "every day")


def test_an_id_is_known_before_a_name_and_a_name_where_there_is_no_id() -> None:
    book = book_of(time="A B")
    by_id = taken(book, {"habits": [{"id": "a", "name": "Renamed", "area": "time"}]})
    assert order(by_id)["time"] == "Renamed B"
    by_name = taken(by_id, {"habits": [{"name": "RENAMED", "area": "care"}]})
    assert order(by_name) == {"time": "B", "care": "RENAMED", "talk": ""}
    new = taken(by_id, {"habits": [{"name": "A", "area": "time"}]})
    assert order(new)["time"] == "Renamed B A", "a made-up id is nobody's"


def test_the_order_of_the_file_is_the_order_of_the_list() -> None:
    book = book_of(time="A B C", care="D")
    names = [{"id": id, "name": id.upper(), "area": "time"} for id in "cad"]
    assert order(taken(book, {"habits": names}))["time"] == "C B A D"
    areas = [{"id": "talk", "name": "Talk"}, {"id": "time", "name": "Time"}]
    assert list(order(taken(book, {"areas": areas}))) == ["talk", "care", "time"]


def test_nothing_is_ever_deleted() -> None:
    book = book_of(time="A B")._replace(prompts=("Why?",))
    after = taken(book, {"habits": [{"name": "C", "area": "time"}], "prompts": ["How?", "WHY?"]})
    assert order(after)["time"] == "A B C"
    assert after.prompts == ("Why?", "How?")
    assert taken(book, {"prompts": ["How?"]}, whole=True).prompts == ("How?",)


def test_an_archived_habit_that_the_file_names_comes_back() -> None:
    book = done(book_of(time="A"), archive(["a"], TODAY - timedelta(5)))
    after = taken(book, {"habits": [{"name": "a", "area": "time"}]})
    assert after.habit("a").archived is None
    assert after.pauses[0].why == "archived"


def test_a_deleted_habit_comes_back_with_its_marks_by_its_id() -> None:
    book = book_of(time="A")
    gone = done(book, delete(["a"]))
    assert taken(gone, {"habits": [{"id": "a", "name": "A", "area": "time"}]}).log("a") == book.log("a")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"habits": [{"id": "a", "name": "B", "area": "time"}]}, "There would be two habits called “B”"),
        ({"areas": [{"id": "time", "name": "self-CARE"}]}, "There would be two areas called “self-CARE”"),
        ({"habits": [{"id": "c", "name": "C", "area": "time", "goal": "at most 1"}]}, "C: “At most” counts everything"),
    ],
)
def test_what_would_not_fit_the_book_is_refused(fields: dict[str, Any], sentence: str) -> None:
    book = done(book_of(time="A B C"), edit("c", Details(schedule="3/week"), TODAY))
    with pytest.raises(Refused, match=sentence):
        taken(book, fields)


def test_an_entry_without_an_id_never_means_what_another_names_by_its_id() -> None:
    habits = [{"id": "a", "name": "B", "area": "time"}, {"name": "A", "area": "time"}]
    assert order(taken(book_of(time="A"), {"habits": habits}))["time"] == "B A"


def test_two_names_can_be_exchanged() -> None:
    names = [{"id": "a", "name": "B", "area": "time"}, {"id": "b", "name": "A", "area": "time"}]
    assert order(taken(book_of(time="A B"), {"habits": names}))["time"] == "B A"


@pytest.mark.parametrize("text", ["", "no list", "[]", '{"habits": 3}', '{"habits": [{"name": 3}]}'])
def test_a_text_that_is_no_list_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(LetbeError) as refused:
        import_list(text, Book(), TODAY)
    assert str(refused.value).endswith(".")


def test_two_thousand_habits_are_taken_in_at_once() -> None:
    habits = [{"name": f"Habit {number}", "area": "Home"} for number in range(2000)]
    text = json.dumps({"areas": [HOME], "habits": habits})
    assert len(import_list(text, Book(), TODAY)(Book()).apply(Book()).habits) == 2000
