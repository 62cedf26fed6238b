"""Quotations, told apart from quoted terms, with their speakers where the cue is plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.analyse.quotes import Quoted, find_quoted
from build_scripts.fold import fold

_REACH = 200  # code points before a quotation in which its speaker is looked for
_SHORTEST = 8  # folded characters; what is shorter after a cue is a term
_SHORTEST_SENTENCE = 6
_LONG = 16  # from here on a cue needs no colon, nor the quotation a clause of its own
_CUE = re.compile(
    r"(?:强调|指出|要求|说过?|讲过?|批示|写道|提出|告诫我们|告诫|认为|曾言|有言|云|曰)\s*[：:，,]?\s*$"
)
_CONTINUES = re.compile(r"[，、；,;和]?\s*")
_CLAUSE = re.compile(r"[，。！？；]")
_SENTENCE = re.compile(r"[。！？；]")
_OFFICES = (
    "总书记",
    "主席",
    "总理",
    "委员长",
    "书记",
    "省长",
    "市长",
    "县长",
    "区长",
    "部长",
    "局长",
    "主任",
    "同志",
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a paragraph; `start:end` is without the marks."""

    start: int
    end: int
    speaker: str | None


def find_quotations(text: str, words: Sequence[tuple[int, str]]) -> tuple[Quotation, ...]:
    """The quotations in a paragraph whose words, with their offsets, are `words`.

    A quoted stretch is a quotation if words of saying come directly before it, if it goes on from one that is,
    or if it holds its own full stop.
    """
    found: list[Quotation] = []
    for quoted in find_quoted(text):
        if quoted.depth:
            continue
        length = len(fold(text[quoted.start : quoted.end]))
        reach = max(0, quoted.start - 1 - _REACH)
        before = text[reach : quoted.start - 1]
        previous = found[-1] if found else None
        spoken = (
            before.rstrip().endswith(("：", ":"))
            or length >= _LONG
            or _CLAUSE.search(text, quoted.start, quoted.end)
        )
        if length >= _SHORTEST and spoken and _CUE.search(before):
            found.append(Quotation(quoted.start, quoted.end, _speaker(before, reach, words)))
        elif (
            length >= _SHORTEST
            and previous
            and _CONTINUES.fullmatch(text, previous.end + 1, quoted.start - 1)
        ):
            found.append(Quotation(quoted.start, quoted.end, previous.speaker))
        elif length >= _SHORTEST_SENTENCE and text[quoted.end - 1] in "。！？":
            found.append(Quotation(quoted.start, quoted.end, None))
    return tuple(found)


def quoted_terms(text: str, quotations: Sequence[Quotation]) -> tuple[Quoted, ...]:
    """What is quoted without being said by anyone: terms, formulas, slogans."""
    inside = {(q.start, q.end) for q in quotations}
    return tuple(q for q in find_quoted(text) if (q.start, q.end) not in inside and q.start < q.end)


def _speaker(before: str, reach: int, words: Sequence[tuple[int, str]]) -> str | None:
    """The person with an office who is the last one named in the sentence before a quotation, as printed.

    `before` is what stands before it, from the offset `reach` on.
    """
    sentence = reach + max((m.end() for m in _SENTENCE.finditer(before)), default=0)
    names = words[bisect_left(words, (sentence, "")) : bisect_left(words, (reach + len(before), ""))]
    for (at, name), (office_at, office) in zip(names[-2::-1], names[:0:-1], strict=True):
        if office in _OFFICES and (2 <= len(name) <= 4 or name == "X") and name.isalpha():
            return before[at - reach : office_at - reach + len(office)]
    return None
