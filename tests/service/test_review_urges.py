"""What a page says of urges: only what there is enough for, and the same in text, HTML and Markdown."""

from __future__ import annotations

import random

from tests.odd_books import AREAS, ago, habit
from tests.service.test_review_pages import pages, reviewed
from tracker.cli.review_fields import fields
from tracker.domain.book import Book
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import LET_GO
from tracker.domain.habit import Rule
from tracker.domain.log import Log
from tracker.domain.schedule import ANYTIME, DAILY
from tracker.service.review.html import as_html
from tracker.service.review.markdown import as_markdown, as_text


def fixing(days: int) -> Book:
    """Make a book with an urge a day: in the evening, after <a call>, mostly acted on; in the morning let pass."""
    chance = random.Random(3)  # noqa: S311 - only a made-up life
    log = Log()
    for back in range(1, days + 1):
        evening = bool(back % 2)
        passed = chance.random() < (0.2 if evening else 0.9)
        outcome = UrgeOutcome.PASSED if passed else UrgeOutcome.ACTED
        told = Event(
            "aaa00", outcome, at=60 * (20 if evening else 8), strength=3, trigger="<a call>" if evening else ""
        )
        log = log.with_events({ago(back): {"aaa00": told}})
    fix = habit("fix", Rule(ago(days), ANYTIME, LET_GO))
    return Book(AREAS, (fix,), {"fix": log})


def with_minutes(days: int, quiet: int) -> Book:
    """Make the same book with a quiet minute before the first so many of the urges; a walk went well with them."""
    book, log = fixing(days), Log()
    for number, back in enumerate(range(1, days + 1)):
        event = book.log("fix").events(ago(back))[0]
        if number < quiet:
            walked = event.outcome is UrgeOutcome.PASSED
            event = event._replace(after=1 if walked else 3, instead="a walk" if walked else "a talk")
        log = log.with_events({ago(back): {event.id: event}})
    return book._replace(logs={"fix": log})


def section_of(book: Book) -> list[str]:
    lines = as_text(pages(book, "month")[1])
    begin = lines.index("When they pass") if "When they pass" in lines else len(lines)
    return [line.strip() for line in lines[begin + 1 : lines.index("", begin)]] if begin < len(lines) else []


def test_a_pattern_of_urges_is_said_with_both_counts() -> None:
    said = section_of(fixing(60))
    assert said[:2] == [
        "How strong, from 1 to 5: on average 3.0 over 60 urges; 3.0 over 27 in the last four weeks.",
        "Half of them came within 36 hours of the one before, over 59 times.",
    ]
    assert "In the morning: 24 of 30 let pass, 2 of 30 otherwise." in said


def test_too_few_urges_say_how_many_are_wanted() -> None:
    assert section_of(fixing(19)) == ["Not enough yet to say when they pass more easily: 19 of 20 urges."]
    assert section_of(Book(AREAS, (habit("walk", Rule(ago(9), DAILY)),), {})) == []


def test_what_there_was_to_do_instead_and_a_quiet_minute_are_said_where_there_are_enough() -> None:
    said = section_of(with_minutes(60, 40))
    assert "Strength before a quiet minute 3.0, after it 2.0, over 40 urges." in said
    assert "With “a walk” instead: 20 of 20 let pass, 0 of 20 otherwise." in said
    assert "By what there was to do instead: a talk 0 of 20, 0%; a walk 20 of 20, 100%" in said
    assert "By strength: strength 3 26 of 60, 43%" in said
    few = section_of(with_minutes(60, 19))
    assert "Not enough yet to say how strong they are after a quiet minute: 19 of 20 urges." in few
    assert not any("instead:" in line for line in few)


def test_the_review_of_all_tells_of_urges_with_their_strength() -> None:
    page = as_text(pages(fixing(60), "month")[0])
    assert page[page.index("Urges") + 1].split(". ")[0].endswith("of 21 let pass, mean strength 3.0 of 5 over 21 urges")
    assert "Over the year, in the morning: 24 of 30 let pass, 2 of 30 otherwise." in page[page.index("Urges") + 1]
    young = as_text(pages(fixing(19), "month")[0])
    assert young[young.index("Urges") + 1].endswith("Not enough yet to say more: 19 of 20 urges in the year.")
    assert "Urges" not in as_text(pages(Book(AREAS, (habit("walk", Rule(ago(9), DAILY)),), {}), "month")[0])


def test_it_stands_in_html_and_markdown_and_what_set_an_urge_off_is_only_text() -> None:
    page = pages(fixing(60), "month")[1]
    assert "In the morning: 24 of 30 let pass" in as_html(page)
    assert "<a call>" not in as_html(page)
    assert "In the morning: 24 of 30 let pass" in as_markdown(page)


def test_other_programs_get_the_counts() -> None:
    found = fields(reviewed(fixing(60), "month"))["habits"][0]["urges"]
    assert found["strength"] == {"mean": 3.0, "of": found["passed"] + found["acted"]}
    assert {cell["kind"] for cell in found["cells"]} == {"hour", "weekday", "strength"} | {"trigger"}
    assert found["quiet_minute"] == {"before": None, "after": None, "of": 0}
    assert found["hours_between"] == {"median": 24.0, "of": 20}
    assert sum(week["strength"]["of"] for week in found["counts"]) == found["strength"]["of"]
    assert sum(cell["of"] for cell in found["cells"] if cell["kind"] == "weekday") == found["strength"]["of"]
