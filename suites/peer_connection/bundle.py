"""RTCConfiguration.bundlePolicy and rtcpMuxPolicy: transports, a=bundle-only and RTCP candidates."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "peer_connection/bundle_policy.js"
RTCP_MUX = "peer_connection/rtcp_mux.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
CONSTRUCTOR = "api.RTCPeerConnection.RTCPeerConnection"
POLICY = f"{CONSTRUCTOR}.configuration_bundlePolicy_parameter"
MUX_POLICY = f"{CONSTRUCTOR}.configuration_rtcpMuxPolicy_parameter"


# webrtc-pc: "If the remote endpoint is bundle-aware, all media tracks ... are bundled onto the same transport."
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcbundlepolicy",
    basis="MUST",
    features=(POLICY, "api.RTCRtpSender.transport", "api.RTCSctpTransport.transport"),
)
def test_bundle_policy_uses_one_transport_with_bundle_peer(facts: Facts) -> None:
    """Each `bundlePolicy` bundles audio, video and data onto one transport if the remote peer supports BUNDLE.

    One transport means one port to open in a firewall.
    """
    for policy in ("balanced", "max-compat", "max-bundle"):
        result = facts[policy]
        bundled = result["bundling"]
        expect(result["offer"].get("grouped"), f"mids in a=group:BUNDLE with bundlePolicy={policy}").equals(4)
        expect(bundled.get("transports"), f"transports of offerer and answerer with bundlePolicy={policy}").equals(
            [1, 1]
        )
        expect(bundled.get("open"), f"data channel open with bundlePolicy={policy}").is_true()
        expect(bundled.get("connected"), f"connected with bundlePolicy={policy}").is_true()


# webrtc-pc: "If the remote endpoint is not bundle-aware, negotiate all media tracks on separate transports."
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcbundlepolicy-max-compat",
    basis="MUST",
    features=(POLICY, "api.RTCRtpSender.transport", "api.RTCSctpTransport.transport"),
)
def test_bundle_policy_max_compat_connects_without_bundle(facts: Facts) -> None:
    """`bundlePolicy` "max-compat" connects each m-line on its own transport if the remote peer lacks BUNDLE.

    Calls to old gateways, which do not know BUNDLE, depend on it.
    """
    alone = facts["max-compat"]["alone"]
    expect(alone.get("described"), "offer and answer without a=group:BUNDLE").equals("accepted")
    expect(alone.get("open"), "data channel open without BUNDLE").is_true()
    expect(alone.get("connected"), "connected without BUNDLE").is_true()
    expect(alone.get("transports"), "transports of offerer and answerer without BUNDLE").equals([4, 4])


# RFC 9429: "the bundle policy is set to "balanced" and this is not the first "m=" section for this media type"
@check(
    PROBE,
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    basis="MUST",
    features=(POLICY, "api.RTCPeerConnection.createOffer"),
)
def test_bundle_policy_balanced_writes_bundle_only(facts: Facts) -> None:
    """`bundlePolicy` "balanced" writes `a=bundle-only` in the second audio m-line, "max-compat" in none.

    A peer without BUNDLE has to reject the m-line instead of waiting for its packets.
    """
    subject = "a=bundle-only of the video, audio, second audio and application m-lines"
    expect(facts["balanced"]["offer"].get("bundleOnly"), f"{subject}, bundlePolicy=balanced").equals(
        [False, False, True, False]
    )
    expect(facts["max-compat"]["offer"].get("bundleOnly"), f"{subject}, bundlePolicy=max-compat").equals([False] * 4)


# webrtc-pc: "Gather ICE candidates only for RTP and multiplex RTCP on the RTP candidates."
@check(
    RTCP_MUX,
    spec=f"{WEBRTC}/#dom-rtcrtcpmuxpolicy-require",
    basis="MUST",
    features=(MUX_POLICY, "api.RTCIceCandidate.component"),
)
def test_rtcp_mux_policy_require_gathers_no_rtcp_candidates(facts: Facts) -> None:
    """`rtcpMuxPolicy` "require" writes `a=rtcp-mux` and gathers ICE candidates of `component` "rtp" only.

    Each RTCP candidate costs a port and delays call setup.
    """
    required = facts["require"]
    expect(required.get("offered"), "a=rtcp-mux in the offer with rtcpMuxPolicy=require").is_true()
    expect(required.get("components"), "RTCIceCandidate.component with rtcpMuxPolicy=require").equals(["rtp"])


# webrtc-pc: "the description does not use RTCP mux, then reject p with a newly created InvalidAccessError"
@check(
    RTCP_MUX,
    spec=f"{WEBRTC}/#set-description",
    basis="MUST",
    features=(MUX_POLICY, "api.RTCPeerConnection.setRemoteDescription"),
)
def test_set_remote_description_without_rtcp_mux_rejects(facts: Facts) -> None:
    """`setRemoteDescription()` rejects an offer without `a=rtcp-mux` with `InvalidAccessError`.

    A call that connects without RTCP has no retransmission and no bandwidth estimation.
    """
    expect(facts["withoutIt"], "setRemoteDescription() without a=rtcp-mux").equals("InvalidAccessError")
