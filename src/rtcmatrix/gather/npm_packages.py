"""Find files of the npm packages that pages may load: the dependencies in ``package.json``. Installs nothing.

``rtcmatrix.providers.npm`` installs them.
"""

from __future__ import annotations

import json
from pathlib import Path

from rtcmatrix.files import find_inside, resolve_inside

MODULES = "node_modules"


class NpmPackages:
    """The npm packages of a folder of pages. Each request reads the disk: packages may be installed meanwhile."""

    def __init__(self, pages: Path) -> None:
        self._root = pages.parent

    def find(self, path: str) -> Path | None:
        """Find a file by ``package/path``; None if it is not in the folder of a dependency, also by a symlink."""
        name = next((name for name in dependencies(self._root) if path.startswith(f"{name}/")), None)
        if name is None:
            return None
        folder = resolve_inside(self._root / MODULES, name)
        return find_inside(folder, path.removeprefix(f"{name}/")) if folder is not None else None


def dependencies(root: Path) -> tuple[str, ...]:
    """Return the names of the dependencies in a folder's ``package.json``, without ``devDependencies``."""
    try:
        packages = json.loads((root / "package.json").read_text(encoding="utf-8")).get("dependencies", {})
    except (OSError, ValueError, AttributeError):
        return ()
    return tuple(packages) if isinstance(packages, dict) else ()
