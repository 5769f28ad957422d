"""Stage ``several``: three fake cameras."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.prepared import PreparedStage


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Prepare nothing: the browser itself provides the cameras."""
    yield PreparedStage(launch=Stage(devices=Devices.SEVERAL))
