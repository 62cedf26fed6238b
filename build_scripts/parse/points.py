"""Counted points inside a section: 一是…；二是…, 第一，…。第二，…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_scripts.parse.numbering import number_of
from build_scripts.parse.sentence import first_sentence_end


@dataclass(frozen=True, slots=True)
class PointPattern:
    """One way of counting points; `regex` matches the marker, its group ``n`` the number."""

    name: str
    regex: re.Pattern[str]
    examples: tuple[tuple[str, str, int], ...]
    """(text, marker, number)"""
    counterexamples: tuple[str, ...]


_START = r"(?:^|(?<=[。；：！？，、”）;:,\s]))"

POINT_PATTERNS: tuple[PointPattern, ...] = (
    PointPattern(
        "一是",
        re.compile(rf"{_START}(?P<n>[一二三四五六七八九]|十[一二三四五六七八九]?)(?:是|要)"),
        (("一是政治站位要再提高。", "一是", 1), ("十二是其他", "十二是", 12), ("二要抓好落实", "二要", 2)),
        ("统一是前提", "第一是就业", "万一要是"),
    ),
    PointPattern(
        "第一，",
        re.compile(rf"{_START}第(?P<n>[一二三四五六七八九]|十[一二三四五六七八九]?)[，,、：]"),
        (("第一，要围绕", "第一，", 1), ("第三、抓好", "第三、", 3)),
        ("第一批", "全国第一，全省第二"),
    ),
)

_LONGEST_SENTENCE = 44
_CLAUSE_END = re.compile(r"[，。；：,;:！？]")


@dataclass(frozen=True, slots=True)
class PointMark:
    """A point in a block's text: from its marker to the next one; its label ends at `label_end`."""

    start: int
    end: int
    label_end: int


def opens_point(text: str) -> bool:
    """Whether `text` begins with the marker of a point."""
    return any(pattern.regex.match(text) for pattern in POINT_PATTERNS)


def find_points(texts: Sequence[str]) -> list[list[PointMark]]:
    """The points of the paragraphs of one section, in order, a list for each paragraph.

    Markers of one kind must count 1, 2, 3, … within the section; a lone one is ordinary text.
    """
    runs: list[list[tuple[int, int, int]]] = []  # paragraph, start of the marker, end of the marker
    for pattern in POINT_PATTERNS:
        run: list[tuple[int, int, int]] = []
        for paragraph, match in _markers(pattern, texts):
            number = number_of(match["n"])
            if number == 1:
                runs.append(run := [])
            elif number != len(run) + 1:
                continue
            if number == 1 or run:
                run.append((paragraph, match.start(), match.end()))
    points: list[list[PointMark]] = [[] for _ in texts]
    for run in runs:
        if len(run) < 2:
            continue
        for (paragraph, start, marker_end), following in zip(run, [*run[1:], None], strict=True):
            same = following is not None and following[0] == paragraph
            end = following[1] if following and same else len(texts[paragraph])
            points[paragraph].append(PointMark(start, end, _label_end(texts[paragraph], marker_end, end)))
    return [_apart(sorted(marks, key=lambda mark: mark.start)) for marks in points]


def _apart(marks: list[PointMark]) -> list[PointMark]:
    """The same points, no label reaching over the marker of the next one: 第一，一是…."""
    return [replace(a, label_end=min(a.label_end, b.start)) for a, b in pairwise(marks)] + marks[-1:]


def _markers(pattern: PointPattern, texts: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for paragraph, text in enumerate(texts):
        for match in pattern.regex.finditer(text):
            yield paragraph, match


def _label_end(text: str, marker_end: int, end: int) -> int:
    """Where the words that name a point end.

    A short first sentence with more behind it is a name (一是政治站位要再提高。…); where the point is one
    long sentence, its first clause is (一是着力保就业、提质量，重点要抓好…).
    """
    sentence = first_sentence_end(text[:end], marker_end)
    if sentence and sentence < end and sentence - marker_end <= _LONGEST_SENTENCE:
        return sentence - 1
    clause = _CLAUSE_END.search(text, marker_end, end)
    return clause.start() if clause else end
