"""A habit's own page as rows: its year, its strength, its weekdays, its streaks, its comebacks and its notes."""

from __future__ import annotations

from datetime import date

from tracker.clock import MONTHS
from tracker.domain.text import capital
from tracker.insights import ALL, HabitReview, Topic, say_on
from tracker.service.review.habit_page import URGES, came_of, comebacks, facts
from tracker.service.review.heat import heat_of_one, year_of
from tracker.service.review.sections import weekday_bars, year_curve
from tracker.service.review.spans import month_name
from tracker.service.review.together import habit_points
from tracker.service.review.urges import count_bar, urge_bars, urge_lines
from tracker.service.review.words import share_bar, streak_words
from tracker.service.words.counts import strength_words
from tracker.service.words.plans import small_title
from tracker.ui.views.charts import bars, tall
from tracker.ui.views.lines import Line, LineWriter, Text, Tone, clip
from tracker.ui.views.model import Row
from tracker.ui.views.notes import notes_block
from tracker.ui.views.reading import (
    LOOK,
    Reading,
    asked_block,
    blank,
    columns,
    half,
    heat_block,
    other_half,
    stop,
    title,
    told,
    within,
)

_TALL = 4
_RUNS = 6
_REMARKS: tuple[tuple[Topic, str, Tone], ...] = ((Topic.WELL, "", "good"), (Topic.LOOK, LOOK, "plain"))
"""What is said at the top of a page: the topic, the stop if it is one, and the tone."""

PLAN = "plan"
"""The stop at the habit's plan, which p writes."""


def build_habit_page(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    """Build the whole page."""
    return [*within(_whole(reading, habit, room), room), *notes_block(reading, room, habit.habit.id)]


def _whole(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    return [
        *_plan(reading, habit, room),
        blank(),
        *heat_block(reading, heat_of_one(reading.review, habit), room, "A year of days"),
        blank(),
        *columns(_glance(reading, habit, half(room)), _strength(reading, habit, other_half(room)), room),
        *columns(_weekdays(reading, habit, half(room)), _time(reading, habit, other_half(room)), room),
        *_urges(reading, habit, room),
        *columns(_streaks(reading, habit, half(room)), _back(reading, habit, other_half(room)), room),
        *_asked(reading, habit, room),
        *_together(reading, habit, room),
    ]


def _plan(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    """Build the plan and why, and what is worth a look or went well."""
    held = habit.habit
    cue = Text(held.cue) if held.cue else Text(reading.look.spell("{plan:p} makes a plan"), "muted")
    small = small_title(held.rule.goal)
    lead = len(small) + 1
    rows = [stop(reading, PLAN, (Text(f"{'When':{lead}}", "muted"), cue), room)]
    for name, words in ((small, held.small), ("Why", held.why)):
        if words:
            rows += told(reading, "", words, room, lead=f"{name:{lead}}")
    for topic, id, tone in _REMARKS:
        for sentence in say_on(reading.review, topic):
            if sentence.habit == held.id:
                words = capital(sentence.text.removeprefix(f"{held.name}: "))
                rows += told(reading, f"{id}{held.id}" if id else "", words, room, tone)
    for words in came_of(reading.review, habit):
        rows += told(reading, "", capital(words.removeprefix(f"{held.name}, ")), room, "good")
    return rows


def _glance(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    rows = [title("At a glance")]
    for words in facts(habit, streaks=not reading.look.hide_streaks):
        rows += told(reading, "", words, room)
    return rows


def _strength(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    if habit.strength is None:
        return []
    most = min(60, room - 12)
    everything = habit.span.name == ALL
    values = habit.curve(most) if everything else year_curve(reading.review, habit, most)
    first = habit.span.start if everything else year_of(reading.review).start
    rows = [title(f"Strength {strength_words(habit.strength, is_new=not habit.is_settled)}")]
    for number, drawn in enumerate(tall(values, _TALL, reading.glyphs)):
        mark = {0: "100%", _TALL - 1: "0%"}.get(number, "")
        rows.append(Row("", (Text(f"   {mark:>4} ", "muted"), Text(drawn, "kept"))))
    start, end = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, habit.span.end))
    gap = max(1, len(values) - len(start) - len(end))
    rows.append(Row("", (Text(f"        {start}{' ' * gap}{end}", "muted"),)))
    return rows


def _urges(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    lines = urge_lines(reading.review, habit)
    rows = [row for words in lines for row in told(reading, "", words, room)]
    for held in urge_bars(reading.review, habit):
        drawn = bars([bar._replace(label=clip(bar.label, room // 3)) for bar in held.bars], 10, reading.glyphs)
        rows += [
            Row("", (Text(f"   {held.words.partition(':')[0]}", "muted"),)),
            *(Row("", (Text("   "), *line)) for line in drawn),
        ]
    return [title(URGES), *rows, blank()] if rows else []


def _weekdays(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    drawn = bars(weekday_bars(habit).bars, 14 if room >= 50 else 8, reading.glyphs)
    rows = [Row("", (Text("   "), *line)) for line in drawn]
    return [title("By weekday"), *rows] if rows else []


def _time(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    """Build month by month what was kept, or the urges over time."""
    cells = 14 if room >= 50 else 8
    if habit.urges:
        shares = [count_bar(_short(held.start), held) for held in habit.urges[-12:]]
        name = "Urges let pass"
    else:
        months = habit.months[-12:]
        shares = [share_bar(month_name(month.start, year=month is months[0]), month.share) for month in months]
        name = "Month by month"
    rows = bars(shares, cells, reading.glyphs)
    return [title(name), *(Row("", (Text("   "), *line)) for line in rows)] if len(rows) > 1 else []


def _short(day: date) -> str:
    return f"{day.day:>2} {MONTHS[day.month - 1]}"


def _streaks(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    """Build the line of time with the streaks on it, and the longest ones in words."""
    if reading.look.hide_streaks or not habit.streaks:
        return []
    longest = sorted(habit.streaks, key=lambda run: (run.end - run.start, run.start), reverse=True)[:_RUNS]
    rows = [title("Streaks"), Row("", _timeline(reading, habit, room))]
    for run in sorted(longest, key=lambda run: run.start, reverse=True):
        line = LineWriter()
        line.put(3, streak_words(run), "strong" if run == longest[0] else "plain")
        when = f"{_dated(run.start, run.end.year)} to {_dated(run.end)}"
        line.put(max(16, 4 + len(streak_words(run))), when, "muted")
        rows.append(Row("", line.line()))
    return rows


def _dated(day: date, year: int = 0) -> str:
    """Write a day without its weekday, and without its year if that is given already."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year != year else ''}"


def _timeline(reading: Reading, habit: HabitReview, room: int) -> Line:
    cells, span, glyphs = room - 6, habit.span, reading.glyphs
    held = [False] * cells
    for run in habit.streaks:
        low, high = (max(0, (day - span.start).days) for day in (run.start, min(run.end, span.end)))
        for cell in range(low * cells // span.days, min(cells, high * cells // span.days + 1)):
            held[cell] = True
    line = LineWriter()
    for cell, kept in enumerate(held):
        line.put(3 + cell, glyphs.full if kept else glyphs.dot, "kept" if kept else "faint")
    return line.line()


def _back(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    rows = [title("Coming back")]
    for words in comebacks(habit):
        rows += told(reading, "", words, room)
    return rows if len(rows) > 1 else []


def _asked(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    rows = asked_block(reading, min(room, 104), habit.habit.id)
    return [*rows, blank()] if rows else []


def _together(reading: Reading, habit: HabitReview, room: int) -> list[Row]:
    if not reading.whole:
        return []
    lines = habit_points(reading.review, habit.habit).lines
    rows = [title("What went with it")]
    for number, line in enumerate(lines):
        rows += told(reading, "", line, min(room, 104), "muted" if number == len(lines) - 1 else "plain")
    return [*rows, blank()] if lines else []
