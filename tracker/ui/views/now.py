"""Now as lines: what I do instead, large; a slow breath to follow; how strong it is; or the minutes of a timer."""

from __future__ import annotations

from math import cos, pi, sqrt

from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.service.review.masking import MASK
from tracker.service.sitting import Sitting, whole_minutes
from tracker.service.words.plans import then_words
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.lines import EMPTY, Line, Text, bar, cell_len, clip, width, wrap
from tracker.ui.views.model import Look, shown_name

IN, OUT = 4, 6
"""The seconds of a breath in and a breath out: six breaths a minute, the longer one outwards."""

_WIDEST = 46
_REACH = 52


class Moment(NamedTuple):
    """What is shown: the habit, how long it has been (milliseconds), what was said of its strength, and the timer.

    `before` and `after` are 1 to 5, or 0 where nothing is said. `moves` tells whether the breath is drawn as well.
    """

    habit: Habit
    elapsed: int
    look: Look
    before: int = 0
    after: int = 0
    sitting: Sitting | None = None
    moves: bool = True


def build_now(now: Moment, cells: int, height: int) -> list[Line]:
    """Build the whole, in the middle of so many cells and lines; what matters least goes where there is no room."""
    airy = height >= 28
    blocks = [_lead(now), _large(now, cells, airy=airy)]
    blocks += [_timed(now.sitting, now.look.glyphs, cells)] if now.sitting else [_breath(now, cells, height)]
    blocks += [_strength(now, cells)] if now.habit.rule.goal.is_urge else []
    lines = _joined(blocks, 2 if airy else 1)
    if len(lines) > height:
        lines = _joined(blocks, 0)[:height]
    above = max(0, (height - len(lines)) * 2 // 5)
    return [EMPTY] * above + [_centred(line, cells) for line in lines]


def _joined(blocks: list[list[Line]], gap: int) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        lines += [*([EMPTY] * gap if lines and block else []), *block]
    return lines


def _centred(line: Line, cells: int) -> Line:
    return (Text(" " * max(0, (cells - width(line)) // 2)), *line) if line else EMPTY


def build_title(now: Moment, cells: int) -> Line:
    """Build the top line: that it is now, and of which habit."""
    name = shown_name(now.habit, now.look)
    return (Text(f" {now.look.glyphs.badge} Now  ", "title"), Text(clip(name, max(1, cells - 10)), "strong"))


def _lead(now: Moment) -> list[Line]:
    return [(Text("small enough for now" if now.habit.rule.goal.is_doing else "instead, I", "muted"),)]


def _large(now: Moment, cells: int, *, airy: bool) -> list[Line]:
    """Say what one does, over as many lines as it takes."""
    lines = _balanced(_what(now), max(10, min(_WIDEST, cells - 4)))
    spaced = [line for words in lines for line in ((Text(words, "strong"),), EMPTY)][:-1]
    return spaced if airy else [(Text(words, "strong"),) for words in lines]


def _balanced(words: str, most: int) -> list[str]:
    """Break a text into as few lines as it takes, of much the same length."""
    fewest = len(wrap(words, most))
    narrower = next(cells for cells in range(most // 3, most + 1) if len(wrap(words, cells)) <= fewest)
    return wrap(words, max(narrower, max(map(cell_len, words.split()), default=1)))


def _what(now: Moment) -> str:
    habit = now.habit
    if now.look.mask:
        return MASK * 8
    if habit.rule.goal.is_doing:
        return habit.small or habit.name
    words = then_words(habit.small, habit)
    return words if habit.small else f"{words}: it rises, and it goes by itself"


def _breath(now: Moment, cells: int, height: int) -> list[Line]:
    phase, left, fullness = breath_at(now.elapsed)
    words = (Text(f"breathe {phase}", "plain"), Text(f"  {left}", "muted"))
    if not now.moves:
        return [words, (Text(f"in for {IN} seconds, out for {OUT}", "muted"),)]
    rows = 5 if height >= 30 else 3 if height >= 18 else 1
    reach = min(_REACH, cells - 8)
    drawn: list[Line] = []
    for row in range(rows):
        aside = (row - rows // 2) / (rows // 2 + 0.6)
        size = max(1, round(reach * (0.2 + 0.8 * fullness) * sqrt(1 - aside * aside)))
        drawn.append((Text(now.look.glyphs.full * size, "passed"),))
    return [*drawn, EMPTY, words] if height >= 16 else [*drawn, words]


def breath_at(elapsed: int) -> tuple[str, int, float]:
    """Return whether it goes `in` or `out`, for how many seconds yet, and how full the breath is (0 to 1)."""
    second = elapsed / 1000 % (IN + OUT)
    if second < IN:
        return "in", IN - int(second), (1 - cos(pi * second / IN)) / 2
    return "out", IN + OUT - int(second), (1 + cos(pi * (second - IN) / OUT)) / 2


def _strength(now: Moment, cells: int) -> list[Line]:
    if not now.before and cells < _WIDEST + 10:
        return [now.look.spans("how strong is it?  {strong_1:1}-{strong_5:5}")]
    if not now.before:
        return [now.look.spans("how strong is it?  {strong_1:1} a little … {strong_5:5} very; or say nothing")]
    told = (Text("strength  ", "muted"), Text(str(now.before), "strong"), Text(" at first", "muted"))
    if not now.after:
        return [(*told, *now.look.spans("; and now? {strong_1:1}-{strong_5:5}"))]
    return [(*told, Text(", ", "muted"), Text(str(now.after), "strong"), Text(" now", "muted"))]


def _timed(sitting: Sitting, glyphs: Glyphs, cells: int) -> list[Line]:
    minutes, seconds = divmod(sitting.counted // 1000, 60)
    meant = f"  of {sitting.length} min" if sitting.length else ""
    lines: list[Line] = [(Text(f"{minutes}:{seconds:02}", "title"), Text(meant, "muted"))]
    if sitting.length:
        share = min(1.0, sitting.counted / (sitting.length * 60_000))
        lines += [EMPTY, tuple(bar(share, min(_REACH, cells - 8), glyphs.full, glyphs.empty))]
    if sitting.is_reached:
        said = wrap("That is what you meant to do; more is welcome too.", cells - 2)
        lines += [EMPTY, *((Text(words, "good"),) for words in said)]
    if asleep := whole_minutes(sitting.asleep):
        said = wrap(f"the clock jumped by {asleep} min: asked at the end", cells - 2)
        lines += [EMPTY, *((Text(words, "muted"),) for words in said)]
    return lines


def sitting_words(sitting: Sitting | None, habit: Habit | None, look: Look, cells: int) -> Line:
    """Build what the top of every screen says of a timer that goes on."""
    if sitting is None:
        return EMPTY
    name = f"{clip(shown_name(habit, look), 18)} " if habit and cells >= 110 else ""
    return (Text(f"{name}{sitting.minutes} min", "accent"), Text("  "))
