"""Put the findings together: anchors, sections, paragraphs with their place in the witness, points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_scripts.model import (
    CleanText,
    Diagnostic,
    Emendation,
    EmendationStatus,
    Paragraph,
    Point,
    Quarantined,
    Role,
    Section,
    Severity,
    Span,
    Speech,
)
from build_scripts.parse.blocks import Block, split_blocks
from build_scripts.parse.headings import find_headings
from build_scripts.parse.matter import Matter, read_matter
from build_scripts.parse.points import find_points
from build_scripts.parse.sentence import Heading
from build_scripts.parse.title import supply_title

_CLOSING_MARKS = "。！？；：，.:!?; \t\u3000\u00a0"
# Between the blanks that part two paragraphs of one line a control character belongs to neither.
_STRAY_RULE = "control-character"


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph before it has its place in the witness; `start:end` counts in the clean text."""

    anchor: str
    role: Role
    section: str | None
    start: int
    end: int


def parse(clean: CleanText) -> Speech | Diagnostic:
    """Read the structure of one document. What holds no text of a speech comes back as a diagnostic."""
    witness = clean.witness
    blocks = split_blocks(clean)
    if not blocks:
        message = "nothing is left of it once web page chrome and watermarks are taken out; see what it holds"
        return Diagnostic(Severity.ERROR, "no-speech", witness.source, message)
    matter = read_matter(blocks)
    parts, sections = _number(blocks, matter, find_headings(blocks, matter))
    paragraphs, emendations, strays = _locate(clean, parts)
    body = [p.text for p in paragraphs if p.role is Role.BODY] or [p.text for p in paragraphs]
    return Speech(
        id=witness.id,
        source=witness.source,
        sha256=witness.sha256,
        encoding=witness.encoding,
        title=matter.title or supply_title(body),
        title_supplied=matter.title is None,
        subtitle=matter.subtitle,
        speaker=matter.speaker,
        date=matter.date,
        occasion=matter.occasion,
        paragraphs=paragraphs,
        sections=sections,
        points=_points(paragraphs),
        emendations=emendations,
        quarantined=tuple(sorted((*clean.quarantined, *strays), key=lambda q: q.source)),
    )


def _number(
    blocks: Sequence[Block], matter: Matter, headings: Mapping[int, Heading]
) -> tuple[list[_Part], tuple[Section, ...]]:
    """Give every heading its section's anchor (s2-3: by position, not by printed number), the rest p1, p2, …."""
    parts: list[_Part] = []
    sections: list[Section] = []
    path: list[Section] = []  # the open sections, outermost first
    children: Counter[str | None] = Counter()
    count = 0
    for i, block in enumerate(blocks):
        start, role = block.start, matter.roles.get(i, Role.BODY)
        if i in headings:
            heading = headings[i]
            while path and path[-1].level >= heading.level:
                path.pop()
            parent = path[-1].anchor if path else None
            children[parent] += 1
            anchor = f"{parent}-{children[parent]}" if parent else f"s{children[parent]}"
            text = block.text[: heading.end].rstrip(_CLOSING_MARKS)
            section = Section(
                anchor=anchor,
                level=heading.level,
                label=text[: heading.label_end],
                heading=text[heading.label_end :],
                run_in=heading.run_in,
                confidence=heading.confidence,
                parent=parent,
            )
            sections.append(section)
            path.append(section)
            parts.append(_Part(anchor, Role.HEADING, anchor, block.start, block.start + heading.end))
            rest = block.text[heading.end :]
            start = block.end - len(rest.lstrip())
            if start == block.end:
                continue
        count += 1
        parts.append(_Part(f"p{count}", role, path[-1].anchor if path else None, start, block.end))
    return parts, tuple(sections)


def _locate(
    clean: CleanText, parts: Sequence[_Part]
) -> tuple[tuple[Paragraph, ...], tuple[Emendation, ...], list[Quarantined]]:
    """Find each part's place in the witness, and hand out the edits to the paragraphs that they stand in.

    An edit at the seam of two paragraphs goes to the first. One between them, among blanks, goes to neither:
    what it removed is quarantined instead, so that every character stays accounted for.
    """
    witness = clean.witness.text
    paragraphs: list[Paragraph] = []
    emendations: list[Emendation] = []
    strays: list[Quarantined] = []
    edits = iter(clean.edits)
    edit = next(edits, None)
    shift = 0  # witness offset minus clean offset
    for part in parts:
        while edit and edit.start - shift < part.start:
            strays.append(
                Quarantined(Span(edit.start, edit.end), witness[edit.start : edit.end], _STRAY_RULE)
            )
            shift += edit.end - edit.start - len(edit.after)
            edit = next(edits, None)
        start = part.start + shift
        while edit and (at := edit.start - shift) + len(edit.after) <= part.end:
            emendations.append(
                Emendation(
                    paragraph=part.anchor,
                    start=at - part.start,
                    end=at - part.start + len(edit.after),
                    before=witness[edit.start : edit.end],
                    after=edit.after,
                    rule=edit.rule,
                    status=EmendationStatus.APPLIED,
                )
            )
            shift += edit.end - edit.start - len(edit.after)
            edit = next(edits, None)
        text = clean.text[part.start : part.end]
        paragraphs.append(
            Paragraph(part.anchor, part.role, part.section, text, Span(start, part.end + shift))
        )
    return tuple(paragraphs), tuple(emendations), strays


def _points(paragraphs: Sequence[Paragraph]) -> tuple[Point, ...]:
    """The points of each section's paragraphs; a run of numbers never reaches over a heading."""
    points: list[Point] = []
    for section, members in groupby(paragraphs, key=lambda p: p.section):
        body = [p for p in members if p.role is Role.BODY]
        for paragraph, marks in zip(body, find_points([p.text for p in body]), strict=True):
            points += (
                Point(
                    anchor=f"{paragraph.anchor}-{n}",
                    section=section,
                    paragraph=paragraph.anchor,
                    start=mark.start,
                    end=mark.end,
                    label=paragraph.text[mark.start : mark.label_end],
                )
                for n, mark in enumerate(marks, start=1)
            )
    return tuple(points)
