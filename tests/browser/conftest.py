"""Tests with browsers run a file to a process, the longest files first, so that no process waits for one at the end."""

from __future__ import annotations

import pytest

LONGEST_FIRST = (
    "test_shipped_matrix.py",
    "test_runs.py",
    "test_sabotage.py",
    "test_switches.py",
    "test_planted.py",
    "test_interruptions.py",
    "test_faults.py",
    "test_deaths.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of long tests first; the rest keeps its order."""
    items.sort(
        key=lambda item: LONGEST_FIRST.index(item.path.name) if item.path.name in LONGEST_FIRST else len(LONGEST_FIRST)
    )
