"""The library as data: JSON Lines and the decoded texts, as `docs/data.md` describes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from build_scripts.fold import table
from build_scripts.model import Index, Page, Speech, Witness
from build_scripts.render.urls import speech_url

_SPLIT = 50_000_000  # bytes of a file from which on it is split


def render_text(witness: Witness) -> Page:
    """The witness as decoded: what every `source` span in the data counts in."""
    return Page(f"data/text/{witness.id}.txt", witness.text)


def render_speeches(speeches: Sequence[Speech]) -> Iterator[Page]:
    """``speeches.jsonl``."""
    return jsonl("speeches", map(_speech, sorted(speeches, key=lambda speech: speech.id)))


def render_index(index: Index) -> Iterator[Page]:
    """``terms.jsonl``, ``references.jsonl``, ``parallels.jsonl`` and the table that folding uses."""
    yield from jsonl("terms", map(_nested, index.terms))
    yield from jsonl("references", map(_nested, index.references))
    parallels = [
        *({"tier": "formula", **_nested(formula)} for formula in index.formulas),
        *({"tier": "passage", **_nested(passage)} for passage in index.passages),
    ]
    yield from jsonl("parallels", sorted(parallels, key=lambda parallel: str(parallel["id"])))
    yield Page("data/fold.json", table())


def jsonl(name: str, records: Iterable[dict[str, Any]], split: int = _SPLIT) -> Iterator[Page]:
    """``data/NAME.jsonl``, or ``NAME-0001.jsonl``, … once it would hold more than `split` bytes."""
    parts: list[list[str]] = [[]]
    size = 0
    for record in records:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
        bytes_ = len(line.encode("utf-8"))
        if size + bytes_ > split and parts[-1]:
            parts.append([])
            size = 0
        parts[-1].append(line)
        size += bytes_
    for number, part in enumerate(parts, start=1):
        suffix = f"-{number:04d}" if len(parts) > 1 else ""
        yield Page(f"data/{name}{suffix}.jsonl", "".join(part))


def _speech(speech: Speech) -> dict[str, Any]:
    record = _fields(speech)
    head = {name: record.pop(name) for name in ("id", "source", "sha256", "encoding")}
    parts = {
        name: [_fields(part) for part in value] for name, value in record.items() if isinstance(value, tuple)
    }
    return {**head, "url": speech_url(speech.id), **record, **parts}


def _nested(value: Any) -> dict[str, Any]:
    """The fields of a value whose parts are values of the model themselves."""
    return {name: _plain(part) for name, part in _fields(value).items()}


def _plain(part: Any) -> Any:
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    return _fields(part) if is_dataclass(part) else part


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a value of the model, by the names that the contract gives them too."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
