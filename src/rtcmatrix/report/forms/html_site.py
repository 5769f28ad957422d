"""The report as a folder of pages that need no network and no server, and are whole without their script."""

from __future__ import annotations

import gc
import shutil
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import naming
from rtcmatrix.report.artifacts import Artifacts
from rtcmatrix.report.overview import report_view
from rtcmatrix.report.printing import SCRIPT, folder, pages_of, style
from rtcmatrix.report.reproduce import reproducers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.compare.troubles import KnownTrouble
    from rtcmatrix.model import Run
    from rtcmatrix.report.view_site import ReportView

MARK = ".rtcmatrix-report"
"""A file that says that a folder is a report and may be replaced by the next one."""


def write_site(
    runs: Sequence[tuple[Path, Run]],
    out: Path,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> Path:
    """Write ``index.html``, a page for each compared pair and one for each column; give the index.

    Everything is written beside ``out`` first and put in its place at the end. Raises ``ConfigurationError`` where
    ``out`` holds something that is no report.
    """
    if out.exists() and not (out / MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise ConfigurationError(
            f'will not replace "{out}": it is not a report; name an empty or a new folder by --out'
        )
    with naming(out), _folder_beside(out) as beside:
        site = Path(beside) / "site"
        site.mkdir()
        (site / MARK).touch()
        with _no_collection():
            _write_pages(site, report_view(runs, Artifacts(site), partial(reproducers, site), compared, troubles))
        (site / "report.css").write_text(style(), encoding="utf-8", newline="\n")
        shutil.copyfile(folder("static") / SCRIPT, site / SCRIPT)
        if out.exists():
            out.rename(Path(beside) / "old")
        site.rename(out)
    return out / "index.html"


@contextmanager
def _folder_beside(out: Path) -> Iterator[str]:
    """Give a folder on the disk of ``out`` that is gone at the end."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        yield beside


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let no value be looked at for cycles: a report makes millions of them and drops none before its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write_pages(site: Path, view: ReportView) -> None:
    """Print every page."""
    for page, text in pages_of(view):
        (site / page).write_text(text, encoding="utf-8", newline="\n")
    (site / "facts.js").write_text(view.findable, encoding="utf-8", newline="\n")
