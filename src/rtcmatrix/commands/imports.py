"""``rtcmatrix import``: make a run of wptreport.json files and saved observations."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.files import refuse_overwriting
from rtcmatrix.report.text.labels import count
from rtcmatrix.runs import create_run_dir, write_run
from rtcmatrix.runs.imported import read_import
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Folder of the new run. [default: reports/runs/<new id>]",
)
@click.option(
    "--tests",
    multiple=True,
    metavar="PREFIX",
    help="Only web-platform-tests with this path prefix, such as /webrtc. May be repeated.",
)
def command(files: tuple[Path, ...], out: Path | None, tests: tuple[str, ...]) -> None:
    """Make a run of wptreport.json files and of observations saved by hand.

    Each browser becomes a column. wptreport.json files with the same browser, version, channel, machine and
    web-platform-tests revision become one column. Files may be compressed with gzip. Prints the folder of the run,
    which report and compare read like any other; judge needs observations in it.
    """
    if out is not None:
        refuse_overwriting(out, files, "--out")
    run = read_import(files, tests, lambda words: say(f"rtcmatrix: warning: {one_line(words, 500)}", err=True))
    run_dir = create_run_dir(Path("reports"), out)
    write_run(run_dir, run)
    say(
        f"{count(len(run.browsers), 'column')}, {count(len(run.results), 'result')}, "
        f"{count(len(run.evidence), 'probe')}",
        err=True,
    )
    say(str(run_dir))
