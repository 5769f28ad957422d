"""Calls between two browsers with one codec alone: that both say they use it, and that it carries something."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences"
ROLES = ("offerer", "answerer")


def _assert_used(facts: Facts, mime_type: str) -> None:
    for role in ROLES:
        for way in ("sent", "received"):
            used = str(facts[role][way])
            assert used.lower() == mime_type.lower(), f"what the {role} {way} is {used}"


def _assert_frames(facts: Facts) -> None:
    for role in ROLES:
        assert facts[role]["numbered"], f"the {role} read too few numbered frames"
        assert facts[role]["goesOn"], f"at the {role} the video froze or went black after its first frames"
        assert not facts[role]["backwards"], f"the {role} saw frames out of order"


def _assert_heard(facts: Facts) -> None:
    for role in ROLES:
        assert facts[role]["toneArrives"], f"the {role} did not hear the tone"
        assert facts[role]["toneGoesOn"], f"the {role} heard the tone at first and not 150 RTP packets later"


@check("interop/codec_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc8829#section-5.2.1")
def test_an_offer_of_one_codec_is_taken_as_it_is(facts: Facts) -> None:
    """An offer in which one browser lists one video codec alone is taken by the other browser as it is.

    Apps that settle on a codec by setCodecPreferences depend on it: where it is refused there is no call at all.
    """
    for role in ROLES:
        assert facts[role]["refused"] == [], f"the {role} refused the {facts[role]['refused']}"


@check("interop/codec_vp8.js", spec=SPEC)
def test_vp8_between_two_browsers(facts: Facts) -> None:
    """Two browsers call each other with VP8.

    Every browser must have it (RFC 7742): it is what calls fall back to.
    """
    _assert_used(facts, "video/VP8")
    _assert_frames(facts)


@check("interop/codec_vp9.js", spec=SPEC)
def test_vp9_between_two_browsers(facts: Facts) -> None:
    """Two browsers call each other with VP9.

    Meetings use it for many sizes in one stream; a browser that cannot take another one's has to be sent VP8.
    """
    _assert_used(facts, "video/VP9")
    _assert_frames(facts)


@check("interop/codec_h264.js", spec=SPEC)
def test_h264_between_two_browsers(facts: Facts) -> None:
    """Two browsers call each other with H.264.

    Phones and meeting rooms rely on it; a browser without it cannot join them.
    """
    _assert_used(facts, "video/H264")
    _assert_frames(facts)


@check("interop/codec_av1.js", spec=SPEC)
def test_av1_between_two_browsers(facts: Facts) -> None:
    """Two browsers call each other with AV1.

    It saves half the line at low rates, if what one encodes the other decodes.
    """
    _assert_used(facts, "video/AV1")
    _assert_frames(facts)


@check("interop/codec_opus.js", spec=SPEC)
def test_opus_between_two_browsers(facts: Facts) -> None:
    """Two browsers hear each other with Opus.

    Every browser must have it (RFC 7874).
    """
    _assert_used(facts, "audio/opus")
    _assert_heard(facts)


@check("interop/codec_pcmu.js", spec=SPEC)
def test_pcmu_between_two_browsers(facts: Facts) -> None:
    """Two browsers hear each other with G.711 (PCMU).

    Every browser must have it (RFC 7874): telephone gateways speak it.
    """
    _assert_used(facts, "audio/PCMU")
    _assert_heard(facts)


@check("interop/codec_g722.js", spec=SPEC)
def test_g722_between_two_browsers(facts: Facts) -> None:
    """Two browsers hear each other with G.722.

    Desk phones speak it; it is the wideband codec that needs no licence.
    """
    _assert_used(facts, "audio/G722")
    _assert_heard(facts)
