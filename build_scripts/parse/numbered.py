"""Numbered headings, decided by the sequence they stand in.

A number at the start of a paragraph proves nothing: 三、 may open a sentence, and a numbered list is no
outline. A run counts 1, 2, 3, … under one parent; it becomes a family of headings when it has at least
two members and most of them read like headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_scripts.parse.blocks import Block
from build_scripts.parse.numbering import LADDER, number_of
from build_scripts.parse.sentence import Heading, ends_sentence, first_sentence_end

_LONGEST_LINE = 60  # code points of a heading on a line of its own, label included
_LONGEST_RUN_IN = 64
_LONGEST_SENTENCE = 40  # of a whole paragraph with a full stop that is still a heading
_LIST_KINDS = frozenset({"arabic", "arabic-bracket"})
_QUORUM = 0.6
_LIST_QUORUM = 0.8  # Arabic numbers more often count the items of a list
# A bracket that lost its opening half is the same kind of number.
_RANK = {pattern.name: rank for rank, pattern in enumerate(LADDER)} | {
    "open-bracket": next(rank for rank, pattern in enumerate(LADDER) if pattern.name == "bracket")
}


@dataclass(slots=True)
class _Family:
    """A run of numbers of one kind under one parent, while it is being collected."""

    kind: str
    parent: _Family | None
    members: list[tuple[int, int, int]] = field(default_factory=list)  # block, number, end of the label
    accepted: bool = False

    @property
    def last(self) -> int:
        return self.members[-1][1]


def find_numbered(blocks: Sequence[Block], body: Sequence[int]) -> Mapping[int, Heading]:
    """The numbered headings among the blocks with the indices `body`."""
    headings: dict[int, Heading] = {}
    for family in _collect(blocks, body):
        found = {
            i: heading
            for i, number, label_end in family.members
            if (heading := _heading(blocks[i].text, label_end, number, family.kind))
        }
        quorum = _LIST_QUORUM if family.kind in _LIST_KINDS else _QUORUM
        family.accepted = len(family.members) > 1 and len(found) >= quorum * len(family.members)
        if family.accepted:
            level = _level(family)
            headings |= {
                i: Heading(h.label_end, h.end, h.run_in, h.confidence, level, h.number)
                for i, h in found.items()
            }
    return headings


def _collect(blocks: Sequence[Block], body: Sequence[int]) -> list[_Family]:
    """Group the numbers that continue one another. Parents come before their children."""
    families: list[_Family] = []
    stack: list[_Family] = []
    for i in body:
        text = blocks[i].text
        pattern, match = next(((p, m) for p in LADDER if (m := p.regex.match(text))), (None, None))
        if pattern is None or match is None or match.end() == len(text):
            continue
        rank, number = _RANK[pattern.name], number_of(match["n"])
        depth = next((d for d, family in enumerate(stack) if _RANK[family.kind] == rank), None)
        if depth is not None and number in (stack[depth].last + 1, stack[depth].last + 2):
            # One number may be missing: its heading was lost or misprinted.
            del stack[depth + 1 :]
        elif number == 1:
            # A finer kind never contains a coarser one; the same kind starts again.
            while stack and _RANK[stack[-1].kind] >= rank:
                stack.pop()
            stack.append(_Family(pattern.name, stack[-1] if stack else None))
            families.append(stack[-1])
            depth = len(stack) - 1
        else:
            continue
        stack[depth].members.append((i, number, match.end()))
    return families


def _level(family: _Family) -> int:
    level, parent = 1, family.parent
    while parent:
        level += parent.accepted
        parent = parent.parent
    return level


def _heading(text: str, label_end: int, number: int, kind: str) -> Heading | None:
    """`text` as a heading on its own line or at the start of its paragraph; None if it is an item of a list."""
    end = first_sentence_end(text, label_end)
    if end is None or end == len(text):
        longest = _LONGEST_SENTENCE if end else _LONGEST_LINE
        if len(text) > longest or (end is None and ends_sentence(text)):
            return None
        return Heading(label_end, len(text), False, 0.97, number=number)
    longest = _LONGEST_SENTENCE if kind in _LIST_KINDS else _LONGEST_RUN_IN
    return Heading(label_end, end, True, 0.95, number=number) if end <= longest else None
