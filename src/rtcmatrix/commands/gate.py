"""``rtcmatrix gate RUN``: decide whether a recorded run passes. Needs no browser."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from rtcmatrix.commands.gate_options import against_option, allow_incomplete_option, fail_on_option, plan_gate
from rtcmatrix.commands.gate_output import apply_gate, say_gate
from rtcmatrix.commands.known_check import check_known, print_known_troubles
from rtcmatrix.commands.options import matrix_option
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.runs import read_run


@click.command()
@click.argument("recorded", metavar="RUN", type=click.Path(path_type=Path))
@against_option
@fail_on_option
@allow_incomplete_option
@matrix_option
def command(
    recorded: Path, against: str | None, fail_on: str | None, matrix_file: Path, *, allow_incomplete: bool
) -> int:
    """Decide whether a recorded run passes, compared with a baseline or another run.

    Prints what is missing, then the findings by severity, each with the command that reruns its cell. Exits 1 for a
    finding and for an empty or incomplete run, 2 if the reference cannot be read, 4 if a required browser is missing.
    """
    root = matrix_file.resolve().parent
    run = read_run(recorded)
    plan = plan_gate(against, fail_on, root)
    if plan is None:
        raise ConfigurationError(
            "nothing to gate on; name a baseline or a run with --against, or kinds of findings with --fail-on"
        )
    plan = dataclasses.replace(plan, allow_incomplete=allow_incomplete)
    troubles = check_known(run, root)
    code = say_gate(apply_gate(plan, run, root, troubles), plan, run, root)
    if FindingKind.KNOWN_TROUBLE not in plan.fail_on:
        print_known_troubles(troubles)
    return code
