"""Small corpora built end to end: the data, the pages and the messages, against what was reviewed before.

`UPDATE_GOLDEN=1 pytest tests/test_golden.py` writes the expected files anew, to be read before they are kept.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import CORPORA, copy_project, yanlu

NAMES = sorted(path.name for path in CORPORA.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_corpus_builds_as_reviewed(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path, CORPORA / name / "raw")
    run = yanlu(project, "build")
    site, docs = project / "site", project / "docs"
    found = {"messages.txt": "\n".join([*run.errors, f"exit {run.code}", ""])}
    found |= {f"data/{f.name}": f.read_text(encoding="utf-8") for f in (site / "data").glob("*.jsonl")}
    pages = [docs / "index.md", *(docs / "speeches").rglob("*.md")]
    found |= {f.relative_to(docs).as_posix(): f.read_text(encoding="utf-8") for f in pages}

    expected = CORPORA / name / "expected"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(text.encode("utf-8"))
    reviewed = {
        f.relative_to(expected).as_posix(): f.read_bytes().decode("utf-8")
        for f in expected.rglob("*")
        if f.is_file()
    }
    assert found == reviewed
