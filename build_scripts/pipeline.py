"""The order of the stages, and the folders between them. No other module knows either."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts import analyse, clean, ingest, parse, publish, render, search
from build_scripts.config import CONFIG_NAME, MKDOCS_NAME, Settings
from build_scripts.model import Diagnostic, Page, Severity, Speech, Witness

# Where the build writes below docs/; git ignores these, and a copy of docs/ for other speeches leaves them out.
GENERATED = ("index.md", "speeches", "glossary", "xref", "data", search.FOLDER)

# The paths that the last build wrote. MkDocs passes hidden files over.
_RECORD = ".generated"

# A worker process costs as much to start as it takes to read this many speeches.
_FILES_A_WORKER = 32


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and its settings."""

    folder: Path
    settings: Settings

    @property
    def config_file(self) -> Path:
        return self.folder / MKDOCS_NAME

    def path(self, name: str) -> Path:
        return self.folder / name


@dataclass(frozen=True, slots=True)
class Build:
    """What a build came to. `built` says whether the new site stands."""

    built: bool
    speeches: int
    diagnostics: tuple[Diagnostic, ...]


def build(project: Project, raw: Path, site: Path | None, jobs: int) -> Build:
    """Turn the folder `raw` into pages below docs/, and these into the site `site`, if one is named.

    What cannot be used is named and left out; the rest is built.
    """
    diagnostics: list[Diagnostic] = []

    def stop(diagnostic: Diagnostic | None = None) -> Build:
        return Build(False, 0, (*diagnostics, *([diagnostic] if diagnostic else [])))

    if not project.config_file.is_file():
        message = "not found; run yanlu in the project's folder"
        return stop(Diagnostic(Severity.ERROR, "no-project", str(project.config_file), message))
    if not raw.is_dir():
        message = "not a folder; put the speeches into one, or name theirs with --raw"
        return stop(Diagnostic(Severity.ERROR, "no-raw", str(raw), message))
    if among := written_among_sources(project, raw, "docs"):
        return stop(among)
    if site and (refused := _refusal(project, raw, site)):
        return stop(refused)

    files, found = ingest.scan(raw)
    readings = list(read_all(files, jobs))
    found += tuple(d for reading in readings for d in reading.diagnostics)
    diagnostics += (replace(d, path=f"{raw}/{d.path}") for d in found)
    usable = [(r.witness, r.speech) for r in readings if r.witness and r.speech]
    if not usable:
        return stop(
            Diagnostic(
                Severity.ERROR, "no-speeches", str(raw), "holds no usable source; the site stays as it was"
            )
        )

    try:
        with _docs_for(project, raw) as docs:
            write_pages(docs, all_pages(usable, project.settings))
            published = publish.build_site(project.config_file, docs, site) if site else ()
    except OSError as error:
        place = str(error.filename or project.settings.paths.docs)
        return stop(
            Diagnostic(Severity.ERROR, "unwritable", place, f"cannot be used: {error.strerror or error}")
        )
    diagnostics += published
    failed = any(d.severity is Severity.ERROR for d in published)
    return Build(not failed, len(usable), tuple(diagnostics))


@dataclass(frozen=True, slots=True)
class Reading:
    """One source on its way through the first three stages."""

    witness: Witness | None
    speech: Speech | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_one(file: ingest.SourceFile) -> Reading:
    """Ingest, clean and parse one source."""
    witness = ingest.read_witness(file)
    if isinstance(witness, Diagnostic):
        return Reading(None, None, (witness,))
    speech = parse.parse(clean.clean(witness))
    if isinstance(speech, Diagnostic):
        return Reading(witness, None, (speech,))
    return Reading(witness, speech)


def read_all(files: Sequence[ingest.SourceFile], jobs: int) -> Iterator[Reading]:
    """Read every source, in order, on up to `jobs` processes."""
    workers = min(jobs, len(files) // _FILES_A_WORKER)
    if workers < 2:
        yield from map(read_one, files)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read_one, files, chunksize=max(1, min(64, len(files) // (4 * workers))))


def all_pages(usable: Sequence[tuple[Witness, Speech]], settings: Settings) -> Iterator[Page]:
    """Everything that is written below docs/."""
    speeches = tuple(speech for _, speech in usable)
    library = render.Library(speeches, analyse.analyse(speeches))
    yield render.render_home(library, settings.library.note)
    yield render.render_list(speeches)
    for number in range(len(speeches)):
        yield render.render_speech(library, number)
    yield from render.render_glossary(library)
    yield from render.render_xref(library)
    for witness, _ in usable:
        yield render.render_text(witness)
    yield from render.render_speeches(speeches)
    yield from render.render_index(library.index)
    yield from search.build_index(speeches, render.speech_url)


def write_pages(docs: Path, pages: Iterable[Page]) -> None:
    """Write the pages below `docs`, and remove those of the last build that are no more.

    The list of what was written lies beside them, so that a file that someone else put there is never removed.
    Unchanged files are left alone.
    """
    record = docs / _RECORD
    before = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else []
    written: set[str] = set()
    for page in pages:
        file = docs / page.path
        written.add(page.path)
        data = page.content.encode("utf-8")
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    record.write_text(json.dumps(sorted(written), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for path in before:
        if path not in written:
            _remove(docs / path, docs)


def _remove(file: Path, docs: Path) -> None:
    """Remove a file that was generated, and the folders that it leaves empty."""
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == docs or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def written_among_sources(project: Project, raw: Path, name: str) -> Diagnostic | None:
    """Why the folder `name` of the settings must not be written to: the speeches lie in it, or it among them."""
    folder: str = getattr(project.settings.paths, name)
    if not _overlap(project.path(folder), raw):
        return None
    message = f"paths.{name} is {folder!r}, which overlaps the speeches in {raw}/; nothing is ever written there; name another"
    return Diagnostic(Severity.ERROR, "written-among-sources", CONFIG_NAME, message)


def _refusal(project: Project, raw: Path, site: Path) -> Diagnostic | None:
    """Why the site must not be written where it is to be written."""
    for source in (raw, project.path(project.settings.paths.docs)):
        if _overlap(site, source):
            message = f"the site cannot stand in {source}/ or around it; name another folder with --site"
            return Diagnostic(Severity.ERROR, "site-among-sources", str(site), message)
    return publish.claim(site)


def _overlap(one: Path, other: Path) -> bool:
    """Whether one of two folders holds the other."""
    a, b = one.resolve(), other.resolve()
    return a.is_relative_to(b) or b.is_relative_to(a)


@contextmanager
def _docs_for(project: Project, raw: Path) -> Iterator[Path]:
    """The project's docs/ for its own speeches, a temporary copy for any other folder's."""
    paths = project.settings.paths
    docs = project.path(paths.docs)
    if raw.resolve() == project.path(paths.raw).resolve():
        yield docs
        return
    with tempfile.TemporaryDirectory(prefix="yanlu-") as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy, ignore=lambda at, _: (*GENERATED, _RECORD) if Path(at) == docs else ())
        yield copy
