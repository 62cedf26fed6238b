"""The successor of MkDocs builds the same docs/ from the same mkdocs.yml: the same pages, anchors and words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

ARTICLE = "//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]"


@pytest.fixture(scope="module")
def zensical(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the shipped speeches, built by Zensical in strict mode."""
    project = tmp_path_factory.mktemp("zensical")
    shutil.copy(seeds / "mkdocs.yml", project)
    shutil.copytree(seeds / "docs", project / "docs")
    command = [
        sys.executable,
        "-m",
        "zensical",
        "build",
        "--strict",
        "--clean",
        "--config-file",
        "mkdocs.yml",
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def pages(site: Path) -> set[str]:
    return {file.relative_to(site).as_posix() for file in site.rglob("*.html")}


def anchors(file: Path) -> dict[str, str]:
    """Each anchor of the article with the text it holds; the theme's own, which begin with __, left out."""
    (article,) = lxml.html.parse(str(file), lxml.html.HTMLParser(encoding="utf-8")).xpath(ARTICLE)
    return {
        e.get("id"): e.text_content() for e in article.xpath(".//*[@id]") if not e.get("id").startswith("__")
    }


def title(file: Path) -> str:
    return str(lxml.html.parse(str(file), lxml.html.HTMLParser(encoding="utf-8")).findtext(".//title"))


def test_the_same_pages(seeds: Path, zensical: Path) -> None:
    assert pages(zensical) == pages(seeds / "site")


def test_the_same_anchors_titles_and_words_on_each(seeds: Path, zensical: Path) -> None:
    ours = seeds / "site"
    for page in sorted(pages(ours) - {"404.html"}):
        assert anchors(zensical / page) == anchors(ours / page), page
        assert title(zensical / page) == title(ours / page), page
    assert {"p1", "s1", "s4-1", "p5-1"} <= anchors(ours / "speeches/003_44a230b6f9ec27ec.html").keys()


def test_its_own_search_is_off_there_too(zensical: Path) -> None:
    assert "md-search" not in (zensical / "index.html").read_text(encoding="utf-8")
