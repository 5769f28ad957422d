"""``rtcmatrix report``: write reports of recorded runs, as HTML or for services and programs."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.commands.known_check import check_known_here
from rtcmatrix.commands.project import comparing, find_reference, known_here, project_files, read_reference
from rtcmatrix.commands.report_files import NAMES, report_url_option, write_form
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import refuse_overwriting
from rtcmatrix.report import FORMATS
from rtcmatrix.report.forms import FORMS, material_of
from rtcmatrix.report.names import slug
from rtcmatrix.report.single import write_single
from rtcmatrix.runs import read_run
from rtcmatrix.terminal import say


@click.command()
@click.argument("runs", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder or file to write. [default: reports/site/<run id> for html, the terminal for a file]",
)
@click.option("--format", "form", type=click.Choice(NAMES), default="html", show_default=True)
@click.option("--against", metavar="RUN", help="Report what changed since this run or baseline (not for html).")
@click.option(
    "--single-file",
    type=click.Path(path_type=Path),
    help="Write one HTML file to attach to a mail, without large screenshots and browser pages.",
)
@report_url_option
def command(
    runs: tuple[Path, ...],
    out: Path | None,
    form: str,
    against: str | None,
    single_file: Path | None,
    report_url: str | None,
) -> None:
    """Write a report of one or more runs.

    RUN is the folder of a run, a run.json, or a file of observations saved by hand; several are shown side by side.
    Prints the path to open, or the report itself if it is one file and --out is not given.
    """
    read = (*runs, *project_files(Path.cwd()), *([find_reference(against, Path.cwd())] if against is not None else []))
    for option, target in (("--out", out), ("--single-file", single_file)):
        if target is not None:
            refuse_overwriting(target, read, option)
    recorded = [(path, read_run(path)) for path in runs]
    compared = comparing(known_here())
    troubles = check_known_here([run for _, run in recorded])
    if single_file is not None:
        say(str(write_single(recorded, single_file, compared, troubles)))
        return
    if form in FORMATS:
        if against is not None:
            raise ConfigurationError(f"--against does not apply to {form}; name both runs: report RUN OTHER")
        folder = out or site_of(runs[0]) / slug(recorded[0][1].id)
        say(str(FORMATS[form].write_site(recorded, folder, compared, troubles)))
        return
    earlier = read_reference(find_reference(against, Path.cwd())) if against is not None else ()
    material = material_of(recorded, against=earlier, report_url=report_url, compared=compared, troubles=troubles)
    if out is not None:
        say("\n".join(map(str, write_form(form, material, out, read))))
        return
    files = FORMS[form].render(material)
    if len(files) != 1:
        raise ConfigurationError(f"{form} writes {len(files)} files, one per browser; name a folder with --out")
    say(next(iter(files.values())), nl=False)


def site_of(run: Path) -> Path:
    """Return ``reports/site`` of the project of a run, or of the current folder."""
    for folder in run.resolve().parents:
        if folder.name == "runs" and folder.parent.name == "reports":
            return folder.parent / "site"
    return Path("reports", "site")
