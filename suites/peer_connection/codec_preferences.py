"""RTCRtpTransceiver.setCodecPreferences(): order, exclusion, matching and errors."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PROBE = "peer_connection/preferences.js"
RECEIVE_ONLY = "peer_connection/receive_only.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
SET = f"{WEBRTC}/#dom-rtcrtptransceiver-setcodecpreferences"
FEATURES = ("api.RTCRtpTransceiver.setCodecPreferences", "api.RTCPeerConnection.createOffer")
KINDS = ("video", "audio")


# RFC 9429: "media formats MUST be generated in the corresponding order"
@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1", basis="MUST", features=FEATURES)
def test_set_codec_preferences_orders_offer(facts: Facts) -> None:
    """`createOffer()` lists the codecs of an m-line in the order of `setCodecPreferences()`.

    Products choose the codec of a call by this order.
    """
    for kind in KINDS:
        order = facts[kind]["reversed"]
        subject = f"{kind} codecs of the offer after setCodecPreferences() in reversed order"
        expect(order["offered"], subject).is_not_empty().equals(order["asked"])


# RFC 9429: "and MUST exclude any codecs not present in the codec preferences"
@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1", basis="MUST", features=FEATURES)
def test_set_codec_preferences_excludes_codec(facts: Facts) -> None:
    """`createOffer()` leaves out a codec that `setCodecPreferences()` does not list.

    Products exclude codecs that drain batteries or that a gateway cannot decode.
    """
    for kind in KINDS:
        excluded = facts[kind]["without"]
        expect(facts[kind]["usual"], f"{kind} codecs of the default offer").contains(excluded["left"])
        subject = f"{kind} codecs of the offer after setCodecPreferences() without {excluded['left']}"
        expect(excluded["offered"], subject).is_a("array").lacks(excluded["left"])


# webrtc-pc: "Remove any duplicate values in codecs, ensuring that the first occurrence ... remains in place."
@check(PROBE, spec=SET, basis="MUST", features=FEATURES)
def test_set_codec_preferences_with_one_codec_offers_it_alone(facts: Facts) -> None:
    """`createOffer()` contains one codec after `setCodecPreferences()` with that codec, once or twice.

    A product that needs one codec must get that one or none, never another.
    """
    for kind in KINDS:
        for times in ("alone", "twice"):
            one = facts[kind][times]
            subject = f"{kind} codecs of the offer after setCodecPreferences() with {one['asked']} ({times})"
            expect(one["offered"], subject).equals([one["asked"]])


# webrtc-pc: "If first.mimeType is not an ASCII case-insensitive match for second.mimeType, return false."
@check(PROBE, spec=f"{WEBRTC}/#dfn-codec-dictionary-match", basis="MUST", features=FEATURES)
def test_set_codec_preferences_accepts_mime_type_in_any_case(facts: Facts) -> None:
    """`setCodecPreferences()` accepts `mimeType` in any letter case.

    Products write "video/vp9"; the call must not run with another codec because of it.
    """
    for kind in KINDS:
        for case in ("lowerCase", "upperCase"):
            one = facts[kind][case]
            subject = f"{kind} codecs of the offer after setCodecPreferences() with {one['asked']} in {case}"
            expect(one["offered"], subject).equals([one["asked"]])


# webrtc-pc: "Setting codecs to an empty sequence ... results in default codec preferences."
@check(PROBE, spec=SET, basis="MUST", features=FEATURES)
def test_set_codec_preferences_empty_restores_default(facts: Facts) -> None:
    """`setCodecPreferences([])` restores the codecs of the default offer, RTX included.

    A product that tried out one codec would otherwise lose retransmission for the rest of the call.
    """
    for kind in KINDS:
        subject = f"{kind} codecs of the offer after setCodecPreferences([])"
        expect(facts[kind]["reset"], subject).is_not_empty().equals(facts[kind]["usual"])


# webrtc-pc: "If codec does not match any codec in codecCapabilities, throw InvalidModificationError."
@check(PROBE, spec=SET, basis="MUST", features=("api.RTCRtpTransceiver.setCodecPreferences",))
def test_set_codec_preferences_throws_for_unknown_codec(facts: Facts) -> None:
    """`setCodecPreferences()` throws `InvalidModificationError` for a codec that `getCapabilities()` does not list.

    Products detect by this error that a browser lacks a codec.
    """
    for what in (
        "an unknown codec",
        "an unknown codec after a known one",
        "an audio codec for video",
        "another clock rate",
    ):
        expect(facts["refused"].get(what), f"setCodecPreferences() with {what}").equals("InvalidModificationError")


# webrtc-pc: "If codecs only contains entries for RTX, RED, FEC or Comfort Noise ..., throw InvalidModificationError."
@check(PROBE, spec=SET, basis="MUST", features=("api.RTCRtpTransceiver.setCodecPreferences",))
def test_set_codec_preferences_throws_for_rtx_alone(facts: Facts) -> None:
    """`setCodecPreferences()` throws `InvalidModificationError` for a list that contains RTX only.

    Without a codec the m-line would be rejected and the call would have no video.
    """
    if "rtx" not in facts["video"]["usual"]:
        not_supported("video/rtx")
    expect(facts["refused"].get("rtx alone"), "setCodecPreferences() with RTX only").equals("InvalidModificationError")


# webrtc-pc: "or one that becomes empty after direction filtering, results in default codec preferences"
@check(RECEIVE_ONLY, spec=f"{WEBRTC}/#setcodecpreferences-send-and-receive", basis="MUST", features=FEATURES)
def test_set_codec_preferences_receive_only_codec_not_offered_sendonly(facts: Facts) -> None:
    """`setCodecPreferences()` with a receive-only codec offers the default codecs if `direction` is "sendonly".

    Products must check which codec is really used, because the preferred one cannot be encoded.
    """
    name = facts["preferred"].split(" ")[0].split("/")[1]
    expect(facts["recvonly"], f"codecs of a recvonly offer that prefers {facts['preferred']}").equals([name])
    expect(facts["sendonly"], f"codecs of a sendonly offer that prefers {facts['preferred']}").is_not_empty().equals(
        facts["usual"]
    )
