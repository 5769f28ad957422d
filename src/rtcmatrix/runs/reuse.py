"""Decide which evidence of an earlier run is reused instead of being gathered again. Pure.

Evidence is reused only if everything that it depends on is recorded and equal: the launched build, how it was launched,
the machine, the probe, and the tool. It is judged again, so checks and known differences may change.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rtcmatrix.model import Evidence, Outcome, Provenance, Result, Reuse, Run, Status, pair_address, sides_of
from rtcmatrix.runs.launched import unlike_launch
from rtcmatrix.runs.platforms import Platform

FOLDER = "artifacts/reused/"
"""Where artifacts of reused evidence are in the new run."""
_UNDECIDED = {Status.TIMEOUT: "timeout", Status.CRASH: "crash", Status.ERROR: "error"}

Cells = Mapping[str, Mapping[str, Collection[str]]]
"""Address -> probe -> ids of the selected checks."""


@dataclass(frozen=True, kw_only=True)
class Now:
    """What would gather today."""

    probes: Mapping[str, str]
    """Probe -> version."""
    tool: str
    """Revision of the tool."""
    time: datetime
    max_age: timedelta
    repeat: int = 1


@dataclass(frozen=True, kw_only=True)
class ColumnReuse:
    """What a browser or pair reuses."""

    address: str
    recorded_address: str = ""
    """Its address in the earlier run, which has the platform if that run was merged."""
    reused: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """Probe -> evidence as recorded, all repeats."""
    again: Mapping[str, str] = field(default_factory=dict)
    """Probe -> why it is gathered again."""


class Recorded:
    """An earlier run whose evidence may be reused."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._launched = {each.address: each for each in run.provenances}
        self._evidence: dict[tuple[str, str], list[Evidence]] = {}
        for each in run.evidence:
            self._evidence.setdefault((each.browser, each.probe), []).append(each)
        probes = {check.id: check.probe for check in run.checks}
        self._results: dict[tuple[str, str], list[Result]] = {}
        for result in run.results:
            self._results.setdefault((result.browser, probes.get(result.check, "")), []).append(result)

    def address_of(self, address: str, platform: str) -> str:
        """Return the address of a browser or pair in the earlier run.

        A merged run may name ``chrome:stable`` of this platform ``chrome:stable@linux``.
        """
        sides = [self._side(side, platform) for side in sides_of(address)]
        return pair_address(*sides) if len(sides) > 1 else sides[0]

    def launched(self, address: str, platform: str) -> Provenance | None:
        """Return what the earlier run launched at the address of a browser."""
        return self._launched.get(self._side(address, platform))

    def decide(self, address: str, probes: Iterable[str], launched: Mapping[str, Provenance], now: Now) -> ColumnReuse:
        """Decide about the probes selected for a browser or pair; ``launched`` has the browsers that started today."""
        missing = next((side for side in sides_of(address) if side not in launched), None)
        if missing is not None:
            return ColumnReuse(address=address, again=dict.fromkeys(probes, f"{missing} was not launched"))
        sides = {side: launched[side] for side in sides_of(address)}
        for side, today in sides.items():
            unlike = unlike_launch(self.launched(side, today.platform), today)
            if unlike is not None:
                words = unlike if len(sides) == 1 else f"{side}: {unlike}"
                return ColumnReuse(address=address, again=dict.fromkeys(probes, words))
        recorded = self.address_of(address, next(iter(sides.values())).platform)
        reasons = {probe: self._reason(recorded, probe, now) for probe in probes}
        return ColumnReuse(
            address=address,
            recorded_address=recorded,
            reused={
                probe: tuple(sorted(self._evidence[recorded, probe], key=lambda each: each.repeat))[: now.repeat]
                for probe, reason in reasons.items()
                if reason is None
            },
            again={probe: reason for probe, reason in reasons.items() if reason is not None},
        )

    def _side(self, address: str, platform: str) -> str:
        if address in self._launched:
            return address
        here = Platform.read(platform)
        for name, launched in self._launched.items():
            if name.partition("@")[0] == address and Platform.read(launched.platform) == here:
                return name
        return address

    def _reason(self, address: str, probe: str, now: Now) -> str | None:
        """Return why a probe is gathered again; None if its evidence is reused."""
        repeats = sorted(self._evidence.get((address, probe), ()), key=lambda each: each.repeat)
        results = self._results.get((address, probe), [])
        if not repeats or not results:
            return "missing"
        return _unreliable(repeats, results, self.run.repeat) or _outdated(repeats, now)


def _unreliable(repeats: list[Evidence], results: list[Result], planned: int) -> str | None:
    """Return why evidence must not be relied on: it has to be gathered again whatever else is equal."""
    statuses = {status for each in results for status in (each.status, *each.repeats)}
    undecided = [words for status, words in _UNDECIDED.items() if status in statuses]
    faults = [each.fault.value for each in repeats if each.fault is not None and each.fault.value != "exception"]
    if undecided or faults:
        return (undecided or faults)[0]
    if any(each.outcome is Outcome.UNEXPECTED for each in results):
        return "unexpected"
    if any(each.outcome is Outcome.FLAKY or len(set(each.repeats)) > 1 for each in results):
        return "flaky"
    first = _observed(repeats[0])
    if any(_observed(each) != first for each in repeats[1:]):
        return "noisy"
    if len(repeats) != planned or any(each.attempt > 1 for each in repeats):
        return "retried"
    return None


def _outdated(repeats: list[Evidence], now: Now) -> str | None:
    """Return what is not as when the evidence was gathered."""
    if any(not each.probe_version or each.probe_version != now.probes.get(each.probe) for each in repeats):
        return "probe version"
    if any(not each.tool_revision or each.tool_revision != now.tool for each in repeats):
        return "tool revision"
    ages = [_age(each, now.time) for each in repeats]
    if any(age is None or age < timedelta(0) for age in ages):
        return "time of gathering unknown"
    if any(age is not None and age > now.max_age for age in ages):
        return f"older than {now.max_age / timedelta(days=1):g} days"
    return f"fewer than {now.repeat} repeats" if len(repeats) < now.repeat else None


def _observed(evidence: Evidence) -> tuple[object, ...]:
    """Return what has to be the same in all repeats."""
    return repr(evidence.facts), evidence.unsupported, evidence.fault, evidence.message


def _age(evidence: Evidence, now: datetime) -> timedelta | None:
    """Return the time since evidence was gathered for the first time; None if it is not recorded with a time zone."""
    try:
        return now - datetime.fromisoformat(evidence.started_at)
    except (ValueError, TypeError):
        return None


def taken(evidence: Evidence, address: str, run: Run) -> Evidence:
    """Return the evidence of an earlier run as evidence of a new one.

    Evidence that the earlier run had reused itself keeps the run that gathered it.
    """
    artifacts = tuple(dataclasses.replace(each, path=reused_path(each.path, run.id)) for each in evidence.artifacts)
    return dataclasses.replace(
        evidence, browser=address, artifacts=artifacts, reused_from=evidence.reused_from or run.id
    )


def reused_path(path: str, run: str) -> str:
    """Return the path in the new run of an artifact of the earlier run with this id.

    Paths of several shards may end alike. An artifact that is reused again keeps its name, also after a merge.
    """
    _, is_reused, name = path.rpartition("/reused/")
    if not is_reused:
        name = f"{hashlib.sha256(f'{run} {path}'.encode()).hexdigest()[:8]}-{path.rpartition('/')[2]}"
    return f"{FOLDER}{name}"


def summarize(column: ColumnReuse, checks: Mapping[str, Collection[str]], run: Run) -> Reuse:
    """Count the selected checks of a column; ``checks`` is probe -> check ids."""
    again = Counter[str]()
    for probe, reason in column.again.items():
        again[reason] += len(checks[probe])
    return Reuse(
        browser=column.address,
        run=run.id,
        started_at=run.started_at,
        results=sum(map(len, checks.values())),
        reused=sum(len(checks[probe]) for probe in column.reused),
        again=dict(sorted(again.items(), key=lambda each: (-each[1], each[0]))),
    )
