"""The speeches as the analysis sees them: folded paragraphs in one stream, with the ends of words marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_scripts.analyse.segment import words
from build_scripts.fold import Folded, fold_with_origins, joins
from build_scripts.model import Locator, Speech

_PAIRS = ("“”", "‘’", "「」", "《》", "（）", "()")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph of one speech. `speech` is the speech's position in the corpus."""

    speech: int
    speech_id: str
    anchor: str
    text: str
    folded: Folded

    def locate(self, start: int, end: int) -> Locator:
        """The place of the folded characters `start:end` in the paragraph as printed.

        Folding drops marks, so a place would end before the mark that closes what opens inside it: 做到“两个维护.
        Such a mark is taken in, at either end, and so are accents that join the last character.
        """
        first, last = self.folded.span(start, end)
        while last < len(self.text) and joins(self.text[last]):
            last += 1
        for opener, closer in map(tuple, _PAIRS):
            surplus = self.text.count(opener, first, last) - self.text.count(closer, first, last)
            if surplus > 0 and self.text.startswith(closer, last):
                last += 1
            elif surplus < 0 and first and self.text[first - 1] == opener:
                first -= 1
        return Locator(self.speech_id, self.anchor, first, last)

    def printed(self, start: int, end: int) -> str:
        """The folded characters `start:end` as they are printed."""
        place = self.locate(start, end)
        return self.text[place.start : place.end]


@dataclass(frozen=True)
class Corpus:
    """All paragraphs in order."""

    units: tuple[Unit, ...]
    size: int
    """How many speeches."""

    @cached_property
    def words(self) -> tuple[tuple[tuple[int, str], ...], ...]:
        """The words of each unit's text, with their offsets in it."""
        return tuple(tuple(words(unit.text)) for unit in self.units)

    @cached_property
    def seams(self) -> tuple[frozenset[int], ...]:
        """Offsets in each unit's folded text at which no word is cut."""
        return tuple(
            frozenset(_seams(unit.folded, [offset for offset, _ in found]))
            for unit, found in zip(self.units, self.words, strict=True)
        )


def read_corpus(speeches: Sequence[Speech]) -> Corpus:
    """The corpus of `speeches`, in their order."""
    units = tuple(
        Unit(n, speech.id, paragraph.anchor, paragraph.text, fold_with_origins(paragraph.text))
        for n, speech in enumerate(speeches)
        for paragraph in speech.paragraphs
    )
    return Corpus(units, len(speeches))


def is_mark(character: str) -> bool:
    """Whether a character is punctuation, a blank or a control: what folding drops, and what parts clauses."""
    return unicodedata.category(character)[0] in "PZC"


def _seams(folded: Folded, starts: list[int]) -> Iterator[int]:
    """Where words begin, moved from the text as printed to the folded one; both ends are seams as well."""
    yield len(folded.text)
    at = 0
    for start in starts:
        while at < len(folded.origins) and folded.origins[at] < start:
            at += 1
        yield at
