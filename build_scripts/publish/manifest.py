"""The sums of a site: they make a folder ours, and show whether it is still as it was built.

The format is that of `sha256sum --binary`: one line a file, sorted by path, so that anybody can verify a
site without us::

    cd site && sha256sum -c yanlu.sha256
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from build_scripts.model import Diagnostic, Severity

MANIFEST = "yanlu.sha256"
"""Name of the manifest, at the root of a site. It lists every other file there."""

HOME = "index.html"

Sums = Mapping[str, str]
"""Path below a folder, ``/``-separated → SHA-256 of the file, 64 lower-case hexadecimal digits."""

_LINE = re.compile(r"([0-9a-f]{64}) \*(.+)")
# What Windows forbids in a name, and what `sha256sum` would have to escape.
_UNPORTABLE = re.compile(
    r'[\x00-\x1f\x7f<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)


def format_sums(sums: Sums) -> str:
    """The text of a manifest; the same sums give the same text, whatever their order."""
    return "".join(f"{sums[path]} *{path}\n" for path in sorted(sums))


def parse_sums(text: str) -> Sums | None:
    """The sums in the text of a manifest; None if it is not, to the letter, one that `format_sums` wrote."""
    sums: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if not match or not is_safe(match[2]):
            return None
        sums[match[2]] = match[1]
    return sums if sums and format_sums(sums) == text else None


def is_safe(path: str) -> bool:
    """Whether a ``/``-separated path stays below the folder it is relative to, on every system."""
    return all(part not in ("", ".", "..") for part in path.split("/")) and not re.search(
        r"\\|^[A-Za-z]:", path
    )


def is_portable(path: str) -> bool:
    """Whether Windows can hold a file of this ``/``-separated path."""
    return not any(_UNPORTABLE.search(part) for part in path.split("/"))


def clashes(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of different paths that are one and the same on a system that ignores case."""
    first: dict[str, str] = {}
    return tuple(
        (other, path)
        for path in sorted(set(paths))
        if (other := first.setdefault(path.casefold(), path)) != path
    )


def files_in(folder: Path) -> list[str]:
    """The path of every file below `folder`, ``/``-separated, sorted."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def hash_file(file: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(site: Path) -> Sums | None:
    """The manifest of `site`; None if it has none that we could have written."""
    file = site / MANIFEST
    try:
        sums = None if file.is_symlink() else parse_sums(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return sums if sums and HOME in sums else None


def write_manifest(site: Path) -> None:
    """Give `site` the manifest of what it holds now."""
    sums = {path: hash_file(site / path) for path in files_in(site) if path != MANIFEST}
    (site / MANIFEST).write_bytes(format_sums(sums).encode("utf-8"))


def verify(site: Path, expected: Sums) -> tuple[Diagnostic, ...]:
    """Each way in which the files of `site` differ from the sums expected of them."""
    found = {path: hash_file(site / path) for path in files_in(site) if path != MANIFEST}
    return compare_sums(expected, found, MANIFEST)


def compare_sums(expected: Sums, found: Sums, source: str) -> tuple[Diagnostic, ...]:
    """One error for each path whose sum differs, is missing, or is in `found` only. `source` names the list of sums."""

    def error(code: str, path: str, message: str) -> Diagnostic:
        return Diagnostic(Severity.ERROR, code, path, message)

    differences = []
    for path in sorted(expected.keys() | found.keys()):
        if path not in found:
            differences.append(error("file-missing", path, f"is listed in {source}, but is not there"))
        elif path not in expected:
            differences.append(error("file-extra", path, f"is not listed in {source}"))
        elif found[path] != expected[path]:
            differences.append(
                error("sum-differs", path, f"was changed: its SHA-256 is not the one in {source}")
            )
    return tuple(differences)
