"""Find the files of checks: ``suites/<area>/<file>.py``, or ``suites/<area>.py`` for an area of one file."""

from __future__ import annotations

from pathlib import Path

FOLDER = "suites"
_SUPPORT = "conftest.py"
"""Fixtures for the files in the same folder and below; contains no checks."""


def suite_files(suites: Path) -> list[Path]:
    """List the files of checks in a ``suites`` folder, in a stable order."""
    found = (*suites.glob("*.py"), *suites.glob("*/*.py"))
    return sorted(file for file in found if file.is_file() and file.name != _SUPPORT)


def area_of(file: Path) -> str:
    """Return the area that a file of checks belongs to, the first part of its checks' ids.

    It is the name of the folder inside ``suites``, or the stem of a file in ``suites`` itself.
    """
    return file.stem if file.parent.name == FOLDER or file.parent.parent.name != FOLDER else file.parent.name


def is_suite_file(file: Path, matrix: str) -> bool:
    """Return whether a file is in the ``suites`` folder next to a ``matrix`` file, or in a folder inside it."""
    return any(
        folder.name == FOLDER and (folder.parent / matrix).is_file() for folder in (file.parent, file.parent.parent)
    )
