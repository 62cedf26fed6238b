"""The invented corpus is what its description says, and its truth is true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.corpus.generate import generate, write_corpus
from benchmarks.corpus.markov import learn, sentences, shaped
from benchmarks.corpus.measures import divergence, recurrence
from benchmarks.corpus.report import report
from benchmarks.corpus.training import SENTENCE, Training, read_training

ROOT = Path(__file__).parents[2]
N = 120
NAMES = ("speeches", "terms", "references", "parallels", "errors")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def training() -> Training:
    """The project's own speeches only: what every checkout has."""
    return read_training([ROOT / "raw"])


@pytest.fixture(scope="module")
def corpus(training: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(N, 7, training, folder)
    return folder


@pytest.fixture(scope="module")
def raw(corpus: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((corpus / "raw").iterdir())}


@pytest.fixture(scope="module")
def truth(corpus: Path) -> dict[str, list[Row]]:
    return {
        name: [json.loads(line) for line in (corpus / "truth" / f"{name}.jsonl").open(encoding="utf-8")]
        for name in NAMES
    }


def places(value: object, inherited: Mapping[str, Any]) -> Iterator[tuple[str, list[int], str | None]]:
    """Every (speech, source, text or None) in a row, however deep."""
    if isinstance(value, dict):
        speech = value.get("speech", inherited.get("speech"))
        if isinstance(value.get("source"), list) and speech is not None:
            yield speech, value["source"], value.get("text")
        for part in value.values():
            yield from places(part, {"speech": speech})
    elif isinstance(value, list):
        for part in value:
            yield from places(part, inherited)


def test_thirty_speeches_in_a_moment_whatever_the_hash_seed(tmp_path: Path) -> None:
    """The command, called twice as the documentation says, writes the same bytes, and within five seconds."""
    written = []
    for hash_seed in ("1", "2"):
        out = tmp_path / hash_seed
        done = subprocess.run(
            [sys.executable, "benchmarks/make_corpus.py", "30", "--seed", "5", "--out", str(out)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.startswith("30 speeches, ")
        seconds = float(done.stdout.split(" in ")[1].split(" s")[0])
        assert seconds < 5
        written.append({p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()})
    assert written[0] == written[1]
    assert len(written[0]) == 30 + len(NAMES)


def test_another_seed_gives_other_speeches(training: Training) -> None:
    texts = [{document.text for document in generate(3, seed, training)[1]} for seed in (1, 2)]
    assert not texts[0] & texts[1]


@pytest.mark.parametrize("n", [1, 2, 5])
def test_few_speeches_are_possible(training: Training, tmp_path: Path, n: int) -> None:
    write_corpus(n, 1, training, tmp_path)
    assert len(list((tmp_path / "raw").iterdir())) == n


def test_sizes_dates_and_one_liners(raw: dict[str, str], truth: dict[str, list[Row]]) -> None:
    sizes = sorted(map(len, raw.values()))
    assert len(sizes) == N
    assert 2_700 < sum(sizes) / N < 3_400
    assert sizes[0] >= 450
    assert sizes[-1] <= 31_000
    assert sizes[N // 2] < 2_600  # skewed to the right, as log-normal is
    speeches = truth["speeches"]
    one_line = [row["id"] for row in speeches if row["one_line"]]
    assert len(one_line) == N // 10
    assert all("\n" not in raw[i] and raw[i].count("\u3000\u3000") > 3 for i in one_line)
    assert all("\n" in text for i, text in raw.items() if i not in one_line)
    assert {row["date"][:3] for row in speeches} >= {"195", "196", "197", "198", "199", "200", "201"}
    assert all("1949" <= row["date"][:4] <= "2026" for row in speeches)


def test_every_place_says_what_stands_there(raw: dict[str, str], truth: dict[str, list[Row]]) -> None:
    count = 0
    for name, rows in truth.items():
        for row in rows:
            for speech, (start, end), text in places(
                row, {"speech": row["id"]} if name == "speeches" else {}
            ):
                assert 0 <= start < end <= len(raw[speech])
                assert text is None or raw[speech][start:end] == text
                count += 1
    assert count > 20 * N
    for row in truth["terms"]:
        assert {raw[o["speech"]][slice(*o["source"])] for o in row["occurrences"]} <= {row["headword"]}
        assert row["count"] == len(row["occurrences"])
    for row in truth["references"]:
        assert {raw[o["speech"]][slice(*o["source"])] for o in row["occurrences"]} == {row["text"]}
    for row in truth["errors"]:
        assert raw[row["speech"]][slice(*row["source"])] == row["before"] != row["after"]


def test_paragraphs_chrome_and_second_copies_are_the_whole_file(
    raw: dict[str, str], truth: dict[str, list[Row]]
) -> None:
    """As in the published data: what lies in no span is blank."""
    doubled = 0
    for row in truth["speeches"]:
        spans = [part["source"] for part in row["paragraphs"] + row["quarantined"]]
        spans = sorted(spans + ([row["doubled"]] if row["doubled"] else []))
        at = 0
        for start, end in spans:
            assert at <= start
            assert not raw[row["id"]][at:start].strip()
            at = end
        assert at == len(raw[row["id"]])
        if row["doubled"]:
            doubled += 1
            copy = raw[row["id"]][slice(*row["doubled"])]
            assert raw[row["id"]].count(copy) == 2
    assert 1 <= doubled <= N // 20


def test_sections_and_points_stand_in_their_paragraphs(
    raw: dict[str, str], truth: dict[str, list[Row]]
) -> None:
    for row in truth["speeches"]:
        text = raw[row["id"]]
        for index, section in enumerate(row["sections"]):
            printed = text[slice(*section["source"])]
            assert printed == section["label"] + section["heading"] + ("。" if section["run_in"] else "")
            assert section["parent"] is None or section["parent"] < index
        for point in row["points"]:
            start, end = point["source"]
            first, last = row["paragraphs"][point["paragraph"]]["source"]
            assert first <= start < end <= last
            assert text.startswith(point["label"], start)
    every = [section for row in truth["speeches"] for section in row["sections"]]
    assert {(s["level"], s["run_in"]) for s in every} == {(1, False), (1, True), (2, False), (2, True)}


def test_all_marks_in_pairs_are_in_the_truth(raw: dict[str, str], truth: dict[str, list[Row]]) -> None:
    """Title marks and opening words of quotations are planted only, so precision can be measured."""
    asides = {row["id"]: row["doubled"] or [len(raw[row["id"]])] * 2 for row in truth["speeches"]}
    works = [
        (o["speech"], *o["source"])
        for row in truth["references"]
        if row["kind"] == "work"
        for o in row["occurrences"]
    ]
    printed = sum(text[: asides[i][0]].count("《") for i, text in raw.items())
    assert len(set(works)) == len(works) == printed > N / 2


def test_formulas_and_terms_are_shared(truth: dict[str, list[Row]]) -> None:
    formulas = [row for row in truth["parallels"] if row["tier"] == "formula"]
    assert len(formulas) == N // 2
    for row in formulas:
        assert 8 <= sum("\u4e00" <= c <= "\u9fff" for c in row["text"]) <= 24
        assert len({place["speech"] for place in row["places"]}) >= 2
    assert all(row["count"] >= 1 for row in truth["terms"])
    numbered = [row for row in truth["terms"] if row["kind"] == "numbered"]
    assert all("三四五六七八".index(row["headword"][0]) + 3 <= len(row["members"]) for row in numbered)


def test_copies_are_changed_at_the_rates_they_name(truth: dict[str, list[Row]]) -> None:
    passages = [row for row in truth["parallels"] if row["tier"] == "passage"]
    assert {row["rate"] for row in passages} == {0, 5, 10, 20}
    for row in passages:
        a, b, edits = row["a"]["text"], row["b"]["text"], row["edits"]
        assert row["a"]["speech"] != row["b"]["speech"]
        assert len(a) >= 60
        assert len(b) - len(a) == edits["insert"] - edits["delete"]
        assert abs(100 * sum(edits.values()) / len(a) - row["rate"]) < 1
        # A change may undo a neighbour's, so the true distance is the number of edits or a little less.
        assert 0.8 * sum(edits.values()) <= distance(a, b) <= sum(edits.values())


def distance(a: str, b: str) -> int:
    """Levenshtein's."""
    row = np.arange(len(b) + 1)
    letters = np.array(list(b))
    for i, c in enumerate(a, start=1):
        best = np.minimum(row[1:] + 1, row[:-1] + (letters != c))
        row = np.concatenate([[i], best])
        # An insertion costs one more than what stands before it.
        row = np.minimum.accumulate(row - np.arange(len(row))) + np.arange(len(row))
    return int(row[-1])


def test_sentences_are_as_long_as_the_real_ones(training: Training) -> None:
    real = sorted(len(s) for p in training.documents for text in p for s in SENTENCE.findall(text))
    made = shaped(sentences(learn(training.documents), 1, []), real)
    lengths = sorted(len(next(made)) for _ in range(2_000))
    for share in (10, 25, 50, 75, 90):
        wanted = real[len(real) * share // 100]
        assert abs(lengths[len(lengths) * share // 100] - wanted) <= 0.15 * wanted + 2


def test_the_text_is_no_more_repetitive_than_what_it_learned_from(training: Training, corpus: Path) -> None:
    """By words as well as by long strings, and although five speeches are little to learn from."""
    rows = {
        line[:34].strip(): line[34:].split() for line in report(training, corpus / "raw").splitlines()[1:-1]
    }
    for name, (real, invented, *_) in rows.items():
        figures = [float(figure.replace(",", "").rstrip("%")) for figure in (real, invented)]
        if name.startswith("different"):
            assert figures[1] > 0.9 * figures[0], name
        elif "grams in another" in name:
            assert figures[1] < 1.1 * figures[0] + 0.5, name


def test_measures() -> None:
    assert recurrence(["一二三四五", "零一二三四"], 4) == 0.5
    assert recurrence(["一二三四一二三四", "五六七八"], 4) == 0
    assert divergence("一二三", "一二三") == pytest.approx(0)
    assert divergence("一二三", "四五六") == pytest.approx(1)


def test_an_output_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    command = [sys.executable, "benchmarks/make_corpus.py", "1", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
