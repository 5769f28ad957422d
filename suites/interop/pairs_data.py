"""Data channels between two browsers, in both directions."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/#rtcdatachannel"
ROLES = ("offerer", "answerer")


@check("interop/data.js", spec=SPEC)
def test_texts_arrive_in_order(facts: Facts) -> None:
    """Texts that one browser sends over a data channel arrive in the other one, all and in order.

    Chat, cursors and remote control rest on it.
    """
    for role in ROLES:
        assert facts[role]["all"], f"the {role} did not get every message"
        assert facts[role]["inOrder"], f"the {role} got texts out of order"


@check("interop/data.js", spec=SPEC)
def test_bytes_arrive_whole(facts: Facts) -> None:
    """Bytes that one browser sends over a data channel arrive whole in the other one.

    Files and game states are sent so.
    """
    for role in ROLES:
        assert facts[role]["bytesWhole"], f"the {role} got other bytes than were sent"


@check("interop/data.js", spec=SPEC)
def test_empty_messages_arrive(facts: Facts) -> None:
    """An empty text and an empty message of bytes arrive in the other browser, each as what it is.

    They have payload types of their own (RFC 8831), which each implementation must write and read.
    """
    for role in ROLES:
        assert facts[role]["emptyText"], f"the {role} got no empty text"
        assert facts[role]["emptyBytes"], f"the {role} got no empty bytes"


@check("interop/data.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcsctptransport-maxmessagesize")
def test_a_long_message_arrives_whole(facts: Facts) -> None:
    """A message of 200,000 bytes, less than both allow, arrives whole in the other browser.

    Between Firefox and Chromium anything above 64 KiB was lost for years, so that apps still cut files into pieces.
    """
    for role in ROLES:
        assert facts[role]["longSent"], f"the {role} could not send it"
        assert facts[role]["longWhole"], f"the {role} got it damaged"


@check("interop/data.js", spec="https://w3c.github.io/webrtc-pc/#dom-datachannel-label")
def test_label_and_protocol_are_told(facts: Facts) -> None:
    """Label and protocol of a data channel are told to the other browser, letters beyond ASCII included.

    Apps tell their channels apart by the label.
    """
    for role in ROLES:
        seen = (facts[role]["label"], facts[role]["protocol"], facts[role]["ordered"])
        assert seen == ("h\N{LATIN SMALL LETTER A WITH DIAERESIS}uschen 1", "rtcmatrix.v1", True), (
            f"the {role} has {seen}"
        )


@check("interop/round_trip.js", spec=SPEC)
def test_a_channel_carries_four_megabytes(facts: Facts) -> None:
    """A data channel carries thirty round trips and then four megabytes to another browser.

    How long that takes is kept as metrics: a release that halves the throughput is seen.
    """
    assert facts["offerer"]["trips"] == 30
    assert facts["answerer"]["bytes"] == 16_384 * 256
