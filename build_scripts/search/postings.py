"""Where every character and every pair of neighbours stands in a stream: sorted, and written as varints.

The positions of a term are ascending, so each is written as its distance from the one before (the first from
0), in groups of seven bits, lowest first, the eighth bit set in all bytes but the last (LEB128).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from build_scripts.search.stream import Codes

Integers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

# A pair and its position fill the 63 bits of a number: half a thousand million characters, of which 131,071
# may be different.
_POSITION_BITS = 29
_CHARACTER_BITS = 17
_AT_ONCE = 1 << 22  # positions that are sorted together, which is what bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Terms in the order of their code points, each with its positions as varints."""

    terms: npt.NDArray[np.uint32]
    """One row a term, one column a character."""
    ends: Integers
    """Where the varints of each term end in `data`; those of the next begin there."""
    data: bytes


def post(codes: Codes, width: int) -> Postings:
    """The postings of all terms of `width` (1 or 2) characters in `codes`, where 0 is a gap."""
    alphabet, letters = _letters(codes)
    if len(alphabet) >= 1 << _CHARACTER_BITS or len(codes) >= 1 << _POSITION_BITS:
        raise ValueError(f"{len(codes):,} characters, {len(alphabet):,} of them different, are too many")
    terms: list[npt.NDArray[np.uint32]] = [np.empty((0, width), np.uint32)]
    ends: list[Integers] = [np.empty(0, np.int64)]
    data: list[bytes] = []
    size = 0
    for keys in _sorted_keys(letters, width):
        part_terms, part_ends, part_data = _write(keys)
        columns = [part_terms >> _CHARACTER_BITS * (width - 1 - i) for i in range(width)]
        terms.append(alphabet[np.stack(columns, axis=1) & (1 << _CHARACTER_BITS) - 1])
        ends.append(part_ends + size)
        data.append(part_data)
        size += len(part_data)
    return Postings(np.concatenate(terms), np.concatenate(ends), b"".join(data))


def varints(numbers: Integers) -> tuple[Bytes, Integers]:
    """`numbers` as varints, and the length of each in bytes."""
    lengths = np.ones(len(numbers), np.int64)
    for more in range(1, 5):
        lengths += numbers >> 7 * more > 0
    ends = np.cumsum(lengths)
    out = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    starts = ends - lengths
    for i in range(int(lengths.max(initial=0))):
        has = lengths > i
        group = numbers[has] >> 7 * i & 0x7F
        out[starts[has] + i] = group | np.where(lengths[has] > i + 1, 0x80, 0)
    return out, lengths


def _letters(codes: Codes) -> tuple[Codes, Codes]:
    """The different code points, the gap first, and `codes` as places in that list."""
    present = np.zeros(0x110000, bool)
    present[0] = True
    present[codes] = True
    numbers = np.cumsum(present, dtype=np.uint32) - 1
    return np.flatnonzero(present).astype(np.uint32), numbers.astype(np.uint32)[codes]


def _sorted_keys(letters: Codes, width: int) -> Iterator[Integers]:
    """Term and position in one number each, ascending, in parts that share no term."""
    first = letters[: len(letters) - width + 1]
    whole = first > 0
    for i in range(1, width):
        whole &= letters[i : len(first) + i] > 0
    counts = np.bincount(first[whole], minlength=1)
    # Letters with so many terms before theirs go into the same part.
    parts = (np.cumsum(counts) - counts) // _AT_ONCE
    for part in np.unique(parts[counts > 0]):
        low, high = np.flatnonzero((parts == part) & (counts > 0))[[0, -1]]
        at = np.flatnonzero(whole & (first >= low) & (first <= high))
        keys = np.zeros(len(at), np.int64)
        for i in range(width):
            keys = keys << _CHARACTER_BITS | letters[at + i]
        keys = keys << _POSITION_BITS | at
        keys.sort()
        yield keys


def _write(keys: Integers) -> tuple[Integers, Integers, bytes]:
    """The different terms of sorted keys, where the varints of each end, and the varints."""
    terms = keys >> _POSITION_BITS
    positions = keys & (1 << _POSITION_BITS) - 1
    opens = np.concatenate(([True], terms[1:] != terms[:-1]))
    steps = np.diff(positions, prepend=0)
    steps[opens] = positions[opens]
    data, lengths = varints(steps)
    last = np.append(np.flatnonzero(opens)[1:], len(keys)) - 1
    return terms[opens], np.cumsum(lengths)[last], data.tobytes()
