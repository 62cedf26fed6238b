"""Where a speech stands on the site: a function of its id alone, safe on every file system."""

from __future__ import annotations

import hashlib
import posixpath
import re

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_LOOKS_HASHED = re.compile(r"-[0-9a-f]{10}$")
# MkDocs takes the first two for the index of a folder; Windows cannot hold files of the other names.
_RESERVED = re.compile(r"index|readme|con|prn|aux|nul|com[0-9]|lpt[0-9]")
_OTHER = re.compile(r"[^a-z0-9_]+")


def slug(id_: str) -> str:
    """An ASCII path for an id: plain parts stay, any other keeps its plain letters and gets a hash of itself.

    Lower case only, since Windows and macOS hold A and a to be one name; so two ids never share a slug
    (up to a collision of 40 bits of SHA-256 between two parts with the same letters).
    """
    return "/".join(map(_part, id_.split("/")))


def speech_page(id_: str) -> str:
    """Path of a speech's Markdown page below docs/."""
    return f"speeches/{slug(id_)}.md"


def speech_url(id_: str) -> str:
    """Path of a speech's page below the site's root."""
    return f"speeches/{slug(id_)}.html"


def relative(target: str, page: str) -> str:
    """A link from the page `page` to `target`, both paths below the same root; `target` may carry an #anchor."""
    path, hash_, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_ + anchor


def _part(part: str) -> str:
    if _PLAIN.fullmatch(part) and not _LOOKS_HASHED.search(part) and not _RESERVED.fullmatch(part):
        return part
    digest = hashlib.sha256(part.encode("utf-8")).hexdigest()[:10]
    letters = _OTHER.sub("-", part.lower()).strip("-_")[:40].strip("-_")
    return f"{letters}-{digest}" if letters else f"x-{digest}"
