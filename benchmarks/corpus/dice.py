"""Chance for single decisions, from a seed and a name: `random.Random` through the methods that never changed."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of decisions. Different names give streams that do not know of each other."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = random.Random(f"{seed}/{name}")

    def below(self, n: int) -> int:
        """A number from 0 to n - 1."""
        return (self._random.getrandbits(48) * n) >> 48

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def sample(self, things: Sequence[T], n: int) -> list[T]:
        """`n` different ones, or as many as there are, in random order."""
        rest = list(things)
        for i in range(min(n, len(rest))):
            j = i + self.below(len(rest) - i)
            rest[i], rest[j] = rest[j], rest[i]
        return rest[:n]


class Weighted:
    """Indices, each as likely as its weight, a positive integer, says."""

    def __init__(self, weights: Sequence[int]) -> None:
        self._sums = list(accumulate(weights))

    def sample(self, dice: Dice, n: int) -> list[int]:
        """`n` different indices (or all there are), in rising order."""
        found: set[int] = set()
        while len(found) < min(n, len(self._sums)):
            found.add(bisect_right(self._sums, dice.below(self._sums[-1])))
        return sorted(found)
