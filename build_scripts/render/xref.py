"""The cross-reference index: works, quotations, shared formulas, related speeches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.model import Locator, Page, Reference, ReferenceKind, Relation, SharedFormula, Speech
from build_scripts.render.glossary import term_url
from build_scripts.render.library import Library
from build_scripts.render.markup import attributes, esc, md, page, tag
from build_scripts.render.parts import context_lines, link, place_url, shown_title, speech_link
from build_scripts.render.urls import relative, speech_page, speech_url

WORKS, QUOTATIONS, FORMULAS, RELATED = "works", "quotations", "formulas", "related"
_KINDS = {WORKS: ReferenceKind.WORK, QUOTATIONS: ReferenceKind.QUOTATION}
_MOST_LINES = 20  # of one entry
_MATRIX_SPEECHES, _MATRIX_FORMULAS = 40, 60


def reference_url(reference: Reference) -> str:
    """Where a work or quotation has its entry."""
    return f"xref/{WORKS if reference.kind is ReferenceKind.WORK else QUOTATIONS}.html#{reference.id}"


def formula_url(formula: SharedFormula) -> str:
    """Where a shared formula has its entry."""
    return f"xref/{FORMULAS}.html#{formula.id}"


def render_xref(library: Library) -> Iterator[Page]:
    """The overview and the four lists."""
    works, quotations = library.listed_works, library.listed_quotations
    yield _overview(library)
    yield _references(library, WORKS, "文献", "讲话中以书名号引用的文件、法规、著作。", works)
    yield _references(
        library, QUOTATIONS, "引文", "有出处提示或自成一句的引语；讲话人只在文中写明时标出。", quotations
    )
    yield _formulas(library, library.listed_formulas)
    yield _related(library)


def _overview(library: Library) -> Page:
    counts = {kind: sum(r.kind is kind for r in library.index.references) for kind in ReferenceKind}
    entries = [
        ("文献", WORKS, f"{counts[ReferenceKind.WORK]:,} 种"),
        ("引文", QUOTATIONS, f"{counts[ReferenceKind.QUOTATION]:,} 条"),
        ("共用提法", FORMULAS, f"{len(library.index.formulas):,} 条：两篇以上共用的文字，八字以上"),
        ("相关讲话", RELATED, "哪些讲话彼此相近，凭什么"),
    ]
    items = [
        f"- [{name}]({target}.md)"
        + attributes(None, "yl-entry")
        + f' <span class="yl-facts">{md(what)}</span>'
        for name, target, what in entries
    ]
    blocks = [
        "# 互见 " + attributes("xref"),
        "讲话之间的联系：引了什么，共用什么。\n" + attributes(None, "yl-lead"),
        "\n".join(items),
    ]
    return Page("xref/index.md", page("互见", blocks, hide=("navigation", "toc")))


def _references(library: Library, name: str, title: str, lead: str, entries: Sequence[Reference]) -> Page:
    found = sum(reference.kind is _KINDS[name] for reference in library.index.references)
    path = f"xref/{name}.md"
    blocks = [_crumbs(), f"# {title} " + attributes(name), _lead(lead, len(entries), found)]
    for reference in entries:
        marks = "《》" if reference.kind is ReferenceKind.WORK else "“”"
        shown = marks[0] + reference.text + marks[1]
        blocks.append(f"## {md(shown)} " + attributes(reference.id, "yl-reference", data_toc_label=shown))
        speaker = (
            tag("p", f"讲话人：{esc(reference.speaker)}", {"class": "yl-speaker"})
            if reference.speaker
            else ""
        )
        lines = context_lines(library, reference.occurrences, path, _MOST_LINES)
        blocks.append(tag("div", speaker + lines, {"class": "yl-concordance"}))
    return Page(path, page(title, blocks, hide=("navigation", "toc")))


def _formulas(library: Library, formulas: Sequence[SharedFormula]) -> Page:
    path = f"xref/{FORMULAS}.md"
    lead = "两篇以上讲话共用的文字，八至二十四字；标点、空格、数字的全角半角不计。"
    blocks = [
        _crumbs(),
        "# 共用提法 " + attributes(FORMULAS),
        _lead(lead, len(formulas), len(library.index.formulas)),
        _matrix(library, formulas, path),
    ]
    for formula in formulas:
        blocks.append(
            f"## {md(formula.text)} " + attributes(formula.id, "yl-reference", data_toc_label=formula.text)
        )
        blocks.append(
            tag("div", context_lines(library, formula.places, path, _MOST_LINES), {"class": "yl-concordance"})
        )
    return Page(path, page("共用提法", blocks, hide=("navigation", "toc")))


def _matrix(library: Library, formulas: Sequence[SharedFormula], path: str) -> str:
    """Formulas down, speeches across: a formula's words need the room of a row."""
    if not formulas:
        return ""
    speeches = library.speeches[:_MATRIX_SPEECHES]
    head = "".join(
        tag("th", link(speech_url(s.id), path, str(n), title=shown_title(s)), {"scope": "col"})
        for n, s in enumerate(speeches, start=1)
    )
    rows = []
    for formula in formulas[:_MATRIX_FORMULAS]:
        cells = "".join(_cell(formula, speech, path) for speech in speeches)
        rows.append(
            tag(
                "tr",
                tag("th", tag("a", esc(formula.text), {"href": f"#{formula.id}"}), {"scope": "row"}) + cells,
            )
        )
    legend = "".join(tag("li", link(speech_url(s.id), path, shown_title(s))) for s in speeches)
    cut = len(library.speeches) > len(speeches) or len(formulas) > _MATRIX_FORMULAS
    limits = f"；只列前 {len(speeches)} 篇、前 {len(rows)} 条" if cut else ""
    caption = tag("caption", f"提法（行）见于哪些讲话（列，序号见表下），数字是次数{limits}")
    table = tag(
        "table",
        caption
        + tag("thead", tag("tr", tag("th", "提法", {"scope": "col"}) + head))
        + tag("tbody", "".join(rows)),
    )
    return tag(
        "div",
        table,
        {"class": "yl-matrix", "tabindex": "0", "role": "region", "aria-label": "讲话与提法对照表"},
    ) + tag("ol", legend, {"class": "yl-legend"})


def _cell(formula: SharedFormula, speech: Speech, path: str) -> str:
    places = [place for place in formula.places if place.speech == speech.id]
    if not places:
        return tag("td", "", {"class": "yl-none"})
    return tag(
        "td", link(place_url(places[0]), path, str(len(places))), {"class": f"yl-heat-{min(len(places), 4)}"}
    )


def _related(library: Library) -> Page:
    path = f"xref/{RELATED}.md"
    lead = "按共有的词条、提法、文献排列；越少见的，越说明问题。"
    blocks = [_crumbs(), "# 相关讲话 " + attributes(RELATED), f"{lead}\n" + attributes(None, "yl-lead")]
    for n, speech in enumerate(library.speeches, start=1):
        relations = library.relations_of.get(speech.id, ())
        if relations:
            title = f"[{md(shown_title(speech))}]({relative(speech_page(speech.id), path)})"
            blocks.append(
                f"## {title} " + attributes(f"speech-{n}", "yl-reference", data_toc_label=shown_title(speech))
            )
            blocks.append(
                tag(
                    "ul", "".join(relation_item(library, r, path) for r in relations), {"class": "yl-related"}
                )
            )
    return Page(path, page("相关讲话", blocks, hide=("navigation", "toc")))


def relation_item(library: Library, relation: Relation, path: str) -> str:
    """A related speech with the reasons, each of them a link."""
    reasons = [
        ("文献", [_work_reason(library, library.references[i], relation, path) for i in relation.works]),
        ("提法", [_formula_reason(library, library.formulas[i], relation, path) for i in relation.formulas]),
        ("词条", [link(term_url(library.terms[i]), path, library.terms[i].headword) for i in relation.terms]),
    ]
    why = "；".join(f"同{name}：" + " · ".join(links) for name, links in reasons if links)
    return tag("li", speech_link(library, relation.other, path) + tag("p", why, {"class": "yl-why"}))


def _work_reason(library: Library, work: Reference, relation: Relation, path: str) -> str:
    return link(
        _entry_or_place(library, work.id, reference_url(work), work.occurrences, relation),
        path,
        f"《{work.text}》",
    )


def _formula_reason(library: Library, formula: SharedFormula, relation: Relation, path: str) -> str:
    return link(
        _entry_or_place(library, formula.id, formula_url(formula), formula.places, relation),
        path,
        formula.text,
    )


def _entry_or_place(
    library: Library, identity: str, entry: str, places: Sequence[Locator], relation: Relation
) -> str:
    """The entry of a shared thing; where the page had no room for one, its first place in the other speech."""
    if identity in library.listed:
        return entry
    return place_url(next(place for place in places if place.speech == relation.other))


def _crumbs() -> str:
    return "[首页](../index.md) › [互见](index.md)\n" + attributes(None, "yl-crumbs", data_yanlu_ui="")


def _lead(text: str, listed: int, found: int) -> str:
    rest = f"，此页列出最常见的 {listed:,} 条，其余见数据文件" if found > listed else ""
    return f"{text}共 {found:,} 条{rest}。\n" + attributes(None, "yl-lead")
