"""The house itself: its format, types and layers, its locks, its tasks and its workflows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("build.lock", "site.lock", "test.lock", "bench.lock")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def recipe(target: str) -> list[str]:
    """The commands of one task of the Makefile that run from the environment, such as `ruff check`."""
    match = re.search(rf"^{target}:.*\n((?:\t.*\n|#.*\n)+)", MAKEFILE, re.MULTILINE)
    assert match, f"the Makefile has no task {target}"
    return re.findall(r"^\t@?\$\(BIN\)/(.+)$", match[1], re.MULTILINE)


@pytest.mark.parametrize("command", recipe("lint"))
def test_make_lint_passes(command: str) -> None:
    """Format, style, types and layers hold, by the very commands of `make lint`."""
    name, *arguments = command.split()
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program, f"{name} is not installed beside {sys.executable}"
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock with its version and marker, such as `setuptools` and `84.2.1`."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\\\n]+?) *\\?$", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_versions_and_hashes_only(lock: str) -> None:
    """Every package has one version for all Pythons, and hashes; no lock says from which machine it came."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    loose = [
        block.splitlines()[0]
        for block in blocks
        if not re.match(r"[\w.-]+==\S.*\\\n +--hash=sha256:[0-9a-f]{64}\b", block)
    ]
    assert loose == []
    assert len(blocks) == len(pins(lock)) > 0
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host| @ ", text)


def test_locks_agree() -> None:
    """The test lock holds all of the site lock, which holds the build backend, so one environment serves all."""
    assert pins("build.lock").items() <= pins("site.lock").items() <= pins("test.lock").items()
    assert "setuptools" in pins("build.lock")


def workflow(path: Path) -> dict[Any, Any]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in workflow(path)["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_use_pinned_official_actions(path: Path) -> None:
    """A tag can be moved to other code, a commit cannot; its version stands beside it for the reader."""
    uses = re.findall(r"^.*\buses:.*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert uses
    for line in uses:
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_least_permissions(path: Path) -> None:
    """Only the job that deploys may write, only to Pages, and it runs none of our code."""
    document = workflow(path)
    assert document["permissions"] in ({}, {"contents": "read"})
    for name, job in document["jobs"].items():
        permissions = job.get("permissions", document["permissions"])
        if name == "deploy":
            assert permissions == {"pages": "write", "id-token": "write"}
            assert not any("run" in step or "checkout" in step["uses"] for step in job["steps"])
        else:
            assert permissions == {"contents": "read"}
        assert job["timeout-minutes"] <= 60
    for step in steps(path):
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_speak_the_words_of_the_makefile(path: Path) -> None:
    """Whatever CI runs, anyone can run: a workflow holds no command of its own."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    for step in steps(path):
        if "run" in step:
            make, target = step["run"].split()
            assert make == "make"
            assert target in targets


def test_ci_runs_the_suite() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "make test" in [step.get("run") for step in steps(ROOT / ".github" / "workflows" / "ci.yml")]


@pytest.mark.skipif(
    shutil.which("make") is None, reason="Windows has no make; the README says how to do without"
)
@pytest.mark.parametrize(("code", "bundled", "fails"), [(0, True, False), (1, True, False), (2, False, True)])
def test_make_site_goes_on_when_only_some_sources_failed(
    tmp_path: Path, code: int, bundled: bool, fails: bool
) -> None:
    """`yanlu build` ends with 1 when some sources were unusable: the others get their site and zip; 2 stops it."""
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (tmp_path / "requirements").mkdir()
    for needed in ("pyproject.toml", *(f"requirements/{lock}" for lock in LOCKS)):
        (tmp_path / needed).touch()
        # Older than the stamp, so that make has nothing to install.
        os.utime(tmp_path / needed, (0, 0))
    (binaries / "python").touch()
    (tmp_path / ".venv" / ".site-ready").touch()
    yanlu = binaries / "yanlu"
    yanlu.write_text(f'#!/bin/sh\necho "called $1"\ntest "$1" != build || exit {code}\n', encoding="utf-8")
    yanlu.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    # The variables of an outer make would reach the inner one.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        ["make", "site"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert "called build" in done.stdout
    assert ("called bundle" in done.stdout) is bundled
    assert (done.returncode != 0) is fails


def project_files() -> Iterator[Path]:
    """Every text file of the project but the speeches, whose words are their own."""
    left_out = {"raw", "site", "dist", "build", "__pycache__", "node_modules"}
    for folder, names, files in os.walk(ROOT):
        names[:] = [
            name
            for name in names
            if name not in left_out
            and not name.endswith(".egg-info")
            and (not name.startswith(".") or name in (".github", ".ci"))
        ]
        yield from (Path(folder, name) for name in files)


def test_no_file_names_a_machine() -> None:
    """No file holds the path of a checkout or of somebody's home: it would be wrong on every other machine."""
    homes = r"/home/[a-z]|/Users/[a-zA-Z]|[A-Z]:\\Users\\|/root/"
    here = "|".join(re.escape(str(path)) for path in (ROOT, Path.home()) if len(path.parts) > 2)
    pattern = re.compile(rf"(?<![\w.])(?:{homes}{'|' + here if here else ''})")
    found = []
    for path in project_files():
        if path != Path(__file__).resolve():
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []
