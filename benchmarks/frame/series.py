"""The order of the runs: sizes from small to large, and at each size a case and its peers in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from benchmarks.frame.corpora import SetupError, Workshop
from benchmarks.frame.measure import measure
from benchmarks.frame.model import Case, Job, Row, Run

Say = Callable[[str], None]


class UnknownCaseError(Exception):
    """A name that no case has."""


def choose(cases: Sequence[Case], names: Sequence[str]) -> list[Case]:
    """The cases of these names, in the order of the list; all for no names."""
    known = [case.name for case in cases]
    for name in names:
        if name not in known:
            raise UnknownCaseError(f"there is no case {name}; there are {', '.join(known)}")
    return [case for case in cases if not names or case.name in names]


def groups(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Each case with those of its peers that are chosen as well; every case comes once."""
    by_name = {case.name: case for case in cases}
    peers = {name for case in cases for name in case.peers}
    placed: set[str] = set()
    for case in [*(c for c in cases if c.name not in peers), *cases]:
        names = [name for name in (case.name, *case.peers) if name in by_name and name not in placed]
        if case.name in names:
            placed.update(names)
            yield [by_name[name] for name in names]


def run_all(
    cases: Sequence[Case],
    sizes: Sequence[int],
    workshop: Workshop,
    *,
    repeats: int,
    warm_up: int,
    limit: float,
    say: Say,
) -> list[Row]:
    """A row for each case and size, by case. `say` gets a line about each run."""
    rows: list[Row] = []
    for group in groups(cases):
        found = [Series(case, workshop, limit, say) for case in group]
        for number, size in enumerate(sorted(set(sizes))):
            for series in found:
                series.begin(size)
            # What a first run warms is the programs, and they are the same for all sizes.
            for round_ in range(-warm_up if number == 0 else 0, repeats):
                for series in found:
                    series.run(counted=round_ >= 0)
            for series in found:
                series.end()
        rows += (row for series in found for row in series.rows)
    return rows


class Series:
    """One case on its way through the sizes."""

    def __init__(self, case: Case, workshop: Workshop, limit: float, say: Say) -> None:
        self.rows: list[Row] = []
        self._case, self._workshop, self._limit, self._say = case, workshop, limit, say
        self._job: Job | None = None
        self._size = 0
        self._runs: list[Run] = []
        self._failure: str | None = None

    def begin(self, size: int) -> None:
        """Make the case ready for this size, unless that is no use."""
        self._size, self._runs, self._job, self._failure = size, [], None, None
        largest, last = self._case.largest, self.rows[-1] if self.rows else None
        if largest is not None and size > largest:
            self._failure = f"not run above {largest:,}"
        elif last and last.failure:
            self._failure = f"not run: failed at {last.size:,}"
        else:
            try:
                self._job = self._case.prepare(self._workshop, size)
            except SetupError as error:
                self._failure = str(error)
            except Exception as error:
                self._failure = f"the setup failed: {type(error).__name__}: {error}"
        if self._failure:
            self._tell(self._failure)

    def run(self, *, counted: bool) -> None:
        if self._failure or not self._job:
            return
        run = measure(self._job, self._limit)
        self._failure = run.failure
        if run.failure:
            self._tell(run.failure)
            return
        self._tell(f"{run.seconds:.2f} s" + ("" if counted else " (warm-up)"))
        if counted:
            self._runs.append(run)

    def end(self) -> None:
        self.rows.append(Row(self._case, self._size, tuple(self._runs), self._failure))

    def _tell(self, message: str) -> None:
        self._say(f"{self._case.name} {self._size:,}: {message}")
