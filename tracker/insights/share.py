"""Share and Mean: figures that never go without the count they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from tracker.domain.named_tuple import NamedTuple


class Share(NamedTuple):
    """So many `kept` out of so many that counted: `3 of 4`."""

    kept: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None out of nothing."""
        return self.kept / self.of if self.of else None

    def plus(self, other: Share) -> Share:
        """Return both counts together."""
        return Share(self.kept + other.kept, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.kept} of {self.of}"


class Mean(NamedTuple):
    """The mean of `of` whole figures that add up to `total`."""

    total: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The mean; None of nothing."""
        return self.total / self.of if self.of else None

    def __str__(self) -> str:
        return "nothing yet" if self.value is None else f"{self.value:.1f} over {self.of}"


def mean(figures: Iterable[int]) -> Mean:
    """Take the mean of whole figures."""
    held = list(figures)
    return Mean(sum(held), len(held))


def clearly_more(one: Share, other: Share, least: float = 0.15) -> bool:
    """Whether one share is higher by `least` and by two standard deviations, each out of seven or more."""
    return min(one.of, other.of) >= 7 and fall(one, other, least) >= 2


def fall(high: Share, low: Share, least: float = 0.15) -> float:
    """Return by how many standard deviations one share is lower than another; 0 unless it is by `least`.

    The plain comparison of two shares, for choosing what to mention. What is called a pattern passes a harder test.
    """
    if high.value is None or low.value is None or high.value - low.value < least:
        return 0.0
    rate = (high.kept + low.kept) / (high.of + low.of)
    return (high.value - low.value) / sqrt(rate * (1 - rate) * (1 / high.of + 1 / low.of))


def difference(one: Share | Mean, other: Share | Mean) -> float | None:
    """Return how much more one is than the other; None if either rests on nothing."""
    if one.value is None or other.value is None:
        return None
    return one.value - other.value
