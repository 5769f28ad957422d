"""The Jinja environment of a report: its templates, and the filters that escape."""

from __future__ import annotations

import functools
import re

import jinja2
from markupsafe import Markup, escape

from rtcmatrix.report.html.assets import asset_folder

_CODE = re.compile(r"`([^`]+)`")


@functools.cache
def environment() -> jinja2.Environment:
    """Return the environment; templates are compiled once, since that takes longer than rendering a small page."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(asset_folder("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["preformatted"] = preformatted
    made.filters["coded"] = coded
    made.filters["uncoded"] = uncoded
    return made


def render(template: str, **values: object) -> str:
    """Render one template."""
    return environment().get_template(template).render(**values)


def preformatted(text: str) -> Markup:
    """Escape the content of an element; quotes stay, because JSON is full of them."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704 - escaped here


def coded(text: str) -> Markup:
    """Escape a text and set API names between backticks in code font."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped here


def uncoded(text: str) -> str:
    """Remove backticks, for attributes and ``<title>``, which hold no markup."""
    return _CODE.sub(r"\1", text)
