"""Finds a Chromium for the browser tests; as a program, sees to it that there is one.

`python -m tests.browser` ends with 0 and names the browser, or with 1 and one line that says what to do:
the promises that only a browser can prove are not to be passed over on a machine that happens to have none.
"""

from __future__ import annotations

import functools
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CHOICE = "YANLU_CHROMIUM"
"""The environment variable that names the browser to use, before any that is found."""

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
FONT = "fonts-noto-cjk"
SYSTEM = platform.system()


def find_chromium() -> str | None:
    """The path of a Chromium, Chrome or Edge that starts, or None.

    A name in YANLU_CHROMIUM that is no program gives None, too: a browser that was asked for is not replaced.
    """
    if choice := os.environ.get(CHOICE):
        return shutil.which(choice)
    return _found()


def launch_args() -> list[str]:
    """The arguments for every browser the tests start: it does its work and talks to nobody."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-default-browser-check",
        "--no-first-run",
        # Containers often give 64 MB of shared memory, on which long pages crash.
        "--disable-dev-shm-usage",
    ]
    # Chromium refuses to start a sandbox for root.
    return ["--no-sandbox", *quiet] if _is_root() else quiet


@functools.cache
def _found() -> str | None:
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    for name in NAMES:
        # A snap sees neither hidden folders nor /tmp, where the tests lay their sites.
        if (path := shutil.which(name)) and not _is_snap(path):
            yield path
    yield from (str(path) for path in _usual_places() if path.is_file())
    if path := _playwrights():
        yield path


def _usual_places() -> Iterator[Path]:
    """Where Windows and macOS put browsers, which is not on PATH."""
    if SYSTEM == "Windows":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
            if folder := os.environ.get(variable):
                yield Path(folder, "Google/Chrome/Application/chrome.exe")
                yield Path(folder, "Chromium/Application/chrome.exe")
                yield Path(folder, "Microsoft/Edge/Application/msedge.exe")
    elif SYSTEM == "Darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            for name in ("Chromium", "Google Chrome", "Microsoft Edge"):
                yield applications / f"{name}.app/Contents/MacOS/{name}"


def _playwrights() -> str | None:
    """The Chromium that Playwright installed, if it did.

    Asked for in another process, since a fixture may already run Playwright in this one, which allows one only.
    """
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    path = _output([sys.executable, "-c", ask]).strip()
    return path if path and Path(path).is_file() else None


def _is_snap(path: str) -> bool:
    """True for a snap, and for the script that Ubuntu's package leaves, which only asks for the snap."""
    real = Path(path).resolve()
    if real.name == "snap" or "snap" in real.parts:
        return True
    with real.open("rb") as file:
        head = file.read(4096)
    return head.startswith(b"#!") and b"/snap/" in head


def _starts(path: str) -> bool:
    # On Windows `--version` opens a window and prints nothing; there is no such stub to weed out there either.
    return SYSTEM == "Windows" or _output([path, "--version"]) != ""


def _output(command: list[str]) -> str:
    """What the command prints, or nothing if it fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _is_root() -> bool:
    return SYSTEM != "Windows" and os.geteuid() == 0


def _ensure_driver() -> str | None:
    """Playwright drives the browser with a Node.js of its own, which needs a library that a bare Debian lacks."""
    ask = [sys.executable, "-m", "playwright", "--version"]
    if _output(ask) or (_may_apt() and _apt("libatomic1") and _output(ask)):
        return None
    return f"Playwright does not start: see what `{' '.join(ask)}` says, and install what it lacks."


def _ensure_browser() -> str | None:
    choice = os.environ.get(CHOICE)
    if find_chromium() is None and not choice:
        _install_browser()
    if path := find_chromium():
        print(f"Browser tests use {path}")
        return None
    problem = (
        f"{CHOICE} names {choice}, which is no program" if choice else "No browser was found or installed"
    )
    return f"{problem}: install Chromium, Chrome or Edge, or set {CHOICE} to the path of one, and run again."


def _install_browser() -> None:
    distribution = _distribution()
    # Ubuntu's package `chromium` is a stub that asks for a snap.
    if _may_apt() and distribution != "ubuntu" and _apt("chromium", FONT):
        _found.cache_clear()
        if _found():
            return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if _may_apt() and distribution in ("debian", "ubuntu"):
        command.append("--with-deps")
    _install(command, seconds=900)
    _found.cache_clear()


def _ensure_font() -> None:
    """Without a Chinese font the tests hold, but their pictures show boxes: worth a try and a note, no failure."""
    if SYSTEM != "Linux" or _output(["fc-list", ":lang=zh"]):
        return
    if not (_may_apt() and _apt("fontconfig", FONT)):
        print("Note: no Chinese font was found (fc-list :lang=zh): pages will show boxes.", file=sys.stderr)


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


@functools.cache
def _may_apt() -> bool:
    if shutil.which("apt-get") is None:
        return False
    return (
        _is_root() or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def _apt(*packages: str) -> bool:
    _apt_update()
    return _apt_get("install", "--no-install-recommends", *packages, seconds=1200)


@functools.cache
def _apt_update() -> None:
    """A list that could not be renewed may still do: only the installation tells."""
    _apt_get("update", seconds=300)


def _apt_get(*arguments: str, seconds: int) -> bool:
    get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=120"]
    return _install([*get, *arguments], seconds=seconds, as_root=True)


def _install(command: list[str], *, seconds: int, as_root: bool = False) -> bool:
    """Runs the command, with its output on stderr, and tells whether it ended well within its time."""
    if SYSTEM != "Windows" and shutil.which("timeout"):
        # It ends the whole group of processes, root's among them, which we could not from here.
        command = ["timeout", str(seconds), *command]
    if as_root and not _is_root():
        command = ["sudo", "-n", *command]
    print("Running", *command, file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=seconds + 60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    if problem := _ensure_driver() or _ensure_browser():
        print(problem, file=sys.stderr)
        return 1
    _ensure_font()
    return 0


if __name__ == "__main__":
    sys.exit(main())
