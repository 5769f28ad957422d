"""Stage ``none``: no camera and no microphone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.errors import MissingRequirement
from rtcmatrix.gather.stage_parts.prepared import PreparedStage

LISTS_DEVICES: bool = sys.platform == "linux"
DEVICES = (("/dev", "video*"), ("/dev/snd", "pcm*"))


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Hide the machine's sound server from the browser; raises MissingRequirement if the machine has devices.

    The devices of other systems are not visible before the browser starts, and its camera must not be switched on.
    """
    if not LISTS_DEVICES:
        raise MissingRequirement("Linux; on other systems a camera cannot be ruled out before the browser starts")
    if any(any(Path(parent).glob(pattern)) for parent, pattern in DEVICES):
        raise MissingRequirement("a machine without a camera and sound card of its own")
    yield PreparedStage(launch=Stage(devices=Devices.NONE, environment={"PULSE_SERVER": f"unix:{folder / 'nowhere'}"}))
