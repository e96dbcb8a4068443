"""Hypothesis strategies for whole books, with every field that a file can hold."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.strategies import rules
from tracker.domain.book import PROMPT_FIELDS, Agreement, Book, Lookback, Pause, Question, Reflection, Settings, Wording
from tracker.domain.changes import Change, Put, PutEvent, PutPrompts, PutSettings, SetMark
from tracker.domain.event import INSTEAD_LIMIT, TRIGGER_LIMIT, Event, UrgeOutcome
from tracker.domain.habit import Area, Habit
from tracker.domain.interval import Interval
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.text import clean

# Made once: to make a strategy costs more than to draw from it.
ids = st.text("abcdefgh-0123456789", min_size=1, max_size=8)
lines = st.text(max_size=30).map(clean).filter(lambda text: clean(text) == text)
names = lines.filter(bool)
notes = st.text(max_size=40).map(lambda text: clean(text, lines=True)).filter(lambda t: clean(t, lines=True) == t)
all_days = st.dates(date(1, 2, 1), date(9999, 11, 30))
near_days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
positions = st.one_of(st.integers(0, 50).map(float), st.floats(-1e9, 1e9))

areas = st.builds(Area, ids, names, lines, positions)


@st.composite
def habits(draw: st.DrawFn) -> Habit:
    held = sorted(draw(st.lists(rules(), min_size=1, max_size=3, unique_by=lambda rule: rule.since)))
    return Habit(
        draw(ids),
        draw(names),
        draw(ids),
        tuple(held),
        draw(all_days),
        *(draw(lines), draw(lines), draw(lines), draw(lines), draw(lines)),
        archived=draw(st.none() | all_days),
        position=draw(positions),
        reminders=tuple(sorted(draw(st.sets(st.integers(0, 1439), max_size=2)))),
    )


marks: SearchStrategy[Mark] = st.builds(
    lambda kind, amount, passed, acted, note, at: Mark(
        kind,
        amount if kind is MarkKind.AMOUNT else 0,
        passed if kind is MarkKind.URGES else 0,
        acted if kind is MarkKind.URGES else 0,
        note,
        at,
    ),
    st.sampled_from(tuple(MarkKind)),
    st.integers(0, 1_000_000_000),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    notes,
    st.none() | st.integers(0, 50_000_000),
)
event_ids = st.sampled_from(("k3f9a200", "m4twq801", "x"))
minutes_of_a_day = st.none() | st.integers(0, 1439)
mistakable = st.sampled_from(("4", "4, x", "4 then 2", "a: b", '"', "a; instead b", "short, reply"))
urges = st.builds(
    Event,
    event_ids,
    st.sampled_from(tuple(UrgeOutcome)),
    st.just(0),
    minutes_of_a_day,
    st.none() | st.integers(1, 5),
    lines.filter(lambda text: len(text) <= TRIGGER_LIMIT) | mistakable,
    notes,
    st.just(False),
    st.none() | st.integers(1, 5),
    lines.filter(lambda text: len(text) <= INSTEAD_LIMIT) | mistakable,
).map(lambda event: event if event.strength else event._replace(after=None))
portions = st.builds(
    lambda key, amount, at, note: Event(key, None, amount, at, note=note),
    event_ids,
    st.integers(0, 1_000_000_000),
    minutes_of_a_day,
    notes,
)
events = urges | portions
log_days = st.one_of(near_days, near_days, all_days)
happened = st.dictionaries(log_days, st.lists(events, min_size=1, max_size=3, unique_by=lambda event: event.id))
logs = st.builds(
    lambda found, happened: Log.of(found).with_events(
        {day: {event.id: event for event in events} for day, events in happened.items()}
    ),
    st.dictionaries(log_days, marks, min_size=1, max_size=8),
    st.just({}) | happened,
)
pauses = st.builds(Pause, ids, all_days, st.none() | all_days, lines, lines, lines)
answers = st.dictionaries(names, notes, max_size=3).map(lambda answers: tuple(answers.items()))
reflections = st.builds(
    Reflection,
    st.sampled_from((Lookback.DAY, Lookback.WEEK)),
    all_days,
    st.none() | st.integers(1, 5),
    notes,
    answers,
) | st.builds(
    lambda span, day, answers: Reflection(
        span, day.replace(month=1 if span is Lookback.YEAR else day.month, day=1), answers=answers
    ),
    st.sampled_from((Lookback.MONTH, Lookback.YEAR)),
    all_days,
    answers,
)
prompts = st.builds(PutPrompts, st.lists(names, max_size=4).map(tuple), st.sampled_from(tuple(PROMPT_FIELDS)))
questions = st.builds(Question, ids, ids, ids | st.just(""), all_days)
intervals = st.builds(Interval, st.integers(1, 10), st.sampled_from(("day", "week", "month", "year")))
agreements = st.builds(
    lambda key, wordings, whom, again, looks, ended: Agreement(
        key, tuple(Wording(*each) for each in sorted(wordings.items())), whom, again, tuple(sorted(looks)), ended
    ),
    ids,
    st.dictionaries(all_days, notes.filter(bool), min_size=1, max_size=3),
    lines,
    st.none() | intervals,
    st.sets(all_days, max_size=2),
    st.none() | all_days,
)
settings = st.builds(Settings, st.sampled_from((0, 5, 6)), st.integers(0, 720), st.none() | st.integers(0, 1439))

changes: SearchStrategy[Change] = st.one_of(
    st.builds(Put, areas),
    st.builds(Put, habits()),
    st.builds(Put, pauses),
    st.builds(Put, reflections),
    st.builds(Put, questions),
    st.builds(Put, agreements),
    st.builds(PutSettings, settings),
    prompts,
    st.builds(SetMark, ids, near_days, st.none() | marks, st.just(())),
    st.builds(PutEvent, ids, near_days, events),
)


several_logs = st.dictionaries(ids, logs, max_size=3)
several_changes = st.tuples(
    st.lists(st.builds(Put, areas), max_size=3),
    st.lists(st.builds(Put, habits()), max_size=3),
    st.lists(st.builds(Put, pauses), max_size=2),
    st.lists(st.builds(Put, reflections), max_size=3),
    st.lists(st.builds(Put, questions), max_size=3),
    st.lists(st.builds(Put, agreements), max_size=2),
    st.lists(st.builds(PutSettings, settings) | prompts, max_size=3),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    book = Book(logs=draw(several_logs))
    for changes in draw(several_changes):
        for change in changes:
            book = change.apply(book)
    return book
