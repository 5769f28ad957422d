"""Layers, caps, a relay and a thin line at once: which layer a receiver still gets."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

CAP = 768000


def _fed(call: Facts) -> list[str]:
    return [layer["rid"] for layer in call["layers"] if layer["sent"] == "yes"]


@check(
    "simulcast/relayed_and_capped.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxBitrate",),
)
def test_the_small_layer_lives_when_the_first_is_capped(facts: Facts) -> None:
    """With layers through a relay, a thin line and a cap on the first layer, receivers still get the smallest layer.

    Field reports: with the first layer capped at 768 kbit/s as a cost rule does it, one layer brought a picture in
    three seconds while others went on. The line has 250 kbit/s, enough for the smallest layer and no other. A browser
    that spends it on a larger one leaves receivers on thin lines, whom a server gives the smallest, with a still
    picture. Whether the full picture or the smallest stands first must not matter. "Starved" is less than a quarter of
    the pictures of the layer that brings most: starved ones brought none or one, the others twenty and more.
    """
    for order in ("fullFirst", "smallFirst"):
        assert facts[order]["capped"]["settled"]
        assert "q" in _fed(facts[order]["capped"])


@check(
    "simulcast/relayed_and_capped.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate"
)
def test_the_small_layer_lives_on_a_thin_line(facts: Facts) -> None:
    """With layers through a relay and a thin line, receivers get the smallest layer.

    The same without the cap: it tells whether a cap is to blame.
    """
    for order in ("fullFirst", "smallFirst"):
        assert facts[order]["uncapped"]["settled"]
        assert "q" in _fed(facts[order]["uncapped"])


@check(
    "simulcast/relayed_and_capped.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxBitrate",),
)
def test_a_cap_on_a_layer_is_kept(facts: Facts) -> None:
    """A cap on the first of three relayed layers is taken and told, in either order.

    A cost rule that is dropped silently costs.
    """
    for order, rids in (("fullFirst", ["f", "h", "q"]), ("smallFirst", ["q", "h", "f"])):
        capped = facts[order]["capped"]
        assert capped["capped"] == "accepted"
        assert [layer["rid"] for layer in capped["layers"]] == rids
        assert [layer["cap"] for layer in capped["layers"]] == [CAP, None, None]
