"""Read a finished site, or the zip of one, as a stranger would, and name everything in it that does not hold."""

from __future__ import annotations

import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from build_scripts.model import Diagnostic, Severity
from build_scripts.publish.bundle import README, SITE, START, SUMS
from build_scripts.publish.facts import PageFacts, read_css, read_html, read_script
from build_scripts.publish.links import check_links
from build_scripts.publish.manifest import (
    MANIFEST,
    clashes,
    compare_sums,
    files_in,
    hash_file,
    is_portable,
    is_safe,
    parse_sums,
    read_manifest,
    verify,
)

OWN_SCRIPTS = "assets/yanlu/"
"""Where our own scripts lie in a site. The theme's are not read: what they could load, our pages never ask for."""

# What unpacking raises for a damaged, an encrypted, and an unknown kind of zip.
_BROKEN_ZIP = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error)
_SUM_CODES = frozenset({"sum-differs", "file-missing", "file-extra"})

_END_RECORD = 22  # bytes of a zip's end record without a comment, as ours are


def check_site(site: Path) -> tuple[Diagnostic, ...]:
    """Every error in `site`: sums, links, anchors, what its pages load. Paths are those in the site."""
    if not site.is_dir():
        return (_error("no-site", str(site), "there is no such folder; build the site first"),)
    try:
        manifest = read_manifest(site)
        if manifest is None:
            message = f"has no {MANIFEST} of ours, so that nothing says what belongs to it"
            return (_error("no-manifest", str(site), message),)
        files = files_in(site)
        pages = {path: facts for path in files if (facts := read_page(site, path))}
        return (*verify(site, manifest), *_name_faults(files), *check_links(pages, files))
    except OSError as error:
        return (_error("site-unreadable", str(error.filename or site), f"cannot be read ({error.strerror})"),)


def read_page(site: Path, path: str) -> PageFacts | None:
    """The facts of the file `path` of `site`; None if it is of a kind that says nothing."""
    if path.endswith(".html"):
        return read_html((site / path).read_bytes())
    if path.endswith(".css"):
        return read_css((site / path).read_bytes())
    if path.endswith(".js") and path.startswith(OWN_SCRIPTS):
        return read_script((site / path).read_bytes())
    return None


def check_zip(file: Path, site: Path | None = None) -> tuple[Diagnostic, ...]:
    """Every error in a bundle: its members, its sums, and those of the site in it. Paths are those in the zip.

    With `site`, also whether it is that site which was packed.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if unsafe := tuple(_member_faults(archive.infolist())):
                return unsafe
            if _has_bytes_outside(file, archive):
                return (
                    _error(
                        "zip-extra", file.name, "holds bytes outside of its files; copy or build it again"
                    ),
                )
            tops = {name.partition("/")[0] for name in archive.namelist()}
            if len(tops) != 1:
                return (_error("zip-shape", file.name, "must hold one folder, and everything in it"),)
            with tempfile.TemporaryDirectory(prefix="yanlu-") as folder:
                archive.extractall(folder)
                top = Path(folder) / tops.pop()
                found = _check_bundle(top)
                if site and not found and read_manifest(top / SITE) != read_manifest(site):
                    found = (
                        _error(
                            "zip-stale", str(file), f"does not hold {site} as it is now; run `yanlu bundle`"
                        ),
                    )
    except FileNotFoundError:
        return (_error("no-zip", str(file), "there is no such file; run `yanlu bundle` first"),)
    except _BROKEN_ZIP as error:
        return (_error("zip-unreadable", str(file), f"cannot be unpacked ({error}); copy or build it again"),)
    return found


def _has_bytes_outside(file: Path, archive: zipfile.ZipFile) -> bool:
    """Whether anything stands before the first file of a zip or after its end record."""
    with file.open("rb") as opened:
        opened.seek(-_END_RECORD, 2)
        ends = opened.read().startswith(b"PK\x05\x06")
    return not ends or min(info.header_offset for info in archive.infolist()) != 0


def _check_bundle(top: Path) -> tuple[Diagnostic, ...]:
    """The faults of an unpacked bundle, whose one folder is `top`."""
    files = files_in(top)
    present = set(files)
    missing = [name for name in (START, README, SUMS, f"{SITE}/{MANIFEST}") if name not in present]
    found = [_error("zip-shape", name, "is missing") for name in missing]
    if SUMS in present:
        sums = parse_sums((top / SUMS).read_text(encoding="utf-8", errors="replace"))
        if sums is None:
            found.append(_error("zip-shape", SUMS, "is not a list of sums as `sha256sum` writes it"))
        else:
            hashes = {path: hash_file(top / path) for path in files if path != SUMS}
            found += compare_sums(sums, hashes, SUMS)
    if START in present:
        found += check_links({START: read_html((top / START).read_bytes())}, files)
    if (top / SITE).is_dir():
        # A file whose sum is wrong in both lists is named once.
        named = {diagnostic.path for diagnostic in found}
        inside = (replace(d, path=f"{SITE}/{d.path}") for d in check_site(top / SITE))
        found += (d for d in inside if d.code not in _SUM_CODES or d.path not in named)
    return tuple(replace(diagnostic, path=f"{top.name}/{diagnostic.path}") for diagnostic in found)


def _member_faults(members: Iterable[zipfile.ZipInfo]) -> Iterable[Diagnostic]:
    """What makes a zip unfit for unpacking: judged by names and modes alone."""
    seen: set[str] = set()
    unsafe = set()
    for member in members:
        # What the archive says, not what zipfile makes of it.
        name = member.orig_filename
        if not is_safe(name.removesuffix("/")):
            unsafe.add(name)
            yield _error("zip-unsafe", name, "would be unpacked outside of the zip's own folder")
        elif stat.S_ISLNK(member.external_attr >> 16):
            yield _error("zip-unsafe", name, "is a symbolic link")
        elif name in seen:
            yield _error("zip-unsafe", name, "is in the zip twice")
        seen.add(name)
    yield from _name_faults(sorted(seen - unsafe))


def _name_faults(files: Iterable[str]) -> Iterable[Diagnostic]:
    """Names that some system could not store side by side, or at all."""
    files = list(files)
    for other, path in clashes(files):
        yield _error(
            "case-clash", path, f"differs from {other} in case only: on Windows one replaces the other"
        )
    for path in files:
        if not is_portable(path.removesuffix("/")):
            yield _error("unportable-name", path, "cannot be stored under this name on Windows")


def _error(code: str, path: str, message: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, path, message)
