"""The input of the cases: made once, kept below a work folder for the next time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_scripts.pipeline import GENERATED

ROOT = Path(__file__).resolve().parents[2]

# From an import to a page: what decides what the sources become.
_CODE = ("build_scripts", "yanlu.toml")
# The generator, and what it learns from in any case: other code or text makes other corpora.
_GENERATOR = ("benchmarks/make_corpus.py", "benchmarks/corpus", "raw")
_PROJECT_FILES = ("mkdocs.yml", "yanlu.toml")


class SetupError(Exception):
    """A case cannot be made ready; the message says why."""


@dataclass(frozen=True)
class Workshop:
    """Where cases find their input and leave their output."""

    folder: Path
    """Ours alone."""
    seed: int = 0
    train: tuple[Path, ...] = ()
    """Folders that the generator learns from, besides raw/."""
    sources: Path | None = None
    """A folder of sources to take the first N of, by name, instead of generated ones."""
    limit: float = 1800.0
    """Seconds that one step of a setup may take."""
    made: dict[str, Path] = field(default_factory=dict, compare=False)
    """What this run has asked for already: hashing it once is enough."""

    def raw(self, size: int) -> Path:
        """A folder of `size` sources."""
        return self._once(f"raw {size}", lambda: self._raw(size))

    def pages(self, size: int) -> Path:
        """A folder of the home page and `speeches/*.md` that the sources of that size become."""
        return self._once(f"pages {size}", lambda: self._pages(size))

    def project(self) -> Path:
        """A copy of the project without its speeches, for builds that must not meet those of somebody at work."""
        return self._once("project", self._project)

    def output(self, name: str) -> Path:
        """A folder that is not there yet, for the result of a run; what an earlier run left is removed."""
        folder = self.folder / "out" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return folder

    def _once(self, name: str, make: Callable[[], Path]) -> Path:
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    def _raw(self, size: int) -> Path:
        if self.sources:
            return self._first(self.sources, size)
        learned = digest([*(ROOT / name for name in _GENERATOR), *self.train])
        folder = self.folder / "corpora" / f"{size}-seed{self.seed}-{learned}"

        def generate(new: Path) -> None:
            train = ["--train", *map(str, self.train)] if self.train else []
            options = [str(size), "--seed", str(self.seed), "--out", str(new), *train]
            self._step([sys.executable, "-m", "benchmarks.make_corpus", *options])

        return self._kept(folder, generate) / "raw"

    def _first(self, sources: Path, size: int) -> Path:
        names = sorted(path for path in sources.rglob("*") if path.is_file())[:size]
        if len(names) < size:
            raise SetupError(f"{sources} holds {len(names):,} sources only")

        def copy(new: Path) -> None:
            for path in names:
                target = new / path.relative_to(sources)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

        return self._kept(self.folder / "corpora" / f"{size}-given-{digest(names)}", copy)

    def _pages(self, size: int) -> Path:
        raw = self.raw(size)
        folder = self.folder / "pages" / f"{size}-{digest([raw, *(ROOT / name for name in _CODE)])}"
        command = [sys.executable, "-m", "benchmarks.frame.pages", str(raw)]
        return self._kept(folder, lambda new: self._step([*command, str(new)]))

    def _project(self) -> Path:
        folder = self.output("project")
        folder.mkdir()
        for name in _PROJECT_FILES:
            shutil.copyfile(ROOT / name, folder / name)
        docs = ROOT / "docs"
        shutil.copytree(docs, folder / "docs", ignore=lambda at, _: GENERATED if Path(at) == docs else ())
        return folder

    def _kept(self, folder: Path, make: Callable[[Path], None]) -> Path:
        """`folder`, made unless it is there. Made under another name, so that no half of it is ever kept."""
        if not folder.is_dir():
            new = folder.with_name(f"{folder.name}.new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(parents=True)
            make(new)
            new.rename(folder)
        return folder

    def _step(self, command: Sequence[str]) -> None:
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=self.limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SetupError(f"the setup was stopped after {self.limit:,.0f} s") from None
        if done.returncode:
            words = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
            raise SetupError(f"the setup failed: {words[-1]}")


def environment() -> dict[str, str]:
    """The caller's variables, and where our code is, for commands that run in another folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def digest(paths: Iterable[Path]) -> str:
    """Twelve hexadecimal digits that change with the names and the bytes of these files and folders."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                name = file.relative_to(path).as_posix() if path.is_dir() else file.name
                total.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]
