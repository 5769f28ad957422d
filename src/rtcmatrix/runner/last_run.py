"""Read the last run of a project, and the durations that it recorded."""

from __future__ import annotations

import contextlib
import platform
from pathlib import Path

from rtcmatrix.errors import ConfigurationError, FormatError
from rtcmatrix.model import Run
from rtcmatrix.runner.estimate import Durations, measure
from rtcmatrix.runs import read_run
from rtcmatrix.runs.platforms import Platform

RUNS = Path("reports", "runs")
"""The default folder of runs, relative to the folder of the matrix."""


def last_run(root: Path) -> Run | None:
    """Read the newest finished run in ``reports/runs`` of a project; None if it has none that can be read."""
    for finished in sorted((root / RUNS).glob("*/run.json"), reverse=True):
        with contextlib.suppress(FormatError):
            return read_run(finished.parent)
    return None


def read_durations(named: Path | None, root: Path) -> Durations:
    """Return the durations of a named run, else of the last run of the project, else the shipped ones.

    Raises ConfigurationError if the named run recorded no durations.
    """
    if named is None:
        return durations_of(last_run(root))
    run = read_run(named)
    if not _has_durations(run):
        raise ConfigurationError(f'"{named}" records no durations; expected the folder of a run that gathered probes')
    return measure(run)


def durations_of(run: Run | None) -> Durations:
    """Return the durations that a run recorded, the shipped ones if there is none or it recorded none."""
    return measure(run) if run is not None and _has_durations(run) else Durations()


def _has_durations(run: Run) -> bool:
    return any(each.duration > 0 for each in run.evidence)


def this_platform() -> str:
    """Return the operating system of this machine as addresses name it: ``linux``, ``macos``."""
    return Platform.read(platform.system()).system
