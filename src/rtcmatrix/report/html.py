"""The report as a folder of pages that need no script, no network and no server."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.report.artifacts import Artifacts
from rtcmatrix.report.overview import report_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run
    from rtcmatrix.report.view import ReportView

MARK = ".rtcmatrix-report"
"""A file that says that a folder is a report and may be replaced by the next one."""


def write_site(runs: Sequence[tuple[Path, Run]], out: Path) -> Path:
    """Write ``index.html``, a page for each compared pair and one for each column; give the index.

    Everything is written beside ``out`` first and put in its place at the end. Raises ``ConfigurationError`` where
    ``out`` holds something that is no report.
    """
    if out.exists() and not (out / MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConfigurationError(
            f'will not replace "{out}": it is not a report; name an empty or a new folder by --out'
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        site = Path(beside) / "site"
        site.mkdir()
        (site / MARK).touch()
        _write_pages(site, report_view(runs, Artifacts(site)))
        shutil.copyfile(_folder("static") / "report.css", site / "report.css")
        if out.exists():
            out.rename(Path(beside) / "old")
        site.rename(out)
    return out / "index.html"


def _write_pages(site: Path, view: ReportView) -> None:
    """Print every page."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_folder("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def write(name: str, template: str, **values: object) -> None:
        page = templates.get_template(template).render(report=view, **values)
        (site / name).write_text(page, encoding="utf-8", newline="\n")

    write("index.html", "index.html")
    for pair in view.pairs:
        write(pair.page, "pair.html", pair=pair)
    for browser in view.browsers:
        write(browser.column.page, "browser.html", browser=browser)


def _folder(kind: str) -> Path:
    """Find ``reports/templates`` or ``reports/static``: inside an installed package, else in the source tree."""
    packed = Path(__file__).with_name(f"_{kind}")
    return packed if packed.is_dir() else Path(__file__).parents[3] / "reports" / kind
