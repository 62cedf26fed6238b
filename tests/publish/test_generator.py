"""Running MkDocs: its environment, its derived settings, and reading its log."""

from __future__ import annotations

from pathlib import Path

import yaml

from build_scripts.model import Severity
from build_scripts.publish.generator import EPOCH, derived_config, environment, parse_log


def log(text: str) -> list[tuple[Severity, str, str]]:
    return [(d.severity, d.path, d.message) for d in parse_log(text, "docs", "mkdocs.yml")]


def test_a_warning_that_names_a_page_is_placed_there() -> None:
    text = "INFO    -  Cleaning site directory\nWARNING -  Doc file 'a/b.md' contains a link 'x.md', but …\n"
    message = "Doc file 'a/b.md' contains a link 'x.md', but …"
    assert log(text) == [(Severity.WARNING, "docs/a/b.md", message)]


def test_what_names_no_page_is_placed_in_the_settings() -> None:
    text = "ERROR   -  Config value 'nav': bad\n\nAborted with 1 configuration errors!\n"
    assert log(text) == [(Severity.ERROR, "mkdocs.yml", "Config value 'nav': bad")]


def test_a_list_below_a_warning_belongs_to_it() -> None:
    text = "WARNING -  Not in nav:\n  - a.md\n  - b.md\nINFO    -  Done\n  - c.md\n"
    assert log(text) == [(Severity.WARNING, "mkdocs.yml", "Not in nav: - a.md - b.md")]


def test_a_traceback_belongs_to_nothing() -> None:
    text = (
        "ERROR   -  Error reading page 'a.md': boom\nTraceback (most recent call last):\n  File …\nKeyError\n"
    )
    assert log(text) == [(Severity.ERROR, "docs/a.md", "Error reading page 'a.md': boom")]


def test_colours_are_no_part_of_the_message() -> None:
    assert log("\x1b[33mWARNING \x1b[0m-  Ach\n") == [(Severity.WARNING, "mkdocs.yml", "Ach")]


def test_the_environment_fixes_what_would_show_in_the_output() -> None:
    given = environment({"PATH": "/bin", "COLUMNS": "80", "PYTHONHASHSEED": "9"})
    assert given == {
        "PATH": "/bin",
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def test_a_build_time_that_the_caller_sets_stands() -> None:
    assert environment({"SOURCE_DATE_EPOCH": "1"})["SOURCE_DATE_EPOCH"] == "1"


def test_the_derived_settings_carry_any_path() -> None:
    paths = [Path("/a b/讲话 😀/mkdocs.yml"), Path('/d"q#:/docs'), Path("/s'/site")]
    values = yaml.safe_load(derived_config(*paths)).values()
    assert list(values) == [str(path) for path in paths]
