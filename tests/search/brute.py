"""The search as its rules are written, by looking at every character of every text: what the index must equal."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from build_scripts.fold import Folded, fold, fold_with_origins

# id → [(anchor, text)]
Library = dict[str, list[tuple[str, str]]]
Place = tuple[str, int]


@dataclass(frozen=True)
class Query:
    words: tuple[str, ...]
    without: tuple[str, ...]


def read(query: str, exact: bool = False) -> Query:
    """The words as typed, each once."""
    blank = lambda c: unicodedata.category(c)[0] == "Z" or c in "\t\n\v\f\r"  # noqa: E731
    if query.count('"') % 2:
        # The last quote closes nothing: here it is out of the way, as a character that no query has.
        at = query.rindex('"')
        query = query[:at] + "\ue000" + query[at + 1 :]
    pieces = [p for p in re.split(r'("[^"]*")', query) if p]
    parts: list[list[str]] = [[]]
    for piece in pieces:
        if piece.startswith('"'):
            parts[-1].append(piece)
            continue
        for c in piece:
            if blank(c):
                parts.append([])
            else:
                parts[-1].append(c)
    starts_blank = bool(query) and blank(query[0])
    found = [("".join(p).replace('"', "").replace("\ue000", '"'), "".join(p)) for p in parts if p]
    include: list[str] = []
    exclude: list[str] = []
    for i, (literal, raw) in enumerate(found):
        if raw.startswith("-") and (i > 0 or starts_blank):
            exclude.append(literal[1:])
        else:
            include.append(literal)
    key = (lambda w: w) if exact else fold
    distinct = lambda words: tuple({key(w): w for w in words if fold(w)}.values())  # noqa: E731
    return Query(distinct(include), distinct(exclude))


def occurrences(whole: str, part: str) -> list[int]:
    """Where `part` stands in `whole`, overlapping ones too."""
    found = []
    at = whole.find(part)
    while at >= 0:
        found.append(at)
        at = whole.find(part, at + 1)
    return found


@cache
def folded(text: str) -> Folded:
    return fold_with_origins(text)


def word_places(paragraphs: list[tuple[str, str]], word: str, exact: bool) -> list[tuple[int, int]]:
    found = []
    for number, (_, text) in enumerate(paragraphs):
        hits = occurrences(folded(text).text, fold(word))
        if exact:
            found += [(number, at) for at in occurrences(text, word)] if hits else []
        else:
            found += [(number, folded(text).origins[at]) for at in hits]
    return found


def search(library: Library, query: str, exact: bool = False) -> dict[str, list[Place]]:
    """The places of each speech that the query finds."""
    asked = read(query, exact)
    if not asked.words:
        return {}
    result = {}
    for id_, paragraphs in library.items():
        if any(word_places(paragraphs, word, exact) for word in asked.without):
            continue
        places = [word_places(paragraphs, word, exact) for word in asked.words]
        if all(places):
            in_order = sorted(place for some in places for place in some)
            result[id_] = [(paragraphs[number][0], start) for number, start in in_order]
    return result
