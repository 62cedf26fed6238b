"""Folding: what is the same for search, terms and references, and from where each folded character comes."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_scripts.fold import fold, fold_with_origins, is_dropped, joins, simplified

# What folding finds hard: marks, jamo, half-width kana, letters that grow, points between digits, Cn, variants.
HARD = "e\u0301\u0323각\u1100\u1161\u11a8ᄀﾡￂﾞカ…％％‰.．⒈５1 Σσσςİß㈠½國書〔〕　\0\u200b\ufe0f\U000e0100\U0001f468\U00020000\u0344\u09be\u09c7"
texts = st.text() | st.text(alphabet=HARD) | st.text(alphabet="".join(simplified())[:60] + "，。12.% aA")


def by_the_book(text: str) -> str:
    """The rule as it is written down, step by step."""
    normal = unicodedata.normalize("NFKC", text).lower()
    simple = "".join(simplified().get(c, c) for c in normal)
    points = {m.start() for m in re.finditer(r"(?<=[0-9])\.(?=[0-9])", simple)}
    return "".join(
        c for i, c in enumerate(simple) if i in points or c in "%‰" or unicodedata.category(c)[0] not in "ZCP"
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“国之大者”", "国之大者"),
        ("國之大者", "国之大者"),
        ("增长５．２％，其中", "增长5.2%其中"),
        ("1. 发展。2.创新", "1发展2创新"),
        ("v1.2.3", "v1.2.3"),
        ("3.", "3"),
        (".5", "5"),
        ("2‰", "2‰"),
        ("ＡＰＥＣ会议", "apec会议"),
        ("城市 更　新\t", "城市更新"),
        ("①", "1"),
        ("C++ = 5 < 6", "c++=5<6"),
        ("……——《》", ""),
        ("乾坤", "干坤"),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(texts)
@example("1.e\u0301")
@example("中\u0301文")
@example("İ.1")
@example("ΑΣ ΑΣΑ")
def test_folding_follows_the_rule(text: str) -> None:
    assert fold(text) == by_the_book(text)


@settings(max_examples=400)
@given(texts)
@example("plain, then a mark: e\u0301")
@example("\u0301at the start")
@example("\uffa1\uffc2")
def test_origins_fit_the_folded_text(text: str) -> None:
    folded = fold_with_origins(text)
    assert folded.text == fold(text)
    assert len(folded.origins) == len(folded.text)
    assert all(0 <= a <= b < len(text) for a, b in pairwise((*folded.origins, *folded.origins[-1:])))


@settings(max_examples=400)
@given(texts)
def test_each_folded_character_comes_from_the_cluster_at_its_origin(text: str) -> None:
    folded = fold_with_origins(text)
    bounds = [0, *(i for i in range(1, len(text)) if not joins(text[i])), len(text)]
    cluster = dict(pairwise(bounds))
    for character, origin in zip(folded.text, folded.origins, strict=True):
        normal = unicodedata.normalize("NFKC", text[origin : cluster[origin]])
        # A sigma is lowered by what stands around it.
        from_there = {simplified().get(c, c) for c in normal.lower() + normal.lower().replace("σ", "ς")}
        assert character in from_there | {"σ"} if "Σ" in normal else from_there


@given(texts)
def test_clusters_are_normalised_independently(text: str) -> None:
    bounds = [0, *(i for i in range(1, len(text)) if not joins(text[i])), len(text)]
    pieces = [unicodedata.normalize("NFKC", text[a:b]) for a, b in pairwise(bounds)]
    assert "".join(pieces) == unicodedata.normalize("NFKC", text)


def test_plain_characters_keep_their_places() -> None:
    folded = fold_with_origins("增长 ５.２％，《城市更新》……")
    assert folded.text == "增长5.2%城市更新"
    assert folded.origins == (0, 1, 3, 4, 5, 6, 9, 10, 11, 12)
    assert folded.span(2, 6) == (3, 7)


def test_joined_characters_have_the_place_of_the_first() -> None:
    assert fold_with_origins("ae\u0301b").origins == (0, 1, 3)
    assert fold_with_origins("中ﾡￂ文").origins == (0, 1, 3)
    assert fold_with_origins("中㈠文").origins == (0, 1, 2)


def test_the_table_holds_single_characters_that_folding_keeps() -> None:
    """Else a text could change its length, and a word its characters, after its places are known."""
    for traditional, simple in simplified().items():
        assert len(traditional) == len(simple) == 1
        assert not is_dropped(traditional)
        assert not is_dropped(simple)


def test_every_single_character_folds_by_the_rule() -> None:
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000:
            assert fold(chr(code)) == by_the_book(chr(code)), hex(code)


def test_folding_is_fast() -> None:
    """Ten times slower than measured would still pass: this catches a slip, not a slow machine."""
    text = "推动城市高质量发展，２０２５年增长5.2％。坚持“人民至上”……" * 2000
    start = time.perf_counter()
    fold_with_origins(text)
    assert len(text) / (time.perf_counter() - start) > 200_000
