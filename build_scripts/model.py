"""The values that travel between the stages: frozen, typed, standard library only.

Every offset in this module counts Unicode code points and every end is exclusive.
Three texts occur, and each offset says which one it counts in:

* the *witness text*, as the reader decoded it (`Witness.text`, published as ``data/text/ID.txt``);
* the *clean text*, the witness with its edits applied (`CleanText.text`);
* a *paragraph's text*, a slice of the clean text (`Paragraph.text`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a diagnostic is. Only `ERROR` means that something asked for was not done."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One line for a person: what is wrong, where, and what to do about it."""

    severity: Severity
    code: str
    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        line = f"{place}: {self.severity}: {self.message} [{self.code}]"
        # A file's name may hold anything; a diagnostic stays one line.
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Witness:
    """One source file as it came to us, decoded and otherwise untouched."""

    id: str
    """Path below the corpus folder without its suffix, ``/``-separated."""
    source: str
    """Path below the corpus folder, ``/``-separated."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    encoding: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to the witness: its code points `start:end` become `after`."""

    start: int
    end: int
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A stretch of the witness that is no part of the speech: kept, with the rule that took it out."""

    source: Span
    text: str
    rule: str


class Line(NamedTuple):
    """A line of the clean text that holds something. Blank ends are outside of it."""

    start: int
    end: int
    number: int
    """The line of the witness it stands on, from 1."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """The witness with its edits applied, cut into the lines that belong to the speech.

    `edits` are in order, disjoint, and count in the witness text. Undoing them gives the witness back.
    """

    witness: Witness
    text: str
    lines: tuple[Line, ...]
    edits: tuple[Edit, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


class Role(StrEnum):
    """What a paragraph does in its speech."""

    TITLE = "title"
    META = "meta"
    SALUTATION = "salutation"
    HEADING = "heading"
    BODY = "body"
    CLOSING = "closing"
    BYLINE = "byline"


class EmendationStatus(StrEnum):
    """Whether a change stands in the paragraph's text, or is only proposed."""

    APPLIED = "applied"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Emendation:
    """A change seen from the paragraph: `start:end` counts in its text.

    Applied, the range covers `after`; suggested, it covers `before`.
    """

    paragraph: str
    start: int
    end: int
    before: str
    after: str
    rule: str
    status: EmendationStatus


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest citable unit. A heading is one as well, also when it runs in."""

    anchor: str
    role: Role
    section: str | None
    """Anchor of the innermost section it belongs to; a heading belongs to the section it opens."""
    text: str
    source: Span
    """Where it stands in the witness text."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it opens. `label + heading` is the heading as printed, closing mark aside."""

    anchor: str
    level: int
    label: str
    heading: str
    run_in: bool
    confidence: float
    parent: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """A counted point inside a section: 一是…, 第一，…. `start:end` counts in its paragraph's text."""

    anchor: str
    section: str | None
    paragraph: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Speech:
    """A parsed document: everything that the site and the data say of it."""

    id: str
    source: str
    sha256: str
    encoding: str
    title: str
    title_supplied: bool
    subtitle: str | None
    speaker: str | None
    date: str | None
    """ISO 8601, as exact as printed: 2026-01-27, 2026-01 or 2026."""
    occasion: str | None
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = ()
    points: tuple[Point, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Locator:
    """A stretch of one paragraph; `start:end` counts in its text."""

    speech: str
    paragraph: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A file below docs/: generated Markdown, or data to be published as it is."""

    path: str
    content: str


class TermKind(StrEnum):
    """What makes a term one."""

    FORMULA = "formula"
    NUMBERED = "numbered"
    QUOTED = "quoted"
    ENTITY = "entity"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the corpus with the paragraph they stand in."""

    text: str
    speech: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary. `occurrences` are in the order of the speeches and of their paragraphs."""

    id: str
    headword: str
    pinyin: str
    kind: TermKind
    aliases: tuple[str, ...]
    """Every other printed form that is counted under it."""
    definitions: tuple[Passage, ...]
    members: tuple[Passage, ...]
    count: int
    speeches: int
    """In how many speeches it stands."""
    score: float
    occurrences: tuple[Locator, ...]


class ReferenceKind(StrEnum):
    """What is referred to."""

    WORK = "work"
    QUOTATION = "quotation"
    MEETING = "meeting"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Reference:
    """A work, a quotation, …, with every place it stands in; `text` is without its outer marks."""

    id: str
    kind: ReferenceKind
    text: str
    speaker: str | None
    occurrences: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """8–24 characters (folded) that stand in two speeches or more."""

    id: str
    text: str
    places: tuple[Locator, ...]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """30 characters (folded) or more that two speeches share, as the two places."""

    id: str
    a: Locator
    b: Locator
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """Why two speeches belong together: the shared things' ids, weightiest first."""

    speech: str
    other: str
    score: float
    terms: tuple[str, ...]
    formulas: tuple[str, ...]
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What the analysis found in a corpus."""

    terms: tuple[Term, ...] = ()
    references: tuple[Reference, ...] = ()
    formulas: tuple[SharedFormula, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    relations: tuple[Relation, ...] = ()
