"""Check and prepare this machine before a run starts: limit of open files, temporary folder, orphaned sessions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from rtcmatrix.browsers.local import LONGEST_TEMPORARY
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.descriptors import find_shortage
from rtcmatrix.gather.orphans import remove_orphans
from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.gather.session_owner import PREFIX
from rtcmatrix.runner.streams import ignore_broken_pipes


def run_preflight_checks(say: Callable[[str], None]) -> None:
    """Raise the limit of open files, remove orphaned sessions of killed runs, and ignore broken pipes from now on.

    Raises ConfigurationError if a run may not open enough files, or if the path of its temporary folder is too long:
    every cell would be an ERROR.
    """
    ignore_broken_pipes()
    for problem in (find_shortage(), find_long_folder(Path(tempfile.gettempdir()))):
        if problem is not None:
            raise ConfigurationError(problem)
    removed = remove_orphans()
    if removed:
        say(str(removed))


def find_long_folder(folder: Path) -> str | None:
    """Return a message if the path of a temporary folder is too long for the socket of a browser."""
    longest = LONGEST_TEMPORARY - len(str(temporary_folder_of(Path(f"/{PREFIX}12345678"))))
    if len(str(folder)) <= longest:
        return None
    return (
        f'the path of the temporary folder "{folder}" has {len(str(folder))} characters; browsers need room for '
        f"a socket and allow {longest} characters at most; set TMPDIR to a folder with a shorter path"
    )
