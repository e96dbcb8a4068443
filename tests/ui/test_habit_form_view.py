from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.ui.making import TODAY, small_book
from tracker.domain.habit import COLOURS, GLYPHS
from tracker.service.edits.drafts import Draft, draft_of, outlook, problem, problems
from tracker.ui.views.habit_form import FIELDS, build_choices, build_fields, build_outlook, choices_of
from tracker.ui.views.lines import text

BOOK = small_book()
WALK = BOOK.habit("walk")
OLD = draft_of(BOOK, WALK, TODAY)


def test_every_field_of_a_draft_has_its_line() -> None:
    assert tuple(FIELDS) == Draft._fields
    lines = [text(line) for line in build_fields(OLD, OLD, {}, 80)]
    assert lines[0] == " Name       Walk outside"
    assert len(lines) == len(FIELDS)


def test_a_changed_field_is_marked_and_a_wrong_one_warns() -> None:
    draft = OLD._replace(cue="at noon", schedule="sometimes")
    found = problems(draft, BOOK, WALK, TODAY)
    marks = {field: text(line)[0] for field, line in zip(FIELDS, build_fields(draft, OLD, found, 80), strict=True)}
    assert (marks["schedule"], marks["cue"], marks["name"]) == ("!", "*", " ")


@pytest.mark.parametrize("field", [field for field in FIELDS if choices_of(field, BOOK, new=False)])
def test_every_choice_can_stay_so(field: str) -> None:
    for new in (False, True):
        habit = None if new else WALK
        for choice in choices_of(field, BOOK, new=new):
            draft = OLD._replace(name="Another", **{field: choice})
            if field == "goal" and choice == "let go":
                draft = draft._replace(schedule="anytime")
            if field == "goal" and "most" in choice:
                draft = draft._replace(schedule="daily")
            assert problem(field, draft, BOOK, habit, TODAY) == ""


@pytest.mark.parametrize("cells", [120, 80, 54, 40])
def test_the_chosen_one_is_always_in_sight(cells: int) -> None:
    for field, choices in (
        ("colour", ("", *COLOURS)),
        ("glyph", ("", *GLYPHS)),
        ("schedule", FIELDS["schedule"].choices),
    ):
        for choice in choices:
            line = text(build_choices(field, OLD._replace(**{field: choice}), choices, cells).line)
            assert "[" in line, (choice, line)
            assert cell_len(line) <= cells


def test_a_field_without_choices_says_what_it_is_for() -> None:
    assert "when and where" in text(build_choices("cue", OLD, (), 80).line)


def test_the_outlook_says_the_rule_the_next_days_the_marks_and_the_verdicts() -> None:
    draft = OLD._replace(schedule="3/week")
    lines = [text(line) for line in build_outlook(outlook(draft, BOOK, WALK, TODAY), draft, "", 80)]
    assert lines[0] == " 3 times a week"
    assert lines[1].startswith(" any ")
    assert lines[2].startswith(" the new rule holds from today: still 7 kept, ")
    assert lines[3] == " all 9 marks stay as they are"
    draft = draft._replace(since="the beginning")
    lines = [text(line) for line in build_outlook(outlook(draft, BOOK, WALK, TODAY), draft, "", 80)]
    assert lines[2].startswith(" the new rule holds from the beginning: ")
    assert "; before 7 and " in lines[2]
    narrow = build_outlook(outlook(draft, BOOK, WALK, TODAY), draft, "", 40)
    assert max(cell_len(text(line)) for line in narrow) <= 40


def test_what_is_wrong_is_said_in_place_of_the_outlook() -> None:
    lines = [text(line) for line in build_outlook(None, OLD, "This cannot be, because it is too long a word.", 30)]
    assert lines == [" This cannot be, because it", " is too long a word."]
