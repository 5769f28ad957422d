"""Write reports: the options of ``--report``, and the files of each form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import refuse_overwriting
from rtcmatrix.nearest import nearest
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.text.values import web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rtcmatrix.compare import Column
    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run


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
    if form not in FORMS:
        raise ConfigurationError(
            f'--report "{value}": unknown form "{form}", expected one of {", ".join(FORMS)}{nearest(form, FORMS)}'
        )
    if not equals or not path:
        raise ConfigurationError(f'--report "{value}": expected FORMAT=PATH, such as {form}=results/{form}')
    if FORMS[form].per_browser and Path(path).suffix:
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
    help=f"Also write this report: {', '.join(FORMS)}. May be repeated.",
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
    if not wanted:
        return []
    material = material_of(runs, against=against, report_url=report_url, compared=compared, troubles=troubles)
    written = []
    read = [path for path, _ in runs]
    for each in wanted:
        refuse_overwriting(each.path, read, f"--report {each.form}=")
        written += FORMS[each.form].write(material, each.path, read)
    return written
