"""The arithmetic of the tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple


class Spread(NamedTuple):
    """Median, least and greatest of some figures."""

    median: float
    least: float
    greatest: float


def spread(figures: Sequence[float]) -> Spread:
    """Of one figure at least."""
    return Spread(median(figures), min(figures), max(figures))


def growth(seconds: Mapping[int, float]) -> float | None:
    """The exponent b of the curve a·size^b that fits best: the slope of log time on log size, by least squares.

    1 means in proportion, 2 with the square. None below two sizes.
    """
    if len(seconds) < 2:
        return None
    points = [(math.log(size), math.log(time)) for size, time in seconds.items()]
    x0, y0 = fmean(x for x, _ in points), fmean(y for _, y in points)
    return sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread | None:
    """How many times as long ours takes, round by round: what slows a machine for a minute slows both of a round.

    Rounds that only one of the two has finished are left out; None if no other is left.
    """
    quotients = [a / b for a, b in zip(ours, theirs, strict=False)]
    return spread(quotients) if quotients else None
