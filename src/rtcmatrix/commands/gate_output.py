"""The gate of ``run`` and ``gate``: compare a run with its reference, and print what fails."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.commands.compare_table import change_text
from rtcmatrix.commands.project import comparing
from rtcmatrix.compare import counterparts, every_column
from rtcmatrix.compare.accepted import as_accepted
from rtcmatrix.compare.coverage import in_words
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.compare.gate import Gate, NotComparable, judge
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNAVAILABLE, EXIT_UNEXPECTED, RtcMatrixError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.model import Level, Run
from rtcmatrix.report.text.rerun import RerunCommands
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.commands.gate_options import GatePlan
    from rtcmatrix.compare.findings import GateFinding
    from rtcmatrix.compare.known_troubles import KnownTrouble

MOST = 30
"""Cells that are printed; a report shows the rest."""
MOST_FACTS = 5
"""Facts of one probe that are printed."""

PASSED_OVER = {
    "check-changed": "changed checks",
    "known": "known differences",
    "set-apart": "differences of browsers that were launched differently",
}
"""Differences that fail no gate -> how they are printed."""


def apply_gate(plan: GatePlan, run: Run, root: Path, troubles: Sequence[KnownTrouble]) -> Gate:
    """Compare each column of a run with its reference, and apply the gate."""
    run = as_accepted(run, plan.columns)
    compared = comparing(load_known(root / FILE))
    before = {column.address: column for column in plan.columns}
    after = {column.address: column for column in every_column(run)}
    pairs = counterparts(plan.columns, every_column(run))
    met, met_after = ({pair[side].address for pair in pairs} for side in (0, 1))
    asked = {each.address for each in run.browsers}
    return judge(
        run,
        [compared(*pair) for pair in pairs],
        plan.fail_on,
        troubles=troubles,
        new_columns=[address for address in after if before and address not in met_after],
        missing_columns=[address for address in before if address not in met and address in asked],
        reference=plan.run,
        allow_incomplete=plan.allow_incomplete,
    )


def say_gate(gate: Gate, plan: GatePlan, run: Run, root: Path) -> int:
    """Print what is missing, then the findings by severity, each cell with the command that reruns it.

    Returns the exit code: 4 if a required browser is missing, 1 if anything else fails the gate.
    """
    _say_verdict(gate, plan)
    for each in gate.apart:
        say(f"gate: {one_line(not_comparable_text(each), 1000)}")
    said = {each.browser for each in gate.apart}
    _say_findings([each for each in gate.findings if each.browser or each.subject not in said], run, root)
    if gate.new_columns:
        say(
            f"gate: the reference has no {', '.join(gate.new_columns)}, so it was not compared; "
            "`rtcmatrix baseline accept RUN` adds it"
        )
    if gate.missing_columns:
        say(f"gate: the reference has {', '.join(gate.missing_columns)}, not available in this run")
    for comparison in gate.not_compared:
        words = in_words(comparison.not_compared, "the reference", "this run")
        say(f"gate: {one_line(comparison.after.browser)}: {words}")
    if gate.passed_over:
        told = "; ".join(f"{PASSED_OVER.get(why, why)} {number}" for why, number in gate.passed_over.items())
        say(f"gate: not counted: {told}")
    if gate.required:
        return EXIT_UNAVAILABLE
    return EXIT_EXPECTED if gate.passes else EXIT_UNEXPECTED


def not_comparable_text(apart: NotComparable) -> str:
    """Return one line: the browser, why it is not comparable, and how many differences are not counted."""
    number = apart.differences
    return (
        f"{apart.browser} is not comparable, it was launched differently than the reference: "
        f"{'; '.join(apart.reasons)} ({number} {'difference' if number == 1 else 'differences'} not counted)"
    )


def _say_verdict(gate: Gate, plan: GatePlan) -> None:
    """Print whether the gate passes, and what is missing."""
    against = f' against "{one_line(plan.reference)}"' if plan.reference is not None else ""
    kinds = "any kind" if FindingKind.ANY in gate.fail_on else ", ".join(gate.fail_on)
    number = len(gate.apart)
    apart = f"; {number} {'browser' if number == 1 else 'browsers'} not compared" if number else ""
    lacking = _lacking_words(gate)
    number = len(gate.findings)
    amount = f"{number} {'finding' if number == 1 else 'findings'} of {kinds}{apart}"
    if lacking and (gate.fails_as_incomplete or gate.required):
        say(f"gate{against} failed: {lacking}")
        if number or apart:
            say(f"gate: also, {amount}")
    else:
        if lacking:
            say(f"gate{against}: allowed by --allow-incomplete: {lacking}")
        verdict = f"passed: no finding of {kinds}{apart}" if gate.passes else f"failed: {amount}"
        say(f"gate{against} {verdict}")


def _lacking_words(gate: Gate) -> str:
    """Return what the run and the reference lack; empty if both are complete."""
    told = [f"the run is {gate.lacking.headline}"] if gate.lacking else []
    told += [f"the reference is {gate.reference_lacking.headline}"] if gate.reference_lacking else []
    return one_line("; ".join(told), 1_000)


def _say_findings(findings: Sequence[GateFinding], run: Run, root: Path) -> None:
    """Print the findings, grouped by cell."""
    commands = RerunCommands(_all_checks(run, root))
    program = "./rtc" if (root / "rtc").is_file() else "rtcmatrix"
    cells = [
        list(group)
        for _, group in itertools.groupby(findings, key=lambda each: (each.kind, each.browser, each.subject))
    ]
    for cell in cells[:MOST]:
        first = cell[0]
        where = f" in {one_line(first.browser)}" if first.browser else ""
        say(f"  {first.kind}: {one_line(first.subject)}{where}")
        for finding in cell[:MOST_FACTS]:
            say(f"      {_told(finding)}")
        if len(cell) > MOST_FACTS:
            say(f"      and {len(cell) - MOST_FACTS} more facts")
        again = commands.command(first.check, first.browser) if first.check is not None else None
        if again is not None:
            say(f"      again: {program} {again}")
    if len(cells) > MOST:
        say(f"  and {len(cells) - MOST} more in a report")


def _told(finding: GateFinding) -> str:
    """Return a finding in one line."""
    difference = finding.difference
    if difference is None:
        status = f"{finding.status}: " if finding.status is not None else ""
        return one_line(status + finding.message, 500)
    if difference.level is Level.STATUS:
        became = f"{difference.before} became {difference.after}"
        return one_line(f"{became}: {finding.message}" if finding.message else became, 500)
    return one_line(f"{difference.path}: {change_text(difference)}", 500)


def _all_checks(run: Run, root: Path) -> list[str]:
    """Return the ids of every check of the project and the run: a rerun command must select one of them."""
    # Imported here because reading every suite is slow, and only findings need it
    from rtcmatrix.runner.catalog import read_checks  # noqa: PLC0415

    try:
        found = [each.id for each in read_checks(root)]
    except RtcMatrixError:
        found = []
    return sorted({*found, *(each.id for each in run.checks)})
