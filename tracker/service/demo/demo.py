"""The demo: a made-up but believable year of somebody's practice, the same every time for a given day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tracker.domain.amounts import ONE, row_of
from tracker.domain.book import Book, Lookback, Pause, Reflection, Settings
from tracker.domain.goal import CHECK, Aim
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import BLANK, CODES, Log, Mark, MarkKind, Month, month_length, month_number
from tracker.domain.schedule import DAILY, Pace, chosen_weekdays
from tracker.exchange.habit_list import HabitList
from tracker.insights import SuggestionKind, suggestion_prompt, way_prompt
from tracker.service.demo.urges import told
from tracker.service.demo.year import (
    ANSWERS,
    DAYS,
    IN_THE_WAY,
    LOOKED_BACK,
    NOTES,
    PLANNED,
    PLANS,
    PUT_OFF,
    SKIPPED,
    USUAL,
    Plan,
    Year,
    imagine,
)
from tracker.service.edits.reflections import first_of
from tracker.service.words.plans import plan_words

_EPOCH = date(1970, 1, 1).toordinal()
_LEFT_OPEN = "listen"  # the one habit of which yesterday says nothing yet
_BEGUN_AS_A_CHECK = "heat"  # what one has practised for a year is not ruled anew when the list offers it otherwise
_TOLD = (MarkKind.DONE, MarkKind.AMOUNT, MarkKind.URGES)

_Marks = dict[int, Mark]


def demo_book(today: date, habit_list: HabitList) -> Book:
    """Make up a year that ends today, from the practices of a habit list."""
    chosen = [habit for habit in habit_list.habits if habit.id in PLANS] or habit_list.habits[: len(PLANS)]
    year = imagine(today, chosen[0].rule.week_start if chosen else 0)
    habits = tuple(_begun(habit, year) for habit in chosen)
    lived: dict[str, _Marks] = {}
    for habit in habits:
        lived[habit.id] = _marks(habit, year, _calm(lived))
    return Book(
        areas=habit_list.areas,
        habits=habits,
        logs={id: told(_log(marks)) for id, marks in lived.items() if marks},
        pauses=tuple(_pauses(habits, year)),
        reflections=(*_eases(year, _calm(lived)), *_weeks(year, habit_list.prompts, _planned(habits))),
        lookbacks=tuple(_lookbacks(today, habit_list)),
        settings=Settings(week_start=year.week_start),
        prompts=habit_list.prompts,
        month_prompts=habit_list.month_prompts,
        year_prompts=habit_list.year_prompts,
    )


def _begun(habit: Habit, year: Year) -> Habit:
    """Let a habit begin on its day of the year, with the rules it has had since."""
    begin = date.fromordinal(year.first + PLANS.get(habit.id, USUAL).begins)
    if habit.id == _BEGUN_AS_A_CHECK and habit.rule.goal.is_urge:
        habit = habit._replace(name="Pause before answering in heat", rules=(habit.rule._replace(goal=CHECK),))
    return habit._replace(created=begin, rules=_rules(habit, begin, year))


def _rules(habit: Habit, begin: date, year: Year) -> tuple[Rule, ...]:
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


def _marks(habit: Habit, year: Year, calm: frozenset[int]) -> _Marks:
    """Live the year with one habit, day by day."""
    plan = PLANS.get(habit.id, USUAL)
    marks: _Marks = {}
    for day in range(year.first + plan.begins, year.today):
        rule = habit.rule_on(date.fromordinal(day))
        chance = plan.first + (plan.now - plan.first) * year.share(day)
        chance += plan.weekend * ((day - 1) % 7 > 4) + plan.calm * (day in calm)
        spirit = year.spirit(habit.id, day)
        if rule.goal.is_urge:
            mark = _urges(year, day, chance, spirit)
        else:
            mark = _mark(rule, year, day, chance * spirit, marks, left_open=habit.id == _LEFT_OPEN)
        if mark and not (habit.id == "hobby" and day in year.sore):
            marks[day] = mark._replace(at=_recorded(plan, year, day))
    _write_notes(habit.id, marks, year)
    if plan.hour < 9:  # this morning; the rest of today is still open
        now = _recorded(plan, year, year.today)
        let_go = habit.rule.goal.is_urge
        marks[year.today] = Mark(MarkKind.URGES, passed=1, at=now) if let_go else Mark(MarkKind.DONE, at=now)
    return marks


def _mark(rule: Rule, year: Year, day: int, chance: float, marks: _Marks, *, left_open: bool) -> Mark | None:
    """Decide what, if anything, is recorded on a day."""
    if rule.goal.is_limit:
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


def _pressed(rule: Rule, year: Year, day: int, chance: float, marks: _Marks) -> float:
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


def _success(rule: Rule, year: Year, day: int) -> Mark:
    """Record a day on which it was done: a check, or an amount that is now and then a short one."""
    if rule.goal.is_check or year.likely(0.15):
        return Mark(MarkKind.DONE)
    target = rule.goal.amount // ONE
    more = target * (1.2 if (day - 1) % 7 > 4 else 0.7) * year.draw() * year.draw()
    amount = target + more if day == year.today - 1 or year.likely(0.9) else target * 0.6
    step = 5 if target >= 15 else 1
    return Mark(MarkKind.AMOUNT, max(step, round(amount / step) * step) * ONE)


def _urges(year: Year, day: int, chance: float, spirit: float) -> Mark | None:
    """Count the urges of a day; more of them are let pass as the year goes on."""
    if not year.likely(chance * (0.4 if day in year.holiday else 1)):
        return None
    count = 1 + year.likely(0.35) + year.likely(0.15)
    passed = sum(year.likely((0.35 + 0.45 * year.share(day)) * spirit) for _ in range(count))
    return Mark(MarkKind.URGES, passed=passed, acted=count - passed)


def _slips(year: Year, day: int, chance: float) -> Mark | None:
    """Count what should stay few; it is more in the weeks in which the rest lapses."""
    chance = chance * 0.4 if day in year.holiday else chance + 0.25 * (day in year.lapse)
    if not year.likely(chance):
        return None
    return Mark(MarkKind.AMOUNT, (1 + year.likely(chance * 0.6) + year.likely(chance * 0.3)) * ONE)


def _recorded(plan: Plan, year: Year, day: int) -> int:
    """Make up the minute at which a day was recorded: mostly the same evening, at times the morning after."""
    minutes = plan.hour * 60 + int(year.draw() * 80)
    if year.likely(0.07) and day < year.today - 1:
        minutes = 24 * 60 + 7 * 60 + int(year.draw() * 40)
    return (day - _EPOCH) * 1440 + minutes


def _write_notes(habit: str, marks: _Marks, year: Year) -> None:
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
    """Return the days with quiet time: on them answers come calmer, and the evening is easier."""
    return frozenset(day for day, mark in lived.get("quiet", {}).items() if mark.kind in _TOLD)


def _log(marks: _Marks) -> Log:
    """Lay marks out as months in one go; setting them one by one would copy every month thirty times."""
    months: dict[int, _Marks] = {}
    for ordinal, mark in marks.items():
        day = date.fromordinal(ordinal)
        months.setdefault(month_number(day), {})[day.day] = mark
    return Log({number: _month(number, days) for number, days in months.items()})


def _month(number: int, days: _Marks) -> Month:
    on = [days.get(day) for day in range(1, month_length(number) + 1)]
    return Month(
        "".join(CODES[mark.kind] if mark else BLANK for mark in on),
        row_of([mark.amount if mark else 0 for mark in on]),
        {day: (mark.passed, mark.acted) for day, mark in days.items() if mark.kind is MarkKind.URGES},
        {day: mark.note for day, mark in days.items() if mark.note},
        {day: mark.at for day, mark in days.items() if mark.at is not None},
    )


def _pauses(habits: tuple[Habit, ...], year: Year) -> Iterator[Pause]:
    first, last = (date.fromordinal(year.holiday[end]) for end in (0, -1))
    yield Pause("holiday", first, last, why="Ten days by the sea, without a list")
    if any(habit.id == "hobby" for habit in habits):
        first, last = (date.fromordinal(year.sore[end]) for end in (0, -1))
        yield Pause("wrist", first, last, habit="hobby", why="My wrist needs a rest")


def _eases(year: Year, calm: frozenset[int]) -> Iterator[Reflection]:
    """Rate most days; those with quiet time come easier."""
    lines = {name: iter(texts) for name, texts in DAYS.items()}
    for day in range(year.first, year.today):
        away = day in year.holiday or day in year.lapse
        ease = 2.3 + 0.5 * year.share(day) + (day in calm) + (year.draw() + year.draw() - 1) * 1.5
        if year.likely(0.25 if away else 0.75):
            rated = min(5, max(1, round(ease)))
            mood = "low" if rated < 3 else "middle" if rated == 3 else "high"
            text = next(lines[mood], "") if year.likely(0.06) else ""
            yield Reflection(Lookback.DAY, date.fromordinal(day), rated, text)


def _planned(habits: tuple[Habit, ...]) -> tuple[tuple[str, str], ...]:
    """Write down the plan of last week, and what had got in the way."""
    habit = next((habit for habit in habits if habit.id == PLANNED), None)
    return (
        ((way_prompt(habit.id), IN_THE_WAY), (suggestion_prompt(SuggestionKind.PLAN, habit.id), plan_words(habit)))
        if habit
        else ()
    )


def _weeks(year: Year, prompts: tuple[str, ...], planned: tuple[tuple[str, str], ...]) -> Iterator[Reflection]:
    """Look back at every third week or so, at two questions a time, until all answers are given; last week planned."""
    week = year.week(year.today) - 7
    waiting = [pair for answers in zip(*ANSWERS, strict=True) for pair in zip(prompts, answers, strict=False)]
    while waiting and week > year.first:
        if week not in year.lapse and week not in year.holiday:
            yield Reflection(Lookback.WEEK, date.fromordinal(week), answers=(*waiting[:2], *planned))
            del waiting[:2]
            planned = ()
        week -= 7 * (2 + int(year.draw() * 3))


def _lookbacks(today: date, habit_list: HabitList) -> Iterator[Reflection]:
    """Look back at last month, at this month a year ago, and at last year."""
    for span, months, answers in LOOKED_BACK:
        number = today.year * 12 + today.month - 1 - months
        first = first_of(Book(), span, date(number // 12, number % 12 + 1, 1))
        if prompts := habit_list.prompts_of(span):
            yield Reflection(span, first, answers=tuple(zip(prompts, answers, strict=False)))
