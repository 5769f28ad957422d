"""Schedule all cells of one browser to one xdist worker, so that it starts once."""

from __future__ import annotations

import re
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

from rtcmatrix.judge.suites import area_of

_ADDRESS = re.compile(r"\[(?P<address>[^\[\]]+:[^\[\]]+)\]$")


def address_of(node_id: str) -> str | None:
    """Return the browser's address from a cell's node id, ``suites/codecs.py::test_vp8[chromium:150]``."""
    found = _ADDRESS.search(node_id)
    return found["address"] if found else None


def check_of(node_id: str) -> str:
    """Return the id of a cell's check, ``codecs/vp8`` of ``suites/codecs/list.py::test_vp8[chromium:150]``."""
    file, _, function = node_id.partition("::")
    return f"{area_of(Path(file))}/{function.partition('[')[0].removeprefix('test_')}"


class BrowserScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist is not typed
    """Makes one scope of each browser.

    ``--dist loadgroup`` silently stops grouping with some pytest releases (pytest-xdist issue 1386), and then each
    worker starts each browser.
    """

    def _split_scope(self, nodeid: str) -> str:
        return address_of(nodeid) or str(super()._split_scope(nodeid))
