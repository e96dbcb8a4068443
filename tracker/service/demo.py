"""The demo: a made-up but believable year of somebody's practice, the same every time for a given day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from tracker.domain.amounts import ONE
from tracker.domain.book import Book, Pause, Reflection, Settings, Span
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import BLANK, CODES, Log, Mark, MarkKind, Month, month_length, month_number
from tracker.domain.schedule import DAILY, Pace, chosen_weekdays
from tracker.domain.tuples import NamedTuple
from tracker.exchange.habit_list import HabitList
from tracker.service.demo_words import ANSWERS, DAYS, NOTES, PUT_OFF, SKIPPED

_EPOCH = date(1970, 1, 1).toordinal()
_SUMMER = ((7, 18), (6, 13), (8, 22))
_LATE_WINTER = ((2, 17), (1, 20), (3, 24))
_LEFT_OPEN = "listen"  # the one habit of which yesterday says nothing yet
_TOLD = (MarkKind.DONE, MarkKind.AMOUNT, MarkKind.URGES)

_Marks = dict[int, Mark]


class _Plan(NamedTuple):
    """How a habit goes: the chance of a day at first and now, what a weekend or quiet time adds, when it began."""

    first: float = 0.5
    now: float = 0.85
    weekend: float = 0
    calm: float = 0
    hour: int = 20
    begins: int = 0


_PLANS = {
    "hobby": _Plan(0.6, 0.95, weekend=0.15),
    "quiet": _Plan(0.45, 0.84, weekend=-0.12, hour=18),
    "decide": _Plan(0.4, 0.7, hour=12, begins=40),
    "mindful": _Plan(0.5, 0.88, weekend=-0.18, hour=7),
    "feelings": _Plan(0.4, 0.85, hour=7, begins=63),
    "rest": _Plan(0.6, 0.85, hour=13, begins=21),
    "reassurance": _Plan(0.35, 0.22, hour=21, begins=14),
    "fix": _Plan(0.5, 0.38, weekend=0.1, hour=8),
    "listen": _Plan(0.5, 0.86, weekend=0.08),
    "honest": _Plan(0.4, 0.85, begins=28),
    "heat": _Plan(0.08, 0.12, calm=0.3, hour=21, begins=10),
    "agreements": _Plan(0.3, 0.6, weekend=0.1, hour=11),
    "checking": _Plan(0.6, 0.22, weekend=-0.1, hour=22),
}
"""The practices that the demo's person has chosen."""

_USUAL = _Plan()


class _Year(NamedTuple):
    """The year that is made up: its days as ordinals, what happened in it, and the dice."""

    first: int
    today: int
    week_start: int
    holiday: range
    lapse: range
    sore: range
    draw: Callable[[], float]

    def share(self, day: int) -> float:
        """Tell how far into the year a day is, 0 to 1."""
        return (day - self.first) / (self.today - self.first)

    def likely(self, chance: float) -> bool:
        """Throw the dice."""
        return self.draw() < chance

    def week(self, day: int) -> int:
        """Give the first day of the week that holds a day."""
        return day - ((day - 1 - self.week_start) % 7)


def demo_book(today: date, habit_list: HabitList) -> Book:
    """Make up a year that ends today, from the practices of a habit list."""
    chosen = [habit for habit in habit_list.habits if habit.id in _PLANS] or habit_list.habits[: len(_PLANS)]
    year = _imagine(today, chosen[0].rule.week_start if chosen else 0)
    habits = tuple(_begun(habit, year) for habit in chosen)
    lived: dict[str, _Marks] = {}
    for habit in habits:
        lived[habit.id] = _marks(habit, year, _calm(lived))
    return Book(
        areas=habit_list.areas,
        habits=habits,
        logs={id: _log(marks) for id, marks in lived.items() if marks},
        pauses=tuple(_pauses(habits, year)),
        reflections=(*_eases(year, _calm(lived)), *_weeks(year, habit_list.prompts)),
        settings=Settings(week_start=year.week_start),
        prompts=habit_list.prompts,
    )


def _imagine(today: date, week_start: int) -> _Year:
    """Lay out the year: ten days away in summer, a lapse in late winter, a week with a sore wrist."""
    from random import Random  # only the demo plays dice

    end = today.toordinal()
    holiday, lapse = _stretch(today, _SUMMER, 10), _stretch(today, _LATE_WINTER, 11)
    busy = {*holiday, *lapse}
    sore = next(range(end - back, end - back + 6) for back in (75, 130, 190) if not busy & {end - back, end - back + 5})
    draw = Random(end).random  # noqa: S311 - dice, not secrets
    return _Year(end - 364, end, week_start, holiday, lapse, sore, draw)


def _stretch(today: date, starts: tuple[tuple[int, int], ...], length: int) -> range:
    """Find the first of these dates that lies well inside the year; they are so far apart that one always does."""
    end = today.toordinal()
    ordinals = (date(today.year - back, month, day).toordinal() for month, day in starts for back in (0, 1))
    start = next(start for start in ordinals if end - 344 < start < end - 28)
    return range(start, start + length)


def _begun(habit: Habit, year: _Year) -> Habit:
    """Let a habit begin on its day of the year, with the rules it has had since."""
    begin = date.fromordinal(year.first + _PLANS.get(habit.id, _USUAL).begins)
    return habit._replace(created=begin, rules=_rules(habit, begin, year))


def _rules(habit: Habit, begin: date, year: _Year) -> tuple[Rule, ...]:
    rule = habit.rule._replace(since=begin)
    match habit.id, rule.goal.aim:
        case "hobby", Aim.AT_LEAST:  # it grew
            longer = rule.goal._replace(amount=rule.goal.amount * 3 // 2)
            return rule, rule._replace(since=date.fromordinal(year.week(year.today - 140)), goal=longer)
        case "honest", Aim.CHECK:  # every day was too much
            return rule._replace(schedule=DAILY), rule._replace(since=date.fromordinal(year.week(year.first + 120)))
        case "rest", Aim.CHECK:
            return (rule._replace(schedule=chosen_weekdays({1, 3, 6})),)
    return (rule,)


def _marks(habit: Habit, year: _Year, calm: frozenset[int]) -> _Marks:
    """Live the year with one habit, day by day."""
    plan = _PLANS.get(habit.id, _USUAL)
    marks: _Marks = {}
    for day in range(year.first + plan.begins, year.today):
        rule = habit.rule_on(date.fromordinal(day))
        chance = plan.first + (plan.now - plan.first) * year.share(day)
        chance += plan.weekend * ((day - 1) % 7 > 4) + plan.calm * (day in calm)
        mark = _mark(rule, year, day, chance, marks, left_open=habit.id == _LEFT_OPEN)
        if mark and not (habit.id == "hobby" and day in year.sore):
            marks[day] = mark._replace(at=_recorded(plan, year, day))
    _write_notes(habit.id, marks, year)
    if plan.hour < 9:  # this morning; the rest of today is still open
        now = _recorded(plan, year, year.today)
        let_go = habit.rule.goal.aim is Aim.LET_GO
        marks[year.today] = Mark(MarkKind.URGES, passed=1, at=now) if let_go else Mark(MarkKind.DONE, at=now)
    return marks


def _mark(rule: Rule, year: _Year, day: int, chance: float, marks: _Marks, *, left_open: bool) -> Mark | None:
    """Decide what, if anything, is recorded on a day."""
    if rule.goal.aim is Aim.LET_GO:
        return _urges(year, day, chance)
    if rule.goal.aim is Aim.AT_MOST:
        return _slips(year, day, chance)
    chance = _pressed(rule, year, day, chance, marks)
    if day == year.today - 1:
        due = chance > 0.05 and rule.schedule.pace in (Pace.DAILY, Pace.WEEKDAYS, Pace.WEEK)
        return None if left_open or not due else _success(rule, year, day)
    if year.likely(chance * (0.12 if day in year.lapse else 0.15 if day in year.holiday else 1)):
        return _success(rule, year, day)
    owed = rule.schedule.pace is Pace.DAILY and day not in year.holiday
    if owed and year.likely(0.12):
        return Mark(MarkKind.SKIP if year.likely(0.4) else MarkKind.MISSED)
    return None


def _pressed(rule: Rule, year: _Year, day: int, chance: float, marks: _Marks) -> float:
    """Adapt the chance of a day to what the schedule asks for, and to what was done before."""
    schedule = rule.schedule
    match schedule.pace:
        case Pace.DAILY | Pace.WINDOW:
            return chance + (0.1 if day - 1 in marks else -0.1)
        case Pace.WEEKDAYS:
            return chance if (day - 1) % 7 in schedule.weekdays else 0.03
        case Pace.WEEK | Pace.MONTH:
            today = date.fromordinal(day)
            monthly = schedule.pace is Pace.MONTH
            start = day - today.day + 1 if monthly else year.week(day)
            end = start + (month_length(month_number(today)) if monthly else 7)
            left = schedule.times - sum(before in marks for before in range(start, day))
            return min(1.0, chance * 1.2 * left / (end - day)) if left > 0 else 0.03 * (not monthly)
        case _:
            return chance


def _success(rule: Rule, year: _Year, day: int) -> Mark:
    """Record a day on which it was done: a check, or an amount that is now and then a short one."""
    if rule.goal.aim is Aim.CHECK or year.likely(0.15):
        return Mark(MarkKind.DONE)
    target = rule.goal.amount // ONE
    more = target * (1.2 if (day - 1) % 7 > 4 else 0.7) * year.draw() * year.draw()
    amount = target + more if day == year.today - 1 or year.likely(0.9) else target * 0.6
    step = 5 if target >= 15 else 1
    return Mark(MarkKind.AMOUNT, max(step, round(amount / step) * step) * ONE)


def _urges(year: _Year, day: int, chance: float) -> Mark | None:
    if not year.likely(chance * (0.4 if day in year.holiday else 1)):
        return None
    count = 1 + year.likely(0.35) + year.likely(0.15)
    passed = sum(year.likely(0.35 + 0.45 * year.share(day)) for _ in range(count))
    return Mark(MarkKind.URGES, passed=passed, acted=count - passed)


def _slips(year: _Year, day: int, chance: float) -> Mark | None:
    """Count what should stay few; it is more in the weeks in which the rest lapses."""
    chance = chance * 0.4 if day in year.holiday else chance + 0.25 * (day in year.lapse)
    if not year.likely(chance):
        return None
    return Mark(MarkKind.AMOUNT, (1 + year.likely(chance * 0.6) + year.likely(chance * 0.3)) * ONE)


def _recorded(plan: _Plan, year: _Year, day: int) -> int:
    """Make up the minute at which a day was recorded: mostly the same evening, at times the morning after."""
    minutes = plan.hour * 60 + int(year.draw() * 80)
    if year.likely(0.07) and day < year.today - 1:
        minutes = 24 * 60 + 7 * 60 + int(year.draw() * 40)
    return (day - _EPOCH) * 1440 + minutes


def _write_notes(habit: str, marks: _Marks, year: _Year) -> None:
    """Spread the notes of a habit over the days on which it went well."""
    well = [day for day, mark in marks.items() if mark.kind in _TOLD and not mark.acted]
    notes = NOTES.get(habit, ())
    for index, note in enumerate(notes if len(well) > len(notes) else ()):
        day = well[int((index + 0.2 + 0.6 * year.draw()) * len(well) / len(notes))]
        marks[day] = marks[day]._replace(note=note)
    skipped = [day for day, mark in marks.items() if mark.kind is MarkKind.SKIP]
    for day, note in zip(skipped[1::2] if habit == "mindful" else (), SKIPPED, strict=False):
        marks[day] = marks[day]._replace(note=note)
    if habit == "agreements" and well and (before := well[len(well) // 2] - 1) not in marks:
        marks[before] = Mark(MarkKind.NOTE, note=PUT_OFF, at=(before - _EPOCH) * 1440 + 21 * 60)


def _calm(lived: Mapping[str, _Marks]) -> frozenset[int]:
    """Give the days with quiet time: on them answers come calmer, and the evening is easier."""
    return frozenset(day for day, mark in lived.get("quiet", {}).items() if mark.kind in _TOLD)


def _log(marks: _Marks) -> Log:
    """Lay marks out as months in one go; setting them one by one would copy every month thirty times."""
    months: dict[int, _Marks] = {}
    for ordinal, mark in marks.items():
        day = date.fromordinal(ordinal)
        months.setdefault(month_number(day), {})[day.day] = mark
    return Log({number: _month(number, days) for number, days in months.items()})


def _month(number: int, days: _Marks) -> Month:
    return Month(
        "".join(CODES[days[day].kind] if day in days else BLANK for day in range(1, month_length(number) + 1)),
        {day: mark.amount for day, mark in days.items() if mark.kind is MarkKind.AMOUNT},
        {day: (mark.passed, mark.acted) for day, mark in days.items() if mark.kind is MarkKind.URGES},
        {day: mark.note for day, mark in days.items() if mark.note},
        {day: mark.at for day, mark in days.items() if mark.at is not None},
    )


def _pauses(habits: tuple[Habit, ...], year: _Year) -> Iterator[Pause]:
    first, last = (date.fromordinal(year.holiday[end]) for end in (0, -1))
    yield Pause("holiday", first, last, why="Ten days by the sea, without a list")
    if any(habit.id == "hobby" for habit in habits):
        first, last = (date.fromordinal(year.sore[end]) for end in (0, -1))
        yield Pause("wrist", first, last, habit="hobby", why="My wrist needs a rest")


def _eases(year: _Year, calm: frozenset[int]) -> Iterator[Reflection]:
    """Rate most days; those with quiet time come easier."""
    lines = {name: iter(texts) for name, texts in DAYS.items()}
    for day in range(year.first, year.today):
        away = day in year.holiday or day in year.lapse
        ease = 2.3 + 0.5 * year.share(day) + (day in calm) + (year.draw() + year.draw() - 1) * 1.5
        if year.likely(0.25 if away else 0.75):
            rated = min(5, max(1, round(ease)))
            mood = "low" if rated < 3 else "middle" if rated == 3 else "high"
            text = next(lines[mood], "") if year.likely(0.06) else ""
            yield Reflection(Span.DAY, date.fromordinal(day), rated, text)


def _weeks(year: _Year, prompts: tuple[str, ...]) -> Iterator[Reflection]:
    """Look back at every third week or so, at two questions a time, until all answers are given."""
    week = year.week(year.today) - 7
    waiting = [pair for answers in zip(*ANSWERS, strict=True) for pair in zip(prompts, answers, strict=False)]
    while waiting and week > year.first:
        if week not in year.lapse and week not in year.holiday:
            yield Reflection(Span.WEEK, date.fromordinal(week), answers=tuple(waiting[:2]))
            del waiting[:2]
        week -= 7 * (2 + int(year.draw() * 3))
