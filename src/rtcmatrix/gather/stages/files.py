"""Stage ``files``: a video file as the camera and a tone as the microphone, so that each pixel and Hz is known."""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rtcmatrix.browsers import Stage
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.video_file import write_bar_video

CAMERA = "camera.y4m"
MICROPHONE = "microphone.wav"

TONE = 440
SAMPLES = 48000
"""One second, a whole number of periods: the tone repeats without a click."""
AMPLITUDE = 0.5


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Write both files."""
    write_bar_video(folder / CAMERA)
    write_tone(folder / MICROPHONE)
    yield PreparedStage(launch=Stage(camera=Path(CAMERA), microphone=Path(MICROPHONE)))


def write_tone(file: Path) -> None:
    """Write a WAVE file with the tone in one channel."""
    peak = AMPLITUDE * 32767
    samples = array("h", (round(peak * math.sin(2 * math.pi * TONE * n / SAMPLES)) for n in range(SAMPLES)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLES)
        out.writeframes(samples.tobytes())
