"""Check and prepare this machine before a run starts: limit of open files, orphaned sessions."""

from __future__ import annotations

from collections.abc import Callable

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.descriptors import find_shortage
from rtcmatrix.gather.orphans import remove_orphans
from rtcmatrix.runner.streams import ignore_broken_pipes


def run_preflight_checks(say: Callable[[str], None]) -> None:
    """Raise the limit of open files, remove orphaned sessions of killed runs, and ignore broken pipes from now on.

    Raises ConfigurationError if a run may not open enough files: every cell would be an ERROR.
    """
    ignore_broken_pipes()
    problem = find_shortage()
    if problem is not None:
        raise ConfigurationError(problem)
    removed = remove_orphans()
    if removed:
        say(str(removed))
