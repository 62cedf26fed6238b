"""Search in the browser: every place, no other, the same as looking at every character; and a page to do it with."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from build_scripts.fold import simplified
from tests.conftest import Address
from tests.search import brute
from tests.site.test_pages import Watched, context_for

pytestmark = pytest.mark.browser

ASK = """
async queries => {
  const answers = [];
  for (const [query, exact] of queries) {
    const { total, speeches } = await yanlu.search(query, { exact });
    const places = {};
    for (const { id } of speeches) {
      places[id] = (await yanlu.places(query, id, { exact })).map(p => [p.paragraph, p.start]);
    }
    answers.push({ total, hits: Object.fromEntries(speeches.map(s => [s.id, s.hits])), places });
  }
  return answers;
}
"""


def library(site: Path) -> brute.Library:
    lines = (site / "data" / "speeches.jsonl").read_text(encoding="utf-8").split("\n")
    records = [json.loads(line) for line in lines if line]
    return {record["id"]: [(p["anchor"], p["text"]) for p in record["paragraphs"]] for record in records}


def queries(texts: list[str], rng: random.Random, count: int) -> Iterator[str]:
    """Stretches of the texts and what readers make of them."""
    traditional = {simple: old for old, simple in simplified().items()}

    def stretch(longest: int = 30) -> str:
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        return text[start : start + rng.randint(1, longest)]

    def word(longest: int) -> str:
        return re.sub(r'[\s"-]', "", stretch(longest)) or "人"

    kinds = [
        stretch,
        lambda: "".join(traditional.get(c, c) for c in stretch()),
        lambda: stretch(8).upper() + rng.choice("，。 　"),
        lambda: stretch(12)[::-1],
        lambda: f"{word(2)} {word(3)}",
        lambda: f"{word(2)}　{word(1)} {word(2)}",
        lambda: f"{word(2)} -{word(4)}",
        lambda: f'"{stretch(6)}" {word(2)}',
        lambda: f'{word(2)} -"{stretch(3)}"',
        lambda: rng.choice(
            ["％", "5.2%", "2025", ".", "20", "-", '"', "像 像", "的", "—", "APEC", "x", "", " "]
        ),
    ]
    for _ in range(count):
        yield rng.choice([kinds[0], *kinds])()


@pytest.mark.parametrize("corpus", ["seeds", "hostile"])
def test_every_place_and_no_other(
    corpus: str, browser: Browser, address: Address, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(corpus) / "site"
    speeches = library(site)
    rng = random.Random(20260127)
    texts = [text for paragraphs in speeches.values() for _, text in paragraphs if text]
    asked = [
        (query, rng.random() < 0.25) for query in queries(texts, rng, 1000 if corpus == "seeds" else 300)
    ]
    base = address(site)
    with context_for(browser, base) as context:
        watched = Watched(context, base)
        watched.page.goto(f"{base}/search.html")
        answers = watched.page.evaluate(ASK, asked)
        assert watched.troubles == []
    found = 0
    for (query, exact), answer in zip(asked, answers, strict=True):
        expected = brute.search(speeches, query, exact)
        places = {id_: [list(place) for place in some] for id_, some in expected.items()}
        assert answer["places"] == places, (query, exact)
        assert answer["hits"] == {id_: len(some) for id_, some in expected.items()}, (query, exact)
        assert answer["total"] == sum(map(len, expected.values())), (query, exact)
        found += bool(expected)
    # Neither nothing nor everything was asked for.
    assert len(asked) * 0.4 < found < len(asked) * 0.95


def test_the_browser_folds_as_we_do(browser: Browser, seeds: Path) -> None:
    """All characters, those that are new to one side included, and mixtures of hard ones."""
    from build_scripts.fold import fold_with_origins

    script = """
    async texts => {
      const folding = await yanlu.inner.loader.fold();
      return texts.map(text => {
        const { characters, starts } = folding.withPlaces(text);
        return [folding.fold(text), characters.join(''), starts];
      });
    }
    """
    characters = [chr(c) for c in range(0x32400) if not 0xD800 <= c < 0xE000]
    texts = ["".join(characters[i : i + 64]) for i in range(0, len(characters), 64)]
    rng = random.Random(7)
    hard = (
        "e\u0301\u0323\u1100\u1161\u11a8ﾡￂｶﾞ…％.．⒈５1Σσςİß㈠½國〔　\0\u200b\ufe0f\U0001f468\U00020000\u0344"
    )
    texts += ["".join(rng.choices(hard, k=rng.randint(1, 12))) for _ in range(2000)]
    with context_for(browser, "file:") as context:
        page = open_search(context, seeds)
        for text, (folded, characters_, starts) in zip(texts, page.evaluate(script, texts), strict=True):
            expected = fold_with_origins(text)
            assert folded == expected.text, ascii(text)
            assert (characters_, tuple(starts)) == (expected.text, expected.origins), ascii(text)


def open_search(context: BrowserContext, seeds: Path, query: str = "") -> Page:
    page = context.new_page()
    page.goto((seeds / "site" / "search.html").as_uri() + (f"?q={quote(query)}" if query else ""))
    return page


def wait_total(page: Page, total: int) -> None:
    expect(page.locator("#yanlu-count")).to_have_attribute("data-total", str(total))


def expected_hits(seeds: Path, query: str, exact: bool = False) -> dict[str, int]:
    return {id_: len(places) for id_, places in brute.search(library(seeds / "site"), query, exact).items()}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with context_for(browser, "file:") as context:
        yield context


def test_typing_shows_count_and_speeches(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds)
    page.fill("#yanlu-search", "人民")
    hits = expected_hits(seeds, "人民")
    wait_total(page, sum(hits.values()))
    expect(page.locator("#yanlu-count")).to_have_attribute("data-speeches", str(len(hits)))
    expect(page.locator("#yanlu-count")).to_have_text(f"共 {sum(hits.values())} 处，见于 {len(hits)} 篇")
    shown = page.eval_on_selector_all(
        "#yanlu-results > li", "all => all.map(e => [e.dataset.speech, +e.dataset.hits])"
    )
    assert dict(shown) == hits
    assert [n for _, n in shown] == sorted(hits.values(), reverse=True)


def test_every_hit_has_a_line_in_the_end(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds, "发展")
    hits = expected_hits(seeds, "发展")
    wait_total(page, sum(hits.values()))
    first = page.locator("#yanlu-results > li").first
    expect(first.locator(".yl-context")).to_have_count(3)
    first.locator("button.yl-more").press("Enter")
    expect(first.locator(".yl-context")).to_have_count(max(hits.values()))
    assert first.evaluate("e => [...e.querySelectorAll('.yl-context')].indexOf(document.activeElement)") == 3
    assert set(first.locator(".yl-context mark").all_text_contents()) == {"发展"}
    assert first.locator(".yl-path").count() > 0


def test_the_query_is_in_the_address_and_survives_reload_and_way_back(
    context: BrowserContext, seeds: Path
) -> None:
    page = open_search(context, seeds)
    page.fill("#yanlu-search", "“人民” &城市#")
    total = sum(expected_hits(seeds, "“人民” &城市#").values())
    wait_total(page, total)
    page.fill("#yanlu-search", "创新 发展")
    total = sum(expected_hits(seeds, "创新 发展").values())
    assert total
    wait_total(page, total)
    assert page.url.endswith("?q=" + quote("创新 发展"))
    page.reload()
    wait_total(page, total)
    page.locator(".yl-context").first.click()
    page.wait_for_url("**/speeches/*")
    page.go_back()
    wait_total(page, total)
    assert page.input_value("#yanlu-search") == "创新 发展"


def test_a_result_opens_at_its_paragraph_with_the_hits_marked(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds, "高质量发展")
    record = brute.search(library(seeds / "site"), "高质量发展")
    line = page.locator("#yanlu-results > li").first.locator(".yl-context").nth(1)
    speech = page.locator("#yanlu-results > li").first.get_attribute("data-speech")
    assert speech
    paragraph, _ = record[speech][1]
    line.click()
    page.wait_for_url(re.compile(rf"/speeches/.*\.html\?q=.*#{paragraph}$"))
    expect(page.locator(".yl-hits-state")).to_have_text(f"第 2 / {len(record[speech])} 处")
    current = page.locator(f"#{paragraph} mark.yl-hit--current")
    expect(current.first).to_be_in_viewport()
    # Marking has changed no text, wherever a mark stands.
    texts = library(seeds / "site")[speech]
    shown = page.evaluate(
        """anchors => anchors.map(anchor => {
          const block = document.getElementById(anchor).cloneNode(true);
          block.querySelectorAll('[data-yanlu-ui]').forEach(part => part.remove());
          return block.textContent;
        })""",
        [anchor for anchor, _ in texts],
    )
    assert shown == [text for _, text in texts]


def test_marks_are_the_hits_across_labels_and_overlaps(context: BrowserContext, seeds: Path) -> None:
    """Every word of a query, in every speech: what is marked is what the brute force covers."""
    texts = library(seeds / "site")
    urls = {}
    for line in (seeds / "site" / "data" / "speeches.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        urls[record["id"]] = record["url"]
    page = context.new_page()
    for query in ("一是", "一是推动 人民", "人民城市人民建", "，的"):
        for id_, places in brute.search(texts, query).items():
            page.goto((seeds / "site" / urls[id_]).as_uri() + f"?q={quote(query)}")
            expect(page.locator(".yl-hits-state")).to_have_text(f"第 1 / {len(places)} 处")
            marked = page.evaluate(
                "() => Object.fromEntries([...document.querySelectorAll('article [id]')].filter(e => /^[sp]\\d/.test(e.id))"
                ".map(e => [e.id, [...e.querySelectorAll('mark')].map(m => m.textContent).join('')]))"
            )
            for anchor, text in texts[id_]:
                assert marked[anchor] == covered(text, query), (query, anchor)


def covered(text: str, query: str) -> str:
    folded = brute.folded(text)
    inside: set[int] = set()
    for word in brute.read(query).words:
        for at in brute.occurrences(folded.text, brute.fold(word)):
            inside |= set(range(*folded.span(at, at + len(brute.fold(word)))))
    return "".join(c for i, c in enumerate(text) if i in inside)


def test_the_way_from_hit_to_hit_and_out(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds, "人民")
    expect(page.locator("#yanlu-results > li .yl-context").first).to_be_visible()
    page.locator("#yanlu-results > li h2 a").first.press("Enter")
    state = page.locator(".yl-hits-state")
    expect(state).to_have_text(re.compile(r"^第 1 /"))
    total = int((state.text_content() or "").split("/")[1].split()[0])
    page.get_by_role("button", name="上一处").press("Enter")
    expect(state).to_have_text(f"第 {total} / {total} 处")
    expect(page.locator("mark.yl-hit--current").first).to_be_in_viewport()
    page.get_by_role("button", name="下一处").press("Enter")
    expect(state).to_have_text(f"第 1 / {total} 处")
    page.get_by_role("button", name="清除").press("Enter")
    assert page.locator("mark.yl-hit, .yl-hits").count() == 0
    assert "?q=" not in page.url


def test_nothing_found_is_said_and_why(context: BrowserContext, seeds: Path) -> None:
    for query, words in (
        ("量子霸权龙卷风", "没有找到"),
        ("，。——", "只有标点"),
        (" -人民", "没有说要找什么"),
        ("人民 量子霸权龙卷风", "同见于一篇"),
    ):
        page = open_search(context, seeds, query)
        wait_total(page, 0)
        expect(page.locator("#yanlu-count")).to_contain_text(words)
        assert page.locator("#yanlu-results > li").count() == 0
        assert page.evaluate("q => yanlu.search(q)", query) == {"total": 0, "speeches": []}


def test_the_switch_asks_for_exact_punctuation(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds, "，推动")
    loose, exact = (sum(expected_hits(seeds, "，推动", e).values()) for e in (False, True))
    assert loose > exact > 0
    wait_total(page, loose)
    page.check("#yanlu-exact")
    wait_total(page, exact)
    assert page.url.endswith("&exact=1")
    page.reload()
    wait_total(page, exact)
    page.locator(".yl-context").first.click()
    expect(page.locator(".yl-hits-state")).to_be_visible()
    assert set(page.locator("mark.yl-hit").all_text_contents()) == {"，推动"}


@pytest.mark.parametrize("name", ["meta", "tables", "two/*", "text/*"])
def test_a_file_that_fails_is_said_and_can_be_asked_again(name: str, browser: Browser, seeds: Path) -> None:
    total = sum(expected_hits(seeds, "人民").values())
    with browser.new_context() as context:
        context.route(f"**/search/{name}.js", lambda route: route.abort())
        page = open_search(context, seeds, "人民")
        retry = page.get_by_role("button", name="重试").first
        expect(retry).to_be_visible()
        if not name.startswith("text"):
            assert page.locator("#yanlu-count").get_attribute("data-total") is None
            failed = page.evaluate("yanlu.search('人民').then(() => '', error => error.message)")
            assert "search/" in failed
        context.unroute(f"**/search/{name}.js")
        for _ in range(page.get_by_role("button", name="重试").count()):
            retry.click()
            page.wait_for_timeout(50)
        wait_total(page, total)
        expect(page.locator(".yl-context mark").first).to_have_text("人民")


def test_files_of_two_builds_are_noticed(browser: Browser, seeds: Path) -> None:
    def other(route: Route) -> None:
        text = (seeds / "site" / "search" / "meta.js").read_text(encoding="utf-8")
        route.fulfill(
            body=re.sub(r'"[0-9a-f]{16}"', '"0123456789abcdef"', text), content_type="text/javascript"
        )

    with browser.new_context() as context:
        context.route("**/search/meta.js", other)
        page = open_search(context, seeds, "人民")
        expect(page.get_by_role("alert")).to_contain_text("不是同一次生成")
        assert page.locator("#yanlu-count").get_attribute("data-total") is None
        # Asking again passes by what the browser has kept.
        page.get_by_role("button", name="重试").click()
        wait_total(page, sum(expected_hits(seeds, "人民").values()))


def test_what_an_input_method_has_not_settled_is_not_searched(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds)
    wait_total(page, 0)
    page.focus("#yanlu-search")
    keys = context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "renmin", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(400)
    assert page.input_value("#yanlu-search") == "renmin"
    assert "?q=" not in page.url
    keys.send("Input.insertText", {"text": "人民"})
    wait_total(page, sum(expected_hits(seeds, "人民").values()))


def test_the_slash_leads_to_the_field_from_every_page(context: BrowserContext, seeds: Path) -> None:
    page = context.new_page()
    for path in ("index.html", "speeches/index.html", "guide.html"):
        page.goto((seeds / "site" / path).as_uri())
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        # In the field it is a character.
        page.keyboard.type("a/b")
        assert page.evaluate("document.activeElement.value") == "a/b"
    page.keyboard.press("Control+a")
    page.keyboard.type("人民")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    wait_total(page, sum(expected_hits(seeds, "人民").values()))
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "yanlu-search"


def test_ordinary_pages_load_one_small_script_and_nothing_of_the_index(
    context: BrowserContext, seeds: Path
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((seeds / "site" / "speeches" / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    site = (seeds / "site").resolve().as_uri()
    ours = [url for url in asked if url.startswith((f"{site}/search", f"{site}/assets/yanlu/search/"))]
    assert ours == [f"{site}/assets/yanlu/search/entry.js"]
    assert (seeds / "site" / "assets/yanlu/search/entry.js").stat().st_size < 5000


def test_without_script_the_page_says_so(browser: Browser, seeds: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = open_search(context, seeds)
        assert page.locator("noscript a, .yl-problem a").first.get_attribute("href") == "speeches/index.html"


def test_more_speeches_on_demand(browser: Browser, seeds: Path) -> None:
    """The shipped library is too small to need it, so one of many speeches is played to the page."""
    with context_for(browser, "file:") as context:
        page = open_search(context, seeds)
        wait_total(page, 0)
        page.evaluate(
            """async () => {
              const run = await yanlu.inner.run('人民');
              const many = Array.from({ length: 45 }, () => run.speeches[0]);
              const real = yanlu.inner.run;
              yanlu.inner.run = async () => ({ ...run, speeches: many });
            }"""
        )
        page.fill("#yanlu-search", "人民")
        entries = page.locator("#yanlu-results > li")
        expect(entries).to_have_count(20)
        more = page.locator("#yanlu-more")
        expect(more).to_have_text("更多（还有 25 篇）")
        more.press("Enter")
        expect(entries).to_have_count(40)
        more.press("Enter")
        expect(entries).to_have_count(45)
        expect(more).to_be_hidden()


def test_roles_for_those_who_listen(context: BrowserContext, seeds: Path) -> None:
    page = open_search(context, seeds, "人民")
    expect(page.get_by_role("searchbox", name="检索全部讲话")).to_be_visible()
    expect(page.get_by_role("list", name="检索结果")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("共")
    results: Any = page.get_by_role("list", name="检索结果").get_by_role("heading", level=2)
    expect(results).to_have_count(len(expected_hits(seeds, "人民")))
