"""Sections: what a review of all habits says, part by part, what went well first."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tracker.clock import MONTHS, say_date, say_range, short_day
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import counted, percent
from tracker.insights import ALL, Good, HabitReview, Mean, Review, Span, Topic, say_on
from tracker.insights.habits import curve as strength_curve
from tracker.service.review.entries import entries
from tracker.service.review.heat import heat_of_all, year_of
from tracker.service.review.page import Bar, Bars, Curve, Note, Notes, Page, Points, Section, Table, TableCell, section
from tracker.service.review.spans import span_days, span_title, span_words
from tracker.service.review.together import ASKED, STRETCHES, answer_points, stretch_points, together_points
from tracker.service.review.tried import act_words, came_words, taken_now, tried, tried_words
from tracker.service.review.urges import book_lines
from tracker.service.review.words import (
    given_words,
    moved_words,
    period_share,
    return_words,
    share_bar,
    streak_words,
    time_words,
    times_words,
    total_words,
    urge_words,
)
from tracker.service.words.agreements import told_of
from tracker.service.words.counts import strength_words

_RETURNS = 3
CURVE_POINTS = 52
FIRST_WEEKS = "The first weeks"
URGES = "Urges"


def page_of(review: Review, asked: Span, *, streaks: bool = True) -> Page:
    """Lay out the review of all habits; `asked` is the whole span, also the part that has not come yet."""
    title = f"Review: {span_title(asked)}"
    parts = (_nothing, _well, _back, _first_weeks, _stretches, _look, _tried, _balance, _year)
    sections = [found for part in parts for found in part(review)]
    sections += [
        *_habits(review, streaks=streaks),
        *_urges(review),
        *_rhythm(review),
        *_ease(review),
        *_together(review),
    ]
    sections += section("What you agreed", Points(tuple(words for _, words in agreed_told(review))))
    return Page(title, span_words(asked, review.today), (*sections, *written(review)))


def said(review: Review, topic: Topic) -> Points:
    """Return the sentences on a topic."""
    return Points(tuple(sentence.text for sentence in say_on(review, topic)))


def _nothing(review: Review) -> list[Section]:
    if review.courses:
        return []
    return section("Nothing yet", Points(("There is no habit yet; once there is one, its days are told here.",)))


def _first_weeks(review: Review) -> list[Section]:
    return section(FIRST_WEEKS, said(review, Topic.TOO_FEW_DAYS))


def _well(review: Review) -> list[Section]:
    return section("What went well", said(review, Topic.WELL))


def _back(review: Review) -> list[Section]:
    return section("Coming back", Points(tuple(coming_back(review))))


def coming_back(review: Review, most: int = _RETURNS) -> list[str]:
    """Say how often habits came back, and those returns that what went well has not told of already.

    An urge let pass after others is none of them: with urges there is no being away.
    """
    returns = [found for found in review.returns if found.unit != "urge"]
    if not returns:
        return []
    told = {well.habit for well in review.went_well if well.good is Good.COMEBACK}
    longest = {found.habit: found for found in reversed(returns)}
    shown = [
        found for found in returns if longest[found.habit] is found and found.habit not in told and found.length > 1
    ]
    at_once = sum(found.length == 1 for found in returns)
    summary = f"{counted(len(returns), 'return')}, {at_once} of them at the next chance."
    return [summary, *(f"{return_words(review, found)}." for found in shown[:most])]


def _stretches(review: Review) -> list[Section]:
    return section(STRETCHES, stretch_points(review))


def _look(review: Review) -> list[Section]:
    lines = []
    for sentence in say_on(review, Topic.LOOK):
        lines += [
            sentence.text,
            *(f"This week {act_words(review, taken)}" for taken in taken_now(review, sentence.habit)),
        ]
    return section("Worth a look", Points(tuple(lines)))


def _tried(review: Review) -> list[Section]:
    return section(
        "What came of it", Points(tuple(f"{tried_words(review, one)} {came_words(one)}" for one in tried(review)))
    )


def _balance(review: Review) -> list[Section]:
    rows = []
    for area in review.balance.areas:
        before = given_words(area.before) if area.before and area.before.share.of else ""
        time = time_words(area.now.time) if area.now.time else ""
        share = area.now.share
        kept = given_words(area.now) if share.of else f"{share}"  # below “kept”, “nothing due” would be no answer
        rows.append((area.area.name, kept, before, time, f"{area.now.days}"))
    table = Table(("area", "kept", "before", "time given", "days with something"), tuple(rows)) if rows else None
    return section("Areas in balance", said(review, Topic.BALANCE), table)


def _year(review: Review) -> list[Section]:
    if not review.courses:
        return []
    year = year_of(review)
    return section(f"A year of days, {span_days(year, review.today)}", heat_of_all(review))


def ranked(review: Review) -> list[HabitReview]:
    """Return the habits of a review, the strongest first; those too new to tell come behind as they are listed."""
    return sorted(
        review.habits,
        key=lambda habit: (habit.strength is None, not habit.is_settled, -(habit.strength or 0.0) * habit.is_settled),
    )


def _habits(review: Review, *, streaks: bool) -> list[Section]:
    heads = ("habit", "strength", "change", "over the span", "kept", "before", "streak", "back at once", "days")
    rows = tuple(_habit_row(habit, streaks=streaks) for habit in ranked(review))
    return section("Habits by strength", Table(heads, rows) if rows else None)


def _habit_row(habit: HabitReview, *, streaks: bool) -> tuple[TableCell, ...]:
    current, before, back = habit.current, habit.before, habit.comeback_in_span
    return (
        habit.habit.name,
        strength_words(habit.strength, is_new=not habit.is_settled),
        moved_words(habit),
        curve(habit, 24),
        kept_words(habit),
        period_share(habit, before) if before and before.of and not habit.urges else "",
        streak_words(current) if streaks and current and current.length else "",
        f"{back.within_one} of {back.lapses}" if back.lapses else "",
        weekday_bars(habit),
    )


def _urges(review: Review) -> list[Section]:
    return section(URGES, Points(tuple(book_lines(review))))


def kept_words(habit: HabitReview) -> str:
    """Say what was kept in the span: periods, urges let pass, or how often something was done at all."""
    if habit.urges:
        return urge_words(habit)
    if not habit.share.of:
        return times_words(habit) or (f"{total_words(habit)} in all" if habit.standing.totals.done else "nothing yet")
    return period_share(habit, habit.share)


def curve(habit: HabitReview, most: int = CURVE_POINTS) -> Curve:
    """Return the strength over the span as a picture."""
    values = habit.curve(most)
    known = [value for value in values if value is not None]
    begun, now = (percent(known[0]), percent(known[-1])) if known else ("", "")
    words = f"Strength {begun} throughout" if begun == now else f"Strength from {begun} to {now}"
    words = words if known else "no strength yet"
    start, end = (f"{day.day} {MONTHS[day.month - 1]}" for day in (habit.span.start, habit.span.end))
    return Curve(values, words, (start, end))


def year_curve(review: Review, habit: HabitReview, most: int) -> tuple[float | None, ...]:
    """Return the strength over the year that ends with the span."""
    curves = _year_curves(review)
    if (habit, most) not in curves:
        curves[habit, most] = strength_curve(habit.standing, year_of(review), most)
    return curves[habit, most]


@lru_cache(maxsize=2)
def _year_curves(_: Review) -> dict[tuple[HabitReview, int], tuple[float | None, ...]]:
    """Keep the curves of the last reviews and no more: each holds all the years that it was judged from."""
    return {}


def weekday_bars(habit: HabitReview) -> Bars:
    """Return the weekdays as a picture: shares, or where no weekday was due how often each was chosen."""
    most = max(share.kept for share in habit.weekdays) if habit.is_free else 0
    bars = tuple(
        Bar(name[:3], share.kept / most, counted(share.kept, "time")) if most else share_bar(name[:3], share)
        for name, share in zip(WEEKDAY_NAMES, habit.weekdays, strict=True)
        if most or not habit.is_free
    )
    return Bars(bars, "; ".join(f"{bar.label} {bar.words}" for bar in bars if bar.value is not None))


def _rhythm(review: Review) -> list[Section]:
    rhythm = review.rhythm
    lines = list(said(review, Topic.RHYTHM).lines)
    if rhythm.perfect.of and not lines:
        lines.append(f"All that was due was kept on {rhythm.perfect.kept} of {counted(rhythm.perfect.of, 'day')}.")
    if rhythm.quiet and rhythm.quiet.days > 1 and not any("quiet" in line for line in lines):
        quiet = rhythm.quiet
        lines.append(f"Longest quiet stretch: {quiet.days} days, {say_range(quiet.start, quiet.end, review.today)}.")
    bars = tuple(share_bar(WEEKDAY_NAMES[day.weekday][:3], day.share) for day in rhythm.weekdays if day.share.of)
    words = "; ".join(f"{bar.label} {bar.words}" for bar in bars)
    if bars:
        lines.append(weekday_title(review))
    return section("Rhythm", Points(tuple(lines)), Bars(bars, f"By weekday: {words}") if bars else None)


def weekday_title(review: Review) -> str:
    """Say what the shares of the weekdays count; today is not among them until it is over."""
    days = review.rhythm.days
    today = " before today" if days and days[-1].day == review.today else ""
    return f"By weekday, of what was due or done{today}:"


def _ease(review: Review) -> list[Section]:
    ease = review.ease
    if ease.mean.value is None:
        return []
    lines = [f"Mean ease {_mean(ease.mean)}" + (f"; before: {_mean(ease.before)}" if ease.before.of else "") + "."]
    days = [f"{WEEKDAY_NAMES[day][:3]} {mean.value:.1f}" for day, mean in enumerate(ease.weekdays) if mean.value]
    if len(days) > 1 and ease.mean.of >= 14:
        lines.append(f"By weekday: {', '.join(days)}.")
    values = tuple((week.ease.value - 1) / 4 for week in ease.weeks if week.ease.value is not None)
    reach = f"from {1 + 4 * min(values):.1f} to {1 + 4 * max(values):.1f}" if values else ""
    picture = Curve(values, f"Week by week the mean went {reach}") if len(values) > 3 else None
    return section("Ease, from 1 (hard) to 5 (easy)", Points(tuple(lines)), picture)


def agreed_told(review: Review) -> list[tuple[str, str]]:
    """Say what became of agreements in the span, a sentence each behind the id of its agreement.

    Everything begins with the first agreement, which may be older than any habit.
    """
    today, span = review.today, review.span
    first = date.min if span.name == ALL else span.start
    return list(told_of(review.book, first, span.end, lambda day: say_date(day, today)))


def _mean(mean: Mean) -> str:
    return f"{mean.value:.1f} over {counted(mean.of, 'day')}"


def _together(review: Review) -> list[Section]:
    when = span_days(review.year, review.today)
    asked = section(f"{ASKED}, {when}", answer_points(review))
    return [*asked, *section(f"What went together, {when}", together_points(review, review.pairings))]


def written(review: Review, habits: tuple[HabitReview, ...] | None = None) -> list[Section]:
    """Return the section of what was written in the span."""
    chosen = None if habits is None else [habit.habit for habit in habits]
    found = entries(review.book, review.span, chosen)
    notes = tuple(Note(f"{short_day(entry.day)} {entry.day.year}", entry.about, entry.text) for entry in found)
    return section("In your words", Notes(notes))
