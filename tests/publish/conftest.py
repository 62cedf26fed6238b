"""One small site, built by MkDocs once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.publish import build_site
from tests.publish.small import write_project


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with docs/ and a built site/. Not to be changed."""
    project = write_project(tmp_path_factory.mktemp("small"))
    assert build_site(project / "mkdocs.yml", project / "docs", project / "site") == ()
    return project
