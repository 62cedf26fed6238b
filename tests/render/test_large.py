"""What a page has no room for is counted, and what it names still leads somewhere."""

import re

from build_scripts.model import Index, Locator, Paragraph, Relation, Role, SharedFormula, Span, Speech
from build_scripts.render import Library, render_speech, render_xref
from build_scripts.render.library import _MOST_LISTED
from build_scripts.render.xref import relation_item

FORMULAS = _MOST_LISTED + 30
TEXT = "".join(f"共用提法第{n:04d}号" for n in range(FORMULAS))
WIDTH = len("共用提法第0000号")


def library() -> Library:
    """Two speeches that share more formulas than a page lists."""

    def speech(name: str) -> Speech:
        paragraph = Paragraph("p1", Role.BODY, None, TEXT, Span(0, len(TEXT)))
        return Speech(name, f"{name}.txt", "", "utf-8", name, False, None, None, None, None, (paragraph,))

    formulas = tuple(
        SharedFormula(
            f"f{n:04d}",
            TEXT[n * WIDTH : (n + 1) * WIDTH],
            tuple(Locator(name, "p1", n * WIDTH, (n + 1) * WIDTH) for name in ("a", "b")),
        )
        for n in range(FORMULAS)
    )
    relation = Relation("a", "b", 1.0, (), (formulas[0].id, formulas[-1].id), ())
    return Library((speech("a"), speech("b")), Index(formulas=formulas, relations=(relation,)))


def test_a_list_that_is_cut_says_so() -> None:
    (page,) = [page for page in render_xref(library()) if page.path == "xref/formulas.md"]
    assert f"共 {FORMULAS:,} 条，此页列出最常见的 {_MOST_LISTED:,} 条" in page.content
    assert page.content.count('class="yl-kwic"') == 2 * _MOST_LISTED


def test_a_reason_without_an_entry_leads_to_the_place_itself() -> None:
    books = library()
    unlisted = [formula for formula in books.index.formulas if formula.id not in books.listed]
    assert unlisted
    item = relation_item(books, books.index.relations[0], "xref/related.md")
    targets = re.findall(r'href="([^"]+)"', item)
    assert len(targets) == 3
    assert "../speeches/b.html#p1" in targets


def test_a_foot_names_some_and_counts_the_rest() -> None:
    foot = render_speech(library(), 0).content.split('class="yl-foot"')[1]
    assert f"另有 {FORMULAS - 30:,} 条" in foot
    assert foot.count("又见") == 30
