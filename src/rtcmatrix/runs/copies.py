"""The artifacts of several runs, copied into the folder of one."""

from __future__ import annotations

import shutil
from pathlib import Path

from rtcmatrix.errors import FormatError
from rtcmatrix.files import find_inside, resolve_inside
from rtcmatrix.model import Run
from rtcmatrix.runs.merge import artifact_path


def copy_artifacts(recorded: Path, run: Run, place: int, target: Path) -> int:
    """Copy what the evidence of a run names to where ``join`` says that it is; give how many files that were.

    A file that is not there, or that a path out of the run's folder or a link leads to, is left out: a report says
    that it is missing. Raises FormatError where one cannot be read.
    """
    home = recorded if recorded.is_dir() else recorded.parent
    copied = 0
    for path in dict.fromkeys(each.path for evidence in run.evidence for each in evidence.artifacts):
        source = find_inside(home, path)
        goal = resolve_inside(target, artifact_path(place, path))
        if source is None or goal is None:
            continue
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, goal)
        except OSError as wrong:
            raise FormatError(f'"{source}" cannot be copied: {wrong.strerror or wrong}') from None
        copied += 1
    return copied
