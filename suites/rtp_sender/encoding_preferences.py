"""`RTCRtpSender.setParameters()`: priorities, `degradationPreference` and keyframes."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]
SENDER = "api.RTCRtpSender.setParameters"
ENCODING = f"{SENDER}.parameters_encodings_parameter"
PRIORITIES = ("very-low", "low", "medium", "high")


# webrtc-priority IDL: 'RTCPriorityType priority = "low";' of "very-low", "low", "medium", "high"
@check(
    "rtp_sender/encoding_preferences.js",
    spec="https://w3c.github.io/webrtc-priority/#encoding-parameters",
    basis="MUST",
    features=(SENDER, f"{ENCODING}.priority"),
)
def test_set_parameters_priority_is_kept(facts: Facts) -> None:
    """`setParameters()` keeps each value of `encodings[].priority`, and rejects an unknown one with `TypeError`.

    Products give audio a higher priority than video, so that speech survives little bandwidth.
    """
    outcomes = facts["encodings"].get("priority", {})
    if all(outcomes.get(each) == "dropped" for each in (*PRIORITIES, "urgent")):
        not_supported("RTCRtpEncodingParameters.priority")
    for value in PRIORITIES:
        expect(outcomes.get(value), f'setParameters() with encodings[0].priority="{value}"').equals("kept")
    expect(outcomes.get("urgent"), 'setParameters() with encodings[0].priority="urgent"').equals("TypeError")


# webrtc-priority IDL: "RTCPriorityType networkPriority;"
@check(
    "rtp_sender/encoding_preferences.js",
    spec="https://w3c.github.io/webrtc-priority/#encoding-parameters",
    basis="MUST",
    features=(SENDER,),
)
def test_set_parameters_network_priority_is_kept(facts: Facts) -> None:
    """`setParameters()` keeps each value of `encodings[].networkPriority` where the browser has that member.

    Managed networks forward audio first by the DSCP marks that it sets.
    """
    outcomes = facts["encodings"].get("networkPriority", {})
    if all(outcomes.get(each) == "dropped" for each in (*PRIORITIES, "urgent")):
        not_supported("RTCRtpEncodingParameters.networkPriority")
    for value in PRIORITIES:
        expect(outcomes.get(value), f'setParameters() with encodings[0].networkPriority="{value}"').equals("kept")


# mst-content-hint IDL: 'enum RTCDegradationPreference { "maintain-framerate", "maintain-resolution", "balanced" };'
@check(
    "rtp_sender/encoding_preferences.js",
    spec="https://w3c.github.io/mst-content-hint/#degradation-preference-when-encoding",
    basis="MUST",
    features=(SENDER, f"{SENDER}.parameters_degradationPreference_parameter"),
)
def test_set_parameters_degradation_preference_is_kept(facts: Facts) -> None:
    """`setParameters()` keeps each `degradationPreference`, and rejects an unknown one with `TypeError`.

    With little bandwidth, shared slides become unreadable or sports stutter.
    """
    outcomes = facts.get("preferences", {})
    values = ("balanced", "maintain-framerate", "maintain-resolution")
    if all(outcomes.get(each) == "dropped" for each in (*values, "another")):
        not_supported("RTCRtpSendParameters.degradationPreference")
    for value in values:
        expect(outcomes.get(value), f'setParameters() with degradationPreference="{value}"').equals("kept")
    expect(outcomes.get("another"), 'setParameters() with degradationPreference="another"').equals("TypeError")


# "If encodingOptions is not empty and [its] length is different from ... encodings.length": only then it rejects
@check(
    "rtp_sender/encoding_preferences.js",
    spec="https://w3c.github.io/webrtc-extensions/#dom-rtcsetparameteroptions-encodingoptions",
    basis="MUST",
    features=(SENDER,),
)
def test_set_parameters_encoding_options_key_frame_resolves(facts: Facts) -> None:
    """`setParameters()` with `encodingOptions[].keyFrame=true` resolves; the layer encodes a keyframe if supported.

    Viewers who join late, and recordings that start, show nothing before a keyframe arrives.
    """
    seen = facts.get("keyFrame", {})
    subject = "setParameters() with encodingOptions, keyFrame=true for one of three encodings"
    expect(seen.get("outcome"), subject).equals("accepted")
    if not seen.get("counted"):
        not_supported("outbound-rtp.keyFramesEncoded")
    if not seen.get("came"):
        # A browser without this extension ignores the argument
        not_supported("RTCEncodingOptions.keyFrame")
