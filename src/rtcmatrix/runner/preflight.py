"""What is looked at on this machine before a run starts anything: open files, leftovers of a killed run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from rtcmatrix.browsers.local import LONGEST_TEMPORARY
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.descriptors import find_shortage
from rtcmatrix.gather.session_owner import PREFIX
from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.gather.orphans import sweep
from rtcmatrix.runner.streams import outlive_readers


def prepare_surroundings(say: Callable[[str], None]) -> None:
    """Raise the limit of open files, remove what a killed run left behind and say so.

    From here on the run outlives whoever reads its output.
    Raises ConfigurationError where a run may not open enough files, or its temporary
    folder has too long a name: every cell would be an ERROR.
    """
    outlive_readers()
    for obstacle in (find_shortage(), find_long_folder(Path(tempfile.gettempdir()))):
        if obstacle is not None:
            raise ConfigurationError(obstacle)
    swept = sweep()
    if swept:
        say(str(swept))


def find_long_folder(place: Path) -> str | None:
    """Say where the temporary folder of a session would be too long for a browser's socket."""
    longest = LONGEST_TEMPORARY - len(str(temporary_folder_of(Path(f"/{PREFIX}12345678"))))
    if len(str(place)) <= longest:
        return None
    return (
        f'the temporary folder "{place}" has {len(str(place))} letters, at most {longest} leave room for a browser\'s '
        "socket; set TMPDIR to a shorter folder"
    )
