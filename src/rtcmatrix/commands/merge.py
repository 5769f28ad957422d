"""``rtcmatrix merge``: runs of one matrix that were gathered apart, as one run."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import click

from rtcmatrix import __version__
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.compare import settle_pairs
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNAVAILABLE, ConfigurationError
from rtcmatrix.files import refuse_overwriting
from rtcmatrix.matrix import find_matrix, load_matrix
from rtcmatrix.model import Run
from rtcmatrix.runs import create_run_dir, new_run_id, read_run, write_run
from rtcmatrix.runs.completeness import assess
from rtcmatrix.runs.copies import copy_artifacts
from rtcmatrix.runs.journal import FOLDER
from rtcmatrix.runs.merge import Layout, Shard, in_order, merge_runs
from rtcmatrix.terminal import say, terminal


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder of the one run; a new or empty one."
)
@click.option(
    "--platforms",
    is_flag=True,
    help="Name every column with its platform (chrome:beta@linux), also where only one platform has it: so its name "
    "stays when a machine is missing.",
)
@click.option(
    "--as-repeats",
    "repeats",
    is_flag=True,
    help="Take what several runs gathered in the same browser as repeats. Without it the same cell twice is refused.",
)
@click.option(
    "--matrix",
    "matrix_file",
    type=click.Path(path_type=Path),
    help="Where the order of the columns and the pairs to compare are read. [default: the nearest matrix.yaml that "
    "is the one of the runs]",
)
def command(runs: tuple[Path, ...], out: Path, matrix_file: Path | None, *, platforms: bool, repeats: bool) -> int:
    """Make one run of several that gathered parts of one matrix: some browsers, some suites, some machines.

    RUN is a run's folder or its run.json. A column that runs of several platforms have stands once for each, named
    chrome:stable@linux, chrome:stable@windows. The runs are left as they are.

    What the one run lacks is said first: a shard that did not finish, or a column of the matrix that no shard gathered.
    Exits 4 where a required browser is missing; the run is written all the same.
    """
    refuse_overwriting(out, runs, "--out")
    recorded = {str(path): (path, read_run(path)) for path in runs}
    if len(recorded) < len(runs):
        twice = next(str(path) for path in runs if runs.count(path) > 1)
        raise ConfigurationError(f'"{twice}" was named twice; name each run once')
    shards = in_order(Shard(name=name, run=run) for name, (_, run) in recorded.items())
    layout, unpaired = _layout(matrix_file, [shard.run for shard in shards])
    run = merge_runs(
        shards,
        run_id=new_run_id(),
        tool=f"rtcmatrix {__version__}",
        layout=layout,
        platforms=platforms,
        repeats=repeats,
    )
    run = dataclasses.replace(run, unpaired=unpaired)
    run_dir = create_run_dir(out, out)
    for place, shard in enumerate(shards):
        copy_artifacts(recorded[shard.name][0], shard.run, place, run_dir)
    # No header and no journal: where runs were cut short a reader would believe these more than run.json
    (run_dir / FOLDER).rmdir()
    write_run(run_dir, run)
    print_summary(run, terminal())
    say(f"run     {run_dir}")
    return EXIT_UNAVAILABLE if assess(run).required else EXIT_EXPECTED


def _layout(matrix_file: Path | None, runs: Sequence[Run]) -> tuple[Layout, tuple[str, ...]]:
    """Read the matrix that the runs are of; one that is another is used only where it was named, which is refused.

    Besides it gives who has no partner of its milestone: no shard could know the versions of the others.
    """
    run = runs[0]
    try:
        matrix = load_matrix(matrix_file or find_matrix(Path.cwd()))
    except ConfigurationError:
        if matrix_file is not None:
            raise
        return Layout(), ()
    if matrix.digest != run.matrix_digest:
        if matrix_file is not None:
            raise ConfigurationError(
                f'"{matrix_file}" is not the matrix of the runs ({matrix.digest[:12]}, theirs is '
                f"{run.matrix_digest[:12]}); name the one they were gathered with, or leave out --matrix"
            )
        return Layout(), ()
    versions = {launched.address: launched.version for each in runs for launched in each.provenances}
    settled = settle_pairs(matrix.compare, matrix.by_milestone, versions)
    layout = Layout(
        order=tuple(spec.address for spec in matrix.browsers), compare=settled.pairs, browsers=matrix.browsers
    )
    return layout, settled.alone
