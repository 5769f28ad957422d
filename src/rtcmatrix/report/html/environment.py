"""Prints the pages of a report with the templates, and puts its style sheet together."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.report.view_site import ReportView

_CODE = re.compile(r"`([^`]+)`")
SCRIPT = "reading.js"
STYLES = ("palette.css", "text.css", "tables.css", "pages.css", "calls.css", "narrow.css")
"""In the order in which one may overrule what is before it."""


def pages_of(view: ReportView, *, lean: bool = False) -> Iterator[tuple[str, str]]:
    """Give (file name, HTML) of each page; a lean one says nothing twice, for a file that is sent."""
    environment = templates()

    def printed(template: str, **values: object) -> str:
        return environment.get_template(template).render(report=view, lean=lean, **values)

    yield "index.html", printed("index.html")
    for pair in view.pairs:
        yield pair.page, printed("pair.html", pair=pair)
    for browser in view.browsers:
        yield browser.column.page, printed("browser.html", browser=browser)
    for check in view.checks:
        yield check.page, printed("check.html", check=check)
    if view.calls:
        yield view.calls.page, printed("calls.html", calls=view.calls)
    if view.trend:
        yield view.trend.page, printed("trend.html", trend=view.trend)


@functools.cache
def templates() -> jinja2.Environment:
    """Read and compile the templates once: that takes longer than a small page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["preformatted"] = preformatted
    environment.filters["coded"] = coded
    environment.filters["uncoded"] = uncoded
    return environment


def preformatted(text: str) -> Markup:
    """Escape a text that stands between tags; a quote is none there, and JSON is full of them."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704 - escaped here


def coded(text: str) -> Markup:
    """Escape a text and set what stands between backticks as code: titles name APIs this way."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped here


def uncoded(text: str) -> str:
    """Leave the backticks out, where there is no markup: attributes and the page's own title."""
    return _CODE.sub(r"\1", text)


def style() -> str:
    """Put the style sheet together."""
    return "".join((folder("static") / name).read_text(encoding="utf-8") for name in STYLES)


def folder(kind: str) -> Path:
    """Find ``reports/templates`` or ``reports/static``: inside an installed package, else in the source tree."""
    packed = Path(__file__).with_name(f"_{kind}")
    return packed if packed.is_dir() else Path(__file__).parents[3] / "reports" / kind
