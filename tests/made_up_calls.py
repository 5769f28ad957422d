"""Made-up calls between the browsers of the made-up run: every status, every outcome, recordings, simulcast layers."""

from __future__ import annotations

import dataclasses
import itertools

from made_up_run import ESR, FAIL, LACKS, OLD, PASS, STABLE, evidence, three_browsers

from rtcmatrix.model import (
    Artifact,
    Check,
    ConsoleMessage,
    Evidence,
    Fault,
    Json,
    Outcome,
    Result,
    Run,
    Status,
    pair_address,
)

SPEC = "https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface"
PICTURE, SIMULCAST, PLAYBACK = (
    "interop/video_and_audio.js",
    "pairs/simulcast_layers.js",
    "pairs/recording_playback_webm.js",
)
CHECKS = (
    ("pairs/each_sees_the_other_move", "In a call of two browsers each sees the other move", PICTURE),
    ("pairs/each_hears_the_other", "In a call of two browsers each hears the tone that the other one sends", PICTURE),
    ("pairs/every_layer_arrives", "Each of three simulcast layers arrives at its own size", SIMULCAST),
    ("pairs/recordings_play", "A recording in WebM plays in the other browser to its end", PLAYBACK),
)  # fmt: skip
TO_ESR, FROM_ESR, OLD_TO_ESR = pair_address(STABLE, ESR), pair_address(ESR, STABLE), pair_address(OLD, ESR)
BAD: dict[tuple[str, str], tuple[Status, str, Outcome, str | None]] = {
    ("pairs/each_hears_the_other", TO_ESR): (FAIL, "the answerer did not hear the tone", Outcome.UNEXPECTED, None),
    ("pairs/each_hears_the_other", FROM_ESR): (
        FAIL, "the offerer did not hear the tone", Outcome.EXPECTED,
        "suites/known-differences.yaml:40 https://bugzilla.example/2",
    ),
    ("pairs/every_layer_arrives", FROM_ESR): (LACKS, "scaleResolutionDownBy of three layers", Outcome.SKIPPED, None),
    ("pairs/every_layer_arrives", OLD_TO_ESR): (Status.TIMEOUT, "waited 20 s for layer q", Outcome.UNEXPECTED, None),
    ("pairs/recordings_play", OLD_TO_ESR): (PASS, "passed in 1 of 2 repeats", Outcome.FLAKY, None),
}  # fmt: skip


def layers(*sizes: str) -> list[Json]:
    """Make up what a sender said and what arrived of each layer."""
    return [
        {"rid": rid, "scale": scale, "cap": cap, "sent": True, "receivedSize": size}
        for rid, scale, cap, size in zip(("q", "h", "f"), (4, 2, 1), (150_000, 500_000, None), sizes, strict=False)
    ]


def with_calls(run: Run | None = None, **changed: dict[str, Json]) -> Run:
    """Let the three browsers call each other; ``changed`` are facts of the call from stable to Firefox.

    They are named by the first word of the probe.
    """
    base = run or three_browsers()
    pairs = [pair_address(*each) for each in itertools.product((STABLE, OLD, ESR), repeat=2)]
    gathered = [_evidence(probe, pair, changed) for pair in pairs for probe in (PICTURE, SIMULCAST, PLAYBACK)]
    checks = tuple(
        Check(id=each, title=title, probe=probe, spec=SPEC, version="1", peers=2, why="Users call each other.")
        for each, title, probe in CHECKS
    )
    results = []
    for (check, _, _), pair in itertools.product(CHECKS, pairs):
        status, message, outcome, known = BAD.get((check, pair), (PASS, None, Outcome.EXPECTED, None))
        repeats = (PASS, FAIL) if outcome is Outcome.FLAKY else ()
        results.append(
            Result(check=check, browser=pair, status=status, message=message, outcome=outcome, known=known,
                   repeats=repeats)
        )  # fmt: skip
    return dataclasses.replace(
        base,
        checks=(*base.checks, *checks),
        evidence=(*base.evidence, *gathered),
        results=(*base.results, *results),
    )


def _evidence(probe: str, pair: str, changed: dict[str, dict[str, Json]]) -> Evidence:
    """Make up what two browsers did together."""
    status = next((BAD[each, pair][0] for each, _, on in CHECKS if on == probe and (each, pair) in BAD), PASS)
    if status is Status.TIMEOUT:
        return evidence(probe, pair, None, fault=Fault.TIMEOUT, message="waited 20 s for layer q", duration=20.0)
    if status is LACKS:
        return evidence(probe, pair, None, unsupported="scaleResolutionDownBy of three layers")
    heard = status is PASS
    facts: dict[str, dict[str, Json]] = {
        PICTURE: {
            "offerer": {"numbered": True, "size": "640x360", "toneArrives": heard or pair != FROM_ESR},
            "answerer": {"numbered": True, "size": "640x360", "toneArrives": heard or pair != TO_ESR},
        },
        SIMULCAST: {
            "offerer": {"layers": layers("160x90", "320x180", "640x360" if pair != TO_ESR else "320x180")},
            "answerer": {"layersSeen": 3, "sizes": [{"rid": "q", "width": 160, "height": 90}]},
        },
        PLAYBACK: {
            "offerer": {"type": "video/webm;codecs=vp8"},
            "answerer": {"played": True, "duration": "as recorded"},
        },
    }
    more: dict[str, tuple[object, ...]] = {}
    if probe == PLAYBACK:
        more["artifacts"] = (Artifact(name="recording", path="artifacts/recording.webm", media_type="video/webm"),)
    if probe == PICTURE and pair == TO_ESR:
        more["console"] = (ConsoleMessage(level="warn", text="answerer: AudioContext was not allowed to start"),)
    told = changed.get(probe.partition("/")[2].partition("_")[0], {}) if pair == TO_ESR else {}
    return evidence(probe, pair, {**facts[probe], **told}, notes={"offerer": {"hz": 440.2}}, duration=4.0, **more)
