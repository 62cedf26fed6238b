"""Quotation marks and title marks in a paragraph, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENERS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_CLOSERS = frozenset(_OPENERS.values())
_WORK = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two quotation marks; `start:end` is without them. `depth` 0 is outermost."""

    start: int
    end: int
    depth: int


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Every quoted stretch, in the order of their beginnings.

    Within an open quotation a closing mark of the wrong kind closes the innermost one: misprints like
    “让人民幸福是“国之大者’” are common. What is never closed is not quoted.
    """
    found: list[Quoted] = []
    open_: list[int] = []
    for i, character in enumerate(text):
        if character in _OPENERS:
            open_.append(i)
        elif character in _CLOSERS and open_:
            start = open_.pop()
            found.append(Quoted(start + 1, i, len(open_)))
    return tuple(sorted(found, key=lambda q: q.start))


def find_works(text: str) -> Iterator[tuple[int, int]]:
    """Stretches inside 《》, without the marks. A work named within another's title is part of that title."""
    for match in _WORK.finditer(text):
        yield match.span(1)
