"""Wording that speeches share: formulas of 8–24 characters, and exact passages of 30 or more."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from build_scripts.analyse.candidates import is_whole, may_begin
from build_scripts.analyse.corpus import Corpus
from build_scripts.analyse.function_words import FUNCTION_WORDS
from build_scripts.analyse.places import Place, find_places, locate, owners
from build_scripts.analyse.repeats import Repeat
from build_scripts.model import SharedFormula, SharedPassage

_COMMON = 30  # what stands at more places than this is everybody's, and its pairs would be without number
FORMULA_SHORTEST, FORMULA_LONGEST, PASSAGE_SHORTEST = 8, 24, 30
_CLAUSE = re.compile(r"[，。；：、！？]")


def find_formulas(corpus: Corpus, repeats: Sequence[Repeat]) -> tuple[SharedFormula, ...]:
    """Shared wording trimmed to whole words, sorted by id; a part of a longer one only where it stands elsewhere too."""
    strings = {
        trimmed
        for repeat in repeats
        if repeat.length >= FORMULA_SHORTEST and (trimmed := _trimmed(corpus, repeat)) is not None
    }
    places = find_places(corpus, sorted(strings))
    formulas: list[SharedFormula] = []
    held: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)  # by unit, where formulas stand
    for string in sorted(strings, key=lambda s: (-len(s), s)):
        found = places[string]
        if len(owners(corpus, found)) < 2 or not is_whole(corpus, len(string), found):
            continue
        if _dangles(corpus, len(string), found[0]) or _is_covered(string, found, held, places):
            continue
        for unit, start in found:
            held[unit].append((start, start + len(string), string))
        locators = locate(corpus, string, found)
        first = locators[0]
        formulas.append(
            SharedFormula(
                id="f" + hashlib.sha256(string.encode("utf-8")).hexdigest()[:10],
                text=corpus.units[found[0][0]].text[first.start : first.end],
                places=locators,
            )
        )
    return tuple(sorted(formulas, key=lambda formula: formula.id))


def find_passages(corpus: Corpus, repeats: Sequence[Repeat]) -> tuple[SharedPassage, ...]:
    """Pairs of places in two speeches that agree on 30 folded characters or more, as far as they agree."""
    found: set[tuple[int, int, int, int, int]] = set()
    for repeat in repeats:
        if repeat.length >= PASSAGE_SHORTEST and len(repeat.places) <= _COMMON:
            for (a, at), (b, bt) in combinations(repeat.places, 2):
                if corpus.units[a].speech != corpus.units[b].speech:
                    found.add(_grown(corpus, a, at, b, bt))
    passages = []
    for a, at, b, bt, length in sorted(found):
        place_a, place_b = corpus.units[a].locate(at, at + length), corpus.units[b].locate(bt, bt + length)
        key = f"{place_a}\0{place_b}"
        identity = "p" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:10]
        passages.append(SharedPassage(identity, place_a, place_b, 1.0))
    return tuple(sorted(passages, key=lambda passage: passage.id))


def _trimmed(corpus: Corpus, repeat: Repeat) -> str | None:
    """The repeat without cut words and function words at its ends, at most 24 long; None if too little is left."""
    unit, start = repeat.places[0]
    folded = corpus.units[unit].folded
    inner = [at for at in range(start, start + repeat.length + 1) if at in corpus.seams[unit]]
    while len(inner) > 1 and (
        inner[-1] - inner[0] > FORMULA_LONGEST or folded.text[inner[-2] : inner[-1]] in FUNCTION_WORDS
    ):
        inner.pop()
    while len(inner) > 1 and not may_begin([folded.text[a:b] for a, b in pairwise(inner)]):
        inner.pop(0)
    if len(inner) < 2 or inner[-1] - inner[0] < FORMULA_SHORTEST:
        return None
    return folded.text[inner[0] : inner[-1]]


def _dangles(corpus: Corpus, length: int, place: Place) -> bool:
    """Whether a clause of one word hangs on at an end: 坚持问题导向，聚焦."""
    unit, start = place
    clauses = _CLAUSE.split(corpus.units[unit].printed(start, start + length))
    return len(clauses) > 1 and min(len(clauses[0]), len(clauses[-1])) < 3


def _is_covered(
    string: str,
    found: Sequence[Place],
    held: Mapping[int, Sequence[tuple[int, int, str]]],
    places: Mapping[str, Sequence[Place]],
) -> bool:
    """Whether every place of `string` lies in a place of one and the same longer formula."""
    unit, start = found[0]
    for a, b, longer in held.get(unit, ()):
        if a <= start and start + len(string) <= b:
            offset = start - a
            if {(u, s - offset) for u, s in found} <= {*places[longer]}:
                return True
    return False


def _grown(corpus: Corpus, a: int, at: int, b: int, bt: int) -> tuple[int, int, int, int, int]:
    """The longest common stretch of two folded texts around a place where they agree."""
    left, right = corpus.units[a].folded.text, corpus.units[b].folded.text
    while at and bt and left[at - 1] == right[bt - 1]:
        at, bt = at - 1, bt - 1
    length = sum(1 for _ in _common(left, at, right, bt))
    return a, at, b, bt, length


def _common(left: str, at: int, right: str, bt: int) -> Iterator[str]:
    for x, y in zip(left[at:], right[bt:], strict=False):
        if x != y:
            return
        yield x
