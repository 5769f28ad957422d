"""The frequency of generated tones, silence and noise."""

from __future__ import annotations

import asyncio

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("aiortc")

from rtcmatrix.peer import audio  # noqa: E402 - only where the libraries are

AT = np.arange(int(0.4 * audio.RATE)) / audio.RATE


@pytest.mark.parametrize("hertz", [200, 440, 1000, 3500])
def test_the_frequency_of_a_tone_is_measured(hertz: int) -> None:
    assert audio.dominant_frequency(0.3 * np.sin(2 * np.pi * hertz * AT), audio.RATE) == pytest.approx(hertz, rel=0.01)


def test_silence_has_no_dominant_frequency() -> None:
    assert audio.dominant_frequency(np.zeros(len(AT)), audio.RATE) is None
    assert audio.dominant_frequency(np.zeros(0), audio.RATE) is None


def test_noise_has_no_dominant_frequency() -> None:
    noise = np.random.default_rng(1).uniform(-0.3, 0.3, len(AT))
    assert audio.dominant_frequency(noise, audio.RATE) is None


def test_the_tone_track_has_its_frequency() -> None:
    async def take(count: int) -> list[float]:
        tone = audio.ToneTrack(660)
        return [each for _ in range(count) for each in audio.mono(await tone.recv())]

    assert audio.dominant_frequency(np.array(asyncio.run(take(10))), audio.RATE) == pytest.approx(660, abs=5)
