"""Time one function in a process of its own: `python -m benchmarks.frame.call MODULE:FUNCTION ARGUMENT…`.

For cases that are a call, not a command: the start of Python and the imports are not counted. The function gets the
arguments as strings, and returns a mapping of facts (numbers), or None.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> None:
    module, _, name = arguments[0].partition(":")
    function = getattr(importlib.import_module(module), name)
    began = time.perf_counter()
    facts = function(*arguments[1:])
    seconds = time.perf_counter() - began
    print("bench: " + json.dumps({"seconds": seconds, **(facts or {})}))


if __name__ == "__main__":
    main(sys.argv[1:])
