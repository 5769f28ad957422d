"""Measure checks per second with 1, 2, 4 and 8 lanes, compared to one Selenium session for each probe.

    .venv/bin/python benchmarks/lanes.py [--browser chromium:stable] [--rounds 1] [--probes 'codecs/*'] [--lanes 1,2]

All figures are measured on the same machine in alternating rounds, because only ratios are comparable across machines.
The probes are those that can share a browser; the start of the browser is included. The row "a session for each" uses
the same page and flags and ends each session with ``driver.quit()``; the next row kills the session, as rtcmatrix does,
to separate the cost of ``quit()`` from the cost of a session.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.lane import Lane
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.probe_runs import ProbeRun
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.matrix import Limits, load_matrix, matches, select_browsers
from rtcmatrix.model import Evidence, Unavailable
from rtcmatrix.providers import provide
from rtcmatrix.runner.catalog import read_checks

ROOT = Path(__file__).parent.parent
LANES = (1, 2, 4, 8)
COMMON = "a session for each"


def gather_in_lanes(
    browser: SingleBrowser, probes: Sequence[Probe], resources: SharedResources, durations: dict[str, float]
) -> list[Evidence]:
    """Gather as a run does: one session, probes side by side."""
    gathering = Gathering(browser, probes, resources, durations=durations)
    gathering.start()
    try:
        return [one for probe in probes for one in gathering.evidence(probe.path)]
    finally:
        gathering.close()


def gather_in_sessions(
    browser: SingleBrowser, probes: Sequence[Probe], resources: SharedResources, *, ask: bool
) -> list[Evidence]:
    """Gather as most test suites do: one session for each probe."""
    found = []
    for probe in probes:
        session = browser.start(resources)
        try:
            lane = Lane(
                session,
                resources.server,
                resources.limits,
                artifacts=resources.artifacts,
                lane_count=1,
                on_page_loaded=lambda _: None,
            )
            found.append(lane.gather(ProbeRun(probe=probe)).evidence)
            if ask:
                session.driver.quit()
        finally:
            session.close()
    return found


def time_it(work: Callable[[], list[Evidence]]) -> tuple[float, list[Evidence]]:
    """Return the duration of the work and its evidence; exit if any evidence has a fault, which makes it invalid."""
    began = time.monotonic()
    found = work()
    seconds = time.monotonic() - began
    faults = [one.id for one in found if one.fault is not None]
    if faults:
        raise SystemExit(f"not measured: {', '.join(faults)} did not end without a fault")
    return seconds, found


def fits(probe: Probe) -> bool:
    """Return whether a probe can share a browser with others: pairs and stages cannot."""
    return not (probe.alone or probe.pair or probe.stage is not None)


def main() -> None:
    """Print a row for each mode, and its ratio to one session for each probe."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--browser", default="chromium:stable")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--probes", default="*", metavar="PATTERN", help="only these, such as 'codecs/*'")
    parser.add_argument("--lanes", default=",".join(map(str, LANES)), metavar="N,N", help="numbers of lanes to compare")
    asked = parser.parse_args()
    (spec,) = select_browsers(load_matrix(ROOT / "matrix.yaml").browsers, [asked.browser])
    build = provide(spec, install=False, say=print)
    if isinstance(build, Unavailable):
        parser.error(f"{spec.address} is not available: {build.reason}")
    checks = Counter(check.probe for check in read_checks(ROOT))
    seconds: dict[str, list[float]] = defaultdict(list)
    guard = Guard()
    with tempfile.TemporaryDirectory() as folder, PageServer(ROOT / "pages") as server:
        browser = SingleBrowser(spec=spec, build=build)
        probes = [probe for probe in server.probes.values() if fits(probe) and matches(asked.probes, probe.path)]
        if not probes:
            parser.error(f'--probes "{asked.probes}": no probe that can share a browser matches')
        count = sum(checks[probe.path] for probe in probes)
        durations: dict[str, float] = {}

        def resources(lanes: int) -> SharedResources:
            limits = Limits(lanes=lanes, probe_timeout=60)
            return SharedResources(
                server=server, limits=limits, guard=guard, artifacts=Path(folder), journal=lambda _kind, _value: None
            )

        for _ in range(asked.rounds):
            ways: dict[str, Callable[[], list[Evidence]]] = {
                COMMON: partial(gather_in_sessions, browser, probes, resources(1), ask=True),
                "the same, killed": partial(gather_in_sessions, browser, probes, resources(1), ask=False),
            }
            for lanes in map(int, asked.lanes.split(",")):
                ways[f"{lanes} lanes"] = partial(gather_in_lanes, browser, probes, resources(lanes), durations)
            for way, work in ways.items():
                took, found = time_it(work)
                seconds[way].append(took)
                durations.update({one.probe: one.duration for one in found} if not durations else {})
    guard.close()
    common = seconds[COMMON]
    print(f"{spec.address} {build.version}: {len(probes)} probes, {count} checks, {asked.rounds} rounds")
    for way, times in seconds.items():
        ratio = statistics.median(each / own for each, own in zip(common, times, strict=True))
        median = statistics.median(times)
        print(f"{way:>20}  {median:6.1f} s  {count / median:5.1f} checks/s  {ratio:4.1f} times a session for each")


if __name__ == "__main__":
    main()
