"""Compare two columns: statuses of checks, facts and metrics of probes, launch options. Pure."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rtcmatrix.compare import cause, provenance
from rtcmatrix.compare.classify import Standing, classify, why_apart
from rtcmatrix.compare.coverage import NotCompared, not_compared
from rtcmatrix.compare.facts import ABSENT, FactChange, compare_facts, value_at
from rtcmatrix.compare.lists import canonical
from rtcmatrix.compare.metrics import MetricComparison, compare_metrics
from rtcmatrix.compare.significance import chance_bound, fisher_exact_p
from rtcmatrix.compare.statuses import compare_statuses
from rtcmatrix.compare.thresholds import Thresholds
from rtcmatrix.model import Difference, Json, Kind, Level
from rtcmatrix.runs.samples import further_samples

if TYPE_CHECKING:
    from collections.abc import Hashable

    from rtcmatrix.compare.columns import Column


@dataclass(frozen=True, kw_only=True)
class Side:
    """The column on one side of a comparison."""

    run: str
    """Id of the run."""
    browser: str
    """Address."""
    brand: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The numbers of equal statuses and facts."""

    checks: int = 0
    """Checks with the same status on both sides."""
    probes: int = 0
    """Probes with the same facts on both sides."""
    facts: int = 0
    """Facts with the same value on both sides."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The differences between two columns."""

    before: Side
    after: Side
    cause: str | None
    """The likely cause, if the columns differ in one dimension of the matrix."""
    differences: tuple[Difference, ...]
    """Statuses, facts, metrics and launch options, each in the order of names."""
    shared: Shared
    equal: dict[str, tuple[tuple[str, Json], ...]] = field(default_factory=dict)
    """Probe -> (path, value) of equal facts; for reports, not in the JSON document."""
    metrics: tuple[MetricComparison, ...] = ()
    """Every compared metric, including those without a difference or without enough repeats."""
    not_compared: tuple[NotCompared, ...] = ()
    """The checks with a result on one side only: they are not differences."""
    reused: int = 0
    """Number of compared probes whose evidence is the same sample on both sides: one run reused that of the other."""

    @functools.cached_property
    def apart(self) -> tuple[str, ...]:
        """Why the columns are not comparable, ``flags: [] became ["--mute-audio"]``; empty if they are."""
        return why_apart(self.before.browser, self.after.browser, self.differences)

    def standing(self, difference: Difference) -> Standing:
        """Return the standing of a difference."""
        return classify(difference, self.apart)

    def of(self, standing: Standing) -> tuple[Difference, ...]:
        """Return the differences of one standing, in their order."""
        return tuple(each for each in self.differences if self.standing(each) is standing)

    @property
    def telling(self) -> tuple[Difference, ...]:
        """The differences that count."""
        return self.of(Standing.UNSTATED)

    @property
    def noise(self) -> tuple[Difference, ...]:
        """The differences in which one of the browsers also differs from itself."""
        return self.of(Standing.NOISE)

    @property
    def more_than_noise(self) -> tuple[Difference, ...]:
        """Noisy differences that noise alone does not explain: they do not count, but deserve a look."""
        limit = Thresholds().chance / max(1, len(self.noise))
        return tuple(each for each in self.noise if each.chance is not None and each.chance < limit)

    @property
    def known(self) -> tuple[Difference, ...]:
        """The differences that a known difference states and that are not noise."""
        return self.of(Standing.KNOWN)

    @property
    def set_apart(self) -> tuple[Difference, ...]:
        """The differences of columns that are not comparable."""
        return self.of(Standing.SET_APART)

    @property
    def unsure(self) -> tuple[MetricComparison, ...]:
        """The metrics with too few repeats to be significant."""
        return tuple(each for each in self.metrics if each.needed is not None)


def compare_columns(before: Column, after: Column, thresholds: Thresholds | None = None) -> Comparison:
    """Compare two columns of one run or of two."""
    why = cause.of(before, after)
    statuses, same_checks = compare_statuses(before, after, why)
    facts: list[Difference] = []
    equal: dict[str, tuple[tuple[str, Json], ...]] = {}
    same_probes = 0
    both = _both_observed(before, after)
    for probe in both:
        differing, equal[probe] = facts_of_probe(probe, before, after, why)
        same_probes += not differing
        facts += differing
    further = {probe: further_samples(before.repeats[probe], after.repeats[probe]) for probe in both}
    # The same sample on both sides would only look like another one that did not move
    sampled = {probe: (before.repeats[probe], further[probe]) for probe in both if further[probe]}
    metrics = compare_metrics(sampled, thresholds)
    moved = [_metric_difference(each, before, after, why) for each in metrics if each.differs]
    return Comparison(
        before=_side(before),
        after=_side(after),
        cause=why,
        differences=(*statuses, *facts, *moved, *provenance.compare_provenance(before, after)),
        shared=Shared(checks=same_checks, probes=same_probes, facts=sum(len(each) for each in equal.values())),
        equal=equal,
        metrics=metrics,
        not_compared=not_compared(before, after),
        reused=sum(not each for each in further.values()),
    )


def _both_observed(before: Column, after: Column) -> list[str]:
    """Return the probes whose facts can be compared, in the order of names."""
    shared = sorted(before.observed.keys() & after.observed.keys())
    return [probe for probe in shared if _is_observed(probe, before, after)]


def _is_observed(probe: str, before: Column, after: Column) -> bool:
    """Whether a probe finished on both sides, in the same version."""
    ended = all(probe in side.observed and side.observed[probe].facts is not None for side in (before, after))
    return ended and comparable(probe, before, after)


def facts_of_both(probe: str, before: Column, after: Column) -> list[Difference]:
    """Return the differences in the facts of one probe; none if one side has no facts."""
    return facts_of_probe(probe, before, after, None)[0] if _is_observed(probe, before, after) else []


def comparable(probe: str, before: Column, after: Column) -> bool:
    """Whether both sides ran the same probe: a check on it has the same version, or there is no check."""
    versions = [
        (check.version, after.checks[check.id].version)
        for check in before.checks_of.get(probe, ())
        if check.id in after.checks
    ]
    return not versions or any(one == other or not (one and other) for one, other in versions)


def facts_of_probe(
    probe: str, before: Column, after: Column, why: str | None
) -> tuple[list[Difference], tuple[tuple[str, Json], ...]]:
    """Return the differences in the facts of one probe, and (path, value) of equal facts."""
    compared = compare_facts(before.observed[probe].facts or {}, after.observed[probe].facts or {})
    return [_fact_difference(probe, before, after, change, why) for change in compared.changes], compared.equal


def _fact_difference(probe: str, before: Column, after: Column, change: FactChange, why: str | None) -> Difference:
    """Make a difference of a changed fact."""
    kind = Kind.CHANGED
    if change.before is ABSENT:
        kind = Kind.ADDED
    elif change.after is ABSENT:
        kind = Kind.REMOVED
    # An index in a path is of the list before; items of the list after are found by their content.
    noisy = before.noise_in(probe).touches(change.path) or after.noise_in(probe).touches(change.path, by_index=False)
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
        cause=cause.NOISE if noisy else why,
        chance=_chance(probe, change.path, before, after, noisy=noisy),
    )


def _chance(probe: str, path: str, before: Column, after: Column, *, noisy: bool) -> float:
    """Bound the chance that the difference is accidental, or for a noisy fact that noise explains it."""
    further = further_samples(before.repeats[probe], after.repeats[probe])
    one, other = ([each.facts for each in side if each.facts is not None] for side in (before.repeats[probe], further))
    if not noisy:
        return chance_bound(max(1, len(one)), max(1, len(other)))
    return fisher_exact_p([_seen(each, path) for each in one], [_seen(each, path) for each in other]) if other else 1.0


def _seen(facts: Json, path: str) -> Hashable:
    """Return the value at a path, as a hashable text."""
    value = value_at(facts, path)
    return value if value is ABSENT else canonical(value)


def _metric_difference(metric: MetricComparison, before: Column, after: Column, why: str | None) -> Difference:
    """Make a difference of a shifted metric."""
    values = metric.median_before, metric.median_after
    kind = Kind.ADDED if values[0] is None else Kind.REMOVED if values[1] is None else Kind.CHANGED
    return Difference(
        subject=metric.probe,
        before_browser=before.address,
        after_browser=after.address,
        level=Level.METRIC,
        kind=kind,
        path=metric.path,
        before=values[0],
        after=values[1],
        cause=why,
        shift=metric.shift,
    )


def _side(column: Column) -> Side:
    """Describe a column."""
    known = column.provenance
    return Side(
        run=column.run.id,
        browser=column.address,
        brand=known.brand if known else "",
        version=known.version if known else "",
    )
