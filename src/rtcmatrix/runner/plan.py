"""What one run is to do, as a file in its folder: every process of the run reads the same plan. Starts nothing."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import subprocess
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rtcmatrix import __version__
from rtcmatrix.compare import settle_pairs
from rtcmatrix.errors import FormatError, NothingSelectedError, UnavailableError
from rtcmatrix.files import read_file, write_file
from rtcmatrix.matrix import Limits, Matrix, call_pairs, select_browsers
from rtcmatrix.model import BrowserSpec, Build, Run, Unavailable, is_pair
from rtcmatrix.providers import provide
from rtcmatrix.runner.order import last_durations, order_addresses
from rtcmatrix.runs import (
    FORMAT,
    create_run_dir,
    finish_run,
    from_json,
    new_run_id,
    next_start,
    read_run,
    to_json,
    write_header,
)

FILE = "plan.json"
MOST_BYTES = 50_000_000


@dataclass(frozen=True, kw_only=True)
class PlannedColumn:
    """A browser that is to be had, and where."""

    spec: BrowserSpec
    build: Build


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What every process of a run must know."""

    root: str
    """The folder of the matrix: ``pages/`` and ``suites/`` are in it."""
    columns: tuple[PlannedColumn, ...]
    """In the order in which they are taken up."""
    suites: tuple[str, ...]
    """Patterns over check ids."""
    limits: Limits
    start: int = 1
    """Counts how often this run was started: more than 1 where it is resumed."""
    recorded: str | None = None
    """A run whose evidence is judged again; nothing is gathered then."""
    durations: dict[str, float] = field(default_factory=dict)
    """What each probe took in the last run, ``<probe>@<browser>`` -> seconds: the longest are begun first."""
    pairs: tuple[str, ...] = ()
    """Addresses of the pairs that call each other, after the columns in the order in which they are taken up."""
    repeat: int = 1
    """How often each probe is gathered."""
    again: dict[str, int] = field(default_factory=dict)
    """``<probe>@<browser>`` -> how often it is to have been gathered in the end, where that is confirmed."""

    selected: tuple[str, ...] = ()
    """Words for pytest that select the checks: ``-k`` and what follows ``--``."""
    confirm: int = 0
    """How often, at most, what is unexpected is gathered again; 0: never."""

    cut_short: bool = False
    """The recorded run whose evidence is judged again did not finish."""

    def repeats_left(self, cell: str, gathered: Collection[int]) -> tuple[int, ...]:
        """Give the repeats of ``<probe>@<browser>`` that are still to be gathered."""
        return tuple(sorted(set(range(self.again.get(cell, self.repeat))).difference(gathered)))

    def is_judged(self, cell: str) -> bool:
        """Whether the results that rest on ``<probe>@<browser>`` stand as an earlier start left them."""
        return cell not in self.again


def make_plan(
    matrix: Matrix,
    *,
    patterns: Sequence[str] = (),
    install: bool = False,
    out: Path | None = None,
    lanes: int | None = None,
    repeat: int = 1,
    confirm: int = 0,
    pairs: str | None = None,
    selected: Sequence[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> tuple[Path, Plan]:
    """Find the browsers, make the run's folder and write header and plan into it.

    ``pairs`` says which browsers call each other where that is not what the matrix says.
    Raises UnavailableError where a required browser cannot be had, before anything starts, and NothingSelectedError
    where none can; a run into ``out`` is then recorded all the same, with the reasons.
    """
    specs = select_browsers(matrix.browsers, patterns)
    columns, absent = _provide(specs, install=install, say=say)
    reasons = {one.address: one.reason for one in absent}
    required = [spec.address for spec in specs if spec.required and spec.address in reasons]
    if required:
        raise UnavailableError(
            "\n".join(
                f"{address} is required by {matrix.path.name} but not available: {reasons[address]}"
                for address in required
            )
        )
    if not columns and out is None:
        raise _nothing_available(absent)
    for line in _same_builds(columns):
        say(line)
    durations = last_durations(matrix.root / "reports" / "runs")
    order = order_addresses([column.spec.address for column in columns], durations)
    columns = tuple(sorted(columns, key=lambda column: order.index(column.spec.address)))
    limits = matrix.limits if lanes is None else type(matrix.limits)(**{**vars(matrix.limits), "lanes": lanes})
    run_dir = create_run_dir(matrix.root / "reports", out)
    compare, unpaired = _pairs(matrix, specs, columns, say)
    header = Run(
        id=run_dir.name if out is None else new_run_id(),
        format=FORMAT,
        tool=f"rtcmatrix {__version__}",
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        revision=_revision(matrix.root),
        matrix_digest=matrix.digest,
        host=f"{platform.system().lower()} {platform.machine()}, {os.cpu_count()} cores",
        browsers=specs,
        compare=compare,
        unpaired=unpaired,
        unavailable=absent,
    )
    write_header(run_dir, header)
    if not columns:
        # Whoever named a folder may merge it: a shard without a browser is not a shard that never took place
        finish_run(run_dir, complete=True, finished_at=header.started_at)
        raise _nothing_available(absent)
    plan = Plan(
        root=str(matrix.root),
        columns=columns,
        suites=matrix.suites,
        limits=limits,
        pairs=call_pairs([spec.address for spec in specs if spec.address not in reasons], pairs or matrix.pairs),
        durations=durations,
        repeat=repeat,
        selected=tuple(selected),
        confirm=confirm,
    )
    write_plan(run_dir, plan)
    return run_dir, plan


def plan_resume(run_dir: Path) -> Plan:
    """Take up a run that did not end: the same browsers at the same places, the same checks, and a further start."""
    plan = read_plan(run_dir)
    resumed = Plan(**{**vars(plan), "start": next_start(run_dir)})
    write_plan(run_dir, resumed)
    return resumed


def plan_confirming(run_dir: Path, gathered: Mapping[str, int]) -> Plan:
    """Plan to gather cells (``<probe>@<browser>`` -> how often they were) once more, with nothing beside them."""
    plan = read_plan(run_dir)
    alone = dataclasses.replace(plan.limits, lanes=1)
    again = {cell: number + 1 for cell, number in gathered.items()}
    confirming = dataclasses.replace(plan, start=next_start(run_dir), limits=alone, again=again)
    write_plan(run_dir, confirming)
    return confirming


def plan_judging(recorded: Path, *, root: Path, out: Path) -> Plan:
    """Plan to judge a recorded run again: its columns and evidence, no browser.

    Raises NothingSelectedError where it has no evidence.
    """
    run = read_run(recorded)
    present = {one.browser for one in run.evidence}
    if not present:
        raise NothingSelectedError(f'"{recorded}" holds no evidence of any browser: there is nothing to judge')
    nowhere = Build(
        name="", channel=None, version="", binary="", driver="", driver_version="", provider="recorded", revision=run.id
    )
    columns = tuple(PlannedColumn(spec=spec, build=nowhere) for spec in run.browsers if spec.address in present)
    plan = Plan(
        root=str(root),
        columns=columns,
        suites=("*",),
        limits=Limits(),
        pairs=tuple(sorted(filter(is_pair, present))),
        recorded=str(recorded.resolve()),
        cut_short=not run.complete,
    )
    fresh = {"id": new_run_id(), "evidence": (), "results": (), "checks": (), "selected": (), "complete": False}
    write_header(out, Run(**{**vars(run), **fresh}))
    write_plan(out, plan)
    return plan


def write_plan(run_dir: Path, plan: Plan) -> None:
    """Write the plan beside the header."""
    write_file(run_dir / FILE, json.dumps(to_json(plan), indent=1) + "\n")


def read_plan(run_dir: Path) -> Plan:
    """Read the plan of a run; raises FormatError where there is none."""
    try:
        return from_json(Plan, json.loads(read_file(run_dir / FILE, MOST_BYTES)))
    except (OSError, ValueError, FormatError) as error:
        raise FormatError(f'"{run_dir}" holds no run that can be resumed ({FILE}: {error})') from None


def _nothing_available(absent: Sequence[Unavailable]) -> NothingSelectedError:
    """Say why none of the browsers can be had."""
    told = "\n".join(f"  {each.address}: {each.reason}" for each in absent)
    return NothingSelectedError(f"none of the browsers selected is available here:\n{told}")


def _provide(
    specs: Sequence[BrowserSpec], *, install: bool, say: Callable[[str], None]
) -> tuple[tuple[PlannedColumn, ...], tuple[Unavailable, ...]]:
    columns, absent = [], []
    for spec in specs:
        found = provide(spec, install=install, say=say)
        if isinstance(found, Unavailable):
            absent.append(found)
        else:
            columns.append(PlannedColumn(spec=spec, build=found))
    return tuple(columns), tuple(absent)


def _same_builds(columns: Sequence[PlannedColumn]) -> list[str]:
    """Say which entries of the matrix are one build: their columns cannot differ but by flags and chance."""
    builds: dict[tuple[str, str], list[str]] = {}
    for column in columns:
        builds.setdefault((column.build.binary, column.build.version), []).append(column.spec.address)
    return [
        f"{' and '.join(addresses)} are the same build here: {version}, {binary}"
        for (binary, version), addresses in builds.items()
        if len(addresses) > 1
    ]


def _pairs(
    matrix: Matrix, specs: Sequence[BrowserSpec], columns: Sequence[PlannedColumn], say: Callable[[str], None]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Choose the pairs to compare now that versions are known, and who finds no partner of its milestone."""
    shown = {spec.address for spec in specs}
    versions = {column.spec.address: column.build.version for column in columns if column.spec.address in shown}
    wanted = [pair for pair in matrix.compare if set(pair) <= shown]
    settled = settle_pairs(wanted, matrix.by_milestone, versions)
    for address in settled.alone:
        say(f"{address} {versions[address]} is not compared by milestone: no browser here is of the same one")
    return settled.pairs, settled.alone


def _revision(root: Path) -> str | None:
    """Name the git revision of the suites, where they are in git, with ``+`` where they were changed since."""
    try:
        found = subprocess.run(
            ["git", "-C", str(root), "describe", "--always", "--dirty=+", "--abbrev=12"],  # noqa: S607 - git is on PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
