"""What was accepted of an imported column: its expectations are those of the column it is compared with. Pure."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtcmatrix.compare.columns import Column, counterparts, every_column
from rtcmatrix.model import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run

_IMPORTED = "wptreport"


def as_accepted(run: Run, reference: Sequence[Column]) -> Run:
    """Give a run in which a failure of an imported column is expected where the reference has the same status.

    Nobody states known differences of web-platform-tests here, so an accepted run is the only expectation they have.
    """
    before = {
        column.address: accepted.results
        for accepted, column in counterparts(reference, every_column(run))
        if column.provenance is not None and column.provenance.provider == _IMPORTED
    }
    if not before:
        return run
    return dataclasses.replace(run, results=tuple(_accepted(each, before) for each in run.results))


def _accepted(result: Result, before: dict[str, dict[str, Result]]) -> Result:
    earlier = before.get(result.browser, {}).get(result.check)
    if result.outcome is not Outcome.UNEXPECTED or earlier is None or earlier.status is not result.status:
        return result
    return dataclasses.replace(result, outcome=Outcome.EXPECTED)
