"""How honest the pairings are: made-up years in which nothing goes together, and years in which something does.

Run it with `python benchmarks/honesty.py [YEARS [PART…]]` (200 years and all parts by default; most of an hour on two
cores). The parts are `tests`, `looks` and `lives`. Beside letbe's own test, with and without questions, stand a naive
one (chi-square at 5 %) and the same allowed for the number of pairs. Every year is seeded, so the figures are the same
each time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import combinations, islice
from math import erfc, sqrt
from multiprocessing import Pool
from operator import and_
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.life import LIVES, Life
from benchmarks.years import START, Line, Pair, Year, growing, lived_year, planted, unrelated, until
from tracker.domain.book import Question
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging.judgement import Judgement
from tracker.domain.log import Log, Month, month_length, month_number
from tracker.insights.course import Course
from tracker.insights.span import ALL, Span
from tracker.insights.two_looks import APART, TwoLooks
from tracker.service.edits.questions import MOST


class Shown(NamedTuple):
    """What a test showed in a year: planted pairs that it found, and others."""

    found: int
    others: int


def log_of(line: Line) -> Log:
    """Write days down as a log."""
    marks = "".join(" #"[done] for done in line)
    months, number, at = {}, month_number(START), 0
    while at < len(marks):
        length = month_length(number)
        months[number] = Month(marks[at : at + length].ljust(length))
        at, number = at + length, number + 1
    return Log({number: month for number, month in months.items() if not month.line.isspace()})


def course_of(id: str, line: Line) -> Course:
    """Return the course of a daily habit on the day after its last."""
    habit = Habit(id, id, "area", (Rule(START),), START)
    return Course(Judgement(habit, log_of(line), (), date.fromordinal(START.toordinal() + len(line))))


def looks(year: Year, asked: Iterable[Pair] = ()) -> TwoLooks:
    """Return what letbe sees in all of a year, with questions that were asked at its beginning."""
    courses = [course_of(id, line) for id, line in year.lines.items()]
    days = max(map(len, year.lines.values()))
    span = Span(ALL, START, date.fromordinal(START.toordinal() + days - 1))
    questions = [Question("+".join(sorted(pair)), min(pair), max(pair), START) for pair in asked]
    return TwoLooks(courses, year.ease, span, questions, span.end)


def by_letbe(year: Year) -> set[Pair]:
    """Return the pairs that letbe shows."""
    return {frozenset((pairing.first, pairing.second)) for pairing in looks(year).pairings}


def by_questions(year: Year) -> set[Pair]:
    """Return the pairs that letbe shows where the planted ones, or else any three, were asked about."""
    pairs = year.planted or [frozenset(pair) for pair in islice(combinations(year.lines, 2), MOST)]
    asked = sorted(pairs, key=sorted)[:MOST]
    return {frozenset((pairing.first, pairing.second)) for pairing in looks(year, asked).pairings}


def chi_square(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return the p of the plain chi-square test of a fourfold table."""
    n = len(one)
    both, ones, others = sum(map(and_, one, other)), sum(one), sum(other)
    spread = ones * (n - ones) * others * (n - others)
    return erfc(abs(both * n - ones * others) * sqrt(n / spread / 2)) if spread else 1.0


def tests(year: Year) -> Iterator[tuple[float, Pair]]:
    """Test every two habits the naive way, on the same day and on the next."""
    for (id, one), (other_id, other) in combinations(year.lines.items(), 2):
        pair = frozenset((id, other_id))
        yield chi_square(one, other), pair
        yield chi_square(one[:-1], other[1:]), pair
        yield chi_square(other[:-1], one[1:]), pair


def by_chi_square(year: Year) -> set[Pair]:
    """Return the pairs that a chi-square test finds at 5 %."""
    return {pair for p, pair in tests(year) if p <= 0.05}


def by_many_chi_squares(year: Year) -> set[Pair]:
    """Return the pairs that it finds when allowed for their number (Benjamini and Hochberg)."""
    found = sorted(tests(year), key=lambda test: test[0])
    last = max((rank for rank, (p, _) in enumerate(found, 1) if p <= 0.05 * rank / len(found)), default=0)
    return {pair for _, pair in found[:last]}


TESTS: dict[str, Callable[[Year], set[Pair]]] = {
    "letbe": by_letbe,
    "letbe, asked": by_questions,
    "chi-square": by_chi_square,
    "chi-square, many": by_many_chi_squares,
}


def try_all(make: Callable[[int], Year], seed: int) -> list[Shown]:
    """Put all tests to one year."""
    year = make(seed)
    shown = [test(year) for test in TESTS.values()]
    return [Shown(len(pairs & year.planted), len(pairs - year.planted)) for pairs in shown]


class Figures(NamedTuple):
    """What a test showed over many years.

    `any` is the share of years with any pair that was not planted, `mean` their number a year, and `found` the
    share of the planted ones (None without any).
    """

    any: float
    mean: float
    found: float | None


def figures(make: Callable[[int], Year], shown: Sequence[Shown]) -> Figures:
    """Sum up what one test showed in each year."""
    years, there = len(shown), len(make(0).planted)
    return Figures(
        sum(year.others > 0 for year in shown) / years,
        sum(year.others for year in shown) / years,
        sum(year.found for year in shown) / years / there if there else None,
    )


def measure(make: Callable[[int], Year], years: int, processes: int | None = None) -> dict[str, Figures]:
    """Put all tests to so many years; in this process alone if `processes` is 1."""
    trial = partial(try_all, make)
    if processes == 1:
        rows = list(map(trial, range(years)))
    else:
        with Pool(processes) as pool:
            rows = pool.map(trial, range(years), chunksize=4)
    return {name: figures(make, [row[place] for row in rows]) for place, name in enumerate(TESTS)}


BOOKS: dict[str, Callable[[int], Year]] = {
    "20 habits, a year, nothing planted": unrelated,
    "… all with a memory of 0.9": partial(unrelated, least=0.9),
    "… all growing side by side": growing,
    "25 points, 180 days: a pair alone": partial(planted, habits=2, pairs=1),
    "… a pair among 5 habits": partial(planted, habits=5, pairs=1),
    "… a pair among 10 habits": partial(planted, habits=10, pairs=1),
    "… a pair among 20 habits": partial(planted, pairs=1),
    "… 5 pairs among 20 habits": planted,
    "25 points, a year: a pair alone": partial(planted, habits=2, pairs=1, days=365),
    "… a pair among 5 habits ": partial(planted, habits=5, pairs=1, days=365),
    "… a pair among 10 habits ": partial(planted, habits=10, pairs=1, days=365),
    "… a pair among 20 habits ": partial(planted, pairs=1, days=365),
    "… 5 pairs among 20 habits ": partial(planted, days=365),
    "… 5 pairs, a memory of up to 0.9": partial(planted, days=365, most=0.9),
    "40 points, 180 days: 5 pairs among 20 habits": partial(planted, points=0.4),
}


def print_lives(years: int) -> None:
    """Print how many lives of unrelated habits show any pair, by what befell them."""
    sizes = [(habits, days) for days in (180, 365) for habits in (5, 10, 15, 20)]
    print(f"\n{years} made-up lives a figure: the share that shows any pair, which is none\n")
    print(f"{'':<28}" + "".join(f"{habits:>4} h {days:>3} d" for habits, days in sizes))
    with Pool() as pool:
        for name, life in LIVES.items():
            shares = []
            for habits, days in sizes:
                trial = partial(shows_any, life=life, habits=habits, days=days)
                shares.append(sum(pool.map(trial, range(years), chunksize=4)) / years)
            print(f"{name:<28}" + "".join(f"{share:>12.1%}" for share in shares), flush=True)


def shows_any(seed: int, life: Life, habits: int, days: int) -> bool:
    """Tell whether a lived year shows any pair."""
    return bool(by_letbe(lived_year(seed, life, habits, days)))


def print_looks(years: int, habits: int = 12) -> None:
    """Print in how many years without any pair a look at the end of some month shows one: by one look, and by two."""
    with Pool() as pool:
        found = pool.map(partial(monthly, habits=habits), range(years), chunksize=2)
    one, two = (sum(year[place] for year in found) / years for place in (0, 1))
    print(
        f"\nof {years} years with {habits} habits, shown at some monthly look: {one:.1%} by one look, {two:.1%} by two"
    )


def monthly(seed: int, habits: int) -> tuple[bool, bool]:
    """Look at the end of each month of a year: tell whether any shows a pair by itself, and with the month before."""
    year = unrelated(seed, habits)
    seen = [looks(until(year, days)) for days in range(2 * APART, 13 * APART, APART)]
    return any(look.at_this_look for look in seen), any(look.pairings for look in seen)


def main(years: int = 200, *parts: str) -> None:
    """Print the table."""
    if not parts or "tests" in parts:
        print_tests(years)
    if not parts or "looks" in parts:
        print_looks(years)
    if not parts or "lives" in parts:
        print_lives(years)


def print_tests(years: int) -> None:
    """Print what each test finds, and what it takes for a pair."""
    print(f"{years} made-up years a row; “chance”: years that show a pair which is none, and such pairs a year\n")
    print(f"{'':<46}{'test':<18}{'chance':>8}{'a year':>8}{'found':>8}")
    for name, make in BOOKS.items():
        for test, seen in measure(make, years).items():
            found = "" if seen.found is None else f"{seen.found:.0%}"
            print(f"{name:<46}{test:<18}{seen.any:>8.1%}{seen.mean:>8.2f}{found:>8}", flush=True)
            name = ""  # noqa: PLW2901 - said once


if __name__ == "__main__":
    main(int((sys.argv[1:2] or ["200"])[0]), *sys.argv[2:])
