"""A book as Markdown: what somebody wrote is shown as it was typed, and is never taken for anything else."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from tests.storage.making import a_habit
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put, PutEvent, SetMark
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.habit import Area
from tracker.domain.mark import Mark, MarkKind
from tracker.exchange.diary_markdown import write_diary

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


def shown(diary: str) -> tuple[str, set[str]]:
    """The text that a reader of Markdown shows, and what it is made of."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(diary)
    return html.unescape(re.sub(r"<[^>]*>", "", page)), set(re.findall(r"<([a-z]+\d?)", page))


def as_words(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("text", ACTS)
def test_what_is_written_in_a_diary_shows_as_it_was_typed(text: str) -> None:
    book = Book()
    for change in (
        Put(Area("self-care", "Self-care")),
        Put(a_habit()._replace(why=text.split("\n", maxsplit=1)[0])),
        SetMark("quiet", DAY, Mark(MarkKind.DONE, note=text)),
        PutEvent("quiet", DAY, Event("k3f9a00", UrgeOutcome.PASSED, note=text)),
        Put(Reflection(Lookback.DAY, DAY, text=text)),
        Put(Reflection(Lookback.WEEK, DAY, answers=(("What helped?", text),))),
    ):
        book = change.apply(book)
    words, made_of = shown(write_diary(book, happened=lambda *_: ""))
    assert made_of <= {"h1", "h2", "h3", "p", "pre", "code", "ul", "li", "strong", "br"}
    assert as_words(words).count(as_words(text)) >= 2
    assert " ".join(words.split()).count(" ".join(" / ".join(text.split("\n")).split())) >= 2
