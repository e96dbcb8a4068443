"""Area, Habit and Rule: what the user practises, since when under which rule, and in which colour and glyph."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.domain.errors import Refused
from tracker.domain.goal import CHECK, Goal
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME, DAILY, Pace, Schedule
from tracker.domain.text import clean_line, excerpt

COLOURS: Final = ("blue", "orange", "teal", "purple", "yellow", "pink", "sky", "grey")
"""Those that areas and habits can have; the colour-blind can tell them apart."""

GLYPHS = ("■", "◆", "▲", "★", "♥", "♣", "♪", "☼")
"""Those that a habit can have: none that the grid uses for a state."""

_STATES = "·–-‖□▁▂▄▆○◐●▫.=~%opac'[]"


class Area(NamedTuple):
    """A part of life that habits belong to."""

    id: str
    name: str
    colour: str = ""
    position: float = 0


class Rule(NamedTuple):
    """A schedule and a goal, and the day from which they hold.

    `week_start` (Monday = 0) is kept here and not read from the settings, so that changing the setting
    re-cuts no past week.
    """

    since: date
    schedule: Schedule = DAILY
    goal: Goal = CHECK
    week_start: int = 0

    @property
    def sums(self) -> bool:
        """Whether the amounts of a period are summed; otherwise days are counted, those that reach the goal."""
        return self.goal.counts and self.schedule.times == 1

    @property
    def words(self) -> str:
        """The rule as one would say it: `at least 30 min, 3 times a week`."""
        if self.goal.is_check:
            return self.schedule.words
        if self.goal.is_urge:
            return "urges let pass, whenever they come"
        return f"{self.goal.words}, {self.schedule.words}"


class Habit(NamedTuple):
    """A practice, with the rules it has had in date order (at least one).

    `cue` is when and where it fits ("after dinner"), `small` the two-minute version, or of an urge or a limit what
    one does instead; `archived` is the day from which it is no longer judged. `reminders` are times of day, in
    minutes after midnight and in order. `source` is what another tracker called it that it came from.
    """

    id: str
    name: str
    area: str
    rules: tuple[Rule, ...]
    created: date
    why: str = ""
    cue: str = ""
    small: str = ""
    glyph: str = ""
    colour: str = ""
    archived: date | None = None
    position: float = 0
    reminders: tuple[int, ...] = ()
    source: str = ""

    def rule_on(self, day: date) -> Rule:
        """Return the rule that holds on a day; the first one reaches back to days before it."""
        held = self.rules[0]
        for rule in self.rules[1:]:
            if rule.since > day:
                break
            held = rule
        return held

    @property
    def rule(self) -> Rule:
        """The newest rule."""
        return self.rules[-1]

    def under(self, rule: Rule) -> Habit:
        """Return this habit with `rule` from its day on, in place of any rule from that day or later."""
        kept = tuple(old for old in self.rules if old.since < rule.since)
        return self._replace(rules=(*kept, rule))


def check_rule(schedule: Schedule, goal: Goal) -> None:
    """Raise `Refused`, in a sentence, when a goal and a schedule do not go together."""
    if goal.is_urge and schedule != ANYTIME:
        raise Refused("A letting-go habit has no schedule to keep: it is logged when an urge comes, so use anytime.")
    if goal.is_limit:
        if schedule == ANYTIME:
            raise Refused("“At most” needs a span to count in; use daily, weekdays, 1/week, 1/month or every 3 days.")
        if schedule.times > 1:
            span = {Pace.WEEK: "1/week", Pace.MONTH: "1/month"}.get(schedule.pace, f"every {schedule.days} days")
            raise Refused(f"“At most” counts everything in a span, so {schedule} does not fit; use {span}.")


def read_colour(text: str) -> str:
    """Read the name of a colour, or nothing for the usual one; raise `Refused` for any other."""
    name = clean_line(text, "colour").casefold()
    if name and name not in COLOURS:
        raise Refused(f"“{excerpt(text)}” is not a colour here; choose {', '.join(COLOURS[:-1])} or {COLOURS[-1]}.")
    return name


def read_glyph(text: str) -> str:
    """Read the one character that marks a habit's kept days, or nothing for the usual one; raise `Refused` otherwise.

    It has to be as wide as a letter, and none of those that stand for another state.
    """
    glyph = clean_line(text, "glyph")
    if not glyph:
        return ""
    if len(glyph) > 1 or not fits_a_cell(glyph):
        raise Refused(f"A glyph is one character as wide as a letter, such as {' '.join(GLYPHS)}.")
    if glyph in _STATES:
        raise Refused(f"“{glyph}” stands for a state in the grid already; choose one such as {' '.join(GLYPHS[1:])}.")
    return glyph


def fits_a_cell(glyph: str) -> bool:
    """Whether a text is one character that takes one cell of a terminal."""
    import unicodedata  # few commands read a glyph

    if len(glyph) != 1 or unicodedata.category(glyph)[0] in "MCZ":
        return False
    return unicodedata.east_asian_width(glyph) not in "WF"
