"""Which speeches belong together, and why: the terms, works and formulas that they share and few others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

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
    shared: defaultdict[tuple[str, str], list[tuple[float, str, str]]] = defaultdict(list)
    for kind, identity, speeches in things:
        if 2 <= len(speeches) <= _COMMON:
            weight = _WEIGHTS[kind] / (len(speeches) - 1)
            for pair in permutations(sorted(speeches), 2):
                shared[pair].append((weight, kind, identity))
    by_speech: defaultdict[str, list[Relation]] = defaultdict(list)
    for (speech, other), found in shared.items():
        found.sort(key=lambda reason: (-reason[0], reason[2]))
        by_speech[speech].append(
            Relation(
                speech=speech,
                other=other,
                score=round(sum(weight for weight, _, _ in found), 4),
                terms=_reasons(found, "term"),
                formulas=_reasons(found, "formula"),
                works=_reasons(found, "work"),
            )
        )
    return tuple(
        relation
        for speech in sorted(by_speech)
        for relation in sorted(by_speech[speech], key=lambda r: (-r.score, r.other))[:_RELATED]
    )


def _speeches(places: Iterable[Locator]) -> set[str]:
    return {place.speech for place in places}


def _reasons(found: Sequence[tuple[float, str, str]], kind: str) -> tuple[str, ...]:
    return tuple(identity for _, k, identity in found if k == kind)[:_REASONS]
