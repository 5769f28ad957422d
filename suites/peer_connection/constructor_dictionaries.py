"""Dictionaries that constructors of WebRTC objects and events take: which members the browser reads."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "peer_connection/reads_constructors.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"


# webrtc-pc IDL: "DOMString candidate; DOMString? sdpMid; unsigned short? sdpMLineIndex; DOMString? usernameFragment;"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcicecandidateinit",
    basis="MUST",
    features=(
        "api.RTCIceCandidate.RTCIceCandidate",
        "api.RTCIceCandidate.candidate",
        "api.RTCIceCandidate.sdpMid",
        "api.RTCIceCandidate.sdpMLineIndex",
        "api.RTCIceCandidate.usernameFragment",
    ),
)
def test_ice_candidate_constructor_reads_init(facts: Facts) -> None:
    """`new RTCIceCandidate()` reads `candidate`, `sdpMid`, `sdpMLineIndex` and `usernameFragment`.

    Signaling carries candidates as JSON, and the remote peer builds them again with this constructor.
    """
    expect(facts.get("RTCIceCandidate"), "members that new RTCIceCandidate() reads").contains(
        "candidate", "sdpMid", "sdpMLineIndex", "usernameFragment"
    )


# webrtc-pc IDL: "DOMString? address; unsigned short? port; DOMString url; required unsigned short errorCode;"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcpeerconnectioniceerroreventinit",
    basis="MUST",
    features=("api.RTCPeerConnectionIceErrorEvent.RTCPeerConnectionIceErrorEvent",),
)
def test_ice_error_event_constructor_reads_init(facts: Facts) -> None:
    """`new RTCPeerConnectionIceErrorEvent()` reads `address`, `port`, `url`, `errorCode` and `errorText`.

    Support learns from these members which STUN or TURN server failed, and why.
    """
    expect(
        facts.get("RTCPeerConnectionIceErrorEvent"), "members that new RTCPeerConnectionIceErrorEvent() reads"
    ).contains("address", "port", "url", "errorCode", "errorText")


# webrtc-pc IDL: "required RTCErrorDetailType errorDetail;" (the attributes of RTCError are at risk)
@check(PROBE, spec=f"{WEBRTC}/#dom-rtcerrorinit", basis="MUST", features=("api.RTCError.RTCError",))
def test_rtc_error_constructor_reads_error_detail(facts: Facts) -> None:
    """`new RTCError()` reads `errorDetail`.

    Without the detail, every failed connection looks the same in an error log.
    """
    expect(facts.get("RTCError"), "members that new RTCError() reads").contains("errorDetail")
