"""A book as Markdown, to be read by people: its habits, a line for every month, and what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from tracker.domain.amounts import format_amount
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.event import Event, telling
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit
from tracker.domain.judging import counted_from
from tracker.domain.log import CODES, Log, Mark, MarkKind

_KEY = ", ".join(f"`{code}` {kind}" for kind, code in CODES.items())
_ACTS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BEGINS = re.compile(r"[-+=:]|\d+(?=[.)])")
"""What begins a list, a heading or a rule where it stands at the beginning of a line."""


def write_diary(
    book: Book,
    asked: Callable[[str], str] = str,
    answered: Callable[[str, str], str] = lambda _, answer: answer,
    happened: Callable[[Event, Goal], str] = lambda event, _: event.trigger,
) -> str:
    """Write everything in a book that a person would want to read.

    `asked` says what an answer in the journal is about, from its prompt; `answered` how it reads, from both;
    `happened` what an event was, beside its note.
    """
    lines = ["# Habits", "", f"Each month has a character for each day: {_KEY}.", ""]
    for area, habits in book.by_area():
        lines += [f"## {_plain(area.name)}", ""]
        for habit in habits:
            lines += _habit(book, habit, happened)
    lines += _reflections(book, asked, answered)
    return "\n".join(lines).rstrip("\n") + "\n"


def _habit(book: Book, habit: Habit, happened: Callable[[Event, Goal], str]) -> Iterator[str]:
    archived = f" (archived {habit.archived})" if habit.archived else ""
    log = book.log(habit.id)
    yield from (f"### {_plain(habit.name)}{archived}", "", f"{_plain(habit.rule.words)}, {_since(habit, log)}.")
    small = "Small version" if habit.rule.goal.is_doing else "What I do instead"
    said = (("Why", habit.why), ("Cue", habit.cue), (small, habit.small))
    yield from (f"\n{what}: {_plain(text)}" for what, text in said if text)
    if log:
        yield from ("", "```text")
        for number in sorted(log.months):
            yield f"{number // 12:04}-{number % 12 + 1:02}  {log.months[number].line.rstrip()}"
        yield "```"
    told = [line for day, mark in log for line in _day(day, mark, log.events(day), habit, happened)]
    yield from ("", *told, *([""] if told else []))


def _day(
    day: date, mark: Mark, events: Collection[Event], habit: Habit, happened: Callable[[Event, Goal], str]
) -> Iterator[str]:
    """Say what the character of a day leaves out, and what happened on it below."""
    lines = [_with_note(_plain(happened(event, habit.rule_on(day).goal)), event.note) for event in telling(events)]
    words = _mark_words(mark, habit)
    if lines or words:
        yield f"- {day}: {words}" if words else f"- {day}"
    yield from (f"  - {_begun(line)}" for line in lines)


def _since(habit: Habit, log: Log) -> str:
    """Say from when the rule holds, and from when the habit is counted where that was under another one."""
    counted = counted_from(habit, log)
    return f"since {counted}" if len(habit.rules) == 1 else f"since {habit.rule.since}; counted from {counted}"


def _mark_words(mark: Mark, habit: Habit) -> str:
    """Say what the character of a day leaves out."""
    words = []
    if mark.kind is MarkKind.AMOUNT:
        words.append(format_amount(mark.amount, _plain(habit.rule.goal.unit)))
    if mark.kind is MarkKind.URGES or mark.passed or mark.acted:
        words.append(f"{mark.passed} let pass, {mark.acted} acted on")
    return _with_note(": ".join(words), mark.note)


def _with_note(words: str, note: str) -> str:
    lines = " / ".join(map(_plain, note.split("\n")))
    return ": ".join(part for part in (words, lines) if part)


def _reflections(book: Book, asked: Callable[[str], str], answered: Callable[[str, str], str]) -> Iterator[str]:
    if not book.all_reflections:
        return
    yield from ("## Reflections", "")
    for reflection in sorted(book.all_reflections, key=_place):
        ease = f" (ease {reflection.ease})" if reflection.ease else ""
        yield from (f"### {_title(reflection)}{ease}", "")
        if reflection.text:
            yield from (_lines(reflection.text), "")
        for prompt, answer in reflection.answers:
            yield from (f"**{_plain(asked(prompt))}** {_lines(answered(prompt, answer))}", "")


def _place(reflection: Reflection) -> tuple[date, Lookback]:
    """Return where a reflection stands: on the day it is about, a month and a year at their ends."""
    return (reflection.last if reflection.span.is_long else reflection.day, reflection.span)


def _title(reflection: Reflection) -> str:
    match reflection.span:
        case Lookback.DAY:
            return reflection.day.isoformat()
        case Lookback.WEEK:
            return f"Week of {reflection.day}"
        case Lookback.MONTH:
            return f"Month {reflection.day.year:04}-{reflection.day.month:02}"
        case Lookback.YEAR:
            return f"Year {reflection.day.year:04}"


def _lines(text: str) -> str:
    """Return a text of several lines so that Markdown shows each of them, and takes none for a list or a heading."""
    return "  \n".join(_begun(_plain(line.strip())) for line in text.split("\n"))


def _begun(line: str) -> str:
    """Return a line that begins with what would be a list, a heading or a rule so that it is none."""
    match = _BEGINS.match(line)
    if match is None:
        return line
    begins, rest = match[0], line[match.end() :]
    return f"{begins}\\{rest}" if begins.isdecimal() else f"\\{begins}{rest}"


def _plain(text: str) -> str:
    """Return a text so that Markdown shows it as it was typed."""
    return _ACTS.sub(r"\\\1", text)
