"""Nothing lowers a number that should not: no day excused, none not over yet, and never doing more."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.judging.making import longest, missed
from tests.strategies import days, habits, logs, marks, pauses
from tracker.domain.book import Pause
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit
from tracker.domain.judging import Period, Standing, Verdict, judge
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import Pace

DAY = timedelta(1)
SPAN_PACES = (Pace.WEEK, Pace.MONTH)
TO_DO = (Aim.CHECK, Aim.AT_LEAST)
RANK = {None: 0, Verdict.MISSED: 0, Verdict.OPEN: 1, Verdict.EXCUSED: 1, Verdict.KEPT: 2}


def verdicts(standing: Standing) -> dict[tuple[int, int], Verdict]:
    return {(period.first, period.last): period.verdict for period in standing.periods}


def is_excused(day: date, log: Log, resting: list[Pause], tracked: Habit) -> bool:
    mark = log.get(day)
    paused = any(pause.covers(tracked) and pause.holds(day) for pause in resting)
    return paused or (mark is not None and mark.kind is MarkKind.SKIP)


def no_worse(more: Standing, less: Standing) -> bool:
    """Whether nothing in `more` is lower than in `less`."""
    before, after = verdicts(less), verdicts(more)
    assert all(RANK[after.get(days)] >= RANK[verdict] for days, verdict in before.items())
    assert best_of(more) >= best_of(less) or len({period.unit for period in more.periods}) > 1
    if less.rate is not None and more.rate is not None:
        assert more.rate >= less.rate
    if more.streaks.current and less.streaks.current and more.streaks.unit == less.streaks.unit:
        assert more.streaks.length >= less.streaks.length
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
    later = Log.of({move(day): mark for day, _ in log if (mark := log.typed(day))} | put_in)
    later = later.with_events({move(day): {event.id: event for event in log.events(day)} for day, _ in log})
    return judge(tracked, log, [], today), judge(moved, later, [], move(today))


@given(shifted())
def test_excused_days_vanish(pair: tuple[Standing, Standing]) -> None:
    plain, longer = pair
    assert [(s.length, s.unit) for s in longer.streaks.all] == [(s.length, s.unit) for s in plain.streaks.all]
    assert (longer.streaks.length, longer.rate, longer.strength) == (plain.streaks.length, plain.rate, plain.strength)
    assert longer.comeback == plain.comeback


@given(habits(*TO_DO, paces=SPAN_PACES), logs(), days(), st.sets(days(), max_size=60))
def test_excusing_days_without_a_mark_lowers_nothing(tracked: Habit, log: Log, today: date, excused: set[date]) -> None:
    unmarked = {day: Mark(MarkKind.SKIP) for day in excused if day <= today and log.get(day) is None}
    plain = judge(tracked, log, [], today)
    kinder = judge(tracked, log.with_marks(unmarked), [], today)
    assert no_worse(kinder, plain)
    assert kinder.streaks.length >= plain.streaks.length or kinder.streaks.unit != plain.streaks.unit


@st.composite
def unmarked_todays(draw: st.DrawFn) -> tuple[Habit, Log, list[Pause], date]:
    tracked, log, today = draw(habits(archived=False)), draw(logs()), draw(days())
    resting = draw(st.lists(pauses(), max_size=1))
    log = log.marked(today, None).with_events({today: {event.id: None for event in log.events(today)}})
    assume(tracked.rules[0].since < today and all(rule.since != today for rule in tracked.rules))
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
    assert [(s.length, s.unit) for s in now.streaks.all] == [(s.length, s.unit) for s in without.streaks.all]
    assert (now.streaks.length, now.rate, now.comeback) == (without.streaks.length, without.rate, without.comeback)


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
        assert after.streaks.length >= plain.streaks.length


@given(with_more(Aim.AT_MOST))
def test_an_amount_never_helps_under_a_limit(pair: tuple[Standing, Standing]) -> None:
    plain, after = pair
    assert no_worse(plain, after)
    assert (after.strength or 0) <= (plain.strength or 0)
    if len({p.unit for p in plain.periods}) == 1:
        assert after.streaks.length <= plain.streaks.length


@given(habits(), logs(), days(), pauses(), days(), marks())
def test_what_is_recorded_in_a_pause_makes_nothing_worse(
    tracked: Habit, log: Log, today: date, away: Pause, day: date, mark: Mark
) -> None:
    assume(away.covers(tracked) and away.holds(day) and day <= today and log.get(day) is None)
    plain = judge(tracked, log, [away], today)
    told = judge(tracked, log.marked(day, mark), [away], today)
    assert missed(told) <= missed(plain)
    assert told.tally.missed <= plain.tally.missed
    assert all(longest_by_unit(told)[unit] >= length for unit, length in longest_by_unit(plain).items())
    assert told.streaks.length >= plain.streaks.length or told.streaks.unit != plain.streaks.unit
    assert told.rate is None or told.rate >= (plain.rate or 0)
    assert (told.strength or 0) >= (plain.strength or 0)


@given(habits(), logs(), st.lists(pauses(), max_size=1), days(), st.sets(days(), min_size=1, max_size=20))
def test_marking_an_empty_day_as_excused_makes_no_miss_and_breaks_no_run(
    tracked: Habit, log: Log, resting: list[Pause], today: date, chosen: set[date]
) -> None:
    """A day that was kept although nothing was done on it vanishes; that is all that a number can lose by it."""
    excused = {day: Mark(MarkKind.SKIP) for day in chosen if day <= today and log.get(day) is None}
    plain = judge(tracked, log, resting, today)
    kinder = judge(tracked, log.with_marks(excused), resting, today)
    assert missed(kinder) <= missed(plain)
    assert kinder.tally.missed <= plain.tally.missed
    still = {period[:3] for period in kinder.periods if period.verdict is Verdict.KEPT}
    lost = [p for p in plain.periods if p.verdict is Verdict.KEPT and p[:3] not in still]
    ordinals = {day.toordinal() for day in excused}
    assert all(ordinals & set(range(period.first, period.last + 1)) for period in lost)
    assert all(rule.goal.is_limit or rule.schedule.pace is Pace.WINDOW for rule in map(tracked.rule_on, starts(lost)))
    vanished = Counter(period.unit for period in lost)
    after = longest_by_unit(kinder)
    assert all(after[unit] >= length - vanished[unit] for unit, length in longest_by_unit(plain).items())
    if kinder.streaks.unit == plain.streaks.unit:
        assert kinder.streaks.length >= plain.streaks.length - vanished[plain.streaks.unit]


def starts(periods: list[Period]) -> list[date]:
    return [date.fromordinal(period.first) for period in periods]


@given(habits(), logs(), st.lists(pauses(), max_size=2), days(300), st.integers(0, 120))
def test_no_later_day_lowers_the_longest_run_of_any_unit(
    tracked: Habit, log: Log, resting: list[Pause], today: date, later: int
) -> None:
    now = judge(tracked, log, resting, today)
    after = longest_by_unit(judge(tracked, log, resting, today + DAY * later))
    assert all(after[unit] >= length for unit, length in longest_by_unit(now).items())


@given(habits(), logs(), st.lists(pauses(), max_size=2), days())
def test_the_best_is_the_longest_of_its_unit_and_no_shorter_than_the_current(
    tracked: Habit, log: Log, resting: list[Pause], today: date
) -> None:
    standing = judge(tracked, log, resting, today)
    best, current = standing.streaks.best, standing.streaks.current
    assert bool(best) == bool(standing.streaks.all)
    if best:
        assert best.length == longest_by_unit(standing)[best.unit]
    if best and current and best.unit == current.unit:
        assert best.length >= current.length


@given(habits(paces=(Pace.ANYTIME, Pace.DAILY, Pace.WEEK)), logs(), days())
def test_no_run_bridges_a_stretch_of_anytime(tracked: Habit, log: Log, today: date) -> None:
    ends = [rule.since for rule in tracked.rules[1:]] + [date.max]
    free = [
        (rule.since, end)
        for rule, end in zip(tracked.rules, ends, strict=True)
        if rule.schedule.pace is Pace.ANYTIME and not rule.goal.is_urge and rule.since <= today
    ]
    for streak in judge(tracked, log, [], today).streaks.all:
        assert not any(streak.start < begin and end <= streak.end for begin, end in free)


def best_of(standing: Standing) -> int:
    """The length of the best streak where all its periods have one unit; else nothing to compare."""
    one_unit = len({period.unit for period in standing.periods}) == 1
    return standing.streaks.best.length if standing.streaks.best and one_unit else 0


def longest_by_unit(standing: Standing) -> Counter[str]:
    """The length of the longest run of each unit."""
    found: Counter[str] = Counter()
    for streak in standing.streaks.all:
        found[streak.unit] = max(found[streak.unit], streak.length)
    return found


@given(habits(*TO_DO, Aim.LET_GO), logs(), days(), days())
def test_what_was_done_before_the_first_day_makes_no_miss(tracked: Habit, log: Log, today: date, day: date) -> None:
    assume(day < tracked.rules[0].since and log.get(day) is None)
    plain = judge(tracked, log, [], today)
    assert missed(judge(tracked, log.marked(day, Mark(MarkKind.DONE)), [], today)) <= missed(plain)


@given(habits(), logs(), days(), days())
def test_an_explicit_miss_lengthens_nothing(tracked: Habit, log: Log, today: date, day: date) -> None:
    assume(log.get(day) is None)
    plain = judge(tracked, log, [], today)
    after = judge(tracked, log.marked(day, Mark(MarkKind.MISSED)), [], today)
    assert after.streaks.length <= plain.streaks.length
    assert longest(after) <= longest(plain)
    assert after.tally.kept <= plain.tally.kept
