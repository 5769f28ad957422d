"""What is looked at on this machine before a run starts anything: open files, leftovers of a killed run."""

from __future__ import annotations

from collections.abc import Callable

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.descriptors import find_shortage
from rtcmatrix.gather.sweep import sweep
from rtcmatrix.runner.streams import outlive_readers


def prepare_surroundings(say: Callable[[str], None]) -> None:
    """Raise the limit of open files, remove what a killed run left behind and say so.

    From here on the run outlives whoever reads its output.
    Raises ConfigurationError where a run may not open enough files: every cell would be an ERROR.
    """
    outlive_readers()
    shortage = find_shortage()
    if shortage is not None:
        raise ConfigurationError(shortage)
    swept = sweep()
    if swept:
        say(str(swept))
