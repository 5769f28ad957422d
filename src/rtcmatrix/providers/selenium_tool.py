"""Run Selenium Manager, the program in the selenium wheel, and parse its output. Does not import selenium."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.credentials import hide_credentials
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNREACHABLE = "error sending request"
"""Selenium Manager's message if a server does not answer."""

INTERRUPTED = "error decoding response body"
"""Its message if a server answers, but not completely within the timeout."""

NO_ANSWER = "no answer within"
"""The message if Selenium Manager itself does not end."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The JSON of Selenium Manager, without credentials of URLs."""

    code: int
    message: str
    browser: str
    driver: str
    """Paths; empty if there is none."""
    warning: str = ""
    """Its last warning, which explains missing paths."""


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


def run_tool(arguments: Sequence[str], *, deadline: float, environment: Mapping[str, str]) -> Answer:
    """Run it and parse its output; raise NotProvided if it does not answer within ``deadline`` seconds.

    ``environment`` is added to that of this process.
    """
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
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired as wrong:
        raise NotProvided(f"{NO_ANSWER} {deadline:g} s") from wrong
    except OSError as wrong:
        raise NotProvided(f'"{tool}" cannot be run: {(wrong.strerror or str(wrong)).lower()}') from wrong
    return read_answer(done.stdout, done.stderr)


def read_answer(output: str, errors: str = "") -> Answer:
    """Parse the JSON that Selenium Manager printed."""
    try:
        document = json.loads(output)
        result = document["result"]
        warnings = [str(log["message"]) for log in document.get("logs", ()) if log["level"] == "WARN"]
        return Answer(
            code=int(result["code"]),
            message=hide_credentials(str(result["message"])),
            browser=str(result.get("browser_path") or ""),
            driver=str(result.get("driver_path") or ""),
            warning=hide_credentials(warnings[-1]) if warnings else "",
        )
    except (ValueError, KeyError, TypeError) as wrong:
        last = (errors.strip() or output.strip() or "nothing").splitlines()[-1]
        raise NotProvided(f"answered {hide_credentials(last)[:200]}") from wrong
