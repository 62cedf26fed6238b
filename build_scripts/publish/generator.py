"""MkDocs as a program: the command, its environment, and what its log says.

It is never run with ``-q``: that silences the warnings which ``--strict`` is there to count.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from build_scripts.model import Diagnostic, Severity

EPOCH = "315532800"
"""1980-01-01 in seconds, the build time that output may carry unless SOURCE_DATE_EPOCH names another."""

# -P: a stray yaml.py or markdown.py in the project's folder must not stand in for the library.
MKDOCS = (sys.executable, "-P", "-m", "mkdocs")

_ENTRY = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) +- +(.*)")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_DOC_FILE = re.compile(r"Doc file '([^']+)'|Error (?:reading|building) page '([^']+)'")
_REPORTED = {"WARNING": Severity.WARNING, "ERROR": Severity.ERROR, "CRITICAL": Severity.ERROR}


def environment(caller: Mapping[str, str]) -> dict[str, str]:
    """What MkDocs runs in: the caller's variables, and ours, which make its output the same everywhere."""
    fixed = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    # With a width, MkDocs would break its log lines in two.
    given = {name: value for name, value in caller.items() if name != "COLUMNS"}
    return {"SOURCE_DATE_EPOCH": EPOCH} | given | fixed


def derived_config(config_file: Path, docs: Path, site: Path) -> str:
    """`config_file` with two folders exchanged, as YAML (of which JSON is a part)."""
    folders = {"INHERIT": str(config_file), "docs_dir": str(docs), "site_dir": str(site)}
    # YAML reads JSON's escapes for what lies beyond the basic plane as two broken characters.
    return json.dumps(folders, ensure_ascii=False)


def run_mkdocs(config_file: Path, docs: Path, site: Path) -> tuple[Diagnostic, ...]:
    """Build `docs` into `site`; without an error in the result the site is complete.

    The derived configuration goes in by standard input. MkDocs then takes relative paths in it (`custom_dir`)
    to start at the working folder, which is that of `config_file`: the same as if it had read the file itself.
    """
    config_file, docs, site = config_file.resolve(), docs.resolve(), site.resolve()
    run = subprocess.run(
        [*MKDOCS, "build", "--strict", "--config-file", "-"],
        input=derived_config(config_file, docs, site).encode("utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=config_file.parent,
        env=environment(os.environ),
        check=False,
    )
    log = run.stdout.decode("utf-8", "replace")
    reported = parse_log(log, docs.name, config_file.name)
    if run.returncode == 0:
        return reported
    cause = "it names its reasons above" if reported else _last_line(log)
    message = f"MkDocs stopped ({cause}); the previous site stays as it was"
    return (*reported, Diagnostic(Severity.ERROR, "mkdocs-failed", config_file.name, message))


def parse_log(log: str, docs: str, config: str) -> tuple[Diagnostic, ...]:
    """The warnings and errors in a log of MkDocs, each with the page it names (below `docs`), else with `config`."""
    entries: list[tuple[str, str]] = []
    open_entry = False
    for line in _STYLE.sub("", log).splitlines():
        if match := _ENTRY.fullmatch(line):
            entries.append((match[1], match[2].strip()))
            open_entry = True
        elif open_entry and line.startswith(" "):
            level, message = entries[-1]
            entries[-1] = (level, f"{message} {line.strip()}")
        else:
            # A traceback, for one: its indented lines belong to no entry.
            open_entry = False
    return tuple(
        Diagnostic(_REPORTED[level], "mkdocs", _place(message, docs, config), message)
        for level, message in entries
        if level in _REPORTED
    )


def _place(message: str, docs: str, config: str) -> str:
    match = _DOC_FILE.search(message)
    return f"{docs}/{match[1] or match[2]}" if match else config


def _last_line(log: str) -> str:
    lines = [line.strip() for line in _STYLE.sub("", log).splitlines() if line.strip()]
    return lines[-1] if lines else "without a word"
