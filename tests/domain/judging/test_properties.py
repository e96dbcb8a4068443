"""What holds for all habits, logs, pauses and days."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.domain.judging.making import grid, habit, longest, missed, rule, stand
from tests.strategies import EPOCH, days, habits, logs, marks, pauses, rules
from tracker.domain.book import Pause
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Period, Standing, Verdict, judge
from tracker.domain.judging.codes import CELLS
from tracker.domain.log import Log, Mark
from tracker.domain.schedule import Pace

DAY = timedelta(1)


def ended_before(standing: Standing, day: date) -> list[Period]:
    return [period for period in standing.periods if period.last < day.toordinal()]


@settings(max_examples=30)
@given(st.text("##  .-", min_size=1, max_size=60), rules(), st.integers(0, 40))
def test_what_strength_forgets_no_digit_of_it_shows(piece: str, held: Rule, rest: int) -> None:
    text = piece * (4000 // len(piece))
    tracked = habit(held._replace(since=EPOCH))
    resting = [Pause("p", EPOCH + 3900 * DAY, EPOCH + (3900 + rest) * DAY)]
    standing = judge(tracked, grid(text, EPOCH), resting, EPOCH + len(text) * DAY)
    assert standing.strength == pytest.approx(standing.curve[-1][1] if standing.curve else standing.strength, abs=1e-12)


@given(habits(), st.data())
def test_the_best_streak_is_the_longest_of_its_unit(tracked: Habit, data: st.DataObject) -> None:
    log = data.draw(logs(tracked.rules[0].goal.aim))
    streaks = judge(tracked, log, data.draw(st.lists(pauses())), data.draw(days())).streaks
    of_its_unit = [streak.length for streak in streaks.all if streaks.best and streak.unit == streaks.best.unit]
    assert (streaks.best.length if streaks.best else 0) == max(of_its_unit, default=0)
    if streaks.best and streaks.best.unit == streaks.unit:
        assert streaks.best.length >= streaks.length


@given(st.lists(st.sampled_from(("##-#", "#-##", "#--#", "###")), min_size=2))
def test_of_equally_long_streaks_the_last_is_the_best(runs: list[str]) -> None:
    streaks = stand("daily", ".".join(runs)).streaks
    assert streaks.best == max(streaks.all, key=lambda streak: (streak.length, streak.start), default=None)


@given(habits(archived=False), logs(), st.lists(pauses(), max_size=2), days(300), st.integers(0, 120))
def test_no_later_day_lowers_the_best_streak(
    tracked: Habit, log: Log, resting: list[Pause], today: date, later: int
) -> None:
    tracked = tracked._replace(rules=tracked.rules[:1])
    now = judge(tracked, log, resting, today)
    after = judge(tracked, log, resting, today + DAY * later)
    assert longest(after) >= longest(now)


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_strength_stays_between_nothing_and_all(tracked: Habit, log: Log, resting: list[Pause], today: date) -> None:
    assert all(0 <= strength <= 1 for _, strength in judge(tracked, log, resting, today).curve)


@given(habits(), logs(), st.lists(pauses(), max_size=1), days(), days(), st.none() | marks())
def test_a_mark_changes_no_verdict_that_fell_before_it(
    tracked: Habit, log: Log, resting: list[Pause], today: date, day: date, mark: Mark | None
) -> None:
    before = judge(tracked, log, resting, today)
    after = judge(tracked, log.marked(day, mark), resting, today)
    assume(after.counted_from == before.counted_from)
    assert ended_before(after, day) == ended_before(before, day)


@given(habits(), logs(), st.lists(pauses(), max_size=1), days(), rules())
def test_a_new_rule_changes_no_verdict_of_a_period_that_ended_before_it(
    tracked: Habit, log: Log, resting: list[Pause], today: date, new: Rule
) -> None:
    assume(new.since > tracked.rules[0].since)
    old = judge(tracked._replace(rules=tuple(r for r in tracked.rules if r.since < new.since)), log, resting, today)
    changed = judge(tracked.under(new), log, resting, today)
    kept = ended_before(old, new.since)
    cut_off = [period for period in ended_before(changed, new.since) if period not in kept]
    assert set(kept) <= set(changed.periods)
    assert all(period.last == new.since.toordinal() - 1 for period in cut_off)
    assert all(period.verdict in (Verdict.KEPT, Verdict.EXCUSED) for period in cut_off)


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_beginning_changing_or_archiving_makes_no_miss(
    tracked: Habit, log: Log, resting: list[Pause], today: date
) -> None:
    standing = judge(tracked, log, resting, today)
    assert all(period.days == period.whole for period in standing.periods if period.verdict is Verdict.MISSED)
    assert missed(standing) <= missed(judge(tracked._replace(archived=None), log, resting, today))


@given(habits(), logs(), st.lists(pauses(), max_size=1), pauses(), days())
def test_pausing_makes_no_miss(tracked: Habit, log: Log, resting: list[Pause], another: Pause, today: date) -> None:
    # A window under a limit draws the days before and after a pause together, and their sum may exceed it.
    limits = [rule for rule in tracked.rules if rule.goal.aim is Aim.AT_MOST and rule.schedule.pace is Pace.WINDOW]
    assume(not limits)
    assert missed(judge(tracked, log, [*resting, another], today)) <= missed(judge(tracked, log, resting, today))


@given(habits(), logs(), days(), st.integers())
def test_the_order_in_which_marks_were_entered_is_irrelevant(tracked: Habit, log: Log, today: date, seed: int) -> None:
    entered = [(day, log.typed(day), event) for day, _ in log for event in log.events(day) or (None,)]
    random.Random(seed).shuffle(entered)  # noqa: S311 - only an order
    told = Log.of({day: mark for day, mark, _ in entered if mark})
    for day, _, event in entered:
        told = told.with_events({day: {event.id: event}}) if event else told
    again, plain = judge(tracked, told, [], today), judge(tracked, log, [], today)
    assert (again.periods, again.curve, again.totals.done) == (plain.periods, plain.curve, plain.totals.done)


@pytest.mark.parametrize(
    "zone",
    [
        "Pacific/Apia",
        "America/Sao_Paulo",
        "America/Los_Angeles",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Australia/Lord_Howe",
    ],
)
def test_the_zone_of_the_machine_is_irrelevant(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def numbers() -> object:
        standing = judge(habit(rule("3/week", since=EPOCH)), grid("## #" * 90, EPOCH), [], EPOCH + 380 * DAY)
        return standing.periods, standing.streaks.all, standing.curve

    here = numbers()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert numbers() == here


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_current_is_the_last_run_unless_a_missed_period_follows_it(
    tracked: Habit, log: Log, resting: list[Pause], today: date
) -> None:
    standing = judge(tracked, log, resting, today)
    last = standing.streaks.all[-1] if standing.streaks.all else None
    said = [period.verdict for period in standing.periods if period.verdict in (Verdict.KEPT, Verdict.MISSED)]
    if any(rule.schedule.pace is Pace.ANYTIME and not rule.goal.is_urge for rule in tracked.rules):
        assert standing.streaks.length in (0, last.length if last else 0)  # no run bridges a stretch of anytime
    else:
        assert standing.streaks.length == (last.length if last and said[-1] is Verdict.KEPT else 0)


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_every_judged_period_is_open_or_counted_once(
    tracked: Habit, log: Log, resting: list[Pause], today: date
) -> None:
    standing = judge(tracked, log, resting, today)
    closed = [period for period in standing.periods if period.verdict is not Verdict.OPEN]
    assert sum(standing.tally) == len(closed)
    assert all(period.unit in ("day", "week", "month", "urge") for period in closed)
    assert sum(period.verdict is Verdict.OPEN for period in standing.periods) <= 1


@given(habits(), logs(), st.lists(pauses(), max_size=2), days(), days(), st.integers(0, 60))
def test_cells_of_a_range_are_the_cells_of_its_days(
    tracked: Habit, log: Log, resting: list[Pause], today: date, first: date, length: int
) -> None:
    standing = judge(tracked, log, resting, today)
    shown = standing.cells.between(first.toordinal(), first.toordinal() + length)
    assert shown == "".join(standing.cells.on(first + DAY * offset) for offset in range(length + 1))
    assert set(shown) <= set(CELLS)
    assert all(0 <= standing.cells.share(first.toordinal() + offset) <= 1 for offset in range(length + 1))


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_everything_can_be_explained(tracked: Habit, log: Log, resting: list[Pause], today: date) -> None:
    standing = judge(tracked, log, resting, today)
    explained = standing.explain()
    days = [period for period in standing.periods if period.unit != "urge"]
    assert [e.verdict for e in explained if "let pass" not in e.words and "acted on" not in e.words] == [
        period.verdict for period in reversed(days)
    ]
    assert all(e.words and e.title for e in explained)
    assert standing.explain(2) == explained[:2]
