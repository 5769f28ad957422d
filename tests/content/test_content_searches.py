"""What people type into the search field of a report is found: in a check's text, or in the facts of a probe."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rtcmatrix.runner.catalog import read_checks

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"


@cache
def texts_of_checks() -> tuple[str, ...]:
    """Give what the report shows and searches of each check."""
    return tuple(
        " ".join((each.id, each.title, each.why, *each.features, each.spec)).lower() for each in read_checks(ROOT)
    )


@cache
def texts_of_facts() -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").lower() for file in sorted(SAMPLES.rglob("*.json")))


@pytest.mark.parametrize(
    "words",
    [
        "setCodecPreferences",
        "getSynchronizationSources",
        "encodings[].active",
        "RTCRtpScriptTransform",
        "OverconstrainedError",
        "displaySurface",
        "restartIce",
        "a=extmap",
        "MediaRecorder.isTypeSupported",
        "getContributingSources",
        "scalabilityMode",
        "maxRetransmits",
        "iceTransportPolicy",
        "createEncodedStreams",
        "bundlePolicy",
    ],
)
def test_a_search_by_name_finds_its_checks(words: str) -> None:
    assert any(words.lower() in text for text in texts_of_checks())


@pytest.mark.parametrize("words", ["totalProcessingDelay", "totalAudioEnergy", "jitterBufferDelay", "powerEfficient"])
def test_a_search_by_name_finds_its_facts(words: str) -> None:
    assert any(words.lower() in text for text in texts_of_facts())
