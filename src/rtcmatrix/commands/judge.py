"""``rtcmatrix judge RUN``: run the current checks on recorded evidence. Needs no browser."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.files import refuse_overwriting
from rtcmatrix.model import Run
from rtcmatrix.runner.launch import launch
from rtcmatrix.runner.planning import plan_judging
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runs import create_run_dir, read_run, write_run
from rtcmatrix.runs.store import ARTIFACTS
from rtcmatrix.terminal import terminal


@click.command()
@click.argument("recorded", metavar="RUN", type=click.Path(path_type=Path))
@matrix_option
@click.option("--out", type=click.Path(path_type=Path), help="Write the judged run to this folder.")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def command(recorded: Path, matrix_file: Path, out: Path | None, pytest_arguments: tuple[str, ...]) -> int:
    """Judge a recorded run again with the suites of the matrix, and print the results that changed.

    The recorded run is not changed. Exit codes: 0 everything as expected, 1 unexpected results.
    """
    if out is not None:
        refuse_overwriting(out, [recorded], "--out")
    run = read_run(recorded)
    with tempfile.TemporaryDirectory(prefix="rtcmatrix-") if out is None else nullcontext(str(out)) as folder:
        judged_dir = create_run_dir(Path(folder), Path(folder))
        plan = plan_judging(recorded, root=matrix_file.resolve().parent, out=judged_dir)
        finished = launch(plan, judged_dir, progress=Progress(terminal(err=True)), pytest_arguments=pytest_arguments)
        if out is not None:
            _keep_evidence(recorded, run, judged_dir, finished.run)
    console = terminal()
    print_summary(finished.run, console)
    _print_changes(run, finished.run, console)
    return finished.exit_code


def _keep_evidence(recorded: Path, run: Run, judged_dir: Path, judged: Run) -> None:
    """Copy evidence and artifacts into the judged run, so that it is complete by itself."""
    if (recorded / ARTIFACTS).is_dir():
        shutil.copytree(recorded / ARTIFACTS, judged_dir / ARTIFACTS, dirs_exist_ok=True)
    write_run(judged_dir, dataclasses.replace(judged, evidence=run.evidence))


def _print_changes(before: Run, after: Run, console: Console) -> None:
    """Print the cells whose status changed since they were recorded."""
    recorded = {result.cell: result for result in before.results}
    changed = [
        f"{new.cell.id}: {recorded[new.cell].status} when recorded, {new.status} now"
        for new in after.results
        if new.cell in recorded and recorded[new.cell].status is not new.status
    ]
    for line in changed:
        console.print(Text(line), soft_wrap=True)
    console.print(f"{len(after.results)} cells judged, {len(changed)} changed since recorded", highlight=False)
