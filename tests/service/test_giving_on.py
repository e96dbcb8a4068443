"""For other eyes: what somebody else may see is said once, and holds for every page and every export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import pytest

from tests.odd_books import ODD, demo
from tests.odd_books import habit as a_habit
from tracker.cli.review_fields import fields, records
from tracker.domain.book import Agreement, Book, Lookback, Pause, Question, Reflection, Wording
from tracker.domain.changes import Change, Put, PutEvent, PutPrompts, SetMark
from tracker.domain.errors import NotFound, Refused
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import CHECK, LET_GO
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.judging import Standing, judge
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.schedule import ANYTIME, DAILY
from tracker.insights import SuggestionKind, review
from tracker.insights.suggestions import suggestion_prompt
from tracker.service.files.exporting import comes_back, export
from tracker.service.files.importing import FileFormat, read_import
from tracker.service.review.card import as_text, card_of
from tracker.service.review.card_sheet import as_html
from tracker.service.review.giving_on import given_on, hidden_ids
from tracker.service.review.html import as_html as page_as_html
from tracker.service.review.markdown import as_text as page_as_text
from tracker.service.review.masking import masked
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.service.review.static_pages import static_pages
from tracker.service.steps import NOTHING

DAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
WRITTEN = (
    "under the lamp", "a short reply", "made tea", "a walk home", "after lunch", "a cup of tea", "Robin", "stay free",
    "What helped me", "long naps", "long drive", "too much", "by the sea", "grew within", "more room",
    "ended for", "old plans",
)  # fmt: skip
NAMES = ("Sewing shirts", "sewing-shirts", "Brooding", "brooding", "Loop Sewing")


def made() -> Book:
    """A book in which every place for words of one's own, and for the name of a habit, is filled."""
    sewing = a_habit("sewing-shirts", Rule(MONDAY, DAILY, CHECK), "care", "Sewing shirts")
    brooding = a_habit("brooding", Rule(MONDAY, ANYTIME, LET_GO), "talk", "Brooding")
    changes: tuple[Change, ...] = (
        Put(Area("care", "Self-care")),
        Put(Area("talk", "Communication")),
        Put(sewing._replace(why="too much", cue="after lunch", small="long naps", source="Loop Sewing")),
        Put(brooding._replace(small="a cup of tea")),
        SetMark("sewing-shirts", DAY, Mark(MarkKind.DONE, note="under the lamp")),
        SetMark("sewing-shirts", MONDAY, Mark(MarkKind.NOTE, note="under the lamp")),
        PutEvent(
            "brooding",
            DAY,
            Event("k3f9a00", UrgeOutcome.PASSED, trigger="a short reply", note="a walk home", instead="made tea"),
        ),
        PutPrompts(("What helped me?",)),
        Put(
            Reflection(
                Lookback.WEEK,
                MONDAY,
                answers=(
                    ("What helped me?", "long naps"),
                    (
                        suggestion_prompt(SuggestionKind.PLAN, "sewing-shirts"),
                        "When: after lunch. Then: Sewing shirts.",
                    ),
                ),
            )
        ),
        Put(Reflection(Lookback.DAY, DAY, 4, "a long drive")),
        Put(Reflection(Lookback.MONTH, DAY.replace(day=1), answers=(("What grew within me?", "more room"),))),
        Put(Reflection(Lookback.YEAR, DAY.replace(month=1, day=1), answers=(("What ended for me?", "old plans"),))),
        Put(Agreement("a", (Wording(MONDAY, "Thursdays stay free"),), "Robin")),
        Put(Pause("p", MONDAY, MONDAY, habit="sewing-shirts", why="by the sea")),
        Put(Question("q", "sewing-shirts", "brooding", MONDAY)),
    )
    book = Book()
    for change in changes:
        book = change.apply(book)
    return book


OLD = ("Zebra", "zebra", "Quokka", "quokka", "Pangolin", "pangolin", "Wombat", "wombat", "Numbat", "numbat")
"""What stands for habits and areas now, and what they were called at first: their ids were made of that."""


def renamed() -> Book:
    """A book of which every habit and area was called otherwise, and whose ids all tell how."""
    zebra = a_habit("zebra-calm-vdxt8", Rule(MONDAY, DAILY, CHECK), "wombat-hours", "Quokka phone")
    pangolin = a_habit("pangolin-walk-4mk9e", Rule(MONDAY, ANYTIME, LET_GO), "wombat-hours", "Pangolin walk")
    stray = a_habit("zebra-stray-4mk9e", Rule(MONDAY, DAILY, CHECK), "numbat-gone", "Quokka stray")
    acts = (
        (suggestion_prompt(SuggestionKind.PLAN, zebra.id), "When: after quokka phone. Then: Zebra calm."),
        (suggestion_prompt(SuggestionKind.PLAN, pangolin.id), "When: at noon. Then: Zebra walk."),
        (suggestion_prompt(SuggestionKind.KEEP, "zebra-deleted-x2y3z"), "as it was"),
        (suggestion_prompt(SuggestionKind.PLAN, "zebra-other-x2y3z"), "When: at night. Then: Zebra other."),
    )
    mark = SetMark(zebra.id, DAY, Mark(MarkKind.DONE)).apply(Book()).logs[zebra.id]
    return Book(
        areas=(Area("wombat-hours", "Own time"),),
        habits=(zebra, pangolin, stray),
        logs={zebra.id: mark, "zebra-deleted-x2y3z": mark},
        pauses=(
            Pause("2026-11-16-zebra-calm-vdxt8-62g72", MONDAY, MONDAY, habit=zebra.id),
            Pause("2026-11-16-wombat-hours", MONDAY, MONDAY, area="wombat-hours"),
            Pause("2026-11-17-numbat-gone", MONDAY, MONDAY, area="numbat-gone"),
            Pause("2026-11-18-zebra-deleted", MONDAY, MONDAY, habit="zebra-deleted-x2y3z"),
            Pause("2026-11-19-numbat-empty", MONDAY, MONDAY, area="numbat-empty"),
        ),
        reflections=(Reflection(Lookback.WEEK, MONDAY, answers=acts),),
        lookbacks=(Reflection(Lookback.MONTH, DAY.replace(day=1), answers=acts),),
        questions=(
            Question("pangolin-walk-4mk9e+zebra-calm-vdxt8", pangolin.id, zebra.id, MONDAY),
            Question("ease+zebra-calm-vdxt8", zebra.id, "", MONDAY),
        ),
        agreements=(Agreement("numbat-thursdays", (Wording(MONDAY, "Thursdays stay free"),)),),
    )


def reviewed(book: Book) -> str:
    span = span_on(book, "month", DAY)
    found = review(book, span, DAY)
    page = page_of(found, span)
    return "\n".join((*page_as_text(page), page_as_html(page)))


def as_data(book: Book) -> str:
    found = review(book, span_on(book, "month", DAY), DAY)
    return f"{fields(found)} {list(records(found))}"


def as_static_pages(book: Book) -> str:
    def standing(habit: Habit, day: date | None = None) -> Standing:
        return judge(habit, book.log(habit.id), book.pauses_of(habit), day or DAY)

    return "".join(static_pages(book, standing, DAY, streaks=True).values())


PAGES: Mapping[str, Callable[[Book], str]] = MappingProxyType(
    {
        "card": lambda book: as_text(card_of(book, DAY, DAY)) + as_html(card_of(book, DAY, DAY)),
        "review": reviewed,
        "review as data": as_data,
        "static pages": as_static_pages,
        "json": lambda book: export(book, FileFormat.JSON),
        "csv": lambda book: export(book, FileFormat.CSV),
        "events": lambda book: export(book, FileFormat.CSV, events=True),
        "diary": lambda book: export(book, FileFormat.MARKDOWN),
    }
)


def found(words: tuple[str, ...], text: str) -> list[str]:
    return [word for word in words if word in text]


def timed() -> Book:
    """A book in which a check-off, an urge, a portion and a reminder each tell a minute of the day."""
    book = made()
    for change in (
        SetMark("sewing-shirts", DAY, Mark(MarkKind.DONE, at=547)),
        PutEvent("brooding", DAY, Event("k3f9a01", UrgeOutcome.ACTED, 0, 1387, 4)),
        Put(book.habit("sewing-shirts")._replace(reminders=(1273,))),
    ):
        book = change.apply(book)
    return book


@pytest.mark.parametrize("page", PAGES)
def test_without_names_and_notes_no_minute_of_the_day_is_told(page: str) -> None:
    text = PAGES[page](given_on(timed(), (), (), names=False, notes=False))
    assert not found(("9:07", "23:07", "21:13", "547", "1387", "1273"), text)


@pytest.mark.parametrize(("names", "notes"), [(True, True), (True, False), (False, True)])
def test_a_minute_stays_where_names_or_notes_do(names: bool, notes: bool) -> None:  # noqa: FBT001
    assert "23:07" in PAGES["diary"](given_on(timed(), (), (), names=names, notes=notes))


def test_how_strong_an_urge_was_and_what_came_of_it_stay() -> None:
    assert "acted on, strength 4" in PAGES["diary"](given_on(timed(), (), (), names=False, notes=False))


@pytest.mark.parametrize("page", PAGES)
def test_without_notes_nothing_that_was_written_is_there(page: str) -> None:
    book = made()
    assert found(WRITTEN, PAGES[page](book)) or page == "review as data"
    without = PAGES[page](given_on(book, [], [], names=True, notes=False))
    assert found(WRITTEN, without) == []
    assert "•" not in without
    assert found(NAMES, without)


@pytest.mark.parametrize("page", PAGES)
def test_without_names_neither_a_name_nor_an_id_tells_one(page: str) -> None:
    without = PAGES[page](given_on(made(), [], [], names=False, notes=True))
    assert found(NAMES, without) == []
    assert "habit " in without
    assert found(WRITTEN, without) or page == "review as data"


@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_no_id_and_no_plan_tells_what_a_habit_was_ever_called(page: str, *, notes: bool) -> None:
    book = renamed()
    assert found(OLD, PAGES[page](book)) or page == "events"
    hidden = given_on(book, [], [], names=False, notes=notes)
    assert found(OLD, PAGES[page](hidden)) == []
    for kept in (hidden.areas, hidden.habits, hidden.pauses, hidden.questions):
        assert len({one.id for one in kept}) == len(kept)
    assert [len(kept) for kept in (hidden.areas, hidden.habits, hidden.pauses, hidden.questions)] == [1, 3, 3, 2]
    assert {one.area for one in hidden.habits} == {"own-time", "gone"}


def test_a_screen_that_is_masked_writes_no_old_name_either() -> None:
    assert found(OLD, reviewed(masked(renamed()))) == []


def test_a_plan_keeps_its_cue_and_is_told_by_what_stands_for_its_habit() -> None:
    hidden = given_on(renamed(), [], [], names=False, notes=True)
    first, second = (text for _, text in hidden.reflections[0].answers)
    names = [each.name for each in hidden.habits]
    assert first == f"When: after {names[0]}. Then: {names[0]}."
    assert second == f"When: at noon. Then: {names[1]}."


def test_why_everything_rests_is_not_told_with_a_part() -> None:
    book = renamed()._replace(
        pauses=(
            Pause("all", MONDAY, MONDAY, why="by the sea"),
            Pause("area", MONDAY, MONDAY, area="wombat-hours", why="in bed"),
            Pause("one", MONDAY, MONDAY, habit="zebra-calm-vdxt8", why="a sore knee"),
            Pause("other", MONDAY, MONDAY, habit="pangolin-walk-4mk9e", why="a long day"),
        )
    )
    for habits, areas, why in (
        (["quokka phone"], [], ["", "", "a sore knee"]),
        ([], ["own time"], ["", "in bed", "a sore knee", "a long day"]),
        ([], [], ["by the sea", "in bed", "a sore knee", "a long day"]),
    ):
        given = given_on(book, habits, areas, names=True, notes=True)
        assert [pause.why for pause in given.pauses] == why


@pytest.mark.parametrize("page", PAGES)
def test_a_part_holds_nothing_of_the_rest(page: str) -> None:
    for habits, areas in ((["sewing"], []), ([], ["self-care"])):
        part = PAGES[page](given_on(made(), habits, areas, names=True, notes=True))
        assert found(("Brooding", "brooding", "a short reply", "Robin", "long drive", "Communication"), part) == []
        assert "Sewing" in part or page == "events"


def test_what_is_not_there_cannot_be_shown() -> None:
    for habits, areas in ((["harpsichord"], []), ([], ["harpsichord"])):
        with pytest.raises(NotFound):
            given_on(made(), habits, areas, names=True, notes=True)


@pytest.mark.parametrize("name", ODD)
def test_every_book_can_be_given_on_and_keeps_its_numbers(name: str) -> None:
    book = ODD[name]()
    hidden = given_on(book, [], [], names=False, notes=False)
    assert sorted(hidden.logs) == sorted(
        {hidden_ids(book)[id] for id, log in book.logs.items() if log} & {*hidden.logs}
    )
    span = span_on(book, "year", DAY)
    shares = [[(one.share, one.strength) for one in review(each, span, DAY).habits] for each in (book, hidden)]
    assert sorted(map(str, shares[0])) == sorted(map(str, shares[1]))


def test_ids_stay_apart_where_two_would_be_called_alike() -> None:
    habits = tuple(a_habit(f"h{number}", Rule(DAY)) for number in range(800))
    ids = hidden_ids(Book(habits=habits))
    assert len(set(ids.values())) == len(habits)
    assert any(id.endswith("2") and len(id) > len("habit-abc") for id in ids.values())


@pytest.mark.parametrize("format", [FileFormat.JSON, FileFormat.CSV])
def test_what_lacks_something_never_takes_the_place_of_what_is_there(format: FileFormat) -> None:
    book = made()
    for names, notes in ((True, True), (True, False), (False, True), (False, False)):
        text = export(given_on(book, [], [], names=names, notes=notes), format, names=names, notes=notes)
        if comes_back(format, names=names, notes=notes):
            assert read_import(text, format, DAY).edit(book) == NOTHING
            continue
        for there in (book, Book(), demo()):
            for create in (True, False):
                with pytest.raises(Refused, match=r"were left out of it"):
                    read_import(text, format, DAY, create=create).edit(there)


@pytest.mark.parametrize("names", [("habit b3x", "HABIT jsn"), ("habit-b3x22",), ("Habit 365",)])
def test_a_table_without_names_is_not_taken_in_unless_a_habit_is_called_so(names: tuple[str, ...]) -> None:
    marks = "day,habit,mark\n" + "".join(f"2026-11-20,{name},done\n" for name in names)
    urges = "day,habit,outcome\n" + "".join(f"2026-11-20,{name},passed\n" for name in names)
    for text in (marks, urges):
        with pytest.raises(Refused, match="were left out of it"):
            read_import(text, FileFormat.CSV, DAY, create=True).edit(made())
        there = made()._replace(habits=(a_habit(names[0], Rule(DAY), name=names[0]),))
        assert read_import(text, FileFormat.CSV, DAY, create=True).edit(there) != NOTHING


def test_names_that_only_look_like_it_are_names() -> None:
    for names in (["habit run"], ["habit 10"], ["habits b3x"], ["my habit b3x"], ["habit 365", "Walk"]):
        marks = "day,habit,mark\n" + "".join(f"2026-11-20,{name},done\n" for name in names)
        assert read_import(marks, FileFormat.CSV, DAY, create=True).edit(made()) != NOTHING


def test_events_without_notes_come_back_and_a_part_of_a_book_too() -> None:
    book = made()
    bare = read_import(export(given_on(book, [], [], names=True, notes=False), FileFormat.CSV), FileFormat.CSV, DAY)
    assert bare.edit(book) == NOTHING
    part = export(given_on(book, ["sewing"], [], names=True, notes=True), FileFormat.JSON)
    assert read_import(part, FileFormat.JSON, DAY).edit(book) == NOTHING
