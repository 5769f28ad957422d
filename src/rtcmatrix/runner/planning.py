"""Plan a run: a new or resumed one, one that confirms results, or one that judges evidence. Starts no browser."""

from __future__ import annotations

import dataclasses
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rtcmatrix import __version__
from rtcmatrix.compare import settle_pairs
from rtcmatrix.errors import NothingSelectedError, UnavailableError
from rtcmatrix.matrix import Limits, Matrix, ProviderSettings, select_browsers
from rtcmatrix.model import BrowserSpec, Build, Run, Unavailable, is_pair
from rtcmatrix.providers import provide
from rtcmatrix.runner.browser_order import order_addresses
from rtcmatrix.runner.plan import Plan, PlannedBrowser, read_plan, write_plan
from rtcmatrix.runner.revision import git_revision
from rtcmatrix.runner.scope import scope_of
from rtcmatrix.runs import FORMAT, create_run_dir, finish_run, new_run_id, next_start, read_run, write_header


def make_plan(
    matrix: Matrix,
    *,
    patterns: Sequence[str] = (),
    install: bool = False,
    out: Path | None = None,
    lanes: int | None = None,
    repeat: int = 1,
    confirm: int = 0,
    pairs: Sequence[str] = (),
    only: Sequence[str] = (),
    pairs_only: bool = False,
    selected: Sequence[str] = (),
    last: Run | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[Path, Plan]:
    """Find the browsers, create the run's folder and write header and plan into it.

    ``pairs`` overrides the pairs of the matrix, ``only`` are patterns over check ids in addition to those of the
    matrix, ``last`` is the run whose durations decide which browser and which probe starts first.
    Raises UnavailableError if a required browser is not available, before anything starts, and NothingSelectedError
    if none is; a run into ``out`` is then still recorded, with the reasons.
    """
    specs = select_browsers(matrix.browsers, patterns)
    columns, unavailable = _provide(specs, matrix.providers, install=install, say=say)
    reasons = {each.address: each.reason for each in unavailable}
    required = [spec.address for spec in specs if spec.required and spec.address in reasons]
    if required:
        raise UnavailableError(
            "\n".join(
                f"{address} is required by {matrix.path.name} but not available: {reasons[address]}"
                for address in required
            )
        )
    there = [spec.address for spec in specs if spec.address not in reasons]
    scope = scope_of(matrix, there, pairs=pairs, only=only, pairs_only=pairs_only)
    nothing = not columns or (pairs_only and not scope.pairs)
    if nothing and out is None:
        raise _nothing_available(unavailable, pairs_only=pairs_only, install=install)
    for line in _same_builds(columns):
        say(line)
    durations = {one.id: one.duration for one in last.evidence} if last is not None else {}
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
        revision=git_revision(matrix.root),
        matrix_digest=matrix.digest,
        host=f"{platform.system().lower()} {platform.machine()}, {os.cpu_count()} cores",
        browsers=specs,
        compare=compare,
        unpaired=unpaired,
        unavailable=unavailable,
        repeat=repeat,
    )
    write_header(run_dir, header)
    if nothing:
        # A folder given by the user may be merged: a shard without a browser differs from a shard that never ran
        finish_run(run_dir, complete=bool(unavailable), finished_at=header.started_at)
        raise _nothing_available(unavailable, pairs_only=pairs_only, install=install)
    plan = Plan(
        root=str(matrix.root),
        columns=columns,
        suites=scope.suites,
        only=scope.only,
        pairs_only=scope.pairs_only,
        limits=limits,
        pairs=scope.pairs,
        durations=durations,
        repeat=repeat,
        selected=tuple(selected),
        confirm=confirm,
    )
    write_plan(run_dir, plan)
    return run_dir, plan


def plan_resume(run_dir: Path) -> Plan:
    """Resume a run that did not finish, with the same browsers, builds and checks."""
    plan = read_plan(run_dir)
    resumed = Plan(**{**vars(plan), "start": next_start(run_dir)})
    write_plan(run_dir, resumed)
    return resumed


def plan_confirming(run_dir: Path, gathered: Mapping[str, int]) -> Plan:
    """Plan one more repeat of evidence (``<probe>@<browser>`` -> repeats so far), without parallel probes."""
    plan = read_plan(run_dir)
    one_lane = dataclasses.replace(plan.limits, lanes=1)
    again = {evidence_id: repeats + 1 for evidence_id, repeats in gathered.items()}
    confirming = dataclasses.replace(plan, start=next_start(run_dir), limits=one_lane, again=again)
    write_plan(run_dir, confirming)
    return confirming


def plan_judging(recorded: Path, *, root: Path, out: Path) -> Plan:
    """Plan to judge a recorded run again, without a browser.

    Raises NothingSelectedError if it has no evidence.
    """
    run = read_run(recorded)
    addresses = {each.browser for each in run.evidence}
    if not addresses:
        raise NothingSelectedError(f'"{recorded}" holds no evidence of any browser: there is nothing to judge')
    no_build = Build(
        name="", channel=None, version="", binary="", driver="", driver_version="", provider="recorded", revision=run.id
    )
    columns = tuple(PlannedBrowser(spec=spec, build=no_build) for spec in run.browsers if spec.address in addresses)
    plan = Plan(
        root=str(root),
        columns=columns,
        suites=("*",),
        limits=Limits(),
        pairs=tuple(sorted(filter(is_pair, addresses))),
        recorded=str(recorded.resolve()),
        cut_short=not run.complete,
    )
    reset = {"id": new_run_id(), "evidence": (), "results": (), "checks": (), "selected": (), "complete": False}
    write_header(out, Run(**{**vars(run), **reset}))
    write_plan(out, plan)
    return plan


def _nothing_available(unavailable: Sequence[Unavailable], *, pairs_only: bool, install: bool) -> NothingSelectedError:
    """Make the error that lists why each browser is not available, and what to do."""
    if not unavailable:
        return NothingSelectedError("no two of the browsers selected call each other; select others with --pairs")
    reasons = "\n".join(f"  {each.address}: {each.reason}" for each in unavailable)
    what = "pairs" if pairs_only else "browsers"
    here = 'put an installed browser on PATH, or name its "binary" in the matrix'
    advice = here if install else f'run "./rtc browsers --install-browsers" to download them, or {here}'
    return NothingSelectedError(f"none of the {what} selected is available here:\n{reasons}\n{advice}")


def _provide(
    specs: Sequence[BrowserSpec], settings: ProviderSettings, *, install: bool, say: Callable[[str], None]
) -> tuple[tuple[PlannedBrowser, ...], tuple[Unavailable, ...]]:
    columns, unavailable = [], []
    for spec in specs:
        provided = provide(spec, install=install, say=say, settings=settings)
        if isinstance(provided, Unavailable):
            unavailable.append(provided)
        else:
            columns.append(PlannedBrowser(spec=spec, build=provided))
    return tuple(columns), tuple(unavailable)


def _same_builds(columns: Sequence[PlannedBrowser]) -> list[str]:
    """List the browsers of the matrix that are one build: they differ only by flags and noise."""
    builds: dict[tuple[str, str], list[str]] = {}
    for column in columns:
        builds.setdefault((column.build.binary, column.build.version), []).append(column.spec.address)
    return [
        f"{' and '.join(addresses)} are the same build here: {version}, {binary}"
        for (binary, version), addresses in builds.items()
        if len(addresses) > 1
    ]


def _pairs(
    matrix: Matrix, specs: Sequence[BrowserSpec], columns: Sequence[PlannedBrowser], say: Callable[[str], None]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Choose the browsers to compare by their versions, and list those without a counterpart of their milestone."""
    selected = {spec.address for spec in specs}
    versions = {column.spec.address: column.build.version for column in columns if column.spec.address in selected}
    candidates = [pair for pair in matrix.compare if set(pair) <= selected]
    settled = settle_pairs(candidates, matrix.by_milestone, versions)
    for address in settled.alone:
        say(f"{address} {versions[address]} is not compared by milestone: no browser here is of the same one")
    return settled.pairs, settled.alone
