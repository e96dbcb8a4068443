"""The Review screen as rows: what went well first, then the year, the habits, and what goes with what."""

from __future__ import annotations

from tracker.clock import say_day, say_range
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import counted, counted_as, percent
from tracker.insights import AreaBalance, HabitReview, Topic, say_on
from tracker.insights.pairing_sentences import NO_CAUSE
from tracker.service.review.heat import heat_of_all
from tracker.service.review.sections import (
    FIRST_WEEKS,
    URGES,
    coming_back,
    kept_words,
    ranked,
    weekday_title,
    year_curve,
)
from tracker.service.review.together import together_points
from tracker.service.review.urges import book_lines
from tracker.service.review.words import given_words, moved_words, share_bar, streak_words, time_words
from tracker.service.words.counts import strength_words
from tracker.ui.views.charts import bars, profile, spark
from tracker.ui.views.glyphs import area_tone
from tracker.ui.views.lines import LineWriter, Text, bar, clip
from tracker.ui.views.model import Look, Row
from tracker.ui.views.notes import notes_block
from tracker.ui.views.reading import (
    WIDE,
    Reading,
    agreed_block,
    asked_block,
    blank,
    columns,
    half,
    heat_block,
    look_block,
    other_half,
    quiet_block,
    stop,
    title,
    told,
    tried_block,
    within,
)

COMPUTING = "Still being computed: every two habits are held against each other …"
_LETTERS = "".join(name[0] for name in WEEKDAY_NAMES)


def build_review(reading: Reading, room: int) -> list[Row]:
    """Build the whole review."""
    if not reading.review.courses:
        return within(_nothing(reading.look), room)
    return [*within(_whole(reading, room), room), *notes_block(reading, room)]


def _whole(reading: Reading, room: int) -> list[Row]:
    wide = room >= WIDE
    well, back = _well(reading, half(room)), back_block(reading, other_half(room))
    return [
        *(columns(well, back, room) if wide else _block(well)),
        *_block(quiet_block(reading, room)),
        *_block(look_block(reading, room)),
        *_block(tried_block(reading, room)),
        *_block(heat_block(reading, heat_of_all(reading.review), room, "A year of days")),
        *_block(_habits(reading, room)),
        *_block(_urges(reading, room)),
        *([] if wide else _block(back)),
        *columns(
            [*_block(balance_block(reading, half(room))), *_ease(reading, half(room))],
            _rhythm(reading, other_half(room)),
            room,
        ),
        *_block(asked_block(reading, room)),
        *_block(_together(reading, room)),
        *_block(agreed_block(reading, room)),
    ]


def _block(rows: list[Row]) -> list[Row]:
    return [*rows, blank()] if rows else []


def _nothing(look: Look) -> list[Row]:
    return [
        blank(),
        Row("", (Text("   There is nothing to look back on yet.", "strong"),)),
        blank(),
        Row("", look.spans("   {room_today:1} leads to Today, where {add:a} adds one")),
        Row("", (Text('   From the shell: letbe add "Read 20 min", or letbe demo for a look around', "muted"),)),
    ]


def _well(reading: Reading, room: int) -> list[Row]:
    found = say_on(reading.review, Topic.WELL)[: 5 if room >= 60 else 3]
    rows = [title("What went well" if found else FIRST_WEEKS)]
    for sentence in found:
        rows += told(reading, f"well:{sentence.habit}", sentence.text, room)
    for sentence in say_on(reading.review, Topic.TOO_FEW_DAYS):
        rows += told(reading, "", sentence.text, room, "muted")
    return rows if len(rows) > 1 else []


def back_block(reading: Reading, room: int) -> list[Row]:
    """Build how often habits came back, and after how long."""
    lines = coming_back(reading.review)
    rows = [title("Coming back")]
    for line in lines:
        rows += told(reading, "", line, room)
    return rows if lines else []


def _habits(reading: Reading, room: int) -> list[Row]:
    shown = ranked(reading.review)
    head = LineWriter()
    places = _places(room)
    for x, words in zip(places, ("", "12 months", "now", "moved", "kept", _LETTERS, "returns", "streak"), strict=True):
        if x:
            head.put(x, words, "muted")
    day = say_day(reading.cursor.day, reading.review.today)
    rows = [
        title("Habits by strength", f"{reading.look.key('toggle', 'space')} marks {day}", room),
        Row("", head.line()),
    ]
    return [*rows, *(_habit(reading, habit, places, room) for habit in shown)]


def _urges(reading: Reading, room: int) -> list[Row]:
    rows = [row for words in book_lines(reading.review) for row in told(reading, "", words, room)]
    return [title(URGES), *rows] if rows else []


def _places(room: int) -> tuple[int, ...]:
    """Choose where the columns stand: name, curve, strength, change, kept, weekdays, back, streak; 0 has no room."""
    if room >= 112:
        return (3, 38, 64, 70, 76, 93, 102, 110)
    if room >= 76:
        return (3, 31, 45, 51, 57, 71, 0, 0)
    return (3, 0, room - 16, room - 10, 0, 0, 0, 0)


def _habit(reading: Reading, habit: HabitReview, places: tuple[int, ...], room: int) -> Row:
    glyphs, line = reading.glyphs, LineWriter()
    _, curve, now, change, kept, days, back, streak = places
    line.put(0, clip(habit.habit.name, (curve or now) - 5))
    if curve:
        line.put(curve - 3, spark(year_curve(reading.review, habit, 24 if room >= 112 else 12), glyphs), "part")
    if habit.strength is not None:
        shown = strength_words(habit.strength, is_new=not habit.is_settled)
        line.put(now - 3, f"{shown:>4}", "strong")
    moved = moved_words(habit)
    line.put(change - 3, f"{moved:>3}", "good" if moved.startswith("+") else "muted")
    if kept:
        line.put(kept - 3, _kept(habit, days - kept - 1))
    if days:
        line.put(days - 3, profile(habit.weekdays, glyphs), "clean")
    if back and habit.comeback_in_span.lapses:
        found = habit.comeback_in_span
        line.put(back - 3, f"{found.within_one}/{found.lapses}", "muted")
    if streak and not reading.look.hide_streaks and habit.current and habit.current.length:
        line.put(streak - 3, clip(streak_words(habit.current).removesuffix(" let pass"), room - streak - 1))
    return stop(reading, f"habit:{habit.habit.id}", line.line(), room)


def _kept(habit: HabitReview, room: int) -> str:
    """Say what was kept; the percentage goes first where there is no room for all, then the unit."""
    share = habit.urges_in_span if habit.urges else habit.share
    if share.value is None:
        words = "no urge" if habit.urges else kept_words(habit).removesuffix(" in all")
        return words if len(words) <= room else clip(words.partition(", ")[0], room)
    what = f"{share.kept} of {counted_as(share.of, habit.units)}"
    told = percent(share.value) if habit.is_settled else ""
    choices = (f"{what} {told}".rstrip(), what, f"{share} {told}".rstrip(), f"{share}")
    return next((words for words in choices if len(words) <= room), clip(f"{share}", room))


def balance_block(reading: Reading, room: int) -> list[Row]:
    """Build what each area was given."""
    rows = [title("Areas in balance")]
    for number, area in enumerate(reading.review.balance.areas):
        rows += _area(reading, area, number, room)
    for sentence in say_on(reading.review, Topic.BALANCE):
        rows += told(reading, "", sentence.text, room, "muted")
    return rows if len(rows) > 1 else []


def _area(reading: Reading, area: AreaBalance, number: int, room: int) -> list[Row]:
    value, glyphs = area.now.share.value, reading.glyphs
    before = area.before.share.value if area.before else None
    line = LineWriter()
    name = 14 if room < 50 else 18
    line.put(0, clip(area.area.name, name - 1), area_tone(area.area, number))
    if value is not None:
        line.spans(name, bar(value, 10, glyphs.full, glyphs.empty))
        line.put(name + 11, percent(value), "strong")
        if room >= 50:
            line.put(name + 16, f"was {percent(before)}" if before is not None else "", "muted")
            line.put(name + 25, time_words(area.now.time) if area.now.time else "", "muted")
        if room >= 76:
            line.put(name + 37, given_words(area.now).rpartition(", ")[0], "muted")
    return [stop(reading, "", line.line(), room)]


def _rhythm(reading: Reading, room: int) -> list[Row]:
    rhythm = reading.review.rhythm
    rows = [title("Rhythm")]
    for sentence in say_on(reading.review, Topic.RHYTHM):
        rows += told(reading, "", sentence.text, room)
    if rhythm.quiet and rhythm.quiet.days > 1:
        when = say_range(rhythm.quiet.start, rhythm.quiet.end, reading.review.today)
        rows += told(reading, "", f"The longest quiet stretch: {rhythm.quiet.days} days, {when}.", room)
    shares = [share_bar(WEEKDAY_NAMES[day.weekday][:3], day.share) for day in rhythm.weekdays]
    if drawn := bars(shares, 10, reading.glyphs):
        rows += told(reading, "", weekday_title(reading.review), room, "muted")
    rows += [Row("", (Text("   "), *line)) for line in drawn]
    return rows if len(rows) > 1 else []


def _ease(reading: Reading, room: int) -> list[Row]:
    ease = reading.review.ease
    if ease.mean.value is None:
        return []
    rows = [title("Ease, 1 to 5")]
    before = f"; before {ease.before.value:.1f} over {ease.before.of}" if ease.before.value is not None else ""
    rows += told(reading, "", f"Mean {ease.mean.value:.1f} over {counted(ease.mean.of, 'day')}{before}.", room)
    weeks = [(week.ease.value - 1) / 4 for week in ease.weeks if week.ease.value is not None]
    if len(weeks) > 2:
        drawn = spark(weeks[-(room - 14) :], reading.glyphs)
        rows.append(Row("", (Text("   weeks    ", "muted"), Text(drawn, "passed"))))
    days = [None if mean.value is None else (mean.value - 1) / 4 for mean in ease.weekdays]
    if ease.mean.of >= 14:
        rows.append(Row("", (Text(f"   {_LETTERS}  ", "muted"), Text(spark(days, reading.glyphs), "passed"))))
    return rows


def _together(reading: Reading, room: int) -> list[Row]:
    if reading.review.too_few_days:
        return []
    if not reading.whole:
        return [title("What went together"), *told(reading, "", COMPUTING, room, "muted")]
    lines = together_points(reading.review, reading.review.pairings[:5]).lines
    said = lines.index(NO_CAUSE) if NO_CAUSE in lines else len(lines)
    rows = [title("What went together")]
    for number, line in enumerate(lines):
        rows += told(reading, "", line, room, "plain" if number < said else "muted")
    return rows if lines else []
