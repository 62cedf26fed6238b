"""The whole index of a corpus, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from build_scripts.model import Page, Speech
from build_scripts.search.format import (
    VERSION,
    fingerprint,
    fold_tables,
    posting_shards,
    script,
    shard_bits,
    text_record,
    to_json,
)
from build_scripts.search.postings import post
from build_scripts.search.stream import lay

FOLDER = "search"
"""Below docs/; nothing else may lie there."""

_POSTINGS_A_SHARD = 1 << 16  # bytes before compression and base64, which about cancel out
_TEXT_A_SHARD = 12_000  # code points; a list of results reads the shard of each speech it shows


def build_index(speeches: Sequence[Speech], url: Callable[[str], str]) -> Iterator[Page]:
    """The files of the index of `speeches`, in their order; `url` tells a speech's page by its id."""
    stream = lay(speeches)
    records = [
        text_record(speech, lengths, url(speech.id))
        for speech, lengths in zip(speeches, stream.lengths, strict=True)
    ]
    firsts = _text_shards(speeches)
    texts = [to_json(records[a:b]) for a, b in zip(firsts, [*firsts[1:], len(records)], strict=True)]
    families = {name: post(stream.codes, width) for name, width in (("one", 1), ("two", 2))}
    bits = {name: shard_bits(postings, _POSTINGS_A_SHARD) for name, postings in families.items()}
    meta = to_json(
        {
            "format": VERSION,
            "bits": bits,
            "ids": [speech.id for speech in speeches],
            "sizes": stream.sizes,
            "texts": firsts,
        }
    )
    build = fingerprint([meta, fold_tables(), *texts])

    def page(name: str, payload: bytes) -> Page:
        return Page(f"{FOLDER}/{name}.js", script(build, name, payload))

    yield page("meta", meta)
    yield page("tables", fold_tables())
    for number, text in enumerate(texts):
        yield page(f"text/{number}", text)
    for name, postings in families.items():
        for number, shard in enumerate(posting_shards(postings, bits[name])):
            yield page(f"{name}/{number}", shard)


def _text_shards(speeches: Sequence[Speech]) -> list[int]:
    """The first speech of each text shard: as many to a shard as fit, one at least."""
    firsts: list[int] = []
    size = 0
    for number, speech in enumerate(speeches):
        length = sum(len(paragraph.text) for paragraph in speech.paragraphs)
        if not firsts or size + length > _TEXT_A_SHARD:
            firsts.append(number)
            size = 0
        size += length
    return firsts
