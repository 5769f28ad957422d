"""Stage ``files``: the camera is a film of ours, the microphone a tone; each picture and each Hz of them is known."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.test_video import write_film
from rtcmatrix.gather.stage_parts.prepared import Staging

CAMERA = "camera.y4m"
MICROPHONE = "microphone.wav"

TONE = 440
SAMPLES = 48000
"""A second, a whole number of periods: it repeats without a click."""
LOUDNESS = 0.5


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Write both files."""
    write_film(folder / CAMERA)
    write_tone(folder / MICROPHONE)
    yield Staging(stage=Stage(camera=Path(CAMERA), microphone=Path(MICROPHONE)))


def write_tone(file: Path) -> None:
    """Write the tone, one channel."""
    peak = LOUDNESS * 32767
    sound = array("h", (round(peak * math.sin(2 * math.pi * TONE * n / SAMPLES)) for n in range(SAMPLES)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLES)
        out.writeframes(sound.tobytes())
