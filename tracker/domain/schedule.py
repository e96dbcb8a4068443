"""Schedule: how often a habit is meant to happen, and its text form."""

from __future__ import annotations

from types import MappingProxyType

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import clean, excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ACCEPTED = "daily, sunday, mon wed fri, 3/week, 2/month, every 3 days, 4 in 10 days or anytime"

_WINDOW_LIMIT = 366
_TIMES = {
    "once": "1", "twice": "2", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
}  # fmt: skip
_WORDS = r"\d+|/|[a-z]+"
_ALIASES = {
    "daily": "daily",
    "every day": "daily",
    "everyday": "daily",
    "weekly": "1/week",
    "every week": "1/week",
    "monthly": "1/month",
    "every month": "1/month",
    "weekdays": "mon tue wed thu fri",
    "every weekday": "mon tue wed thu fri",
    "on weekdays": "mon tue wed thu fri",
    "weekends": "sat sun",
    "every weekend": "sat sun",
    "on weekends": "sat sun",
    "anytime": "anytime",
    "any time": "anytime",
    "every other day": "every 2 days",
}
_BEFORE_WEEKDAYS = ("every week on ", "weekly on ", "every ", "on ")
_FORTNIGHTS = ("biweekly", "bi-weekly", "fortnightly", "every fortnight", "every other week", "every second week")


class Pace(StrEnum):
    """The seven ways to say how often; a `Schedule` fills in the numbers."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEK = "week"
    MONTH = "month"
    WINDOW = "window"
    ANYTIME = "anytime"


class Schedule(NamedTuple):
    """How often a habit is meant to happen.

    `times` is how many days are needed in a week, a month or a window of `days` days (`every 3 days` is once
    in a window of three); `weekdays` are the chosen ones, Monday = 0, in order.
    """

    pace: Pace
    times: int = 1
    days: int = 1
    weekdays: tuple[int, ...] = ()

    def __str__(self) -> str:
        match self.pace:
            case Pace.WEEKDAYS:
                return " ".join(WEEKDAYS[day] for day in self.weekdays)
            case Pace.WEEK | Pace.MONTH:
                return f"{self.times}/{self.pace}"
            case Pace.WINDOW if self.times == 1:
                return f"every {self.days} days"
            case Pace.WINDOW:
                return f"{self.times} in {self.days} days"
            case _:
                return str(self.pace)

    @property
    def words(self) -> str:
        """The schedule as one would say it: `3 times a week`."""
        match self.pace:
            case Pace.DAILY:
                return "every day"
            case Pace.WEEKDAYS if self.weekdays == (0, 1, 2, 3, 4):
                return "Monday to Friday"
            case Pace.WEEKDAYS:
                return "on " + ", ".join(WEEKDAY_NAMES[day] for day in self.weekdays)
            case Pace.WEEK | Pace.MONTH:
                return f"{_times(self.times)} a {self.pace}"
            case Pace.WINDOW if self.times == 1:
                return f"every {self.days} days"
            case Pace.WINDOW:
                return f"{_times(self.times)} in {self.days} days"
            case _:
                return "whenever it happens"


DAILY = Schedule(Pace.DAILY)
ANYTIME = Schedule(Pace.ANYTIME)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def chosen_weekdays(days: set[int]) -> Schedule:
    """Build the schedule of these weekdays (Monday = 0); all seven are `daily`."""
    return DAILY if len(days) == 7 else Schedule(Pace.WEEKDAYS, weekdays=tuple(sorted(days)))


def per_week(times: int) -> Schedule:
    """Build `times` a calendar week, 1 to 7; raise `Refused` otherwise."""
    _between(times, 7, "a week")
    return Schedule(Pace.WEEK, times, 7)


def per_month(times: int) -> Schedule:
    """Build `times` a calendar month, 1 to 31; raise `Refused` otherwise."""
    _between(times, 31, "a month")
    return Schedule(Pace.MONTH, times, 30)


def in_days(times: int, days: int) -> Schedule:
    """Build `times` in any `days` days running; raise `Refused` when they do not fit."""
    if not 1 <= days <= _WINDOW_LIMIT:
        raise Refused(f"A window has 1 to {_WINDOW_LIMIT} days; {days} is outside.")
    _between(times, days, f"{days} days")
    return DAILY if days == 1 else Schedule(Pace.WINDOW, times, days)


def _between(times: int, most: int, span: str) -> None:
    if not 1 <= times <= most:
        raise Refused(f"{times} times in {span} cannot be; choose 1 to {most}.")


def read_schedule(text: str) -> Schedule:
    """Read a schedule in any of its text forms; raise `Unreadable` with the forms that are accepted."""
    words = clean(text).casefold()
    words = _ALIASES.get(words, words)
    if words == "daily":
        return DAILY
    if words == "anytime":
        return ANYTIME
    return _read_times(words) or _read_weekdays(words, text)


_PER: Mapping[str, Callable[[int], Schedule]] = MappingProxyType(
    {"week": per_week, "weekly": per_week, "month": per_month, "monthly": per_month}
)


def _read_times(words: str) -> Schedule | None:
    """Read how many times in a week, a month or some days; None if it is about weekdays, or nothing."""
    parts = _parts(words)
    if parts[1:2] in (["x"], ["times"]):
        del parts[1]
    match [_TIMES.get(part, part) for part in parts]:
        case [times, ("/" | "a" | "per" | "each" | "every"), span] | [times, span] if times.isdecimal():
            return _PER[span](_count(times)) if span in _PER else None
        case ["every", days, "d" | "day" | "days"] if days.isdecimal():
            return in_days(1, _count(days))
        case [times, "in", days, "d" | "day" | "days"] if times.isdecimal() and days.isdecimal():
            return in_days(_count(times), _count(days))
    return None


def _parts(words: str) -> list[str]:
    """Part numbers, words and strokes from one another; nothing where there is anything else."""
    parts = words.replace("/", " / ").split()
    if all(part == "/" or part.isdecimal() or (part.isascii() and part.isalpha()) for part in parts):
        return parts  # as the file has them, and without a pattern
    import re  # what the calendar and a prompt look at does without

    parts = re.findall(_WORDS, words)
    return parts if "".join(parts) == words.replace(" ", "") else []


def _count(digits: str) -> int:
    return int(digits[:6])  # far above every limit already, and never a number too long to read


def _read_weekdays(words: str, text: str) -> Schedule:
    days: set[int] = set()
    lead = next((lead for lead in _BEFORE_WEEKDAYS if words.startswith(lead)), "")
    listed = words.removeprefix(lead).replace(" to ", "-")
    for mark in (",", "/", "&", " and "):
        listed = listed.replace(mark, " ")
    for word in listed.split():
        first, dash, last = word.partition("-")
        start = weekday(first)
        end = weekday(last) if dash else start
        if start is None or end is None:
            raise Unreadable(f"“{excerpt(text)}” is not a schedule; {_nearest(words)}.")
        days.update(day % 7 for day in range(start, end + (7 if end < start else 0) + 1))
    if not days:
        raise Unreadable(f"A schedule is missing; write {ACCEPTED}.")
    return chosen_weekdays(days)


def _nearest(words: str) -> str:
    """Say what to write in place of what cannot be read: a fortnight is a window of 14 days."""
    weeks = 2 if words in _FORTNIGHTS else 0
    match words.split():
        case ["every", count, "weeks"] if _TIMES.get(count, count).isdecimal():
            weeks = _count(_TIMES.get(count, count))
    return f"what comes nearest is every {7 * weeks} days" if 0 < 7 * weeks <= _WINDOW_LIMIT else f"write {ACCEPTED}"


def weekday(word: str) -> int | None:
    """Read a weekday from its name or its first letters, three or more (Monday = 0); None if it is none."""
    stem = word.casefold().removesuffix("s") if len(word) > 4 else word.casefold()
    if len(stem) < 3:
        return None
    return next((i for i, name in enumerate(WEEKDAY_NAMES) if name.casefold().startswith(stem)), None)
