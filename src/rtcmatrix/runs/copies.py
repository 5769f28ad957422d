"""The artifacts of several runs, copied into the folder of one."""

from __future__ import annotations

import shutil
from pathlib import Path

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Run
from rtcmatrix.runs.join import artifact_path


def copy_artifacts(recorded: Path, run: Run, place: int, target: Path) -> int:
    """Copy what the evidence of a run names to where ``join`` says that it is; give how many files that were.

    A file that is not there, or that a path out of the run's folder or a link leads to, is left out: a report says
    that it is missing. Raises FormatError where one cannot be read.
    """
    home = (recorded if recorded.is_dir() else recorded.parent).resolve()
    copied = 0
    for path in dict.fromkeys(each.path for evidence in run.evidence for each in evidence.artifacts):
        source = _inside(home, path)
        goal = _inside(target.resolve(), artifact_path(place, path), there=False)
        if source is None or goal is None:
            continue
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, goal)
        except OSError as wrong:
            raise FormatError(f'"{source}" cannot be copied: {wrong.strerror or wrong}') from None
        copied += 1
    return copied


def _inside(home: Path, path: str, *, there: bool = True) -> Path | None:
    """Find a file below a folder; None where the path leads out of it, or where nothing is ``there``."""
    try:
        found = (home / path).resolve()
        inside = found.is_relative_to(home) and found != home
        return found if inside and (found.is_file() or not there) else None
    except (OSError, ValueError):  # a name that no file can have
        return None
