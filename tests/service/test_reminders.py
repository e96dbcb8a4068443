"""What is asked for by when, what the message says, and that nobody hears of it twice."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.service.lists import TODAY, book_of
from tracker.domain.book import Book, Pause
from tracker.domain.goal import read_goal
from tracker.domain.judging import judge
from tracker.domain.log import Mark, MarkKind
from tracker.domain.reminders import read_time, read_times, say_time
from tracker.domain.schedule import read_schedule
from tracker.service.reminders.asking import Asked, asked_by, message_of, once
from tracker.settings import Places

YESTERDAY = TODAY - timedelta(1)


def reminded(book: Book, **times: str) -> Book:
    """Give habits their times, `day` being the whole day's."""
    habits = tuple(habit._replace(reminders=read_times(times.get(habit.id, ""))) for habit in book.habits)
    settings = book.settings._replace(remind=read_time(times["day"]) if "day" in times else None)
    return book._replace(habits=habits, settings=settings)


def ruled(book: Book, id: str, schedule: str, goal: str = "check") -> Book:
    """Give a habit another rule, as if it always had it."""
    habit = book.habit(id)
    rule = habit.rule._replace(schedule=read_schedule(schedule), goal=read_goal(goal))
    return book._replace(habits=tuple(old._replace(rules=(rule,)) if old.id == id else old for old in book.habits))


def marked(book: Book, id: str, *kinds: MarkKind) -> Book:
    """Mark today, and the days before it with what comes after that."""
    log = book.log(id)
    for back, kind in enumerate(kinds):
        log = log.marked(TODAY - timedelta(back), Mark(kind))
    return book._replace(logs={**book.logs, id: log})


def asked(book: Book, by: str) -> list[Asked]:
    return asked_by(
        book,
        lambda habit: judge(habit, book.log(habit.id), book.pauses_of(habit), TODAY),
        TODAY,
        read_time(by),
    )


def said(book: Book, by: str) -> str:
    """Say what is asked for by when: `08:00 A, 18:00 B`."""
    return ", ".join(f"{say_time(each.time)} {each.habit.name}" for each in asked(book, by))


TWO = reminded(book_of(time="A B C"), a="18:00", b="8:00 20:00")
DAY = reminded(book_of(time="A B"), a="18:00", day="20:30")
LATE = reminded(book_of(time="A B"), a="0:30", b="22:00")
LATE = LATE._replace(settings=LATE.settings._replace(day_start=180))
DONE, SKIP, MISSED = MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED


@pytest.mark.parametrize(
    ("book", "by", "who"),
    [
        (TWO, "7:59", ""),
        (TWO, "8:00", "08:00 B"),
        (TWO, "18:00", "08:00 B, 18:00 A"),
        (TWO, "23:59", "18:00 A, 20:00 B"),
        (DAY, "18:00", "18:00 A"),
        (DAY, "20:30", "18:00 A, 20:30 B"),
        # A day that begins at three ends after midnight.
        (LATE, "21:59", ""),
        (LATE, "23:59", "22:00 B"),
        (LATE, "0:30", "22:00 B, 00:30 A"),
        (LATE, "2:59", "22:00 B, 00:30 A"),
        (LATE, "3:00", ""),
        (marked(TWO, "a", DONE), "23:59", "20:00 B"),
        (marked(TWO, "a", SKIP), "23:59", "20:00 B"),
        (marked(TWO, "a", MISSED), "23:59", "20:00 B"),
        (marked(marked(DAY, "a", DONE), "b", DONE), "23:59", ""),
        (TWO._replace(pauses=(Pause("p", YESTERDAY, TODAY),)), "23:59", ""),
        (TWO._replace(pauses=(Pause("p", YESTERDAY, TODAY, habit="b"),)), "23:59", "18:00 A"),
        (TWO._replace(pauses=(Pause("p", YESTERDAY, YESTERDAY),)), "23:59", "18:00 A, 20:00 B"),
        (ruled(TWO, "b", "2/week"), "23:59", "18:00 A, 20:00 B"),
        (marked(ruled(TWO, "b", "every 3 days"), "b", MISSED, DONE), "23:59", "18:00 A"),
        # Set by a merge, or a hand: silent all the same.
        (ruled(TWO, "b", "anytime", "let go"), "23:59", "18:00 A"),
        (ruled(TWO, "b", "daily", "at most 1"), "23:59", "18:00 A"),
        (ruled(DAY, "b", "anytime"), "23:59", "18:00 A"),
    ],
)
def test_only_what_is_open_asks_and_only_from_its_time_on(book: Book, by: str, who: str) -> None:
    assert said(book, by) == who


def test_an_archived_habit_asks_no_more() -> None:
    away = tuple(habit._replace(archived=TODAY) for habit in TWO.habits)
    assert said(TWO._replace(habits=away), "23:59") == ""


def test_a_message_says_how_much_is_open_and_names_nothing_unless_asked() -> None:
    long = reminded(book_of(time="A B C D E F G H"), day="8:00")
    found = asked(long._replace(habits=(long.habits[0]._replace(cue="after dinner"), *long.habits[1:])), "9:00")
    assert message_of(found) == ("letbe", "8 open")
    assert message_of(found, named=True) == ("letbe: 8 open", "after dinner: A\nB\nC\nD\nE\nF\nand 2 more")
    assert message_of(found[1:2], named=True).body == "B"


class Machine:
    """A machine with a folder of its own, and the book in a folder that several may share."""

    def __init__(self, folder: Path, name: str = "one", shared: str = "shared") -> None:
        (folder / shared).mkdir(exist_ok=True)
        self.places = Places(str(folder / shared / "habits.json"), str(folder / name), str(folder / "settings.toml"))
        self.messages: list[str] = []

    def remind(self, book: Book, by: str, day: int = 0) -> list[str]:
        def tell(fresh: Sequence[Asked]) -> None:
            self.messages.append(" ".join(each.habit.name for each in fresh))

        once(self.places, TODAY + timedelta(day), asked(book, by), tell)
        return self.messages


def test_each_reminder_is_said_once_a_day(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.remind(TWO, "7:00") == []
    assert machine.remind(TWO, "8:00") == ["B"]
    assert machine.remind(TWO, "8:01") == ["B"]
    assert machine.remind(TWO, "18:00") == ["B", "A"]
    assert machine.remind(TWO, "20:00") == ["B", "A", "B"]
    assert machine.remind(TWO, "23:00") == ["B", "A", "B"]
    assert machine.remind(TWO, "8:00", day=1) == ["B", "A", "B", "B"]


def test_after_sleeping_over_several_reminders_one_message_comes(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.remind(TWO, "23:00") == ["A B"]
    assert machine.remind(TWO, "18:05") == ["A B"]  # the clock was set back
    assert machine.remind(TWO, "23:30") == ["A B"]


def test_the_look_at_the_whole_day_names_again_what_is_still_open(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.remind(DAY, "18:00") == ["A"]
    assert machine.remind(DAY, "20:30") == ["A", "A B"]
    assert machine.remind(DAY, "20:31") == ["A", "A B"]


def test_two_at_once_send_one_message(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    together = threading.Barrier(4)

    def remind() -> None:
        together.wait()
        machine.remind(TWO, "18:00")

    threads = [threading.Thread(target=remind) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert machine.messages == ["B A"]


def test_two_machines_that_share_a_book_send_one_message(tmp_path: Path) -> None:
    one, other = Machine(tmp_path, "one"), Machine(tmp_path, "other")
    assert one.remind(TWO, "8:00") == ["B"]
    assert other.remind(TWO, "8:30") == []
    assert other.remind(TWO, "18:00") == ["A"]
    assert one.remind(TWO, "18:01") == ["B"]
    beside = sorted(path.name for path in (tmp_path / "shared").iterdir())
    assert [name.partition(".reminded-")[0] for name in beside] == ["habits.json"] * 2


def test_two_books_of_one_user_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    own, work = Machine(tmp_path, shared="own"), Machine(tmp_path, shared="work")
    assert own.remind(TWO, "8:00") == ["B"]
    assert work.remind(TWO, "8:00") == ["B"]


def test_what_was_said_long_ago_is_forgotten(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    for day in range(5):
        machine.remind(TWO, "8:00", day=day)
    notes = [path.read_text() for path in (tmp_path / "one").glob("reminded-????????")]
    assert [note.count("\n") for note in notes] == [2]


@pytest.mark.parametrize("text", ["", "\n\n", "2026-11-22", "\x00\xff", "x" * 100_000])
def test_a_note_that_means_nothing_does_no_harm(text: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.remind(TWO, "8:00")
    for note in tmp_path.rglob("*reminded-*"):
        if not note.name.endswith(".lock"):
            note.write_text(text)
    assert machine.remind(TWO, "8:01") == ["B", "B"]
    assert machine.remind(TWO, "8:02") == ["B", "B"]


def test_where_nothing_can_be_kept_it_is_said_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a file where the folder should be")
    machine = Machine(tmp_path)
    assert machine.remind(TWO, "8:00") == ["B"]
