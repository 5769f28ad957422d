"""Calls between two browsers, in both directions: what each sees and hears of the other."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface"


@check("pairs/picture_and_sound.js", spec=SPEC)
def test_each_sees_the_other_move(facts: Facts) -> None:
    """In a call of two browsers each sees the numbered frames of the other, in their order.

    A call that says "connected" and shows a frozen picture is the failure users report most.
    """
    for role in ("offerer", "answerer"):
        seen = facts[role]
        assert seen["numbered"], f"the {role} read too few numbered frames"
        assert not seen["backwards"], f"the {role} saw frames out of order"


@check("pairs/picture_and_sound.js", spec=SPEC)
def test_each_hears_the_other(facts: Facts) -> None:
    """In a call of two browsers each hears the tone that the other one sends."""
    for role in ("offerer", "answerer"):
        assert facts[role]["toneArrives"], f"the {role} did not hear the tone"
