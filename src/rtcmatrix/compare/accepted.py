"""Expect the failures of an imported column that its reference has, too. Pure."""

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
    """Return the run with failures of imported columns expected where the reference has the same status.

    Known differences do not cover web-platform-tests, so the reference is their only expectation.
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
