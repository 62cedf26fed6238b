"""Where the time of a build goes, stage by stage.

A profiler makes calls dearer and leaves C code as it is, so it would shift the shares. Here only the doors
between the rooms have clocks: every function that a stage's package offers or takes from its own modules, and
every cached property, counts the time spent in it but not in others with a clock. The parts are found, not
listed: a new one has its row by itself. `functions` asks cProfile as well, in a second build.

    python -m benchmarks.frame.profiling RAW SITE [FUNCTIONS]      (in a copy of the project)
"""

from __future__ import annotations

import cProfile
import importlib
import json
import pkgutil
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from inspect import isfunction, isgeneratorfunction
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.frame.corpora import SetupError, Workshop, environment
from benchmarks.frame.measure import measure
from benchmarks.frame.memory import METHOD
from benchmarks.frame.model import Job
from benchmarks.frame.table import seconds, table
from build_scripts import pipeline
from build_scripts.config import load_settings

STAGES = ("ingest", "clean", "parse", "analyse", "render", "search", "publish")
# Doors further inside: MkDocs is a stage of its own to whoever reads the table, and so is what follows it.
_INNER = (("publish.site", "run_mkdocs"), ("publish.site", "finish"), ("pipeline", "write_pages"))
_LEAST = 0.005  # share of the whole below which a part has no row
_FUNCTIONS = 20


class Clock:
    """Own time of whatever runs under a name: what is spent in others with a clock counts for those."""

    def __init__(self) -> None:
        self.own: defaultdict[str, float] = defaultdict(float)
        self.calls: defaultdict[str, int] = defaultdict(int)
        self._open: list[float] = []
        """For each call under way the time that calls inside it took."""

    def enter(self) -> float:
        self._open.append(0.0)
        return time.perf_counter()

    def leave(self, name: str, began: float) -> None:
        elapsed = time.perf_counter() - began
        self.own[name] += elapsed - self._open.pop()
        if self._open:
            self._open[-1] += elapsed

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function` with a clock; a generator's runs while it is asked for its next value."""

        @wraps(function)
        def plain(*arguments: Any, **named: Any) -> Any:
            self.calls[name] += 1
            began = self.enter()
            try:
                return function(*arguments, **named)
            finally:
                self.leave(name, began)

        @wraps(function)
        def stepwise(*arguments: Any, **named: Any) -> Iterator[Any]:
            self.calls[name] += 1
            values = function(*arguments, **named)
            while True:
                began = self.enter()
                try:
                    value = next(values)
                except StopIteration:
                    return
                finally:
                    self.leave(name, began)
                yield value

        return stepwise if isgeneratorfunction(function) else plain


def install(clock: Clock) -> None:
    """Put clocks on the doors of all stages, in this process."""
    for stage in STAGES:
        package = importlib.import_module(f"build_scripts.{stage}")
        for name, thing in list(vars(package).items()):
            if isfunction(thing) and thing.__module__.startswith(f"{package.__name__}"):
                setattr(package, name, clock.timed(f"{stage}.{name}", thing))
        for module in pkgutil.iter_modules(package.__path__):
            _properties(clock, stage, importlib.import_module(f"{package.__name__}.{module.name}"))
    for place, name in _INNER:
        module_ = importlib.import_module(f"build_scripts.{place}")
        setattr(module_, name, clock.timed(f"{place.partition('.')[0]}.{name}", getattr(module_, name)))


def _properties(clock: Clock, stage: str, module: ModuleType) -> None:
    for owner in vars(module).values():
        if isinstance(owner, type) and owner.__module__ == module.__name__:
            for name, thing in vars(owner).items():
                if isinstance(thing, cached_property):
                    thing.func = clock.timed(f"{stage}.{owner.__name__}.{name}", thing.func)


def profile(workshop: Workshop, size: int, limit: float, *, functions: bool) -> str:
    """Build `size` speeches on one process, and tell the costs as Markdown."""
    raw = workshop.raw(size)
    texts = []
    for how in ("", "functions") if functions else ("",):
        site = workshop.output("profile")
        report = workshop.output("profile.md")
        command = [sys.executable, "-m", "benchmarks.frame.profiling", str(raw), str(site), str(report)]
        job = Job(((*command, how),), cwd=workshop.project(), environment=environment())
        run = measure(job, limit)
        if run.failure:
            raise SetupError(run.failure)
        texts.append(report.read_text(encoding="utf-8"))
        if not how:
            peak = f"{run.peak / 1e6:,.0f} MB" if run.peak else "unknown"
            texts.append(f"\nPeak memory ({METHOD}): {peak}\n")
    return "".join(texts)


def main(arguments: Sequence[str]) -> None:
    """Build, and write the table to a file."""
    raw, site, report, how = arguments
    project = pipeline.Project(Path(), load_settings(Path()))
    clock, profiler = Clock(), cProfile.Profile()
    if not how:
        install(clock)
    began = time.perf_counter()
    if how:
        profiler.enable()
    built = pipeline.build(project, Path(raw), Path(site), jobs=1)
    profiler.disable()
    elapsed = time.perf_counter() - began
    if not built.built:
        raise SystemExit("\n".join(map(str, built.diagnostics)))
    text = costliest(profiler) if how else costs(clock, elapsed, built.speeches)
    Path(report).write_text(text, encoding="utf-8")
    print("bench: " + json.dumps({"seconds": elapsed, "speeches": built.speeches}))


def costs(clock: Clock, elapsed: float, speeches: int) -> str:
    """Stages and their parts, the costliest first, each with its own time."""
    own = {**clock.own, "pipeline (the rest)": elapsed - sum(clock.own.values())}
    stages: defaultdict[str, float] = defaultdict(float)
    for name, spent in own.items():
        stages[_stage(name)] += spent
    rows = []
    for stage in sorted(stages, key=lambda s: -stages[s]):
        rows.append([f"**{stage}**", "", seconds(stages[stage]), f"{stages[stage] / elapsed:.0%}"])
        parts = sorted((name for name in own if _stage(name) == stage), key=lambda n: -own[n])
        rows += (
            [f"{name}", f"{clock.calls[name]:,}", seconds(own[name]), f"{own[name] / elapsed:.1%}"]
            for name in parts
            if own[name] >= _LEAST * elapsed
        )
    head = f"Build of {speeches:,} speeches on one process: {seconds(elapsed)} s\n\n"
    return head + table(("part", "calls", "own time (s)", "share"), rows)


def _stage(name: str) -> str:
    return "mkdocs" if name == "publish.run_mkdocs" else name.partition(".")[0].partition(" ")[0]


def costliest(profiler: cProfile.Profile) -> str:
    """The functions that most time went into, as cProfile sees it."""
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    rows = [
        [
            f"`{Path(file).parent.name}/{Path(file).name}:{line} {name}`" if line else f"`{name}`",
            f"{calls:,}",
            seconds(own),
            seconds(whole),
        ]
        for (file, line, name), (_, calls, own, whole, _) in sorted(
            stats.items(), key=lambda item: -item[1][2]
        )
    ][:_FUNCTIONS]
    head = "\nThe costliest functions, by their own time under cProfile (which makes calls dearer)\n\n"
    return head + table(("function", "calls", "own (s)", "with callees (s)"), rows)


if __name__ == "__main__":
    main(sys.argv[1:])
