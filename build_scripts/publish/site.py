"""Build a site beside the old one, and exchange the two only when the new one is complete."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_scripts.model import Diagnostic, Severity
from build_scripts.publish.finish import finish
from build_scripts.publish.generator import run_mkdocs
from build_scripts.publish.manifest import MANIFEST, read_manifest


def claim(site: Path) -> Diagnostic | None:
    """Why `site` must not be written to; None if it is absent, empty, or carries our manifest.

    Only the folder is looked at, nothing is changed.
    """
    try:
        if not site.is_symlink() and not site.exists():
            return None
        if not site.is_dir():
            return _refusal(site, "is no folder")
        if not any(site.iterdir()) or read_manifest(site):
            return None
    except OSError as error:
        return _refusal(site, f"cannot be read ({error.strerror})")
    return _refusal(site, f"holds files that we did not put there (it has no {MANIFEST} of ours)")


def _refusal(site: Path, reason: str) -> Diagnostic:
    advice = "name an empty or a new folder with --site, or move this one away first"
    return Diagnostic(Severity.ERROR, "site-not-ours", str(site), f"{reason}; {advice}")


def build_site(config_file: Path, docs: Path, site: Path) -> tuple[Diagnostic, ...]:
    """Build `docs` with the settings in `config_file` into `site`.

    `docs` need not be the folder that the settings name. With an error in the result the previous site, if
    there was one, stands as it was; a half-built one is never seen under its name.
    """
    if refused := claim(site):
        return (refused,)
    # A link to a site of ours keeps being one: it is the folder behind it that is exchanged.
    site = site.resolve()
    new = site.with_name(f".{site.name}.yanlu-new")
    old = site.with_name(f".{site.name}.yanlu-old")
    try:
        _clear_up(site, new, old)
        new.mkdir(parents=True)
        diagnostics = run_mkdocs(config_file, docs, new)
        if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
            return diagnostics
        finish(new)
        _exchange(site, new, old)
    except OSError as error:
        place = str(error.filename or site)
        message = f"cannot be written ({error.strerror or error}); the previous site stays as it was"
        return (Diagnostic(Severity.ERROR, "site-unwritable", place, message),)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return diagnostics


def _clear_up(site: Path, new: Path, old: Path) -> None:
    """Put right what a run that was killed has left: at most these two folders, whose names are ours alone."""
    if old.exists() and not site.exists():
        old.rename(site)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def _exchange(site: Path, new: Path, old: Path) -> None:
    """Move the old site aside and the new one in; if that fails, the old one back."""
    replaces = site.exists()
    if replaces:
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if replaces:
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
