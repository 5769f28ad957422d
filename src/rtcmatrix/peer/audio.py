"""The pitch of what is heard, and a tone to send."""

from __future__ import annotations

import asyncio
import time
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from aiortc import MediaStreamTrack
from av import AudioFrame

RATE = 48000
SAMPLES = RATE // 50
"""Of one frame, 20 ms."""
LOUDNESS = 0.4 * 32767
QUIETEST = 0.003
"""Root mean square, of 1, from which it is no silence."""
CLEAR = 8.0
"""How far the peak of a spectrum stands above its mean, at least, to be a tone."""
LOWEST = 100
HIGHEST = 4000


def pitch_of(samples: npt.NDArray[Any], rate: int) -> float | None:
    """Give the frequency, in Hz, of the loudest tone of samples from -1 to 1; None where there is none."""
    if len(samples) == 0 or float(np.sqrt(np.mean(np.square(samples)))) < QUIETEST:
        return None
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    band = (hertz >= LOWEST) & (hertz <= HIGHEST)
    peak = int(np.argmax(np.where(band, spectrum, 0)))
    clear = spectrum[peak] > CLEAR * float(np.mean(spectrum[band]))
    return float(hertz[peak]) if clear else None


def mono(frame: AudioFrame) -> npt.NDArray[Any]:
    """Give the samples of a frame, from -1 to 1, its channels mixed.

    aiortc decodes to 16 bits, the samples of the channels one after the other.
    """
    samples: npt.NDArray[Any] = frame.to_ndarray().astype(np.float64) / 32768
    mixed: npt.NDArray[Any] = samples.reshape(-1, len(frame.layout.channels)).mean(axis=1)
    return mixed


class Tone(MediaStreamTrack):
    """A steady tone, sent as fast as it would be played."""

    kind = "audio"

    def __init__(self, hertz: float) -> None:
        super().__init__()
        self._hertz = hertz
        self._sent = 0
        self._began: float | None = None

    async def recv(self) -> AudioFrame:
        """Give the next frame when it is due."""
        self._began = self._began or time.monotonic()
        await asyncio.sleep(max(0.0, self._began + self._sent / RATE - time.monotonic()))
        at = np.arange(self._sent, self._sent + SAMPLES) / RATE
        wave = (LOUDNESS * np.sin(2 * np.pi * self._hertz * at)).astype(np.int16)
        frame = AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.pts, frame.sample_rate, frame.time_base = self._sent, RATE, Fraction(1, RATE)
        self._sent += SAMPLES
        return frame
