"""The memory of a process and of all that it starts, sampled while it runs.

On Linux each process counts with its proportional set size (PSS): a page that n processes share counts 1/n in each,
so that a pool of forked workers is not counted several times over. Elsewhere psutil's resident sizes are added up.
A peak shorter than the time between two samples is missed.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

_LINUX = sys.platform == "linux"
METHOD = "sum of the PSS of the process tree" if _LINUX else "sum of the RSS of the process tree"

_PROC = Path("/proc")
# Looking at a process stops it for a moment: at most a twentieth of the time goes into looking.
_INTERVAL, _PATIENCE = 0.02, 20


class Sampler(threading.Thread):
    """Keeps the highest sum seen in `peak` (bytes; None before the first) until it is told to stop."""

    def __init__(self, leader: int) -> None:
        """`leader` is a process that leads a session of its own, so that what it leaves behind is still found."""
        super().__init__(daemon=True)
        self.peak: int | None = None
        self._leader = leader
        self._done = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            began = time.perf_counter()
            if found := tree_memory(self._leader):
                self.peak = max(found, self.peak or 0)
            pause = max(_INTERVAL, _PATIENCE * (time.perf_counter() - began))

    def stop(self) -> None:
        self._done.set()
        self.join()


def tree_memory(leader: int) -> int | None:
    """Bytes in use by the session of `leader` just now; None if that cannot be told."""
    return sum(map(_pss, members(leader))) if _LINUX else _tree_rss(leader)


def members(leader: int) -> list[int]:
    """The processes of a session (Linux). Also those whose parents are gone, which a walk down the tree would miss."""
    found = []
    for name in os.listdir(_PROC):  # noqa: PTH208 - thousands of Path objects a second would be felt
        if name.isdecimal():
            try:
                stat = (_PROC / name / "stat").read_bytes()
            except OSError:
                continue
            # The name in brackets may hold anything; after it: state, parent, group, session.
            if int(stat[stat.rindex(b")") + 2 :].split()[3]) == leader:
                found.append(int(name))
    return found


def _pss(process: int) -> int:
    try:
        for line in (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        # It has ended meanwhile.
        pass
    return 0


def _tree_rss(leader: int) -> int | None:
    try:
        psutil: Any = importlib.import_module("psutil")
    except ImportError:
        return None
    total = 0
    try:
        root = psutil.Process(leader)
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.Error:
        pass
    return total
