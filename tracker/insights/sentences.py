"""Sentences: what there is to say, said warmly, with its counts, in the order of what helps most."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracker.insights.review import Review


class Topic(StrEnum):
    """What a sentence is about."""

    YOUNG = "young"
    WELL = "went well"
    BALANCE = "balance"
    RHYTHM = "rhythm"
    PAIRING = "pairing"
    LOOK = "worth a look"


class Sentence(NamedTuple):
    """A sentence, what it is about, and the habit it names ("" for none)."""

    topic: Topic
    text: str
    habit: str = ""


def sentences(review: Review) -> tuple[Sentence, ...]:
    """Say what a review shows: what went well first, then patterns, then what is worth a look."""
    return tuple(_said(review))


def _said(review: Review) -> Iterator[Sentence]:
    if review.young:
        yield Sentence(Topic.YOUNG, f"Not enough yet for patterns: {review.young.days} of {review.young.enough} days.")
