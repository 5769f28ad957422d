"""Where the page is that reproduces a probe by itself; none where this installation writes no such pages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.report.sources import Source

_WRITER = "rtcmatrix.report.reproducer"


def reproducers(site: Path, sources: Sequence[Source]) -> Callable[[str], str | None]:
    """Write the pages into ``site``; give a function from a probe to the address of its page."""
    try:
        writer = importlib.import_module(_WRITER)
    except ModuleNotFoundError:
        return lambda _: None
    probes = {probe for source in sources for probe in source.column.evidence}
    columns = [(source.view.label, source.column) for source in sources]
    written: dict[str, str] = writer.write_reproducers(site, probes, columns)
    return written.get
