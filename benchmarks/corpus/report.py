"""Is the invented text like the real one? The same figures for both, at the same sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.corpus.measures import cut, divergence, recurrence
from benchmarks.corpus.training import Training
from build_scripts.analyse.segment import words
from build_scripts.fold import fold

_SIZES = (10_000, 30_000, 100_000, 200_000, 400_000)
_GRAMS = (8, 13)
_PAIRS = 12  # bigrams named with their frequencies


def report(training: Training, raw: Path) -> str:
    """A table. The invented speeches are joined to documents as long as the real ones, so that sizes agree."""
    real = [fold(text) for text in training.plain]
    invented = cut(_folded(raw), [len(text) for text in real])
    made = len(invented)
    rows = [f"{'':34}{'training':>12}{'invented':>12}"]
    if made < len(real):
        # The smaller of the two sets the size.
        real = real[:made]
    rows.append(f"{'documents of the same lengths':34}{len(real):>12,}{made:>12,}")
    if not made:
        return "the corpus is smaller than the first document it learned from: nothing to compare"
    texts = "".join(real), "".join(invented)
    rows.append(f"{'characters (folded)':34}{len(texts[0]):>12,}{len(texts[1]):>12,}")
    tokens = tuple([word for _, word in words(text)] for text in texts)
    for name, pair in (("characters", tuple(map(list, texts))), ("words", tokens)):
        for size in _SIZES:
            if size <= min(map(len, pair)):
                different = [len(set(things[:size])) for things in pair]
                rows.append(f"{f'different {name} in {size:,}':34}{different[0]:>12,}{different[1]:>12,}")
    for n in _GRAMS:
        a, b = (100 * recurrence(documents, n) for documents in (real, invented))
        rows.append(f"{f'{n}-grams in another document too':34}{a:>11.2f}%{b:>11.2f}%")
    rows += _frequent_bigrams(*texts)
    odd, even, half = "".join(real[1::2]), "".join(real[::2]), "".join(invented[1::2])
    if odd:
        a, b = divergence(odd, even), divergence(half, even)
        rows.append(f"{'bigrams, divergence from one half':34}{a:>12.3f}{b:>12.3f}")
        rows.append(
            "  (Jensen–Shannon, bits: of the other half of the training text; of as much invented text)"
        )
    return "\n".join(rows)


def _frequent_bigrams(real: str, invented: str) -> Iterator[str]:
    """The commonest pairs of the training text, each with its frequency in both."""
    counts = [Counter(map("".join, pairwise(text))) for text in (real, invented)]
    for pair, _ in counts[0].most_common(_PAIRS):
        a, b = (
            10_000 * count[pair] / max(1, len(text))
            for count, text in zip(counts, (real, invented), strict=True)
        )
        # Two wide characters take the room of four.
        yield f"{f'{pair} in 10,000 pairs':32}{a:>12.1f}{b:>12.1f}"


def _folded(raw: Path) -> Iterator[str]:
    for path in sorted(raw.glob("*.txt")):
        yield fold(path.read_text(encoding="utf-8"))
