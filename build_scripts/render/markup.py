"""Text → Markdown and HTML that show exactly that text, whatever it holds."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

# Every ASCII mark means something to Markdown, to an extension or to a template somewhere; so all of them
# are written as numeric references. So are tabs, which Markdown expands, and line separators.
_MEANINGFUL = re.compile(r"[!-/:-@\[-`{-~\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]")
_LINE_SEPARATOR = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")


def md(text: str) -> str:
    """`text` as inline Markdown (also for attribute values and YAML strings in double quotes)."""
    core = text.strip()
    start = text.index(core)
    lead, tail = text[:start], text[start + len(core) :]
    return _all_references(lead) + _MEANINGFUL.sub(_reference, core) + _all_references(tail)


def attributes(anchor: str | None = None, *classes: str, **values: str) -> str:
    """An attribute list. Python names become attribute names: ``data_toc_label`` → ``data-toc-label``."""
    parts = [f"#{anchor}"] if anchor else []
    parts += [f".{name}" for name in classes]
    parts += [
        f'{name.replace("_", "-")}="{md(value)}"' if value else name.replace("_", "-")
        for name, value in values.items()
    ]
    return "{: " + " ".join(parts) + " }"


def mark(anchor: str, what: str) -> str:
    """The ¶ that links a heading or paragraph to itself; part of the page, not of the text."""
    label = f"{what} {anchor} 的链接"
    return f"[¶](#{anchor})" + attributes(None, "yl-mark", data_yanlu_ui="", title=label, aria_label=label)


def page(title: str, blocks: list[str], *, hide: tuple[str, ...] = ()) -> str:
    """A Markdown page: front matter, then the blocks, a blank line between."""
    # YAML takes these two characters only as escapes.
    quoted = md(title).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    head = ["---", f'title: "{quoted}"']
    if hide:
        head += ["hide:", *(f"  - {part}" for part in hide)]
    return "\n".join([*head, "---", ""]) + "\n" + "\n\n".join(block for block in blocks if block) + "\n"


def tag(name: str, content: str = "", attrs: Mapping[str, str] | None = None) -> str:
    """An HTML element; `content` is markup already, attribute values are text. An empty value is a bare attribute."""
    head = "".join(
        f" {key}" if value == "" else f' {key}="{esc(value)}"' for key, value in (attrs or {}).items()
    )
    return f"<{name}{head}>{content}</{name}>"


def esc(text: str) -> str:
    """`text` for a raw HTML block. Line separators are references: a blank line would end the block."""
    return _LINE_SEPARATOR.sub(_reference, html.escape(text))


def _all_references(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
