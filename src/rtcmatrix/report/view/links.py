"""Links of a report: text that may lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.text.values import web_address
from rtcmatrix.visible import one_line


@dataclass(frozen=True, kw_only=True)
class LinkView:
    """Text with an optional address."""

    text: str
    href: str | None = None


def link(text: str) -> LinkView:
    """Show text; a link where it is an address of the web."""
    return LinkView(text=one_line(text, 300), href=web_address(text))
