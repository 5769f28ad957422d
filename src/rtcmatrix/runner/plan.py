"""The plan of a run, in its folder: what is gathered, in which browsers, and how. Every process of the run reads it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.errors import FormatError
from rtcmatrix.files import read_file, write_file
from rtcmatrix.matrix import Limits
from rtcmatrix.model import BrowserSpec, Build
from rtcmatrix.runner.scope import EVERY, Scope
from rtcmatrix.runs import from_json, to_json

FILE = "plan.json"
MOST_BYTES = 50_000_000


@dataclass(frozen=True, kw_only=True)
class PlannedBrowser:
    """A browser of the matrix and the build that was found for it."""

    spec: BrowserSpec
    build: Build


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The plan of a run, as every process of the run reads it."""

    root: str
    """The folder of the matrix: ``pages/`` and ``suites/`` are in it."""
    columns: tuple[PlannedBrowser, ...]
    """In the order in which they start."""
    suites: tuple[str, ...]
    """Patterns over check ids, of the matrix."""
    limits: Limits
    start: int = 1
    """How often this run was started: more than 1 if it is resumed."""
    recorded: str | None = None
    """The folder of a run whose evidence is judged again; nothing is gathered then."""
    durations: dict[str, float] = field(default_factory=dict)
    """Duration of each probe in the last run, ``<probe>@<browser>`` -> seconds: the longest start first."""
    pairs: tuple[str, ...] = ()
    """Addresses of the pairs, which start after the columns, in this order."""
    repeat: int = 1
    """How often each probe is gathered."""
    again: dict[str, int] = field(default_factory=dict)
    """``<probe>@<browser>`` -> its total number of repeats, if its unexpected results are confirmed."""

    selected: tuple[str, ...] = ()
    """Arguments for pytest that select the checks: ``-k`` and those after ``--``."""
    confirm: int = 0
    """How often at most unexpected results are confirmed by gathering their probes again."""

    cut_short: bool = False
    """Whether the recorded run whose evidence is judged again did not finish."""

    only: tuple[str, ...] = EVERY
    """Patterns over check ids, of the command line."""
    pairs_only: bool = False
    """Whether only checks of pairs are selected."""

    @property
    def scope(self) -> Scope:
        """The cells of the plan, before pytest's ``-k``."""
        return Scope(
            browsers=tuple(column.spec.address for column in self.columns),
            pairs=self.pairs,
            suites=self.suites,
            only=self.only,
            pairs_only=self.pairs_only,
        )

    def repeats_left(self, evidence_id: str, gathered: Collection[int]) -> tuple[int, ...]:
        """Return the repeats of ``<probe>@<browser>`` that are not gathered yet."""
        return tuple(sorted(set(range(self.again.get(evidence_id, self.repeat))).difference(gathered)))

    def is_judged(self, evidence_id: str) -> bool:
        """Return whether results of an earlier start that are based on ``<probe>@<browser>`` are kept."""
        return evidence_id not in self.again


def write_plan(run_dir: Path, plan: Plan) -> None:
    """Write the plan into the run's folder."""
    write_file(run_dir / FILE, json.dumps(to_json(plan), indent=1) + "\n")


def read_plan(run_dir: Path) -> Plan:
    """Read the plan of a run; raises FormatError if there is none."""
    try:
        return from_json(Plan, json.loads(read_file(run_dir / FILE, MOST_BYTES)))
    except (OSError, ValueError, FormatError) as error:
        raise FormatError(f'"{run_dir}" holds no run that can be resumed ({FILE}: {error})') from None
