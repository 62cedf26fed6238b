"""Text is data: whatever a file holds is shown as that text, and never acts as markup."""

from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.analyse import analyse
from build_scripts.clean import clean
from build_scripts.model import Speech, Witness
from build_scripts.parse import parse
from build_scripts.render import (
    Library,
    render_glossary,
    render_home,
    render_list,
    render_speech,
    render_xref,
)
from build_scripts.render.lists import SEARCH_BOX
from build_scripts.render.markup import page
from tests.parse.test_contract import PIECES

ROOT = Path(__file__).parents[2]
VOID = {"br", "hr", "img", "input", "link", "meta"}

# What means something to Markdown, its extensions, HTML, templates or YAML, at the start of a line and inside.
HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![](http://example.com/x.png)", "<http://example.com>", "**看**、", "市**人社局",
    "_下_划_线_", "`代码`", "{{ page.title }}", "{% raw %}", "{: #p1 .x }", "{#s1}", "# 题", "1. 甲", "- 乙", "+ 丙", "> 引", "    缩进", "---",
    "***", "===", ":::", "!!! note", "??? x", "| a | b |", "|---|", "&lt;", "&#60;", "&amp;amp;", "\\", "\\*", "~~删~~", "^上^", "==标==", "[^1]: 注",
    "[a]: http://example.com", "*[HTML]: 超文本", ":smile:", "$x$", "@user", "'单'", '"双"', "<!-- 注释 -->", "]]>", "<br/>", "</p>", "</article>",
    "title: x", "%", "‰", "😀", "\u200b", "\ufeff", "\ufffd", "\uffff", "\u202e", "\t", "　", "  ", "www.example.com", "a@b.cn", "//", "<", ">", "&",
    "stx\u0002wzxhzdk:0\u0003", "klzzwxh:0000",
]  # fmt: skip
anything = st.one_of(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.sampled_from(PIECES), st.text(max_size=8)), max_size=12
    ).map("".join),
    st.lists(st.sampled_from(HOSTILE), max_size=8).map("\n".join),
    st.text(),
)


TAGS = set(
    "h1 h2 h3 h4 h5 h6 p a strong span small mark section div dl dt dd details summary ul ol li".split()
    + "table caption thead tbody tr th td".split()
)  # fmt: skip
ATTRIBUTES = {*"id class href title rel lang aria-label data-yanlu-ui scope tabindex role".split()}


class Blocks(HTMLParser):
    """The text of each element with an id, without what is marked as part of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, str] = {}
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[tuple[str, str | None, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= {*values}
        if tag not in VOID:
            hidden = "data-yanlu-ui" in values or any(h for _, _, h in self._open)
            self._open.append((tag, values.get("id"), hidden))
            if anchor := values.get("id"):
                assert anchor not in self.texts, f"the id {anchor} stands twice"
                self.texts[anchor] = ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, _, hidden in self._open):
            for _, anchor, _ in self._open:
                if anchor:
                    self.texts[anchor] += data


def config() -> dict[str, object]:
    loaded = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def shown(content: str) -> Blocks:
    """A page as Markdown with the project's own settings makes it. MkDocs adds tables and fenced code."""
    settings = config()["markdown_extensions"]
    assert isinstance(settings, list)
    named = [name if isinstance(name, str) else next(iter(name)) for name in settings]
    options = {
        name: value for setting in settings if isinstance(setting, dict) for name, value in setting.items()
    }
    head, _, body = content.removeprefix("---\n").partition("\n---\n")
    assert isinstance(yaml.safe_load(head), dict)
    blocks = Blocks()
    blocks.feed(
        markdown.markdown(body, extensions=[*named, "tables", "fenced_code"], extension_configs=options)
    )
    blocks.close()
    return blocks


def page_of(speech: Speech) -> str:
    return render_speech(Library((speech,), analyse([speech])), 0).content


def read(text: str) -> Speech | None:
    result = parse(clean(Witness("x", "x.txt", "0" * 64, "utf-8", text)))
    return result if isinstance(result, Speech) else None


@given(anything)
def test_each_block_shows_exactly_its_paragraphs_text(text: str) -> None:
    if speech := read(text):
        blocks = shown(page_of(speech))
        for paragraph in speech.paragraphs:
            assert blocks.texts[paragraph.anchor] == paragraph.text
        for point in speech.points:
            assert blocks.texts[point.anchor] == point.label


@settings(max_examples=40)
@given(anything)
def test_no_text_becomes_an_element_or_an_attribute(text: str) -> None:
    if speech := read(text):
        twice = (speech, replace(speech, id="y"))
        library = Library(twice, analyse(twice))
        pages = [
            render_home(library, text),
            render_list(twice),
            render_speech(library, 0),
            render_speech(library, 1),
        ]
        for made in (*pages, *render_glossary(library), *render_xref(library)):
            blocks = shown(made.content.replace(SEARCH_BOX, ""))
            assert blocks.tags <= TAGS
            assert blocks.attributes <= ATTRIBUTES


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_is_shown_as_it_is(text: str) -> None:
    if speech := read(f"同志们：\n{text}\n{text}今天开会{text}，{text}"):
        blocks = shown(page_of(speech))
        assert [blocks.texts[p.anchor] for p in speech.paragraphs] == [p.text for p in speech.paragraphs]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_the_title_in_the_front_matter_is_html(text: str) -> None:
    """The themes print it as it is, in the title element and in the header."""
    title = yaml.safe_load(page(text, []).removeprefix("---\n").partition("\n---\n")[0])["title"]
    assert not set(title) & set("<>\"'")
    assert unescape(title) == text
