"""The page for addresses that lead nowhere: it needs nothing, and finds the way home from any depth."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from build_scripts.publish import finish
from build_scripts.publish.facts import read_html

PAGE = Path(finish.__file__).with_name("not_found.html").read_text(encoding="utf-8")


def test_it_loads_nothing_and_links_nowhere_of_itself() -> None:
    facts = read_html(PAGE.encode())
    assert (facts.links, facts.loads, facts.faults) == ((), ("data:,",), ())
    assert "://" not in PAGE


def test_without_scripts_it_says_what_to_do() -> None:
    assert "此页不在此处" in PAGE
    assert "地址栏" in PAGE
    assert '<p id="ways" hidden>' in PAGE


def test_it_is_light_or_dark_as_the_reader_wishes() -> None:
    assert "prefers-color-scheme: dark" in PAGE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("http://site.test/speeches/none.html", "http://site.test/index.html"),
        ("http://site.test/speeches/a/b/none.html?q=1#x", "http://site.test/index.html"),
        ("http://site.test/none.html", "http://site.test/index.html"),
        ("http://site.test/repo/speeches/data/none.html", "http://site.test/repo/index.html"),
        ("http://site.test/repo/glossary/none", "http://site.test/repo/index.html"),
        ("http://site.test/repo/none.html", "http://site.test/repo/index.html"),
        ("http://site.test/%E8%A8%80/xref/%E5%BD%95.html", "http://site.test/%E8%A8%80/index.html"),
        ("http://site.test/data/mirror/404.html", "http://site.test/data/mirror/index.html"),
        ("http://site.test//elsewhere.test/speeches/x", "http://site.test/elsewhere.test/index.html"),
    ],
)
def test_its_links_lead_home_from_any_depth(browser: Browser, address: str, home: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(status=404, content_type="text/html; charset=utf-8", body=PAGE)

    page = browser.new_page()
    try:
        page.route("**/*", answer)
        page.goto(address)
        link = page.get_by_role("link", name="回到首页")
        assert link.evaluate("link => link.href") == home
    finally:
        page.close()


@pytest.mark.browser
def test_its_links_lead_home_in_a_folder(browser: Browser, small: Path) -> None:
    page = browser.new_page()
    try:
        page.goto((small / "site/404.html").as_uri())
        page.get_by_role("link", name="讲话目录").click()
        assert page.url == (small / "site/speeches/index.html").as_uri()
    finally:
        page.close()
