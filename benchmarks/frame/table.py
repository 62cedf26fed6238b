"""Rows → Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean, median

from benchmarks.frame.figures import Spread, growth, ratio, spread
from benchmarks.frame.model import Row

_NONE = "–"


def report(machine: Sequence[tuple[str, str]], rows: Sequence[Row]) -> str:
    """The whole report: the machine, the runs, how time grows, and the peers."""
    parts = [
        "\n".join(f"- {name}: {value}" for name, value in machine),
        "\n".join(
            f"- **{name}**: {about}" for name, about in {r.case.name: r.case.about for r in rows}.items()
        ),
        table(
            ("case", "speeches", "runs", "time (s)", "from–to", "CPU (s)", "peak (MB)", "also"),
            map(_run, rows),
        ),
    ]
    if growing := list(_growth(rows)):
        parts.append("time ~ speeches^b; 1: in proportion, 2: with the square\n")
        parts.append(table(("case", "sizes", "b", "b of CPU"), growing))
    if compared := list(_ratios(rows)):
        parts.append("time of a case ÷ time of its peer, run in turn\n")
        parts.append(table(("case", "peer", "speeches", "ratio", "from–to", "of CPU"), compared))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown. A bar or a line end in a cell would end it: they are escaped."""
    cells = [[" ".join(cell.split()).replace("|", "\\|") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def seconds(value: float) -> str:
    """Three digits, or whole seconds where there are more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _run(row: Row) -> list[str]:
    case, runs = row.case, row.runs
    start = [case.name, f"{row.size:,}", str(len(runs))]
    if not runs:
        return [*start, _NONE, _NONE, _NONE, _NONE, row.failure or "no run"]
    time = spread(row.seconds)
    peaks = [run.peak for run in runs if run.peak is not None]
    return [
        *start,
        seconds(time.median),
        _range(time) if len(runs) > 1 else _NONE,
        seconds(median(row.cpu)) if row.cpu else _NONE,
        f"{max(peaks) / 1e6:,.0f}" if peaks else _NONE,
        "; ".join([*_facts(row), *([row.failure] if row.failure else [])]) or _NONE,
    ]


def _facts(row: Row) -> Iterator[str]:
    for name in dict.fromkeys(name for run in row.runs for name in run.facts):
        value = fmean(run.facts[name] for run in row.runs if name in run.facts)
        yield f"{value:,.0f} {name}" if value >= 10 else f"{value:.3g} {name}"
        if name == row.case.rate:
            rate = median(run.facts[name] / run.seconds for run in row.runs if name in run.facts)
            yield f"{rate:,.0f} {name}/s"


def _growth(rows: Sequence[Row]) -> Iterator[list[str]]:
    for name in dict.fromkeys(row.case.name for row in rows):
        own = [row for row in rows if row.case.name == name and row.runs]
        exponent = growth({row.size: median(row.seconds) for row in own})
        of_cpu = growth({row.size: median(row.cpu) for row in own if row.cpu})
        if exponent is not None:
            yield [name, ", ".join(f"{row.size:,}" for row in own), f"{exponent:.2f}", _two_places(of_cpu)]


def _ratios(rows: Sequence[Row]) -> Iterator[list[str]]:
    by_place = {(row.case.name, row.size): row for row in rows}
    for row in rows:
        for peer in row.case.peers:
            other = by_place.get((peer, row.size))
            if other and (found := ratio(row.seconds, other.seconds)):
                bounds = _range(found) if len(row.runs) > 1 else _NONE
                of_cpu = ratio(row.cpu, other.cpu)
                start = [row.case.name, peer, f"{row.size:,}", f"{found.median:.2f}", bounds]
                yield [*start, _two_places(of_cpu.median if of_cpu else None)]


def _two_places(value: float | None) -> str:
    return _NONE if value is None else f"{value:.2f}"


def _range(figures: Spread) -> str:
    return f"{seconds(figures.least)}–{seconds(figures.greatest)}"
