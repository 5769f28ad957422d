"""Calls that one browser encrypts and another one decrypts: who has the key sees, who has none does not."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://www.w3.org/TR/webrtc-encoded-transform/#rtcrtpscripttransform"


def _assert_encrypted(facts: Facts, codec: str) -> None:
    seen = facts["answerer"]
    sent = str(facts["offerer"]["codec"]).lower()
    assert sent == f"video/{codec}", f"what was sent is {sent}"
    assert seen["keylessSeesNothing"] is not None, "no encrypted frame arrived"
    assert seen["keylessSeesNothing"], "pictures were seen without the key"
    assert seen["holder"], "nothing was seen with the key"
    assert seen["afterChange"], "nothing was seen after the key was changed"


@check("interop/encrypted_vp8.js", spec=SPEC)
def test_vp8_is_encrypted_between_two_browsers(facts: Facts) -> None:
    """VP8 pictures that one browser encrypts are seen in another one by who has the key, and by nobody else.

    End-to-end encryption must hold between brands: each reads frames by an interface of its own.
    """
    _assert_encrypted(facts, "vp8")


@check("interop/encrypted_vp9.js", spec=SPEC)
def test_vp9_is_encrypted_between_two_browsers(facts: Facts) -> None:
    """VP9 pictures that one browser encrypts are seen in another one by who has the key, and by nobody else.

    End-to-end encryption must hold between brands: each reads frames by an interface of its own.
    """
    _assert_encrypted(facts, "vp9")


@check("interop/encrypted_h264.js", spec=SPEC)
def test_h264_is_encrypted_between_two_browsers(facts: Facts) -> None:
    """H.264 pictures that one browser encrypts are seen in another one by who has the key, and by nobody else.

    End-to-end encryption must hold between brands: each reads frames by an interface of its own.
    """
    _assert_encrypted(facts, "h264")


@check("interop/encrypted_av1.js", spec=SPEC)
def test_av1_is_encrypted_between_two_browsers(facts: Facts) -> None:
    """AV1 pictures that one browser encrypts are seen in another one by who has the key, and by nobody else.

    End-to-end encryption must hold between brands: each reads frames by an interface of its own.
    """
    _assert_encrypted(facts, "av1")
