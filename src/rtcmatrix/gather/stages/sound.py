"""Stage ``sound``: real devices of a private sound server, which can be added and removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.sound_server import open_sound_server


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Start the sound server."""
    with open_sound_server(folder) as sound_server:
        environment = {"PULSE_SERVER": sound_server.environment["PULSE_SERVER"]}
        yield PreparedStage(launch=Stage(devices=Devices.REAL, environment=environment), sound_server=sound_server)
