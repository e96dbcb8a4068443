"""The page of one habit: its strength, its year, its weekdays, its streaks, its comebacks and its notes."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.clock import short_day
from tracker.domain.text import capital, counted, percent
from tracker.insights import HabitReview, Mean, Review, Span, Topic, say_all
from tracker.service.review.heat import heat_of_one, year_of
from tracker.service.review.page import Bars, Page, Points, Runs, Section, Table, section
from tracker.service.review.sections import curve, weekday_bars, written
from tracker.service.review.spans import month_name, span_days, span_title, span_words
from tracker.service.review.together import ASKED, answer_points, habit_points
from tracker.service.review.tried import came_words, tried_words
from tracker.service.review.urges import urge_bars, urge_lines
from tracker.service.review.words import (
    back_words,
    period_share,
    points,
    streak_words,
    times_words,
    total_words,
    urge_words,
)

URGES = "When they pass"


def habit_page_of(review: Review, habit: HabitReview, asked: Span, *, streaks: bool = True) -> Page:
    """Lay out the review of one habit."""
    name = habit.habit.name
    mine = [s.text for s in say_all(review) if s.habit == habit.habit.id and s.topic is not Topic.PAIRING]
    sections = [
        *section("At a glance", Points((*mine, *facts(habit, streaks=streaks)))),
        *section("What came of it", Points(tuple(came_of(review, habit)))),
        *section(f"A year of days, {span_days(year_of(review), review.today)}", heat_of_one(review, habit)),
        *section("Strength", curve(habit) if habit.strength is not None else None),
        *section("By weekday", _weekdays(habit)),
        *section("Month by month" if not habit.urges else "Urges", _months(habit)),
        *section(URGES, Points(tuple(urge_lines(review, habit))), *urge_bars(review, habit)),
        *(_streaks(habit) if streaks else []),
        *section("Coming back", Points(tuple(comebacks(habit)))),
        *section(ASKED, answer_points(review, habit.habit.id)),
        *_together(review, habit),
        *written(review, (habit,)),
    ]
    return Page(f"{name}: {span_title(asked)}", span_words(asked, review.today), tuple(sections))


def came_of(review: Review, habit: HabitReview) -> list[str]:
    """Say what was tried with the habit in earlier weeks, and what came of it."""
    mine = [found for found in review.follow_ups if found.taken.habit == habit.habit.id]
    return [f"{tried_words(review, found)} {came_words(found)}" for found in mine]


def facts(habit: HabitReview, *, streaks: bool = True) -> list[str]:
    """Say the numbers of a habit, a sentence each."""
    words = habit.habit.rule_on(habit.span.end).words
    lines = [capital(words)]
    if habit.strength is not None:
        grown = f"Strength {percent(habit.strength)}, {points(habit.change) or '0'} over the span"
        lines.append(grown if habit.is_settled else "New: a strength in percent would say nothing yet")
    if habit.share.of:
        before = f"; before: {period_share(habit, habit.before)}" if habit.before and habit.before.of else ""
        lines.append(f"Kept {period_share(habit, habit.share)}{before}")
    if habit.urges:
        lines.append(urge_words(habit) or "No urge was recorded in this span")
    elif not habit.share.of:
        times = times_words(habit)
        total = f"{total_words(habit)} in all" if habit.standing.totals.done else "Nothing yet"
        lines.append(f"{times}, {total}" if times else total)
    if streaks and habit.best:
        now = f"Streak {streak_words(habit.current)}" if habit.current else "No streak under way"
        lines.append(
            f"{now}; best {streak_words(habit.best)}, from {short_day(habit.best.start)} {habit.best.start.year}"
        )
    return lines


def _weekdays(habit: HabitReview) -> Bars | None:
    bars = weekday_bars(habit)
    return bars if any(bar.value is not None for bar in bars.bars) else None


def _strength(held: Mean) -> str:
    return f"{held.value:.1f} over {counted(held.of, 'urge')}" if held.of else "not told"


def _months(habit: HabitReview) -> Table | None:
    if habit.urges:
        rows = tuple(
            (
                f"from {short_day(held.start)} {held.start.year}",
                str(held.passed),
                str(held.acted),
                _strength(held.strength),
            )
            for held in habit.urges
            if held.passed or held.acted
        )
        return Table(("when", "let pass", "acted on", "mean strength, 1 to 5"), rows) if rows else None
    months = [month for month in habit.months if month.share.of]
    kept = tuple(
        (month_name(month.start, year=month is months[0]), period_share(habit, month.share)) for month in months
    )
    return Table(("month", "kept"), kept) if len(kept) > 1 else None


def _streaks(habit: HabitReview) -> list[Section]:
    runs = tuple((run.start, run.end, streak_words(run)) for run in habit.streaks)
    if not runs or not habit.span.days:
        return []
    longest = max(habit.streaks, key=lambda run: run.end - run.start)
    words = f"{counted(len(runs), 'streak')} in this span, the longest {streak_words(longest)}"
    return section("Streaks", Runs(habit.span.start, habit.span.end, runs, words))


def comebacks(habit: HabitReview) -> Iterator[str]:
    """Say how soon the habit returned, in the span and over all time."""
    if words := back_words(habit.comeback_in_span, habit.units[0] if len(habit.units) == 1 else "period"):
        yield f"In this span: {words}"
    if habit.standing.comeback.lapses != habit.comeback_in_span.lapses and (
        words := back_words(habit.standing.comeback, habit.course.unit(habit.course.first or 1, habit.course.last))
    ):
        yield f"Over all time: {words}"


def _together(review: Review, habit: HabitReview) -> list[Section]:
    return section("What went with it", habit_points(review, habit.habit))
