"""Made-up runs for tests: the browsers, versions and differences below were recorded nowhere."""

from __future__ import annotations

import dataclasses
from typing import Any

from rtcmatrix.model import (
    Artifact,
    BrowserSpec,
    Check,
    ConsoleMessage,
    Evidence,
    Fault,
    Json,
    Outcome,
    Provenance,
    Result,
    Run,
    Stated,
    Status,
    Timing,
    Unavailable,
)

STABLE, OLD, ESR = "chromium:stable", "chromium:150", "firefox:esr"
SPEC = "https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia"
PASS, FAIL, LACKS = Status.PASS, Status.FAIL, Status.PRECONDITION_FAILED

CHECKS: tuple[tuple[str, str, str], ...] = (
    ("codecs/vp8_is_offered", "VP8 is offered for sending video", "codecs/capabilities.js"),
    ("codecs/h264_is_offered", "H.264 is offered for sending video", "codecs/capabilities.js"),
    ("codecs/preferences_reorder_the_offer", "Codec preferences order the offer", "peer_connection/preferences.js"),
    ("codecs/av1_decodes_frames", "A call with AV1 shows decoded frames", "codecs/av1.js"),
    ("getdisplaymedia/surface_is_told", "The settings tell what is shared", "get_display_media/settings.js"),
    ("getdisplaymedia/needs_activation", "Sharing a screen needs a click", "get_display_media/activation.js"),
    ("getusermedia/exact_width_is_delivered", "An exact width is delivered", "getusermedia/exact.js"),
    ("getusermedia/overconstrained_names_it", "An impossible width is named in the error", "getusermedia/exact.js"),
    ("getusermedia/devices_are_listed", "Cameras and microphones are listed", "media_devices/devices.js"),
    ("getusermedia/labels_after_grant", "Device labels show once access was granted", "media_devices/devices.js"),
    ("getusermedia/tone_is_heard", "A microphone's tone is heard", "get_user_media/tone.js"),
    ("permissions/query_camera", "The camera permission can be queried", "permissions/query.js"),
    ("permissions/denied_rejects", "Denied access is refused with NotAllowedError", "permissions/denied.js"),
    ("permissions/policy_blocks_camera", "Permissions-Policy keeps a page from the camera", "permissions/policy.js"),
)  # fmt: skip


def codec(name: str, line: str = "", channels: int | None = None) -> dict[str, Json]:
    made: dict[str, Json] = {"mimeType": name, "clockRate": 48000 if channels else 90000, "sdpFmtpLine": line}
    return {**made, "channels": channels} if channels else made


H264 = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id="
VIDEO = [
    codec("video/VP8"),
    codec("video/rtx"),
    codec("video/VP9", "profile-id=0"),
    codec("video/H264", H264 + "42001f"),
]
AUDIO = [codec("audio/opus", "minptime=10;useinbandfec=1", 2), codec("audio/PCMU", channels=1)]

FACTS: dict[str, dict[str, Json]] = {
    "codecs/capabilities.js": {"sender": {"video": [*VIDEO, codec("video/AV1", "profile=0")], "audio": AUDIO}},
    "peer_connection/preferences.js": {
        "offered": ["video/VP9", "video/VP8", "video/H264", "video/rtx"],
        "accepted": True,
    },
    "codecs/av1.js": {"mimeType": "video/AV1", "decoded": True, "scalabilityModes": ["L1T1", "L1T2", "L1T3"]},
    "get_display_media/settings.js": {"settings": {"displaySurface": "monitor", "cursor": "always", "width": 1280}},
    "get_display_media/activation.js": {"without": {"ok": False, "error": {"name": "InvalidStateError"}}},
    "getusermedia/exact.js": {
        "outcome": {
            "ok": True,
            "value": {"width": 320, "height": 240, "frameRate": 30, "resizeMode": "crop-and-scale"},
        },
        "impossible": {"ok": False, "error": {"name": "OverconstrainedError", "constraint": "width"}},
        "decoded": [320, 240],
    },
    "media_devices/devices.js": {
        "before": [{"kind": "audioinput", "label": ""}, {"kind": "videoinput", "label": ""}],
        "after": [
            {"kind": "audioinput", "label": "Fake Default Audio Input"},
            {"kind": "videoinput", "label": "fake_device_0"},
            {"kind": "audiooutput", "label": "Fake Default Audio Output"},
        ],
        "supportedConstraints": ["aspectRatio", "autoGainControl", "deviceId", "height", "resizeMode", "width"],
    },
    "get_user_media/tone.js": {"heard": True, "settings": {"channelCount": 1, "sampleRate": 48000, "latency": 0.01}},
    "permissions/query.js": {"camera": "granted", "microphone": "prompt", "names": {"video/front": None}},
    "permissions/denied.js": {"error": {"name": "NotAllowedError"}, "seconds": "under 1"},
    "permissions/policy.js": {"allowed": False, "error": {"name": "NotAllowedError"}},
}

ESR_FACTS: dict[str, dict[str, Json]] = {
    "codecs/capabilities.js": {
        "sender": {"video": [VIDEO[0], VIDEO[2], VIDEO[1], codec("video/H264", H264 + "42e01f")],
                   "audio": [*AUDIO, codec("audio/G722", channels=1)]}
    },
    "peer_connection/preferences.js": {
        "offered": ["video/VP8", "video/VP9", "video/H264", "video/rtx"], "accepted": True,
    },
    "get_display_media/settings.js": {"settings": {"width": 1280}},
    "getusermedia/exact.js": {
        "outcome": {"ok": True, "value": {"width": 320, "height": 240, "frameRate": 30, "resizeMode": "none"}},
        "impossible": {"ok": False, "error": {"name": "OverconstrainedError", "constraint": ""}},
        "decoded": [320, 240],
    },
    "media_devices/devices.js": {
        "before": [{"kind": "audioinput", "label": ""}, {"kind": "videoinput", "label": ""}],
        "after": [
            {"kind": "videoinput", "label": "Default Video Device"},
            {"kind": "audioinput", "label": "Default Audio Device"},
        ],
        "supportedConstraints": ["autoGainControl", "deviceId", "height", "resizeMode", "width"],
    },
    "permissions/query.js": {"camera": "granted", "microphone": "granted", "names": {"video/front": None}},
}  # fmt: skip


def provenance(address: str, brand: str, version: str, **more: Any) -> Provenance:
    """Make up what was launched."""
    channel = address.partition(":")[2]
    made = Provenance(
        address=address,
        brand=brand,
        channel=channel if channel.isalpha() else None,
        version=version,
        provider="debian",
        driver=f"{'geckodriver 0.37.0' if brand == 'Firefox' else 'chromedriver ' + version}",
        user_agent=f"Mozilla/5.0 (X11; Linux x86_64) {brand}/{version}",
        platform="linux x86_64",
        flags=() if brand == "Firefox" else ("--headless=new", "--use-fake-device-for-media-stream"),
        prefs={"media.navigator.streams.fake": True} if brand == "Firefox" else {},
        devices="browser's fake devices",
    )
    return dataclasses.replace(made, **more)


def evidence(probe: str, browser: str, facts: dict[str, Json] | None, **more: Any) -> Evidence:
    """Make up what one browser did."""
    made = Evidence(
        probe=probe, browser=browser, facts=facts, started_at="2026-01-02T03:04:06Z", duration=0.25, lanes=4
    )
    return dataclasses.replace(made, **more)


def three_browsers() -> Run:
    """Make up a run over three browsers with differences of every kind, and two browsers that were not to be had."""
    gathered = [evidence(probe, STABLE, facts) for probe, facts in FACTS.items()]
    gathered += [evidence(probe, OLD, facts) for probe, facts in FACTS.items() if probe != "codecs/av1.js"]
    gathered += [evidence(probe, ESR, facts) for probe, facts in {**FACTS, **ESR_FACTS}.items() if _works_in_esr(probe)]
    gathered += [
        evidence("codecs/av1.js", OLD, None, fault=Fault.TIMEOUT, message="waited 20 s for a decoded frame",
                 console=(ConsoleMessage(level="warn", text="encoder fell back to software"),)),
        evidence("codecs/av1.js", ESR, None, unsupported="video/AV1"),
        evidence("get_user_media/tone.js", ESR, None, fault=Fault.EXCEPTION,
                 message="NotReadableError: no audio source",
                 console=(ConsoleMessage(level="page-error", text="NotReadableError: no audio source"),),
                 artifacts=(Artifact(name="screenshot", path="artifacts/tone.png", media_type="image/png"),)),
    ]  # fmt: skip
    bad = {
        ("codecs/av1_decodes_frames", OLD): (Status.TIMEOUT, "waited 20 s for a decoded frame", Outcome.UNEXPECTED),
        ("codecs/av1_decodes_frames", ESR): (LACKS, "video/AV1", Outcome.SKIPPED),
        ("getdisplaymedia/surface_is_told", ESR): (FAIL, "settings lack displaySurface", Outcome.EXPECTED),
        ("getusermedia/overconstrained_names_it", ESR): (FAIL, "constraint is '', not 'width'", Outcome.UNEXPECTED),
        ("getusermedia/tone_is_heard", ESR): (FAIL, "NotReadableError: no audio source", Outcome.UNEXPECTED),
    }
    known = {("getdisplaymedia/surface_is_told", ESR): "suites/known-differences.yaml:12 https://bugzilla.example/1"}
    stated = {
        cell: Stated(file="suites/known-differences.yaml", line=12, bug="https://bugzilla.example/1", status=FAIL)
        for cell in known
    }
    results = []
    for check, _, _ in CHECKS:
        for browser in (STABLE, OLD, ESR):
            status, message, outcome = bad.get((check, browser), (PASS, None, Outcome.EXPECTED))
            results.append(
                Result(check=check, browser=browser, status=status, message=message, outcome=outcome,
                       known=known.get((check, browser)), stated=stated.get((check, browser)), duration=0.001)
            )  # fmt: skip
    return Run(
        id="2026-01-02T03-04-05Z-ab12",
        format=1,
        tool="rtcmatrix 0.1.0",
        started_at="2026-01-02T03:04:05Z",
        finished_at="2026-01-02T03:04:51Z",
        complete=True,
        revision="0123456789abcdef",
        host="linux x86_64, 2 cores",
        browsers=(
            BrowserSpec(name="chromium", selector="stable", channel="stable"),
            BrowserSpec(name="chromium", selector="150", version="150"),
            BrowserSpec(name="firefox", selector="esr", channel="esr"),
            BrowserSpec(name="chrome", selector="beta", channel="beta"),
            BrowserSpec(name="edge", selector="canary", channel="canary"),
        ),
        compare=((STABLE, OLD), (STABLE, ESR)),
        unavailable=(
            Unavailable(
                address="chrome:beta",
                reasons=(
                    ("installed", "no google-chrome-beta on PATH"),
                    ("selenium_manager", "needs --install-browsers"),
                ),
            ),
            Unavailable(address="edge:canary", reasons=(("installed", "no microsoft-edge-canary on PATH"),)),
        ),
        provenances=(
            provenance(STABLE, "Chromium", "156.0.8078.79"),
            provenance(OLD, "Chromium", "150.0.7871.12"),
            provenance(ESR, "Firefox", "153.0.2"),
        ),
        starts={STABLE: 1, OLD: 2, ESR: 1},
        checks=tuple(Check(id=each, title=title, probe=probe, spec=SPEC, version="1") for each, title, probe in CHECKS),
        evidence=tuple(gathered),
        results=tuple(results),
        timing=Timing(wall=46.0, starting=6.4, gathering=71.5, waiting=3.2, judging=0.4, reporting=0.6),
    )


def _works_in_esr(probe: str) -> bool:
    return probe not in {"codecs/av1.js", "get_user_media/tone.js"}


def large(browsers: int = 20, facts: int = 3_000, probes: int = 100) -> Run:
    """Make up a run of many browsers: each has one fact in thirty of its own."""
    addresses = [f"chrome:{100 + number}" for number in range(browsers)]
    each = facts // probes
    checks = [
        Check(id=f"area{number % 8}/check_{number}", title=f"Check {number} holds",
              probe=f"area{number % 8}/p{number}.js", spec=SPEC, version="1")
        for number in range(probes)
    ]  # fmt: skip
    gathered = [
        evidence(
            check.probe, address, {f"fact{n}": f"value {n} {place if n % 30 == place else ''}" for n in range(each)}
        )
        for place, address in enumerate(addresses)
        for check in checks
    ]
    results = [Result(check=check.id, browser=address, status=PASS) for address in addresses for check in checks]
    return dataclasses.replace(
        three_browsers(),
        browsers=tuple(BrowserSpec(name="chrome", selector=a[7:], version=a[7:]) for a in addresses),
        compare=(),
        unavailable=(),
        provenances=tuple(provenance(address, "Chrome", f"{address[7:]}.0.1.2") for address in addresses),
        starts=dict.fromkeys(addresses, 1),
        checks=tuple(checks),
        evidence=tuple(gathered),
        results=tuple(results),
    )
