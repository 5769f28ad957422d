"""Find the known differences that are in force for each browser and pair of a run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.judge.in_force import in_force
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.model import KnownDifference, Run, sides_of

if TYPE_CHECKING:
    from rtcmatrix.runner.plan import Plan


def known_by_address(plan: Plan, recorded: Run | None) -> dict[str, tuple[KnownDifference, ...]]:
    """Return the known differences of each address, for the version that is launched or was recorded."""
    known = load_known(Path(plan.root) / FILE)
    versions = {column.spec.address: column.build.version for column in plan.columns}
    if recorded is not None:
        versions |= {one.address: one.version for one in recorded.provenances}
    today = datetime.now(UTC).date()
    versions |= {pair: versions[sides_of(pair)[0]] for pair in plan.pairs}
    return {
        address: in_force(known, address=address, version=version, today=today) for address, version in versions.items()
    }
