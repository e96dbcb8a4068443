"""The habit form as lines: its fields, the choices of one of them, and what the draft comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.goal import Aim, read_goal
from tracker.domain.habit import COLOURS, GLYPHS, Habit
from tracker.domain.judging.periods import Tally
from tracker.domain.named_tuple import NamedTuple
from tracker.service.edits.drafts import BEGINNING, Draft, Outlook, is_beginning
from tracker.ui.views.choices import Choice, ChoiceRow, build_choice_row
from tracker.ui.views.lines import AREA_TONES, Line, Text, Tone, apart, cut, fit, wrap

LABEL = 11


class Field(NamedTuple):
    """A field of the form: its label, what it is for, and the choices its arrows step through."""

    label: str
    hint: str
    choices: tuple[str, ...] = ()


FIELDS: Mapping[str, Field] = {
    "name": Field("Name", "what you do, in a few words"),
    "area": Field("Area", "the part of life it belongs to"),
    "goal": Field("Goal", "what counts", ("check", "at least 30 min", "at most 1 time", "let go")),
    "schedule": Field(
        "Schedule",
        "how often",
        ("daily", "mon tue wed thu fri", "3/week", "2/month", "every 3 days", "4 in 10 days", "anytime"),
    ),
    "since": Field("Holds from", "the day from which the rule holds; any past day will do"),
    "cue": Field("When", "the plan: when and where, such as after dinner"),
    "why": Field("Why", "what it is good for"),
    "small": Field("Small", "the version that takes two minutes"),
    "glyph": Field("Glyph", "what marks a kept day", ("", *GLYPHS)),
    "colour": Field("Colour", "its own colour, or that of its area", ("", *COLOURS)),
    "remind": Field("Remind at", "times of day such as 18:00, or empty; it asks only while the habit is open"),
}


_LESS = (Aim.AT_MOST, Aim.LET_GO)
_INSTEAD = Field("Instead", "what I do instead, such as: ask whether they would like ideas or company")


def field_of(name: str, draft: Draft) -> Field:
    """Return a field as a draft has it: of an urge or a limit, the small version is what one does instead."""
    return _INSTEAD if name == "small" and is_of_less(draft) else FIELDS[name]


def is_of_less(draft: Draft) -> bool:
    """Whether a draft's goal is to let go of something, or to have little of it, as far as it can be read."""
    try:
        return read_goal(draft.goal).aim in _LESS
    except LetbeError:
        return False


def choices_of(field: str, book: Book, *, new: bool) -> tuple[str, ...]:
    """Return what the arrows step through in a field; nothing where there is only typing."""
    if field == "area":
        return tuple(area.name for area, _ in book.by_area())
    if field == "since":
        return ("today", "yesterday") if new else ("today", BEGINNING)
    return FIELDS[field].choices


def build_title(habit: Habit | None, changed: int, cells: int) -> Line:
    """Build the form's title, with how many fields are changed."""
    words = f"Edit {habit.name}" if habit else "A new habit"
    right = (Text(f"{changed} changed ", "accent"),) if changed else ()
    return cut(apart((Text(f" {words}", "title"),), right, cells), cells)


def build_fields(draft: Draft, old: Draft, problems: Mapping[str, str], cells: int) -> list[Line]:
    """Build one line for each field; a changed one is marked, and one that cannot stay so warns."""
    return [
        cut((*build_label(field, draft, old, problems), *_value(field, getattr(draft, field))), cells)
        for field in FIELDS
    ]


def build_label(field: str, draft: Draft, old: Draft, problems: Mapping[str, str]) -> Line:
    """Build a field's label and its mark."""
    changed = getattr(draft, field) != getattr(old, field)
    mark = Text("!", "trouble") if field in problems else Text("*", "accent") if changed else Text(" ")
    return mark, Text(fit(field_of(field, draft).label, LABEL), "muted")


def _value(field: str, text: str) -> Line:
    if field == "colour":
        return (Text(text or "as its area", next((tone for tone in AREA_TONES if tone == text), "faint")),)
    if not text:
        return (Text("■" if field == "glyph" else "–", "faint"),)
    return (Text(text),)


def build_choices(field: str, draft: Draft, choices: Sequence[str], cells: int) -> ChoiceRow:
    """Build the row of choices around the one that is chosen, or the hint of a field without any."""
    if not choices:
        return ChoiceRow(cut((Text(f" {field_of(field, draft).hint}", "faint"),), cells))
    return build_choice_row([_choice(field, choice) for choice in choices], getattr(draft, field), cells)


def _choice(field: str, choice: str) -> Choice:
    if field != "colour":
        return Choice(choice, choice or "■")
    return Choice(choice, choice or "as its area", next((tone for tone in AREA_TONES if tone == choice), "muted"))


def build_outlook(look: Outlook | None, draft: Draft, problem: str, cells: int) -> list[Line]:
    """Build what the draft comes to: what is wrong, or the rule in words, what is due next, marks and verdicts."""
    if problem or look is None:
        return [(Text(f" {line}", "trouble"),) for line in wrap(problem or "Some field needs another look.", cells - 2)]
    marks = "one mark stays as it is" if look.marks == 1 else f"all {look.marks:,} marks stay as they are"
    told: list[tuple[str, Tone]] = [(look.rule, "strong"), (look.due, "muted")]
    if look.before is not None:
        told.append((_verdicts(look.before, look.after, draft, look.replaced), "accent"))
    if look.marks:
        told.append((marks, "muted"))
    return [(Text(f" {line}", tone),) for words, tone in told for line in wrap(words, cells - 2)]


def build_short_outlook(look: Outlook, cells: int) -> Line:
    """Build what a draft comes to whose rule holds from today: the rule in words, and what is due next if it stays."""
    told = Text(look.due, "muted") if look.before is None else Text("from today; what was before stays", "accent")
    return cut((Text(f"    {look.rule}; ", "strong"), told), cells)


def _verdicts(before: Tally, after: Tally, draft: Draft, replaced: str) -> str:
    """Say how many periods are kept and missed, before and after the change of rule."""
    whence = f"{'the beginning' if is_beginning(draft.since) else draft.since}{replaced}"
    now = f"{after.kept} kept, {after.missed} missed"
    if (before.kept, before.missed) == (after.kept, after.missed):
        return f"the new rule holds from {whence}: still {now}"
    return f"the new rule holds from {whence}: {now}; before {before.kept} and {before.missed}"
