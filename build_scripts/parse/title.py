"""A title for a speech that prints none, from its own words.

Archives name an untitled document by what it says of itself, or else by its opening words (the incipit).
Nothing is added; the page shows such a title in brackets, 〔…〕.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REACH = 3  # paragraphs in which a speech introduces itself
_LONGEST = 36
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class TitlePattern:
    """How a speech names the occasion it was given on; group ``title`` is the name."""

    name: str
    regex: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[str, ...]


TITLE_PATTERNS: tuple[TitlePattern, ...] = (
    TitlePattern(
        "convened meeting",
        re.compile(
            r"(?:召开|举行|举办|召开的)(?:的是|了)?(?:今天的|本次|这次)?(?P<title>[^，。；：！？、“”]{3,40}?(?:会议|大会|务虚会|座谈会|推进会|动员会|部署会|总结会|见面会|调度会|报告会|研讨会|发布会|仪式|论坛|全会))(?=[，。；：！、]|的)"
        ),
        (("今天我们在这里召开市人社局2022年工作务虚会，主要任务是", "市人社局2022年工作务虚会"),),
        ("今天召开会议，主要任务是", "要开好座谈会"),
    ),
)
_CLAUSE = re.compile(r"[，。；：！？]")


def supply_title(paragraphs: Sequence[str]) -> str:
    """A title for a speech with these body paragraphs (at least one), in order."""
    for text in paragraphs[:_REACH]:
        for pattern in TITLE_PATTERNS:
            if found := pattern.regex.search(text):
                return found["title"]
    return incipit(paragraphs[0])


def incipit(text: str) -> str:
    """The opening words of `text`, up to the clause that makes them tell something, cut at the first mark after it."""
    ends = [m.start() for m in _CLAUSE.finditer(text) if m.start() <= _LONGEST]
    telling = [end for end in ends if end >= _SHORTEST]
    if telling:
        return text[: telling[0]]
    return text[:_LONGEST].rstrip() + ("…" if len(text) > _LONGEST else "")
