"""The server: MkDocs' own, with live reload asked for, ending when it is told to."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_scripts.publish import serve


class FakeServer:
    """Takes one interruption, then ends with 0."""

    started: tuple[list[str], dict[str, Any]]

    def __init__(self, command: list[str], **options: Any) -> None:
        type(self).started = (command, options)
        self.interruptions = 1

    def wait(self) -> int:
        if self.interruptions:
            self.interruptions -= 1
            raise KeyboardInterrupt
        return 0


def test_live_reload_is_on_and_an_interruption_ends_it_cleanly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", FakeServer)
    monkeypatch.chdir(tmp_path)
    assert serve(Path("mkdocs.yml"), "127.0.0.1:8001") == 0
    command, options = FakeServer.started
    assert command[command.index("mkdocs") :] == [
        *("mkdocs", "serve", "--livereload"),
        *("--dev-addr", "127.0.0.1:8001", "--config-file", "mkdocs.yml"),
    ]
    assert options["cwd"] == tmp_path
    assert options["env"]["NO_MKDOCS_2_WARNING"] == "1"
