"""Two columns set against each other: statuses of checks, facts of probes, and how the browsers were started."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from rtcmatrix.compare import cause, started
from rtcmatrix.compare.facts import ABSENT, FactChange, compare_facts, count_facts
from rtcmatrix.compare.noise import QUIET, Noise, noise_of
from rtcmatrix.compare.statuses import compare_statuses
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Difference,
    Evidence,
    Json,
    Kind,
    Level,
    Provenance,
    Result,
    Run,
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One browser of one run."""

    run: Run
    address: str

    @functools.cached_property
    def spec(self) -> BrowserSpec | None:
        """What was asked for."""
        return next((each for each in self.run.browsers if each.address == self.address), None)

    @functools.cached_property
    def provenance(self) -> Provenance | None:
        """What was launched; None where it never was."""
        return next((each for each in self.run.provenances if each.address == self.address), None)

    @functools.cached_property
    def checks(self) -> dict[str, Check]:
        """The checks of the run, by id."""
        return {each.id: each for each in self.run.checks}

    @functools.cached_property
    def evidence(self) -> dict[str, Evidence]:
        """The first of each probe."""
        return {probe: repeats[0] for probe, repeats in self.repeats.items()}

    @functools.cached_property
    def repeats(self) -> dict[str, tuple[Evidence, ...]]:
        """Everything that was gathered of each probe, in the order of repeats."""
        gathered: dict[str, list[Evidence]] = {}
        for each in self.run.evidence:
            if each.browser == self.address:
                gathered.setdefault(each.probe, []).append(each)
        return {probe: tuple(sorted(every, key=lambda one: one.repeat)) for probe, every in gathered.items()}

    @functools.cached_property
    def noise(self) -> dict[str, Noise]:
        """How each probe differs from itself; only those that do, or were gathered more than once."""
        return {probe: noise_of(every) for probe, every in self.repeats.items() if len(every) > 1}

    def noise_in(self, probe: str) -> Noise:
        """How a probe differs from itself; quiet where it was gathered once."""
        return self.noise.get(probe, QUIET)

    @functools.cached_property
    def fact_count(self) -> int:
        """How many facts were observed."""
        return sum(count_facts(each.facts) for each in self.evidence.values() if each.facts)

    @functools.cached_property
    def results(self) -> dict[str, Result]:
        """By check id."""
        return {each.check: each for each in self.run.results if each.browser == self.address}


@dataclass(frozen=True, kw_only=True)
class Side:
    """Which column stood on one side of a comparison."""

    run: str
    """The run's id."""
    browser: str
    """Address."""
    brand: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """How much was the same."""

    checks: int = 0
    """Checks with the same status on both sides."""
    probes: int = 0
    """Probes with the same facts on both sides."""
    facts: int = 0
    """Facts with the same value on both sides, in whichever probe."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything that differs between two columns."""

    before: Side
    after: Side
    cause: str | None
    """Why they may differ at all, where the matrix can tell."""
    differences: tuple[Difference, ...]
    """Statuses, then facts, then how the browsers were started; each in the order of names."""
    shared: Shared
    equal: dict[str, tuple[tuple[str, Json], ...]] = field(default_factory=dict)
    """Probe -> (path, value) of what is the same: for a report, no part of the comparison's JSON."""


def columns_of(run: Run) -> list[Column]:
    """Give the columns that hold something, in the order of the matrix."""
    asked = [spec.address for spec in run.browsers]
    held = {each.address for each in run.provenances} | {each.browser for each in run.evidence}
    held |= {each.browser for each in run.results}
    ordered = [address for address in dict.fromkeys(asked) if address in held]
    return [Column(run=run, address=address) for address in (*ordered, *sorted(held - set(asked)))]


def pair_columns(before: Run, after: Run) -> list[tuple[Column, Column]]:
    """Pair the columns whose addresses both runs have, in the order of the first."""
    others = {column.address: column for column in columns_of(after)}
    return [(column, others[column.address]) for column in columns_of(before) if column.address in others]


def chosen_pairs(run: Run) -> list[tuple[Column, Column]]:
    """Give the pairs the matrix asks for, of columns that hold something; else the first column against each other."""
    columns = {column.address: column for column in columns_of(run)}
    if run.compare:
        wanted = [pair for pair in run.compare if pair[0] in columns and pair[1] in columns]
    else:
        wanted = [(next(iter(columns)), other) for other in list(columns)[1:]]
    return [(columns[one], columns[other]) for one, other in dict.fromkeys(wanted)]


def compare_columns(before: Column, after: Column) -> Comparison:
    """Compare two columns of one run or of two."""
    why = cause.of(before, after)
    statuses, same_checks = compare_statuses(before, after, why)
    facts: list[Difference] = []
    equal: dict[str, tuple[tuple[str, Json], ...]] = {}
    same_probes = 0
    for probe in sorted(before.evidence.keys() & after.evidence.keys()):
        one, other = before.evidence[probe].facts, after.evidence[probe].facts
        if one is None or other is None or not comparable(probe, before, after):
            continue
        compared = compare_facts(one, other)
        equal[probe] = compared.equal
        same_probes += not compared.changes
        facts += [_fact_difference(probe, before, after, change, why) for change in compared.changes]
    return Comparison(
        before=_side(before),
        after=_side(after),
        cause=why,
        differences=(*statuses, *facts, *started.compare(before, after)),
        shared=Shared(checks=same_checks, probes=same_probes, facts=sum(len(each) for each in equal.values())),
        equal=equal,
    )


def comparable(probe: str, before: Column, after: Column) -> bool:
    """Whether both sides ran the same probe: some check of it has the same version, or there is no check to tell."""
    versions = [
        (check.version, after.checks[check.id].version)
        for check in before.checks.values()
        if check.probe == probe and check.id in after.checks
    ]
    return not versions or any(one == other or not (one and other) for one, other in versions)


def _fact_difference(probe: str, before: Column, after: Column, change: FactChange, why: str | None) -> Difference:
    """Turn a change into a difference."""
    kind = Kind.CHANGED
    if change.before is ABSENT:
        kind = Kind.ONLY_THERE
    elif change.after is ABSENT:
        kind = Kind.ONLY_HERE
    return Difference(
        subject=probe,
        before_browser=before.address,
        after_browser=after.address,
        level=Level.FACT,
        kind=kind,
        path=change.path,
        before=None if change.before is ABSENT else change.before,
        after=None if change.after is ABSENT else change.after,
        items=change.items,
        cause=why,
    )


def _side(column: Column) -> Side:
    """Name a column."""
    known = column.provenance
    return Side(
        run=column.run.id,
        browser=column.address,
        brand=known.brand if known else "",
        version=known.version if known else "",
    )
