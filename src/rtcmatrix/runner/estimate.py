"""Estimate how long a run takes, from durations of an earlier run. Pure; no verdict depends on it."""

from __future__ import annotations

import functools
import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

from rtcmatrix.model import Run, is_pair, pair_address, sides_of
from rtcmatrix.runs.platforms import Platform

K = TypeVar("K")

# Measured with the shipped matrix on a machine with 2 cores: 339 probes in each of 3 browsers and 31 in each of 9
# pairs, 2 workers, 4 lanes
TYPICAL_SINGLE = 2.3
"""Seconds that one probe adds to the time of a browser, its lanes and stages taken together."""
TYPICAL_PAIR = 4.4
"""Seconds that one probe adds to the time of a pair."""
TYPICAL_START = 10.0
"""Seconds from requesting a session until it can run a probe."""
CHECKS_PER_PROBE = 2.5
"""Checks that share the evidence of a probe, in the shipped suites."""


@dataclass(frozen=True, kw_only=True)
class Durations:
    """What an earlier run measured; without values, the typical durations above apply."""

    source: str = "estimated from shipped durations of another machine"
    """Where the estimate comes from, for people."""
    seconds: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    """(probe, address, platform) -> seconds that one repeat adds to the time of its browser or pair."""
    staged: frozenset[str] = frozenset()
    """Probes of additional sessions, which run in parallel with the usual one."""
    probes: Mapping[str, str] = field(default_factory=dict)
    """Check id -> its probe."""
    start: float = TYPICAL_START
    """Seconds from requesting a session until it can run a probe."""

    def of_probe(self, probe: str, address: str, platform: str) -> float:
        """Return the seconds of one probe: of this column, else of its address elsewhere, else of any column."""
        exact = self.seconds.get((probe, address, platform))
        if exact is not None:
            return exact
        by_address = self._of_address.get((probe, address))
        if by_address is not None:
            return by_address
        typical = TYPICAL_PAIR if is_pair(address) else TYPICAL_SINGLE
        return self._of_any.get(probe, typical)

    @functools.cached_property
    def _of_address(self) -> dict[tuple[str, str], float]:
        """(probe, address) -> mean over platforms."""
        return _means(((probe, address), seconds) for (probe, address, _), seconds in self.seconds.items())

    @functools.cached_property
    def _of_any(self) -> dict[str, float]:
        """Probe -> mean over columns."""
        return _means((probe, seconds) for (probe, _, _), seconds in self.seconds.items())


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """The size of a run and its estimated time."""

    cells: int
    browsers: int
    pairs: int
    seconds: float
    workers: int
    source: str

    @property
    def words(self) -> str:
        """The estimate in one line."""
        columns = [_count(self.browsers, "browser")] if self.browsers or not self.pairs else []
        columns += [_count(self.pairs, "pair")] if self.pairs else []
        return (
            f"{_count(self.cells, 'cell')} in {' and '.join(columns)}, {duration_words(self.seconds)} with "
            f"{_count(self.workers, 'worker')} ({self.source})"
        )


def measure(run: Run) -> Durations:
    """Return the durations that a run recorded; columns of a merged run are kept by platform."""
    here = Platform.read(run.host).system
    starts = sum(run.starts.values())
    return Durations(
        source=f"estimated from run {run.id} of {run.started_at[:10]}",
        seconds=_means(
            ((each.probe, *_split_platform(each.browser, here)), each.duration / max(each.lanes, 1))
            for each in run.evidence
        ),
        staged=frozenset(each.probe for each in run.evidence if each.stage is not None),
        probes={check.id: check.probe for check in run.checks},
        start=run.timing.starting / starts if starts and run.timing.starting else TYPICAL_START,
    )


def estimate_run(
    cells: Mapping[str, Iterable[str]], durations: Durations, *, workers: int, platform: str, repeat: int = 1
) -> Estimate:
    """Estimate a run of the selected ``cells``: address -> check ids, in the order in which the columns start."""
    plan = {address: tuple(checks) for address, checks in cells.items()}
    columns = [column_seconds(durations, address, checks, platform, repeat) for address, checks in plan.items()]
    return Estimate(
        cells=sum(map(len, plan.values())),
        browsers=sum(not is_pair(address) for address in plan),
        pairs=sum(map(is_pair, plan)),
        seconds=finish_seconds(columns, workers),
        workers=workers,
        source=durations.source,
    )


def column_seconds(durations: Durations, address: str, checks: Sequence[str], platform: str, repeat: int = 1) -> float:
    """Return the seconds of one browser or pair: its start, and the slower of its usual and its staged sessions."""
    probes = {durations.probes[check] for check in checks if check in durations.probes}
    staged = sum(durations.of_probe(probe, address, platform) for probe in probes & durations.staged)
    usual = sum(durations.of_probe(probe, address, platform) for probe in probes - durations.staged)
    unknown = sum(check not in durations.probes for check in checks) / CHECKS_PER_PROBE
    usual += unknown * (TYPICAL_PAIR if is_pair(address) else TYPICAL_SINGLE)
    return durations.start + repeat * max(usual, staged)


def finish_seconds(columns: Iterable[float], workers: int) -> float:
    """Return when the last worker finishes: each column goes to the worker that is free first."""
    busy = [0.0] * workers
    for seconds in columns:
        heapq.heapreplace(busy, busy[0] + seconds)
    return max(busy)


def duration_words(seconds: float) -> str:
    """Return a duration to the minute: ``about 1 h 50 min``."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    return f"about {' '.join(parts)}"


def _means(values: Iterable[tuple[K, float]]) -> dict[K, float]:
    """Return the mean of the values of each key."""
    grouped: dict[K, list[float]] = defaultdict(list)
    for key, value in values:
        grouped[key].append(value)
    return {key: fmean(many) for key, many in grouped.items()}


def _split_platform(name: str, here: str) -> tuple[str, str]:
    """Split the name of a column into address and platform: ``chrome:beta@linux``."""
    sides = [side.partition("@") for side in sides_of(name)]
    address = pair_address(sides[0][0], sides[1][0]) if len(sides) > 1 else sides[0][0]
    return address, sides[0][2].partition("-")[0] or here


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
