"""Simulcast layers that `setParameters()` switches, limits and scales."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]

PC = "https://w3c.github.io/webrtc-pc"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
ENCODING = "api.RTCRtpSender.setParameters.parameters_encodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _skip_trimmed(kept: Any, given: list[str]) -> None:
    """End a check where the browser trimmed `sendEncodings`: the maximum is its own choice."""
    if kept in ([None], given[:1], given[:2]):
        not_supported("three simulcast encodings")


# encodings[].active

ACTIVE = {
    "all": RIDS,
    "withoutLargest": ["h", "q"],
    "withoutMiddle": ["f", "q"],
    "withoutSmallest": ["f", "h"],
    "allAgain": RIDS,
    "smallestAlone": ["q"],
}
"""Step of the probe -> the rids whose encodings have active=true in it."""


# "Setting it to false causes this encoding to no longer be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active",),
)
def test_set_parameters_active_false_stops_layer(facts: Facts) -> None:
    """`setParameters()` with `encodings[].active=false` stops that simulcast layer.

    Layers that nobody watches cost the sender's battery and bandwidth.
    """
    _skip_trimmed(facts["all"].get("told"), RIDS)
    received = facts["all"].get("arrive")
    expect(received, "rids received with active=true in every encoding").is_not_empty()
    for step, active in ACTIVE.items():
        stopped = [rid for rid in RIDS if rid not in active and rid in received]
        subject = f"rids that stopped with active=true for {', '.join(active)} only ({step})"
        expect(facts[step].get("quiet"), subject).contains(*stopped)


# "Setting it to true causes this encoding to be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active", GET_ENCODINGS),
)
def test_set_parameters_active_true_sends_layer(facts: Facts) -> None:
    """`setParameters()` with `encodings[].active=true` sends that layer, also after it was stopped.

    Viewers of one simulcast layer lose their video when another layer is switched off or on.
    """
    _skip_trimmed(facts["all"].get("told"), RIDS)
    for step, active in ACTIVE.items():
        condition = f"active=true for {', '.join(active)} ({step})"
        expect(facts[step].get("outcome"), f"setParameters() with {condition}").equals("accepted")
        expect(facts[step].get("told"), f"rids with active=true in getParameters(), {condition}").equals(active)
        expect(facts[step].get("arrive"), f"rids received with {condition}").equals(active)


# "Setting it to false causes this encoding to no longer be sent."
@check(
    "simulcast/switching.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(f"{ENCODING}.active",),
)
def test_set_parameters_all_active_false_stops_sending(facts: Facts) -> None:
    """`setParameters()` with `active=false` in every encoding stops all simulcast layers.

    A call on hold goes on sending the user's camera.
    """
    subject = "rids received before active=false in every encoding"
    expect(facts["allAgain"].get("arrive"), subject).is_not_empty()
    expect(facts["off"].get("outcome"), "setParameters() with active=false in every encoding").equals("accepted")
    expect(facts["off"].get("quiet"), "every layer stopped within 20 s with active=false in every encoding").is_true()


# maxBitrate, maxFramerate, scaleResolutionDownBy


# "The user agent is free to allocate bandwidth ..., as long as the maxBitrate value is not exceeded."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-maxbitrate",
    basis="MUST",
    features=(f"{ENCODING}.maxBitrate", SEND_ENCODINGS),
)
def test_max_bitrate_limits_each_layer(facts: Facts, metrics: Facts) -> None:
    """`encodings[].maxBitrate` limits each simulcast layer; short peaks of up to 50 % are tolerated.

    Products rely on it to stay within the bandwidth of a network or a contract.
    """
    expect(facts.get("arrive"), "rids received").is_not_empty()
    measured = {rid: metrics.get(f"{rid}_kbps") for rid in RIDS}
    subject = "bitrate received per rid with maxBitrate 130, 80 and 50 kbit/s, in kbit/s,"
    expect(measured, subject).satisfies(facts.get("bitRateObeyed") is True, "<= 1.5 * maxBitrate for each rid")


# "...as long as the maxFramerate value is not exceeded."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-maxframerate",
    basis="MUST",
    features=(f"{ENCODING}.maxFramerate",),
)
def test_max_framerate_limits_each_layer(facts: Facts, metrics: Facts) -> None:
    """`encodings[].maxFramerate=5` limits each simulcast layer of a running call; peaks of up to 50 % are tolerated.

    Thumbnails in full frame rate take the bandwidth and CPU that the large video needs.
    """
    rate = facts.get("rate", {})
    expect(rate.get("outcome"), "setParameters() with maxFramerate=5").equals("accepted")
    measured = {rid: metrics.get(f"{rid}_frames_per_second_at_5") for rid in RIDS}
    subject = "frames encoded per second and rid with maxFramerate=5"
    expect(measured, subject).satisfies(any(each for each in measured.values()), "frames of at least one rid")
    expect(measured, subject).satisfies(rate.get("obeyed") is True, "<= 7.5 for each rid")


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "simulcast/caps.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(f"{ENCODING}.scaleResolutionDownBy", GET_ENCODINGS),
)
def test_set_parameters_scale_resolution_down_by_changes_resolution(facts: Facts) -> None:
    """`setParameters()` with another `scaleResolutionDownBy` changes the resolution of a layer, and back.

    Products adapt what they send to the size in which it is shown.
    """
    scale = facts.get("scale", {})
    if scale.get("kept") in ([1], [1, 2]):
        not_supported("three simulcast encodings")
    expect(scale.get("outcome"), "setParameters() with encodings[2].scaleResolutionDownBy=3").equals("accepted")
    expect(scale.get("kept"), "getParameters().encodings[].scaleResolutionDownBy").equals([1, 2, 3])
    expect(scale.get("arrives"), "320x180 received with scaleResolutionDownBy=3 within 8 s").is_true()
    expect(scale.get("back"), "240x135 received with scaleResolutionDownBy=4 again within 8 s").is_true()
