"""Hypothesis strategies for the words of the domain: rules, habits, marks, logs and pauses."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tracker.domain.book import Pause
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import CHECK, LET_GO, Aim, Goal, at_least, at_most
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.reminders import no_reminder_because
from tracker.domain.schedule import ANYTIME, DAILY, Pace, Schedule, chosen_weekdays, in_days, per_month, per_week

EPOCH = date(2023, 12, 20)
"""The first day on which anything is drawn: near a turn of the year, with a leap day and a week 53 ahead."""


@cache
def days(most: int = 400) -> SearchStrategy[date]:
    return st.integers(0, most).map(lambda offset: EPOCH + timedelta(offset))


@cache
def schedules(*paces: Pace) -> SearchStrategy[Schedule]:
    """Draw a schedule of one of the paces, of any if none is given."""
    windows = st.integers(2, 12).flatmap(lambda length: st.integers(1, length).map(lambda n: in_days(n, length)))
    known: dict[Pace, SearchStrategy[Schedule]] = {
        Pace.DAILY: st.just(DAILY),
        Pace.WEEKDAYS: st.sets(st.integers(0, 6), min_size=1, max_size=6).map(chosen_weekdays),
        Pace.WEEK: st.integers(1, 7).map(per_week),
        Pace.MONTH: st.one_of(st.integers(1, 5), st.integers(1, 31)).map(per_month),
        Pace.WINDOW: windows,
        Pace.ANYTIME: st.just(ANYTIME),
    }
    return st.one_of([known[pace] for pace in paces or Pace])


@cache
def goals(*aims: Aim) -> SearchStrategy[Goal]:
    """Draw a goal of one of the aims, of any if none is given."""
    known: dict[Aim, SearchStrategy[Goal]] = {
        Aim.CHECK: st.just(CHECK),
        Aim.AT_LEAST: st.integers(1, 120).map(lambda minutes: at_least(minutes * 500, "min")),
        Aim.AT_MOST: st.integers(0, 4).map(lambda times: at_most(times * 1000, "time")),
        Aim.LET_GO: st.just(LET_GO),
    }
    return st.one_of([known[aim] for aim in aims or Aim])


@st.composite
def pairs(draw: st.DrawFn, *aims: Aim, paces: tuple[Pace, ...] = tuple(Pace)) -> tuple[Schedule, Goal]:
    """Draw a schedule and a goal that go together."""
    goal = draw(goals(*aims))
    if goal.aim is Aim.LET_GO:
        return ANYTIME, goal
    schedule = draw(schedules(*paces))
    if goal.aim is Aim.AT_MOST:
        return (DAILY if schedule == ANYTIME else schedule._replace(times=1)), goal
    return schedule, goal


@st.composite
def rules(draw: st.DrawFn, *aims: Aim, since: date | None = None, paces: tuple[Pace, ...] = tuple(Pace)) -> Rule:
    schedule, goal = draw(pairs(*aims, paces=paces))
    return Rule(since or draw(days()), schedule, goal, draw(st.sampled_from((0, 0, 5, 6))))


@st.composite
def habits(
    draw: st.DrawFn,
    *aims: Aim,
    paces: tuple[Pace, ...] = tuple(Pace),
    most_rules: int = 3,
    archived: bool = True,
    span: int = 400,
) -> Habit:
    since = sorted(draw(st.sets(days(span), min_size=1, max_size=most_rules)))
    held = tuple(draw(rules(*aims, since=day, paces=paces)) for day in since)
    end = draw(st.none() | days(span + 20)) if archived else None
    asked = 0 if no_reminder_because(held[-1]) else 2
    times = tuple(sorted(draw(st.sets(st.integers(0, 1439), max_size=asked))))
    return Habit("walk", "A walk", "self-care", held, since[0], archived=end, reminders=times)


@cache
def marks(aim: Aim | None = None) -> SearchStrategy[Mark]:
    """Draw a mark; mostly of the kind that an aim asks for, if one is given."""
    done, skip, missed = (Mark(kind) for kind in (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED))
    minutes = st.integers(0, 80).map(lambda number: Mark(MarkKind.AMOUNT, number * 500))
    counts = st.integers(0, 4).map(lambda number: Mark(MarkKind.AMOUNT, number * 1000))
    urges = st.builds(lambda p, a: Mark(MarkKind.URGES, 0, p, a), st.integers(0, 3), st.sampled_from((0, 0, 0, 1, 2)))
    note = st.just(Mark(MarkKind.NOTE, note="a word"))
    likely = {
        Aim.CHECK: st.just(done),
        Aim.AT_LEAST: st.one_of(minutes, minutes, st.just(done)),
        Aim.AT_MOST: counts,
        Aim.LET_GO: urges,
    }
    wanted = likely[aim] if aim else st.one_of(*likely.values())
    others = st.one_of(st.just(skip), st.just(missed), note, minutes, urges, st.just(done))
    return st.one_of(wanted, wanted, wanted, wanted, st.just(skip), others)


@st.composite
def logs(draw: st.DrawFn, aim: Aim | None = None, span: int = 400) -> Log:
    """Draw a log of up to `span` days, from one on which nothing is marked to one without a gap."""
    length = draw(st.one_of(st.integers(0, min(60, span)), st.integers(0, span)))
    begin = draw(st.integers(0, span - length))
    palette = [None, *draw(st.lists(marks(aim), min_size=1, max_size=6))]
    choices = (
        draw(st.lists(st.integers(0, len(palette) - 1), min_size=length, max_size=length))
        if length < 40
        else (_stretched(draw, length, len(palette)))
    )
    found = {
        EPOCH + timedelta(begin + offset): mark
        for offset, choice in enumerate(choices)
        if (mark := palette[choice]) is not None
    }
    return Log.of(found).with_events(_happened(draw, aim, begin, length))


@cache
def events(aim: Aim | None = None) -> SearchStrategy[Event]:
    """Draw an event, with an id that is to be made its own; mostly of the kind that an aim asks for."""
    minutes = st.none() | st.sampled_from((0, 420, 420, 845, 1439))
    strengths, triggers = st.none() | st.integers(1, 5), st.sampled_from(("", "", "short reply", "a mess"))
    outcomes, insteads = st.sampled_from(tuple(UrgeOutcome)), st.sampled_from(("", "a walk"))
    urges = st.builds(Event, st.just(""), outcomes, st.just(0), minutes, strengths, triggers, instead=insteads)
    amounts = st.integers(0, 40).map(lambda number: number * 500)
    portions = st.builds(Event, st.just(""), st.none(), amounts, minutes, taken=st.booleans())
    likely = urges if aim is Aim.LET_GO else portions if aim in (Aim.AT_LEAST, Aim.AT_MOST) else urges | portions
    return st.one_of(likely, likely, likely, urges | portions)


def _happened(draw: st.DrawFn, aim: Aim | None, begin: int, length: int) -> dict[date, dict[str, Event | None]]:
    """Draw events for some of the days of a log, and some days after it, at the price of few draws."""
    palette = draw(st.lists(events(aim), max_size=4))
    share = draw(st.sampled_from((0.1, 0.5, 1.0))) if palette else 0.0
    source = random.Random(draw(st.integers(0, 2**32)) if palette else 0)  # noqa: S311 - only a made-up log
    found: dict[date, dict[str, Event | None]] = {}
    for offset in range(length + 5 if palette else 0):
        if source.random() < share:
            ids = (f"{source.choice('ab')}0{number}" for number in range(source.randint(1, 4)))
            found[EPOCH + timedelta(begin + offset)] = {id: source.choice(palette)._replace(id=id) for id in ids}
    return found


def _stretched(draw: st.DrawFn, length: int, kinds: int) -> list[int]:
    """Draw many choices from one seed: long logs at the price of a single draw."""
    source = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - only a made-up log
    weights = draw(st.lists(st.integers(0, 9), min_size=kinds, max_size=kinds).filter(any))
    return source.choices(range(kinds), weights, k=length)


@st.composite
def pauses(draw: st.DrawFn, span: int = 400) -> Pause:
    start = draw(days(span))
    length = draw(st.none() | st.integers(0, 30))
    habit, area = draw(st.sampled_from((("walk", ""), ("", "self-care"), ("", ""), ("other", ""), ("", "elsewhere"))))
    return Pause("p", start, None if length is None else start + timedelta(length), habit, area)
