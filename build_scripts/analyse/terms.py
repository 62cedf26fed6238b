"""The glossary: candidates become entries with every place they stand in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from build_scripts.analyse.candidates import Candidate, marked_terms, phrases, rare_words, weigh
from build_scripts.analyse.corpus import Corpus
from build_scripts.analyse.places import Place, find_places, locate, owners
from build_scripts.analyse.reading import pinyin
from build_scripts.analyse.repeats import Repeat
from build_scripts.analyse.segment import rarity
from build_scripts.model import Term, TermKind

# A string that has stood in longer entries this often is a fragment of theirs.
_FRAGMENT = 0.8
# A term that writers mark stands between the marks at this share of its places at least.
_MARKED_SHARE = 0.2
# How many entries a glossary has: some for any corpus, and some for each speech; the best ones.
_FEWEST, _PER_SPEECH, _MOST = 250, 20, 5000
# Which kind an entry is when it is a candidate for several reasons.
_ORDER = (TermKind.ENTITY, TermKind.NUMBERED, TermKind.QUOTED, TermKind.FORMULA, TermKind.WORD)


def find_terms(corpus: Corpus, repeats: Sequence[Repeat]) -> tuple[Term, ...]:
    """The entries, best first."""
    marked = Counter(marked_terms(corpus))
    kinds = _merge([*marked, *phrases(corpus, repeats), *rare_words(corpus)])
    places = {folded: found for folded, found in find_places(corpus, kinds).items() if folded in kinds}
    fragments = _fragments(kinds, places)
    idf = rarity()
    terms = [
        _term(corpus, folded, kinds[folded], found, idf)
        for folded, found in places.items()
        if folded not in fragments and not _is_chance(marked, folded, kinds[folded], len(found))
    ]
    terms.sort(key=lambda term: (-term.score, term.headword))
    return tuple(terms[: min(_MOST, _FEWEST + _PER_SPEECH * corpus.size)])


def _is_chance(marked: Mapping[Candidate, int], folded: str, kind: TermKind, count: int) -> bool:
    """Whether a term stands between marks so seldom that they were a chance: “人民”二字, 《科学》."""
    quoted = kind in (TermKind.QUOTED, TermKind.NUMBERED, TermKind.ENTITY)
    return quoted and marked[Candidate(folded, kind)] < _MARKED_SHARE * count


def _merge(candidates: Sequence[Candidate]) -> dict[str, TermKind]:
    kinds: dict[str, TermKind] = {}
    for folded, kind in candidates:
        if folded:
            kinds[folded] = min(kind, kinds.get(folded, kind), key=_ORDER.index)
    return kinds


def _fragments(kinds: Mapping[str, TermKind], places: Mapping[str, Sequence[Place]]) -> set[str]:
    """Phrases and words that nearly always stand inside one longer entry. What a writer marked is never one."""
    covers: dict[int, list[tuple[int, int, str]]] = {}
    for folded, found in places.items():
        for unit, start in found:
            covers.setdefault(unit, []).append((start, start + len(folded), folded))
    inside: dict[str, Counter[str]] = {}
    for stretches in covers.values():
        # Longer ones first among those that begin together, so that a stretch comes after all that may hold it.
        stretches.sort(key=lambda s: (s[0], -s[1]))
        open_: list[tuple[int, int, str]] = []
        for stretch in stretches:
            open_ = [o for o in open_ if o[1] > stretch[0]]
            if kinds[stretch[2]] in (TermKind.FORMULA, TermKind.WORD):
                holders = {o[2] for o in open_ if o[1] >= stretch[1] and o[2] != stretch[2]}
                inside.setdefault(stretch[2], Counter()).update(holders)
            open_.append(stretch)
    return {
        folded
        for folded, holders in inside.items()
        if holders and max(holders.values()) >= _FRAGMENT * len(places[folded])
    }


def _term(
    corpus: Corpus, folded: str, kind: TermKind, places: Sequence[Place], idf: Mapping[str, float]
) -> Term:
    printed = Counter(corpus.units[unit].printed(start, start + len(folded)) for unit, start in places)
    headword = min(printed, key=lambda form: (-printed[form], len(form), form))
    speeches = len(owners(corpus, places))
    return Term(
        id="t" + hashlib.sha256(folded.encode("utf-8")).hexdigest()[:10],
        headword=headword,
        pinyin=pinyin(headword),
        kind=kind,
        aliases=tuple(sorted(printed.keys() - {headword})),
        definitions=(),
        members=(),
        count=len(places),
        speeches=speeches,
        score=round(weigh(kind, folded, len(places), speeches, idf), 4),
        occurrences=locate(corpus, folded, places),
    )
