"""The reading of a headword in Hanyu Pinyin, with tone marks, a blank between syllables."""

from __future__ import annotations

import pypinyin


def pinyin(text: str) -> str:
    """The reading of `text`; what is no Chinese character stays as it is."""
    return " ".join(pypinyin.lazy_pinyin(text, style=pypinyin.Style.TONE))
