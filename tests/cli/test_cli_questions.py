"""Questions in the shell: asked, answered and taken back, and a quiet stretch offered as a pause."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from tests.cli.shell import Letbe
from tests.service.books import TODAY
from tracker.domain.book import Book
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.storage.file.book_file import write_whole

DAYS = 150
AWAY = range(110, 117)


def day(at: int) -> date:
    return TODAY - timedelta(days=DAYS - at)


@pytest.fixture
def lived(empty: Letbe) -> Letbe:
    """A book of five habits over five months, two of which go together, and a week in which all stopped."""
    dice = Random(5)  # noqa: S311 - dice, not secrets
    tossed = {name: [dice.random() < 0.6 for _ in range(DAYS)] for name in ("Quiet", "Walk", "Read", "Cook")}
    alike = [one if dice.random() < 0.7 else dice.random() < 0.5 for one in tossed["Quiet"]]
    habits, logs = [], {}
    for name, line in {**tossed, "Piano": alike}.items():
        habits.append(Habit(name.casefold(), name, "area", (Rule(day(0)),), day(0)))
        done = (at for at, is_done in enumerate(line) if is_done and at not in AWAY)
        logs[name.casefold()] = Log.of({day(at): Mark(MarkKind.DONE) for at in done})
    book = Book(areas=(Area("area", "Area"),), habits=tuple(habits), logs=logs)
    with open(empty.path, "w", encoding="utf-8") as file:
        file.write(write_whole(book))
    return empty


def later(letbe: Letbe) -> Letbe:
    letbe.now += timedelta(days=1)
    return letbe


def test_a_question_is_asked_answered_and_taken_back(lived: Letbe) -> None:
    assert lived.out("questions", "ask", "quiet", "piano") == "Asked: does Quiet go with Piano? (undo: letbe undo)\n"
    assert "it is looked at from tomorrow on" in lived.out("questions")
    told = later(lived).out("questions")
    assert told.startswith("1  Does “Quiet” go with “Piano”?\n   Yes: ")
    assert "Counts only: “Piano” " in told
    assert "What you asked" in lived.out("review")
    assert lived.out("questions", "drop", "1") == "No longer asked: does Quiet go with Piano? (undo: letbe undo)\n"
    assert lived.json("questions") == []
    lived("undo")
    assert [each["answer"] for each in lived.json("questions")] == ["went together"]


def test_a_no_says_what_would_have_been_seen(lived: Letbe) -> None:
    lived("questions", "ask", "walk", "read")
    told = " ".join(later(lived).out("questions").split())
    assert "nothing to be seen" in told
    assert "points would have been seen in 8 of 10 cases" in told
    (each,) = lived.json("questions")
    assert 0.2 < each["would_see"] < 0.5


def test_the_ease_is_named_by_its_word(lived: Letbe) -> None:
    assert "does Walk go with ease?" in lived.out("questions", "ask", "ease", "walk")
    (each,) = lived.json("questions")
    assert (each["first"], each["second"], each["names"]) == (each["first"], None, ["Walk", "ease"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("ask", "quiet"), 2, "letbe questions ask HABIT HABIT"),
        (("ask", "quiet", "quiet"), 1, "name two"),
        (("ask", "quiet", "nobody"), 3, "There is no habit"),
        (("ask", "ease", "ease"), 3, "There is no habit"),
        (("drop", "1"), 3, "none is asked"),
        (("drop", "²"), 3, "There is no question"),
        (("what",), 2, "letbe questions"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(words: tuple[str, ...], code: int, said: str, lived: Letbe) -> None:
    answer = lived("questions", *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_a_quiet_stretch_is_offered_as_a_pause_that_can_be_undone(lived: Letbe) -> None:
    first, last = day(AWAY[0]), day(AWAY[-1])
    told = lived.out("review", "--period", "quarter")
    assert "nothing at all. A trip, an illness, a hard time?" in " ".join(told.split())
    command = f"letbe pause --from {first} --to {last}"
    assert command in told
    lived(*command.split()[1:])
    assert "A quiet stretch" not in lived.out("review", "--period", "quarter")
    lived("undo")
    assert "A quiet stretch" in lived.out("review", "--period", "quarter")
    (stretch,) = lived.json("review", "--period", "quarter")["quiet_stretches"]
    assert (date.fromisoformat(stretch["start"]), date.fromisoformat(stretch["end"])) == (first, last)
