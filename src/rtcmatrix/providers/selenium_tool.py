"""Run Selenium Manager, the program in the selenium wheel, and parse its output. Does not import selenium."""

from __future__ import annotations

import importlib.util
import json
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The ``result`` in the JSON of Selenium Manager."""

    code: int
    message: str
    browser: str
    driver: str
    """Paths; empty if there is none."""


def find_tool() -> Path:
    """Return the program for this system; raise NotProvided if the selenium wheel is missing or has none."""
    spec = importlib.util.find_spec("selenium")
    if spec is None or not spec.submodule_search_locations:
        raise NotProvided("selenium is not installed")
    machine = {"x86_64": "linux-x86_64", "aarch64": "linux-arm64"}.get(platform.machine(), platform.machine())
    folder = {"darwin": "macos", "linux": machine, "win32": "windows"}.get(sys.platform, sys.platform)
    name = "selenium-manager.exe" if sys.platform == "win32" else "selenium-manager"
    tool = Path(spec.submodule_search_locations[0]) / "webdriver" / "common" / folder / name
    if not tool.is_file():
        raise NotProvided(f"the selenium package has no Selenium Manager for {sys.platform} {platform.machine()}")
    return tool


def run_tool(arguments: Sequence[str], *, deadline: float) -> Answer:
    """Run it and parse its output; raise NotProvided if it does not answer within ``deadline`` seconds."""
    tool = find_tool()
    try:
        done = subprocess.run(
            [str(tool), *arguments, "--output", "json", "--avoid-stats", "--language-binding", "python"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=deadline,
            check=False,
        )
    except subprocess.TimeoutExpired as wrong:
        raise NotProvided(f"no answer within {deadline:g} s") from wrong
    except OSError as wrong:
        raise NotProvided(f'"{tool}" cannot be run: {(wrong.strerror or str(wrong)).lower()}') from wrong
    return read_answer(done.stdout, done.stderr)


def read_answer(output: str, errors: str = "") -> Answer:
    """Parse the JSON that Selenium Manager printed."""
    try:
        result = json.loads(output)["result"]
        return Answer(
            code=int(result["code"]),
            message=str(result["message"]),
            browser=str(result.get("browser_path") or ""),
            driver=str(result.get("driver_path") or ""),
        )
    except (ValueError, KeyError, TypeError) as wrong:
        last = (errors.strip() or output.strip() or "nothing").splitlines()[-1]
        raise NotProvided(f"answered {last[:200]}") from wrong
