"""The pages that list speeches: the home page and the list of all."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import Page, Role, Speech, TermKind
from build_scripts.render.glossary import term_url
from build_scripts.render.library import Library
from build_scripts.render.markup import attributes, md, page, tag
from build_scripts.render.parts import length, link, shown_title
from build_scripts.render.urls import relative, speech_page

# A plain form: it leads to the search page without a script, too.
SEARCH_BOX = (
    '<form class="yl-search" role="search" action="search.html" method="get">'
    '<input type="search" name="q" aria-label="检索全部讲话" autocomplete="off" placeholder="检索全部讲话">'
    '<button type="submit">检索</button></form>'
)
_LEADING_TERMS = 24
_ON_HOME = 60  # speeches listed on the home page; all are in the list


def render_home(library: Library, note: str) -> Page:
    """What this library holds, its leading terms, and its speeches."""
    path, speeches = "index.md", library.speeches
    sections = sum(len(speech.sections) for speech in speeches)
    paragraphs = sum(sum(p.role is not Role.HEADING for p in speech.paragraphs) for speech in speeches)
    characters = sum(map(length, speeches))
    figures = [
        ("篇讲话", len(speeches)),
        ("节", sections),
        ("段", paragraphs),
        ("字", characters),
        ("条词条", len(library.index.terms)),
    ]
    holdings = " ".join(f"**{n:,}**{attributes(None, 'yl-figure')} {unit}" for unit, n in figures)
    shown = speeches[:_ON_HOME]
    more = f"[全部 {len(speeches):,} 篇讲话](speeches/index.md)" if len(speeches) > len(shown) else ""
    blocks = [
        "# 讲话文库 " + attributes("library", "yl-home"),
        md(note) + "\n" + attributes(None, "yl-note") if note else "",
        holdings + "\n" + attributes(None, "yl-figures"),
        SEARCH_BOX,
        "每节每段都有固定的链接，可以逐段引用；[读法与引用](guide.md)说明怎样读、怎样引。\n"
        + attributes(None, "yl-lead"),
        "## 常用提法 " + attributes("terms") if library.index.terms else "",
        _leading_terms(library, path),
        "## 讲话 " + attributes("speeches"),
        _list(shown, path),
        more,
    ]
    return Page(path, page("首页", blocks, hide=("navigation", "toc")))


def render_list(speeches: Sequence[Speech]) -> Page:
    """All speeches."""
    path = "speeches/index.md"
    blocks = [
        "# 讲话 " + attributes("speeches"),
        f"共 {len(speeches):,} 篇。题名加〔〕的，原文无题，题取自文中。\n" + attributes(None, "yl-lead"),
        _list(speeches, path),
    ]
    return Page(path, page("讲话", blocks, hide=("navigation", "toc")))


def _leading_terms(library: Library, path: str) -> str:
    terms = [term for term in library.index.terms if term.kind is not TermKind.WORD][:_LEADING_TERMS]
    items = [
        tag(
            "li",
            link(term_url(term), path, term.headword)
            + " "
            + tag("span", f"{term.count:,}", {"class": "yl-facts"}),
        )
        for term in terms
    ]
    return tag("ul", "".join(items), {"class": "yl-words"}) if items else ""


def _list(speeches: Sequence[Speech], path: str) -> str:
    return "\n".join(_entry(speech, path) for speech in speeches) + "\n"


def _entry(speech: Speech, path: str) -> str:
    facts = [
        speech.date,
        speech.speaker,
        speech.occasion if speech.occasion not in (None, speech.title) else None,
    ]
    size = (
        f"{len(speech.sections)} 节 · {length(speech):,} 字" if speech.sections else f"{length(speech):,} 字"
    )
    known = md(" · ".join([*filter(None, facts), size]))
    link = f"[{md(shown_title(speech))}]({relative(speech_page(speech.id), path)})" + attributes(
        None, "yl-entry"
    )
    return f'- {link} <span class="yl-facts">{known}</span>'
