"""Which files of the corpus folder are sources, and what each is called."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_scripts.ingest.readers import READERS, ReadError
from build_scripts.model import Diagnostic, Severity, Witness

# Files that belong to the corpus without being speeches.
_CORPUS_FILES = frozenset({"glossary.yml", "entities.yml", "anchors.json"})
_SIDE_SUFFIX = ".yml"
# What operating systems and office programs leave behind, and names that are hidden on purpose.
_LITTER = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)
_NOT_ON_WINDOWS = re.compile(
    r'[<>:"\\|?*\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it lies, its path below the corpus folder, and the id it goes by."""

    path: Path
    source: str
    id: str


def scan(raw: Path) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Find the sources below the folder `raw`, sorted by id. Links that lead out of it are not followed."""
    root = raw.resolve()
    found: list[tuple[str, Path]] = []
    diagnostics: list[Diagnostic] = []

    def report(severity: Severity, code: str, source: str, message: str) -> None:
        diagnostics.append(Diagnostic(severity, code, source, message))

    def enter(folder: Path, prefix: str) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            report(
                Severity.ERROR, "unreadable", prefix or ".", f"the folder cannot be read: {error.strerror}"
            )
            return
        for entry in entries:
            source = prefix + entry.name
            path = Path(entry.path)
            suffix = PurePosixPath(entry.name).suffix.lower()
            if _LITTER.match(entry.name):
                continue
            try:
                source.encode("utf-8")
            except UnicodeEncodeError:
                shown = source.encode("utf-8", "backslashreplace").decode("utf-8")
                report(Severity.ERROR, "name-not-utf-8", shown, "the file's name is not UTF-8; rename it")
                continue
            if entry.is_symlink() and not path.resolve().is_relative_to(root):
                report(
                    Severity.ERROR,
                    "link-out",
                    source,
                    "a link that leads out of the folder; put the file itself here",
                )
                continue
            if entry.is_dir():
                if entry.is_symlink():
                    report(
                        Severity.ERROR,
                        "link-folder",
                        source,
                        "a link to a folder is not followed; move the folder here",
                    )
                    continue
                if suffix in READERS:
                    report(
                        Severity.ERROR,
                        "folder-like-source",
                        source,
                        f"a folder, though its name ends in {suffix}; what is in it is read; rename the folder",
                    )
                enter(path, source + "/")
            elif suffix in READERS:
                found.append((source, path))
            elif suffix == _SIDE_SUFFIX or source in _CORPUS_FILES:
                report(
                    Severity.WARNING,
                    "side-file-unused",
                    source,
                    "this version does not read side files yet; nothing of it is used",
                )
            else:
                known = " ".join(sorted(READERS))
                report(
                    Severity.ERROR,
                    "unknown-suffix",
                    source,
                    f"left aside: no reader for {suffix or 'files without a suffix'}; known: {known}",
                )

    enter(raw, "")
    ids = assign_ids([source for source, _ in found])
    diagnostics += portability(ids)
    files = [SourceFile(path, source, ids[source]) for source, path in found]
    return tuple(sorted(files, key=lambda file: file.id)), tuple(diagnostics)


def assign_ids(sources: list[str]) -> dict[str, str]:
    """Path below the corpus folder → id: the path without its suffix. On a collision all but ``.txt`` keep theirs."""
    ids = {source: source.removesuffix(PurePosixPath(source).suffix) for source in sources}
    # Keeping a suffix can meet another file's name (a.md.txt beside a.md and a.txt): repeat until all differ.
    while len({*ids.values()}) < len(ids):
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for source, id_ in ids.items():
            groups[id_].append(source)
        for members in groups.values():
            if len(members) > 1:
                shortened = [source for source in members if ids[source] != source]
                others = [source for source in shortened if not source.endswith(".txt")]
                ids |= {source: source for source in others or shortened}
    return ids


def portability(ids: dict[str, str]) -> list[Diagnostic]:
    """Warnings for names that cannot all be unpacked on Windows, where the offline copy must open."""
    diagnostics = []
    seen: dict[str, str] = {}
    for source, id_ in sorted(ids.items()):
        if any(_NOT_ON_WINDOWS.search(part) for part in id_.split("/")):
            message = "Windows cannot hold a file of this name, so its text file cannot be unpacked there; rename it"
            diagnostics.append(Diagnostic(Severity.WARNING, "name-not-portable", source, message))
        other = seen.setdefault(id_.casefold(), source)
        if other != source:
            message = f"differs from {other} in upper and lower case only; on Windows one text file hides the other; rename it"
            diagnostics.append(Diagnostic(Severity.WARNING, "name-case-only", source, message))
    return diagnostics


def read_witness(file: SourceFile) -> Witness | Diagnostic:
    """Read and decode one source. What cannot be used comes back as the diagnostic that says why."""
    try:
        # Opening a named pipe would wait for ever.
        if not stat.S_ISREG(file.path.stat().st_mode):
            return Diagnostic(Severity.ERROR, "not-a-file", file.source, "not an ordinary file; remove it")
        data = file.path.read_bytes()
    except OSError as error:
        return Diagnostic(
            Severity.ERROR,
            "unreadable",
            file.source,
            f"cannot be read: {error.strerror}; check its permissions",
        )
    try:
        decoded = READERS[PurePosixPath(file.source).suffix.lower()](data)
    except ReadError as error:
        return Diagnostic(Severity.ERROR, "undecodable", file.source, error.message, error.line)
    if not decoded.text.strip():
        return Diagnostic(
            Severity.ERROR, "empty", file.source, "holds no text; remove it or put the speech in"
        )
    return Witness(file.id, file.source, hashlib.sha256(data).hexdigest(), decoded.encoding, decoded.text)
