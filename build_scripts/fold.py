"""Folding: the one idea of sameness that terms, references and search share, as `docs/matching.md` describes it.

NFKC over the whole text; lower case; traditional → simplified, character by character; then blanks, controls
and punctuation (Unicode Z, C, P) dropped, except ``%``, ``‰`` and a ``.`` between two digits. Symbols stay.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise

_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_KEPT = "%‰"
# Stands for a dropped character until all are taken out at once. It is one itself, so no text misses it.
_GONE = "\0"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `origins[i]` is the offset in the original text that its i-th character comes from."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original from the first to the last of the characters `start:end`, not empty."""
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> str:
    """`text` folded."""
    return _settle(unicodedata.normalize("NFKC", text).lower()).replace(_GONE, "")


def fold_with_origins(text: str) -> Folded:
    """`text` folded, each character with the place it comes from.

    Where normalisation joins several characters (a letter and its accent, the jamo of a syllable), all that
    comes of them has the place of the first.
    """
    normal: list[str] = []
    origins: list[int] = []
    for stretch, places in _normalised(text):
        normal.append(stretch)
        origins += places
    whole = "".join(normal)
    lower = whole.lower()
    if len(lower) != len(whole):
        # One letter only (İ) grows when it is lowered.
        grown = ([o] * len(c.lower()) for o, c in zip(origins, whole, strict=True))
        origins = list(chain.from_iterable(grown))
    settled = _settle(lower)
    kept = tuple(o for o, c in zip(origins, settled, strict=True) if c != _GONE)
    return Folded(settled.replace(_GONE, ""), kept)


def table() -> str:
    """``fold.json``: the character table with its source and version."""
    return files(__package__).joinpath("fold.json").read_text(encoding="utf-8")


@cache
def simplified() -> dict[str, str]:
    """The table itself: traditional → simplified."""
    found: dict[str, str] = json.loads(table())["table"]
    return found


def is_dropped(character: str) -> bool:
    """Whether folding drops `character`, normalised, wherever it stands (but for the ``.`` between digits)."""
    return unicodedata.category(character)[0] in "ZCP" and character not in _KEPT


def joins(character: str) -> bool:
    """Whether normalisation may join `character` to what stands before it, or carry it past that."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(first) != 0 or first in _second_halves()


class _Settling(dict[int, str]):
    """The last steps as a table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        simple = simplified().get(chr(code), chr(code))
        settled = "".join(_GONE if is_dropped(c) else c for c in simple)
        self[code] = settled
        return settled


_SETTLING = _Settling()


def _settle(normal: str) -> str:
    """Characters simplified, each dropped one replaced: what is as long as `normal` is."""
    if "." not in normal:
        return normal.translate(_SETTLING)
    return ".".join(part.translate(_SETTLING) for part in _POINT.split(normal))


def _normalised(text: str) -> Iterator[tuple[str, Iterable[int]]]:
    """NFKC of `text` in stretches, each with the places its characters come from."""
    position = 0
    for odd in _odd().finditer(text):
        # A character that joins takes the one before it along.
        start = max(position, odd.start() - 1)
        yield unicodedata.normalize("NFKC", text[position:start]), range(position, start)
        position = odd.end()
        yield from _clusters(text, start, position)
    yield unicodedata.normalize("NFKC", text[position:]), range(position, len(text))


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[str, Iterable[int]]]:
    """NFKC of `text[start:end]`, one cluster at a time: a character and all that may join it."""
    bounds = [start, *(i for i in range(start + 1, end) if not joins(text[i])), end]
    for first, last in pairwise(bounds):
        normal = unicodedata.normalize("NFKC", text[first:last])
        yield normal, [first] * len(normal)


@cache
def _odd() -> re.Pattern[str]:
    """Runs of characters that are not plain: plain ones are normalised one by one, to one character each.

    Beyond the basic plane nothing is taken for plain: a set that goes so far is slow to search for.
    """
    odd = (c for c in map(chr, range(0x10000)) if joins(c) or len(unicodedata.normalize("NFKC", c)) != 1)
    return re.compile("[" + "".join(map(re.escape, odd)) + "\U00010000-\U0010ffff]+")


@cache
def _second_halves() -> frozenset[str]:
    """The characters that some pair of characters, composed into one, has in second place."""
    # Hangul syllables are composed by arithmetic: of these vowels, and of these final consonants.
    found = set(map(chr, chain(range(0x1161, 0x1176), range(0x11A8, 0x11C3))))
    # No character beyond the third plane has a decomposition.
    for parts in map(unicodedata.decomposition, map(chr, range(0x34000))):
        if parts and not parts.startswith("<") and " " in parts:
            found.add(chr(int(parts.split()[1], 16)))
    return frozenset(found)
