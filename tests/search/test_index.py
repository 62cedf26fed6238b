"""The index as files: read back with nothing but their description, it says where everything stands."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_scripts.fold import fold, is_dropped, joins
from build_scripts.model import Page, Paragraph, Role, Section, Span, Speech
from build_scripts.search import FOLDER, build_index, postings
from build_scripts.search.format import hash_terms
from build_scripts.search.postings import post, varints

SHARD = re.compile(r'yanlu\.take\("([0-9a-f]{16})","([a-z0-9/]+)","([A-Za-z0-9+/=]*)"\);\n')


def speech(id_: str, texts: Sequence[str]) -> Speech:
    paragraphs = tuple(
        Paragraph(f"p{n}", Role.BODY, None, text, Span(0, len(text))) for n, text in enumerate(texts, start=1)
    )
    return Speech(id_, f"{id_}.txt", "0" * 64, "utf-8", f"题{id_}", False, None, None, None, None, paragraphs)


def index(speeches: Sequence[Speech]) -> list[Page]:
    return list(build_index(speeches, lambda id_: f"speeches/{id_}.html"))


def unpack(pages: Sequence[Page]) -> dict[str, bytes]:
    """The payloads by name, with all that holds for every file of an index checked."""
    payloads = {}
    builds = set()
    for page in pages:
        match = SHARD.fullmatch(page.content)
        assert match
        build, name, data = match.groups()
        assert page.path == f"{FOLDER}/{name}.js"
        builds.add(build)
        payloads[name] = zlib.decompress(base64.b64decode(data))
    assert len(builds) == 1
    return payloads


def numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def read_shard(data: bytes, width: int) -> dict[str, list[int]]:
    head = next(numbers(data))
    start = next(n for n, byte in enumerate(data) if byte < 0x80) + 1
    letters = data[start : start + head].decode("utf-8")
    terms = [letters[i : i + width] for i in range(0, len(letters), width)]
    rest = data[start + head :]
    lengths = [length for length, _ in zip(numbers(rest), terms, strict=False)]
    at = 0
    for _ in terms:
        while rest[at] >= 0x80:
            at += 1
        at += 1
    found = {}
    for term, length in zip(terms, lengths, strict=True):
        steps = list(numbers(rest[at : at + length]))
        found[term] = [sum(steps[: i + 1]) for i in range(len(steps))]
        at += length
    assert at == len(rest)
    return found


def by_hand(speeches: Sequence[Speech], width: int) -> dict[str, list[int]]:
    stream = "".join(fold(p.text) + "\0" for s in speeches for p in s.paragraphs)
    found = defaultdict(list)
    for at in range(len(stream) - width + 1):
        if "\0" not in stream[at : at + width]:
            found[stream[at : at + width]].append(at)
    return found


corpora = st.lists(
    st.lists(st.text(alphabet="像人民a1.%，\U00020000 國") | st.text(), max_size=5), min_size=1, max_size=5
)


@settings(max_examples=150, deadline=None)
@given(corpora)
@example([[]])
@example([["", "，。"], ["人"]])
def test_the_index_says_where_everything_stands(corpus: list[list[str]]) -> None:
    speeches = [speech(str(n), texts) for n, texts in enumerate(corpus)]
    payloads = unpack(index(speeches))
    meta = json.loads(payloads["meta"])
    for family, width in (("one", 1), ("two", 2)):
        bits = meta["bits"][family]
        found: dict[str, list[int]] = {}
        for number in range(1 << bits):
            found |= read_shard(payloads[f"{family}/{number}"], width)
        assert found == by_hand(speeches, width)


@given(corpora)
@settings(max_examples=50, deadline=None)
def test_the_texts_are_whole_and_in_order(corpus: list[list[str]]) -> None:
    speeches = [speech(str(n), texts) for n, texts in enumerate(corpus)]
    payloads = unpack(index(speeches))
    meta = json.loads(payloads["meta"])
    assert meta["ids"] == [s.id for s in speeches]
    records: list[dict[str, Any]] = []
    for number, first in enumerate(meta["texts"]):
        assert first == len(records)
        records += json.loads(payloads[f"text/{number}"])
    for record, size, s in zip(records, meta["sizes"], speeches, strict=True):
        assert record["url"] == f"speeches/{s.id}.html"
        assert [(anchor, text) for anchor, _, _, text in record["paragraphs"]] == [
            (p.anchor, p.text) for p in s.paragraphs
        ]
        assert [length for _, _, length, _ in record["paragraphs"]] == [
            len(fold(p.text)) for p in s.paragraphs
        ]
        assert size == sum(len(fold(p.text)) + 1 for p in s.paragraphs)


def test_sections_know_their_parents() -> None:
    paragraphs = (
        Paragraph("s1", Role.HEADING, "s1", "一、总", Span(0, 3)),
        Paragraph("s1-1", Role.HEADING, "s1-1", "（一）分", Span(3, 7)),
        Paragraph("p1", Role.BODY, "s1-1", "文", Span(7, 8)),
        Paragraph("p2", Role.CLOSING, None, "谢谢", Span(8, 10)),
    )
    sections = (
        Section("s1", 1, "一、", "总", False, 1.0, None),
        Section("s1-1", 2, "（一）", "分", False, 1.0, "s1"),
    )
    whole = Speech("a", "a.txt", "0" * 64, "utf-8", "题", True, None, None, None, None, paragraphs, sections)
    record = json.loads(unpack(index([whole]))["text/0"])[0]
    assert record["title"] == "〔题〕"
    assert record["sections"] == [["s1", "一、总", -1], ["s1-1", "（一）分", 0]]
    assert [number for _, number, _, _ in record["paragraphs"]] == [0, 1, 1, -1]


def test_shards_grow_in_number_and_not_in_size() -> None:
    rng = np.random.default_rng(1)
    texts = ["".join(map(chr, rng.zipf(1.3, 2000) % 3000 + 0x4E00)) for _ in range(100)]
    pages = index([speech(str(n), [text]) for n, text in enumerate(texts)])
    meta = json.loads(unpack(pages)["meta"])
    assert meta["bits"]["two"] >= 2
    assert max(len(page.content) for page in pages) < 120_000


def test_two_builds_are_the_same_and_other_texts_are_another_build() -> None:
    one = [speech("a", ["人民城市"]), speech("b", ["高质量发展"])]
    assert index(one) == index(one)
    other = index([speech("a", ["人民城市"]), speech("b", ["高质量发展。"])])
    assert SHARD.fullmatch(index(one)[0].content)[1] != SHARD.fullmatch(other[0].content)[1]  # type: ignore[index]


def test_parts_share_no_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little is sorted at once, the postings are the same."""
    codes = np.array([ord(c) if c != " " else 0 for c in "人民城市 人民建 像像像 民 " * 9], np.uint32)
    whole = post(codes, 2)
    monkeypatch.setattr(postings, "_AT_ONCE", 3)
    parted = post(codes, 2)
    assert (whole.terms == parted.terms).all()
    assert (whole.ends == parted.ends).all()
    assert whole.data == parted.data


@given(st.lists(st.integers(0, (1 << 29) - 1)))
def test_varints(values: list[int]) -> None:
    data, lengths = varints(np.array(values, np.int64))
    assert list(numbers(data.tobytes())) == values
    assert lengths.sum() == len(data)


def test_hashes_stay_what_they_are() -> None:
    """The page's script computes them too, and a shard keeps its terms when others come."""
    terms = np.array([[0x4EBA, 0x6C11], [0x20000, 0x41]], np.uint32)
    assert hash_terms(terms).tolist() == [2786139699, 2988890089]
    assert hash_terms(terms[:, :1]).tolist() == [559195986, 306914111]


def test_the_tables_of_folding_are_those_of_folding() -> None:
    tables = json.loads(unpack(index([speech("a", ["人"])]))["tables"])
    for name, has in (("dropped", is_dropped), ("joining", joins)):
        bounds = np.cumsum(tables[name]).tolist()
        listed = {c for a, b in zip(bounds[::2], bounds[1::2], strict=True) for c in range(a, b)}
        assert listed == {c for c in range(0x110000) if has(chr(c))}
