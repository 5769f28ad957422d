"""Write reports: the options of ``--report``, and the files of each form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.errors import ConfigurationError, name_refusal
from rtcmatrix.files import refuse_overwriting, write_file
from rtcmatrix.nearest import nearest
from rtcmatrix.report import FORMATS
from rtcmatrix.report.forms import FORMS, Material, material_of
from rtcmatrix.report.text import web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rtcmatrix.compare import Column
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run

NAMES = (*FORMATS, *FORMS)
"""Every form of report; HTML pages first."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One report to write: a form and its path."""

    form: str
    path: Path


def _wanted(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Wanted, ...]:  # noqa: ARG001 - click's form
    """Read each ``FORMAT=PATH`` before anything runs."""
    return tuple(read_wanted(value) for value in values)


def read_wanted(value: str) -> Wanted:
    """Read ``junit=results/junit.xml``; raise ``ConfigurationError`` if it is invalid."""
    form, equals, path = value.partition("=")
    if form not in NAMES:
        raise ConfigurationError(
            f'--report "{value}": unknown form "{form}", expected one of {", ".join(NAMES)}{nearest(form, NAMES)}'
        )
    if not equals or not path:
        raise ConfigurationError(f'--report "{value}": expected FORMAT=PATH, such as {form}=results/{form}')
    if form in FORMS and FORMS[form].PER_COLUMN and Path(path).suffix:
        raise ConfigurationError(
            f'--report "{value}": one file per browser is written; name a folder, such as {form}={Path(path).stem}'
        )
    return Wanted(form=form, path=Path(path))


reports_option: Callable[[Any], Any] = click.option(
    "--report",
    "wanted",
    metavar="FORMAT=PATH",
    multiple=True,
    callback=_wanted,
    help=f"Also write this report: {', '.join(NAMES)}. May be repeated.",
)
"""Passes ``wanted: tuple[Wanted, ...]`` for ``write_wanted``."""


def _web_url(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001 - click's form
    """Reject an invalid URL before anything runs."""
    if value is not None and web_address(value) is None:
        raise ConfigurationError(f'--report-url "{value}": expected an address such as https://ci.example/report')
    return value


report_url_option: Callable[[Any], Any] = click.option(
    "--report-url",
    metavar="URL",
    callback=_web_url,
    help="URL where the HTML report is published; other reports link to it.",
)
"""Passes ``report_url: str | None`` for ``material_of``."""


def write_wanted(
    wanted: Sequence[Wanted],
    runs: Sequence[tuple[Path, Run]],
    *,
    against: Sequence[Column] = (),
    report_url: str | None = None,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> list[Path]:
    """Write each report; return the paths to open, in the order of the options."""
    material = (
        material_of(runs, against=against, report_url=report_url, compared=compared, troubles=troubles)
        if wanted
        else None
    )
    written = []
    read = [path for path, _ in runs]
    for each in wanted:
        refuse_overwriting(each.path, read, f"--report {each.form}=")
        if each.form in FORMATS:
            written.append(FORMATS[each.form].write_site(runs, each.path, compared, troubles))
        else:
            assert material is not None  # noqa: S101 - a report is wanted
            written += write_form(each.form, material, each.path, read)
    return written


def write_form(form: str, material: Material, out: Path, read: Sequence[Path] = ()) -> list[Path]:
    """Write the files of one form into the folder ``out``, or a single file as ``out``.

    ``read`` is never overwritten. A path with a suffix is a file unless it is an existing folder. Raises
    ``ConfigurationError`` if several files would become one, or if the system refuses.
    """
    files = FORMS[form].render(material)
    folder = out.is_dir() or (not out.suffix and not out.exists())
    if not folder and len(files) != 1:
        raise ConfigurationError(
            f'cannot write "{out}": {form} writes {len(files)} files, one per browser; name a folder'
        )
    written = {(out / name if folder else out): text for name, text in files.items()}
    for path in written:
        refuse_overwriting(path, read, "the report")
    return _write(written)


def _write(files: Mapping[Path, str]) -> list[Path]:
    """Write each text to its path."""
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text)
        except OSError as refused:
            refused.filename, refused.filename2 = str(path), None  # the requested file, not its folder
            raise ConfigurationError(f"cannot write {name_refusal(refused)}") from None
    return list(files)
