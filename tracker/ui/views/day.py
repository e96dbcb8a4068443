"""The day under the cursor as a whole: its ease, and what was noted and what urges came, where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.clock import say_day
from tracker.domain.book import Lookback
from tracker.domain.habit import Habit
from tracker.domain.text import capital, counted
from tracker.service.review.masking import MASK
from tracker.service.words.labels import bare_words, event_words
from tracker.ui.views.lines import EMPTY, Line, Text, cut, wrap
from tracker.ui.views.lines import width as cells
from tracker.ui.views.model import Scene, active_by_area, is_any_active, shown_name

EASE = {1: "hard", 2: "rather hard", 3: "so-so", 4: "rather easy", 5: "easy"}
"""How a day can feel, by what is typed for it."""

_FEWEST = 3
"""Below so many rows nothing is told of the day: a title alone says little."""

_INDENT = 4
"""So far in stands what goes on in the next row."""


def build_day(scene: Scene, width: int, room: int) -> tuple[Line, ...]:
    """Build what is known of the day under the cursor, in at most so many rows; nothing where there are too few."""
    if room < _FEWEST or not is_any_active(scene.book):
        return ()
    told = list(_told(scene))
    fit = room - 2
    if len(told) > fit:
        told = [*told[: fit - 1], (Text(f"{len(told) - fit + 1} more", "muted"),)]
    rows: list[Line] = []
    for number, line in enumerate(told, 1):
        rows += _broken(line, width - 2, fit - len(rows) - (len(told) - number))
    return EMPTY, *(cut((Text(" "), *line), width - 1) for line in (_title(scene), *rows))


def _broken(line: Line, width: int, rows: int) -> list[Line]:
    """Break the last piece of a line, which holds the user's own words, into at most so many rows below each other."""
    *before, last = line
    parts = wrap(last.text, max(20, width - cells(before)))
    if len(parts) > 1 and rows > 1:
        first: Line = (*before, last._replace(text=parts[0]))
        rest = wrap(" ".join(parts[1:]), width - _INDENT)
        if len(rest) >= rows:  # what has no row any more is cut behind the last one
            rest[rows - 2 :] = [" ".join(rest[rows - 2 :])]
        return [first, *((Text(" " * _INDENT), last._replace(text=words)) for words in rest)]
    return [line]


def _title(scene: Scene) -> Line:
    """Say how the day felt, if anybody has said so."""
    day = scene.cursor.day
    kept = scene.book.reflection(Lookback.DAY, day)
    words = say_day(day, scene.today)
    line: Line = (Text(f"{capital(words)}  ", "title"),)
    if not kept or not kept.ease:
        return *line, Text("no word yet on how it felt", "muted")
    said = f"  “{MASK * 8 if scene.look.mask else kept.text}”" if kept.text else ""
    return *line, Text(f"felt {EASE[kept.ease]} ({kept.ease} of 5)"), Text(said, "muted")


def _told(scene: Scene) -> Iterator[Line]:
    """Walk what was noted on the day, and the urges of it, habit by habit."""
    day, say = scene.cursor.day, bare_words if scene.look.mask else event_words
    for habit in (habit for _, habits in active_by_area(scene.book) for habit in habits):
        log = scene.book.log(habit.id)
        mark = log.get(day)
        if mark is None:
            continue
        if urges := [event for event in log.events(day) if event.outcome]:
            words = " · ".join(say(event, habit.rule_on(day).goal) for event in urges)
            yield *_of(habit, scene), Text(f"{counted(len(urges), 'urge')}: ", "muted"), Text(words)
        if mark.note:
            words = MASK * 8 if scene.look.mask else " / ".join(mark.note.split("\n"))
            yield *_of(habit, scene), Text(f"“{words}”")


def _of(habit: Habit, scene: Scene) -> Line:
    return (Text(f"{shown_name(habit, scene.look)}  ", "muted"),)
