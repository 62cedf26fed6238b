"""From training text to a folder: the one module here, besides the reading of training text, that touches the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus.dice import Dice
from benchmarks.corpus.document import Document, compose
from benchmarks.corpus.markov import calibrate, learn, sentences, shaped
from benchmarks.corpus.plan import make_plans
from benchmarks.corpus.stock import Stock, invent
from benchmarks.corpus.training import SENTENCE, Training
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import Words
from build_scripts.analyse.segment import rarity


def generate(n: int, seed: int, training: Training) -> tuple[Stock, Iterator[Document]]:
    """What is planted, and the `n` documents, made one after the other."""
    learned = "\n".join(p for paragraphs in training.documents for p in paragraphs)
    model = learn(training.documents)
    lengths = [len(sentence) for sentence in SENTENCE.findall(learned)]
    words = Words(
        shaped(sentences(model, seed, vocabulary(), calibrate(model, training.documents, seed)), lengths)
    )
    stock = invent(n, words, Dice(seed, "stock"), learned)
    plans = make_plans(n, stock, words, Dice(seed, "plan"))
    documents = (
        compose(plan, training.paragraph_lengths, words, Dice(seed, f"speech/{plan.id}")) for plan in plans
    )
    return stock, documents


def vocabulary() -> list[str]:
    """Words of two characters that general texts use, neither the commonest nor the rarest, from jieba's table."""
    chinese = re.compile(r"[\u4e00-\u9fff]{2}")
    return sorted(word for word, idf in rarity().items() if 6 <= idf <= 10 and chinese.fullmatch(word))


def write_corpus(n: int, seed: int, training: Training, out: Path) -> int:
    """Write ``raw/`` and ``truth/`` below `out`; the number of characters in ``raw/``."""
    stock, documents = generate(n, seed, training)
    truth = Truth(stock)
    raw = out / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    characters = 0
    for document in documents:
        (raw / f"{document.plan.id}.txt").write_bytes(document.text.encode())
        characters += len(document.text)
        truth.add(document)
    truth.write(out / "truth")
    return characters
