"""Copy the artifacts of earlier runs into the folder of a merged run, or of one that reuses their evidence."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.errors import FormatError
from rtcmatrix.files import find_inside, resolve_inside
from rtcmatrix.runs.merge import artifact_path
from rtcmatrix.runs.reuse import reused_path

if TYPE_CHECKING:
    from rtcmatrix.model import Evidence, Run


def copy_artifacts(recorded: Path, run: Run, place: int, target: Path) -> int:
    """Copy the artifacts of a run to their paths in the merged run; return the number of files.

    A missing file, and a path or link out of the folder of the run, is skipped; the report shows it as missing. Raises
    FormatError if a file cannot be read.
    """
    return _copy(recorded, run.evidence, target, lambda path: artifact_path(place, path))


def copy_reused(recorded: Path, run: Run, evidence: Iterable[Evidence], target: Path) -> int:
    """Copy the artifacts of reused evidence of a run into the new run, as ``copy_artifacts`` does."""
    return _copy(recorded, evidence, target, lambda path: reused_path(path, run.id))


def _copy(recorded: Path, gathered: Iterable[Evidence], target: Path, renamed: Callable[[str], str]) -> int:
    home = recorded if recorded.is_dir() else recorded.parent
    copied = 0
    for path in dict.fromkeys(each.path for evidence in gathered for each in evidence.artifacts):
        source = find_inside(home, path)
        goal = resolve_inside(target, renamed(path))
        if source is None or goal is None:
            continue
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, goal)
        except OSError as wrong:
            raise FormatError(f'"{source}" cannot be copied: {wrong.strerror or wrong}') from None
        copied += 1
    return copied
