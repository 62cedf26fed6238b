"""What may become an entry of the glossary: quoted terms, numbered formulas, works, repeated phrases, rare words."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_scripts.analyse.corpus import Corpus, is_mark
from build_scripts.analyse.function_words import ADVERBS, AFTER_WHOLE, FUNCTION_WORDS
from build_scripts.analyse.places import Place
from build_scripts.analyse.quotations import find_quotations, quoted_terms
from build_scripts.analyse.quotes import find_works
from build_scripts.analyse.repeats import Repeat
from build_scripts.analyse.segment import parts_of_speech, rarity
from build_scripts.fold import fold
from build_scripts.model import TermKind

_QUOTED_LONGEST = 20
_PHRASE_SHORTEST, _PHRASE_LONGEST = 4, 24
_SEAM_SHARE = 0.75  # of the places at which no word may be cut
_TELLING = 7.0  # idf that one word of a short phrase must have, unless it is used …
_USUAL = 5  # … as often as this
_OPEN_SHARE = 0.2  # of the places at which a phrase stands free of the words beside it
_RARE = 8.0  # idf from which on a word is worth an entry
_RARE_SHORT = 9.5  # the same for words of two characters
_WORD_COUNT = 3
_NOMINAL = ("n", "j", "l", "i", "vn")  # parts of speech of words that are worth one
_NOT_NOMINAL = ("nr", "nrfg", "nrt")  # names of persons are references, not terms
_PLACEHOLDERS = frozenset("*×XxＸ某_＊")
_NUMBERED = re.compile(r"(?:[一二两三四五六七八九十百]+|[0-9]+)(?!\d)\w{2,9}")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


class Candidate(NamedTuple):
    """A folded string that may become an entry, and why."""

    folded: str
    kind: TermKind


def marked_terms(corpus: Corpus) -> Iterator[Candidate]:
    """Terms that the writers marked themselves: quoted ones, and names of works."""
    for unit, words in zip(corpus.units, corpus.words, strict=True):
        for start, end in find_works(unit.text):
            yield Candidate(fold(unit.text[start:end]), TermKind.ENTITY)
        for quoted in quoted_terms(unit.text, find_quotations(unit.text, words)):
            text = unit.text[quoted.start : quoted.end]
            folded = fold(text)
            if not 2 <= len(folded) <= _QUOTED_LONGEST or re.search(r"[，。；：！？“”‘’《》]", text):
                continue
            if not _CHINESE.search(folded):
                continue
            yield Candidate(folded, TermKind.NUMBERED if _NUMBERED.fullmatch(folded) else TermKind.QUOTED)


def phrases(corpus: Corpus, repeats: Sequence[Repeat]) -> Iterator[Candidate]:
    """Phrases that two speeches or more share, whole: no word cut, nothing dangling at either end."""
    for repeat in repeats:
        if not _PHRASE_SHORTEST <= repeat.length <= _PHRASE_LONGEST:
            continue
        unit, start = repeat.places[0]
        folded = corpus.units[unit].folded.text[start : start + repeat.length]
        if (
            _CHINESE.fullmatch(folded)
            and not any(_is_broken(corpus, repeat.length, place) for place in repeat.places)
            and _is_phrase(words_of(corpus, repeat.length, repeat.places[0]), len(repeat.places))
            and is_whole(corpus, repeat.length, repeat.places)
        ):
            yield Candidate(folded, TermKind.FORMULA)


def _is_broken(corpus: Corpus, length: int, place: Place) -> bool:
    """Whether a mark stands inside: it parts clauses, and folding dropped it."""
    unit, start = place
    return any(map(is_mark, corpus.units[unit].printed(start, start + length)))


def rare_words(corpus: Corpus) -> Iterator[Candidate]:
    """Words of jieba's dictionary that are used often here and seldom elsewhere."""
    idf, tags = rarity(), parts_of_speech()
    counts = Counter(word for words in corpus.words for _, word in words)
    for word, count in counts.items():
        tag = tags.get(word, "")
        nominal = tag.startswith(_NOMINAL) and tag not in _NOT_NOMINAL and not word.endswith("性")
        rare = idf.get(word, 0.0) >= (_RARE if len(word) > 2 else _RARE_SHORT)
        if count >= _WORD_COUNT and nominal and rare and len(word) > 1 and _CHINESE.fullmatch(word):
            yield Candidate(fold(word), TermKind.WORD)


def is_whole(corpus: Corpus, length: int, places: Sequence[Place]) -> bool:
    """Whether a stretch is a phrase of its own: no word cut, and free of the words beside it somewhere."""
    seams = left_free = right_free = 0
    for unit, start in places:
        paragraph, text = corpus.seams[unit], corpus.units[unit].text
        seams += start in paragraph and start + length in paragraph
        first, last = corpus.units[unit].folded.span(start, start + length)
        left_free += _free_before(text[max(0, first - 2) : first])
        right_free += _free_after(text[last : last + 1])
    count = len(places)
    return seams >= _SEAM_SHARE * count and right_free >= _OPEN_SHARE * count and left_free > 0


def words_of(corpus: Corpus, length: int, place: Place) -> list[str]:
    """The words of a stretch at a place."""
    unit, start = place
    first, last = corpus.units[unit].folded.span(start, start + length)
    words = corpus.words[unit]
    return [word for _, word in words[bisect_left(words, (first, "")) : bisect_left(words, (last, ""))]]


def may_begin(words: Sequence[str]) -> bool:
    """Whether a term may begin with the first of `words`; 以人民为中心 begins with 以 for a reason."""
    return words[0] not in FUNCTION_WORDS or (words[0] == "以" and "为" in words)


def _is_phrase(words: Sequence[str], count: int) -> bool:
    if len(words) < 2:
        return False
    idf, length = rarity(), len("".join(words))
    telling = count >= _USUAL or max(idf.get(word, _RARE) for word in words) >= _TELLING
    return (
        may_begin(words)
        and words[-1] not in FUNCTION_WORDS
        and "是" not in words
        # 深刻领悟, 准确把握: manner and verb, and nothing that is done.
        and not (len(words) == 2 and words[0] in ADVERBS and length == _PHRASE_SHORTEST)
        # 开展工作, 工作的重点: words that go with anything.
        and (length > _PHRASE_SHORTEST or telling)
        and (length > _PHRASE_SHORTEST + 1 or "的" not in words)
    )


def _free_before(text: str) -> bool:
    if not text or (is_mark(text[-1]) and text[-1] not in _PLACEHOLDERS):
        return True
    return text[-1] in FUNCTION_WORDS or text[-2:] in FUNCTION_WORDS or text[-2:] in ADVERBS


def _free_after(text: str) -> bool:
    return not text or (is_mark(text[0]) and text[0] not in _PLACEHOLDERS) or text[0] in AFTER_WHOLE


def weigh(kind: TermKind, folded: str, count: int, speeches: int, idf: Mapping[str, float]) -> float:
    """How much an entry tells: marked ones first, then by use, spread and length."""
    weight = {
        TermKind.NUMBERED: 4.0,
        TermKind.QUOTED: 3.0,
        TermKind.ENTITY: 3.0,
        TermKind.FORMULA: math.log2(len(folded)),
        TermKind.WORD: idf.get(folded, _RARE) / 16,
    }[kind]
    return weight * math.log2(1 + count) * (1 + math.log2(speeches))
