"""List the pages of a report, each with its file name and template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.report.html.environment import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.report.pages.report import ReportView

LAYOUT = "base.html"
"""The layout of a page that is a file."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of a report."""

    name: str
    """The name of its file."""
    kind: str
    """The name of its template without the suffix, and of the view that the template shows."""
    view: object


def pages_of(report: ReportView) -> Iterator[Page]:
    """Return every page of a report, the overview first."""
    yield Page(name="index.html", kind="index", view=report)
    for pair in report.pairs:
        yield Page(name=pair.page, kind="pair", view=pair)
    for browser in report.browsers:
        yield Page(name=browser.column.page, kind="browser", view=browser)
    for check in report.checks:
        yield Page(name=check.page, kind="check", view=check)
    if report.calls:
        yield Page(name=report.calls.page, kind="calls", view=report.calls)
    if report.trend:
        yield Page(name=report.trend.page, kind="trend", view=report.trend)


def render_page(page: Page, report: ReportView, *, layout: str = LAYOUT, lean: bool = False) -> str:
    """Render one page; a ``lean`` one leaves out what another page holds as well."""
    views = {"report": report, page.kind: page.view}
    return render(f"{page.kind}.html", **views, layout=layout, lean=lean, is_overview=page.kind == "index")
