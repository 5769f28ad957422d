"""Tests with browsers run a file to a process, the longest files first, so that no process waits for one at the end.

RTCMATRIX_BROWSER_TESTS=all runs those marked ``thorough`` as well, as .github/workflows does: further cases of what a
test without the mark shows.
"""

from __future__ import annotations

import os

import pytest

LONGEST_FIRST = (
    "test_shipped_matrix.py",
    "test_runs.py",
    "test_nightly_end_to_end.py",
    "test_nights.py",
    "test_mirror.py",
    "test_sabotage.py",
    "test_switches.py",
    "test_planted.py",
    "test_interruptions.py",
    "test_faults.py",
    "test_deaths.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files of long tests first, the rest keeps its order; leave out thorough tests if they are not wanted."""
    if os.environ.get("RTCMATRIX_BROWSER_TESTS") != "all":
        left_out = pytest.mark.skip(reason="thorough; RTCMATRIX_BROWSER_TESTS=all runs it")
        for item in items:
            if item.get_closest_marker("thorough"):
                item.add_marker(left_out)
    items.sort(
        key=lambda item: LONGEST_FIRST.index(item.path.name) if item.path.name in LONGEST_FIRST else len(LONGEST_FIRST)
    )
