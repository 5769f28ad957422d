"""Open what all gatherings of a process share: the page server, the guard, the versions recorded with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.resources import SharedResources, Versions
from rtcmatrix.gather.revision import tool_revision
from rtcmatrix.judge.version import probe_version
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runs import Journal


@contextmanager
def open_resources(plan: Plan, run_dir: Path, journal: Journal, probes: Iterable[str]) -> Iterator[SharedResources]:
    """Open them for the duration of the block; ``probes`` may be gathered."""
    with PageServer(Path(plan.root) / "pages") as server:
        guard = Guard()
        try:
            yield SharedResources(
                server=server,
                limits=plan.limits,
                guard=guard,
                artifacts=run_dir / "artifacts",
                journal=journal.write,
                versions=versions_of(Path(plan.root) / "pages", probes),
            )
        finally:
            guard.close()


def versions_of(pages: Path, probes: Iterable[str]) -> Versions:
    """Compute the versions of these probes and of what gathers them."""
    return Versions(
        probes={probe: probe_version(pages / "probes" / probe) for probe in sorted(set(probes))},
        tool=tool_revision(pages),
    )
