"""Habits: the edits of single habits, each a function from a book to the change it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tracker.clock import say_date
from tracker.domain.book import Book, Pause
from tracker.domain.changes import Change, Delete, ItemKind, Put, together
from tracker.domain.errors import NotFound, Refused, Remedy
from tracker.domain.finding import find_area
from tracker.domain.goal import CHECK, Goal
from tracker.domain.habit import Area, Habit, Rule, check_rule, read_colour, read_glyph
from tracker.domain.judging import judge
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import no_reminder_because, read_times, refuse_reminder
from tracker.domain.schedule import ANYTIME, DAILY, Schedule
from tracker.domain.text import clean_line, clean_name, excerpt
from tracker.service.edits.pauses import keep_excused, pause_id
from tracker.service.new_ids import new_id
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.rule_line import read_rule_apart


class Details(NamedTuple):
    """What a form or a command line says of a habit, as it was typed; None leaves a field as it is."""

    name: str | None = None
    area: str | None = None
    schedule: str | None = None
    goal: str | None = None
    why: str | None = None
    cue: str | None = None
    small: str | None = None
    glyph: str | None = None
    colour: str | None = None
    remind: str | None = None


def add(details: Details, today: date, since: date | None = None) -> Edit:
    """Add a habit whose rule holds from `since` (today, unless said otherwise), at the end of its area.

    Raises `Refused`, `Unreadable` or `NotFound` for a name that is taken, a rule that does not fit or an area
    that is not there.
    """
    begun = since or today
    refuse_future(begun, today)
    schedule, goal = _rule_said(details, DAILY, CHECK)
    name = clean_name(details.name or "", "habit's name")

    def edit(book: Book) -> Change:
        refuse_taken(book, name)
        area = area_called(book, details.area)
        rule = Rule(begun, schedule, goal, book.settings.week_start)
        id = new_id(name, {habit.id for habit in book.habits} | set(book.logs))
        habit = Habit(id, name, area.id, (rule,), today, position=end_of(book, area.id))
        return Put(_reminded(_described(habit, details), details))

    return edit


def edit(habit: str, details: Details, today: date, since: date | None = None, *, from_start: bool = False) -> Edit:
    """Change a habit; a new rule holds from `since` (today, unless said otherwise) and takes later ones' place.

    With `since` and no new rule, the one that holds today begins on that day instead. With `from_start` one rule takes
    the place of all, from the day of the first. Raises what `add` raises.
    """
    refuse_future(since or today, today)

    def edit(book: Book) -> Change:
        old = book.habit(habit)
        new = _described(old, details)
        if details.name is not None:
            new = new._replace(name=clean_name(details.name, "habit's name"))
            refuse_taken(book, new.name, but=old.id)
        kept: list[Change] = []
        if details.area is not None and (area := area_called(book, details.area)).id != old.area:
            new = new._replace(area=area.id, position=end_of(book, area.id))
            kept = keep_excused(book, old, area.id, today)
        if details.schedule is not None or details.goal is not None or from_start:
            begun = old.rules[0].since if from_start else since or today
            rule = _rule(book, old, details, begun)
            new = ruled(new, rule, from_start=True) if from_start else ruled_anew(book, new, rule, today)
        elif since is not None:
            new = begun_on(book, new, since, today)
        new = _reminded(new, details)
        return NOTHING if new == old else together([*kept, Put(new)])

    return edit


def archive(habits: Sequence[str], today: date) -> Edit:
    """Put habits away: they are judged no more from today on, and keep what they recorded."""

    def put_away(_book: Book, habit: Habit) -> list[Change]:
        return [] if habit.archived else [Put(habit._replace(archived=today))]

    return _each(habits, put_away)


def restore(habits: Sequence[str], today: date) -> Edit:
    """Bring archived habits back; the days in between are excused, since nobody meant to keep them."""

    def bring_back(book: Book, habit: Habit) -> list[Change]:
        if habit.archived is None:
            return []
        return [*while_away(book, habit, today), Put(habit._replace(archived=None))]

    return _each(habits, bring_back)


def while_away(book: Book, habit: Habit, today: date) -> list[Change]:
    """Excuse the days since a habit was archived."""
    if habit.archived is None or habit.archived >= today:
        return []
    id = pause_id(habit.archived, habit.id, {pause.id for pause in book.pauses})
    return [Put(Pause(id, habit.archived, today - timedelta(days=1), habit.id, why="archived"))]


def delete(habits: Sequence[str]) -> Edit:
    """Take habits away with everything about them; their marks come back when this is undone."""

    def take_away(book: Book, habit: Habit) -> list[Change]:
        own: list[Change] = [Delete(ItemKind.PAUSE, pause.id) for pause in book.pauses if pause.habit == habit.id]
        return [*own, Delete(ItemKind.HABIT, habit.id)]

    return _each(habits, take_away)


def _each(habits: Sequence[str], change: Callable[[Book, Habit], list[Change]]) -> Edit:
    def edit(book: Book) -> Change:
        changes = [made for id in habits for made in change(book, book.habit(id))]
        return together(changes) if changes else NOTHING

    return edit


def _described(habit: Habit, details: Details) -> Habit:
    return habit._replace(
        why=habit.why if details.why is None else clean_line(details.why, "why"),
        cue=habit.cue if details.cue is None else clean_line(details.cue, "cue"),
        small=habit.small if details.small is None else clean_line(details.small, "small version"),
        glyph=habit.glyph if details.glyph is None else read_glyph(details.glyph),
        colour=habit.colour if details.colour is None else read_colour(details.colour),
    )


def _reminded(habit: Habit, details: Details) -> Habit:
    """Set the reminders that are asked for; what can have none under its newest rule keeps none either."""
    if details.remind is None:
        return habit._replace(reminders=()) if habit.reminders and no_reminder_because(habit.rule) else habit
    times = read_times(details.remind)
    if times:
        refuse_reminder(habit.rule)
    return habit._replace(reminders=times)


def _rule(book: Book, habit: Habit, details: Details, since: date) -> Rule:
    held = habit.rule_on(since)
    return Rule(since, *_rule_said(details, held.schedule, held.goal), book.settings.week_start)


def _rule_said(details: Details, schedule: Schedule, goal: Goal) -> tuple[Schedule, Goal]:
    """Read the rule that is asked for; what is not said stays as given, but letting go is for any time."""
    said, wanted = read_rule_apart(details.schedule, details.goal)
    new = wanted or goal
    rule = said or (ANYTIME if new.is_urge else schedule), new
    check_rule(*rule)
    return rule


def area_called(book: Book, text: str | None = None) -> Area:
    """Find an area by what it is called, or the first one; raise `NotFound` with the areas there are."""
    areas = [area for area, _ in book.by_area()]
    if not areas:
        raise Refused("There is no area yet to put a habit in.")
    if text is None:
        return areas[0]
    try:
        return find_area(book, text)
    except NotFound as error:
        names = ", ".join(f"“{excerpt(area.name)}”" for area in areas)
        raise NotFound(f"{error} The areas are {names}.") from None


def end_of(book: Book, area: str) -> float:
    """Return the position behind the last habit of an area."""
    return max((habit.position + 1 for habit in book.habits if habit.area == area), default=0)


def refuse_taken(book: Book, name: str, but: str = "") -> None:
    """Raise `Refused` when a habit is called so already, in any case."""
    for habit in book.habits:
        if habit.name.casefold() == name.casefold() and habit.id != but:
            taken = f"There is a habit “{excerpt(habit.name)}” already"
            raise Refused(taken, Remedy.RESTORE) if habit.archived else Refused(f"{taken}; choose another name.")


def refuse_future(since: date, today: date) -> None:
    """Raise `Refused` for a rule that would hold from a day to come."""
    if since > today:
        raise Refused(f"{say_date(since, today)} has not come yet; a rule holds from today or from a past day.")


def ruled_anew(book: Book, habit: Habit, rule: Rule, today: date) -> Habit:
    """Return the habit under a rule, with every day before it judged as it was.

    Days before the first rule, of which those count on which something was done, keep it: where the new one takes its
    place, it stays for them, as a rule that holds from the same day and asks for nothing.
    """
    new = ruled(habit, rule)
    first = habit.rules[0]
    if new.rules == habit.rules or first.since < rule.since:
        return new
    counted = judge(habit, book.log(habit.id), book.pauses_of(habit), today).counted_from
    if counted is None or counted >= rule.since or first._replace(since=rule.since) == rule:
        return new
    return new._replace(rules=(first._replace(since=rule.since), *new.rules))


def begun_on(book: Book, habit: Habit, since: date, today: date) -> Habit:
    """Let the rule that holds today begin on another day; the one before it holds until then."""
    held = habit.rule_on(today)
    before = tuple(rule for rule in habit.rules if rule.since < held.since)
    begun = held._replace(since=since)
    if before:
        return ruled_anew(book, habit._replace(rules=before), begun, today)
    return ruled_anew(book, habit, begun, today) if since < held.since else habit._replace(rules=(begun,))


def ruled(habit: Habit, rule: Rule, *, from_start: bool = False) -> Habit:
    """Return the habit under a rule; a rule that says the same as the one before it is none, and cuts no week."""
    if from_start:
        return habit._replace(rules=(rule,))
    new = habit.under(rule)
    if len(new.rules) > 1 and new.rules[-2]._replace(since=rule.since) == rule:
        return new._replace(rules=new.rules[:-1])
    return new
