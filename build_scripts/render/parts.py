"""What several pages show in the same way: titles, links to places, lines of context."""

from __future__ import annotations

from build_scripts.model import Locator, Speech
from build_scripts.render.library import Library
from build_scripts.render.markup import attributes, esc, md, tag
from build_scripts.render.urls import relative, speech_page, speech_url

_CONTEXT = 24  # code points on either side


def shown_title(speech: Speech) -> str:
    """The title as the site prints it: a supplied one in brackets."""
    return f"〔{speech.title}〕" if speech.title_supplied else speech.title


def length(speech: Speech) -> int:
    """Code points of the speech's paragraphs."""
    return sum(len(paragraph.text) for paragraph in speech.paragraphs)


def link(target: str, page: str, text: str, kind: str = "", title: str = "") -> str:
    """A link in raw HTML from the page `page` to `target`, both paths of finished pages below the site."""
    attrs = (
        {"href": relative(target, page)}
        | ({"class": kind} if kind else {})
        | ({"title": title} if title else {})
    )
    return tag("a", esc(text), attrs)


def place_url(place: Locator) -> str:
    """Path of a place's page with the anchor of its paragraph."""
    return f"{speech_url(place.speech)}#{place.paragraph}"


def speech_link(library: Library, speech: str, page: str) -> str:
    return link(speech_url(speech), page, shown_title(library.by_id[speech]), "yl-source")


def context_line(library: Library, place: Locator, page: str) -> str:
    """A keyword in its context: one list item, the whole of it a link to the paragraph."""
    text = library.paragraphs[place.speech, place.paragraph].text
    before = text[max(0, place.start - _CONTEXT) : place.start]
    after = text[place.end : place.end + _CONTEXT]
    if place.start > _CONTEXT:
        before = "…" + before
    if place.end + _CONTEXT < len(text):
        after += "…"
    line = (
        tag("span", esc(before), {"class": "yl-left"})
        + tag("mark", esc(text[place.start : place.end]))
        + tag("span", esc(after), {"class": "yl-right"})
    )
    where = tag("a", esc(place.paragraph), {"href": relative(place_url(place), page), "class": "yl-place"})
    return tag("li", tag("p", line) + where)


def context_lines(library: Library, places: tuple[Locator, ...], page: str, most: int) -> str:
    """Keywords in context, speech by speech; what goes beyond `most` lines is counted, not shown."""
    parts: list[str] = []
    shown = places[:most]
    for speech in dict.fromkeys(place.speech for place in shown):
        lines = "".join(context_line(library, place, page) for place in shown if place.speech == speech)
        heading = tag("p", speech_link(library, speech, page), {"class": "yl-kwic-speech"})
        parts.append(heading + tag("ul", lines, {"class": "yl-kwic"}))
    if len(places) > most:
        rest = f"另有 {len(places) - most:,} 处未列于此页，全部见数据文件。"
        parts.append(tag("p", rest, {"class": "yl-rest"}))
    return "".join(parts)


def pager(path: str, before: Speech | None, after: Speech | None) -> str:
    """Links to the neighbours in the list of speeches."""
    ways = (("上一篇", "yl-before", "prev", before), ("下一篇", "yl-after", "next", after))
    return step_links(
        [
            (way, kind, rel, shown_title(s), relative(speech_page(s.id), path))
            for way, kind, rel, s in ways
            if s
        ]
    )


def step_links(steps: list[tuple[str, str, str, str, str]]) -> str:
    """Links to the page before and the page after: (way, class, rel, title, target) each."""
    links = [
        f'[<span class="yl-way">{way}</span>{md(title)}]({target})' + attributes(None, kind, rel=rel)
        for way, kind, rel, title, target in steps
    ]
    return " ".join(links) + "\n" + attributes(None, "yl-pager", data_yanlu_ui="") if links else ""
