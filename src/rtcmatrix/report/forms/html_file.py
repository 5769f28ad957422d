"""``html-file``: the report as one HTML file to attach to an email, with its style sheet, script and small images."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.html.embedded_pictures import EmbeddedPictures
from rtcmatrix.report.html.single_file import ARTICLE, single_file
from rtcmatrix.report.pages.report import report_view
from rtcmatrix.report.pages.site_map import pages_of, render_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.report.forms.shared.material import Material

_KINDS = frozenset({"index", "pair", "check", "calls"})
"""Pages in the file; the evidence of each browser would make it too large for an email."""


def render(material: Material) -> Mapping[str, str]:
    """Return ``report.html``: the overview and the pages of pairs, checks and calls.

    Images that are too large are left out, and the file states how many.
    """
    with tempfile.TemporaryDirectory(prefix="rtcmatrix-report-") as folder:
        site = Path(folder)
        view = report_view(material.recorded, Artifacts(site), compared=material.compared, troubles=material.troubles)
        pages = {
            page.name: render_page(page, view, layout=ARTICLE, lean=True)
            for page in pages_of(view)
            if page.kind in _KINDS
        }
        return {"report.html": single_file(pages, EmbeddedPictures(site), view.search_index, view.title, view.tool)}


FORM = TextForm(name="html-file", render=render, takes_reference=False)
