"""What passes between the parts of the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.frame.corpora import Workshop


@dataclass(frozen=True, slots=True)
class Job:
    """Something ready to be run, as often as wanted: everything that is not to be timed has been done.

    The commands run one after the other and count as one run. A command may print a line `bench: {…}`, a JSON object
    of numbers: `seconds` then stands for its wall time (without its start-up), the others are facts of the run.
    """

    commands: tuple[tuple[str, ...], ...]
    cwd: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    """Beside the caller's variables."""
    accepted: frozenset[int] = frozenset({0})
    """Exit codes that mean done."""
    reset: Callable[[], None] = lambda: None
    """Called before each run, untimed."""
    weigh: Callable[[], Mapping[str, float]] = dict
    """Facts of the result, such as its size; called after each run, untimed."""


@dataclass(frozen=True, slots=True)
class Case:
    """A named thing to measure at several sizes (numbers of speeches)."""

    name: str
    about: str
    prepare: Callable[[Workshop, int], Job]
    peers: tuple[str, ...] = ()
    """Names of cases that are run in turn with this one, and that it is divided by."""
    largest: int | None = None
    """The largest size that is worth the wait."""
    rate: str | None = None
    """The fact that is also given by the second."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to. Without a failure `seconds` is a number above 0."""

    seconds: float = 0.0
    cpu: float | None = None
    """Seconds of processor time of the commands and all their children; None where the system does not tell."""
    peak: int | None = None
    """Bytes; see `memory.METHOD`."""
    facts: Mapping[str, float] = field(default_factory=dict)
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A case at a size: its counted runs, in the order of the rounds."""

    case: Case
    size: int
    runs: tuple[Run, ...]
    failure: str | None = None
    """Why there are no more runs, if anything went wrong."""

    @property
    def seconds(self) -> list[float]:
        return [run.seconds for run in self.runs]

    @property
    def cpu(self) -> list[float]:
        """Of the runs that the system told it of, and that took any."""
        return [run.cpu for run in self.runs if run.cpu]
