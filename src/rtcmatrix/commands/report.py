"""``rtcmatrix report``: recorded runs as pages to read."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.report import FORMATS
from rtcmatrix.report.names import slug
from rtcmatrix.report.single import write_single
from rtcmatrix.runs import read_run


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report; default: reports/site/<run id>.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="html", show_default=True)
@click.option(
    "--single-file",
    type=click.Path(path_type=Path),
    help="Write one HTML file instead, to attach to a mail: without large pictures and the pages of browsers.",
)
def command(runs: tuple[Path, ...], out: Path | None, form: str, single_file: Path | None) -> None:
    """Write a report of one or more runs.

    RUN is the folder of a run, a run.json, or a file of observations saved by hand; the columns of several stand side
    by side, and runs of one browser are shown over time. Prints the page to open.
    """
    recorded = [(path, read_run(path)) for path in runs]
    if single_file is not None:
        click.echo(str(write_single(recorded, single_file)))
        return
    folder = out or site_of(runs[0]) / slug(recorded[0][1].id)
    click.echo(str(FORMATS[form].write_site(recorded, folder)))


def site_of(run: Path) -> Path:
    """Give ``reports/site`` of the project that a run belongs to, else of the current folder."""
    for folder in run.resolve().parents:
        if folder.name == "runs" and folder.parent.name == "reports":
            return folder.parent / "site"
    return Path("reports", "site")
