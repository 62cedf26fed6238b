"""Works in 《》 and quotations, each with every place it stands in."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from build_scripts.analyse.corpus import Corpus
from build_scripts.analyse.quotations import find_quotations
from build_scripts.analyse.quotes import find_works
from build_scripts.fold import fold
from build_scripts.model import Locator, Reference, ReferenceKind


def find_references(corpus: Corpus) -> tuple[Reference, ...]:
    """The references, sorted by id. The same words with the same speaker are one."""
    places: defaultdict[tuple[ReferenceKind, str, str | None], list[tuple[str, Locator]]] = defaultdict(list)
    for unit, words in zip(corpus.units, corpus.words, strict=True):
        found = [(ReferenceKind.WORK, None, span) for span in find_works(unit.text)]
        quotations = find_quotations(unit.text, words)
        entries = [*found, *((ReferenceKind.QUOTATION, q.speaker, (q.start, q.end)) for q in quotations)]
        for kind, speaker, (start, end) in entries:
            text = unit.text[start:end]
            places[kind, fold(text), speaker].append((text, Locator(unit.speech_id, unit.anchor, start, end)))
    references = [
        Reference(
            id=_identity(kind, folded, speaker),
            kind=kind,
            text=_usual(text for text, _ in found),
            speaker=speaker,
            occurrences=tuple(locator for _, locator in found),
        )
        for (kind, folded, speaker), found in places.items()
    ]
    return tuple(sorted(references, key=lambda reference: reference.id))


def _identity(kind: ReferenceKind, folded: str, speaker: str | None) -> str:
    return kind[0] + hashlib.sha256(f"{folded}\0{speaker or ''}".encode()).hexdigest()[:10]


def _usual(texts: Iterable[str]) -> str:
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], len(text), text))
