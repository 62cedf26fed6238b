"""The cases. To add one, write how to make it ready, and a row in CASES."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks.frame.corpora import ROOT, Workshop
from benchmarks.frame.model import Case, Job
from benchmarks.frame.peers import hugo_pagefind, material_stock
from build_scripts import ingest, pipeline

YANLU = (sys.executable, "-c", "import sys; from build_scripts.cli import main; sys.exit(main())")
CALL = (sys.executable, "-m", "benchmarks.frame.call")
OURS: Mapping[str, str] = {"PYTHONPATH": str(ROOT)}


def read_speeches(raw: str) -> dict[str, float]:
    """Ingest, clean and parse every source below `raw` in this process."""
    files, _ = ingest.scan(Path(raw))
    speeches = [reading.speech for reading in pipeline.read_all(files, 1) if reading.speech]
    characters = sum(len(p.text) for speech in speeches for p in speech.paragraphs)
    return {"speeches": len(speeches), "characters": characters}


def parse(workshop: Workshop, size: int) -> Job:
    raw = workshop.raw(size)
    call = (*CALL, "benchmarks.frame.cases:read_speeches", str(raw))
    return Job((call,), cwd=ROOT, environment=OURS)


def build(workshop: Workshop, size: int) -> Job:
    """`yanlu build` from nothing, as at its first use."""
    raw, site = workshop.raw(size), workshop.output(f"build-{size}")
    return Job(
        ((*YANLU, "build", "--raw", str(raw), "--site", str(site)),),
        cwd=workshop.project(),
        environment=OURS,
        # 1: built, but some sources were unusable; a corpus may hold such on purpose.
        accepted=frozenset({0, 1}),
        reset=partial(shutil.rmtree, site, ignore_errors=True),
        weigh=partial(_megabytes, site),
    )


def peer(
    make: Callable[[Path, Path, Path], tuple[tuple[str, ...], ...]], name: str, workshop: Workshop, size: int
) -> Job:
    """A generator that `make` sets up in a folder for our pages, to write into another."""
    pages, folder = workshop.pages(size), workshop.output(f"{name}-{size}")
    folder.mkdir()
    site = folder / "site"
    return Job(
        make(pages, folder, site),
        cwd=folder,
        environment={"NO_MKDOCS_2_WARNING": "1"},
        reset=partial(shutil.rmtree, site, ignore_errors=True),
        weigh=partial(_megabytes, site),
    )


def _megabytes(site: Path) -> dict[str, float]:
    return {"site MB": sum(f.stat().st_size for f in site.rglob("*") if f.is_file()) / 1e6}


CASES = (
    Case(
        "parse", "ingest, clean and parse, one process, without the start of Python", parse, rate="characters"
    ),
    Case(
        "build",
        "yanlu build: the whole site with glossary, cross-references, data and exact search",
        build,
        peers=("material-stock", "hugo-pagefind"),
    ),
    Case(
        "material-stock",
        "MkDocs + Material, its own search (zh, jieba), every page in nav; the pages of the speeches only",
        partial(peer, material_stock, "material-stock"),
        # Its time grows with the square of the size.
        largest=1000,
    ),
    Case(
        "hugo-pagefind",
        "Hugo with a bare layout, then Pagefind (extended); the pages of the speeches only",
        partial(peer, hugo_pagefind, "hugo-pagefind"),
    ),
)
