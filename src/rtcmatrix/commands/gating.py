"""The gate as ``run`` and ``gate`` use it: what is compared with what, and what is said of it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtcmatrix.commands.compare_table import change_text
from rtcmatrix.commands.house import comparing, find_reference, read_reference
from rtcmatrix.compare import Column, counterparts, every_column
from rtcmatrix.compare.accepted import as_accepted
from rtcmatrix.compare.coverage import in_words
from rtcmatrix.compare.fail_on import USUAL, WITHOUT_REFERENCE, FailOn, read_fail_on
from rtcmatrix.compare.gate import Apart, Gate, judge
from rtcmatrix.compare.reproduce import Checks
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNAVAILABLE, EXIT_UNEXPECTED, ConfigurationError, RtcMatrixError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.model import Level, Run
from rtcmatrix.runs import read_run
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from rtcmatrix.compare.findings import Finding
    from rtcmatrix.compare.troubles import KnownTrouble

MOST = 30
"""Cells that are told; a report shows the rest."""
MOST_FACTS = 5
"""Facts of one probe that are told."""

PASSED_OVER = {
    "check-changed": "checks that are written otherwise now",
    "known": "known differences",
    "set-apart": "differences of browsers that were started otherwise",
}
"""What differs and fails no gate, for a person."""

against_option: Callable[[Any], Any] = click.option(
    "--against", metavar="REFERENCE", help="A baseline by its name, or a run or baseline by its path."
)
fail_on_option: Callable[[Any], Any] = click.option(
    "--fail-on",
    "fail_on",
    metavar="KINDS",
    help=f"What exits 1: {', '.join(FailOn)}. [default with --against: {','.join(USUAL)}]",
)
allow_incomplete_option: Callable[[Any], Any] = click.option(
    "--allow-incomplete",
    is_flag=True,
    help="Judge what there is of a run that is empty or lacks results, and say first what is missing. A required "
    "browser that is missing exits 4 all the same.",
)


@dataclass(frozen=True, kw_only=True)
class GatePlan:
    """What a gate is to do, known before any browser starts."""

    fail_on: tuple[FailOn, ...]
    reference: str | None
    """As the person named it."""
    run: Run | None = None
    """The reference as one run."""
    columns: tuple[Column, ...] = ()
    """Of the reference, each with the versions that the checks had when it was accepted."""
    allow_incomplete: bool = False


def plan_gate(against: str | None, fail_on: str | None, root: Path) -> GatePlan | None:
    """Read reference and words, or refuse them; None where no gate is asked for."""
    if against is None and fail_on is None:
        return None
    chosen = read_fail_on(fail_on) if fail_on is not None else USUAL
    if against is None:
        if fail_on != FailOn.ANY and (lacking := [each for each in chosen if each not in WITHOUT_REFERENCE]):
            raise ConfigurationError(
                f"--fail-on {','.join(lacking)} needs something to compare with: name a baseline or a run by --against"
            )
        return GatePlan(fail_on=chosen, reference=None)
    path = find_reference(against, root)
    return GatePlan(fail_on=chosen, reference=against, run=read_run(path), columns=read_reference(path))


def apply_gate(plan: GatePlan, run: Run, root: Path, troubles: Sequence[KnownTrouble]) -> Gate:
    """Compare each column of a run with the one of the same address, and judge."""
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
    """Print what is missing, then what fails the gate, the worst first, each cell with the command that runs it again.

    Gives the exit code: 4 where a required browser is missing, 1 where anything else fails it.
    """
    _say_verdict(gate, plan)
    for each in gate.apart:
        say(f"gate: {one_line(apart_text(each), 1000)}")
    said = {each.browser for each in gate.apart}
    _say_findings([each for each in gate.findings if each.browser or each.subject not in said], run, root)
    if gate.new_columns:
        say(
            f"gate: the reference has no {', '.join(gate.new_columns)}, so nothing of it was compared; "
            "`rtcmatrix baseline accept RUN` takes it in"
        )
    if gate.missing_columns:
        say(f"gate: the reference has {', '.join(gate.missing_columns)}, which this run could not get")
    for comparison in gate.not_compared:
        words = in_words(comparison.not_compared, "the reference", "this run")
        say(f"gate: {one_line(comparison.after.browser)}: {words}")
    if gate.passed_over:
        told = "; ".join(f"{PASSED_OVER.get(why, why)} {number}" for why, number in gate.passed_over.items())
        say(f"gate: fails nothing: {told}")
    if gate.required:
        return EXIT_UNAVAILABLE
    return EXIT_EXPECTED if gate.passes else EXIT_UNEXPECTED


def apart_text(apart: Apart) -> str:
    """Say in a line which browser could not be compared, why, and how much of it is not counted."""
    number = apart.differences
    return (
        f"{apart.browser} is not comparable, it was started otherwise than the reference: {'; '.join(apart.reasons)} "
        f"({number} {'difference' if number == 1 else 'differences'} not counted)"
    )


def _say_verdict(gate: Gate, plan: GatePlan) -> None:
    """Print what is missing, and whether the gate passes."""
    against = f' against "{one_line(plan.reference)}"' if plan.reference is not None else ""
    kinds = "any kind" if FailOn.ANY in gate.fail_on else ", ".join(gate.fail_on)
    number = len(gate.apart)
    apart = f"; {number} {'browser' if number == 1 else 'browsers'} not compared" if number else ""
    lacking = _lacking_words(gate)
    number = len(gate.findings)
    amount = f"{number} {'finding' if number == 1 else 'findings'} of {kinds}{apart}"
    if lacking and (gate.fails_as_incomplete or gate.required):
        say(f"gate{against} failed: {lacking}")
        if number or apart:
            say(f"gate: besides, {amount}")
    else:
        if lacking:
            say(f"gate{against}: allowed by --allow-incomplete: {lacking}")
        verdict = f"passed: no finding of {kinds}{apart}" if gate.passes else f"failed: {amount}"
        say(f"gate{against} {verdict}")


def _lacking_words(gate: Gate) -> str:
    """Say what is missing, of the run first and then of the reference; empty where nothing is."""
    told = [f"the run is {gate.lacking.headline}"] if gate.lacking else []
    told += [f"the reference is {gate.reference_lacking.headline}"] if gate.reference_lacking else []
    return one_line("; ".join(told), 1_000)


def _say_findings(findings: Sequence[Finding], run: Run, root: Path) -> None:
    """Print cell by cell."""
    checks = Checks(_all_checks(run, root))
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
            say(f"      and {len(cell) - MOST_FACTS} facts more")
        again = checks.command(first.check, first.browser) if first.check is not None else None
        if again is not None:
            say(f"      again: {program} {again}")
    if len(cells) > MOST:
        say(f"  and {len(cells) - MOST} more, which a report shows")


def _told(finding: Finding) -> str:
    """Say in a line what is wrong."""
    difference = finding.difference
    if difference is None:
        status = f"{finding.status}: " if finding.status is not None else ""
        return one_line(status + finding.message, 500)
    if difference.level is Level.STATUS:
        became = f"{difference.before} became {difference.after}"
        return one_line(f"{became}: {finding.message}" if finding.message else became, 500)
    return one_line(f"{difference.path}: {change_text(difference)}", 500)


def _all_checks(run: Run, root: Path) -> list[str]:
    """Name every check of the house, among which the one to run again is to be told; else those of the run."""
    # Here and not above: reading every suite is worth it only where something failed
    from rtcmatrix.runner.catalogue import read_checks  # noqa: PLC0415

    try:
        found = [each.id for each in read_checks(root)]
    except RtcMatrixError:
        found = []
    return sorted({*found, *(each.id for each in run.checks)})
