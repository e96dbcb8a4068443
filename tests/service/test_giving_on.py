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
from tracker.domain.habit import Area, Rule
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
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
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


def reviewed(book: Book) -> str:
    span = span_on(book, "month", DAY)
    found = review(book, span, DAY)
    page = page_of(found, span)
    return "\n".join((*page_as_text(page), page_as_html(page)))


def as_data(book: Book) -> str:
    found = review(book, span_on(book, "month", DAY), DAY)
    return f"{fields(found)} {list(records(found))}"


PAGES: Mapping[str, Callable[[Book], str]] = MappingProxyType(
    {
        "card": lambda book: as_text(card_of(book, DAY, DAY)) + as_html(card_of(book, DAY, DAY)),
        "review": reviewed,
        "review as data": as_data,
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
            with pytest.raises(Refused, match=r"were left out of it|there is no habit “habit "):
                read_import(text, format, DAY).edit(there)


def test_events_without_notes_come_back_and_a_part_of_a_book_too() -> None:
    book = made()
    bare = read_import(export(given_on(book, [], [], names=True, notes=False), FileFormat.CSV), FileFormat.CSV, DAY)
    assert bare.edit(book) == NOTHING
    part = export(given_on(book, ["sewing"], [], names=True, notes=True), FileFormat.JSON)
    assert read_import(part, FileFormat.JSON, DAY).edit(book) == NOTHING
