"""A copy of the project to build in, the command itself, a web server, and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from build_scripts.pipeline import GENERATED
from tests.browser import find_chromium, launch_args

# The machine decides how fast a case is; none is wrong for being slow. CI tries the same cases each time, so that a
# change is judged by what it changed; everyone else's runs look for new ones.
settings.register_profile("yanlu", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("yanlu")

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "tests" / "corpora"
YANLU = Path(sys.executable).with_name("yanlu")


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    errors: tuple[str, ...]


def yanlu(folder: Path, *arguments: str | Path) -> Run:
    """Run the installed command in `folder`."""
    done = subprocess.run(
        [YANLU, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Run(done.returncode, done.stdout, tuple(done.stderr.splitlines()))


def copy_project(folder: Path, raw: Path | None = ROOT / "raw") -> Path:
    """The project as a clone has it, with the speeches of `raw`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "yanlu.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(
        ROOT / "docs", folder / "docs", ignore=lambda at, _: GENERATED if Path(at) == ROOT / "docs" else ()
    )
    if raw:
        shutil.copytree(raw, folder / "raw", symlinks=True)
    return folder


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the shipped speeches, built and bundled. Not to be changed."""
    project = copy_project(tmp_path_factory.mktemp("seeds"))
    built = yanlu(project, "build", "--strict")
    assert (built.code, built.errors) == (0, ())
    assert yanlu(project, "bundle").code == 0
    return project


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose speeches attack the site, built. Not to be changed."""
    project = copy_project(tmp_path_factory.mktemp("hostile"), CORPORA / "hostile" / "raw")
    # A name that Windows cannot hold: in the repository it would keep people there from cloning it.
    (project / "raw" / 'a?b "c" <d>.txt').write_text("同志们：\n文件名在别处存不下。\n", encoding="utf-8")
    assert yanlu(project, "build").code == 0
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the project, with the shipped speeches, not yet built."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium. Without one the tests fail: what only a browser can prove would be unproven."""
    found = find_chromium()
    assert found, "no Chromium found; run `python -m tests.browser`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=launch_args())
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`folder` over http on this machine; gives the address, without a slash at its end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


Address = Callable[[Path], str]


@pytest.fixture(scope="session", params=["file", "root", "sub-path"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Where a built site is found: opened as files, at the root of a server, below a sub-path."""
    if request.param == "file":
        yield lambda site: site.resolve().as_uri()
        return
    with ExitStack() as servers:

        @functools.cache
        def address_of(site: Path) -> str:
            if request.param == "root":
                return servers.enter_context(served(site))
            folder = tmp_path_factory.mktemp("www")
            (folder / "sub").mkdir()
            (folder / "sub" / "path").symlink_to(site.resolve())
            return servers.enter_context(served(folder)) + "/sub/path"

        yield address_of
