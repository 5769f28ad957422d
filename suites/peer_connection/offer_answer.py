"""createOffer(), createAnswer() and the description methods: implicit descriptions, errors, options, pranswer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PROBE = "peer_connection/offer_options.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE_OFFER = "api.RTCPeerConnection.createOffer"
CREATE_ANSWER = "api.RTCPeerConnection.createAnswer"
LOCAL = "api.RTCPeerConnection.setLocalDescription"
REMOTE = "api.RTCPeerConnection.setRemoteDescription"


# webrtc-pc: "If sdp is the empty string ..., then let p be the result of creating an offer with connection"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-peerconnection-setlocaldescription",
    basis="MUST",
    features=(f"{LOCAL}.description_parameter_optional",),
)
def test_set_local_description_without_argument_creates_description(facts: Facts) -> None:
    """`setLocalDescription()` without an argument creates the offer or answer, and the call connects.

    Code that calls `createOffer()` itself can lose a race with a change of the connection.
    """
    implicit = facts["implicit"]
    expect(implicit.get("called"), "setLocalDescription() at both peers").equals("accepted")
    expect(implicit.get("types"), "localDescription.type of offerer and answerer").equals(["offer", "answer"])
    expect(implicit.get("echoed"), "data channel message echoed").is_true()


# webrtc-pc: type "is invalid for the current [[SignalingState]] ..., then reject p with ... InvalidStateError"
@check(
    PROBE,
    spec=f"{WEBRTC}/#set-description",
    basis="MUST",
    features=(CREATE_ANSWER, REMOTE),
)
def test_answer_without_offer_rejects_with_invalid_state_error(facts: Facts) -> None:
    """`createAnswer()` and `setRemoteDescription()` reject an answer that no offer precedes with `InvalidStateError`.

    Signaling messages that arrive in the wrong order are found by this error.
    """
    expect(facts["answers"].get("early"), 'createAnswer() in "stable"').equals("InvalidStateError")
    expect(facts["answers"].get("own"), 'createAnswer() in "have-local-offer"').equals("InvalidStateError")
    expect(facts["wrong"].get("an answer first"), 'setRemoteDescription({type: "answer"}) in "stable"').equals(
        "InvalidStateError"
    )
    expect(facts["wrong"].get("unknown type"), 'setRemoteDescription({type: "unknown"})').equals("TypeError")


# RFC 9429: "If any of the preceding checks failed, processing MUST stop and an error MUST be returned."
@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.8.3", basis="MUST", features=(REMOTE,))
def test_set_remote_description_rejects_invalid_sdp(facts: Facts) -> None:
    """`setRemoteDescription()` rejects text that is no SDP, and SDP without `a=fingerprint` or `a=ice-ufrag`.

    A broken signaling server has to show as an error and not as a call without media.
    """
    wrong = facts["wrong"]
    expect(wrong.get("nonsense"), "setRemoteDescription() with text that is no SDP").is_one_of(
        ["OperationError", "RTCError", "InvalidAccessError"]
    )
    for name, line in (
        ("without a fingerprint", "a=fingerprint"),
        ("without credentials", "a=ice-ufrag and a=ice-pwd"),
    ):
        expect(wrong.get(name), f"setRemoteDescription() without {line}").is_not_null().differs_from("accepted")


# webrtc-pc: "When createOffer is called with any of the legacy options ..., run the followings steps"
@check(
    PROBE,
    spec=f"{WEBRTC}/#legacy-configuration-extensions",
    basis="MUST",
    features=(CREATE_OFFER, "api.RTCPeerConnection.addTransceiver.init_direction_parameter"),
)
def test_create_offer_offer_to_receive_adds_recvonly(facts: Facts) -> None:
    """`createOffer()` with `offerToReceiveAudio` true adds an `a=recvonly` m-line; false makes it `a=sendonly`.

    Older products ask for remote audio and video with these options.
    """
    expect(facts["nothing"], "m-lines of createOffer({}) on a new connection").equals([])
    if facts["receiveAudio"] == facts["receiveBoth"] == []:
        not_supported("RTCOfferOptions.offerToReceiveAudio")
    expect(facts["receiveAudio"], "m-lines of createOffer({offerToReceiveAudio: true})").equals(["audio recvonly"])
    expect(facts["receiveBoth"], "m-lines with offerToReceiveAudio and offerToReceiveVideo true").equals(
        ["audio recvonly", "video recvonly"]
    )
    expect(facts["notToReceive"], "m-lines of a sendrecv transceiver with offerToReceiveAudio=false").equals(
        ["audio sendonly"]
    )


# RFC 9429: "the "o=" line MUST stay the same except for the <session-version> field, which MUST increment"
@check(
    PROBE,
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.2",
    basis="MUST",
    features=(CREATE_OFFER, "api.RTCRtpTransceiver.mid"),
)
def test_create_offer_again_increments_session_version(facts: Facts) -> None:
    """`createOffer()` for a changed connection keeps the session id of `o=` and `a=mid`, and increments the version.

    Servers tell by the SDP `o=` line whether an offer changes a call or starts another one.
    """
    numbered = facts["numbered"]
    expect(numbered.get("sameSession"), "session id of o= is the same in the second offer").is_true()
    expect(numbered.get("versionGrows"), "session version of o= is higher in the second offer").is_true()
    expect(numbered.get("sameMids"), "a=mid of the first m-line is the same in the second offer").is_true()


# webrtc-pc: "pranswer": the description "MUST be treated as an SDP answer, but not a final answer"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcsdptype-pranswer",
    basis="MUST",
    features=(LOCAL, REMOTE),
)
def test_pranswer_before_answer_connects(facts: Facts) -> None:
    """`setLocalDescription()` and `setRemoteDescription()` accept a "pranswer" before the answer; the call connects.

    Gateways to telephone networks use it for the ringing tone.
    """
    expect(facts["provisional"].get("called"), 'offer, "pranswer" and answer').equals("accepted")
    expect(facts["provisional"].get("echoed"), "data channel message echoed after pranswer and answer").is_true()
