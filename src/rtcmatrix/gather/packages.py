"""The npm packages that pages may load: those that ``package.json`` beside them depends on, and no file outside.

Only reads; ``rtcmatrix.providers.npm`` brings them.
"""

from __future__ import annotations

import json
from pathlib import Path

from rtcmatrix.files import find_inside, resolve_inside

MODULES = "node_modules"


class Packages:
    """The packages of one folder of pages, looked up anew each time: they may be brought while pages are served."""

    def __init__(self, pages: Path) -> None:
        self._root = pages.parent

    def find(self, path: str) -> Path | None:
        """Find a file by ``package/path``; None where it is none of a named package, wherever a link may lead."""
        name = next((name for name in dependencies(self._root) if path.startswith(f"{name}/")), None)
        if name is None:
            return None
        folder = resolve_inside(self._root / MODULES, name)
        return find_inside(folder, path.removeprefix(f"{name}/")) if folder is not None else None


def dependencies(root: Path) -> tuple[str, ...]:
    """Name what ``package.json`` of a folder depends on, for development alone left out."""
    try:
        named = json.loads((root / "package.json").read_text(encoding="utf-8")).get("dependencies", {})
    except (OSError, ValueError, AttributeError):
        return ()
    return tuple(named) if isinstance(named, dict) else ()
