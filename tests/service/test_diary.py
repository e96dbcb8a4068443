"""The diary: days in order with all that was on them, and what somebody wrote shows as it was typed."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from markdown_it import MarkdownIt

from tests.odd_books import ODD, demo
from tests.storage.making import a_habit
from tracker.domain.book import Agreement, Book, Lookback, Pause, Reflection, Wording
from tracker.domain.changes import Change, Put, PutEvent, SetMark
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import LET_GO, at_least
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.schedule import ANYTIME, DAILY, per_week
from tracker.service.review.diary import diary
from tracker.service.review.markdown import as_markdown
from tracker.service.review.page import Page, Points, Section

DAY = date(2026, 11, 2)
ACTS = (
    "~~~\ncode\n~~~",
    "```\ncode",
    "a heading\n===",
    "a heading\n---",
    "# a heading",
    "- an item\n- another",
    "+ an item",
    "* an item",
    "1. one\n2. two",
    "12) one",
    "> a quote",
    "    code",
    "\tcode",
    "***",
    "___",
    "| a | b |\n|---|---|\n| c | d |",
    "<b>bold</b> <script>x</script>",
    "&lt;&amp;&#35;",
    "[a](b) ![c](d) <http://e>",
    "[ref]: http://e\n[ref]",
    "~~gone~~ **bold** _slanted_ `code`",
    "\\# \\",
    ": a definition",
    "one\n\ntwo",
)


def shown(text: str) -> tuple[str, set[str]]:
    """The text that a reader of Markdown shows, and what it is made of."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return html.unescape(re.sub(r"<[^>]*>", "", page)), set(re.findall(r"<([a-z]+\d?)", page))


def as_words(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("text", ACTS)
def test_what_is_written_in_a_diary_shows_as_it_was_typed(text: str) -> None:
    book = after(
        Put(Area("self-care", "Self-care")),
        Put(a_habit()._replace(why=text.split("\n", maxsplit=1)[0])),
        SetMark("quiet", DAY, Mark(MarkKind.DONE, note=text)),
        PutEvent("quiet", DAY, Event("k3f9a00", UrgeOutcome.PASSED, note=text)),
        Put(Reflection(Lookback.DAY, DAY, text=text)),
        Put(Reflection(Lookback.WEEK, DAY, answers=(("What helped?", text),))),
        Put(Agreement("a", (Wording(DAY, text),))),
    )
    words, made_of = shown(diary(book))
    assert made_of <= {"h1", "h2", "h3", "h4", "p", "ul", "li", "strong", "br"}
    assert as_words(words).count(as_words(text)) >= 2
    assert " ".join(words.split()).count(" ".join(" / ".join(text.split("\n")).split())) >= 2


@pytest.mark.parametrize("text", ACTS)
def test_a_point_of_a_page_shows_as_it_was_typed(text: str) -> None:
    line = " ".join(text.split())
    words, made_of = shown(as_markdown(Page("A page", "", (Section("Part", (Points((line,)),)),))))
    assert made_of <= {"h1", "h2", "ul", "li"}
    assert line in words


def after(*changes: Change) -> Book:
    book = Book()
    for change in changes:
        book = change.apply(book)
    return book


def lived() -> Book:
    """A few days on which everything that a diary tells of has happened."""
    fix = Habit("fix", "Fixing", "care", (Rule(DAY, ANYTIME, LET_GO),), DAY, small="ask first", position=2)
    read = Habit("read", "Reading", "care", (Rule(DAY, DAILY, at_least(30_000, "min")),), DAY, position=3)
    walk = Habit("walk", "Walk", "care", (Rule(DAY), Rule(DAY + timedelta(2), per_week(3))), DAY, position=1)
    return after(
        Put(Area("care", "Self-care")),
        Put(Area("empty", "Nothing in it")),
        *(Put(each) for each in (fix, read, walk, walk._replace(id="talk", name="Talk", position=4))),
        SetMark("walk", DAY, Mark(MarkKind.DONE)),
        SetMark("talk", DAY, Mark(MarkKind.DONE)),
        SetMark("read", DAY, Mark(MarkKind.AMOUNT, 20_000, note="two chapters\nand a half")),
        PutEvent("fix", DAY, Event("late00", UrgeOutcome.ACTED, at=21 * 60, strength=5)),
        PutEvent("fix", DAY, Event("soon01", UrgeOutcome.PASSED, at=8 * 60, trigger="a call", note="it went")),
        SetMark("walk", DAY + timedelta(1), Mark(MarkKind.SKIP)),
        SetMark("fix", DAY + timedelta(1), Mark(MarkKind.URGES, passed=2)),
        Put(Reflection(Lookback.DAY, DAY, 4, "a long drive")),
        Put(Reflection(Lookback.DAY, DAY + timedelta(1), 3)),
        Put(Reflection(Lookback.WEEK, DAY, answers=(("What went?", "Walks."), ("What not?", "")))),
        Put(Reflection(Lookback.WEEK, DAY + timedelta(7))),
        Put(Reflection(Lookback.MONTH, DAY.replace(day=1), answers=(("What grew?", "Patience."),))),
        Put(Reflection(Lookback.YEAR, DAY.replace(month=1, day=1), answers=(("What do I stop carrying?", "Plans."),))),
        Put(Pause("p", DAY + timedelta(3), DAY + timedelta(5), why="away")),
        Put(Agreement("a", (Wording(DAY, "Thursdays stay free"),), "Robin", looks=(DAY + timedelta(40),))),
    )


LIVED = """\
# Diary

Monday 2 November 2026 to Thursday 31 December 2026, 4 days with something written.

## 2026

### November 2026

4 urges: 3 let pass, 1 acted on; ease 3.5 of 5 on average, on 2 days.

#### Monday 2 November 2026

Ease 4 of 5: a long drive

- Done: Walk, Talk
- Reading, 20 of 30 min: two chapters / and a half
- Agreed with Robin: Thursdays stay free
- 08:00 Fixing: let pass, a call: it went
- 21:00 Fixing: acted on, strength 5

#### Tuesday 3 November 2026

Ease 3 of 5

- Skipped: Walk
- Fixing: 2 let pass

#### Thursday 5 November 2026

- Everything paused up to Saturday 7 November 2026: away

#### Looking back on the week, Mon 2 Nov to Sun 8 Nov

**What went?** Walks.

#### Looking back on the month, November 2026

**What grew?** Patience.

### December 2026

#### Saturday 12 December 2026

- Looked at and kept: Thursdays stay free

#### Looking back on the year, 2026

**What do I stop carrying?** Plans.

## The list

### Self-care

#### Walk

- Every day, since 2026-11-02
- 3 times a week, since 2026-11-04

#### Fixing

- Urges let pass, whenever they come, since 2026-11-02
- Instead: ask first

#### Reading

- At least 30 min, every day, since 2026-11-02

#### Talk

- Every day, since 2026-11-02
- 3 times a week, since 2026-11-04

## Agreements

- Thursdays stay free (with Robin, since Mon 2 Nov 2026)
"""


def test_days_stand_in_order_with_all_that_was_on_them_and_a_week_where_it_ends() -> None:
    assert diary(lived()) == LIVED


def test_a_part_of_the_days_can_be_asked_for() -> None:
    text = diary(lived(), DAY + timedelta(1), DAY + timedelta(3))
    titles = [line for line in text.splitlines() if line.startswith("#### ")][:2]
    assert titles == ["#### Tuesday 3 November 2026", "#### Thursday 5 November 2026"]
    assert "What went?" not in text
    assert "3 days" not in text


@pytest.mark.more
@pytest.mark.parametrize("name", ODD)
def test_no_heading_of_any_diary_stands_above_nothing(name: str) -> None:
    lines = [line for line in diary(ODD[name]()).splitlines() if line]
    for line, below in zip(lines, [*lines[1:], "# the end"], strict=True):
        if line.startswith("#"):
            deeper = below.startswith("#") and below.index(" ") > line.index(" ")
            assert deeper or not below.startswith("#"), line


def test_a_day_is_told_once_however_many_years_there_are() -> None:
    days = [line for line in diary(demo()).splitlines() if re.match(r"#### \w+day ", line)]
    assert len(days) == len(set(days)) > 300


def test_a_habit_says_from_when_it_is_counted() -> None:
    early = SetMark("walk", DAY - timedelta(9), Mark(MarkKind.DONE)).apply(lived())
    assert "- Every day, since 2026-11-02, and counted from 2026-10-24\n" in diary(early)
