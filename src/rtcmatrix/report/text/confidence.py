"""Report how certain a difference is: of a fact by its repeats, of a metric by its distribution."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import Thresholds, repeats_for_chance
from rtcmatrix.model import Level
from rtcmatrix.report.text.labels import count
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtcmatrix.compare import Comparison, MetricComparison
    from rtcmatrix.model import Shift


def shift_text(shift: Shift) -> str:
    """Describe the shift of a metric: "+47 %, p = 0.002, 6 and 6 repeats"."""
    far = f"effect {shift.effect:+.2f}" if shift.relative is None else f"{shift.relative * 100:+.0f} %"
    return f"{far}, {p_text(shift.p)}, {repeats_text(shift)}"


def p_text(p: float) -> str:
    """Write a p-value with two digits, a small one as a bound."""
    return "p < 0.0001" if p < 0.0001 else f"p = {p:.2g}"


def repeats_text(shift: Shift) -> str:
    """Write the number of values on each side."""
    return f"{len(shift.before)} and {count(len(shift.after), 'repeat')}"


def caveats(comparison: Comparison, thresholds: Thresholds | None = None) -> list[str]:
    """Return a line for each reason to doubt a comparison."""
    limits = thresholds or Thresholds()
    return [*_of_facts(comparison, limits), *_of_noise(comparison), *_of_metrics(comparison), *_of_reuse(comparison)]


def _of_reuse(comparison: Comparison) -> Iterable[str]:
    """Yield how many probes were gathered only once for both columns."""
    if comparison.reused:
        verb = "was" if comparison.reused == 1 else "were"
        yield f"{count(comparison.reused, 'probe')} {verb} reused, not gathered again: equal by definition"


def _of_facts(comparison: Comparison, limits: Thresholds) -> Iterable[str]:
    """Yield how likely it is that a difference of facts or statuses is accidental."""
    chances = [each.chance for each in comparison.telling if each.chance is not None]
    most = max(chances, default=0)
    if most >= limits.chance:
        yield (
            f"with so few repeats, chance alone causes such a difference in up to {most * 100:.2g} % of cases; "
            f"{repeats_for_chance(limits.chance)} on each side reduce this below {limits.chance * 100:.2g} %"
        )


def _of_noise(comparison: Comparison) -> Iterable[str]:
    """Name noisy facts that differ more than their noise explains."""
    for each in comparison.more_than_noise:
        where = one_line(f"{each.subject} {each.path}".strip())
        yield f"{where} is noisy, but differs more than its noise explains ({p_text(each.chance or 0)})"


def _of_metrics(comparison: Comparison) -> Iterable[str]:
    """Yield how many metrics did not differ, and why."""
    unsure = comparison.unsure
    stayed = sum(not each.differs for each in comparison.metrics) - len(unsure)
    if stayed:
        yield f"{count(stayed, 'metric')} stayed within the noise"
    if unsure:
        yield (
            f"{count(len(unsure), 'metric')} had too few repeats to decide ({_fewest(unsure)}); "
            f"{unsure[0].needed} on each side are enough"
        )


def _fewest(unsure: Iterable[MetricComparison]) -> str:
    """Write the most frequent numbers of repeats."""
    (before, after), _ = Counter((len(each.shift.before), len(each.shift.after)) for each in unsure).most_common(1)[0]
    return f"{before} and {after}"


def noise_text(comparison: Comparison) -> str:
    """Count the facts and checks in which one of the browsers differs from itself; empty if none."""
    levels = Counter("fact" if each.level is Level.FACT else "check" for each in comparison.noise)
    parts = [count(levels[word], word) for word in ("check", "fact") if levels[word]]
    return f"noise, not counted: {' and '.join(parts)} in which one of them differs from itself" if parts else ""
