"""The files of the index, as the scripts of the page read them.

Each is one call, ``yanlu.take(BUILD, NAME, DATA);``: BUILD is the fingerprint of the whole index, so that a file
of another build is noticed; NAME is the file's own; DATA is base64 of zlib-compressed bytes. By name:

``meta``      JSON: `format`, `bits` (see below), `ids` and `sizes` of the speeches (positions they take up in the
              stream), `texts` (the first speech of each text shard)
``tables``    JSON: the tables of folding. `from` and `to`: the simplified characters; `dropped` and `joining`:
              sorted code points, at each of which the property changes, none having it at 0, as differences
``one/N``     postings of single characters, ``two/N`` of pairs: the shard of a term is its `hash_terms`, lowest
              `bits` bits. Varint: length of the terms' UTF-8; the terms, end to end; a varint each: length of its
              positions; all positions (see `postings`)
``text/N``    JSON: a list of speeches: `url`, `title`, `sections` ([anchor, heading, number of the parent or -1]),
              `paragraphs` ([anchor, number of the section or -1, folded length, text])
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from build_scripts.fold import is_dropped, joins, simplified
from build_scripts.model import Speech
from build_scripts.search.postings import Postings, varints

VERSION = 1


def script(build: str, name: str, payload: bytes) -> str:
    """The file `name`."""
    data = base64.b64encode(zlib.compress(payload, 9)).decode("ascii")
    return f'yanlu.take("{build}","{name}","{data}");\n'


def to_json(value: Any) -> bytes:
    """`value` as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def fingerprint(payloads: Sequence[bytes]) -> str:
    """What names a build: the same for the same texts, folded the same way, in the same format."""
    digest = hashlib.sha256(f"yanlu search {VERSION}".encode())
    for payload in payloads:
        digest.update(hashlib.sha256(payload).digest())
    return digest.hexdigest()[:16]


@cache
def fold_tables() -> bytes:
    """``tables``: what a page needs to fold as we do. Its browser may know another Unicode, so it is told of ours."""
    table = simplified()
    # Nothing that joins is assigned beyond these.
    joining = [c for c in (*range(0x34000), *range(0xE0000, 0xE1000)) if joins(chr(c))]
    dropped = (c for c in range(0x110000) if is_dropped(chr(c)))
    tables = {
        "from": "".join(table),
        "to": "".join(table.values()),
        "dropped": _changes(dropped),
        "joining": _changes(joining),
    }
    return to_json(tables)


def text_record(speech: Speech, lengths: Sequence[int], url: str) -> dict[str, Any]:
    """A speech as the text shards hold it; `lengths` are those of its folded paragraphs."""
    numbers: dict[str | None, int] = {s.anchor: i for i, s in enumerate(speech.sections)}
    return {
        "url": url,
        "title": f"〔{speech.title}〕" if speech.title_supplied else speech.title,
        "sections": [[s.anchor, s.label + s.heading, numbers.get(s.parent, -1)] for s in speech.sections],
        "paragraphs": [
            [p.anchor, numbers.get(p.section, -1), length, p.text]
            for p, length in zip(speech.paragraphs, lengths, strict=True)
        ],
    }


def hash_terms(terms: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """A number for each row of one or two code points that no later corpus, Python or machine changes."""
    mixed = terms[:, 0] * np.uint32(0x9E3779B1)
    if terms.shape[1] > 1:
        mixed = mixed + terms[:, 1] * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(16)
    found: npt.NDArray[np.uint32] = mixed
    return found


def shard_bits(postings: Postings, target: int) -> int:
    """How many bits of the hash number the shards, so that one holds about `target` bytes at most.

    One bit more cuts each shard in two: what a shard holds changes only with its terms, or all at once.
    """
    bits = 0
    while len(postings.data) + 4 * len(postings.ends) > target << bits:
        bits += 1
    return bits


def posting_shards(postings: Postings, bits: int) -> Iterator[bytes]:
    """The 2**`bits` shards of `postings`, also the empty ones."""
    shards = hash_terms(postings.terms) & np.uint32((1 << bits) - 1)
    order = np.argsort(shards, kind="stable")
    bounds = np.searchsorted(shards[order], np.arange((1 << bits) + 1))
    starts = np.concatenate((np.zeros(1, np.int64), postings.ends[:-1]))
    data = memoryview(postings.data)
    for number in range(1 << bits):
        rows = order[bounds[number] : bounds[number + 1]]
        terms = postings.terms[rows].astype("<u4").tobytes().decode("utf-32-le").encode("utf-8")
        slices = list(zip(starts[rows].tolist(), postings.ends[rows].tolist(), strict=True))
        lengths, _ = varints(postings.ends[rows] - starts[rows])
        head, _ = varints(np.array([len(terms)], np.int64))
        yield b"".join((head.tobytes(), terms, lengths.tobytes(), *(data[a:b] for a, b in slices)))


def _changes(codes: Iterable[int]) -> list[int]:
    """Where ascending `codes` begin and end to follow each other, each place as the distance from the last."""
    places: list[int] = []
    for code in codes:
        if places and places[-1] == code:
            places[-1] += 1
        else:
            places += (code, code + 1)
    return [b - a for a, b in pairwise((0, *places))]
