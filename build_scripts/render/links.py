"""Which terms are links where: the first use of each in each section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.model import Role, Speech, Term
from build_scripts.render.library import Library

_LINKED = (Role.BODY, Role.CLOSING)


class TermLink(NamedTuple):
    """A term to be linked; `start:end` counts in its paragraph's text."""

    start: int
    end: int
    term: Term


def term_links(library: Library, speech: Speech) -> Mapping[str, Sequence[TermLink]]:
    """The links of each paragraph, from the left, none overlapping another or the edge of a point's label.

    Of terms that overlap the longer one is linked. A term is linked once in each section.
    """
    edges: dict[str, list[int]] = {}
    for point in speech.points:
        edges.setdefault(point.paragraph, []).extend((point.start, point.start + len(point.label)))
    links: dict[str, list[TermLink]] = {}
    linked: set[tuple[str | None, str]] = set()
    for paragraph in speech.paragraphs:
        if paragraph.role not in _LINKED:
            continue
        position = 0
        found = links.setdefault(paragraph.anchor, [])
        for place, term in library.terms_at.get((speech.id, paragraph.anchor), ()):
            crossed = any(place.start < edge < place.end for edge in edges.get(paragraph.anchor, ()))
            if place.start < position or crossed:
                continue
            # A longer term that begins here keeps the shorter ones inside it from being linked, linked or not.
            position = place.end
            if (paragraph.section, term.id) not in linked:
                linked.add((paragraph.section, term.id))
                found.append(TermLink(place.start, place.end, term))
    return links
