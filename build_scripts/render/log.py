"""整理记录: what was taken out of a speech or changed in it, with the rule that did it; folded, at its foot."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.model import Emendation, Quarantined, Speech
from build_scripts.render.markup import esc, tag

RULE_NAMES: Mapping[str, str] = {
    "control-character": "控制字符",
    "invisible-line": "不显示的字符",
    "page-chrome": "网页上的按钮、标签",
    "watermark-block": "水印、广告",
}
"""Every rule by the name that readers know it by."""


def render_log(speech: Speech) -> str:
    """The record of a speech's changes, or nothing where nothing was changed."""
    items = [*map(_taken_out, speech.quarantined), *map(_changed, speech.emendations)]
    if not items:
        return ""
    counts = (
        (len(speech.quarantined), "处不属正文，原样保存"),
        (len(speech.emendations), "处改动，可以还原"),
    )
    summary = "；".join(f"{count} {what}" for count, what in counts if count)
    content = tag("summary", f"整理记录（{summary}）") + tag("ul", "".join(items))
    return tag("details", content, {"class": "yl-log", "data-yanlu-ui": ""})


def _taken_out(quarantined: Quarantined) -> str:
    place = f"原文第 {quarantined.source.start + 1}–{quarantined.source.end} 字"
    text = tag("span", esc(_visible(quarantined.text)), {"class": "yl-quarantined"})
    return tag("li", f"{text} " + tag("small", f"{RULE_NAMES[quarantined.rule]} · {place}"))


def _changed(emendation: Emendation) -> str:
    before, after = _visible(emendation.before), _visible(emendation.after) or "（删去）"
    where = tag("a", emendation.paragraph, {"href": f"#{emendation.paragraph}"})
    what = tag("span", f"{esc(before)} → {esc(after)}", {"class": "yl-quarantined"})
    return tag("li", f"{what} " + tag("small", f"{RULE_NAMES[emendation.rule]} · {where}"))


def _visible(text: str) -> str:
    """`text` with characters that show nothing written as U+0000."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"U+{ord(c):04X} " for c in text)
