"""What a site still needs when MkDocs is done with it, and what it can do without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from build_scripts.publish.manifest import HOME, write_manifest

NOT_FOUND = "404.html"
SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")

# The theme's own files. Source maps serve those who debug the theme; the rest, its search, which is off.
_THEME_FOLDERS = ("assets/javascripts", "assets/stylesheets")
_THEME_SEARCH = ("assets/javascripts/lunr", "assets/javascripts/workers")
_THEME_ICON = "assets/images/favicon.png"
_SEARCH_INDEX = "search/search_index.json"
_MAP_COMMENT = re.compile(rb"\s*(?://|/\*)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*\Z")


def finish(site: Path) -> None:
    """Make a folder that MkDocs filled our site, its manifest included."""
    shutil.copyfile(Path(__file__).with_name("not_found.html"), site / NOT_FOUND)
    # Without it GitHub Pages would run Jekyll over the site and drop what begins with an underscore.
    (site / ".nojekyll").write_bytes(b"")
    drop_empty_sitemap(site)
    drop_theme_leftovers(site)
    write_manifest(site)


def drop_empty_sitemap(site: Path) -> None:
    """Remove the sitemap that MkDocs writes without a `site_url`: it names no page, and holds the time of the build."""
    if b"<loc>" not in _read(site / SITEMAPS[0]):
        for name in SITEMAPS:
            (site / name).unlink(missing_ok=True)


def drop_theme_leftovers(site: Path) -> None:
    """Remove the theme's source maps, with the comments that ask for them, and its search and icon if unused."""
    for folder in _THEME_FOLDERS:
        for source_map in sorted((site / folder).rglob("*.map")):
            mapped = source_map.with_suffix("")
            if mapped.is_file():
                mapped.write_bytes(_MAP_COMMENT.sub(b"\n", mapped.read_bytes()))
            source_map.unlink()
    if not (site / _SEARCH_INDEX).exists():
        for folder in _THEME_SEARCH:
            shutil.rmtree(site / folder, ignore_errors=True)
    if _THEME_ICON.encode() not in _read(site / HOME):
        (site / _THEME_ICON).unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
