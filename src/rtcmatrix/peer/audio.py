"""Measure the frequency of received audio, and generate a tone to send."""

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
FRAME_SAMPLES = RATE // 50
"""Samples of one frame, 20 ms."""
AMPLITUDE = 0.4 * 32767
MIN_RMS = 0.003
"""Root mean square, full scale being 1, below which audio is silence."""
MIN_PEAK_RATIO = 8.0
"""Minimum ratio of the peak of a spectrum to its mean for a tone."""
MIN_FREQUENCY = 100
MAX_FREQUENCY = 4000


def dominant_frequency(samples: npt.NDArray[Any], rate: int) -> float | None:
    """Return the frequency in Hz of the loudest tone in samples from -1 to 1; None if there is no tone."""
    if len(samples) == 0 or float(np.sqrt(np.mean(np.square(samples)))) < MIN_RMS:
        return None
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    frequencies = np.fft.rfftfreq(len(samples), 1 / rate)
    band = (frequencies >= MIN_FREQUENCY) & (frequencies <= MAX_FREQUENCY)
    peak = int(np.argmax(np.where(band, spectrum, 0)))
    is_tone = spectrum[peak] > MIN_PEAK_RATIO * float(np.mean(spectrum[band]))
    return float(frequencies[peak]) if is_tone else None


def mono(frame: AudioFrame) -> npt.NDArray[Any]:
    """Return the samples of a frame, from -1 to 1, with its channels mixed.

    aiortc decodes to interleaved 16-bit samples.
    """
    samples: npt.NDArray[Any] = frame.to_ndarray().astype(np.float64) / 32768
    mixed: npt.NDArray[Any] = samples.reshape(-1, len(frame.layout.channels)).mean(axis=1)
    return mixed


class ToneTrack(MediaStreamTrack):
    """A track with a constant tone, sent in real time."""

    kind = "audio"

    def __init__(self, frequency: float) -> None:
        super().__init__()
        self._frequency = frequency
        self._samples_sent = 0
        self._started: float | None = None

    async def recv(self) -> AudioFrame:
        """Return the next frame when it is due."""
        self._started = self._started or time.monotonic()
        await asyncio.sleep(max(0.0, self._started + self._samples_sent / RATE - time.monotonic()))
        times = np.arange(self._samples_sent, self._samples_sent + FRAME_SAMPLES) / RATE
        samples = (AMPLITUDE * np.sin(2 * np.pi * self._frequency * times)).astype(np.int16)
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.pts, frame.sample_rate, frame.time_base = self._samples_sent, RATE, Fraction(1, RATE)
        self._samples_sent += FRAME_SAMPLES
        return frame
