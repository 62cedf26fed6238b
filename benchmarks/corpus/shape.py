"""The parts a speech is made of, and the sheet they are written on, which knows where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Tag(NamedTuple):
    """What a stretch of text is: `kind` and the `key` of the planted thing."""

    kind: str
    key: str = ""


class Segment(NamedTuple):
    """Text that belongs together. What is tagged is not touched by typing errors."""

    text: str
    tag: Tag | None = None


class Plant(NamedTuple):
    """Something to be put into a speech.

    If it `leads`, a sentence of the speech follows it as its own main clause.
    """

    segments: tuple[Segment, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    role: str
    section: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """`label` and `heading` as printed, closing mark aside; `start:end` with it."""

    level: int
    label: str
    heading: str
    run_in: bool
    parent: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    section: int | None
    paragraph: int
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something planted stands."""

    tag: Tag
    start: int
    end: int


@dataclass
class Sheet:
    """A raw file while it is being written."""

    separator: str
    """Between two paragraphs: a newline, or two ideographic spaces where all is one line."""
    indent: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    quarantined: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def _add(self, text: str) -> tuple[int, int]:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def _open(self, indent: str = "") -> None:
        """Begin a new paragraph where the one before ends."""
        if self.pieces:
            self._add(self.separator)
        if indent:
            self._add(indent)

    def chrome(self, lines: Sequence[str]) -> None:
        """Lines that are no part of the speech."""
        for line in lines:
            self._open()
            self.quarantined.append(self._add(line))

    def block(self, role: str, text: str) -> None:
        """A line of front or back matter."""
        self._open(self.indent if role in ("closing",) else "")
        self.paragraphs.append(Paragraph(role, self.section, *self._add(text)))

    def heading(self, level: int, label: str, heading: str, *, run_in: bool) -> None:
        self._open(self.indent if run_in else "")
        parent = next((n for n, s in reversed([*enumerate(self.sections)]) if s.level < level), None)
        span = self._add(label + heading + ("。" if run_in else ""))
        self.sections.append(Section(level, label, heading, run_in, parent, *span))
        self.paragraphs.append(Paragraph("heading", self.section, *span))

    def body(self, segments: Sequence[Segment], *, run_on: bool = False) -> None:
        """A paragraph, on the line of the heading before it if it runs on."""
        if not run_on:
            self._open(self.indent)
        start = self.length
        points: list[tuple[int, str]] = []
        for text, tag in segments:
            span = self._add(text)
            if tag is not None and tag.kind == "point":
                points.append((span[0], text))
            elif tag is not None:
                self.marks.append(Mark(tag, *span))
        ends = [*(at for at, _ in points), self.length][1:]
        index = len(self.paragraphs)
        self.points += (
            Point(self.section, index, label, at, end) for (at, label), end in zip(points, ends, strict=True)
        )
        self.paragraphs.append(Paragraph("body", self.section, start, self.length))

    @property
    def section(self) -> int | None:
        """The section that is open."""
        return len(self.sections) - 1 if self.sections else None
