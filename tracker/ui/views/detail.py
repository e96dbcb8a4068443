"""The lines below the grid: the habit under the cursor, its day, its plan and its numbers."""

from __future__ import annotations

from datetime import date

from tracker.clock import say_day, short_day
from tracker.domain.amounts import format_amount
from tracker.domain.event import Event
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.domain.judging.codes import Cell
from tracker.domain.log import MarkKind
from tracker.domain.schedule import Pace
from tracker.domain.text import counted
from tracker.service.review.masking import MASK
from tracker.service.words.counts import rate_words, strength_words, within_words
from tracker.service.words.labels import bare_words, event_words, mark_words
from tracker.service.words.plans import then_words
from tracker.ui.views.lines import EMPTY, PARTED, Line, Text, apart, cut, spread
from tracker.ui.views.lines import width as cells
from tracker.ui.views.model import Look, Scene, shown_name

_ROOMY = 100
"""From so many cells on it is said in full why less is asked of a week that was cut."""


def build_detail(scene: Scene, width: int, room: int = 0) -> tuple[Line, ...]:
    """Build what is known of the habit under the cursor, the most useful lines first.

    Where there is room for more rows than lines, those that are too long go on in the next row.
    """
    habit = scene.book.find_habit_by_id(scene.cursor.habit)
    if habit is None:
        return tuple(cut(line, width - 1) for line in _nothing(scene))
    standing = scene.standing(habit)
    note, plan = _note(scene, habit), _plan(habit, scene.look)
    happened = _events(scene, habit)
    said = [line for line in (note, happened) if line]
    lines = [_title(scene, habit, standing, width), *(said or [plan]), _numbers(scene, standing)]
    lines += [plan if said else EMPTY, _small(habit, scene.look), _why(habit, scene.look)]
    return tuple((Text(" "), *line) for line in spread([line for line in lines if line], width - 2, room))


def _nothing(scene: Scene) -> tuple[Line, ...]:
    if scene.cursor.filter:
        words = f" Nothing fits “{scene.cursor.filter}”. {scene.look.key('unfilter', 'Esc')} shows all habits again."
        return ((Text(words, "muted"),),)
    return (
        (Text(" No habits yet. Start with one, small enough to do on a bad day.", "strong"),),
        scene.look.spans(" {add:a} adds a habit: a name, and how often"),
        scene.look.spans(" {help:?} shows all keys   {quit:q} leaves"),
        (Text(' From the shell: letbe add "Read 20 min", or letbe demo for a look around', "muted"),),
    )


def _title(scene: Scene, habit: Habit, standing: Standing, width: int) -> Line:
    day, rows = scene.cursor.day, len(scene.cursor.chosen)
    coming = _coming(scene, habit)
    state = _state(scene, habit, standing, day, briefly=width < _ROOMY)
    left: Line = (
        Text(shown_name(habit, scene.look), "title"),
        Text(f"  {say_day(day, scene.today)}", "strong"),
        Text(f"  {state}", "plain"),
        Text(f"; {coming}" if coming else "", "muted"),
    )
    if scene.cursor.start:
        first, last = (say_day(date.fromordinal(day), scene.today) for day in scene.cursor.span)
        what = counted(rows, "habit") if rows else shown_name(habit, scene.look)
        left = Text(what, "title"), Text(f"  {first} to {last}", "strong"), Text("  chosen for what is done next")
    rule = habit.rule_on(day)
    right = (Text(rule.words, "muted"),)
    return apart(left, right, width - 3) if cells(left) + cells(right) < width - 5 else left


def _coming(scene: Scene, habit: Habit) -> str:
    """Say that a pause is planned: it is excused like one that goes on, and no cell of the grid shows it yet."""
    if not scene.book.pauses or scene.cursor.day != scene.today:
        return ""
    from tracker.service.edits.pauses import coming_words  # most books have no pause

    return coming_words(scene.book, habit, scene.today)


def _state(scene: Scene, habit: Habit, standing: Standing, day: date, *, briefly: bool) -> str:
    """Say in a few words how the day stands."""
    mark = scene.book.log(habit.id).get(day)
    goal = habit.rule_on(day).goal
    if mark is not None and mark.kind is not MarkKind.NOTE:
        words = mark_words(mark, goal)
    else:
        words = _WITHOUT_MARK.get(standing.cells.between(day.toordinal(), day.toordinal()), "nothing recorded")
    return f"{words}{_progress(standing, briefly=briefly)}" if day == scene.today else words


def _progress(standing: Standing, *, briefly: bool) -> str:
    """Say how far a week, a month or a window has come."""
    progress, schedule = standing.obligation.progress, standing.rule.schedule
    if progress is None or schedule.pace in (Pace.DAILY, Pace.WEEKDAYS):
        return ""
    span = within_words(standing, briefly=briefly)
    if progress.unit == "day":
        return f"; {progress.have} of {progress.need} {span}"
    of = "of"
    if standing.rule.goal.is_limit:
        of = "of at most" if progress.have <= progress.need else "over the limit of"
    return f"; {format_amount(progress.have)} {of} {format_amount(progress.need, progress.unit)} {span}"


_WITHOUT_MARK = {
    Cell.OPEN: "open",
    Cell.PAUSED: "paused",
    Cell.MISSED: "no mark",
    Cell.CLEAN: "nothing recorded, which is what it aims at",
}


def _plan(habit: Habit, look: Look) -> Line:
    if look.mask:
        return (Text("Plan  ", "muted"), Text(MASK * 8))
    if not habit.rule.goal.is_doing:
        return _plan_instead(habit)
    if not habit.cue:
        return (Text("Plan  ", "muted"), Text("no cue yet: when and where does it fit?", "muted"))
    return (Text("Plan  ", "muted"), Text(f"{habit.cue}: {habit.name}"))


def _plan_instead(habit: Habit) -> Line:
    """Say what is done in place of an urge; when it comes stands below."""
    if not habit.small:
        return (
            Text("Plan  ", "muted"),
            Text(f"I {then_words('', habit)}"),
            Text("; what could you do instead?", "muted"),
        )
    return (Text("Plan  ", "muted"), Text(f"I {then_words(habit.small, habit)}"))


def _small(habit: Habit, look: Look) -> Line:
    if look.mask:
        return EMPTY
    if not habit.rule.goal.is_doing:
        return (Text("When  ", "muted"), Text(habit.cue)) if habit.cue else EMPTY
    return (Text("Small ", "muted"), Text(habit.small)) if habit.small else EMPTY


def _why(habit: Habit, look: Look) -> Line:
    return (Text("Why   ", "muted"), Text(habit.why)) if habit.why and not look.mask else EMPTY


def _note(scene: Scene, habit: Habit) -> Line:
    mark = scene.book.log(habit.id).get(scene.cursor.day)
    if mark is None or not mark.note:
        return EMPTY
    words = MASK * 8 if scene.look.mask else " / ".join(mark.note.split("\n"))
    return Text("Note  ", "muted"), Text(words)


def _events(scene: Scene, habit: Habit) -> Line:
    """Say what happened on the day, one after the other: `14:05 let pass, strength 4, short reply: a note`."""
    day, look = scene.cursor.day, scene.look
    events = [event for event in scene.book.log(habit.id).events(day) if event.outcome]
    if not events:
        return EMPTY
    goal = habit.rule_on(day).goal
    plain = [event._replace(instead="") for event in events]  # there is no room for all of it
    words = [bare_words(each, goal) if look.mask else f"{event_words(each, goal)}{_noted(each)}" for each in plain]
    return Text("Urges ", "muted"), Text(" · ".join(words))


def _noted(event: Event) -> str:
    return f": {' / '.join(event.note.split(chr(10)))}" if event.note else ""


def _numbers(scene: Scene, standing: Standing) -> Line:
    """Say the habit's numbers in one line: strength, streak, comebacks, and where counting begins."""
    if standing.totals.passed or standing.totals.acted:
        return _urges(standing, scene.look)
    if standing.strength is None:
        goal = standing.rule.goal
        total = format_amount(standing.totals.done, goal.unit) if goal.counts else f"{standing.totals.done} times"
        return Text("Total ", "muted"), Text(f"{total} so far")
    strength = strength_words(standing.strength, is_new=standing.is_new)
    parts = [strength if standing.is_new else f"strength {strength}"]
    if rate := rate_words(standing):
        parts.append(rate)
    streaks = standing.streaks
    if not scene.look.hide_streaks and streaks.best is not None:
        now = f"streak {counted(streaks.length, streaks.unit)}" if streaks.length else "no streak under way"
        parts.append(f"{now}, longest {counted(streaks.best.length, streaks.best.unit)}")
    comeback = standing.comeback
    if comeback.lapses:
        parts.append(f"after a miss, back at the next chance {comeback.within_one} of {comeback.lapses}")
    if standing.counted_from is not None:
        parts.append(f"counted from {short_day(standing.counted_from)} {standing.counted_from.year}")
    return _now(parts)


def _now(parts: list[str]) -> Line:
    return Text("Now   ", "muted"), Text(PARTED.join(parts))


def _urges(standing: Standing, look: Look) -> Line:
    passed, urges = standing.totals.passed, standing.totals.passed + standing.totals.acted
    parts = [f"{passed} of {counted(urges, 'urge')} let pass"]
    if standing.streaks.length and not look.hide_streaks:
        parts.append(f"the last {standing.streaks.length} in a row")
    return _now(parts)
