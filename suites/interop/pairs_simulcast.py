"""Simulcast between two browsers: layers that one sends and another one receives."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/#simulcast-functionality"


@check("interop/simulcast.js", spec=SPEC)
def test_every_layer_reaches_the_other_browser(facts: Facts) -> None:
    """All three layers that one browser sends reach another one as moving pictures.

    A forwarding server gives each viewer one of them; a layer that never comes is a black tile.
    """
    for layer in facts["answerer"]["layers"]:
        assert layer["comes"], f"layer {layer['rid']} never came"
        assert layer["goesOn"], f"layer {layer['rid']} froze or went black after its first frames"
        assert layer["inOrder"], f"layer {layer['rid']} came out of order"


@check("interop/simulcast.js", spec=SPEC)
def test_layers_keep_their_names_and_order(facts: Facts) -> None:
    """After the other browser has answered, the sender still has its three layers by name, in its order.

    Servers and statistics know layers by these names.
    """
    assert facts["offerer"]["encodings"] == ["f", "h", "q"], facts["offerer"]["encodings"]
