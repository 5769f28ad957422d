"""Stage ``none``: no camera and no microphone at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers.stage import Devices, Stage
from rtcmatrix.gather.stage_parts.prepared import Lacking, Staging

DEVICES = (("/dev", "video*"), ("/dev/snd", "pcm*"))


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Keep the machine's own sound server away from the browser; Lacking where there are devices behind it."""
    if any(any(Path(place).glob(pattern)) for place, pattern in DEVICES):
        raise Lacking("a machine without a camera and sound card of its own")
    yield Staging(stage=Stage(devices=Devices.NONE, environment={"PULSE_SERVER": f"unix:{folder / 'nowhere'}"}))
