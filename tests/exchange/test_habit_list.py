from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amounts import ONE
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.domain.habit import COLOURS, GLYPHS, Area, Habit, Rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, chosen_weekdays, in_days, per_month, per_week
from tracker.domain.text import clean
from tracker.exchange.habit_list import HabitList, read_habit_list, write_habit_list
from tracker.exchange.json_lines import line_of

SINCE = date(2026, 3, 2)
HOME = '"areas": [{"name": "Home"}]'


def read(text: str) -> HabitList:
    return read_habit_list(text, SINCE)


def habit(**fields: Any) -> str:
    """A list of one habit on a line of its own, the third."""
    return f'{{\n  {HOME}, "habits": [\n    {json.dumps({"name": "Walk", "area": "Home", **fields})}\n  ]\n}}'


def refusal(text: str) -> str:
    with pytest.raises(LetbeError) as refused:
        read(text)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


# What is left out


def test_a_habit_needs_no_more_than_a_name_and_an_area() -> None:
    assert read(habit()).habits == (Habit("walk", "Walk", "home", (Rule(SINCE, DAILY, CHECK),), SINCE),)


def test_letting_go_is_logged_whenever_it_comes() -> None:
    assert read(habit(goal="let go")).habits[0].rule == Rule(SINCE, ANYTIME, LET_GO)


def test_the_rules_keep_the_start_of_the_week_they_are_given() -> None:
    assert read_habit_list(habit(), SINCE, 6).habits[0].rule.week_start == 6


def test_a_missing_id_is_made_of_the_name_and_differs_from_those_that_are_written() -> None:
    habits = '{"name": "Read", "area": "Home"}, {"id": "read", "name": "Write", "area": "Home"}'
    assert [h.id for h in read(f'{{{HOME}, "habits": [{habits}]}}').habits] == ["read-2", "read"]


def test_null_is_as_good_as_nothing() -> None:
    assert read(habit(goal=None, schedule=None, why=None, starter=None, id=None)) == read(habit())


def test_what_is_not_known_here_is_passed_over() -> None:
    assert read(habit(mood="sunny")) == read(habit())


# Areas


def test_a_habit_names_its_area_by_id_or_by_name_in_any_case() -> None:
    text = '{"areas": [{"id": "h", "name": "Home"}], "habits": [%s]}'
    for written in ("h", "H", "Home", "hoME", " home "):
        assert read(text % json.dumps({"name": "Walk", "area": written})).habits[0].area == "h"


def test_an_id_wins_over_a_name() -> None:
    areas = '[{"id": "work", "name": "Home"}, {"id": "home", "name": "Work"}]'
    assert read(f'{{"areas": {areas}, "habits": [{{"name": "Walk", "area": "work"}}]}}').habits[0].area == "work"


def test_a_list_may_lean_on_areas_that_are_known_already() -> None:
    known = [Area("body", "Self-care")]
    read_list = read_habit_list('{"habits": [{"name": "Walk", "area": "Self-care"}]}', SINCE, known=known)
    assert (read_list.areas, read_list.habits[0].area) == ((), "body")


# What cannot be read


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1, column 1: this is not JSON"),
        ('{\n  "areas": [,]\n}', "Line 2, column 13: this is not JSON"),
        ("[]", "no habit list"),
        ('{"name": "a-package", "version": "1.0"}', "no habit list"),
        ('{\n"habits": {}}', "Line 2: “habits” must be a list"),
        ('{"areas": [],\n"habits": [\n\n7]}', "Line 4: habit 1 must be an object"),
        ('{"prompts": ["How?",\n2]}', "Line 2, prompt 2: “prompt” must be a text"),
        ("[" * 100_000, "nested too deeply"),
        ('{"habits": ' + "1" * 5000 + "}", "a number too long"),
        (habit(name=3), "Line 3, habit 1: “name” must be a text"),
        (habit(why=["a"]), "Line 3, habit 1 “Walk”: “why” must be a text"),
        (habit(starter="yes"), "Line 3, habit 1 “Walk”: “starter” must be true or false"),
        (habit(starter=0), "“starter” must be true or false"),
        (habit(schedule="now and then"), "Line 3, habit 1 “Walk”: “now and then” is not a schedule; write daily"),
        (habit(goal="some"), "Line 3, habit 1 “Walk”: “some” is not a goal"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_with_its_line(text: str, sentence: str) -> None:
    assert sentence in refusal(text)
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (habit(name=""), "Line 3, habit 1: a name needs at least one letter"),
        (habit(name="\x1b\x00\u200b"), "Line 3, habit 1: a name needs at least one letter"),
        (habit(name="n" * 10_000), "at most 200 characters"),
        (habit(why="w" * 201), "Line 3, habit 1 “Walk”: a text has at most 200"),
        (habit(area="Work"), "Line 3, habit 1 “Walk”: there is no area “Work”; use one of Home."),
        (habit(area=""), "it has no area; use one of Home."),
        ('{"habits": [{"name": "Walk", "area": "Home"}]}', "there is no area “Home”; add it to “areas” first."),
        (habit(schedule="9/week"), "9 times in a week cannot be"),
        (habit(goal="let go", schedule="daily"), "Line 3, habit 1 “Walk”: a letting-go habit has no schedule"),
        (habit(goal="at most 1 time", schedule="3/week"), "use 1/week"),
        ('{"prompts": ["How?", " How? "]}', "prompt 2: the prompt “How?” is taken by prompt 1"),
        ('{"month_prompts": ["How?", "how?"]}', "month prompt 2: the month prompt “how?” is taken by month prompt 1"),
        ('{"year_prompts": [\n""]}', "Line 2, year prompt 1: a prompt needs at least one letter"),
        ('{"prompts": [""]}', "prompt 1: a prompt needs at least one letter"),
        ('{"areas": [{"name": "A"}, {"name": "a"}]}', "area 2 “a”: the name “a” is taken by area 1"),
        ('{"areas": [{"id": "x", "name": "A"}, {"id": "X", "name": "B"}]}', "the id “X” is taken by area 1"),
        (habit(glyph="too long"), "Line 3, habit 1 “Walk”: a glyph is one character as wide as a letter"),
        (habit(glyph="漢"), "a glyph is one character as wide as a letter"),
        (habit(glyph="❤\ufe0f"), "a glyph is one character as wide as a letter"),
        (habit(glyph="●"), "stands for a state in the grid already"),
        (habit(colour="#12ab"), "Line 3, habit 1 “Walk”: “#12ab” is not a colour here; choose blue, orange"),
        ('{"areas": [{"name": "A", "colour": "mauve"}]}', "area 1 “A”: “mauve” is not a colour here"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    assert sentence in refusal(text)
    with pytest.raises(Refused):
        read(text)


def test_two_habits_with_one_name_are_refused_at_the_line_of_the_second() -> None:
    rows = '{"name": "Walk", "area": "Home"},\n{"name": "Run", "area": "Home"},\n{\n"area": "Home",\n"name": "walk"}'
    sentence = "Line 6, habit 3 “walk”: the name “walk” is taken by habit 1; give it another."
    assert refusal(f'{{{HOME}, "habits": [\n{rows}]}}') == sentence


def test_ten_thousand_habits_are_too_many() -> None:
    habits = [{"name": f"Habit {number}", "area": "Home"} for number in range(10_000)]
    text = json.dumps({"areas": [{"name": "Home"}], "habits": habits})
    assert refusal(text) == "A list has at most 2,000 habits; this one has 10,000."


def test_an_escape_sequence_in_a_name_loses_its_power_also_in_the_refusal() -> None:
    assert read(habit(name="\x1b[31mred[/]")).habits[0].name == "[31mred[/]"
    assert "\x1b" not in refusal(habit(name="\x1b[31mred", goal="\x1b[2J"))


def test_a_mark_of_byte_order_from_a_simple_editor_does_no_harm() -> None:
    assert read("\ufeff" + habit()) == read(habit())


_KEYS = ["areas", "habits", "prompts", "id", "name", "area", "goal", "schedule", "starter", "why"]
_SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["let go", "daily", "Home"])
_VALUES = st.recursive(_SCALARS, lambda part: st.lists(part) | st.dictionaries(st.sampled_from(_KEYS), part))
_SECTIONS = st.dictionaries(st.sampled_from(_KEYS[:3]), st.lists(_VALUES) | _VALUES)


@given(st.text() | _VALUES.map(json.dumps) | _SECTIONS.map(json.dumps))
def test_whatever_the_file_holds_it_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        read(text)
    except LetbeError as error:
        assert clean(str(error)) == str(error)  # noqa: PT017 - it need not be refused


# Lines


def test_the_line_of_a_value_is_found_through_any_layout() -> None:
    text = '\n{"a"\n:\n[1, "]}",\n{"b": {}, "c"  :\n null}]}'
    paths: list[tuple[str | int, ...]] = [(), ("a",), ("a", 0), ("a", 1), ("a", 2), ("a", 2, "c")]
    assert [line_of(text, path) for path in paths] == [2, 4, 4, 4, 5, 6]


def test_a_path_that_goes_nowhere_ends_at_the_last_value_on_the_way() -> None:
    assert line_of('{\n"a": [\n1]}', ("a", 5, "b")) == 2
    assert line_of('{\n"a":\n1}', ("a", "b")) == 3


# There and back

_LINES = st.text(max_size=40).map(clean)
_NAMES = _LINES.filter(bool)
_COLOURS, _GLYPHS = st.sampled_from(("", *COLOURS)), st.sampled_from(("", *GLYPHS, "é"))
_SCHEDULES = st.one_of(
    st.just(DAILY),
    st.just(ANYTIME),
    st.integers(1, 7).map(per_week),
    st.integers(1, 31).map(per_month),
    st.sets(st.integers(0, 6), min_size=1).map(chosen_weekdays),
    st.integers(1, 60).flatmap(lambda days: st.integers(1, days).map(lambda times: in_days(times, days))),
)
_UNITS = st.sampled_from(["", "min", "pages", "glasses of water"])
_AMOUNTS = st.integers(1, 10_000 * ONE)
_RULES = st.one_of(
    st.tuples(_SCHEDULES, st.just(CHECK) | st.builds(at_least, _AMOUNTS, _UNITS)),
    st.tuples(
        st.sampled_from([DAILY, per_week(1), per_month(1), in_days(1, 3)]),
        st.builds(at_most, _AMOUNTS | st.just(0), _UNITS),
    ),
    st.just((ANYTIME, LET_GO)),
)


@st.composite
def lists(draw: st.DrawFn) -> HabitList:
    def named(most: int, least: int = 0) -> st.SearchStrategy[list[tuple[str, str]]]:
        by_id, by_name = (lambda pair: pair[0].casefold()), (lambda pair: pair[1].casefold())
        return st.lists(st.tuples(_NAMES, _NAMES), min_size=least, max_size=most, unique_by=(by_id, by_name))

    areas = [Area(id, name, draw(_COLOURS), n) for n, (id, name) in enumerate(draw(named(4, 1)))]
    habits = [
        Habit(id, name, draw(st.sampled_from(areas)).id, (_rule(*draw(_RULES)),), SINCE, *_texts(draw), None, n)
        for n, (id, name) in enumerate(draw(named(6)))
    ]
    starters = draw(st.frozensets(st.sampled_from([h.id for h in habits]))) if habits else frozenset()
    prompts = [tuple(draw(st.lists(_NAMES, max_size=4, unique_by=str.casefold))) for _ in range(3)]
    return HabitList(tuple(areas), tuple(habits), starters, *prompts)


def _rule(schedule: Schedule, goal: Goal) -> Rule:
    return Rule(SINCE, schedule, goal)


def _texts(draw: st.DrawFn) -> tuple[str, str, str, str, str]:
    return draw(st.tuples(_LINES, _LINES, _LINES, _GLYPHS, _COLOURS))


@given(lists())
def test_reading_what_was_written_gives_the_same_list(habit_list: HabitList) -> None:
    assert read(write_habit_list(habit_list)) == habit_list


@given(lists())
def test_writing_what_was_read_gives_the_same_text(habit_list: HabitList) -> None:
    text = write_habit_list(habit_list, "./habit_list.schema.json")
    assert write_habit_list(read(text), "./habit_list.schema.json") == text


def test_a_book_gives_its_list_in_the_order_of_the_screen_and_under_the_newest_rules() -> None:
    old = Habit("old", "Old", "a", (Rule(SINCE),), SINCE, archived=SINCE)
    late = Habit("late", "Late", "a", (Rule(SINCE), Rule(SINCE + timedelta(9), per_week(2))), SINCE, position=2)
    soon = Habit("soon", "Soon", "a", (Rule(SINCE),), SINCE, position=1)
    first, second = Area("b", "B", position=1), Area("a", "A", position=2)
    book = Book(areas=(second, first), habits=(old, late, soon), prompts=("How?",))
    taken = HabitList.of(book)
    assert (taken.areas, taken.habits, taken.prompts) == ((first, second), (soon, late), ("How?",))
    assert json.loads(write_habit_list(taken))["habits"][1]["schedule"] == "2/week"


def test_colours_are_read_in_any_case_and_what_no_list_may_hold_is_not_written() -> None:
    assert [(h.glyph, h.colour) for h in read(habit(colour=" Teal ", glyph=" ★ ")).habits] == [("★", "teal")]
    odd = Habit("walk", "Walk", "home", (Rule(SINCE),), SINCE, glyph="too long", colour="#12ab")
    again = read_habit_list(write_habit_list(HabitList((Area("home", "Home", "mauve"),), (odd,))), SINCE)
    assert (again.areas[0].colour, again.habits[0].glyph, again.habits[0].colour) == ("", "", "")


def test_the_file_is_laid_out_for_people() -> None:
    text = write_habit_list(read('{"areas": [{"name": "Home"}], "habits": [{"name": "Café", "area": "home"}]}'))
    lines = text.splitlines()
    assert lines[2:5] == ['  "areas": [', '    {"id": "home", "name": "Home"}', "  ],"]
    assert lines[5:9] == ['  "habits": [', "    {", '      "id": "café",', '      "name": "Café",']
    assert lines[-4:] == ['  "prompts": [],', '  "month_prompts": [],', '  "year_prompts": []', "}"]
