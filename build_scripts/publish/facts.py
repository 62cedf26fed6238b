"""What a page or a style sheet says of itself: the anchors it has, where its links lead, what it loads.

Reading stops here; whether a link leads anywhere is for `links` to say, which sees all pages at once.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

import lxml.etree
import lxml.html


class Fault(NamedTuple):
    """Something that is wrong with a page whatever the others hold."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """All that the checks need of one file. URLs are as written; neither kind holds one twice."""

    anchors: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    """What a reader may follow."""
    loads: tuple[str, ...] = ()
    """What the browser fetches by itself."""
    faults: tuple[Fault, ...] = ()


# Attributes that make a browser fetch what they name, on whatever element they stand.
_LOADING = frozenset({"src", "poster", "background", "data", "manifest", "ping", "xlink:href"})
_SETS = frozenset({"srcset", "imagesrcset"})
_FOLLOWED = frozenset({"action", "formaction"})
# `href` loads, too, unless it stands on one of these.
_ANCHORS = frozenset({"a", "area"})
# The relations of <link> that only say something; all others fetch, or open a connection.
_SAYING = frozenset(
    {"alternate", "author", "bookmark", "canonical", "help", "license", "next", "prev", "search"}
)

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"""@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

# Each pattern with what it would do in one of our own scripts, which must work from a folder, without a network.
_SCRIPT_FAULTS = (
    (re.compile(r"\bfetch\s*\("), "fetch( does not work on file://"),
    (re.compile(r"\bXMLHttpRequest\b"), "XMLHttpRequest does not work on file://"),
    (re.compile(r"^\s*(?:import|export)\b|\bimport\s*\(", re.MULTILINE), "modules do not load on file://"),
    (re.compile(r"\bnew\s+(?:Shared)?Worker\b|\bimportScripts\b"), "workers do not start on file://"),
    (re.compile(r"\b(?:WebSocket|EventSource|sendBeacon)\b"), "it opens a connection"),
    (re.compile(r"\b(?:https?|wss?):", re.IGNORECASE), "it names an address outside of the site"),
)


def read_html(content: bytes) -> PageFacts:
    """The facts of an HTML page in UTF-8."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.document_fromstring(content, parser=parser)
    except lxml.etree.LxmlError:
        return PageFacts(faults=(Fault("not-html", "cannot be read as HTML"),))
    ids: Counter[str] = Counter()
    names: set[str] = set()
    links: dict[str, None] = {}
    loads: dict[str, None] = {}
    faults: list[Fault] = []
    for element in root.iter(lxml.etree.Element):
        tag = element.tag
        if tag == "style":
            loads.update(dict.fromkeys(css_urls(element.text or "")))
        elif tag == "base":
            faults.append(
                Fault("base-element", "<base> turns every link of the page to another place; remove it")
            )
            continue
        elif tag == "meta":
            links.update(dict.fromkeys(_refresh(element)))
            continue
        for name, value in cast("list[tuple[str, str]]", element.items()):
            if name == "id":
                ids[sys.intern(value)] += 1
            elif name == "name":
                if tag == "a":
                    names.add(value)
            elif name == "href":
                (links if tag in _ANCHORS or _only_says(element) else loads)[sys.intern(value)] = None
            elif name in _LOADING:
                loads[sys.intern(value)] = None
            elif name in _FOLLOWED:
                links[value] = None
            elif name in _SETS:
                loads.update(dict.fromkeys(_srcset(value)))
            elif name == "style":
                loads.update(dict.fromkeys(css_urls(value)))
            elif name == "class" and "mermaid" in value.split():
                faults.append(
                    Fault("external-resource", "has a mermaid diagram, for which the theme loads a script")
                )
    faults += (Fault("duplicate-id", f"has id={key!r} {n} times") for key, n in ids.items() if n > 1)
    return PageFacts(frozenset(ids.keys() | names), tuple(links), tuple(loads), tuple(faults))


def read_css(content: bytes) -> PageFacts:
    """The facts of a style sheet: it only loads."""
    return PageFacts(loads=tuple(dict.fromkeys(css_urls(content.decode("utf-8", "replace")))))


def read_script(content: bytes) -> PageFacts:
    """The facts of one of our own scripts: at most one fault of each kind."""
    text = content.decode("utf-8", "replace")
    faults = []
    for pattern, reason in _SCRIPT_FAULTS:
        if match := pattern.search(text):
            line = text.count("\n", 0, match.start()) + 1
            faults.append(Fault("script-reaches-out", f"line {line} has {match[0].strip()!r}: {reason}"))
    return PageFacts(faults=tuple(faults))


def css_urls(text: str) -> Iterator[str]:
    """What a piece of CSS loads: each url() and each @import."""
    text = _CSS_COMMENT.sub("", text)
    for pattern in (_CSS_IMPORT, _CSS_URL):
        for match in pattern.finditer(text):
            yield next((group for group in match.groups() if group is not None), "")


def _only_says(element: lxml.etree._Element) -> bool:
    relations = (element.get("rel") or "").lower().split()
    return element.tag == "link" and bool(relations) and _SAYING.issuperset(relations)


def _refresh(element: lxml.etree._Element) -> Iterator[str]:
    if (element.get("http-equiv") or "").lower() == "refresh":
        match = _REFRESH.match(element.get("content") or "")
        if match and match[1].strip():
            yield match[1].strip()


def _srcset(value: str) -> Iterator[str]:
    """The URLs of a srcset: candidates are set apart by a comma and a blank, so that `data:` keeps its comma."""
    for candidate in re.split(r",\s+", value):
        if parts := candidate.split():
            yield parts[0].rstrip(",")
