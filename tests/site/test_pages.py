"""The built site in a real browser: as files without a network, at a server's root, below a sub-path."""

import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Address

pytestmark = pytest.mark.browser

SHOWN_TEXT = """
anchor => {
  const block = document.getElementById(anchor).cloneNode(true);
  block.querySelectorAll('[data-yanlu-ui]').forEach(part => part.remove());
  return block.textContent;
}
"""


def pages_of(site: Path) -> list[str]:
    """Every page of a site, but of the entries of the glossary, which are all made alike, one in sixteen."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    entries = [path for path in pages if path.startswith("glossary/t")]
    return [path for path in pages if path not in entries or entries.index(path) % 16 == 0]


class Watched:
    """A page that remembers everything that went wrong on it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on(
            "console",
            lambda m: self.troubles.append(f"console: {m.text}") if m.type in ("error", "warning") else None,
        )
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("requestfailed", lambda request: self.troubles.append(f"failed: {request.url}"))
        self.page.on(
            "response", lambda r: self.troubles.append(f"{r.status}: {r.url}") if r.status >= 400 else None
        )
        self.page.on(
            "request",
            lambda r: (
                None if r.url.startswith((base, "data:")) else self.troubles.append(f"elsewhere: {r.url}")
            ),
        )


def context_for(browser: Browser, base: str) -> BrowserContext:
    context = browser.new_context()
    context.set_offline(base.startswith("file:"))
    return context


@pytest.mark.parametrize("corpus", ["seeds", "hostile"])
def test_every_page_opens_without_trouble(
    corpus: str, browser: Browser, address: Address, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(corpus) / "site"
    base = address(site)
    with context_for(browser, base) as context:
        watched = Watched(context, base)
        pages = pages_of(site)
        assert len(pages) > 5
        for path in pages:
            watched.page.goto(f"{base}/{quote(path)}")
        assert watched.troubles == []


@pytest.mark.parametrize("corpus", ["seeds", "hostile"])
def test_every_block_shows_its_paragraphs_text(
    corpus: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(corpus) / "site"
    records = [
        json.loads(line)
        for line in (site / "data" / "speeches.jsonl").read_text(encoding="utf-8").split("\n")
        if line
    ]
    assert len(records) >= 5
    with context_for(browser, "file:") as context:
        page = context.new_page()
        for record in records:
            page.goto((site / record["url"]).as_uri())
            for paragraph in record["paragraphs"]:
                assert page.evaluate(SHOWN_TEXT, paragraph["anchor"]) == paragraph["text"]
            for point in record["points"]:
                assert page.evaluate(SHOWN_TEXT, point["anchor"]) == point["label"]
        assert page.evaluate("window.hacked") is None


def test_a_link_to_a_paragraph_opens_at_it(browser: Browser, seeds: Path) -> None:
    with context_for(browser, "file:") as context:
        page = context.new_page()
        page.goto((seeds / "site" / "speeches" / "003_44a230b6f9ec27ec.html").as_uri() + "#p20")
        box = page.locator("#p20").bounding_box()
        size = page.viewport_size
        assert box
        assert size
        assert 0 < box["y"] < size["height"]


def test_the_mark_of_a_paragraph_shows_on_focus_and_leads_to_it(browser: Browser, seeds: Path) -> None:
    with context_for(browser, "file:") as context:
        page = context.new_page()
        page.goto((seeds / "site" / "speeches" / "003_44a230b6f9ec27ec.html").as_uri())
        link = page.locator("#p4 > a.yl-mark")
        assert float(link.evaluate("e => getComputedStyle(e).opacity")) == 0
        link.focus()
        page.wait_for_function("e => getComputedStyle(e).opacity > 0.5", arg=link.element_handle())
        page.keyboard.press("Enter")
        assert page.url.endswith("#p4")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone(
    scheme: str, browser: Browser, seeds: Path, hostile: Path
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    with context:
        page = context.new_page()
        for site in (seeds / "site", hostile / "site"):
            for path in pages_of(site):
                page.goto((site / path).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@pytest.mark.parametrize("place", ["speeches/gone.html", "gone.html", "a/b/c.html"])
def test_the_page_for_lost_readers_stands_alone(place: str, browser: Browser, seeds: Path) -> None:
    """Served for any address, so nothing on it may depend on where it seems to stand."""
    text = (seeds / "site" / "404.html").read_text(encoding="utf-8")
    with browser.new_context() as context:
        asked: list[str] = []
        context.route(
            "**/*",
            lambda route: (
                asked.append(route.request.url),
                route.fulfill(status=404, content_type="text/html; charset=utf-8", body=text),
            ),
        )
        page = context.new_page()
        page.goto(f"http://yanlu.invalid/sub/{place}")
        assert asked == [f"http://yanlu.invalid/sub/{place}"]
        assert "首页" in page.inner_text("body")


def test_the_start_page_of_the_offline_copy_opens_the_site(
    browser: Browser, seeds: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(seeds / "dist" / "yanlu.zip") as archive:
        archive.extractall(tmp_path)
    with context_for(browser, "file:") as context:
        watched = Watched(context, tmp_path.as_uri())
        watched.page.goto((tmp_path / "yanlu" / "打开.html").as_uri())
        watched.page.wait_for_url("**/site/index.html")
        watched.page.click("a.yl-entry >> nth=0")
        watched.page.wait_for_url("**/speeches/*.html")
        expect(watched.page.locator("h1")).to_have_count(1)
        assert watched.troubles == []
