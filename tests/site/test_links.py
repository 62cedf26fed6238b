"""Glossary, cross-references and speeches lead to one another, both ways."""

import json
import posixpath
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

PAGE_OF = {"work": "xref/works.html", "quotation": "xref/quotations.html"}


class Built:
    """A built site: its data, and the links of each page as paths below the site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.urls = {record["id"]: record["url"] for record in self.data("speeches")}

    def data(self, name: str) -> list[dict[str, Any]]:
        return [
            json.loads(line)
            for line in (self.site / "data" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
            if line
        ]

    @cache  # noqa: B019 - lives as long as the session
    def links(self, page: str) -> frozenset[str]:
        """Targets of the page's links, with their anchors."""
        found = html.parse(self.site / page).getroot().iter("a")
        hrefs = [href for link in found if (href := link.get("href"))]
        folder = posixpath.dirname(page)
        return frozenset(
            page + href if href.startswith("#") else posixpath.normpath(posixpath.join(folder, unquote(href)))
            for href in hrefs
        )

    def place(self, place: dict[str, Any]) -> str:
        return f"{self.urls[place['speech']]}#{place['paragraph']}"


@pytest.fixture(scope="module")
def built(seeds: Path) -> Built:
    return Built(seeds / "site")


def test_each_entry_of_the_glossary_leads_to_every_place(built: Built) -> None:
    for term in built.data("terms"):
        assert {built.place(place) for place in term["occurrences"]} <= built.links(
            f"glossary/{term['id']}.html"
        )


def test_the_index_of_the_glossary_leads_to_every_entry(built: Built) -> None:
    assert {f"glossary/{term['id']}.html" for term in built.data("terms")} <= built.links(
        "glossary/index.html"
    )


def test_works_and_quotations_lead_to_their_places_and_back(built: Built) -> None:
    for reference in built.data("references"):
        page = PAGE_OF[reference["kind"]]
        for place in reference["occurrences"]:
            assert built.place(place) in built.links(page)
            assert f"{page}#{reference['id']}" in built.links(built.urls[place["speech"]])


def test_shared_formulas_lead_to_their_places_and_back(built: Built) -> None:
    formulas = [parallel for parallel in built.data("parallels") if parallel["tier"] == "formula"]
    assert formulas
    for formula in formulas:
        for place in formula["places"]:
            assert built.place(place) in built.links("xref/formulas.html")
            assert f"xref/formulas.html#{formula['id']}" in built.links(built.urls[place["speech"]])


def test_a_term_is_linked_at_its_first_use_in_each_section_and_only_there(built: Built) -> None:
    for record in built.data("speeches"):
        sections = {p["anchor"]: p["section"] for p in record["paragraphs"]}
        page = html.parse(built.site / record["url"]).getroot()
        seen: defaultdict[str | None, list[str]] = defaultdict(list)
        for anchor, section in sections.items():
            for link in page.get_element_by_id(anchor).iter("a"):
                if "yl-term" in (link.get("class") or ""):
                    seen[section].append(link.get("href"))
                    assert link.get("title")
        assert any(seen.values())
        for links in seen.values():
            assert len({*links}) == len(links)
