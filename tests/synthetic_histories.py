"""Synthetic histories: two columns of one browser, made up with flake rates and planted changes that are known.

Deterministic and recorded nowhere. What a comparison says of them can be counted: false alarms, and changes missed.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import Column, compare_columns
from rtcmatrix.compare.cause import NOISE
from rtcmatrix.model import Check, Difference, Evidence, Kind, Level, Outcome, Provenance, Result, Run, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rtcmatrix.model import Json

ADDRESS = "synthetic:stable"
FLAKE_RATES = (0.0, 0.01, 0.05, 0.10, 0.30, 0.50)
EACH = 10
"""Facts that stay, facts that change, and checks, for each flake rate."""
SPREAD = 0.10
"""Coefficient of variation of every metric."""
DIP, DIPPED = 0.02, 0.5
"""How often a single value drops, and to what share, on a machine that is busy for moments."""


def history(repeats: int, seed: int) -> tuple[Column, Column]:
    """Make up the facts and checks of one browser before and after a release, each gathered so often."""
    chance = random.Random(f"{repeats} {seed}")
    before, after = (_flaking(repeats, release, chance) for release in (0, 1))
    return before, after


def metric_history(repeats: int, seed: int, *, stay: int, shift: float, dip: float = 0.0) -> tuple[Column, Column]:
    """Make up metrics: so many that stay and one, ``moves``, that is higher after by the share ``shift``."""
    chance = random.Random(f"{repeats} {seed} {stay} {shift} {dip}")

    def value(times: float) -> float:
        return chance.gauss(100, 100 * SPREAD) * times * (DIPPED if chance.random() < dip else 1)

    columns = []
    for release in (0, 1):
        evidence = [
            Evidence(
                probe="metrics/all.js",
                browser=ADDRESS,
                facts={},
                metrics={"moves": value(1 + shift * release), **{f"stays_{at}": value(1) for at in range(stay)}},
                repeat=repeat,
            )
            for repeat in range(repeats)
        ]
        columns.append(_column(release, evidence, (), ()))
    return columns[0], columns[1]


def _flaking(repeats: int, release: int, chance: random.Random) -> Column:
    """Make up one side; what is called ``changes`` has another value after."""
    evidence = [
        Evidence(probe=f"flakes/{rate}.js", browser=ADDRESS, facts=_facts(rate, release, chance), repeat=repeat)
        for rate in FLAKE_RATES
        for repeat in range(repeats)
    ]
    checks = [
        Check(id=f"{rate}/{kind}_{at}", title="Made up", probe=f"flakes/{rate}.js", spec="", version="1")
        for rate in FLAKE_RATES
        for kind in ("stays", "changes")
        for at in range(EACH)
    ]
    results = [_result(check, repeats, release, chance) for check in checks]
    return _column(release, evidence, checks, results)


def _column(release: int, evidence: Sequence[Evidence], checks: Sequence[Check], results: Sequence[Result]) -> Column:
    """Put a column together."""
    launched = Provenance(
        address=ADDRESS, brand="Synthetic", channel="stable", version=f"{156 + release}.0.1", provider="none", driver=""
    )
    run = Run(
        id=f"release {release}", format=1, tool="synthetic", started_at="", provenances=(launched,),
        evidence=tuple(evidence), checks=tuple(checks), results=tuple(results),
    )  # fmt: skip
    return Column(run=run, address=ADDRESS)


def _facts(rate: float, release: int, chance: random.Random) -> dict[str, Json]:
    """Make up facts that come out as something else with this probability."""
    made: dict[str, Json] = {}
    for at in range(EACH):
        flakes = [chance.random() < rate for _ in range(2)]
        made[f"stays_{at}"] = "now and then" if flakes[0] else "usual"
        made[f"changes_{at}"] = "now and then" if flakes[1] else f"release {release}"
    return made


def _result(check: Check, repeats: int, release: int, chance: random.Random) -> Result:
    """Make up what a check said each time."""
    rate, _, kind = check.id.partition("/")
    usual = Status.FAIL if kind.startswith("changes") and release else Status.PASS
    other = Status.PASS if usual is Status.FAIL else Status.FAIL
    said = tuple(other if chance.random() < float(rate) else usual for _ in range(repeats))
    flaky = len(set(said)) > 1
    return Result(
        check=check.id,
        browser=ADDRESS,
        status=said[0],
        outcome=Outcome.FLAKY if flaky else Outcome.EXPECTED,
        repeats=said if repeats > 1 else (),
    )


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Alarms are differences that are not marked noise. All are shares, 0 to 1, by flake rate."""

    fact_alarms: dict[float, float]
    """Of the facts that stayed: false alarms."""
    facts_found: dict[float, float]
    """Of the facts that changed."""
    facts_named: dict[float, float]
    """Of the facts that changed: found, or named as noise that moved."""
    facts_misnamed: dict[float, float]
    """Of the facts that stayed: named as noise that moved."""
    status_alarms: dict[float, float]
    statuses_found: dict[float, float]


@dataclass(frozen=True, kw_only=True)
class MetricFigures:
    """Shares, 0 to 1."""

    found: float
    """Of the histories: the metric that moved was found."""
    alarmed: float
    """Of the histories: some metric that stayed raised a false alarm."""
    unsure: float
    """Of all metrics: the comparison says that there were too few repeats."""


def measured(repeats: int, histories: int, seed: int = 1) -> Figures:
    """Compare so many histories of facts and checks, and count."""
    counted: Counter[tuple[Level, str, float]] = Counter()
    named: Counter[tuple[Level, str, float]] = Counter()
    for number in range(histories):
        comparison = compare_columns(*history(repeats, seed * 1_000_000 + number))
        counted.update(_what(each for each in comparison.differences if each.cause != NOISE))
        named.update(_what(comparison.more_than_noise))

    def shares(level: Level, what: str, *counters: Counter[tuple[Level, str, float]]) -> dict[float, float]:
        return {rate: sum(each[level, what, rate] for each in counters) / histories / EACH for rate in FLAKE_RATES}

    return Figures(
        fact_alarms=shares(Level.FACT, "stays", counted),
        facts_found=shares(Level.FACT, "changes", counted),
        facts_named=shares(Level.FACT, "changes", counted, named),
        facts_misnamed=shares(Level.FACT, "stays", named),
        status_alarms=shares(Level.STATUS, "stays", counted),
        statuses_found=shares(Level.STATUS, "changes", counted),
    )


def measured_metrics(
    repeats: int, histories: int, *, stay: int, shift: float, dip: float = 0.0, seed: int = 1
) -> MetricFigures:
    """Compare so many histories of metrics, and count."""
    found = alarmed = unsure = 0
    for number in range(histories):
        columns = metric_history(repeats, seed * 1_000_000 + number, stay=stay, shift=shift, dip=dip)
        comparison = compare_columns(*columns)
        differ = {each.path for each in comparison.differences if each.level is Level.METRIC and each.cause != NOISE}
        found += "moves" in differ
        alarmed += bool(differ - {"moves"})
        unsure += len(comparison.unsure)
    return MetricFigures(found=found / histories, alarmed=alarmed / histories, unsure=unsure / histories / (stay + 1))


def _what(differences: Iterable[Difference]) -> Iterator[tuple[Level, str, float]]:
    """Give (level, whether it stays or changes, flake rate) of each difference."""
    for each in differences:
        if each.kind is not Kind.PROVENANCE:
            name = each.path or each.subject.partition("/")[2]
            rate = each.subject.removeprefix("flakes/").removesuffix(".js").partition("/")[0]
            yield each.level, name.partition("_")[0], float(rate)
