"""The cells of a worker process that died: our own fault, told by the process that leads the run."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from rtcmatrix.model import Outcome, Result, Status
from rtcmatrix.runs import Journal

_NODE = re.compile(r"(?P<suite>[^/\\]+)\.py::test_(?P<name>\w+)\[(?P<address>[^\[\]]+)\]$")


class LostCells:
    """A pytest plugin object of the process that leads a run with xdist.

    xdist hands the cell on which a worker died to another one. ``journal`` was opened before any worker's, so what that
    one says counts more than what is written here; where nobody says anything, no cell is lost.
    """

    def __init__(self, journal: Journal, say: Callable[[str], None]) -> None:
        self._journal = journal
        self._say = say

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """Give the cell a result, by its node id: ``suites/codecs.py::test_vp8[chromium:150]``."""
        node = _NODE.search(crashitem)
        if node is None:
            return
        lost = Result(
            check=f"{node['suite']}/{node['name']}",
            browser=node["address"],
            status=Status.ERROR,
            outcome=Outcome.UNEXPECTED,
            message="the process that drove the browser died while this was judged",
        )
        self._journal.write("result", lost)
        self._say(f"the process that drove {lost.browser} died at {lost.check}; another one takes up what is left")
