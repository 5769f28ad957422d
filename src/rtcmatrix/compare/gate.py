"""The gate: decide whether a run passes, by its comparisons, results and known differences. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.compare.findings import GateFinding, of_apart, of_differences, of_results, of_troubles
from rtcmatrix.runs.completeness import Completeness, assess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.comparison import Comparison
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run


@dataclass(frozen=True, kw_only=True)
class NotComparable:
    """A column that is not comparable, because it was launched differently."""

    browser: str
    reasons: tuple[str, ...]
    """``flags: [] became ["--mute-audio"]``."""
    differences: int = 0
    """Its differences, which are not counted."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The verdict of the gate on a run."""

    fail_on: tuple[FindingKind, ...]
    findings: tuple[GateFinding, ...]
    """What fails the gate, by severity."""
    apart: tuple[NotComparable, ...] = ()
    new_columns: tuple[str, ...] = ()
    """Addresses that the reference lacks."""
    missing_columns: tuple[str, ...] = ()
    """Addresses of the reference that the run lacks."""
    passed_over: dict[str, int] = field(default_factory=dict)
    """``known``, ``noise``, ``check-changed``, ... -> number of differences that do not fail the gate."""

    lacking: Completeness | None = None
    """What the run lacks; None if it is complete."""
    reference_lacking: Completeness | None = None
    """What the reference lacks; None if it is complete."""
    allow_incomplete: bool = False
    """Whether an incomplete run may pass."""
    not_compared: tuple[Comparison, ...] = ()
    """Comparisons with checks that have a result on one side only."""

    @property
    def passes(self) -> bool:
        """Whether the run passes."""
        return not self.findings and not self.fails_as_incomplete and not self.required

    @property
    def fails_as_incomplete(self) -> bool:
        """Whether it fails because something is missing."""
        return bool(self.lacking or self.reference_lacking) and not self.allow_incomplete

    @property
    def required(self) -> tuple[str, ...]:
        """The missing required columns, which ``allow_incomplete`` does not excuse."""
        return self.lacking.required if self.lacking is not None else ()


def judge(
    run: Run,
    comparisons: Sequence[Comparison],
    fail_on: Sequence[FindingKind],
    *,
    troubles: Sequence[KnownTrouble] = (),
    new_columns: Sequence[str] = (),
    missing_columns: Sequence[str] = (),
    reference: Run | None = None,
    allow_incomplete: bool = False,
) -> Gate:
    """Apply the gate to a run; ``comparisons`` are of the reference with the run, with known differences marked.

    Noise, known differences and changed checks do not fail it. A column that was launched differently is not compared,
    and is a finding itself. An empty or incomplete run or reference fails it, unless ``allow_incomplete`` is set.
    """
    chosen = frozenset(fail_on)
    differing, passed_over = of_differences(run, comparisons, chosen)
    told = {(each.subject, each.browser) for each in differing}
    findings = [
        *of_apart(comparisons, chosen, new_columns),
        *differing,
        *of_results(run, chosen, told),
        *of_troubles(troubles, chosen),
    ]
    return Gate(
        fail_on=tuple(fail_on),
        findings=tuple(sorted(findings, key=lambda each: each.rank)),
        apart=tuple(
            NotComparable(browser=each.after.browser, reasons=each.apart, differences=len(each.set_apart))
            for each in comparisons
            if each.apart
        ),
        new_columns=tuple(new_columns),
        missing_columns=tuple(missing_columns),
        passed_over=passed_over,
        lacking=_lacking(run),
        reference_lacking=_lacking(reference) if reference is not None else None,
        allow_incomplete=allow_incomplete,
        not_compared=tuple(each for each in comparisons if each.not_compared),
    )


def _lacking(run: Run) -> Completeness | None:
    """Return what a run lacks; None if it is complete."""
    found = assess(run)
    return None if found.is_complete else found
