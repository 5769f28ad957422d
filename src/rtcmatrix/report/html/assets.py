"""Find the templates, the style sheet and the script of a report."""

from __future__ import annotations

from pathlib import Path

SCRIPT = "reading.js"
_STYLES = ("palette.css", "text.css", "tables.css", "pages.css", "calls.css", "narrow.css")
"""In cascade order."""


def style() -> str:
    """Return the style sheet."""
    return "".join((asset_folder("static") / name).read_text(encoding="utf-8") for name in _STYLES)


def script() -> str:
    """Return the script of the search, the filters and the keys."""
    return (asset_folder("static") / SCRIPT).read_text(encoding="utf-8")


def asset_folder(kind: str) -> Path:
    """Find ``reports/templates`` or ``reports/static``: inside an installed package, else in the source tree."""
    packed = Path(__file__).parents[1] / f"_{kind}"
    return packed if packed.is_dir() else Path(__file__).parents[4] / "reports" / kind
