"""Stage ``sound``: no fake devices but those of a private sound server, which can be plugged and unplugged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.sound_server import open_sound_server
from rtcmatrix.gather.stage_parts.prepared import Staging


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Start the sound server."""
    with open_sound_server(folder) as sound:
        environment = {"PULSE_SERVER": sound.environment["PULSE_SERVER"]}
        yield Staging(stage=Stage(devices=Devices.REAL, environment=environment), sound=sound)
