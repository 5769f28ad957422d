"""Stage ``several``: three fake cameras."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.prepared import Staging


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Nothing is needed around the browser."""
    yield Staging(stage=Stage(devices=Devices.SEVERAL))
