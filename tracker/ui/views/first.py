"""The first start as lines: what this is, which practices to begin with, and what comes next."""

from __future__ import annotations

from tracker.domain.habit import Area, Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.service.words.plans import small_title
from tracker.service.words.safety import QUIET_LINE
from tracker.ui.views.glyphs import Glyphs, area_tone
from tracker.ui.views.lines import EMPTY, Line, Text, cut, fit, spread, wrap
from tracker.ui.views.model import Look

WELCOME = """\
letbe helps you practise caring for people without losing yourself: time of your own, looking after yourself, \
plain and kind talk, and letting go of what is not yours to steer.
You check small practices off in a grid, day by day. Nothing here scolds: a missed day is only a dot, and coming \
back counts."""


class Practice(NamedTuple):
    """A practice that can be chosen, with its area."""

    area: Area
    habit: Habit


def build_title(step: int, words: str, glyphs: Glyphs, width: int) -> Line:
    """Build the top line: which of the three steps this is."""
    return cut(
        (Text(f" {glyphs.badge} letbe  ", "title"), Text(words, "strong"), Text(f"  {step} of 3", "muted")), width
    )


_FROM_ELSEWHERE = "You come from another tracker? {import:i} shows what its file would bring, and begins with that."


def build_welcome(width: int, look: Look = Look()) -> list[Line]:  # noqa: B008 - a look is frozen
    """Build the first step."""
    lines: list[Line] = []
    for paragraph in WELCOME.splitlines():
        lines += [(Text(f"  {line}"),) for line in wrap(paragraph, min(72, width - 4))]
        lines.append(EMPTY)
    for words in (look.spell(_FROM_ELSEWHERE), QUIET_LINE):
        lines += [(Text(f"  {line}", "muted"),) for line in wrap(words, min(72, width - 4))]
        lines.append(EMPTY)
    return lines[:-1]


def build_choices(
    choices: list[Practice], chosen: frozenset[str], marked: int, glyphs: Glyphs, width: int
) -> list[Line]:
    """Build the second step: the practices by area, a box before each; the marked one tells why below the list."""
    lines: list[Line] = []
    area = ""
    areas: set[str] = set()
    for number, choice in enumerate(choices):
        if choice.area.id != area:
            area = choice.area.id
            tone = area_tone(choice.area, len(areas))
            areas.add(area)
            lines.append((Text(f"  {choice.area.name.upper()}", tone),))
        lines.append(_choice(choice.habit, number == marked, choice.habit.id in chosen, glyphs, width))
    return lines


def _choice(habit: Habit, here: bool, chosen: bool, glyphs: Glyphs, width: int) -> Line:  # noqa: FBT001 - a row's two states
    box = (glyphs.kept, "kept") if chosen else (glyphs.open, "muted")
    name = fit(habit.name, 36) if width >= 72 else habit.name
    line = (
        Text(f" {glyphs.here if here else ' '} ", "cursor"),
        Text(f"{box[0]} ", box[1]),  # type: ignore[arg-type]
        Text(name, "strong" if here else "plain"),
        Text(habit.rule.words if width >= 72 else "", "muted"),
    )
    return cut(line, width - 1)


def build_about(habit: Habit, width: int, room: int = 0) -> list[Line]:
    """Build the lines that tell about one practice, in more rows than three where there is room."""
    rows = (("When", habit.cue), (small_title(habit.rule.goal), habit.small), ("Why", habit.why))
    lines = [(Text(f"   {label:7} ", "muted"), Text(words)) for label, words in rows if words]
    return spread(lines, width - 1, room)


_FIRST_KEYS = (
    "{toggle:Space} checks off what the cursor is on. The arrows move, {undo:u} undoes anything, "
    "{help:?} shows all keys."
)


def build_ready(count: int, place: str, width: int, look: Look = Look()) -> list[Line]:  # noqa: B008 - a look is frozen
    """Build the third step."""
    what = f"You begin with {count} practices." if count != 1 else "You begin with one practice."
    if not count:
        what = "You begin with an empty list; `letbe add` puts something on it."
    paragraphs = (
        what,
        look.spell(_FIRST_KEYS),
        f"Your file: {place}",
        "From the shell: letbe today, letbe done quiet, letbe streaks.",
    )
    lines: list[Line] = []
    for paragraph in paragraphs:
        lines += [(Text(f"  {line}"),) for line in wrap(paragraph, min(72, width - 4))]
        lines.append(EMPTY)
    return lines


_WAYS_TO_BEGIN = (
    "  {add:a} adds a habit: a name, and how often",
    "  {library:L} shows practices to choose from",
    "  {import:i} takes in a list from a file",
)


def build_empty(width: int, look: Look) -> list[Line]:
    """Build what stands in place of an empty list: three keys and a line for the shell."""
    lines: list[Line] = [(Text(" No habits here yet. One, small enough for a bad day, is a good start.", "strong"),)]
    lines += [look.spans(way) for way in _WAYS_TO_BEGIN]
    lines.append((Text(' From the shell: letbe add "Read 20 min" --schedule 3/week', "muted"),))
    return [cut(line, width) for line in lines]
