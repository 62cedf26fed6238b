"""Which blocks are headings: the numbered ones by their sequence, then the unnumbered ones between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.parse.blocks import Block
from build_scripts.parse.matter import Matter
from build_scripts.parse.numbered import find_numbered
from build_scripts.parse.points import find_points
from build_scripts.parse.sentence import Heading
from build_scripts.parse.unnumbered import find_families, find_lines


@dataclass(frozen=True, slots=True)
class Scope:
    """The body blocks below one heading, down to the next one."""

    level: int
    """Level of the heading above; 0 before the first."""
    blocks: tuple[int, ...]


def find_headings(blocks: Sequence[Block], matter: Matter) -> Mapping[int, Heading]:
    """Headings by the index of the block that they fill or open."""
    body = [i for i in range(matter.body_start, len(blocks)) if i not in matter.roles]
    headings = dict(find_numbered(blocks, body))
    lines = find_lines(blocks, [i for i in body if i not in headings], headings)
    headings = _place_lines(headings, lines)
    for scope in _scopes(headings, body):
        for i, heading in find_families(blocks, scope.blocks).items():
            headings[i] = replace(heading, level=scope.level + 1)
    return dict(sorted(headings.items())) if headings else _counted_lines(blocks, body)


def _counted_lines(blocks: Sequence[Block], body: Sequence[int]) -> dict[int, Heading]:
    """一是…, 二是… at the heads of paragraphs: points elsewhere, headings where nothing else structures a speech."""
    headings: dict[int, Heading] = {}
    for i, marks in zip(body, find_points([blocks[i].text for i in body]), strict=True):
        if marks and marks[0].start == 0:
            length = len(blocks[i].text)
            end = min(marks[0].label_end + 1, length)  # with its closing mark, as printed
            headings[i] = Heading(0, end, end < length, 0.7)
    return headings if len(headings) > 1 else {}


def _place_lines(numbered: Mapping[int, Heading], lines: Mapping[int, Heading]) -> dict[int, Heading]:
    """Give the unnumbered lines their levels.

    Where the outermost numbering starts again below a line, the line stands above it, and so do its fellows.
    Elsewhere a line divides what stands under the numbered heading before it.
    """
    restarts = [i for i, heading in numbered.items() if heading.level == 1 and heading.number == 1]
    above = sum(i - 1 in lines for i in restarts)
    if len(restarts) > 1 and above * 2 > len(restarts):
        lowered = {i: replace(heading, level=heading.level + 1) for i, heading in numbered.items()}
        return lowered | {i: replace(heading, level=1) for i, heading in lines.items()}
    placed = dict(numbered)
    level = 0
    for i in sorted(numbered.keys() | lines.keys()):
        if i in numbered:
            level = numbered[i].level
        else:
            placed[i] = replace(lines[i], level=level + 1)
    return placed


def _scopes(headings: Mapping[int, Heading], body: Sequence[int]) -> list[Scope]:
    scopes: list[Scope] = []
    level, current = 0, list[int]()
    for i in body:
        if i in headings:
            scopes.append(Scope(level, tuple(current)))
            level, current = headings[i].level, []
        else:
            current.append(i)
    return [*scopes, Scope(level, tuple(current))]
