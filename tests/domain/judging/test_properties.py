"""What holds for all habits, logs, pauses and days."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.domain.judging.making import grid, habit, rule, stand
from tests.strategies import EPOCH, days, habits, logs, marks, pauses, rules
from tracker.domain.book import Pause
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Period, Standing, Verdict, judge
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import Pace

DAY = timedelta(1)
SPAN_PACES = (Pace.WEEK, Pace.MONTH)
TO_DO = (Aim.CHECK, Aim.AT_LEAST)
RANK = {None: 0, Verdict.MISSED: 0, Verdict.OPEN: 1, Verdict.EXCUSED: 1, Verdict.KEPT: 2}


def verdicts(standing: Standing) -> dict[tuple[int, int], Verdict]:
    return {(period.first, period.last): period.verdict for period in standing.periods}


def missed(standing: Standing) -> set[tuple[int, int]]:
    return {days for days, verdict in verdicts(standing).items() if verdict is Verdict.MISSED}


def extent(standing: Standing) -> timedelta:
    return standing.best.end - standing.best.start if standing.best else timedelta(-1)


def ended_before(standing: Standing, day: date) -> list[Period]:
    return [period for period in standing.periods if period.last < day.toordinal()]


def is_excused(day: date, log: Log, resting: list[Pause], tracked: Habit) -> bool:
    mark = log.get(day)
    paused = any(pause.covers(tracked) and pause.holds(day) for pause in resting)
    return paused or (mark is not None and mark.kind is MarkKind.SKIP)


@settings(max_examples=30)
@given(st.text("##  .-", min_size=1, max_size=60), rules(), st.integers(0, 40))
def test_what_strength_forgets_no_digit_of_it_shows(piece: str, held: Rule, rest: int) -> None:
    text = piece * (4000 // len(piece))
    tracked = habit(held._replace(since=EPOCH))
    resting = [Pause("p", EPOCH + 3900 * DAY, EPOCH + (3900 + rest) * DAY)]
    standing = judge(tracked, grid(text, EPOCH), resting, EPOCH + len(text) * DAY)
    assert standing.strength == pytest.approx(standing.curve[-1][1] if standing.curve else standing.strength, abs=1e-14)


@given(habits(), st.data())
def test_the_best_streak_is_the_one_of_most_days(tracked: Habit, data: st.DataObject) -> None:
    standing = judge(
        tracked, data.draw(logs(tracked.rules[0].goal.aim)), data.draw(st.lists(pauses())), data.draw(days())
    )
    assert standing.best == max(
        standing.streaks, key=lambda streak: (streak.end - streak.start, streak.length, streak.start), default=None
    )


@given(st.lists(st.sampled_from(("##-#", "#-##", "#--#")), min_size=2))
def test_of_streaks_of_the_same_extent_the_best_has_more_kept_and_is_the_last(runs: list[str]) -> None:
    standing = stand("daily", ".".join(runs))
    assert standing.best == max(
        standing.streaks, key=lambda streak: (streak.end - streak.start, streak.length, streak.start), default=None
    )


def no_worse(more: Standing, less: Standing) -> bool:
    """Whether nothing in `more` is lower than in `less`."""
    before, after = verdicts(less), verdicts(more)
    assert all(RANK[after.get(days)] >= RANK[verdict] for days, verdict in before.items())
    assert extent(more) >= extent(less)
    if less.rate is not None and more.rate is not None:
        assert more.rate >= less.rate
    if more.current_streak and less.current_streak and more.unit == less.unit:
        assert more.current >= less.current
    return True


@st.composite
def shifted(draw: st.DrawFn) -> tuple[Standing, Standing]:
    """Draw a standing, and the same with excused days put in somewhere."""
    step = draw(st.sampled_from((1, 7)))
    paces = (Pace.DAILY, Pace.WINDOW, Pace.ANYTIME) + ((Pace.WEEKDAYS,) if step == 7 else ())
    tracked, log, today = draw(habits(paces=paces)), draw(logs()), draw(days())
    at, gap = draw(days()), timedelta(step * draw(st.integers(1, 20)))
    assume(at <= today)

    def move(day: date) -> date:
        return day + gap if day >= at else day

    moved = tracked._replace(
        rules=tuple(rule._replace(since=move(rule.since)) for rule in tracked.rules),
        archived=move(tracked.archived) if tracked.archived else None,
    )
    put_in = {at + DAY * offset: Mark(MarkKind.SKIP) for offset in range(gap.days)}
    later = Log.of({move(day): mark for day, mark in log} | put_in)
    return judge(tracked, log, [], today), judge(moved, later, [], move(today))


@given(shifted())
def test_excused_days_vanish(pair: tuple[Standing, Standing]) -> None:
    plain, longer = pair
    assert [(s.length, s.unit) for s in longer.streaks] == [(s.length, s.unit) for s in plain.streaks]
    assert (longer.current, longer.rate, longer.strength) == (plain.current, plain.rate, plain.strength)
    assert longer.comeback == plain.comeback


@given(habits(*TO_DO, paces=SPAN_PACES), logs(), days(), st.sets(days(), max_size=60))
def test_excusing_days_without_a_mark_lowers_nothing(tracked: Habit, log: Log, today: date, excused: set[date]) -> None:
    unmarked = {day: Mark(MarkKind.SKIP) for day in excused if day <= today and log.get(day) is None}
    plain = judge(tracked, log, [], today)
    kinder = judge(tracked, Log.of(dict(log) | unmarked), [], today)
    assert no_worse(kinder, plain)
    assert kinder.current >= plain.current or kinder.unit != plain.unit


@st.composite
def unmarked_todays(draw: st.DrawFn) -> tuple[Habit, Log, list[Pause], date]:
    tracked, log, today = draw(habits(archived=False)), draw(logs()), draw(days())
    resting = draw(st.lists(pauses(), max_size=1))
    log = log.marked(today, None)
    assume(all(rule.since != today for rule in tracked.rules))
    assume(not is_excused(today, log, resting, tracked))
    assume(judge(tracked, log, resting, today - DAY).counted_from)
    return tracked, log, resting, today


@given(unmarked_todays())
def test_a_day_that_is_not_over_changes_no_number(case: tuple[Habit, Log, list[Pause], date]) -> None:
    tracked, log, resting, today = case
    now = judge(tracked, log, resting, today)
    without = judge(tracked._replace(archived=today), log, resting, today)
    assert now.strength == without.strength
    assert missed(now) <= missed(without)
    schedule, whole = now.rule.schedule, not [p for p in now.periods if p.first < today.toordinal() <= p.last]
    if schedule.pace in SPAN_PACES and not whole:
        without = judge(tracked, log, resting, today - DAY)
    assert [(s.length, s.unit) for s in now.streaks] == [(s.length, s.unit) for s in without.streaks]
    assert (now.current, now.rate, now.comeback) == (without.current, without.rate, without.comeback)


def more(draw: st.DrawFn, mark: Mark | None) -> Mark:
    """Draw a mark that says more was done."""
    extra = draw(st.integers(1, 60)) * 500
    if mark and mark.kind is MarkKind.AMOUNT:
        return mark._replace(amount=mark.amount + extra)
    return Mark(MarkKind.AMOUNT, extra) if draw(st.booleans()) else Mark(MarkKind.DONE)


@st.composite
def with_more(draw: st.DrawFn, *aims: Aim) -> tuple[Standing, Standing]:
    """Draw a standing, and the same after more was done on one day."""
    tracked, log, today = draw(habits(*aims)), draw(logs(aims[0])), draw(days())
    resting = draw(st.lists(pauses(), max_size=1))
    plain = judge(tracked, log, resting, today)
    assume(plain.counted_from)
    begun = plain.counted_from or today
    day = begun + DAY * draw(st.integers(0, (today - begun).days)) if draw(st.booleans()) else today
    old = log.get(day)
    assume(not is_excused(day, log, resting, tracked))
    assume(old is None or old.kind in (MarkKind.AMOUNT, MarkKind.MISSED, MarkKind.NOTE))
    return plain, judge(tracked, log.marked(day, more(draw, old)), resting, today)


@given(with_more(*TO_DO))
def test_doing_more_never_hurts(pair: tuple[Standing, Standing]) -> None:
    plain, after = pair
    assert no_worse(after, plain)
    assert (after.strength or 0) >= (plain.strength or 0)
    if len({p.unit for p in after.periods}) == 1:
        assert after.current >= plain.current


@given(with_more(Aim.AT_MOST))
def test_an_amount_never_helps_under_a_limit(pair: tuple[Standing, Standing]) -> None:
    plain, after = pair
    assert no_worse(plain, after)
    assert (after.strength or 0) <= (plain.strength or 0)
    if len({p.unit for p in plain.periods}) == 1:
        assert after.current <= plain.current


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
    entered = list(log)
    random.Random(seed).shuffle(entered)  # noqa: S311 - only an order
    again, plain = judge(tracked, Log.of(dict(entered)), [], today), judge(tracked, log, [], today)
    assert (again.periods, again.curve, again.total) == (plain.periods, plain.curve, plain.total)


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
        return standing.periods, standing.streaks, standing.curve

    here = numbers()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert numbers() == here
    finally:
        monkeypatch.undo()
        time.tzset()


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_current_is_the_last_run_unless_a_missed_period_follows_it(
    tracked: Habit, log: Log, resting: list[Pause], today: date
) -> None:
    standing = judge(tracked, log, resting, today)
    last = standing.streaks[-1] if standing.streaks else None
    broken = last and any(first > last.end.toordinal() for first, _ in missed(standing))
    if not (standing.rule.goal.aim is Aim.LET_GO and standing.cell(today) == "a"):
        assert standing.current == (0 if last is None or broken else last.length)


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
    shown = standing.cells(first.toordinal(), first.toordinal() + length)
    assert shown == "".join(standing.cell(first + DAY * offset) for offset in range(length + 1))
    assert set(shown) <= set("#.-=~paoc> ")
    assert all(0 <= standing.share(first.toordinal() + offset) <= 1 for offset in range(length + 1))


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_everything_can_be_explained(tracked: Habit, log: Log, resting: list[Pause], today: date) -> None:
    standing = judge(tracked, log, resting, today)
    explained = standing.explain()
    assert [e.verdict for e in explained] == [period.verdict for period in reversed(standing.periods)]
    assert all(e.words and e.title for e in explained)
    assert standing.explain(2) == explained[:2]
