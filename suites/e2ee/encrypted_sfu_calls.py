"""End-to-end encrypted calls through an SFU: subscribers with the key decode, subscribers without it do not."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
PROCESSING = f"{SPEC}#stream-processing"
DATA = f"{SPEC}#RTCEncodedVideoFrame-members"
FEATURES = (
    "api.RTCRtpScriptTransform",
    "api.RTCRtpSender.transform",
    "api.RTCRtpReceiver.transform",
    "api.RTCEncodedVideoFrame.data",
)


def _expect_codec(facts: Facts, codec: str) -> None:
    """Expect encrypted media of one codec on both ends: without media nothing is proved."""
    expect(facts["sent"], "outbound-rtp codec of the encrypted stream").equals(codec)
    expect(facts["received"], "inbound-rtp codec of the receiver without a key").equals(codec)


def _expect_holder_decodes(facts: Facts) -> None:
    """Expect video at the receiver that has the key."""
    _expect_codec(facts, f"video/{facts['codec']}")
    expect(facts["holder"], "the receiver with the key plays 16 numbered frames within 15 s").is_true()


def _expect_sfu_forwards(facts: Facts) -> None:
    """Expect video at SFU subscribers that have the key."""
    _expect_holder_decodes(facts)
    expect(facts["lateHolder"], "a subscriber that joins late with the key plays video").is_true()
    expect(facts["afterChange"], "the late subscriber plays video after the publisher rotates its key").is_true()


def _expect_sfu_subscribers_without_key_see_nothing(facts: Facts) -> None:
    """Expect no video at SFU subscribers without a key and with another key."""
    _expect_codec(facts, f"video/{facts['codec']}")
    few = "plays at most 1/4 of the frames of the one with it"
    expect(facts["keylessSeesNothing"], f"the subscriber without a key {few}").is_true()
    expect(facts["otherKeyIsRefused"], "frames reach the transform of the subscriber with a wrong key").is_true()
    expect(facts["otherKeySeesNothing"], f"the subscriber with a wrong key {few}").is_true()


# "enqueue frameCopy to rtcObject's packetizer, to be processed in parallel."
@check("e2ee/server_vp8.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp8_through_sfu_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with the key play VP8, also late and after a key rotation.

    SFUs read the payload descriptor and codec header; a browser that changes them freezes group calls.
    """
    _expect_sfu_forwards(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/server_vp8.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_vp8_through_sfu_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with no key or a wrong key play no VP8 video.

    An operator or intruder of the SFU would see the meeting.
    """
    _expect_sfu_subscribers_without_key_see_nothing(facts)


# "enqueue frameCopy to rtcObject's packetizer, to be processed in parallel."
@check("e2ee/server_vp9.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp9_through_sfu_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with the key play VP9, also late and after a key rotation.

    SFUs read the payload descriptor and codec header; a browser that changes them freezes group calls.
    """
    _expect_sfu_forwards(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/server_vp9.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_vp9_through_sfu_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with no key or a wrong key play no VP9 video.

    An operator or intruder of the SFU would see the meeting.
    """
    _expect_sfu_subscribers_without_key_see_nothing(facts)


# "enqueue frameCopy to rtcObject's packetizer, to be processed in parallel."
@check("e2ee/server_h264.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_h264_through_sfu_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with the key play H.264, also late and after a key rotation.

    SFUs read the payload descriptor and codec header; a browser that changes them freezes group calls.
    """
    _expect_sfu_forwards(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/server_h264.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_h264_through_sfu_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with no key or a wrong key play no H.264 video.

    An operator or intruder of the SFU would see the meeting.
    """
    _expect_sfu_subscribers_without_key_see_nothing(facts)


# "enqueue frameCopy to rtcObject's packetizer, to be processed in parallel."
@check("e2ee/server_av1.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_av1_through_sfu_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with the key play AV1, also late and after a key rotation.

    SFUs read the payload descriptor and codec header; a browser that changes them freezes group calls.
    """
    _expect_sfu_forwards(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/server_av1.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_av1_through_sfu_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: SFU subscribers with no key or a wrong key play no AV1 video.

    An operator or intruder of the SFU would see the meeting.
    """
    _expect_sfu_subscribers_without_key_see_nothing(facts)
