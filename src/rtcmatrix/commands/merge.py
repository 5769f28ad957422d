"""``rtcmatrix merge``: merge the shards of one matrix into one run."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
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
from rtcmatrix.runs.layout import Layout
from rtcmatrix.runs.merge import Shard, in_order, merge_runs
from rtcmatrix.terminal import say, terminal


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="New or empty folder for the merged run.")
@click.option(
    "--platforms",
    is_flag=True,
    help="Name every column with its platform (chrome:beta@linux), even if only one platform has it, so that names "
    "do not change when a machine is missing.",
)
@click.option(
    "--as-repeats",
    "repeats",
    is_flag=True,
    help="Merge the same cell of several runs as repeats. Without it, such a cell is an error.",
)
@click.option(
    "--matrix",
    "matrix_file",
    type=click.Path(path_type=Path),
    help="The matrix.yaml with the order of columns and the pairs to compare. [default: the nearest one, if "
    "the runs are of it]",
)
def command(runs: tuple[Path, ...], out: Path, matrix_file: Path | None, *, platforms: bool, repeats: bool) -> int:
    """Merge shards of one matrix (some browsers, some suites, some machines) into one run.

    RUN is the folder of a run or its run.json. A browser that ran on several platforms becomes one column per platform,
    chrome:stable@linux and chrome:stable@windows. The shards are not changed.

    Prints first what is missing: shards that did not finish, and columns of the matrix that no shard gathered. Exits 4
    if a required browser is missing; the run is written anyway.
    """
    refuse_overwriting(out, runs, "--out")
    recorded = {str(path): (path, read_run(path)) for path in runs}
    if len(recorded) < len(runs):
        twice = next(str(path) for path in runs if runs.count(path) > 1)
        raise ConfigurationError(f'"{twice}" is given twice; name each run once')
    shards = in_order(Shard(name=name, run=run) for name, (_, run) in recorded.items())
    layout, by_milestone = _layout(matrix_file, shards[0].run)
    merged = merge_runs(
        shards,
        run_id=new_run_id(),
        tool=f"rtcmatrix {__version__}",
        layout=layout,
        platforms=platforms,
        repeats=repeats,
    )
    run = _settled(merged, by_milestone)
    run_dir = create_run_dir(out, out)
    for place, shard in enumerate(shards):
        copy_artifacts(recorded[shard.name][0], shard.run, place, run_dir)
    # No header and no journal: for an interrupted run, a reader would prefer them to run.json
    (run_dir / FOLDER).rmdir()
    write_run(run_dir, run)
    print_summary(run, terminal())
    say(f"run     {run_dir}")
    return EXIT_UNAVAILABLE if assess(run).required else EXIT_EXPECTED


def _layout(matrix_file: Path | None, run: Run) -> tuple[Layout, frozenset[tuple[str, str]]]:
    """Read order and pairs from the matrix of the runs; raise ConfigurationError if --matrix names another one.

    Also returns those pairs that are compared only if both browsers have the same milestone.
    """
    try:
        matrix = load_matrix(matrix_file or find_matrix(Path.cwd()))
    except ConfigurationError:
        if matrix_file is not None:
            raise
        return Layout(), frozenset()
    if matrix.digest != run.matrix_digest:
        if matrix_file is not None:
            raise ConfigurationError(
                f'"{matrix_file}" is not the matrix of the runs ({matrix.digest[:12]}, theirs is '
                f"{run.matrix_digest[:12]}); name the one they were gathered with, or omit --matrix"
            )
        return Layout(), frozenset()
    layout = Layout(
        order=tuple(spec.address for spec in matrix.browsers), compare=matrix.compare, browsers=matrix.browsers
    )
    return layout, frozenset(matrix.by_milestone)


def _settled(run: Run, by_milestone: Collection[tuple[str, str]]) -> Run:
    """Choose the pairs by milestone: no shard knows the versions of the others, and each platform has its own."""
    candidates = [pair for pair in run.compare if tuple(map(_without_platform, pair)) in by_milestone]
    versions = {launched.address: launched.version for launched in run.provenances}
    settled = settle_pairs(run.compare, candidates, versions)
    return dataclasses.replace(run, compare=settled.pairs, unpaired=settled.alone)


def _without_platform(address: str) -> str:
    """Return the address in the matrix of a column of the merged run, ``edge:beta`` of ``edge:beta@linux``."""
    return address.partition("@")[0]
