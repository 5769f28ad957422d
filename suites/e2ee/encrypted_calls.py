"""Calls whose media is encrypted end to end, frame by frame: who has the key sees, nobody else does."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SCRIPT = "https://w3c.github.io/webrtc-encoded-transform/#RTCRtpScriptTransform-interface"
FEATURES = ("api.RTCRtpScriptTransform",)


def _assert_holder_sees(facts: Facts) -> None:
    for end in ("sent", "received"):
        assert facts[end] == f"video/{facts['codec']}", f"{facts[end]} was {end}"
    assert facts["holder"], "who has the key saw no pictures"


def _assert_nobody_else_sees(facts: Facts) -> None:
    assert facts["keylessSeesNothing"], "pictures were seen without a key, or nothing was received"
    assert facts["wrongKeySeesNothing"], "pictures were seen with another key, or no frame was refused"


def _assert_keys_change(facts: Facts) -> None:
    assert facts["afterChange"], "no pictures after the key has changed"
    assert facts["rightKeyAgain"], "no pictures once the right key was there again"


@check("e2ee/encrypted_vp8.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp8_is_seen_with_the_key(facts: Facts) -> None:
    """Who has the key sees VP8 pictures that were encrypted end to end.

    A browser that cannot do this shows a black picture in every end-to-end encrypted meeting with this codec.
    """
    _assert_holder_sees(facts)


@check("e2ee/encrypted_vp8.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp8_is_hidden_without_the_key(facts: Facts) -> None:
    """Who has no key, or another one, sees nothing of encrypted VP8 pictures.

    The promise of end-to-end encryption is broken where frames pass around the transform.
    """
    _assert_nobody_else_sees(facts)


@check("e2ee/encrypted_vp8.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp8_survives_a_change_of_keys(facts: Facts) -> None:
    """Encrypted VP8 pictures go on when the key changes, and come back when a right key follows a wrong one.

    Keys change whenever somebody joins or leaves a meeting.
    """
    _assert_keys_change(facts)


@check("e2ee/encrypted_vp9.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp9_is_seen_with_the_key(facts: Facts) -> None:
    """Who has the key sees VP9 pictures that were encrypted end to end.

    A browser that cannot do this shows a black picture in every end-to-end encrypted meeting with this codec.
    """
    _assert_holder_sees(facts)


@check("e2ee/encrypted_vp9.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp9_is_hidden_without_the_key(facts: Facts) -> None:
    """Who has no key, or another one, sees nothing of encrypted VP9 pictures.

    The promise of end-to-end encryption is broken where frames pass around the transform.
    """
    _assert_nobody_else_sees(facts)


@check("e2ee/encrypted_vp9.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp9_survives_a_change_of_keys(facts: Facts) -> None:
    """Encrypted VP9 pictures go on when the key changes, and come back when a right key follows a wrong one.

    Keys change whenever somebody joins or leaves a meeting.
    """
    _assert_keys_change(facts)


@check("e2ee/encrypted_h264.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_h264_is_seen_with_the_key(facts: Facts) -> None:
    """Who has the key sees H.264 pictures that were encrypted end to end.

    A browser that cannot do this shows a black picture in every end-to-end encrypted meeting with this codec.
    """
    _assert_holder_sees(facts)


@check("e2ee/encrypted_h264.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_h264_is_hidden_without_the_key(facts: Facts) -> None:
    """Who has no key, or another one, sees nothing of encrypted H.264 pictures.

    The promise of end-to-end encryption is broken where frames pass around the transform.
    """
    _assert_nobody_else_sees(facts)


@check("e2ee/encrypted_h264.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_h264_survives_a_change_of_keys(facts: Facts) -> None:
    """Encrypted H.264 pictures go on when the key changes, and come back when a right key follows a wrong one.

    Keys change whenever somebody joins or leaves a meeting.
    """
    _assert_keys_change(facts)


@check("e2ee/encrypted_av1.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_av1_is_seen_with_the_key(facts: Facts) -> None:
    """Who has the key sees AV1 pictures that were encrypted end to end.

    A browser that cannot do this shows a black picture in every end-to-end encrypted meeting with this codec.
    """
    _assert_holder_sees(facts)


@check("e2ee/encrypted_av1.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_av1_is_hidden_without_the_key(facts: Facts) -> None:
    """Who has no key, or another one, sees nothing of encrypted AV1 pictures.

    The promise of end-to-end encryption is broken where frames pass around the transform.
    """
    _assert_nobody_else_sees(facts)


@check("e2ee/encrypted_av1.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_av1_survives_a_change_of_keys(facts: Facts) -> None:
    """Encrypted AV1 pictures go on when the key changes, and come back when a right key follows a wrong one.

    Keys change whenever somebody joins or leaves a meeting.
    """
    _assert_keys_change(facts)


@check("e2ee/server_vp8.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp8_goes_through_a_server(facts: Facts) -> None:
    """Encrypted VP8 pictures go through a forwarding server to those who have the key, late and after a change.

    The server reads parts of frames to do its work; encryption must leave it those, and no more.
    """
    _assert_holder_sees(facts)
    assert facts["lateHolder"], "who came late saw no pictures"
    assert facts["afterChange"], "no pictures after the key has changed"


@check("e2ee/server_vp8.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp8_from_a_server_is_hidden(facts: Facts) -> None:
    """Of encrypted VP8 pictures from a forwarding server nothing is seen without the key, nor with another.

    Whoever runs the server, or gets into it, must not see the meeting.
    """
    assert facts["keylessSeesNothing"], "pictures were seen without a key, or nothing was received"
    assert facts["otherKeySeesNothing"], "pictures were seen with another key"
    assert facts["otherKeyIsRefused"], "nobody tried to decrypt with another key, so nothing is proved"


@check("e2ee/server_vp9.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp9_goes_through_a_server(facts: Facts) -> None:
    """Encrypted VP9 pictures go through a forwarding server to those who have the key, late and after a change.

    The server reads parts of frames to do its work; encryption must leave it those, and no more.
    """
    _assert_holder_sees(facts)
    assert facts["lateHolder"], "who came late saw no pictures"
    assert facts["afterChange"], "no pictures after the key has changed"


@check("e2ee/server_vp9.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_vp9_from_a_server_is_hidden(facts: Facts) -> None:
    """Of encrypted VP9 pictures from a forwarding server nothing is seen without the key, nor with another.

    Whoever runs the server, or gets into it, must not see the meeting.
    """
    assert facts["keylessSeesNothing"], "pictures were seen without a key, or nothing was received"
    assert facts["otherKeySeesNothing"], "pictures were seen with another key"
    assert facts["otherKeyIsRefused"], "nobody tried to decrypt with another key, so nothing is proved"


@check("e2ee/server_h264.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_h264_goes_through_a_server(facts: Facts) -> None:
    """Encrypted H.264 pictures go through a forwarding server to those who have the key, late and after a change.

    The server reads parts of frames to do its work; encryption must leave it those, and no more.
    """
    _assert_holder_sees(facts)
    assert facts["lateHolder"], "who came late saw no pictures"
    assert facts["afterChange"], "no pictures after the key has changed"


@check("e2ee/server_h264.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_h264_from_a_server_is_hidden(facts: Facts) -> None:
    """Of encrypted H.264 pictures from a forwarding server nothing is seen without the key, nor with another.

    Whoever runs the server, or gets into it, must not see the meeting.
    """
    assert facts["keylessSeesNothing"], "pictures were seen without a key, or nothing was received"
    assert facts["otherKeySeesNothing"], "pictures were seen with another key"
    assert facts["otherKeyIsRefused"], "nobody tried to decrypt with another key, so nothing is proved"


@check("e2ee/server_av1.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_av1_goes_through_a_server(facts: Facts) -> None:
    """Encrypted AV1 pictures go through a forwarding server to those who have the key, late and after a change.

    The server reads parts of frames to do its work; encryption must leave it those, and no more.
    """
    _assert_holder_sees(facts)
    assert facts["lateHolder"], "who came late saw no pictures"
    assert facts["afterChange"], "no pictures after the key has changed"


@check("e2ee/server_av1.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_av1_from_a_server_is_hidden(facts: Facts) -> None:
    """Of encrypted AV1 pictures from a forwarding server nothing is seen without the key, nor with another.

    Whoever runs the server, or gets into it, must not see the meeting.
    """
    assert facts["keylessSeesNothing"], "pictures were seen without a key, or nothing was received"
    assert facts["otherKeySeesNothing"], "pictures were seen with another key"
    assert facts["otherKeyIsRefused"], "nobody tried to decrypt with another key, so nothing is proved"


@check("e2ee/encrypted_opus.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_sound_is_heard_with_the_key(facts: Facts) -> None:
    """Who has the key hears a tone that was encrypted end to end, also after the key has changed.

    Sound is the first thing that a meeting must not lose.
    """
    for end in ("sent", "received"):
        assert facts[end] == "audio/opus", f"{facts[end]} was {end}"
    assert facts["holder"], "who has the key did not hear the tone"
    assert facts["afterChange"], "the tone was not heard after the key has changed"


@check("e2ee/encrypted_opus.js", spec=SCRIPT, features=FEATURES)
def test_encrypted_sound_is_hidden_without_the_key(facts: Facts) -> None:
    """Who has no key, or another one, does not hear a tone that was encrypted end to end.

    The promise of end-to-end encryption is broken where frames pass around the transform.
    """
    assert facts["keylessHearsNothing"], "the tone was heard without a key"
    assert facts["wrongKey"] == {"refused": True, "hearsNothing": True}


@check("e2ee/encrypted_streams.js", spec="https://w3c.github.io/webrtc-encoded-transform/#operation")
def test_older_encryption_still_works(facts: Facts) -> None:
    """Encryption by createEncodedStreams, the older interface, shows pictures to who has the key and to nobody else.

    Products that were written before the standard settled depend on it.
    """
    _assert_holder_sees(facts)
    _assert_nobody_else_sees(facts)
    _assert_keys_change(facts)
