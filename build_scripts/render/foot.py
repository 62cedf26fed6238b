"""The foot of a speech: what it points to, and what points to it."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import Locator, Reference, ReferenceKind, SharedFormula, Speech
from build_scripts.render.library import Library
from build_scripts.render.markup import esc, tag
from build_scripts.render.parts import link, place_url, shown_title
from build_scripts.render.xref import formula_url, reference_url, relation_item

_MOST = 30  # formulas named at a foot
_MOST_OTHERS = 3  # speeches named beside each


def render_foot(library: Library, speech: Speech, path: str) -> str:
    """引文 · 文献 · 互见 · 相关讲话, as far as there are any; one block of HTML."""
    references = library.references_of.get(speech.id, ())
    quotations = [r for r in references if r.kind is ReferenceKind.QUOTATION]
    works = [r for r in references if r.kind is ReferenceKind.WORK]
    formulas = library.formulas_of.get(speech.id, ())
    more = f"另有 {len(formulas) - _MOST:,} 条，见数据文件" if len(formulas) > _MOST else ""
    shared = [_formula(library, f, speech, path) for f in formulas[:_MOST]] + (
        [tag("li", more)] if more else []
    )
    parts = [
        ("引文", "yl-quotations", [_reference(library, r, speech, path, "“”") for r in quotations]),
        ("文献", "yl-works", [_reference(library, r, speech, path, "《》") for r in works]),
        ("互见", "yl-formulas", shared),
        (
            "相关讲话",
            "yl-related",
            [relation_item(library, r, path) for r in library.relations_of.get(speech.id, ())],
        ),
    ]
    shown = [
        tag("section", tag("h2", name) + tag("ul", "".join(items)), {"class": kind})
        for name, kind, items in parts
        if items
    ]
    return tag("div", "".join(shown), {"class": "yl-foot", "data-yanlu-ui": ""}) if shown else ""


def _reference(library: Library, reference: Reference, speech: Speech, path: str, marks: str) -> str:
    entry = _entry(
        library, reference.id, reference_url(reference), path, marks[0] + reference.text + marks[1]
    )
    speaker = (
        tag("span", esc(f"（{reference.speaker}）"), {"class": "yl-speaker"}) if reference.speaker else ""
    )
    return tag("li", entry + speaker + _places(reference.occurrences, speech))


def _formula(library: Library, formula: SharedFormula, speech: Speech, path: str) -> str:
    others = {place.speech: place for place in reversed(formula.places) if place.speech != speech.id}
    links = [
        link(place_url(others[other]), path, shown_title(library.by_id[other]), "yl-source")
        for other in sorted(others)[:_MOST_OTHERS]
    ]
    more = f"等 {len(others)} 篇" if len(others) > _MOST_OTHERS else ""
    seen = tag("span", f"又见{'、'.join(links)}{more}", {"class": "yl-also"})
    entry = _entry(library, formula.id, formula_url(formula), path, formula.text)
    return tag("li", entry + _places(formula.places, speech) + seen)


def _entry(library: Library, identity: str, url: str, path: str, text: str) -> str:
    """The words with a link to their entry, where the cross-reference index has room for one."""
    return link(url, path, text) if identity in library.listed else tag("span", esc(text))


def _places(places: Sequence[Locator], speech: Speech) -> str:
    """Links to the paragraphs of this speech in which something stands."""
    anchors = dict.fromkeys(place.paragraph for place in places if place.speech == speech.id)
    links = " ".join(tag("a", anchor, {"href": f"#{anchor}"}) for anchor in anchors)
    return tag("span", links, {"class": "yl-places"})
