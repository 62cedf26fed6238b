"""The page of one speech."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_scripts.model import Page, Paragraph, Point, Role, Section, Speech
from build_scripts.render.foot import render_foot
from build_scripts.render.glossary import term_page, tooltip
from build_scripts.render.library import Library
from build_scripts.render.links import TermLink, term_links
from build_scripts.render.log import render_log
from build_scripts.render.markup import attributes, esc, mark, md, page, tag
from build_scripts.render.parts import length, pager, shown_title
from build_scripts.render.urls import relative, speech_page

_DEEPEST = 6  # HTML has no h7
_BLANKS = re.compile(r"(\s+)")
# What stands above the record and the outline.
_TITLE_PAGE = (Role.TITLE, Role.META, Role.BYLINE)
_CLASSES: Mapping[Role, str] = {
    Role.TITLE: "yl-subtitle",
    Role.META: "yl-meta",
    Role.SALUTATION: "yl-salutation",
    Role.BODY: "yl-body",
    Role.CLOSING: "yl-closing",
    Role.BYLINE: "yl-byline",
}


def render_speech(library: Library, number: int) -> Page:
    """The page of the speech with this number in the library's order, from 0."""
    speech = library.speeches[number]
    before = library.speeches[number - 1] if number else None
    after = library.speeches[number + 1] if number + 1 < len(library.speeches) else None
    path = speech_page(speech.id)
    sections = {section.anchor: section for section in speech.sections}
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for point in speech.points:
        points[point.paragraph].append(point)

    blocks = [_crumbs(speech, path)]
    titled = speech.title_supplied
    if titled:
        note = "原文无题，此题取自文中"
        supplied = attributes("title", "yl-supplied", title=note, data_yanlu_ui="")
        blocks.append(f"# {md(shown_title(speech))} {supplied}")
    furniture = [_record(speech), _outline(speech, points)]
    links = term_links(library, speech)
    for paragraph in speech.paragraphs:
        if paragraph.role not in _TITLE_PAGE:
            blocks += furniture
            furniture = []
        if paragraph.role is Role.HEADING:
            blocks.append(_heading(paragraph, sections[paragraph.anchor]))
        elif paragraph.role is Role.TITLE and not titled:
            blocks.append(_title(paragraph))
            titled = True
        else:
            anchor = paragraph.anchor
            blocks.append(_paragraph(paragraph, points.get(anchor, ()), links.get(anchor, ()), path))
    blocks += [*furniture, render_log(speech), render_foot(library, speech, path), pager(path, before, after)]
    return Page(path, page(shown_title(speech), blocks, hide=("navigation",)))


def _title(paragraph: Paragraph) -> str:
    """The title as the page's heading. Where it holds blanks, lines break there first."""
    words = [
        f'<span class="yl-part">{md(w)}</span>' if w.strip() else md(w) for w in _BLANKS.split(paragraph.text)
    ]
    shown = "".join(words) if len(words) > 1 else md(paragraph.text)
    label = attributes(paragraph.anchor, "yl-title", data_toc_label=paragraph.text)
    return f"# {shown}{mark(paragraph.anchor, '题名')} {label}"


def _heading(paragraph: Paragraph, section: Section) -> str:
    level = "#" * min(section.level + 1, _DEEPEST)
    kind = "yl-run-in" if section.run_in else "yl-line"
    label = attributes(section.anchor, kind, data_toc_label=section.label + section.heading)
    return f"{level} {md(paragraph.text)}{mark(section.anchor, '本节')} {label}"


def _paragraph(paragraph: Paragraph, points: Sequence[Point], links: Sequence[TermLink], path: str) -> str:
    """A paragraph: the labels of its points are anchors, terms are links; its text is not changed by a character."""

    def stretch(start: int, end: int) -> str:
        parts: list[str] = []
        for link in links:
            if start <= link.start and link.end <= end:
                note = attributes(None, "yl-term", title=tooltip(link.term))
                target = relative(term_page(link.term), path)
                parts += (
                    md(paragraph.text[start : link.start]),
                    f"[{md(paragraph.text[link.start : link.end])}]({target}){note}",
                )
                start = link.end
        return "".join([*parts, md(paragraph.text[start:end])])

    parts: list[str] = []
    position = 0
    for point in points:
        label_end = point.start + len(point.label)
        label = f"**{stretch(point.start, label_end)}**" + attributes(point.anchor, "yl-point")
        parts += (stretch(position, point.start), label)
        position = label_end
    parts += (stretch(position, len(paragraph.text)), mark(paragraph.anchor, "本段"))
    return "".join(parts) + "\n" + attributes(paragraph.anchor, _CLASSES[paragraph.role])


def _crumbs(speech: Speech, path: str) -> str:
    links = [("首页", "index.md"), ("讲话", "speeches/index.md")]
    trail = " › ".join(f"[{name}]({relative(target, path)})" for name, target in links)
    folder = "".join(f" › {md(part)}" for part in speech.id.split("/")[:-1])
    return trail + folder + "\n" + attributes(None, "yl-crumbs", data_yanlu_ui="")


def _record(speech: Speech) -> str:
    """What is known of the document; what is not printed in it is not there."""
    known = [
        ("讲话人", speech.speaker),
        ("日期", speech.date),
        ("场合", speech.occasion),
        (
            "篇幅",
            f"{length(speech):,} 字 · {len(speech.paragraphs)} 段"
            + (f" · {len(speech.sections)} 节" if speech.sections else ""),
        ),
        ("原文件", f"{speech.source}（{speech.encoding}）"),
        ("校验", speech.sha256[:16]),
    ]
    rows = "".join(
        tag(
            "div",
            tag("dt", name) + tag("dd", esc(value), {"title": speech.sha256} if name == "校验" else None),
        )
        for name, value in known
        if value
    )
    return tag("dl", rows, {"class": "yl-record", "data-yanlu-ui": ""})


def _outline(speech: Speech, points: Mapping[str, Sequence[Point]]) -> str:
    """Headings and points as one folded list."""
    sections = {section.anchor: section for section in speech.sections}
    items: list[str] = []
    level = 0
    for paragraph in speech.paragraphs:
        if section := sections.get(paragraph.anchor):
            level = section.level
            items.append(_outline_item(section.anchor, section.label + section.heading, level, "yl-section"))
        items += (
            _outline_item(p.anchor, p.label, level + 1, "yl-point") for p in points.get(paragraph.anchor, ())
        )
    if not items:
        return ""
    count = " · ".join(
        f"{n} {unit}" for n, unit in [(len(speech.sections), "节"), (len(speech.points), "点")] if n
    )
    summary = tag("summary", f"提纲（{count}）")
    return tag("details", summary + tag("ul", "".join(items)), {"class": "yl-outline", "data-yanlu-ui": ""})


def _outline_item(anchor: str, text: str, level: int, kind: str) -> str:
    return tag(
        "li", tag("a", esc(text), {"href": f"#{anchor}"}), {"class": f"{kind} yl-level-{min(level, 6)}"}
    )
