"""Random habits against the plain judge, as many as are asked for: `python -m tests.domain.judging.campaign 10000`."""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date, timedelta

from tests.domain.judging.test_against_the_reference import differences
from tests.strategies import EPOCH
from tracker.domain.book import Pause
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, chosen_weekdays, in_days, per_month, per_week

PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED
Case = tuple[Habit, Log, list[Pause], date]


def make_case(seed: int) -> Case:
    """Make a habit of one to three rules, its marks, up to three pauses, and a day as of which to judge it."""
    chance = random.Random(seed)  # noqa: S311 - only made-up habits
    length = chance.choice((20, 60, 150))
    count = chance.choice((1, 1, 2, 3))
    offsets = sorted(chance.sample(range(length), count))
    rules = tuple(_rule(chance, EPOCH + timedelta(offset)) for offset in offsets)
    archived = EPOCH + timedelta(chance.randrange(length + 20)) if chance.random() < 0.2 else None
    habit = Habit("walk", "A walk", "self-care", rules, rules[0].since, archived=archived)
    log = _log(chance, rules[chance.randrange(count)].goal, length)
    pauses = [_pause(chance, length) for _ in range(chance.choice((0, 0, 1, 2, 3)))]
    return habit, log, pauses, EPOCH + timedelta(chance.randrange(length + 10))


def _rule(chance: random.Random, since: date) -> Rule:
    goal = chance.choice((CHECK, CHECK, at_least(chance.randrange(1, 60) * 500, "min"), _limit(chance), LET_GO))
    schedule = ANYTIME if goal.is_urge else _schedule(chance)
    if goal.is_limit:
        schedule = DAILY if schedule == ANYTIME else schedule._replace(times=1)
    return Rule(since, schedule, goal, chance.choice((0, 0, 5, 6)))


def _limit(chance: random.Random) -> Goal:
    return at_most(chance.randrange(4) * 1000, "time")


def _schedule(chance: random.Random) -> Schedule:
    days = chance.randrange(2, 9)
    return chance.choice(
        (
            DAILY,
            chosen_weekdays(set(chance.sample(range(7), chance.randrange(1, 7)))),
            per_week(chance.randrange(1, 8)),
            per_week(chance.randrange(1, 4)),
            per_month(chance.choice((1, 2, 3, 10, 28, 31))),
            in_days(chance.randrange(1, days + 1), days),
            in_days(1, days),
            ANYTIME,
        )
    )


def _log(chance: random.Random, goal: Goal, length: int) -> Log:
    share = chance.choice((0.02, 0.2, 0.5, 0.8, 1.0))
    begin, end = sorted(chance.randrange(length + 1) for _ in range(2))
    days = [day for day in range(begin, end) if chance.random() < share]
    log = Log.of({EPOCH + timedelta(day): _mark(chance, goal) for day in days})
    share = chance.choice((0.0, 0.1, 0.1, 0.6))
    eventful = [day for day in range(begin, end) if chance.random() < share]
    return log.with_events({EPOCH + timedelta(day): _events(chance, goal) for day in eventful})


def _events(chance: random.Random, goal: Goal) -> dict[str, Event | None]:
    """Make the events of a day, recorded in this order by two machines, each at its minute or at none."""
    found: dict[str, Event | None] = {}
    for number in range(chance.randrange(1, 7)):
        id = f"{chance.choice('xyz')}0{max(0, number - chance.randrange(3))}"
        at = chance.choice((None, chance.randrange(1440), chance.choice((0, 600, 1439))))
        if goal.is_urge if chance.random() < 0.9 else not goal.is_urge:
            found[id] = Event(id, chance.choice((PASSED, PASSED, ACTED)), at=at, strength=chance.choice((None, 1, 5)))
        else:
            found[id] = Event(id, None, chance.randrange(40) * 500, at, taken=chance.random() < 0.3)
    return found


def _mark(chance: random.Random, goal: Goal) -> Mark:
    likely = {
        "check": Mark(MarkKind.DONE),
        "at least": Mark(MarkKind.AMOUNT, chance.randrange(80) * 500),
        "at most": Mark(MarkKind.AMOUNT, chance.randrange(4) * 1000),
        "let go": Mark(MarkKind.URGES, 0, chance.randrange(4), chance.choice((0, 0, 0, 1, 2))),
    }
    others = [Mark(kind) for kind in (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)]
    others += [Mark(MarkKind.NOTE, note="a word"), *likely.values()]
    return likely[goal.aim] if chance.random() < 0.75 else chance.choice(others)


def _pause(chance: random.Random, length: int) -> Pause:
    start = EPOCH + timedelta(chance.randrange(length))
    end = start + timedelta(chance.randrange(25)) if chance.random() < 0.9 else None
    return Pause("p", start, end, *chance.choice((("walk", ""), ("", "self-care"), ("", ""), ("other", ""))))


def main(count: int, start: int = 0) -> int:
    """Judge so many random habits both ways, from a seed on, and say in how many the two differ."""
    found: Counter[str] = Counter()
    differing = 0
    for seed in range(start, start + count):
        told = differences(*make_case(seed))
        differing += bool(told)
        found.update(line.partition(":")[0] for line in told)
        if told and differing <= 3:
            print(seed, *(line[:300] for line in told), sep="\n  ")  # noqa: T201 - for whoever runs it
    print(f"{count} random habits, disagreements: {differing} {dict(found) or ''}")  # noqa: T201 - as above
    return differing


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:] or ("1000",)))))
