"""Whether every link of a site leads to a file and an anchor in it: a pure function of what its pages say.

A site must work at the root of a domain, below a sub-path, and from a folder. So a link is good only if it is
relative, names a file (a folder has no page of its own on file://), and spells it as it is spelled on disk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from build_scripts.model import Diagnostic, Severity
from build_scripts.publish.facts import Fault, PageFacts

# A browser drops these wherever they stand in a URL: "java\nscript:" is a script.
_DROPPED = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Schemes that need nothing from outside of the page.
_INLINE = frozenset({"data", "about", "blob"})
_SCRIPT = frozenset({"javascript", "vbscript"})


def check_links(pages: Mapping[str, PageFacts], files: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """One error for each link, load or fault of `pages` that would not hold for a reader.

    `pages` are the files whose links count, by their path in the site; `files` are the paths of all
    others there. Both are ``/``-separated and spelled as on disk.
    """
    site = _Site(pages, files)
    return tuple(
        Diagnostic(Severity.ERROR, fault.code, path, fault.message)
        for path in sorted(pages)
        for fault in site.faults(path)
    )


class _Site:
    def __init__(self, pages: Mapping[str, PageFacts], files: Collection[str]) -> None:
        self.pages = pages
        self.files = pages.keys() | set(files)
        self.spelling = {path.casefold(): path for path in self.files}
        self.folders = {folder for path in self.files for folder in _folders(path)}

    def faults(self, path: str) -> Iterator[Fault]:
        facts = self.pages[path]
        yield from facts.faults
        for url in facts.links:
            if fault := self.fault(path, url, loads=False):
                yield fault
        for url in facts.loads:
            if fault := self.fault(path, url, loads=True):
                yield fault

    def fault(self, path: str, url: str, *, loads: bool) -> Fault | None:
        """What is wrong with `url` as it stands on the page `path`; None if nothing is."""
        plain = _DROPPED.sub("", url).strip().replace("\\", "/")
        if scheme := _SCHEME.match(plain):
            return _outside(scheme[1].lower(), url, loads=loads)
        if plain.startswith("//"):
            if loads:
                return _outside("", url, loads=True)
            return Fault(
                "absolute-link", f"links to {url}, which is no address on file://; write its https: as well"
            )
        if plain.startswith("/"):
            return Fault(
                "absolute-link", f"names {url} from the root of the domain; write it relative to the page"
            )
        return self.broken(path, url, plain)

    def broken(self, path: str, url: str, plain: str) -> Fault | None:
        """What is wrong with the relative `plain`; `url` is how the page writes it."""
        address, _, fragment = plain.partition("#")
        name = unquote(address.partition("?")[0])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
        if target.startswith("../") or target == "..":
            return Fault("broken-link", f"{url} leads out of the site")
        if target not in self.files or name.endswith("/"):
            return Fault("broken-link", f"{url} leads to {target}, {self._why_not(target)}")
        # `#:~:text=` marks words, not an anchor; an empty one and `top` are the top of any page.
        anchor = unquote(fragment.partition(":~:")[0])
        if anchor in ("", "top") or target not in self.pages or not _is_html(target):
            return None
        if anchor in self.pages[target].anchors:
            return None
        return Fault("broken-anchor", f"{url} leads to {target}, which has no anchor #{anchor}")

    def _why_not(self, target: str) -> str:
        if target in self.folders or target == ".":
            return "a folder; name its index.html"
        if target in self.files:
            return "which is no folder; leave out the / at the end"
        if spelled := self.spelling.get(target.casefold()):
            return f"which is spelled {spelled}"
        return "which does not exist"


def _outside(scheme: str, url: str, *, loads: bool) -> Fault | None:
    """The fault of a URL with a scheme (or, loading, with none but a host)."""
    if scheme in _SCRIPT:
        return Fault("javascript-link", f"has the link {url[:60]}; a link must lead to a place")
    if scheme == "file" or len(scheme) == 1:
        return Fault("file-link", f"names {url}, a place on the machine where it was written")
    if loads and scheme not in _INLINE:
        return Fault("external-resource", f"loads {url} from outside of the site")
    return None


def _is_html(path: str) -> bool:
    return path.endswith(".html")


def _folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path
