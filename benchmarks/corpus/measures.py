"""How repetitive a text is, and how far from another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]


def cut(texts: Iterable[str], lengths: Sequence[int]) -> list[str]:
    """The texts, joined and cut to these lengths as far as they reach."""
    pieces, total, needed = [], 0, sum(lengths)
    for text in texts:
        pieces.append(text)
        total += len(text)
        if total >= needed:
            break
    joined = "".join(pieces)
    ends = list(accumulate(lengths))
    return [joined[end - n : end] for end, n in zip(ends, lengths, strict=True) if end <= len(joined)]


def recurrence(documents: Sequence[str], n: int) -> float:
    """The share of `n`-grams (each place counts) that stand in another document as well."""
    grams = [_grams(text, n) for text in documents if len(text) >= n]
    if not grams:
        return 0.0
    owners = np.repeat(np.arange(len(grams)), [len(g) for g in grams])
    _, names = np.unique(np.concatenate(grams), return_inverse=True)
    low = np.full(names.max() + 1, len(grams))
    high = np.full(names.max() + 1, -1)
    np.minimum.at(low, names, owners)
    np.maximum.at(high, names, owners)
    return float(np.mean(low[names] != high[names]))


def divergence(a: str, b: str) -> float:
    """Jensen–Shannon divergence of the bigrams of two texts, in bits: 0 the same, 1 nothing in common."""
    length = min(len(a), len(b))
    first, second = _grams(a[:length], 2), _grams(b[:length], 2)
    names = np.unique(np.concatenate([first, second]), return_inverse=True)[1]
    p = np.bincount(names[: len(first)], minlength=names.max() + 1) / len(first)
    q = np.bincount(names[len(first) :], minlength=names.max() + 1) / len(second)
    m = (p + q) / 2
    return float(sum(np.sum(x[x > 0] * np.log2(x[x > 0] / m[x > 0])) for x in (p, q)) / 2)


def _grams(text: str, n: int) -> Codes:
    """A hash of 64 bits for each place of an n-gram."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(len(codes) - n + 1, dtype=np.uint64)
    for i in range(n):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[i : len(codes) - n + 1 + i] + np.uint64(1)
    return hashes
