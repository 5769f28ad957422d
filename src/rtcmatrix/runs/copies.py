"""Copy the artifacts of shards into the folder of the merged run."""

from __future__ import annotations

import shutil
from pathlib import Path

from rtcmatrix.errors import FormatError
from rtcmatrix.files import find_inside, resolve_inside
from rtcmatrix.model import Run
from rtcmatrix.runs.merge import artifact_path


def copy_artifacts(recorded: Path, run: Run, place: int, target: Path) -> int:
    """Copy the artifacts of a run to their paths in the merged run; return the number of files.

    A missing file, and a path or link out of the folder of the run, is skipped; the report shows it as missing. Raises
    FormatError if a file cannot be read.
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
