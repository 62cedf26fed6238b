"""Publish: from `docs/` to a finished site, from a site to a zip, and the proof that both hold together.

Only this room knows MkDocs, and it knows it as a program, not as a library: a build is a subprocess
that reads plain Markdown, so that the generator can be exchanged without touching another room.

* `site` builds into a folder beside the old site and exchanges the two at the end;
* `manifest` is what makes a folder ours: the SHA-256 of every file of the site;
* `bundle` packs a site that still equals its manifest into a reproducible zip;
* `check` reads a site or a zip as a stranger would, and names every link, anchor and sum that does not hold;
* `serve` shows the pages while somebody edits them.

Everything that can go wrong comes back as diagnostics; nothing here prints, but for the server,
whose output is MkDocs' own.
"""

from __future__ import annotations

from build_scripts.publish.bundle import bundle
from build_scripts.publish.check import check_site, check_zip
from build_scripts.publish.serve import serve
from build_scripts.publish.site import build_site, claim

__all__ = ["build_site", "bundle", "check_site", "check_zip", "claim", "serve"]
