"""``rtcmatrix report``: write reports of recorded runs, as HTML or for services and programs."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.commands.known_check import check_known_here
from rtcmatrix.commands.project import comparing, find_reference, known_here, project_files, read_reference
from rtcmatrix.commands.report_files import report_url_option
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
    help="Folder or file to write. [default: reports/site/<run id> for html, the terminal for a file]",
)
@click.option("--format", "name", type=click.Choice(tuple(FORMS)), default="html", show_default=True)
@click.option("--against", metavar="RUN", help="Report what changed since this run or baseline (not for html).")
@report_url_option
def command(
    runs: tuple[Path, ...],
    out: Path | None,
    name: str,
    against: str | None,
    report_url: str | None,
) -> None:
    """Write a report of one or more runs.

    RUN is the folder of a run, a run.json, or a file of observations saved by hand; several are shown side by side.
    Prints the path to open, or the report itself if it is one file and --out is not given.
    """
    read = (*runs, *project_files(Path.cwd()), *([find_reference(against, Path.cwd())] if against is not None else []))
    form = FORMS[name]
    if out is not None:
        refuse_overwriting(out, read, "--out")
    if against is not None and not form.takes_reference:
        raise ConfigurationError(f"--against does not apply to {name}; name both runs: report RUN OTHER")
    recorded = [(path, read_run(path)) for path in runs]
    earlier = read_reference(find_reference(against, Path.cwd())) if against is not None else ()
    material = material_of(
        recorded,
        against=earlier,
        report_url=report_url,
        compared=comparing(known_here()),
        troubles=check_known_here([run for _, run in recorded]),
    )
    if out is None and form.is_text:
        say(form.text(material), nl=False)
        return
    target = out or site_of(runs[0]) / slug(recorded[0][1].id)
    say("\n".join(map(str, form.write(material, target, read))))


def site_of(run: Path) -> Path:
    """Return ``reports/site`` of the project of a run, or of the current folder."""
    for folder in run.resolve().parents:
        if folder.name == "runs" and folder.parent.name == "reports":
            return folder.parent / "site"
    return Path("reports", "site")
