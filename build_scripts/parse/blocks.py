"""Clean text → blocks: the stretches that were paragraphs in print.

A line is a block, except where a whole document was squeezed into one line and its paragraphs are marked
only by what is left of their indents, or where the lines of the title were run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_scripts.model import CleanText, Line
from build_scripts.parse.offices import OFFICE

# Below this length a line holds one paragraph, and two ideographic spaces inside it are spacing (总　　则).
_ONE_LINER = 200
_ONE_LINE_DOCUMENT = 40  # the same, for a document of a single line
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_TITLE_REACH = 6  # blocks from the top in which run-together title lines are looked for
_DATED_SUBTITLE = re.compile(r"(?<=[^\s—―–-])[—―–-]{1,2}(?=[12１２][0-9０-９ ]{3,7}年)")
_GLUED_SALUTATION = re.compile(r"(?<=[\u4e00-\u9fff])(?:各位代表|各位委员|同志们|各位同志)[：:！!]$")
_SPEAKER_BEFORE = re.compile(rf"(?:{OFFICE})[ \t\u3000\u00a0]*[\u4e00-\u9fff·]{{2,6}}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-to-be. `start:end` counts in the clean text; `line` is the line of the witness."""

    start: int
    end: int
    line: int
    text: str


def split_blocks(clean: CleanText) -> tuple[Block, ...]:
    """Cut the clean lines into blocks. Their ends are never blank."""
    blocks: list[Block] = []
    # Where a whole document stands on one line, its indents say more.
    longest = _ONE_LINER if len(clean.lines) > 1 else _ONE_LINE_DOCUMENT
    for line in clean.lines:
        for start, end in _split_line(clean.text, line, longest):
            pieces = _split_title(clean.text[start:end]) if len(blocks) < _TITLE_REACH else [(0, end - start)]
            blocks += (
                Block(start + a, start + b, line.number, clean.text[start + a : start + b]) for a, b in pieces
            )
    return tuple(blocks)


def _split_line(text: str, line: Line, longest: int) -> Iterator[tuple[int, int]]:
    if line.end - line.start < longest:
        yield line.start, line.end
        return
    cuts = [m.span() for m in _BLANKS.finditer(text, line.start, line.end) if _is_indent(m[0])]
    pieces: list[tuple[int, int]] = []
    start = line.start
    for cut_start, cut_end in [*cuts, (line.end, line.end)]:
        # A single character is half of a spaced-out word, never a paragraph.
        spaced_out = pieces and (cut_start - start < 2 or pieces[-1][1] - pieces[-1][0] < 2)
        if spaced_out and text[pieces[-1][1] - 1] not in "。！？；：":
            pieces[-1] = (pieces[-1][0], cut_start)
        elif cut_start > start:
            pieces.append((start, cut_start))
        start = cut_end
    for start, end in pieces:
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_indent(blanks: str) -> bool:
    """Whether blanks inside a line are what is left of a line's end and the next one's indent."""
    return "\t" in blanks or blanks.count("\u3000") > 1 or "\u3000\u00a0" in blanks


def _split_title(text: str) -> list[tuple[int, int]]:
    """Part a title from its dated subtitle, and a speaker's line from the salutation that was run into it."""
    cuts = [m.start() for m in [_DATED_SUBTITLE.search(text)] if m and m.start() <= 80]
    salutation = _GLUED_SALUTATION.search(text)
    if salutation and _SPEAKER_BEFORE.search(text, 0, salutation.start()):
        cuts.append(salutation.start())
    edges = [0, *cuts, len(text)]
    return [(a, b) for a, b in pairwise(edges) if a < b]
