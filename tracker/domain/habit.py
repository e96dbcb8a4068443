"""Area, Habit and Rule: what the user practises, and since when under which rule."""

from datetime import date

from tracker.domain.errors import Refused
from tracker.domain.goal import CHECK, Goal
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME, DAILY, Pace, Schedule


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

    `cue` is when and where it fits ("after dinner"), `small` the two-minute version; `archived` is the day
    from which it is no longer judged.
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

    def under(self, rule: Rule) -> "Habit":
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
