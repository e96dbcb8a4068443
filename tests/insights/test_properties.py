"""What holds of every habit, log and pause."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies as draw
from tests.insights.making import AREAS, habit_review
from tracker.domain.book import Book, Pause
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Verdict, judge
from tracker.domain.judging.codes import DayCode
from tracker.domain.judging.judgement import Judgement
from tracker.domain.log import Log, Mark, MarkKind
from tracker.insights import Course, Span, review, say_all
from tracker.insights.course import JudgedSegment
from tracker.insights.pairings import went_together
from tracker.insights.rhythm import weekday_shares

spans = st.tuples(draw.days(), st.integers(0, 400)).map(
    lambda drawn: (drawn[0].toordinal(), drawn[0].toordinal() + drawn[1])
)
todays = draw.days(430)


@given(draw.habits(), draw.logs(), st.lists(draw.pauses(), max_size=2), todays, spans)
def test_periods_are_counted_as_they_are_judged(
    habit: Habit, log: Log, pauses: list[Pause], today: date, span: tuple[int, int]
) -> None:
    first, last = span
    standing, course = judge(habit, log, pauses, today), Course(Judgement(habit, log, pauses, today))
    tally = standing.tally_between(date.fromordinal(first), date.fromordinal(last))
    assert course.share(first, last) == (tally.kept, tally.kept + tally.missed)


@given(draw.habits(), draw.logs(), st.lists(draw.pauses(), max_size=2), todays)
def test_a_day_is_read_as_its_period_is_judged(habit: Habit, log: Log, pauses: list[Pause], today: date) -> None:
    standing, course = judge(habit, log, pauses, today), Course(Judgement(habit, log, pauses, today))
    if course.first is None:
        return
    codes = dict(enumerate(course.codes(course.first, course.last), course.first))
    days = {day: code for day, code in codes.items() if code in "#."}
    windows = {day for part in course.parts if part.segment.rule.schedule.pace == "window" for day in _days(part)}
    judged = {
        period.last: period.verdict
        for period in standing.periods
        if period.unit in ("day", "urge") and period.last not in windows
        if not (period.unit == "urge" and period.last == today.toordinal())  # today's can still change
    }
    assert days == {
        day: "#" if verdict is Verdict.KEPT else "."
        for day, verdict in judged.items()
        if verdict in (Verdict.KEPT, Verdict.MISSED)
    }


def _days(part: JudgedSegment) -> range:
    return range(part.segment.first, part.segment.through + 1)


@given(draw.habits(), draw.logs(), todays, spans)
def test_weekdays_add_up_to_the_days(habit: Habit, log: Log, today: date, span: tuple[int, int]) -> None:
    first, last = span
    codes = Course(Judgement(habit, log, (), today)).codes(first, last)
    assert len(codes) == last + 1 - first
    shares = weekday_shares(codes, first)
    assert sum(share.of for share in shares) == sum(code != DayCode.OUT for code in codes)
    assert sum(share.kept for share in shares) == sum(code in "#+" for code in codes)


@given(draw.habits(), draw.logs(), st.lists(draw.pauses(), max_size=2), todays, spans)
def test_lapses_sum_up_to_the_comeback(
    habit: Habit, log: Log, pauses: list[Pause], today: date, span: tuple[int, int]
) -> None:
    book = Book(AREAS, (habit,), {habit.id: log}, tuple(pauses))
    until_now = Span("own", date.fromordinal(span[0]), max(today, date.fromordinal(span[1])))
    seen = habit_review(book, habit.id, until_now, today)
    ended = sorted(lapse.length for lapse in seen.course.lapses if lapse.back)
    open_ones = [lapse.length for lapse in seen.course.lapses if not lapse.back]
    comeback = seen.standing.comeback
    assert (len(ended), ended.count(1), sum(open_ones)) == (comeback.lapses, comeback.within_one, comeback.under_way)
    assert sum(month.share.of for month in seen.months) == seen.share.of
    assert all(point is None or 0 <= point <= 1 for point in seen.curve(9))


@given(draw.habits(archived=False), draw.logs(), todays, st.integers(0, 400))
def test_a_skipped_day_is_not_counted(habit: Habit, log: Log, today: date, offset: int) -> None:
    skipped = draw.EPOCH + timedelta(offset)
    course = Course(Judgement(habit, log.marked(skipped, Mark(MarkKind.SKIP)), (), today))
    assert course.codes(skipped.toordinal(), skipped.toordinal()) == DayCode.OUT


@given(st.lists(draw.logs(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_habits_changes_no_figure(logs: list[Log], dice: Random) -> None:
    held = [
        Habit(f"h{n}", f"H{n}", AREAS[n % 3].id, (Rule(draw.EPOCH),), draw.EPOCH, position=n) for n in range(len(logs))
    ]
    today = draw.EPOCH + timedelta(401)
    span = Span("year", draw.EPOCH, today)
    one = Book(AREAS, tuple(held), {habit.id: log for habit, log in zip(held, logs, strict=True)})
    dice.shuffle(held)
    other = one._replace(habits=tuple(held), logs=dict(reversed(list(one.logs.items()))))
    seen, again = review(one, span, today), review(other, span, today)
    assert (seen.balance, seen.rhythm, seen.pairings) == (again.balance, again.rhythm, again.pairings)
    assert say_all(seen) == say_all(again)


@settings(max_examples=15)  # each looks at hundreds of days in pairs
@given(st.lists(draw.logs(), min_size=2, max_size=3))
def test_a_pairing_has_days_enough_and_shares_within_bounds(logs: list[Log]) -> None:
    courses = [
        Course(
            Judgement(Habit(f"h{n}", "H", "a", (Rule(draw.EPOCH),), draw.EPOCH), log, (), draw.EPOCH + timedelta(401))
        )
        for n, log in enumerate([*logs, logs[0]])
    ]
    for pairing in went_together(courses, {}, Span("all", draw.EPOCH, draw.EPOCH + timedelta(400))).pairings:
        assert pairing.first != pairing.second
        assert pairing.days >= 28
        for contrast in (pairing.forward, pairing.backward):
            assert contrast.on.of + contrast.off.of == pairing.days
            assert -1 <= contrast.difference <= 1
        assert 0 <= pairing.chance <= 0.05


def _daily(id: str) -> Habit:
    return Habit(id, "H", "a", (Rule(draw.EPOCH),), draw.EPOCH)
