"""Record an ERROR for the cell that a worker process was running when it died."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from rtcmatrix.model import Outcome, Result, Status
from rtcmatrix.runs import Journal

_NODE = re.compile(r"(?P<suite>[^/\\]+)\.py::test_(?P<name>\w+)\[(?P<address>[^\[\]]+)\]$")


class LostCells:
    """A pytest plugin of the process that controls the xdist workers.

    xdist reschedules the cell to another worker. ``journal`` was opened before those of the workers, so a result of
    that worker overrides the one written here.
    """

    def __init__(self, journal: Journal, say: Callable[[str], None]) -> None:
        self._journal = journal
        self._say = say

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """Record a result of the cell with this node id: ``suites/codecs.py::test_vp8[chromium:150]``."""
        node = _NODE.search(crashitem)
        if node is None:
            return
        lost = Result(
            check=f"{node['suite']}/{node['name']}",
            browser=node["address"],
            status=Status.ERROR,
            outcome=Outcome.UNEXPECTED,
            message="the worker process that controlled the browser died while this check ran",
        )
        self._journal.write("result", lost)
        self._say(f"the worker process of {lost.browser} died in {lost.check}; another one runs the remaining checks")
