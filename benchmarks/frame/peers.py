"""Other generators, set up the way their own guides do, on the pages that our build writes for the speeches."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path

from benchmarks.frame.corpora import SetupError
from benchmarks.frame.pages import HOME, LIST

Commands = tuple[tuple[str, ...], ...]

# Our attribute lists, `{: #p1 .yl-body }`, which Hugo knows at the end of a heading and below a paragraph only,
# without the colon, and with values only.
_BLOCK_LIST = re.compile(r"^(#.* )?\{: ([^}\n]*)\}$", re.MULTILINE)
_INLINE_LIST = re.compile(r"\{: [^}\n]*\}")

_HUGO = """\
baseURL = "https://example.org/"
title = "言录"
languageCode = "zh"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_LAYOUT = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body><main data-pagefind-body>{{ .Content }}</main></body></html>\n"
)


def material_stock(pages: Path, folder: Path, site: Path) -> Commands:
    """MkDocs + Material with its own search, and every page in nav, which is what both do by default."""
    shutil.copytree(pages, folder / "docs")
    names = sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.md"))
    speeches = [name for name in names if name not in (HOME, LIST)]
    settings = {
        "site_name": "言录",
        "site_dir": str(site),
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        "markdown_extensions": ["attr_list", {"toc": {"toc_depth": "1-6"}}],
        "nav": [{"首页": HOME}, {"讲话": [LIST, *speeches]}],
        # The links to the glossary lead nowhere here: thousands of lines about it would cost time.
        "validation": {
            "links": {"not_found": "ignore", "anchors": "ignore", "unrecognized_links": "ignore"},
        },
    }
    # JSON is YAML.
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return ((sys.executable, "-P", "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)),)


def hugo_pagefind(pages: Path, folder: Path, site: Path) -> Commands:
    """Hugo, and Pagefind over what it wrote."""
    hugo = _program("hugo", "binaries/hugo")
    pagefind = _program("pagefind_bin_extended", "pagefind_extended")
    for page in pages.rglob("*.md"):
        place = page.relative_to(pages)
        # Hugo's name for the page of a folder.
        target = folder / "content" / (place.with_name("_index.md") if place.name == "index.md" else place)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(for_hugo(page.read_text(encoding="utf-8")), encoding="utf-8")
    for kind in ("single", "list"):
        layout = folder / "layouts" / "_default" / f"{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    return (
        (hugo, "--quiet", "--noBuildLock", "--destination", str(site)),
        (pagefind, "--quiet", "--site", str(site)),
    )


def for_hugo(markdown: str) -> str:
    """Our Markdown with the attribute lists that Hugo reads; the others are dropped."""
    kept = _BLOCK_LIST.sub(
        lambda match: f"{match[1] or ''}\0{match[2].replace('data-yanlu-ui', '').strip()}\1", markdown
    )
    return _INLINE_LIST.sub("", kept).replace("\0", "{").replace("\1", "}")


def _program(package: str, inside: str) -> str:
    """A binary that a package of the group `bench` brings: called directly, without the start of a Python."""
    found = importlib.util.find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        for name in (inside, f"{inside}.exe"):
            if (Path(folder) / name).is_file():
                return str(Path(folder) / name)
    raise SetupError(
        f"{package} is not installed; make bench does it, or pip install -r requirements/bench.lock"
    )
