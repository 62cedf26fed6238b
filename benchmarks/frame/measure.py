"""Run a job once, timed and weighed. Whatever goes wrong comes back as the run's failure."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from typing import IO

from benchmarks.frame.memory import Sampler, members
from benchmarks.frame.model import Job, Run

_MARK = "bench: "
_LAST_WORDS = 160  # characters of a failing command's last line


class _LateError(Exception):
    """The time is up."""


def measure(job: Job, limit: float) -> Run:
    """One run of `job`, given `limit` seconds for all its commands together."""
    seconds, cpu, peak = 0.0, 0.0, 0
    facts: dict[str, float] = {}
    deadline = time.monotonic() + limit
    try:
        job.reset()
        for command in job.commands:
            run = run_command(command, job, deadline - time.monotonic())
            if run.failure:
                return run
            seconds, cpu, peak = seconds + run.seconds, cpu + (run.cpu or 0), max(peak, run.peak or 0)
            facts |= run.facts
        facts |= job.weigh()
    except _LateError:
        return Run(failure=f"stopped after {limit:,.0f} s")
    except Exception as error:
        return Run(failure=f"{type(error).__name__}: {error}")
    return Run(seconds, cpu if os.name == "posix" else None, peak or None, facts)


def run_command(command: tuple[str, ...], job: Job, limit: float) -> Run:
    """One command of `job`. OSError if it cannot be started, _LateError if it takes longer than `limit` seconds."""
    late = threading.Event()

    def expire() -> None:
        late.set()
        stop(process)

    with tempfile.TemporaryFile() as log:
        before = os.times()
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=job.cwd,
            env=os.environ | job.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A session of its own: its members can be found, and stopped together.
            start_new_session=True,
        )
        sampler = Sampler(process.pid)
        timer = threading.Timer(max(limit, 0), expire)
        try:
            sampler.start()
            timer.start()
            # Without a timeout of its own, since Python would poll, up to a twentieth of a second too long.
            code = process.wait()
            elapsed = time.perf_counter() - began
        finally:
            timer.cancel()
            stop(process)
            sampler.stop()
        after = os.times()
        words = _read(log)
    if late.is_set():
        raise _LateError
    if code not in job.accepted:
        last = next((line.strip() for line in reversed(words.splitlines()) if line.strip()), "")
        return Run(failure=f"exit code {code}: {last[:_LAST_WORDS]}" if last else f"exit code {code}")
    facts = printed_facts(words)
    cpu = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    return Run(facts.pop("seconds", elapsed), cpu, sampler.peak, facts)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that is left of its session."""
    if sys.platform == "linux":
        for member in members(process.pid):
            # It may have ended meanwhile.
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
    elif sys.platform != "win32":
        # Of a group that has ended macOS says that we may not.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
        process.wait()


def printed_facts(words: str) -> dict[str, float]:
    """The numbers of all lines `bench: {…}`, such as {"seconds": 0.5, "characters": 10000.0}."""
    facts: dict[str, float] = {}
    for line in words.splitlines():
        if line.startswith(_MARK):
            found: Mapping[str, object] = json.loads(line.removeprefix(_MARK))
            facts |= {name: float(value) for name, value in found.items() if isinstance(value, (int, float))}
    return facts


def _read(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode("utf-8", "replace")
