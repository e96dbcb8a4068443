"""The habit list as people read and edit it: areas, habits and reflection prompts in one JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from tracker.domain.amounts import refuse_marks_within
from tracker.domain.book import PROMPT_FIELDS, Book, Lookback
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.goal import CHECK, Goal, read_goal
from tracker.domain.habit import Area, Habit, Rule, check_rule, read_colour, read_glyph
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import no_reminder_because, read_times, say_times
from tracker.domain.schedule import ANYTIME, DAILY, read_schedule
from tracker.domain.text import clean, clean_line, clean_name, excerpt, slug
from tracker.exchange.json_lines import line_of

ABOUT = (
    "A habit list for letbe: the areas of a life, the habits in them, and the questions for a look back at the week, "
    "the month and the year. Change it as you like; docs/habit-list.md says what each key means."
)
LIMITS = {"area": 200, "habit": 2000, **{field[:-1]: 100 for field in PROMPT_FIELDS.values()}}

_Read = TypeVar("_Read")


class HabitList(NamedTuple):
    """Areas, habits and prompts in the order of the screen, and the ids of the habits to begin with.

    A list knows no history: each habit has the one rule that holds now.
    """

    areas: tuple[Area, ...] = ()
    habits: tuple[Habit, ...] = ()
    starters: frozenset[str] = frozenset()
    prompts: tuple[str, ...] = ()
    month_prompts: tuple[str, ...] = ()
    year_prompts: tuple[str, ...] = ()

    @classmethod
    def of(cls, book: Book) -> HabitList:
        """Take the list out of a book: its areas, the habits that are not archived, its prompts."""
        asked: dict[str, Any] = {field: book.prompts_of(span) for span, field in PROMPT_FIELDS.items()}
        return cls(tuple(area for area, _ in book.by_area()), book.active)._replace(**asked)

    def prompts_of(self, span: Lookback) -> tuple[str, ...]:
        """Return the questions that the list asks of a week, a month or a year."""
        prompts: tuple[str, ...] = getattr(self, PROMPT_FIELDS[span])
        return prompts


def read_habit_list(text: str, since: date, week_start: int = 0, known: Iterable[Area] = ()) -> HabitList:
    """Read a habit list from JSON; the rules in it hold from `since`.

    A habit may name an area of the file or one of the `known` areas, by id or by name. Raises `Unreadable` or
    `Refused` in a sentence that begins with the line, wherever a line is to blame.
    """
    text = text.removeprefix("\ufeff")
    root = _parse(text)
    areas = _read_areas(_items(text, root, "area"))
    items = _items(text, root, "habit")
    names = _names(items)
    ids = _ids(items, names)
    called = _by_name_and_id([*known, *areas])
    habits = tuple(
        _read_habit(item, id, name, _area_of(item, called), _read_rule(item, since, week_start))
        for item, id, name in zip(items, ids, names, strict=True)
    )
    starters = frozenset(id for item, id in zip(items, ids, strict=True) if item.flag("starter"))
    asked: dict[str, Any] = {field: _read_prompts(_items(text, root, field[:-1])) for field in PROMPT_FIELDS.values()}
    return HabitList(areas, habits, starters, **asked)


def write_habit_list(habit_list: HabitList, schema: str = "") -> str:
    """Write a habit list as JSON that is pleasant to edit; `schema` says where editors find its JSON Schema."""
    parts = [
        *([f'"$schema": {_json(schema)}'] if schema else []),
        f'"about": {_json(ABOUT)}',
        f'"areas": {_block(_json(_area_fields(area)) for area in habit_list.areas)}',
        f'"habits": {_block(_tall(_habit_fields(h, starter=h.id in habit_list.starters)) for h in habit_list.habits)}',
        *(
            f'"{field}": {_block(_json(prompt) for prompt in habit_list.prompts_of(span))}'
            for span, field in PROMPT_FIELDS.items()
        ),
    ]
    return "{\n  " + ",\n  ".join(parts) + "\n}\n"


class _Item(NamedTuple):
    """One entry of the file, which knows where it stands, so that a sentence about it can name the line."""

    source: str
    kind: str
    number: int
    fields: dict[str, Any]

    def text(self, key: str) -> str:
        """Return the text under a key; empty when there is none."""
        value = self.fields.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.wrong(Unreadable(f"“{key}” must be a text in quotes."), key)
        return value

    def flag(self, key: str) -> bool:
        """Tell whether a key is set to true."""
        value = self.fields.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(Unreadable(f"“{key}” must be true or false, without quotes."), key)
        return bool(value)

    def read(self, key: str, read: Callable[[str], _Read]) -> _Read:
        """Read the text under a key; what `read` refuses is said with the line before it."""
        text = self.text(key)
        try:
            return read(text)
        except LetbeError as error:
            raise self.wrong(error, key) from None

    def wrong(self, error: LetbeError, key: str) -> LetbeError:
        """Return the same error with the place in front."""
        name = self.fields.get("name")
        called = f" “{excerpt(name)}”" if isinstance(name, str) and excerpt(name) else ""
        line = line_of(self.source, (f"{self.kind}s", self.number - 1, key))
        return error.at(f"Line {line}, {_words(self.kind)} {self.number}{called}")


def _words(kind: str) -> str:
    """Say what an entry is: `prompt`, `month prompt`."""
    return kind.replace("_", " ")


def _parse(text: str) -> dict[str, Any]:
    try:
        root = json.loads(text)
    except json.JSONDecodeError as error:
        reason = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" at")
        raise Unreadable(f"Line {error.lineno}, column {error.colno}: this is not JSON, {reason}.") from None
    except (RecursionError, ValueError):
        raise Unreadable("This JSON is nested too deeply, or holds a number too long, to be a habit list.") from None
    if not isinstance(root, dict) or not any(f"{kind}s" in root for kind in LIMITS):
        raise Unreadable("This is JSON but no habit list; one is an object { } with areas, habits and prompts.")
    return root


def _items(text: str, root: dict[str, Any], kind: str) -> list[_Item]:
    section = f"{kind}s"
    values = root.get(section)
    if values is None:
        return []
    if not isinstance(values, list):
        raise Unreadable(f"Line {line_of(text, [section])}: “{section}” must be a list in square brackets.")
    if len(values) > LIMITS[kind]:
        raise Refused(f"A list has at most {LIMITS[kind]:,} {_words(section)}; this one has {len(values):,}.")
    if section in PROMPT_FIELDS.values():
        return [_Item(text, kind, number, {kind: value}) for number, value in enumerate(values, 1)]
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict):
            line = line_of(text, (section, number - 1))
            raise Unreadable(f"Line {line}: {kind} {number} must be an object in braces, with a name in it.")
    return [_Item(text, kind, number, value) for number, value in enumerate(values, 1)]


def _names(items: list[_Item]) -> list[str]:
    names = [item.read("name", clean_name) for item in items]
    _refuse_twice(items, "name", names)
    return names


def _ids(items: list[_Item], names: list[str]) -> list[str]:
    """Return the ids as written, and where none is written one made of the name."""
    given = [item.read("id", lambda text: clean_line(text, "short id")) for item in items]
    _refuse_twice(items, "id", given)
    taken = {id.casefold() for id in given}
    ids = []
    for id, name in zip(given, names, strict=True):
        ids.append(id or slug(name, taken))
        taken.add(ids[-1])
    return ids


def _refuse_twice(items: list[_Item], key: str, texts: list[str]) -> None:
    seen: dict[str, _Item] = {}
    for item, text in zip(items, texts, strict=True):
        first = seen.setdefault(text.casefold(), item)
        if text and first is not item:
            taken = f"{_words(first.kind)} {first.number}"
            raise item.wrong(Refused(f"the {_words(key)} “{excerpt(text)}” is taken by {taken}; give it another."), key)


def _read_areas(items: list[_Item]) -> tuple[Area, ...]:
    names = _names(items)
    return tuple(
        Area(id, name, item.read("colour", read_colour), position)
        for position, (item, id, name) in enumerate(zip(items, _ids(items, names), names, strict=True))
    )


def _by_name_and_id(areas: list[Area]) -> dict[str, Area]:
    """Map whatever a habit may call its area to the area; an id wins over a name."""
    return {area.name.casefold(): area for area in areas} | {area.id.casefold(): area for area in areas}


def _area_of(item: _Item, areas: dict[str, Area]) -> str:
    wanted = clean(item.text("area"))
    area = areas.get(wanted.casefold())
    if area is None:
        names = ", ".join(dict.fromkeys(known.name for known in areas.values()))
        reason = f"there is no area “{excerpt(wanted)}”" if wanted else "it has no area"
        hint = f"use one of {excerpt(names, 120)}" if names else "add it to “areas” first"
        raise item.wrong(Refused(f"{reason}; {hint}."), "area")
    return area.id


def _read_habit(item: _Item, id: str, name: str, area: str, rule: Rule) -> Habit:
    why, cue, small = (item.read(key, clean_line) for key in ("why", "cue", "small"))
    glyph, colour = item.read("glyph", read_glyph), item.read("colour", read_colour)
    reminders = item.read("remind", read_times)
    if reminders and (because := no_reminder_because(rule)):
        raise item.wrong(Refused(because), "remind")
    place = item.number - 1
    return Habit(id, name, area, (rule,), rule.since, why, cue, small, glyph, colour, None, place, reminders)


def _read_rule(item: _Item, since: date, week_start: int) -> Rule:
    goal = item.read("goal", _read_goal) if item.text("goal") else CHECK
    unsaid = ANYTIME if goal.is_urge else DAILY
    schedule = item.read("schedule", read_schedule) if item.text("schedule") else unsaid
    try:
        check_rule(schedule, goal)
    except Refused as error:
        raise item.wrong(error, "schedule") from None
    return Rule(since, schedule, goal, week_start)


def _read_goal(text: str) -> Goal:
    refuse_marks_within(text, written=True)
    return read_goal(text)


def _read_prompts(items: list[_Item]) -> tuple[str, ...]:
    prompts = [item.read(item.kind, lambda text: clean_name(text, "prompt")) for item in items]
    if items:
        _refuse_twice(items, items[0].kind, prompts)  # answers are kept by their prompt
    return tuple(prompts)


def _area_fields(area: Area) -> dict[str, str]:
    fields = {"id": area.id, "name": area.name, "colour": _if_readable(read_colour, area.colour)}
    return {key: value for key, value in fields.items() if value}


def _habit_fields(habit: Habit, *, starter: bool) -> dict[str, Any]:
    fields = {
        "id": habit.id,
        "name": habit.name,
        "area": habit.area,
        "goal": str(habit.rule.goal),
        "schedule": str(habit.rule.schedule),
        "starter": starter,
        "why": habit.why,
        "cue": habit.cue,
        "small": habit.small,
        "remind": "" if no_reminder_because(habit.rule) else say_times(habit.reminders),
        "glyph": _if_readable(read_glyph, habit.glyph),
        "colour": _if_readable(read_colour, habit.colour),
    }
    return {key: value for key, value in fields.items() if value}


def _if_readable(read: Callable[[str], str], text: str) -> str:
    """Return what reading a text gives, so that a list which is written can be read; nothing where it is refused."""
    try:
        return read(text)
    except Refused:
        return ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tall(value: object) -> str:
    """Write an object with one key a line, set in as far as an entry of a section."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n    ")


def _block(entries: Iterable[str]) -> str:
    joined = ",\n    ".join(entries)
    return f"[\n    {joined}\n  ]" if joined else "[]"
