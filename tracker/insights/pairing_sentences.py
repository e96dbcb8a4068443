"""Sentences about what went together: pairings, tides, the days left out, questions and their answers.

Each says its counts, and none says that one thing caused another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.amounts import format_amount
from tracker.domain.text import counted
from tracker.insights.blank_days import ENOUGH
from tracker.insights.pairings import Measured, Pairing
from tracker.insights.pairs import PairKind
from tracker.insights.quiet_stretches import QuietStretch
from tracker.insights.sides import EASE, Measure
from tracker.insights.span import Mean, Share
from tracker.insights.tide import Carried
from tracker.insights.two_looks import AnswerKind, QuestionAnswer

if TYPE_CHECKING:
    from tracker.insights.two_looks import Compared, LeftOut

NO_CAUSE = "A pattern in your past, not a cause."


def say_pairing(pairing: Pairing, names: dict[str, str]) -> str:
    """Say what went together, with both counts and in both directions."""
    later = pairing.kind is PairKind.NEXT_DAY
    forward, backward = pairing.forward, pairing.backward
    one, other = pairing.measured
    first, second = _named(pairing.first, one, names), _named(pairing.second, other, names)
    with_first, with_second = _with(first, one), _with(second, other)
    if EASE in (pairing.first, pairing.second):
        habit, eased = (with_first, forward) if pairing.second == EASE else (with_second, backward)
        where = "On days with" if not later else "On the day after" if pairing.second == EASE else "On the day before"
        return f"{where} {habit} the ease was {eased.on} days, otherwise {eased.off} days."
    when = "the day after" if later else "on days with"
    back = "the day before" if later else "on days with"
    return (
        f"{first} and {second} went together: {second} {_said(forward.on, other)} {when} {with_first}, "
        f"{_said(forward.off, other)} otherwise; {first} {_said(backward.on, one)} {back} {with_second}, "
        f"{_said(backward.off, one)} otherwise."
    )


def _named(id: str, measured: Measured, names: dict[str, str]) -> str:
    """Name a side: a habit, or what of its urges is meant."""
    before = "urges of " if measured.measure in (Measure.URGES, Measure.STRENGTH) else ""
    return f"{before}“{names.get(id, '')}”"


def _with(name: str, measured: Measured) -> str:
    """Say which days of a side are meant: those with it, or with more of it than usual."""
    if not measured.by_usual:
        return name
    return f"{'stronger' if measured.measure is Measure.STRENGTH else 'more'} {name} than usual"


def _said(figure: Share | Mean, measured: Measured) -> str:
    """Say what a side was on some days: so many of them, or how much in the mean and over how many."""
    if isinstance(figure, Share) or figure.value is None:
        return str(figure)
    match measured.measure:
        case Measure.AMOUNT:
            return f"{format_amount(100 * round(figure.value / 100), measured.unit)} ({counted(figure.of, 'day')})"
        case Measure.STRENGTH:
            return f"{figure.value / 10:.1f} strong ({counted(figure.of, 'day')})"
    return f"{figure.value:.1f} a day ({counted(figure.of, 'day')})"


def say_carried(carried: Carried) -> str:
    """Say how much the fullest and the emptiest days hold."""
    return (
        f"Some days carry everything: {carried.full} on the fullest fifth of them, {carried.empty} on the emptiest. "
        "What goes together below does so beyond that."
    )


def say_left_out(left_out: LeftOut) -> str:
    """Say how many days were left out of what went together, and why; nothing where none was."""
    forgotten, stretched = len(left_out.forgotten), left_out.stretched
    parts = []
    if forgotten:
        parts.append(f"{counted(forgotten, 'day')} without a single entry, more than chance would have of them")
    if stretched:
        parts.append(f"{counted(stretched, 'day')} of stretches in which nearly everything stopped")
    return f"Left out: {'; '.join(parts)}." if parts else ""


def say_compared(compared: Compared) -> str:
    """Say that not all habits were held against each other; nothing where they were."""
    if compared.are_all:
        return ""
    count = len(compared.habits)
    return f"Only the {count} most recorded of {compared.of} habits were held against each other: more take too long."


def say_question(answer: QuestionAnswer, names: dict[str, str]) -> str:
    """Say what is asked, as a question with both names."""
    question = answer.question
    second = f"“{names[question.second]}”" if question.second else "the day’s ease"
    return f"Does “{names[question.first]}” go with {second}?"


def say_answer(answer: QuestionAnswer, names: dict[str, str]) -> str:
    """Say what there is to answer, a no as plainly as a yes."""
    days = counted(answer.days, "day")
    match answer.kind:
        case AnswerKind.FROM_TOMORROW:
            return "Asked today; it is looked at from tomorrow on."
        case AnswerKind.TOO_FEW_DAYS if answer.days < ENOUGH:
            return f"Not enough yet: {days} on which both count, of {ENOUGH}."
        case AnswerKind.TOO_FEW_DAYS:
            return f"No telling: over {days}, one of them hardly ever was what it mostly is not."
        case AnswerKind.SEEN_ONCE:
            return "They went together by this look, and would not have a month ago; another month tells."
        case AnswerKind.TOGETHER if answer.pairing:
            return f"Yes: {say_pairing(answer.pairing, names)} {NO_CAUSE}"
    return f"Over {days} nothing to be seen; {_would_see(answer)}."


def _would_see(answer: QuestionAnswer) -> str:
    least = answer.would_see or 0.0
    if answer.question.second == EASE:
        return f"{least:.1f} steps of ease would have been seen in 8 of 10 cases"
    if least > 1:
        return "there are too few days to see anything but the same thing twice"
    return f"{100 * least:.0f} points would have been seen in 8 of 10 cases"


def say_counts(answer: QuestionAnswer, names: dict[str, str]) -> str:
    """Say the plain counts, which are no answer."""
    first, second = names[answer.question.first], answer.question.second
    on, off = answer.counts
    what = f"“{names[second]}”" if second else "ease"
    return f"Counts only: {what} {on} days with “{first}”, {off} without."


def say_stretch(stretch: QuietStretch) -> str:
    """Say that nearly everything stopped for some days, and that it may be excused."""
    done = "nothing at all" if not stretch.done.kept else f"hardly anything, {stretch.done} done"
    return f"{done}. A trip, an illness, a hard time? A pause for these days keeps them out of all numbers."
