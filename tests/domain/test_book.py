"""Books: finding habits by what people type, and walking them in the order of the screen."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.book import Book, Pause
from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.finding import find_area, find_habit
from tracker.domain.habit import Area, Habit, Rule

DAY = date(2026, 11, 22)


def _habit(id: str, name: str, area: str = "care", position: float = 0, archived: date | None = None) -> Habit:
    return Habit(id, name, area, (Rule(DAY),), DAY, position=position, archived=archived)


BOOK = Book(
    areas=(Area("care", "Self-care", position=1), Area("time", "Personal time", position=0)),
    habits=(
        _habit("fix", "Wanting to fix"),
        _habit("listen", "Listen without fixing", position=2),
        _habit("quiet", "Quiet time alone", "time"),
        _habit("read", "Read", position=1),
        _habit("read-more", "Read more", archived=DAY),
    ),
)


@pytest.mark.parametrize(
    ("text", "id"),
    [("quiet", "quiet"), ("QUIET TIME", "quiet"), ("  time   alone ", "quiet"), ("fix", "fix"), ("read", "read"),
     ("listen", "listen"), ("more", "read-more")],
)  # fmt: skip
def test_a_habit_is_found_by_id_name_or_part(text: str, id: str) -> None:
    assert find_habit(BOOK, text).id == id


def test_a_part_that_fits_several_names_them() -> None:
    with pytest.raises(NotFound, match="fits several: “Wanting to fix”, “Listen without fixing”, “Quiet time alone”"):
        find_habit(BOOK, "i")


def test_a_name_that_is_nearly_right_is_guessed() -> None:
    with pytest.raises(NotFound, match="did you mean “Quiet time alone”"):
        find_habit(BOOK, "quite")


def test_a_name_that_is_far_off_is_quoted_briefly() -> None:
    with pytest.raises(NotFound, match=r"There is no habit “x{39}…”\."):
        find_habit(BOOK, "x" * 10_000)
    with pytest.raises(Unreadable):
        find_habit(BOOK, "  ")


def test_areas_are_found_the_same_way() -> None:
    assert find_area(BOOK, "personal").id == "time"
    with pytest.raises(NotFound, match="no area"):
        find_area(BOOK, "work")


def test_habits_are_walked_by_area_and_position() -> None:
    assert [habit.id for habit in BOOK.active] == ["quiet", "fix", "read", "listen"]
    assert not BOOK.is_new
    assert Book().is_new


def test_a_pause_is_about_a_habit_an_area_or_everything() -> None:
    quiet, fix = BOOK.habit("quiet"), BOOK.habit("fix")
    own, area, all_ = Pause("1", DAY, habit="quiet"), Pause("2", DAY, area="care"), Pause("3", DAY, DAY)
    book = BOOK._replace(pauses=(own, area, all_))
    assert book.pauses_of(quiet) == (own, all_)
    assert book.pauses_of(fix) == (area, all_)
    assert own.holds(date(2030, 1, 1))
    assert not all_.holds(date(2026, 11, 23))


def test_a_habit_knows_the_rule_of_a_day_and_takes_a_new_one() -> None:
    habit = _habit("walk", "Walk")._replace(rules=(Rule(date(2026, 1, 1)), Rule(date(2026, 6, 1), week_start=6)))
    assert habit.rule_on(date(2025, 1, 1)) == habit.rules[0]
    assert habit.rule_on(date(2026, 5, 31)) == habit.rules[0]
    assert habit.rule_on(date(2026, 6, 1)) == habit.rules[1] == habit.rule
    new = Rule(date(2026, 3, 1))
    assert habit.under(new).rules == (habit.rules[0], new)


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    book = BOOK._replace(habits=(*BOOK.habits, _habit("cafe", "Caf\u00e9")))
    assert find_habit(book, "cafe\u0301").id == "cafe"


def test_no_habit_is_hidden_because_its_area_is_gone() -> None:
    book = BOOK._replace(areas=BOOK.areas[:1])
    walked = list(book.by_area())
    assert [area.name for area, _ in walked] == ["Self-care", "Without an area"]
    assert "quiet" in [habit.id for habit in book.active]


def test_a_book_from_which_everything_was_deleted_is_not_a_new_one() -> None:
    assert not Book(prompts=("What will I let be?",)).is_new
    assert not Book(pauses=(Pause("1", DAY),)).is_new


def test_an_exact_name_or_id_wins_also_where_it_is_an_archived_habits() -> None:
    past = BOOK.habits[0]._replace(id="by-myself", name="Alone", archived=DAY)
    book = BOOK._replace(habits=(*BOOK.habits, past))
    assert [find_habit(book, text) for text in ("alone", "By-myself")] == [past, past]
    assert find_habit(book, "time alone").id == "quiet"
    twin = past._replace(id="alone", archived=None)
    both = book._replace(habits=(*book.habits, twin))
    assert find_habit(both, "alone") == twin
    assert find_habit(both, "alone", archived_first=True) == past
