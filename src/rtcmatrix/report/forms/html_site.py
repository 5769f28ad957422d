"""``html``: the report as a folder of pages that need no server, no network and no script."""

from __future__ import annotations

import gc
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import naming
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.html.assets import SCRIPT, asset_folder, style
from rtcmatrix.report.html.search_index import index_script
from rtcmatrix.report.pages.report import report_view
from rtcmatrix.report.pages.reproducer.selection import reproducers
from rtcmatrix.report.pages.site_map import pages_of, render_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.pages.report import ReportView

MARK = ".rtcmatrix-report"
"""A file that marks a folder as a report, which the next report may replace."""


@dataclass(frozen=True)
class Site:
    """The report as a folder of pages."""

    name: str = "html"
    is_text: bool = False
    per_browser: bool = False
    takes_reference: bool = False

    def text(self, material: Material) -> str:
        """Raise ``ConfigurationError``: a folder has no text."""
        raise ConfigurationError(f"{self.name} is a folder of pages ({len(material.runs)} runs); name it with --out")

    def write(self, material: Material, out: Path, read: Sequence[Path] = ()) -> list[Path]:  # noqa: ARG002 - see MARK
        """Write the folder and return its index; only a folder that is a report is replaced."""
        return [write_site(material.recorded, out, material.compared, material.troubles)]


FORM = Site()


def write_site(
    runs: Sequence[tuple[Path, Run]],
    out: Path,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> Path:
    """Write the overview, the pages of pairs, browsers, checks, calls and trend, and the reproducers; return the index.

    All files are written to a temporary folder next to ``out``, which replaces ``out`` at the end. Raises
    ``ConfigurationError`` if ``out`` contains anything but a report.
    """
    if out.exists() and not (out / MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConfigurationError(f'cannot replace "{out}": it is not a report; name an empty or new folder with --out')
    with naming(out), _folder_beside(out) as beside:
        site = Path(beside) / "site"
        site.mkdir()
        (site / MARK).touch()
        with _no_collection():
            _write_pages(site, report_view(runs, Artifacts(site), partial(reproducers, site), compared, troubles))
        (site / "report.css").write_text(style(), encoding="utf-8", newline="\n")
        shutil.copyfile(asset_folder("static") / SCRIPT, site / SCRIPT)
        if out.exists():
            out.rename(Path(beside) / "old")
        site.rename(out)
    return out / "index.html"


@contextmanager
def _folder_beside(out: Path) -> Iterator[str]:
    """Create a temporary folder on the file system of ``out``."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        yield beside


@contextmanager
def _no_collection() -> Iterator[None]:
    """Disable the cyclic garbage collector: a report creates millions of values and frees none before its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write_pages(site: Path, view: ReportView) -> None:
    """Render every page."""
    for page in pages_of(view):
        (site / page.name).write_text(render_page(page, view), encoding="utf-8", newline="\n")
    (site / "facts.js").write_text(index_script(view.search_index), encoding="utf-8", newline="\n")
