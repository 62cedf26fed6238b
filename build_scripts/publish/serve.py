"""Show the pages at a local address while somebody edits them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from build_scripts.publish.generator import MKDOCS, environment


def serve(config_file: Path, address: str) -> int:
    """Run MkDocs' server at `address` (host:port) until it is interrupted; its exit code.

    ``--livereload`` is said outright: with newer releases of click it is off unless one asks for it.
    """
    config_file = config_file.resolve()
    command = [*MKDOCS, "serve", "--livereload", "--dev-addr", address, "--config-file", config_file.name]
    server = subprocess.Popen(command, cwd=config_file.parent, env=environment(os.environ))
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            # The server was interrupted by the same keys, and takes a moment to end.
            continue
