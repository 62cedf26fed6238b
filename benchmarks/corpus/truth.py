"""What is true of the corpus, as JSON Lines. The shapes are described in `benchmarks.make_corpus`."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ahocorasick

from benchmarks.corpus.document import Document
from benchmarks.corpus.stock import Stock

Row = dict[str, Any]


class Truth:
    """Collects what is true, one document after the other."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._members = {n.headword for n in stock.numbered}
        self._speeches: list[Row] = []
        self._errors: list[Row] = []
        self._places: defaultdict[str, list[Row]] = defaultdict(list)
        self._marked: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
        self._sides: dict[tuple[str, str], Row] = {}
        self._automaton = ahocorasick.Automaton()
        for string in (*stock.terms, *sorted(self._members), *stock.formulas):
            self._automaton.add_word(string, string)
        self._automaton.make_automaton()

    def add(self, document: Document) -> None:
        """Take in a document. Its text is what is sliced, so that every span says what stands there."""
        text, sheet, speech = document.text, document.sheet, document.plan.id
        self._speeches.append(_speech(document))
        for error in document.errors:
            span = [error.start, error.start + 1]
            row = {"speech": speech, "source": span, "before": error.before, "after": error.after}
            self._errors.append(row | {"rule": "typing-error"})
        for mark in sheet.marks:
            place: Row = {"speech": speech, "source": [mark.start, mark.end]}
            printed = text[mark.start : mark.end]
            kind, key = mark.tag
            if kind in ("passage-a", "passage-b"):
                self._sides[key, kind[-1]] = place | {"text": printed}
            elif kind in ("work", "quotation"):
                self._marked[kind, printed, key if kind == "quotation" else ""].append(place)
            elif kind in ("definition", "member"):
                self._marked[kind, key, ""].append({"text": printed} | place)
        self._find(document)

    def _find(self, document: Document) -> None:
        """Every place of a term or formula, also by chance, in the speech itself: no chrome, no second copy."""
        asides = [*document.sheet.quarantined, *([document.doubled] if document.doubled else [])]
        ends: dict[str, int] = {}
        for last, string in self._automaton.iter(document.text):
            start, end = last + 1 - len(string), last + 1
            if start >= ends.get(string, 0) and not any(a <= start < b for a, b in asides):
                ends[string] = end
                self._places[string].append({"speech": document.plan.id, "source": [start, end]})

    def write(self, folder: Path) -> None:
        """Write the files. Rows stand in a fixed order."""
        folder.mkdir(parents=True, exist_ok=True)
        files: dict[str, Iterable[Row]] = {
            "speeches": self._speeches,
            "terms": self._terms(),
            "references": self._references(),
            "parallels": self._parallels(),
            "errors": self._errors,
        }
        for name, rows in files.items():
            lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
            (folder / f"{name}.jsonl").write_bytes("".join(lines).encode())

    def _terms(self) -> list[Row]:
        rows = []
        for headword in (*self._stock.terms, *(n.headword for n in self._stock.numbered)):
            places = self._places[headword]
            row: Row = {
                "headword": headword,
                "kind": "numbered" if headword in self._members else "quoted",
                "aliases": [],
                "definitions": self._marked["definition", headword, ""],
                "members": self._marked["member", headword, ""],
                "count": len(places),
                "speeches": len({place["speech"] for place in places}),
                "occurrences": places,
            }
            rows.append(row)
        rows.sort(key=lambda row: (-row["count"], row["headword"]))
        return [{"id": f"t{n:05d}"} | row for n, row in enumerate(rows, start=1)]

    def _references(self) -> list[Row]:
        keys = sorted(key for key in self._marked if key[0] in ("work", "quotation"))
        return [
            {
                "kind": kind,
                "text": text,
                "speaker": speaker or None,
                "occurrences": self._marked[kind, text, speaker],
            }
            for kind, text, speaker in keys
        ]

    def _parallels(self) -> list[Row]:
        formulas: list[Row] = [
            {"tier": "formula", "text": text, "places": self._places[text]}
            for text in sorted(self._stock.formulas)
        ]
        passages: list[Row] = [
            {
                "tier": "passage",
                "a": self._sides[str(key), "a"],
                "b": self._sides[str(key), "b"],
                "rate": copy.rate,
                "edits": dict(zip(("insert", "delete", "substitute"), copy.edits, strict=True)),
                "score": round(1 - sum(copy.edits) / len(copy.original), 4),
            }
            for key, copy in enumerate(self._stock.passages)
        ]
        return formulas + passages


def _speech(document: Document) -> Row:
    text, sheet, matter = document.text, document.sheet, document.matter

    def printed(start: int, end: int) -> Row:
        return {"text": text[start:end], "source": [start, end]}

    return {
        "id": document.plan.id,
        "source": f"{document.plan.id}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "encoding": "utf-8",
        "title": matter.title,
        "title_supplied": False,
        "subtitle": matter.subtitle,
        "speaker": matter.speaker,
        "date": matter.date,
        "occasion": matter.occasion,
        "one_line": document.plan.one_line,
        "doubled": list(document.doubled) if document.doubled else None,
        "paragraphs": [
            {"role": p.role, "section": p.section} | printed(p.start, p.end) for p in sheet.paragraphs
        ],
        "sections": [
            {
                "level": s.level,
                "label": s.label,
                "heading": s.heading,
                "run_in": s.run_in,
                "parent": s.parent,
                "source": [s.start, s.end],
            }
            for s in sheet.sections
        ],
        "points": [
            {"section": p.section, "paragraph": p.paragraph, "label": p.label, "source": [p.start, p.end]}
            for p in sheet.points
        ],
        "quarantined": [printed(a, b) | {"rule": "page-chrome"} for a, b in sheet.quarantined],
    }
