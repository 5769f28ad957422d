"""Schedule all cells of one browser to one xdist worker, so that it starts once."""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

_ADDRESS = re.compile(r"\[(?P<address>[^\[\]]+:[^\[\]]+)\]$")


def address_of(node_id: str) -> str | None:
    """Return the browser's address from a cell's node id, ``suites/codecs.py::test_vp8[chromium:150]``."""
    found = _ADDRESS.search(node_id)
    return found["address"] if found else None


class BrowserScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist is not typed
    """Makes one scope of each browser.

    ``--dist loadgroup`` silently stops grouping with some pytest releases (pytest-xdist issue 1386), and then each
    worker starts each browser.
    """

    def _split_scope(self, nodeid: str) -> str:
        return address_of(nodeid) or str(super()._split_scope(nodeid))
