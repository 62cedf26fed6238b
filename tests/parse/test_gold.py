"""The five shipped speeches, against what two careful readers wrote down."""

import json
from pathlib import Path

import pytest

from build_scripts import clean, ingest
from build_scripts.model import Diagnostic, Speech
from build_scripts.parse import parse

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests" / "gold" / "seeds").glob("*.json"))
SOURCES = {file.id: file for file in ingest.scan(ROOT / "raw")[0]}


def read(name: str) -> Speech:
    witness = ingest.read_witness(SOURCES[name])
    assert not isinstance(witness, Diagnostic)
    speech = parse(clean.clean(witness))
    assert isinstance(speech, Speech)
    return speech


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem[:3])
def test_title_headings_levels_and_points_are_the_readers(gold: Path) -> None:
    expected, speech = json.loads(gold.read_text(encoding="utf-8")), read(gold.stem)
    assert speech.sha256 == expected["sha256"]
    assert (None if speech.title_supplied else speech.title) == expected["title"]
    assert (speech.date, speech.speaker) == (expected["date"], expected["speaker"])
    assert [(s.level, s.label + s.heading) for s in speech.sections] == [
        (heading["level"], heading["text"]) for heading in expected["headings"]
    ]
    assert [point.label for point in speech.points] == expected["points"]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem[:3])
def test_what_is_no_part_of_the_speech_is_quarantined_or_no_body(gold: Path) -> None:
    expected, speech = json.loads(gold.read_text(encoding="utf-8")), read(gold.stem)
    body = {p.text for p in speech.paragraphs if p.role in ("body", "heading", "title")}
    aside = {q.text for q in speech.quarantined} | {p.text for p in speech.paragraphs} - body
    assert {line.strip() for line in expected["boilerplate"]} <= aside


def test_supplied_titles_are_the_documents_own_words() -> None:
    for name in SOURCES:
        speech = read(name)
        if speech.title_supplied:
            assert any(speech.title in paragraph.text for paragraph in speech.paragraphs)
