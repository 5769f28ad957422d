"""RTCDTMFSender: insertDTMF() and its `tonechange` events."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]


# "support for the characters 0 through 9, A through D, #, and * are required"
@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    basis="MUST",
    features=(
        "api.RTCDTMFSender.insertDTMF",
        "api.RTCDTMFSender.tonechange_event",
        "api.RTCDTMFSender.canInsertDTMF",
        "api.RTCDTMFSender.toneBuffer",
        "api.RTCRtpSender.dtmf",
    ),
)
def test_insert_dtmf_fires_tonechange_in_order(facts: Facts) -> None:
    """`insertDTMF()` fires `tonechange` for each DTMF tone in order, then once with an empty `tone`.

    Users type a PIN or a menu choice on a telephone line, where the order counts.
    """
    expect(facts["canInsertDTMF"], "RTCDTMFSender.canInsertDTMF in an audio call").is_true()
    expect(facts["heard"], "tones of the tonechange events").equals([*facts["asked"], ""])
    expect(facts["bufferAfter"], "RTCDTMFSender.toneBuffer after the last tone").equals("")


# "If tones contains any unrecognized characters, throw an InvalidCharacterError."
@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    basis="MUST",
    features=("api.RTCDTMFSender.insertDTMF", "api.RTCRtpSender.dtmf"),
)
def test_insert_dtmf_unknown_tone_throws(facts: Facts) -> None:
    """`insertDTMF()` throws `InvalidCharacterError` for a character that is no DTMF tone.

    Dial pads report a typing mistake at once instead of sending nothing.
    """
    expect(facts["wrong"], 'insertDTMF("x") outcome').equals("InvalidCharacterError")
