"""The foot of a speech: what it points to, and what points to it."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import Locator, Reference, ReferenceKind, SharedFormula, Speech
from build_scripts.render.library import Library
from build_scripts.render.markup import esc, tag
from build_scripts.render.parts import link, speech_link
from build_scripts.render.xref import formula_url, reference_url, relation_item

_MOST = 30  # formulas named at a foot


def render_foot(library: Library, speech: Speech, path: str) -> str:
    """引文 · 文献 · 互见 · 相关讲话, as far as there are any; one block of HTML."""
    references = [r for r in library.references_of.get(speech.id, ()) if r.id in library.listed]
    quotations = [r for r in references if r.kind is ReferenceKind.QUOTATION]
    works = [r for r in references if r.kind is ReferenceKind.WORK]
    formulas = [f for f in library.formulas_of.get(speech.id, ()) if f.id in library.listed][:_MOST]
    parts = [
        ("引文", "yl-quotations", [_reference(r, speech, path, "“”") for r in quotations]),
        ("文献", "yl-works", [_reference(r, speech, path, "《》") for r in works]),
        ("互见", "yl-formulas", [_formula(library, f, speech, path) for f in formulas]),
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


def _reference(reference: Reference, speech: Speech, path: str, marks: str) -> str:
    entry = link(reference_url(reference), path, marks[0] + reference.text + marks[1])
    speaker = (
        tag("span", esc(f"（{reference.speaker}）"), {"class": "yl-speaker"}) if reference.speaker else ""
    )
    return tag("li", entry + speaker + _places(reference.occurrences, speech))


def _formula(library: Library, formula: SharedFormula, speech: Speech, path: str) -> str:
    others = dict.fromkeys(place.speech for place in formula.places if place.speech != speech.id)
    also = "、".join(speech_link(library, other, path) for other in list(others)[:3])
    more = f"等 {len(others)} 篇" if len(others) > 3 else ""
    seen = tag("span", f"又见{also}{more}", {"class": "yl-also"})
    return tag("li", link(formula_url(formula), path, formula.text) + _places(formula.places, speech) + seen)


def _places(places: Sequence[Locator], speech: Speech) -> str:
    """Links to the paragraphs of this speech in which something stands."""
    anchors = dict.fromkeys(place.paragraph for place in places if place.speech == speech.id)
    links = " ".join(tag("a", anchor, {"href": f"#{anchor}"}) for anchor in anchors)
    return tag("span", links, {"class": "yl-places"})
