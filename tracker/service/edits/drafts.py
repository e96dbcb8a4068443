"""Draft: a habit as it stands in a form, word for word as typed, and what it would come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from tracker.clock import read_day, say_day, short_day
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.goal import read_goal
from tracker.domain.habit import Habit, Rule, check_rule, read_colour, read_glyph
from tracker.domain.judging import Standing, Verdict, judge
from tracker.domain.judging.periods import Tally
from tracker.domain.log import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import read_times, refuse_reminder, say_times
from tracker.domain.schedule import Pace, read_schedule
from tracker.domain.text import clean_line, clean_name
from tracker.service.edits import habits as listing
from tracker.service.edits.habits import Details, area_called
from tracker.service.steps import Edit
from tracker.service.words.item_labels import replaced_words
from tracker.service.words.rule_line import read_typed_goal

BEGINNING = "the beginning"
"""What is typed for a rule that is to hold as if it always had."""

_AHEAD = 60


class Draft(NamedTuple):
    """What the form says of a habit; `since` is the day from which its rule holds."""

    name: str = ""
    area: str = ""
    goal: str = "check"
    schedule: str = "daily"
    since: str = "today"
    cue: str = ""
    why: str = ""
    small: str = ""
    glyph: str = ""
    colour: str = ""
    remind: str = ""


class Outlook(NamedTuple):
    """What a draft comes to: the rule in words, what is due next, how many marks stay, and the verdicts.

    `before` is None for a new habit and where the rule stays as it is; `replaced` names the rules from later days
    that the new one would take the place of.
    """

    rule: str
    due: str
    marks: int
    before: Tally | None
    after: Tally
    replaced: str = ""


def draft_of(book: Book, habit: Habit, today: date) -> Draft:
    """Put a habit into a form."""
    rule = habit.rule_on(today)
    texts = habit.name, book.area(habit.area).name, str(rule.goal), str(rule.schedule), "today"
    return Draft(*texts, habit.cue, habit.why, habit.small, habit.glyph, habit.colour, say_times(habit.reminders))


def problem(field: str, draft: Draft, book: Book, habit: Habit | None, today: date) -> str:
    """Say in a sentence what is wrong with a field of a draft; nothing when it is fine."""
    try:
        _CHECKS[field](draft, book, habit, today)
    except LetbeError as error:
        return str(error)
    return ""


def problems(draft: Draft, book: Book, habit: Habit | None, today: date) -> dict[str, str]:
    """Say what is wrong with a draft, by field."""
    found = ((field, problem(field, draft, book, habit, today)) for field in Draft._fields)
    return {field: words for field, words in found if words}


def edit_of(draft: Draft, book: Book, habit: Habit | None, today: date) -> Edit:
    """Return the edit that a draft asks for: a new habit, or a changed one."""
    if habit is None:
        details = Details(**{field: getattr(draft, field) for field in Details._fields})
        return listing.add(details, today, read_day(draft.since, today))
    old = draft_of(book, habit, today)
    changed = {f: getattr(draft, f) for f in Details._fields if getattr(draft, f) != getattr(old, f)}
    if not rule_changed(draft, old) and draft.since == old.since:
        changed.pop("goal", None)
        changed.pop("schedule", None)
        return listing.edit(habit.id, Details(**changed), today)
    if is_beginning(draft.since):
        return listing.edit(habit.id, Details(**changed), today, from_start=True)
    return listing.edit(habit.id, Details(**changed), today, read_day(draft.since, today))


def rule_changed(draft: Draft, old: Draft) -> bool:
    """Whether a draft has another rule than an older one, however it is written; both have to be readable."""
    return (read_goal(draft.goal), read_schedule(draft.schedule)) != (read_goal(old.goal), read_schedule(old.schedule))


def outlook(draft: Draft, book: Book, habit: Habit | None, today: date) -> Outlook:
    """Say what a draft without problems comes to."""
    after_book = edit_of(draft, book, habit, today)(book).apply(book)
    known = {kept.id for kept in book.habits}
    after = after_book.habit(habit.id) if habit else next(kept for kept in after_book.habits if kept.id not in known)
    standing = _judge(after_book, after, today)
    before = _judge(book, habit, today) if habit and habit.rules != after.rules else None
    marks = sum(1 for _ in book.log(after.id)) if habit else 0
    return Outlook(
        after.rule_on(today).words,
        due_words(after_book, after, today),
        marks,
        _tally(before) if before else None,
        _tally(standing),
        replaced_words(habit, after) if habit else "",
    )


def due_words(book: Book, habit: Habit, today: date) -> str:
    """Say when a habit asks for something next."""
    rule = habit.rule_on(today)
    schedule = rule.schedule
    if rule.goal.is_urge:
        return "never due: log an urge when one comes"
    if rule.goal.is_limit:
        return "never due: log it when it happens"
    match schedule.pace:
        case Pace.ANYTIME:
            return "never due: check it off when it happens"
        case Pace.WEEK:
            return _any_days(book, habit, today, _end_of_week(rule, today))
        case Pace.MONTH:
            return _any_days(book, habit, today, _end_of_month(today))
        case Pace.WINDOW if schedule.times > 1:
            return f"any {schedule.times} of {schedule.days} days running"
    days = [say_day(day, today) for day in _due_days(book, habit, today)]
    return f"next {', '.join(days)}" if days else "nothing due within two months"


def is_beginning(text: str) -> bool:
    """Whether a typed day means the beginning of the habit."""
    return text.strip().casefold() in (BEGINNING, "beginning", "start", "the start")


def _due_days(book: Book, habit: Habit, today: date) -> Iterator[date]:
    """Walk the next three days on which something is due, if it is done on each of them."""
    log, pauses = book.log(habit.id), book.pauses_of(habit)
    found = 0
    for ahead in range(_AHEAD):
        day = today + timedelta(days=ahead)
        if judge(habit, log, pauses, day).obligation.due:
            yield day
            log = log.marked(day, Mark(MarkKind.DONE))
            found += 1
            if found == 3:
                return


def _any_days(book: Book, habit: Habit, today: date, end: date) -> str:
    """Say how many days are left to choose until a week or month ends."""
    standing = _judge(book, habit, today)
    progress = standing.obligation.progress
    if standing.obligation.verdict is Verdict.KEPT:
        return f"kept already; again from {short_day(end + timedelta(days=1))}"
    times = habit.rule_on(today).schedule.times
    if progress is not None and progress.unit == "day":
        times = progress.need - progress.have
    return f"any {_days(times)} until {short_day(end)}"


def _days(count: int) -> str:
    return "day" if count == 1 else f"{count} days"


def _end_of_week(rule: Rule, today: date) -> date:
    return today + timedelta(days=6 - (today.weekday() - rule.week_start) % 7)


def _end_of_month(today: date) -> date:
    return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _judge(book: Book, habit: Habit, today: date) -> Standing:
    return judge(habit, book.log(habit.id), book.pauses_of(habit), today)


def _tally(standing: Standing) -> Tally:
    return standing.tally_between(date.min, standing.today)


def _check_name(draft: Draft, book: Book, habit: Habit | None, _today: date) -> None:
    name = clean_name(draft.name, "habit's name")
    listing.refuse_taken(book, name, but=habit.id if habit else "")


def _check_goal(draft: Draft, _book: Book, habit: Habit | None, today: date) -> None:
    kept = habit is not None and draft.goal == str(habit.rule_on(today).goal)
    read_goal(draft.goal) if kept else read_typed_goal(draft.goal)


def _check_rule(draft: Draft, _book: Book, _habit: Habit | None, _today: date) -> None:
    schedule = read_schedule(draft.schedule)
    try:
        goal = read_goal(draft.goal)
    except LetbeError:
        return  # the goal's own field says so
    check_rule(schedule, goal)


def _check_since(draft: Draft, _book: Book, habit: Habit | None, today: date) -> None:
    if is_beginning(draft.since):
        if habit is None:
            raise Refused("A new habit begins today, or on a day in the past.")
        return
    listing.refuse_future(read_day(draft.since, today), today)


def _check_reminder(draft: Draft, _book: Book, _habit: Habit | None, today: date) -> None:
    if read_times(draft.remind):
        try:
            rule = Rule(today, read_schedule(draft.schedule), read_goal(draft.goal))
        except LetbeError:
            return  # their own fields say so
        refuse_reminder(rule)


_CHECKS: Mapping[str, Callable[[Draft, Book, Habit | None, date], object]] = MappingProxyType(
    {
        "name": _check_name,
        "area": lambda draft, book, _habit, _today: area_called(book, draft.area),
        "goal": _check_goal,
        "schedule": _check_rule,
        "since": _check_since,
        "cue": lambda draft, _book, _habit, _today: clean_line(draft.cue, "cue"),
        "why": lambda draft, _book, _habit, _today: clean_line(draft.why, "why"),
        "small": lambda draft, _book, _habit, _today: clean_line(draft.small, "small version"),
        "glyph": lambda draft, _book, _habit, _today: read_glyph(draft.glyph),
        "colour": lambda draft, _book, _habit, _today: read_colour(draft.colour),
        "remind": _check_reminder,
    }
)
