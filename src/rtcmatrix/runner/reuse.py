"""Take evidence of an earlier run into a planned run, before anything is gathered.

Each browser that could reuse some is launched once for a moment, to see that the build is still the same one.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.brief_launch import launch_briefly
from rtcmatrix.gather.machine import machine_identity
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.model import Check, Evidence, Provenance, Reuse, Run, Timing, sides_of
from rtcmatrix.runner.collect import collect_cells
from rtcmatrix.runner.plan import Plan, PlannedBrowser
from rtcmatrix.runner.resources import open_resources
from rtcmatrix.runs import Journal, read_run
from rtcmatrix.runs.copies import copy_reused
from rtcmatrix.runs.launched import unlike_plan
from rtcmatrix.runs.reuse import ColumnReuse, Now, Recorded, summarize, taken

JOURNAL = "reuse"
"""The name of the journal that holds what was reused."""


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier run, read from a folder or a ``run.json``."""

    path: Path
    run: Run
    max_age: timedelta


def read_earlier(path: Path, max_age: timedelta) -> Earlier:
    """Read the run to reuse; raises FormatError or ConfigurationError if it is none."""
    run = read_run(path)
    if not run.matrix_digest:
        raise ConfigurationError(
            f'"{path}" was gathered for no matrix ({run.tool}): its evidence cannot be reused; name a folder that '
            "`rtcmatrix run` or `rtcmatrix merge` wrote"
        )
    return Earlier(path=path, run=run, max_age=max_age)


def reuse_evidence(
    plan: Plan,
    run_dir: Path,
    earlier: Earlier,
    *,
    workers: int = 1,
    pytest_arguments: Sequence[str] = (),
) -> tuple[Reuse, ...]:
    """Journal the reused evidence and copy its artifacts; the run then gathers only the rest.

    Returns what each browser and pair reused.
    """
    selected = collect_cells(plan, run_dir, pytest_arguments)
    if not selected:
        return ()
    summaries = []
    checks = {address: _by_probe(its) for address, its in selected.items()}
    recorded = Recorded(earlier.run)
    with (
        Journal(run_dir, JOURNAL, plan.start) as journal,
        open_resources(plan, run_dir, journal, {probe for its in checks.values() for probe in its}) as resources,
    ):
        now = Now(
            probes=resources.versions.probes,
            tool=resources.versions.tool,
            time=datetime.now(UTC),
            max_age=earlier.max_age,
            repeat=plan.repeat,
        )
        launches = _Launches(plan, resources, recorded)
        launches.prepare(list(checks), workers)
        for address, probes in checks.items():
            column = launches.decide(address, list(probes), now)
            for side in sides_of(address) if column.reused else ():
                journal.write("provenance", launches.started[side])
            copy_reused(earlier.path, earlier.run, _all_evidence(column), run_dir)
            for evidence in _all_evidence(column):
                journal.write("evidence", taken(evidence, address, earlier.run))
            summaries.append(summarize(column, probes, earlier.run))
            journal.write("reuse", summaries[-1])
        journal.write("timing", Timing(starting=round(launches.seconds, 3)))
    return tuple(summaries)


class _Launches:
    """The short sessions of the browsers that could reuse evidence."""

    def __init__(self, plan: Plan, resources: SharedResources, recorded: Recorded) -> None:
        self.started: dict[str, Provenance] = {}
        """Address -> what was launched."""
        self.seconds = 0.0
        self._planned = {each.spec.address: each for each in plan.columns}
        self._resources = resources
        self._recorded = recorded
        self._unlike: dict[str, str] = {}
        """Address -> why it reuses nothing."""

    def prepare(self, addresses: Sequence[str], workers: int) -> None:
        """Launch each browser once, in parallel, unless its plan already differs."""
        wanted = list(dict.fromkeys(side for address in addresses for side in sides_of(address)))
        for address in wanted:
            planned = _as_planned(self._planned[address])
            unlike = unlike_plan(self._recorded.launched(address, planned.platform), planned)
            if unlike is not None:
                self._unlike[address] = unlike
        with ThreadPoolExecutor(max_workers=workers) as pool:
            list(pool.map(self._launch, [address for address in wanted if address not in self._unlike]))

    def decide(self, address: str, probes: Sequence[str], now: Now) -> ColumnReuse:
        """Decide what a browser or pair reuses."""
        sides = sides_of(address)
        unlike = next((side for side in sides if side in self._unlike), None)
        if unlike is None:
            return self._recorded.decide(address, probes, self.started, now)
        words = self._unlike[unlike] if len(sides) == 1 else f"{unlike}: {self._unlike[unlike]}"
        return ColumnReuse(address=address, again=dict.fromkeys(probes, words))

    def _launch(self, address: str) -> None:
        planned = self._planned[address]
        began = time.monotonic()
        try:
            browser = SingleBrowser(spec=planned.spec, build=planned.build)
            self.started[address] = launch_briefly(browser, self._resources)
        except SessionStartError as error:
            self._unlike[address] = str(error)
        finally:
            self.seconds += time.monotonic() - began


def _as_planned(planned: PlannedBrowser) -> Provenance:
    """Return what is known of a launch before it."""
    spec, build = planned.spec, planned.build
    return Provenance(
        address=spec.address,
        brand="",
        channel=build.channel,
        version=build.version,
        provider=build.provider,
        driver=f"{Path(build.driver).name} {build.driver_version}",
        revision=build.revision,
        platform=f"{platform.system().lower()} {platform.machine()}",
        headless=spec.headless,
        flags=spec.flags,
        prefs=dict(spec.prefs),
        machine=machine_identity(),
    )


def _by_probe(checks: Sequence[Check]) -> Mapping[str, tuple[str, ...]]:
    probes: dict[str, list[str]] = {}
    for check in checks:
        probes.setdefault(check.probe, []).append(check.id)
    return {probe: tuple(ids) for probe, ids in probes.items()}


def _all_evidence(column: ColumnReuse) -> Iterator[Evidence]:
    return (each for repeats in column.reused.values() for each in repeats)
