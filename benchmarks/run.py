"""Run the benchmarks: `python -m benchmarks.run [CASE…] [--sizes N…]`; see benchmarks/README.md."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if not __package__:
    # Called as a file: only the folder it lies in is on the path.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.frame import machine
from benchmarks.frame.cases import CASES
from benchmarks.frame.corpora import SetupError, Workshop
from benchmarks.frame.profiling import profile
from benchmarks.frame.series import UnknownCaseError, choose, run_all
from benchmarks.frame.table import report

DONE, FAILED, MISUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """0: all ran; 1: some row says what failed; 2: wrong use."""
    arguments = parser().parse_args(argv)
    if arguments.list:
        for case in CASES:
            print(f"{case.name}: {case.about}")
        return DONE
    work: Path = arguments.work or Path(tempfile.gettempdir()) / f"yanlu-bench-{_user()}"
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    train = tuple(path.resolve() for path in arguments.train)
    raw = arguments.raw.resolve() if arguments.raw else None
    workshop = Workshop(work.resolve(), arguments.seed, train, raw, arguments.limit)
    facts = machine.describe()
    try:
        if arguments.profile:
            text = profile(workshop, arguments.profile, arguments.limit, functions=arguments.functions)
        else:
            chosen = choose(CASES, arguments.cases)
            rows = run_all(
                chosen,
                arguments.sizes,
                workshop,
                repeats=arguments.repeats,
                warm_up=arguments.warm_up,
                limit=arguments.limit,
                say=lambda line: print(line, file=sys.stderr, flush=True),
            )
            text = report(facts, rows)
            # Above its largest size a case is not meant to run: that is no failure.
            if any(row.failure and row.size <= (row.case.largest or row.size) for row in rows):
                return _print(text, arguments.out, FAILED)
    except (SetupError, UnknownCaseError) as error:
        print(error, file=sys.stderr)
        return MISUSED if isinstance(error, UnknownCaseError) else FAILED
    finally:
        # Sites of thousands of pages; the corpora and pages beside them are kept.
        shutil.rmtree(work / "out", ignore_errors=True)
    return _print(text, arguments.out, DONE)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    made.add_argument("cases", nargs="*", metavar="CASE", help="names of cases (default: all)")
    made.add_argument("--list", action="store_true", help="name the cases, and run nothing")
    made.add_argument("--sizes", nargs="+", type=_positive, default=[100, 1000], metavar="N", help="speeches")
    made.add_argument("--repeats", type=_positive, default=3, metavar="N", help="counted rounds (default: 3)")
    made.add_argument(
        "--warm-up", type=int, default=1, metavar="N", help="rounds before, at the least size (default: 1)"
    )
    made.add_argument(
        "--limit", type=float, default=1800, metavar="SECONDS", help="for one run (default: 1800)"
    )
    made.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the generated corpora (default: 1)"
    )
    made.add_argument(
        "--train",
        nargs="+",
        type=Path,
        default=[],
        metavar="DIR",
        help="folders that the generator learns from",
    )
    made.add_argument("--raw", type=Path, metavar="DIR", help="take the first N sources of DIR instead")
    made.add_argument(
        "--work", type=Path, metavar="DIR", help="where corpora are kept (default: a temporary folder)"
    )
    made.add_argument("--out", type=Path, metavar="FILE", help="write the report there, too")
    made.add_argument(
        "--profile", type=_positive, metavar="N", help="where the time of a build of N speeches goes"
    )
    made.add_argument(
        "--functions", action="store_true", help="with --profile: its costliest functions as well"
    )
    return made


def _user() -> str:
    """A number for the name of a folder that others on the machine do not share; Windows has one for each anyway."""
    return str(os.getuid()) if hasattr(os, "getuid") else ""


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def _print(text: str, file: Path | None, code: int) -> int:
    print(text)
    if file:
        file.write_text(text, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
