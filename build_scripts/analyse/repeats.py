"""Repeated substrings of a corpus, found level by level: n characters from n − 1, as long as they repeat.

Only *closed* repeats are given back: those that no longer string covers at every place, to the left or to
the right (the maximal repeats of Gusfield, Algorithms on Strings, 1997, §7.12, across speeches). Linear in
the text for each length; strings that stand in one speech only are dropped at the first level.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A string and every place it begins at: (index of the text, offset in it)."""

    length: int
    places: tuple[tuple[int, int], ...]


def closed_repeats(
    texts: Sequence[str], owners: Sequence[int], shortest: int, longest: int
) -> Iterator[Repeat]:
    """Strings of `shortest` to `longest` characters that stand in texts of two owners or more.

    Of a longer one its first `longest` characters are given, where they are closed to the left.
    """
    stream = _Stream(texts, owners)
    positions = np.arange(len(stream.codes), dtype=np.int64)
    names = stream.codes.copy()  # of the string that begins at each position
    positions, names = positions[names > 0], names[names > 0]
    for length in range(1, longest + 1):
        if length > 1:
            following = stream.at(positions + length - 1)
            whole = following > 0
            positions, names = positions[whole], names[whole] * stream.alphabet + following[whole]
        if not len(positions):
            return
        names = np.unique(names, return_inverse=True)[1].astype(np.int64)
        order = np.lexsort((positions, names))
        positions, names = positions[order], names[order]
        starts = np.flatnonzero(np.r_[True, names[1:] != names[:-1]])
        shared = _varies(stream.owner(positions), starts)
        if length >= shortest:
            closed = shared & _open(stream.at(positions - 1), starts)
            if length < longest:
                closed &= _open(stream.at(positions + length), starts)
            ends = np.r_[starts[1:], len(positions)]
            for group in np.flatnonzero(closed):
                yield Repeat(length, stream.places(positions[starts[group] : ends[group]]))
        keep = np.repeat(shared, np.diff(np.r_[starts, len(positions)]))
        positions, names = positions[keep], names[keep]


class _Stream:
    """The texts as one array of small codes, a 0 after each."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        raw = np.frombuffer("\0".join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32)
        letters, codes = np.unique(raw, return_inverse=True)
        if not len(letters) or letters[0] != 0:
            codes = codes + 1
        self.codes: Ints = codes.astype(np.int64)
        self.alphabet = len(letters) + 1
        lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
        self._starts: Ints = np.r_[0, np.cumsum(lengths)]
        self._owners: Ints = np.array(owners, dtype=np.int64)

    def at(self, positions: Ints) -> Ints:
        """The codes at `positions`; 0 outside of the stream."""
        inside = (positions >= 0) & (positions < len(self.codes))
        return np.where(inside, self.codes[np.where(inside, positions, 0)], 0)

    def owner(self, positions: Ints) -> Ints:
        return self._owners[self._text(positions)]

    def places(self, positions: Ints) -> tuple[tuple[int, int], ...]:
        texts = self._text(positions)
        return tuple(zip(texts.tolist(), (positions - self._starts[texts]).tolist(), strict=True))

    def _text(self, positions: Ints) -> Ints:
        return np.searchsorted(self._starts, positions, side="right") - 1


def _varies(values: Ints, starts: Ints) -> NDArray[np.bool_]:
    """For each group, whether its values differ."""
    varies: NDArray[np.bool_] = np.minimum.reduceat(values, starts) != np.maximum.reduceat(values, starts)
    return varies


def _open(neighbours: Ints, starts: Ints) -> NDArray[np.bool_]:
    """For each group, whether its neighbours differ or one stands at the end of its text."""
    at_an_end: NDArray[np.bool_] = np.minimum.reduceat(neighbours, starts) == 0
    return _varies(neighbours, starts) | at_an_end
