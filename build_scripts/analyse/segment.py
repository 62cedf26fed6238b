"""The word segmenter: the only module that imports jieba."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tokenizer() -> Any:
    """jieba with its dictionary, loaded by ourselves.

    jieba's own loader keeps a cache in the folder for temporary files, where any user of the machine could
    put another; and it reports to stderr.
    """
    import jieba

    logging.getLogger("jieba").setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of `text` in order, each with its offset; together they are the whole text."""
    position = 0
    for word in _tokenizer().cut(text, HMM=False):
        yield position, word
        position += len(word)


@cache
def rarity() -> dict[str, float]:
    """jieba's table of inverse document frequencies: word → idf, natural logarithm."""
    lines = files("jieba").joinpath("analyse", "idf.txt").read_text(encoding="utf-8").splitlines()
    return {word: float(idf) for word, idf in (line.split(" ") for line in lines if line)}


@cache
def parts_of_speech() -> dict[str, str]:
    """jieba's dictionary: word → part of speech, by the tags of ICTCLAS (n, v, d, …)."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, _, tag in (line.split(" ") for line in lines if line)}
