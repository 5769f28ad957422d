"""``rtcmatrix import``: files that other tools or people made, as a run like any other."""

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
    "--out", type=click.Path(path_type=Path), metavar="RUN", help="Folder of the run; default: reports/runs/<new id>."
)
@click.option(
    "--tests",
    multiple=True,
    metavar="PREFIX",
    help="Only web-platform-tests whose path begins with it, /webrtc. Repeatable.",
)
def command(files: tuple[Path, ...], out: Path | None, tests: tuple[str, ...]) -> None:
    """Make a run of wptreport.json files and of observations saved by hand.

    Each browser becomes a column. Several wptreport.json are parts of one column where browser, version, channel,
    machine and web-platform-tests revision are equal. A file may be packed by gzip. Prints the folder, which report and
    compare take like any run; judge takes it where observations are in it.
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
