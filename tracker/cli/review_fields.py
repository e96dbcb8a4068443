"""The review as fields that other programs may rely on, and as records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.book import Book
from tracker.domain.judging import Streak
from tracker.domain.judging.lapses import Comeback
from tracker.insights import (
    EASE,
    AreaBalance,
    Carried,
    FollowUp,
    Given,
    HabitReview,
    Mean,
    Measure,
    Pairing,
    QuestionAnswer,
    Return,
    Review,
    Share,
    Suggestion,
    WeekdayShare,
    Well,
    pairings_of,
    say_all,
)
from tracker.insights.urge_patterns import eased, hours_between, mean_strength, urge_cells, urges_told
from tracker.service.words.plans import told_plan

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def fields(review: Review, habit: HabitReview | None = None) -> dict[str, Any]:
    """Return a review as plain values, of one habit only if it is named; fields may be added, never renamed."""
    chosen = [habit] if habit else list(review.habits)
    pairings = pairings_of(habit.habit, review.pairings) if habit else review.pairings
    return {
        "period": _span(review),
        "areas": [_area(area) for area in review.balance.areas],
        "habits": [_habit(one) for one in chosen],
        "weekdays": [_weekday(day) for day in review.rhythm.weekdays],
        "pairings": [_pairing(review, pairing) for pairing in pairings],
        "carried": _carried(review.looks.carried),
        "questions": [
            answer_fields(review.book, answer)
            for answer in review.looks.answers
            if habit is None or habit.habit.id in (answer.question.first, answer.question.second)
        ],
        "quiet_stretches": [
            {"start": one.start.isoformat(), "end": one.end.isoformat(), "done": _share(one.done)}
            for one in review.quiet_stretches
        ],
        "comebacks": [_return(back) for back in review.returns if habit is None or back.habit == habit.habit.id],
        "went_well": [_well(well) for well in review.went_well if habit is None or well.habit == habit.habit.id],
        "worth_a_look": [_look(look) for look in review.worth_a_look if habit is None or look.habit == habit.habit.id],
        "tried": [
            _tried(review, found) for found in review.follow_ups if habit is None or found.taken.habit == habit.habit.id
        ],
        "ease": {"mean": review.ease.mean.value, "days": review.ease.mean.of, "before": review.ease.before.value},
        "perfect_days": _share(review.rhythm.perfect),
        "sentences": [
            {"topic": str(sentence.topic), "text": sentence.text, "habit": sentence.habit or None}
            for sentence in say_all(review)
            if habit is None or sentence.habit == habit.habit.id
        ],
    }


def records(review: Review, habit: HabitReview | None = None) -> Iterator[tuple[object, ...]]:
    """Return one record a habit: who it is, strength and change, kept of how many, the same before, and streaks."""
    for one in [habit] if habit else review.habits:
        held = _habit(one)
        before = held["before"] or {"kept": None, "of": None}
        rounded = (None if held[name] is None else round(held[name], 4) for name in ("strength", "change"))
        yield (
            held["id"], held["name"], held["area"], *rounded, held["kept"], held["of"], before["kept"], before["of"],
            held["current"], held["best"], held["unit"],
        )  # fmt: skip


def _span(review: Review) -> dict[str, Any]:
    span, before = review.span, review.before
    return {
        "name": span.name,
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "days": span.days,
        "before": {"start": before.start.isoformat(), "end": before.end.isoformat()} if before else None,
        "pairings_since": review.year.start.isoformat(),
        "pairings_without_days": len(review.looks.left_out.days),
        "pairings_of_habits": len(review.looks.compared.habits),
    }


def _carried(carried: Carried | None) -> dict[str, Any] | None:
    return {"full": _share(carried.full), "empty": _share(carried.empty)} if carried else None


def _share(share: Share) -> dict[str, Any]:
    return {"kept": share.kept, "of": share.of, "rate": share.value}


def _area(area: AreaBalance) -> dict[str, Any]:
    return {
        "id": area.area.id,
        "name": area.area.name,
        "habits": area.habits,
        **_given(area.now),
        "before": _given(area.before) if area.before else None,
    }


def _given(given: Given) -> dict[str, Any]:
    return {**_share(given.share), "minutes": given.time / 1000, "days": given.days}


def _habit(habit: HabitReview) -> dict[str, Any]:
    return {
        "id": habit.habit.id,
        "name": habit.habit.name,
        "area": habit.habit.area,
        "strength": habit.strength,
        "change": habit.change,
        "curve": list(habit.curve()),
        **_share(habit.share),
        "before": _share(habit.before) if habit.before else None,
        "unit": habit.standing.streaks.unit,
        "current": habit.standing.streaks.length,
        "best": habit.best.length if habit.best else 0,
        "streaks": [_streak(streak) for streak in habit.streaks],
        "comeback": _comeback(habit.comeback_in_span),
        "weekdays": [{"weekday": name, **_share(share)} for name, share in zip(_DAYS, habit.weekdays, strict=True)],
        "months": [{"start": month.start.isoformat(), **_share(month.share)} for month in habit.months],
        "urges": _urges(habit),
    }


def _urges(habit: HabitReview) -> dict[str, Any] | None:
    """Return the urges of the span, with what they had in common: only the counts, whatever may be said of them."""
    if not habit.urges:
        return None
    urges, told = habit.urges_in_span, urges_told(habit.course.log, habit.span.first, habit.span.last)
    (before, after), between = eased(told), hours_between(told)
    return {
        "passed": urges.kept,
        "acted": urges.of - urges.kept,
        "strength": {"mean": mean_strength(told).value, "of": mean_strength(told).of},
        "quiet_minute": {"before": before.value, "after": after.value, "of": before.of},
        "hours_between": {"median": between[0], "of": between[1]} if between else None,
        "counts": [
            {"start": held.start.isoformat(), "passed": held.passed, "acted": held.acted}
            | {"strength": {"mean": held.strength.value, "of": held.strength.of}}
            for held in habit.urges
        ],
        "cells": [
            {"kind": cell.kind, "name": _DAYS[int(cell.name)] if cell.kind == "weekday" else cell.name}
            | {"passed": cell.share.kept, "of": cell.share.of}
            for cell in urge_cells(told)
        ],
    }


def _streak(streak: Streak) -> dict[str, Any]:
    return streak._asdict() | {"start": streak.start.isoformat(), "end": streak.end.isoformat()}


def _comeback(back: Comeback) -> dict[str, Any]:
    return {"median": back.median, "within_one": back.within_one, "lapses": back.lapses, "under_way": back.under_way}


def _weekday(day: WeekdayShare) -> dict[str, Any]:
    return {"weekday": _DAYS[day.weekday], **_share(day.share), "days": day.days, "expected": round(day.expected, 2)}


def _pairing(review: Review, pairing: Pairing) -> dict[str, Any]:
    names = {habit.id: habit.name for habit in review.book.habits} | {EASE: "ease"}
    first, second = (side.measure for side in pairing.measured)
    return {
        "first": pairing.first or None,
        "second": pairing.second or None,
        "names": [names[pairing.first], names[pairing.second]],
        "kind": str(pairing.kind),
        "measures": [str(side.measure) for side in pairing.measured],
        "with": _figure(pairing.forward.on, second),
        "without": _figure(pairing.forward.off, second),
        "backward": {"with": _figure(pairing.backward.on, first), "without": _figure(pairing.backward.off, first)},
        "difference": pairing.difference / _ONE.get(second, 1),
        "days": pairing.days,
        "chance": pairing.chance,
    }


def answer_fields(book: Book, answer: QuestionAnswer) -> dict[str, Any]:
    """Return a question and its answer as plain values; `would_see` is a share, or with ease in steps of it."""
    question, names = answer.question, {habit.id: habit.name for habit in book.habits} | {EASE: "ease"}
    return {
        "id": question.id,
        "first": question.first,
        "second": question.second or None,
        "names": [names[question.first], names[question.second]],
        "asked": question.asked.isoformat(),
        "answer": str(answer.kind),
        "counts": {"with": _figure(answer.counts.on), "without": _figure(answer.counts.off)},
        "days": answer.days,
        "would_see": answer.would_see,
    }


_ONE = {Measure.AMOUNT: 1000, Measure.STRENGTH: 10}
"""What a mean of 1 is, in the figures it is made of."""


def _figure(figure: Share | Mean, measure: Measure = Measure.DONE) -> dict[str, Any]:
    if isinstance(figure, Mean):
        return {"mean": None if figure.value is None else figure.value / _ONE.get(measure, 1), "of": figure.of}
    return _share(figure)


def _return(back: Return) -> dict[str, Any]:
    return {"habit": back.habit, "length": back.length, "unit": back.unit, "back": back.back.isoformat()}


def _well(well: Well) -> dict[str, Any]:
    return {"habit": well.habit, "what": str(well.good), **_share(well.share)}


def _tried(review: Review, found: FollowUp) -> dict[str, Any]:
    taken = found.taken
    return {
        "habit": taken.habit,
        "act": str(taken.kind),
        "week": taken.week.isoformat(),
        "words": told_plan(review.book.habit(taken.habit), taken.words),
        "in_the_way": taken.way or None,
        "wish": taken.wish or None,
        "best_of_it": taken.best or None,
        "in_me": taken.within or None,
        "before": _share(found.before),
        "after": _share(found.after),
    }


def _look(look: Suggestion) -> dict[str, Any]:
    weekday = _DAYS[look.weekday] if look.weekday is not None else None
    return {
        "habit": look.habit,
        "act": str(look.kind),
        "days": look.days,
        "recent": _share(look.recent),
        "earlier": _share(look.earlier),
        "weekday": weekday,
    }
