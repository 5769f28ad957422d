"""Read the git revision of a project."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git_revision(root: Path) -> str | None:
    """Return the git revision of the suites, with ``+`` if they have uncommitted changes; None outside of git."""
    try:
        described = subprocess.run(
            ["git", "-C", str(root), "describe", "--always", "--dirty=+", "--abbrev=12"],  # noqa: S607 - git is on PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return described.stdout.strip() or None
