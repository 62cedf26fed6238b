"""The glossary: the index by letter, and a page for each entry."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_scripts.model import Page, Term, TermKind
from build_scripts.render.library import Library
from build_scripts.render.markup import attributes, esc, md, page, tag
from build_scripts.render.parts import context_lines, link, step_links
from build_scripts.render.urls import relative

KINDS: Mapping[TermKind, str] = {
    TermKind.FORMULA: "提法",
    TermKind.NUMBERED: "数字提法",
    TermKind.QUOTED: "引号词语",
    TermKind.ENTITY: "文献名",
    TermKind.WORD: "词",
}
_MOST_LINES = 200
_COMPANIONS = 12
_OTHER = "#"


def term_page(term: Term) -> str:
    """Path of an entry's Markdown page below docs/."""
    return f"glossary/{term.id}.md"


def term_url(term: Term) -> str:
    """Path of an entry's finished page below the site."""
    return f"glossary/{term.id}.html"


def tooltip(term: Term) -> str:
    """What hovering over a term in the text says."""
    return f"{term.pinyin} · {KINDS[term.kind]} · {term.count} 处，{term.speeches} 篇"


def render_glossary(library: Library) -> Iterator[Page]:
    """The index and every entry."""
    entries = sorted(library.index.terms, key=_order)
    yield _index(entries)
    companions = _companions(library)
    for n, term in enumerate(entries):
        before = entries[n - 1] if n else None
        after = entries[n + 1] if n + 1 < len(entries) else None
        yield _entry(library, term, before, after, companions[term.id])


def _index(entries: Sequence[Term]) -> Page:
    path = "glossary/index.md"
    letters: defaultdict[str, list[Term]] = defaultdict(list)
    for term in entries:
        letters[_letter(term)].append(term)
    bar = " ".join(f"[{md(letter)}](#{_anchor(letter)})" for letter in letters)
    blocks = [
        "# 词条 " + attributes("glossary"),
        f"共 {len(entries):,} 条，按拼音排列；数字是出现的次数。\n" + attributes(None, "yl-lead"),
        f"{bar}\n" + attributes(None, "yl-jump") if entries else "",
    ]
    for letter, terms in letters.items():
        blocks.append(f"## {md(letter)} " + attributes(_anchor(letter), "yl-letter"))
        items = [
            f"- [{md(t.headword)}]({relative(term_page(t), path)})"
            + attributes(None, "yl-entry", title=t.pinyin)
            + f' <span class="yl-facts">{t.count:,}</span>'
            for t in terms
        ]
        blocks.append("\n".join(items))
    return Page(path, page("词条", blocks, hide=("navigation", "toc")))


def _entry(
    library: Library, term: Term, before: Term | None, after: Term | None, companions: Sequence[Term]
) -> Page:
    path = term_page(term)
    facts = [("类别", KINDS[term.kind]), ("次数", f"{term.count:,} 处，见于 {term.speeches:,} 篇")]
    if term.aliases:
        facts.append(("各处写法", "、".join((term.headword, *term.aliases))))
    rows = "".join(tag("div", tag("dt", name) + tag("dd", esc(value))) for name, value in facts)
    ways = (("上一条", "yl-before", "prev", before), ("下一条", "yl-after", "next", after))
    near = step_links(
        [(way, kind, rel, t.headword, relative(term_page(t), path)) for way, kind, rel, t in ways if t]
    )
    together = "".join(tag("li", link(term_url(t), path, t.headword)) for t in companions)
    blocks = [
        "[首页](../index.md) › [词条](index.md)\n" + attributes(None, "yl-crumbs", data_yanlu_ui=""),
        f"# {md(term.headword)} " + attributes("term", "yl-headword", data_toc_label=term.headword),
        f"{md(term.pinyin)}\n" + attributes(None, "yl-pinyin", lang="zh-Latn-pinyin"),
        tag("dl", rows, {"class": "yl-record"}),
        "## 用例 " + attributes("occurrences"),
        tag(
            "div",
            context_lines(library, term.occurrences, path, _MOST_LINES),
            {"class": "yl-concordance yl-centred"},
        ),
        "## 同段常见 " + attributes("companions") if together else "",
        tag("ul", together, {"class": "yl-words"}) if together else "",
        near,
    ]
    return Page(path, page(term.headword, blocks, hide=("navigation", "toc")))


def _companions(library: Library) -> Mapping[str, Sequence[Term]]:
    """For each term those that stand most often in the same paragraphs, apart from parts and wholes of it."""
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in library.terms_at.values():
        present = list(dict.fromkeys(term.id for _, term in found))
        for identity in present:
            together[identity].update(other for other in present if other != identity)
    result: dict[str, Sequence[Term]] = {}
    for term in library.index.terms:
        ranked = sorted(
            together[term.id].items(), key=lambda item: (-item[1], -library.terms[item[0]].score, item[0])
        )
        others = (library.terms[identity] for identity, _ in ranked)
        apart = [t for t in others if t.headword not in term.headword and term.headword not in t.headword]
        result[term.id] = apart[:_COMPANIONS]
    return result


def _order(term: Term) -> tuple[bool, str, str, str]:
    """By letter, what is not read in letters last; then by reading."""
    letter = _letter(term)
    return letter == _OTHER, letter, _plain(term.pinyin), term.headword


def _letter(term: Term) -> str:
    first = _plain(term.pinyin)[:1].upper()
    return first if "A" <= first <= "Z" else _OTHER


def _plain(pinyin: str) -> str:
    """The reading without tone marks, in lower case."""
    decomposed = unicodedata.normalize("NFD", pinyin)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _anchor(letter: str) -> str:
    return "other" if letter == _OTHER else f"letter-{letter.lower()}"
