"""Where a heading ends: at the end of its line, or at the first full stop of the paragraph it runs into."""

from __future__ import annotations

import re
from dataclasses import dataclass

TERMINAL = "。！？；…"
_CLOSERS = "”’」』）)》"
# A full stop before a closing mark ends the quotation, not the sentence around it.
_SENTENCE_END = re.compile(rf"[。！？](?![{_CLOSERS}。！？])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside its block; `label_end` and `end` are offsets in the block's text.

    `end` comes after the closing mark as printed.
    """

    label_end: int
    end: int
    run_in: bool
    confidence: float
    level: int = 1
    number: int | None = None


def first_sentence_end(text: str, start: int = 0) -> int | None:
    """Offset after the first full stop at or after `start`, or None if there is none."""
    found = _SENTENCE_END.search(text, start)
    return found.end() if found else None


def ends_sentence(text: str) -> bool:
    """Whether `text` closes as running text does."""
    stripped = text.rstrip(_CLOSERS)
    return bool(stripped) and stripped[-1] in TERMINAL + "：:，,、!?;"
