"""Whether links lead anywhere: judged from what pages say of themselves, without a disk."""

from __future__ import annotations

import pytest

from build_scripts.publish.facts import PageFacts
from build_scripts.publish.links import check_links

HOME = "speeches/a.html"


def codes(*links: str, loads: tuple[str, ...] = ()) -> list[str]:
    """The codes of what is wrong with a page of the folder speeches/ that has these links."""
    pages = {
        HOME: PageFacts(anchors=frozenset({"s1"}), links=links, loads=loads),
        "speeches/2024/b.html": PageFacts(anchors=frozenset({"p1", "甲"})),
        "index.html": PageFacts(),
    }
    files = ["data/speeches.jsonl", "assets/a b#1.png", "speeches/稿.txt"]
    found = check_links(pages, files)
    assert all(diagnostic.path == HOME for diagnostic in found)
    return [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "#top",
        "#s1",
        "?q=1#s1",
        "a.html#s1",
        "./a.html",
        "2024/b.html#p1",
        "2024/b.html#%E7%94%B2",
        "2024/b.html#甲",
        "2024/b.html#:~:text=甲",
        "../index.html?x=/y",
        "../data/speeches.jsonl",
        "../data/speeches.jsonl#L3",
        "../assets/a%20b%231.png",
        " ../assets/a b%231.png\n",
        "%E7%A8%BF.txt",
        "稿.txt",
        "https://example.com/",
        "mailto:a@example.com",
    ],
)
def test_links_that_hold(link: str) -> None:
    assert codes(link) == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("c.html", "broken-link"),
        ("2024/B.html", "broken-link"),
        ("2024/", "broken-link"),
        ("2024", "broken-link"),
        ("..", "broken-link"),
        ("a.html/", "broken-link"),
        ("../../index.html", "broken-link"),
        ("../assets/a b#1.png", "broken-link"),
        ("#s2", "broken-anchor"),
        ("2024/b.html#P1", "broken-anchor"),
        ("/index.html", "absolute-link"),
        ("//example.com/", "absolute-link"),
        ("\\index.html", "absolute-link"),
        ("javascript:void(0)", "javascript-link"),
        (" Java\nScript:alert(1)", "javascript-link"),
        ("file:///disk/a.html", "file-link"),
        ("C:\\a.html", "file-link"),
    ],
)
def test_links_that_do_not(link: str, code: str) -> None:
    assert codes(link) == [code]


@pytest.mark.parametrize(
    "url", ["https://example.com/a.js", "//example.com/a.js", "HTTP:a.js", "\\\\example.com/a.js"]
)
def test_what_is_loaded_from_elsewhere_is_an_error(url: str) -> None:
    assert codes(loads=(url,)) == ["external-resource"]


@pytest.mark.parametrize("url", ["../data/speeches.jsonl", "data:image/png;base64,AA=="])
def test_what_is_loaded_from_the_site_or_the_page_itself_is_none(url: str) -> None:
    assert codes(loads=(url,)) == []


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("2024/B.html", "spelled speeches/2024/b.html"),
        ("2024/", "name its index.html"),
        ("c.html", "speeches/c.html, which does not exist"),
        ("2024/b.html#x", "speeches/2024/b.html, which has no anchor #x"),
    ],
)
def test_the_message_says_what_to_do(link: str, words: str) -> None:
    pages = {HOME: PageFacts(links=(link,)), "speeches/2024/b.html": PageFacts()}
    (found,) = check_links(pages)
    assert words in found.message
