"""The Markdown of a corpus's speeches, as our build writes it, for generators that we are compared with.

python -m benchmarks.frame.pages RAW OUT
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.frame.corpora import ROOT
from build_scripts import ingest, pipeline
from build_scripts.config import load_settings

HOME = "index.md"
LIST = "speeches/index.md"


def main(arguments: Sequence[str]) -> None:
    raw, out = map(Path, arguments)
    files, _ = ingest.scan(raw)
    usable = [(r.witness, r.speech) for r in pipeline.read_all(files, 1) if r.witness and r.speech]
    left = len(usable) + 2
    for page in pipeline.all_pages(usable, load_settings(ROOT)):
        if page.path == HOME or (page.path.startswith("speeches/") and page.path.endswith(".md")):
            content = page.content
            file = out / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode("utf-8"))
            left -= 1
            if not left:
                # What comes now is the glossary, the data, the search: nothing that a peer is given.
                return
    raise SystemExit(f"{left} pages of {len(usable) + 2} are missing")


if __name__ == "__main__":
    main(sys.argv[1:])
