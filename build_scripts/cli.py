"""The command `yanlu`: arguments, printing, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from build_scripts import __version__, pipeline, publish
from build_scripts.config import ConfigError, load_settings
from build_scripts.model import Diagnostic, Severity
from build_scripts.pipeline import Project

DONE, PARTLY, FAILED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 done but something is wrong, 2 not done."""
    arguments = _parser().parse_args(argv)
    folder = Path()
    try:
        project = Project(folder, load_settings(folder))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return FAILED
    run: Callable[[Project, argparse.Namespace], int] = arguments.run
    try:
        return run(project, arguments)
    except Exception:
        # A defect of ours. Python's own exit code for it, 1, would say that the site was built.
        traceback.print_exc()
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yanlu", description="A folder of Chinese speeches → a citable, searchable site."
    )
    parser.add_argument("--version", action="version", version=f"yanlu {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build the site from the speeches")
    build.add_argument("--raw", type=Path, metavar="DIR", help="folder of the speeches (default: raw/)")
    build.add_argument(
        "--site", type=Path, metavar="DIR", help="where the site goes (default: site/); absent, empty or ours"
    )
    build.add_argument("--strict", action="store_true", help="warnings, too, make the exit code 1")
    build.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        default=os.cpu_count() or 1,
        help="processes (default: one a core)",
    )
    build.set_defaults(run=_build)

    serve = commands.add_parser(
        "serve", help="build the pages and show them at a local address while you edit docs/"
    )
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.set_defaults(run=_serve)

    bundle = commands.add_parser("bundle", help="pack the built site for use without a network")
    bundle.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/)")
    bundle.set_defaults(run=_bundle)

    check = commands.add_parser("check", help="verify links, anchors and sums of the site and of the zip")
    check.add_argument("--site", type=Path, metavar="DIR", help="the built site (default: site/)")
    check.add_argument(
        "--zip",
        type=Path,
        metavar="FILE",
        help="the zip (default: the one in dist/, if it is there and no --site is named)",
    )
    check.set_defaults(run=_check)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def _build(project: Project, arguments: argparse.Namespace) -> int:
    raw = arguments.raw or project.path(project.settings.paths.raw)
    site = arguments.site or project.path(project.settings.paths.site)
    result = pipeline.build(project, raw, site, arguments.jobs)
    worst = _report(result.diagnostics)
    if not result.built:
        return FAILED
    print(f"{result.speeches} speeches → {site}/")
    return PARTLY if worst is Severity.ERROR or (arguments.strict and worst is Severity.WARNING) else DONE


def _serve(project: Project, arguments: argparse.Namespace) -> int:
    paths = project.settings.paths
    result = pipeline.build(project, project.path(paths.raw), None, os.cpu_count() or 1)
    _report(result.diagnostics)
    return publish.serve(project.config_file, arguments.address) if result.built else FAILED


def _bundle(project: Project, arguments: argparse.Namespace) -> int:
    paths = project.settings.paths
    site = arguments.site or project.path(paths.site)
    if among := pipeline.written_among_sources(project, project.path(paths.raw), "dist"):
        _report([among])
        return FAILED
    file, diagnostics = publish.bundle(site, project.path(paths.dist), project.settings.bundle.name)
    _report(diagnostics)
    if file is None:
        return FAILED
    print(f"{file} ({file.stat().st_size:,} bytes)")
    return DONE


def _check(project: Project, arguments: argparse.Namespace) -> int:
    paths = project.settings.paths
    site = arguments.site or project.path(paths.site)
    diagnostics = [*publish.check_site(site)]
    own_zip = project.path(paths.dist) / f"{project.settings.bundle.name}.zip"
    if arguments.zip:
        diagnostics += publish.check_zip(arguments.zip)
    elif not arguments.site and own_zip.exists():
        diagnostics += publish.check_zip(own_zip, site)
    if _report(diagnostics) in (Severity.ERROR, Severity.WARNING):
        return PARTLY
    print("all links, anchors and sums hold")
    return DONE


def _report(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """Print each diagnostic on a line of its own; give back the worst severity."""
    found = list(diagnostics)
    for diagnostic in found:
        print(diagnostic, file=sys.stderr)
    present = {diagnostic.severity for diagnostic in found}
    return next((severity for severity in Severity if severity in present), None)
