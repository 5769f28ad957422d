"""Show text as a link if it is a web address."""

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
    """Show text, with a link if it is a web address."""
    return LinkView(text=one_line(text, 300), href=web_address(text))
