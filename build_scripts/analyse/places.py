"""Where given strings stand in the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import ahocorasick

from build_scripts.analyse.corpus import Corpus
from build_scripts.model import Locator

Place = tuple[int, int]
"""(index of the unit, offset in its folded text)"""


def find_places(corpus: Corpus, folded: Iterable[str]) -> Mapping[str, Sequence[Place]]:
    """Every place of each folded string, in order; of two that overlap, the left one (Aho–Corasick)."""
    automaton = ahocorasick.Automaton()
    for string in folded:
        automaton.add_word(string, string)
    places: defaultdict[str, list[Place]] = defaultdict(list)
    if not len(automaton):
        return places
    automaton.make_automaton()
    for index, unit in enumerate(corpus.units):
        for last, string in automaton.iter(unit.folded.text):
            start = last + 1 - len(string)
            known = places[string]
            if not known or known[-1][0] != index or known[-1][1] + len(string) <= start:
                known.append((index, start))
    return places


def locate(corpus: Corpus, string: str, places: Sequence[Place]) -> tuple[Locator, ...]:
    """The places of a folded string as stretches of their paragraphs."""
    return tuple(corpus.units[unit].locate(start, start + len(string)) for unit, start in places)


def owners(corpus: Corpus, places: Sequence[Place]) -> frozenset[int]:
    """The speeches that the places are in."""
    return frozenset(corpus.units[unit].speech for unit, _ in places)
