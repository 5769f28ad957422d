"""Copy the repository's tracked files to a folder, change the copy, run its tests and count the files that changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]


class ProjectCopy:
    """A copy of the repository; its tests import the sources of the copy."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._copied: dict[str, bytes] = {}
        for name in tracked_files():
            copy = root / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, copy)
            self._copied[name] = _digest(copy)

    def create(self, path: str, text: str) -> None:
        """Write a file that does not exist yet."""
        file = self.root / path
        assert not file.exists(), f"{path} exists"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, path: str, text: str) -> None:
        """Add text at the end of a file."""
        file = self.root / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    def insert_after(self, path: str, anchor: str, text: str) -> None:
        """Add text after the first place where ``anchor`` is found."""
        file = self.root / path
        before, found, after = file.read_text(encoding="utf-8").partition(anchor)
        assert found, f"{path} does not contain {anchor!r}"
        file.write_text(before + anchor + text + after, encoding="utf-8")

    def edit_json(self, path: str, change: Callable[[Any], None]) -> None:
        """Change a JSON file in place."""
        file = self.root / path
        value = json.loads(file.read_text(encoding="utf-8"))
        change(value)
        file.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Python module (``"pytest", "tests/unit"``) or a program in the interpreter's folder, in the copy."""
        program = Path(sys.executable).with_name(command[0])
        words = [str(program), *command[1:]] if program.is_file() else [sys.executable, "-m", *command]
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("PYTEST_ADDOPTS", None)
        return subprocess.run(
            words, cwd=self.root, env=environment, capture_output=True, text=True, check=False, timeout=900
        )

    def run_tests(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run some of the copy's own tests."""
        return self.run("pytest", "-q", "-x", "-p", "no:cacheprovider", *arguments)

    def changed_files(self) -> list[str]:
        """Name the files that were added or changed since the copy was made."""
        files = (file for file in self.root.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        names = (file.relative_to(self.root).as_posix() for file in files)
        return sorted(name for name in names if self._copied.get(name) != _digest(self.root / name))


def _digest(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()


def tracked_files() -> frozenset[str]:
    """Name the files of the repository, also those that are not committed yet; skip the test without git."""
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("needs git and a checkout of the repository")
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(name for name in done.stdout.split("\0") if name and (REPOSITORY / name).is_file())
