"""A character model: contexts of three, two, one and no characters, interpolated (Witten & Bell 1991, with weights).

The successors of a context are not stored: the places where it stands in the training text are, next to each
other, since the places are sorted by what precedes them. One of them, picked evenly, shows a successor with the
right probability. Thousands of lanes take one step at a time with a few numpy gathers.

Only integers and the raw output of PCG64 (whose stream numpy guarantees) decide: the same everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus.measures import cut, recurrence
from benchmarks.corpus.training import SENTENCE

Ints = NDArray[np.int64]
_LONGEST = 3  # characters of the longest context
_BITS = 10  # of a probability
# A context of k characters with n places and d successors is trusted with n / (n + caution * WEIGHT[k] * d).
_WEIGHTS = ((0, 1), (1, 200), (1, 8), (1, 1))
_MARGIN = 0.6  # of the real text's recurrence: what is planted on purpose recurs as well
_MOST_CAUTION = 64
_LANES, _STEPS = 2048, 256
_NEW_WORDS = 130  # in 1024 clauses, how many end in a word from the dictionary: tuned, see `_refresh`
_BINS = 12  # of sentence lengths
_AHEAD = 60  # sentences that a bin may be ahead of its share


@dataclass(frozen=True, slots=True)
class Model:
    """Per context length k and place p in the text, a row each: which places share the k characters up to p."""

    text: NDArray[np.uint32]
    """Code points, paragraphs between newlines."""
    order: Ints
    """All places, sorted by the characters up to them, read backwards."""
    first: Ints
    """Shape (k, place): where in `order` the places with the same context begin …"""
    count: Ints
    """… and how many there are."""
    distinct: Ints
    """How many different characters follow them."""

    def trust(self, caution: int) -> Ints:
        """Probability of staying with k characters, in 1024ths. The more `caution`, the less is replayed."""
        above, below = (np.array(column)[:, None] for column in zip(*_WEIGHTS, strict=True))
        weight = self.count * below
        share: Ints = (weight << _BITS) // (weight + self.distinct * above * caution)
        return share


def learn(documents: Sequence[Sequence[str]]) -> Model:
    """The model of these documents' paragraphs."""
    joined = "\n" + "\n".join(p for paragraphs in documents for p in paragraphs) + "\n"
    text = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    codes = np.unique(text, return_inverse=True)[1].astype(np.int64)
    size = len(codes)
    # What follows the last place is the first, also a newline: the text is a ring.
    preceding = [np.roll(codes, shift) for shift in range(_LONGEST)]
    order = np.lexsort(preceding[::-1]).astype(np.int64)  # the last key counts most: the character itself
    following = np.roll(codes, -1)[order]
    first = np.zeros((_LONGEST + 1, size), dtype=np.int64)
    count = np.full((_LONGEST + 1, size), size, dtype=np.int64)
    distinct = np.ones((_LONGEST + 1, size), dtype=np.int64)
    new = np.zeros(size, dtype=bool)
    new[0] = True
    for k in range(1, _LONGEST + 1):
        column = preceding[k - 1][order]
        new[1:] |= column[1:] != column[:-1]
        group = np.cumsum(new) - 1
        starts = np.flatnonzero(new)
        counts = np.diff(np.append(starts, size))
        pairs = np.sort(group * (codes.max() + 1) + following)
        successors = np.bincount(pairs[np.diff(pairs, prepend=-1) > 0] // (codes.max() + 1))
        first[k, order], count[k, order], distinct[k, order] = starts[group], counts[group], successors[group]
    return Model(text, order, first, count, distinct)


def calibrate(model: Model, documents: Sequence[Sequence[str]], seed: int) -> int:
    """The least caution with which the model replays clearly less than the documents repeat each other.

    A model of little text has few successors to choose from and would say again what it has read.
    """
    real = ["".join(paragraphs) for paragraphs in documents]
    bounds = {n: recurrence(real, n) * _MARGIN for n in (8, 13)}
    caution = 1
    while caution < _MOST_CAUTION:
        sample = cut(sentences(model, seed, [], caution), [len(text) for text in real])
        if all(recurrence(sample, n) <= bound for n, bound in bounds.items()):
            break
        caution *= 2
    return caution


def sentences(model: Model, seed: int, vocabulary: Sequence[str], caution: int = 1) -> Iterator[str]:
    """Sentences without end, each with its closing mark; those that follow each other mostly flow on.

    `vocabulary`: words of two characters, for what the training text is too small to know.
    """
    tails = [""] * _LANES
    for block in _blocks(model, seed, vocabulary, caution):
        pieces = []
        for lane, new in enumerate(block):
            running = tails[lane] + new
            cut = 1 + max(running.rfind(mark) for mark in "。！？\n")
            pieces.append(running[:cut])
            tails[lane] = running[cut:]
        yield from SENTENCE.findall("\n".join(pieces))


def _blocks(model: Model, seed: int, vocabulary: Sequence[str], caution: int) -> Iterator[list[str]]:
    """What each lane says next, in blocks of `_STEPS` characters."""
    random = np.random.PCG64(seed)
    lexicon = np.array([[ord(c) for c in word] for word in vocabulary], dtype=np.uint32)
    size = len(model.text)
    first, count, trust = model.first.ravel(), model.count.ravel(), model.trust(caution).ravel()
    newlines = np.flatnonzero(model.text == 10)
    place = newlines[(random.random_raw(_LANES) % np.uint64(len(newlines))).astype(np.int64)]
    # How many characters before the next one the lane shares with its place in the training text.
    known = np.ones(_LANES, dtype=np.int64)
    said = np.empty((_STEPS, _LANES), dtype=np.uint32)
    mask, half = np.uint64((1 << _BITS) - 1), np.uint64(32)
    while True:
        for step in range(_STEPS):
            raw = random.random_raw(_LANES)
            context = np.zeros(_LANES, dtype=np.int64)
            for k in range(1, _LONGEST + 1):
                draw = ((raw >> np.uint64(_BITS * (k - 1))) & mask).astype(np.int64)
                stays = (draw < trust[place + k * size]) & (known >= k)
                context[stays] = k
            row = context * size + place
            pick = ((raw >> half).astype(np.int64) * count[row]) >> 32
            place = model.order[first[row] + pick] + 1
            place[place == size] = 0
            known = np.minimum(context + 1, _LONGEST)
            said[step] = model.text[place]
        lanes = np.ascontiguousarray(said.T)
        if len(lexicon):
            _refresh(lanes, lexicon, random)
        yield [lane.tobytes().decode("utf-32-le") for lane in lanes]


def _refresh(lanes: NDArray[np.uint32], lexicon: NDArray[np.uint32], random: np.random.PCG64) -> None:
    """Put a word from the dictionary at the ends of some clauses, in place.

    A model only says again what it has read. Real text goes on bringing new words, the more slowly the longer
    it is; without them a large corpus would have the vocabulary of the small one that it was learned from.
    """
    marks = np.isin(lanes[:, 2:], [ord(mark) for mark in "，、；。"])
    chinese = (lanes >= 0x4E00) & (lanes <= 0x9FFF)
    row, column = np.nonzero(marks & chinese[:, 1:-1] & chinese[:, :-2])
    raw = random.random_raw(len(row))
    chosen = (raw & np.uint64((1 << _BITS) - 1)) < np.uint64(_NEW_WORDS)
    row, column, raw = row[chosen], column[chosen], raw[chosen]
    words = lexicon[((raw >> np.uint64(32)) * np.uint64(len(lexicon)) >> np.uint64(32)).astype(np.int64)]
    lanes[row, column], lanes[row, column + 1] = words[:, 0], words[:, 1]


def shaped(found: Iterable[str], lengths: Sequence[int]) -> Iterator[str]:
    """Those of the sentences that together have the distribution of `lengths`.

    A character model ends a sentence with about the same chance everywhere, so it has too many short ones and
    too many long ones. A sentence is left out when its length has had its share.
    """
    ranked = sorted(lengths)
    edges = sorted({ranked[len(ranked) * n // _BINS] for n in range(1, _BINS)})
    shares = [0] * (len(edges) + 1)
    for length in ranked:
        shares[bisect_right(edges, length)] += 1
    taken = [0] * len(shares)
    total = 0
    for sentence in found:
        bin_ = bisect_right(edges, len(sentence))
        if taken[bin_] * len(ranked) <= (total + _AHEAD) * shares[bin_] and len(sentence) <= ranked[-1]:
            taken[bin_] += 1
            total += 1
            yield sentence
