"""Write reproducers for the probes whose results differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.pages.reproducer.build import write_reproducers
from rtcmatrix.report.pages.reproducer.probe_sources import find_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.compare import Column
    from rtcmatrix.report.view.columns import ColumnSource


def reproducers(site: Path, sources: Sequence[ColumnSource]) -> Callable[[str], str | None]:
    """Write a page into ``site`` for each probe whose results differ between the columns.

    Gives a function from a probe to the address of its page, None where it has none.
    """
    pages = find_pages(sources[0].path) if sources else None
    if pages is None:
        return lambda _: None
    columns = [(source.view.label, source.column) for source in sources]
    return write_reproducers(site, differing_probes([column for _, column in columns]), columns, pages=pages).get


def differing_probes(columns: Sequence[Column]) -> list[str]:
    """Return the probes whose outcome, facts or statuses differ between the columns that have them."""
    checks = {check.id: check.probe for column in columns for check in column.run.checks}
    unlike = {probe for check, probe in checks.items() if len(_statuses(check, columns)) > 1}
    for probe in {probe for column in columns for probe in column.evidence}:
        first, *others = [column.evidence[probe] for column in columns if probe in column.evidence]
        if any(
            (each.facts, each.unsupported, each.fault) != (first.facts, first.unsupported, first.fault)
            for each in others
        ):
            unlike.add(probe)
    return sorted(unlike)


def _statuses(check: str, columns: Sequence[Column]) -> set[str]:
    return {column.results[check].status.value for column in columns if check in column.results}
