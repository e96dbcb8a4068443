"""Records: areas, habits with their rules, pauses, reflections and settings as documents of the file, both ways.

`read_…` takes an id and a document and raises `Malformed` (or an error of the domain) when it is wrong;
`write_…` gives the fields of a document and leaves out what is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from tracker.domain.book import PROMPT_FIELDS, Agreement, Book, Lookback, Pause, Question, Reflection, Settings, Wording
from tracker.domain.goal import read_goal
from tracker.domain.habit import Area, Habit, Rule, check_rule
from tracker.domain.schedule import WEEKDAY_NAMES, read_schedule, weekday
from tracker.domain.text import excerpt
from tracker.storage.format.fields import (
    day_of,
    day_or_none,
    lines_of,
    list_of,
    name_of,
    needed,
    number_of,
    object_of,
    read_clock,
    read_day,
    text_of,
)
from tracker.storage.format.json_text import Document, Malformed

WORDING, LOOK = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\d kept"
"""The forms of the fields of an agreement that are named for a day: of a wording, and of a look at it."""


def read_area(id: str, document: Document) -> Area:
    return Area(
        id,
        name_of(needed(document, "name")),
        text_of(document, "colour"),
        number_of(document, "position"),
    )


def write_area(area: Area) -> dict[str, Any]:
    return _filled(name=area.name, colour=area.colour, position=_number(area.position))


def read_habit(id: str, document: Document) -> Habit:
    return Habit(
        id,
        name_of(needed(document, "name")),
        text_of(document, "area"),
        _read_rules(document),
        day_of(document, "created"),
        why=text_of(document, "why"),
        cue=text_of(document, "cue"),
        small=text_of(document, "small"),
        glyph=text_of(document, "glyph"),
        colour=text_of(document, "colour"),
        archived=day_or_none(document, "archived"),
        position=number_of(document, "position"),
        reminders=_read_reminders(document),
        source=text_of(document, "source"),
    )


def write_habit(habit: Habit) -> dict[str, Any]:
    return _filled(
        name=habit.name,
        area=habit.area,
        rules=[write_rule(rule) for rule in habit.rules],
        created=habit.created.isoformat(),
        archived=_day(habit.archived),
        why=habit.why,
        cue=habit.cue,
        small=habit.small,
        glyph=habit.glyph,
        colour=habit.colour,
        position=_number(habit.position),
        reminders=[_clock(time) for time in habit.reminders],
        source=habit.source,
    )


def _read_reminders(document: Document) -> tuple[int, ...]:
    return tuple(sorted({read_clock(time, "reminders") for time in list_of(document, "reminders")}))


def _read_rules(document: Document) -> tuple[Rule, ...]:
    rules = tuple(read_rule(rule) for rule in list_of(document, "rules"))
    if not rules:
        raise Malformed("it has no rule")
    # The first may begin with the second: it is there for the days before both.
    disordered = any(rule.since >= following.since for rule, following in pairwise(rules[1:]))
    if disordered or (len(rules) > 1 and rules[0].since > rules[1].since):
        raise Malformed("its rules do not follow one another by day")
    return rules


def read_rule(document: Any) -> Rule:
    if not isinstance(document, dict):
        raise Malformed("a rule should be an object")
    rule = Rule(
        day_of(document, "since"),
        read_schedule(needed(document, "schedule")),
        read_goal(needed(document, "goal")),
        _read_weekday(document),
    )
    check_rule(rule.schedule, rule.goal)
    return rule


def write_rule(rule: Rule) -> dict[str, Any]:
    return {
        "since": rule.since.isoformat(),
        "schedule": str(rule.schedule),
        "goal": str(rule.goal),
        "week_start": WEEKDAY_NAMES[rule.week_start].casefold(),
    }


def _read_weekday(document: Document) -> int:
    name = text_of(document, "week_start")
    number = weekday(name) if name else 0
    if number is None:
        raise Malformed(f"“{excerpt(name)}” is no weekday")
    return number


def read_pause(id: str, document: Document) -> Pause:
    return Pause(
        id,
        day_of(document, "start"),
        day_or_none(document, "end"),
        text_of(document, "habit"),
        text_of(document, "area"),
        text_of(document, "why"),
    )


def write_pause(pause: Pause) -> dict[str, Any]:
    return _filled(
        start=pause.start.isoformat(), end=_day(pause.end), habit=pause.habit, area=pause.area, why=pause.why
    )


def read_reflection(id: str, document: Document) -> Reflection:
    return _reflection(id, document, (Lookback.DAY, Lookback.WEEK), "it is about neither a day nor a week")


def read_lookback(id: str, document: Document) -> Reflection:
    kept = _reflection(id, document, (Lookback.MONTH, Lookback.YEAR), "it is about neither a month nor a year")
    if kept.day.day != 1 or (kept.span is Lookback.YEAR and kept.day.month != 1):
        raise Malformed(f"its id should name the first day of the {kept.span}")
    return kept


def _reflection(id: str, document: Document, spans: tuple[Lookback, ...], wrong: str) -> Reflection:
    span, _, day = id.partition(":")
    if span not in spans:
        raise Malformed(wrong)
    ease = document.get("ease")
    if ease is not None and (type(ease) is not int or not 1 <= ease <= 5):
        raise Malformed("“ease” should be a whole number from 1 to 5")
    answers = object_of(document, "answers")
    return Reflection(
        Lookback(span),
        read_day(day, "its id"),
        ease,
        lines_of(document, "text"),
        tuple((name_of(prompt), lines_of(answers, prompt)) for prompt in answers),
    )


def write_reflection(reflection: Reflection) -> dict[str, Any]:
    return _filled(ease=reflection.ease, text=reflection.text, answers=dict(reflection.answers))


def read_question(id: str, document: Document) -> Question:
    return Question(id, str(needed(document, "first")), text_of(document, "second"), day_of(document, "asked"))


def write_question(question: Question) -> dict[str, Any]:
    return _filled(first=question.first, second=question.second, asked=question.asked.isoformat())


def read_agreement(id: str, document: Document) -> Agreement:
    from tracker.domain.interval import read_interval  # few books have agreements

    wordings = tuple(Wording(day, lines_of(document, name)) for day, name in _dated(document, WORDING))
    if not wordings or not all(wording.text for wording in wordings):
        raise Malformed("it does not say what was agreed")
    again = text_of(document, "again")
    return Agreement(
        id,
        wordings,
        text_of(document, "whom"),
        read_interval(again) if again else None,
        tuple(day for day, name in _dated(document, LOOK) if document[name]),
        day_or_none(document, "ended"),
    )


def has_wording(document: Document) -> bool:
    """Tell whether anything is left of an agreement."""
    return any(re.fullmatch(WORDING, name, re.ASCII) for name in document)


def write_agreement(agreement: Agreement) -> dict[str, Any]:
    """Give an agreement with a field for each wording and each look, so that what two copies add comes together."""
    dated: dict[str, Any] = {wording.since.isoformat(): wording.text for wording in agreement.wordings}
    dated |= {f"{day.isoformat()} kept": True for day in agreement.looks}
    again = str(agreement.again) if agreement.again else ""
    about = _filled(whom=agreement.whom, again=again, ended=_day(agreement.ended))
    return about | {name: dated[name] for name in sorted(dated)}


def _dated(document: Document, form: str) -> Iterator[tuple[date, str]]:
    for name in sorted(document):
        if re.fullmatch(form, name, re.ASCII):
            yield read_day(name[:10], name), name


def read_settings(document: Document) -> Settings:
    settings = object_of(document, "settings")
    day_start = read_clock(text_of(settings, "day_start") or "00:00", "day_start")
    if day_start > 720:
        raise Malformed("“day_start” should lie between 00:00 and 12:00")
    remind = document.get("remind")
    return Settings(_read_weekday(settings), day_start, None if remind is None else read_clock(remind, "remind"))


def read_prompts(document: Document, field: str = "prompts") -> tuple[str, ...]:
    prompts = list_of(document, field)
    if not all(isinstance(prompt, str) for prompt in prompts):
        raise Malformed(f"“{field}” should be a list of texts")
    return tuple(name_of(prompt) for prompt in prompts)


def write_settings(settings: Settings) -> dict[str, Any]:
    return {"week_start": WEEKDAY_NAMES[settings.week_start].casefold(), "day_start": _clock(settings.day_start)}


def write_remind(settings: Settings) -> str | None:
    """Return the time for a look at the whole day; it stands by itself, so that an older letbe leaves it as it is."""
    return None if settings.remind is None else _clock(settings.remind)


def write_travelling(book: Book) -> dict[str, Any]:
    """Return the fields of the one document in `meta` that the book itself decides."""
    remind = write_remind(book.settings)
    settings = write_settings(book.settings) if book.settings._replace(remind=None) != Settings() else {}
    asked = {field: list(book.prompts_of(span)) for span, field in PROMPT_FIELDS.items()}
    return _filled(settings=settings, **asked, remind=remind)


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", 0, [], {})}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _clock(minutes: int) -> str:
    from tracker.domain.reminders import say_time  # few edits are about a time of day

    return say_time(minutes)
