"""A corpus with its index, as the pages look things up in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_scripts.model import (
    Index,
    Locator,
    Paragraph,
    Reference,
    ReferenceKind,
    Relation,
    SharedFormula,
    Speech,
    Term,
)

_MOST_LISTED = 200  # entries on one page of the cross-reference index; all are in the data


@dataclass(frozen=True)
class Library:
    """All speeches, in the order in which they are listed, and what the analysis found in them."""

    speeches: tuple[Speech, ...]
    index: Index

    @cached_property
    def by_id(self) -> Mapping[str, Speech]:
        return {speech.id: speech for speech in self.speeches}

    @cached_property
    def paragraphs(self) -> Mapping[tuple[str, str], Paragraph]:
        """By speech and anchor."""
        return {(speech.id, p.anchor): p for speech in self.speeches for p in speech.paragraphs}

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        return {term.id: term for term in self.index.terms}

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        return {reference.id: reference for reference in self.index.references}

    @cached_property
    def formulas(self) -> Mapping[str, SharedFormula]:
        return {formula.id: formula for formula in self.index.formulas}

    @cached_property
    def terms_at(self) -> Mapping[tuple[str, str], Sequence[tuple[Locator, Term]]]:
        """The occurrences of terms in each paragraph, from the left, longer ones first."""
        places: defaultdict[tuple[str, str], list[tuple[Locator, Term]]] = defaultdict(list)
        for term in self.index.terms:
            for place in term.occurrences:
                places[place.speech, place.paragraph].append((place, term))
        for found in places.values():
            found.sort(key=lambda item: (item[0].start, -item[0].end, item[1].id))
        return places

    @cached_property
    def listed_works(self) -> Sequence[Reference]:
        """The works that have an entry on the site: those with the most places first."""
        return self._listed(ReferenceKind.WORK)

    @cached_property
    def listed_quotations(self) -> Sequence[Reference]:
        return self._listed(ReferenceKind.QUOTATION)

    @cached_property
    def listed_formulas(self) -> Sequence[SharedFormula]:
        """The formulas that have an entry on the site: those of the most speeches first, then the longest."""
        return sorted(
            self.index.formulas,
            key=lambda f: (-len({p.speech for p in f.places}), -len(f.text), f.text, f.id),
        )[:_MOST_LISTED]

    @cached_property
    def listed(self) -> frozenset[str]:
        """Ids of everything that has an entry in the cross-reference index."""
        return frozenset(
            thing.id
            for things in (self.listed_works, self.listed_quotations, self.listed_formulas)
            for thing in things
        )

    def _listed(self, kind: ReferenceKind) -> Sequence[Reference]:
        found = [reference for reference in self.index.references if reference.kind is kind]
        return sorted(found, key=lambda r: (-len(r.occurrences), r.text, r.id))[:_MOST_LISTED]

    @cached_property
    def references_of(self) -> Mapping[str, Sequence[Reference]]:
        """The references that stand in each speech, in the order in which they first do."""
        order = {key: n for n, key in enumerate(self.paragraphs)}
        found: defaultdict[str, list[tuple[int, int, Reference]]] = defaultdict(list)
        for reference in self.index.references:
            firsts: dict[str, Locator] = {}
            for place in reference.occurrences:
                firsts.setdefault(place.speech, place)
            for speech, first in firsts.items():
                found[speech].append((order[speech, first.paragraph], first.start, reference))
        return {
            speech: [reference for _, _, reference in sorted(items, key=lambda item: item[:2])]
            for speech, items in found.items()
        }

    @cached_property
    def formulas_of(self) -> Mapping[str, Sequence[SharedFormula]]:
        """The shared formulas of each speech: those of the fewest speeches first, then the longest."""
        found: defaultdict[str, list[SharedFormula]] = defaultdict(list)
        for formula in self.index.formulas:
            for speech in {place.speech for place in formula.places}:
                found[speech].append(formula)
        for formulas in found.values():
            formulas.sort(key=lambda f: (len({p.speech for p in f.places}), -len(f.text), f.id))
        return found

    @cached_property
    def relations_of(self) -> Mapping[str, Sequence[Relation]]:
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.index.relations:
            found[relation.speech].append(relation)
        return found
