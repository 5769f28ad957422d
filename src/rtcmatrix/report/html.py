"""The report as a folder of pages that need no script, no network and no server."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import Artifact
from rtcmatrix.report.names import Names
from rtcmatrix.report.overview import report_view
from rtcmatrix.report.view import FileView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run
    from rtcmatrix.report.sources import Source
    from rtcmatrix.report.view import ReportView

MARK = ".rtcmatrix-report"
"""A file that says that a folder is a report and may be replaced by the next one."""

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "application/json": ".json"}


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
        (site / "artifacts").mkdir(parents=True)
        (site / MARK).touch()
        _write_pages(site, report_view(runs, _Artifacts(site).keep))
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


def _inside(home: Path, name: str) -> Path | None:
    """Find a file of a run's folder; None where it is not there or leads out of the folder."""
    try:
        path = (home / name).resolve()
        return path if path.is_relative_to(home.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


class _Artifacts:
    """Takes artifacts into the site under names and suffixes of its own: a run may come from anybody."""

    def __init__(self, site: Path) -> None:
        self._folder = site / "artifacts"
        self._names = Names()

    def keep(self, source: Source, artifact: Artifact) -> FileView | None:
        """Copy one artifact; None where it is not there, or not inside its run's folder."""
        home = source.path if source.path.is_dir() else source.path.parent
        path = _inside(home, artifact.path)
        if path is None:
            return None
        suffix = _SUFFIXES.get(artifact.media_type, ".txt")
        key = f"{source.column.address}-{Path(artifact.path).stem}"
        name = self._names.of(key, source.column.run.id, artifact.path) + suffix
        shutil.copyfile(path, self._folder / name)
        return FileView(
            name=artifact.name,
            href=f"artifacts/{name}",
            is_image=artifact.media_type.startswith("image/") and suffix != ".txt",
        )
