"""What went together, what was asked about it, and the quiet stretches: the lines that a review has of them."""

from __future__ import annotations

from tracker.clock import say_range
from tracker.domain.habit import Habit
from tracker.insights import Pairing, QuietStretch, Review, pairings_of
from tracker.insights.pairing_sentences import (
    NO_CAUSE,
    say_answer,
    say_carried,
    say_compared,
    say_counts,
    say_left_out,
    say_pairing,
    say_question,
    say_stretch,
)
from tracker.service.review.page import Points

ASKED = "What you asked"
STRETCHES = "A quiet stretch"
_STRETCHES = 2


def together_points(review: Review, found: tuple[Pairing, ...]) -> Points:
    """Say what moves all days first, then what went together, and which days say nothing about it."""
    lines = pairing_points(review, found).lines
    if review.looks.carried:
        lines = (say_carried(review.looks.carried), *lines)
    if lines and (left_out := say_left_out(review.looks.left_out)):
        lines = (*lines, left_out)
    if compared := say_compared(review.looks.compared):
        lines = (*lines, compared)
    return Points(lines)


def answer_points(review: Review, habit: str = "") -> Points:
    """Say each question with its answer and the plain counts; of one habit only where it is named by its id."""
    return Points(tuple(words for _, words in answers_told(review, habit)))


def answers_told(review: Review, habit: str = "") -> list[tuple[str, str]]:
    """Say each question with its answer and the plain counts, behind its id."""
    names = {kept.id: kept.name for kept in review.book.habits}
    return [
        (answer.question.id, f"{say_question(answer, names)} {say_answer(answer, names)} {say_counts(answer, names)}")
        for answer in review.looks.answers
        if not habit or habit in (answer.question.first, answer.question.second)
    ]


def stretch_points(review: Review) -> Points:
    """Say in which days of the span nearly everything stopped."""
    return Points(tuple(words for _, words in stretches_told(review)))


def stretches_told(review: Review) -> list[tuple[QuietStretch, str]]:
    """Say of the latest two stretches in which nearly everything stopped what they were."""
    return [
        (stretch, f"{say_range(stretch.start, stretch.end, review.today)}: {say_stretch(stretch)}")
        for stretch in review.quiet_stretches[:_STRETCHES]
    ]


def habit_points(review: Review, habit: Habit) -> Points:
    """Say what went together with a habit, or that it was not held against the others."""
    lines = pairing_points(review, pairings_of(habit, review.pairings)).lines
    compared = review.looks.compared
    if habit.id not in compared.habits and (words := say_compared(compared)):
        lines = (words,)
    return Points(lines)


def pairing_points(review: Review, found: tuple[Pairing, ...]) -> Points:
    """Say what went together, a sentence each, and that it is no cause."""
    names = {habit.id: habit.name for habit in review.book.habits}
    lines = [f"{say_pairing(pairing, names)} Over {pairing.days} days." for pairing in found]
    return Points((*lines, NO_CAUSE) if lines else ())
