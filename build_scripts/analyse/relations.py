"""Which speeches belong together, and why: the terms, works and formulas that they share and few others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import combinations

from build_scripts.model import Locator, Reference, ReferenceKind, Relation, SharedFormula, Term, TermKind

_RELATED = 5  # named for each speech
_REASONS = 6  # of each kind
_COMMON = 50  # what stands in more speeches relates none of them
_WEIGHTS = {"term": 1.0, "formula": 2.0, "work": 3.0}


def find_relations(
    terms: Sequence[Term], references: Sequence[Reference], formulas: Sequence[SharedFormula]
) -> tuple[Relation, ...]:
    """For each speech the others nearest to it, nearest first. A shared thing weighs less the more speeches have it."""
    things: list[tuple[str, str, set[str]]] = [
        *(("term", t.id, _speeches(t.occurrences)) for t in terms if t.kind is not TermKind.WORD),
        *(("work", r.id, _speeches(r.occurrences)) for r in references if r.kind is ReferenceKind.WORK),
        *(("formula", f.id, _speeches(f.places)) for f in formulas),
    ]
    present = sorted({speech for _, _, speeches in things for speech in speeches})
    number = {speech: n for n, speech in enumerate(present)}
    # First the sums for all pairs, then the reasons of the few that are kept.
    scores: defaultdict[tuple[int, int], float] = defaultdict(float)
    weighted: list[tuple[float, str, str, frozenset[int]]] = []
    for kind, identity, speeches in things:
        if 2 <= len(speeches) <= _COMMON:
            weight = _WEIGHTS[kind] / (len(speeches) - 1)
            members = sorted(number[speech] for speech in speeches)
            for pair in combinations(members, 2):
                scores[pair] += weight
            weighted.append((weight, kind, identity, frozenset(members)))
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b), score in scores.items():
        near[a].append((-score, b))
        near[b].append((-score, a))
    of_speech: defaultdict[int, list[tuple[float, str, str, frozenset[int]]]] = defaultdict(list)
    for thing in sorted(weighted, key=lambda thing: (-thing[0], thing[2])):
        for member in thing[3]:
            of_speech[member].append(thing)
    return tuple(
        _relation(present[speech], present[other], -score, [t for t in of_speech[speech] if other in t[3]])
        for speech in range(len(present))
        for score, other in nsmallest(_RELATED, near[speech])
    )


def _relation(
    speech: str, other: str, score: float, shared: Sequence[tuple[float, str, str, frozenset[int]]]
) -> Relation:
    """A relation with its reasons; `shared` has the weightiest first."""

    def reasons(kind: str) -> tuple[str, ...]:
        return tuple(identity for _, k, identity, _ in shared if k == kind)[:_REASONS]

    return Relation(speech, other, round(score, 4), reasons("term"), reasons("formula"), reasons("work"))


def _speeches(places: Iterable[Locator]) -> set[str]:
    return {place.speech for place in places}
