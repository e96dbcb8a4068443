"""The border for text from outside: harmless to a terminal, the same for what looks the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import LetbeError, Refused, Remedy, Unreadable
from tracker.domain.goal import read_goal
from tracker.domain.habit import read_colour, read_glyph
from tracker.domain.schedule import read_schedule
from tracker.domain.text import (
    NAME_LIMIT,
    NOTE_LIMIT,
    capital,
    clean,
    clean_line,
    clean_name,
    clean_note,
    counted_as,
    excerpt,
    percent,
    slug,
)

TEXTS = st.text(st.characters() | st.sampled_from("\x1b\x07\x00\u202e\u200d\ufe0f\u0301 \n\t"))


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, lines=True), lines=True) == clean(text, lines=True)


@given(TEXTS)
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    for char in clean(text):
        assert char == "\u200d" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert "\n" not in clean(text)


@given(TEXTS)
def test_look_alikes_become_equal(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", clean(text))) == clean(text)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\x1b]52;c;aGk=\x07Read", "]52;c;aGk=Read"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("[red]x[/]", "[red]x[/]"),
        ("a\u202eb", "ab"),
        ("  two \t words\r\n", "two words"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("e\u0301", "é"),
        ("Z" + "\u0335" * 9, "Z" + "\u0335" * 4),
        ("M\udcfcll\ud800", "M\ufffdll\ufffd"),
    ],
)
def test_texts_are_cleaned(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_notes_keep_their_lines() -> None:
    assert clean_note("one\r\ntwo\x1b[2J\nthree\n") == "one\ntwo[2J\nthree"


def test_names_have_a_length() -> None:
    assert clean_name("x" * NAME_LIMIT)
    with pytest.raises(Refused, match="at most 200 characters; this one has 10,000"):
        clean_name("x" * 10_000)
    with pytest.raises(Refused, match="needs at least one letter"):
        clean_name(" \x1b ")
    with pytest.raises(Refused, match="10,000"):
        clean_note("x" * (NOTE_LIMIT + 1))


UNSEEN = ("\u200b", "\u200d\u200d", "\x01\x02", "\x1b", "\u3164", "\u2800", "\u0301", "\ufe0f", "\x1c", " \u200b ")


@pytest.mark.parametrize("text", UNSEEN)
def test_a_text_of_which_nothing_can_be_seen_is_never_taken_for_an_empty_one(text: str) -> None:
    for taken in (clean_note, clean_line, clean_name, read_glyph, read_colour):
        with pytest.raises(Refused):
            taken(text)


@pytest.mark.parametrize("text", ["", " ", "\t\r\n", "\u3000\xa0"])
def test_only_an_empty_text_or_a_blank_one_is_nothing(text: str) -> None:
    assert [taken(text) for taken in (clean_note, clean_line, read_glyph, read_colour)] == [""] * 4


@pytest.mark.parametrize("text", ["M\udcfcll", "\udcff", "ok\n\udce9"])
def test_bytes_that_are_no_text_are_taken_nowhere(text: str) -> None:
    for taken in (clean_note, clean_line, clean_name, read_glyph, read_colour, read_goal, read_schedule):
        with pytest.raises(LetbeError):
            taken(text)
    with pytest.raises(Unreadable, match="not text in UTF-8"):
        read_goal(f"at least 30 {text}")


def test_an_excerpt_is_short_and_harmless() -> None:
    assert excerpt("\x1b[31m" + "x" * 100_000) == "[31m" + "x" * 35 + "…"


@given(st.text(), st.sets(st.text(max_size=5)))
def test_ids_are_unique_and_plain(name: str, taken: set[str]) -> None:
    id = slug(name, taken)
    assert id not in taken
    assert id == id.casefold()
    assert " " not in id


def test_ids_read_like_their_names() -> None:
    assert slug("Quiet time alone!") == "quiet-time-alone"
    assert slug("Read", {"read", "read-2"}) == "read-3"
    assert slug("***") == "habit"


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_only_all_of_it_is_a_hundred_percent(have: int, more: int) -> None:
    assert percent(have / (have + more)) != "100%"
    assert percent(1.0) == "100%"


@pytest.mark.parametrize(
    ("count", "things", "said"),
    [
        (1, ("week",), "1 week"),
        (39, ("day", "week"), "39 days and weeks"),
        (1_234, ("urge", "day", "month"), "1,234 urges, days and months"),
        (4, (), "4"),
    ],
)
def test_things_of_several_kinds_are_named_all(count: int, things: tuple[str, ...], said: str) -> None:
    assert counted_as(count, things) == said


@pytest.mark.parametrize(
    ("words", "begun"), [("from today on", "From today on"), ("éclair", "Éclair"), ("5 of 6", "5 of 6"), ("", "")]
)
def test_a_sentence_begins_with_a_large_letter_and_keeps_the_others(words: str, begun: str) -> None:
    assert capital(words) == begun
    assert capital(f"{words}, ABC").endswith(", ABC")


@pytest.mark.parametrize("kind", [Refused, Unreadable])
def test_an_error_says_where_it_is_and_stays_what_it_was(kind: type[LetbeError]) -> None:
    error = kind("A trigger has at most 40 characters.").at("Line 3")
    assert type(error) is kind
    assert str(error) == "Line 3: a trigger has at most 40 characters."


def test_what_mends_an_error_goes_along_with_its_place() -> None:
    error = Refused("Quiet counts urges", Remedy.LOG_ACTED).at("Line 3")
    assert str(error) == "Line 3: quiet counts urges; log one that was acted on."
    assert (
        error.worded({Remedy.LOG_ACTED: "`letbe acted` logs one"})
        == "Line 3: quiet counts urges; `letbe acted` logs one."
    )


@given(st.text(st.characters(max_codepoint=0x17F) | st.sampled_from("–—−•“”‘’…\u0301\u00ad")))
def test_usual_letters_are_cleaned_without_the_tables_as_they_are_with_them(text: str) -> None:
    assert clean(f"a {text}") == clean(f"日 {text}").replace("日", "a", 1)
