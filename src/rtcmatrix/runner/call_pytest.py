"""Call pytest on the suites of a project, in this process."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from rtcmatrix.judge.suites import FOLDER

SETTINGS = Path(__file__).with_name("pytest.ini")


def call_pytest(suites: Sequence[Path], root: Path, arguments: Sequence[str], plugins: Sequence[object]) -> int:
    """Call pytest on these files of the project in ``root``; returns its exit code.

    Each call reads the files again, as a new process does: pytest takes a module of the same name that is already
    imported, also if it is of another project or was changed since.
    """
    fixed = [f"--config-file={SETTINGS}", f"--rootdir={root}", "-p", "no:terminal", "-p", "no:cacheprovider"]
    try:
        return int(pytest.main([*map(str, suites), *fixed, *arguments], plugins=list(plugins)))
    finally:
        _forget_modules(root / FOLDER)


def _forget_modules(folder: Path) -> None:
    """Remove the modules below a folder from the imported ones."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file is not None and folder in Path(file).parents:
            del sys.modules[name]
