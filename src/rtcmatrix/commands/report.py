"""``rtcmatrix report``: recorded runs as pages to read, or as files for services and programs."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.commands.house import comparing, find_reference, house_files, known_here, read_reference
from rtcmatrix.commands.report_files import report_url_option
from rtcmatrix.commands.troubles import troubles_here
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import refuse_overwriting
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.text.slugs import slug
from rtcmatrix.runs import read_run
from rtcmatrix.terminal import say


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder or file to write. Default: html to reports/site/<run id>, a file to the terminal.",
)
@click.option("--format", "name", type=click.Choice(tuple(FORMS)), default="html", show_default=True)
@click.option(
    "--against", metavar="RUN", help="Tell what is new since this run, or the baseline of this name (not for html)."
)
@report_url_option
def command(
    runs: tuple[Path, ...],
    out: Path | None,
    name: str,
    against: str | None,
    report_url: str | None,
) -> None:
    """Write a report of one or more runs.

    RUN is the folder of a run, a run.json, or a file of observations saved by hand; the columns of several stand side
    by side. Prints what to open, or the report itself where it is one file and no --out is given.
    """
    read = (*runs, *house_files(Path.cwd()), *([find_reference(against, Path.cwd())] if against is not None else []))
    form = FORMS[name]
    if out is not None:
        refuse_overwriting(out, read, "--out")
    if against is not None and not form.takes_reference:
        raise ConfigurationError(f"--against is not for {name}; name the other run beside: report RUN OTHER")
    recorded = [(path, read_run(path)) for path in runs]
    earlier = read_reference(find_reference(against, Path.cwd())) if against is not None else ()
    material = material_of(
        recorded,
        against=earlier,
        report_url=report_url,
        compared=comparing(known_here()),
        troubles=troubles_here([run for _, run in recorded]),
    )
    if out is None and form.is_text:
        say(form.text(material), nl=False)
        return
    target = out or site_of(runs[0]) / slug(recorded[0][1].id)
    say("\n".join(map(str, form.write(material, target, read))))


def site_of(run: Path) -> Path:
    """Give ``reports/site`` of the project that a run belongs to, else of the current folder."""
    for folder in run.resolve().parents:
        if folder.name == "runs" and folder.parent.name == "reports":
            return folder.parent / "site"
    return Path("reports", "site")
