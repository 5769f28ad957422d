"""Candidates, how they are handed over, restarts, and the transports that come of them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Candidates that are found


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicecandidate-interface",
    features=("api.RTCIceCandidate.type",),
)
def test_host_candidates_are_found(facts: Facts) -> None:
    """A connection finds candidates of its own machine, without a server.

    Calls inside an office need no more.
    """
    assert facts["any"]
    assert facts["types"] == ["host"]
    assert facts["components"][-1] == "rtp"


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicecandidate-interface",
    features=(
        "api.RTCIceCandidate.address",
        "api.RTCIceCandidate.port",
        "api.RTCIceCandidate.foundation",
    ),
)
def test_candidates_are_split_as_written(facts: Facts) -> None:
    """The members of a candidate say what its line says.

    Products show and filter candidates by them.
    """
    assert facts["any"]
    assert facts["wrong"] == []
    assert facts["tcpTypesAreKnown"]


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-sdpmid",
    features=(
        "api.RTCIceCandidate.sdpMid",
        "api.RTCIceCandidate.sdpMLineIndex",
        "api.RTCIceCandidate.usernameFragment",
    ),
)
def test_candidates_know_their_section(facts: Facts) -> None:
    """A candidate names its media section and the generation that it belongs to.

    The other side could not place it otherwise.
    """
    assert facts["places"] == ["true 0"]
    assert facts["fragments"]


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tojson",
    features=("api.RTCIceCandidate.toJSON",),
)
def test_candidates_are_handed_over_as_json(facts: Facts) -> None:
    """A candidate becomes JSON with its line, section and generation.

    That is how nearly all products send it.
    """
    assert facts["json"] == ["candidate", "sdpMLineIndex", "sdpMid", "usernameFragment"]


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-localdescription",
    features=("api.RTCPeerConnection.localDescription",),
)
def test_found_candidates_are_in_the_description(facts: Facts) -> None:
    """Candidates that were found stand in the local description, and not yet in the offer.

    Products that cannot hand them over one by one send the whole description later.
    """
    assert facts["inTheOffer"] == 0
    assert facts["inTheDescription"]


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-ice-gathering-state",
    features=("api.RTCPeerConnection.icegatheringstatechange_event",),
)
def test_end_of_candidates_is_told(facts: Facts) -> None:
    """The end of the search is told: an event without a candidate, and the state complete.

    Products wait for it before they send everything at once.
    """
    assert facts["lastIsNull"]
    assert facts["states"] == ["gathering", "complete"]


@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceevent-candidate",
    features=("api.RTCPeerConnectionIceEvent.candidate",),
)
def test_end_of_a_generation_is_told(facts: Facts) -> None:
    """The end of a generation is told by an empty candidate that can be sent to the other side.

    The other side can give up sooner when it knows that nothing more comes.
    """
    empty = [end for end in facts["ends"] if end is not None]
    assert empty
    assert all(end["candidate"] == "" for end in empty)


@check(
    "ice/candidates.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.2",
    features=("api.RTCPeerConnection.localDescription",),
)
def test_complete_descriptions_say_so(facts: Facts) -> None:
    """A description with all candidates says that they are all (a=end-of-candidates).

    Gateways that know it give up sooner on a call that cannot succeed.
    """
    assert facts["endInTheDescription"]


# Candidates that are made and added


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    features=("api.RTCIceCandidate.RTCIceCandidate",),
)
def test_lines_of_candidates_are_understood(facts: Facts) -> None:
    """A candidate made of a line has its type, address, port and the address behind it.

    Products read statistics of the other side's network this way.
    """
    lines = facts["lines"]
    wanted = {
        "host": ("host", None),
        "server reflexive": ("srflx", "192.0.2.1"),
        "peer reflexive": ("prflx", "192.0.2.1"),
        "relay": ("relay", "198.51.100.7"),
    }
    for name, (kind, related) in wanted.items():
        assert (lines[name].get("type"), lines[name].get("relatedAddress")) == (kind, related), name
    assert (lines["host"].get("address"), lines["host"].get("port")) == ("192.0.2.1", 50000)
    assert lines["control"].get("component") == "rtcp"


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tcptype",
    features=("api.RTCIceCandidate.tcpType",),
)
def test_tcp_candidates_are_understood(facts: Facts) -> None:
    """A candidate over TCP tells who connects: active, passive or both at once.

    Servers that offer TCP only are told apart by it.
    """
    for kind in ("active", "passive", "so"):
        line = facts["lines"][f"tcp {kind}"]
        assert (line.get("protocol"), line.get("tcpType")) == ("tcp", kind)


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-address",
    features=("api.RTCIceCandidate.address",),
)
def test_ipv6_addresses_are_told_plainly(facts: Facts) -> None:
    """An IPv6 address of a candidate is told as the line has it, without brackets.

    A product that compares addresses or builds one with a port meets two forms otherwise.
    """
    assert facts["lines"]["host of IPv6"]["address"] == "2001:db8::1"


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    features=("api.RTCIceCandidate.RTCIceCandidate",),
)
def test_unreadable_candidates_keep_their_text(facts: Facts) -> None:
    """A line that cannot be read makes a candidate with its text and nothing else.

    What a later standard adds must not stop a call.
    """
    nonsense = facts["lines"]["nonsense"]
    assert nonsense["candidate"] == "candidate:nonsense"
    assert all(nonsense.get(name) is None for name in ("type", "address", "port"))


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    features=("api.RTCIceCandidate.RTCIceCandidate",),
)
def test_candidates_need_a_place(facts: Facts) -> None:
    """A candidate that names no media section is a TypeError.

    It could belong to any of them.
    """
    for name in ("nothing", "empty", "no place", "null places"):
        assert facts["odd"][name] == "TypeError", name


@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tojson",
    features=("api.RTCIceCandidate.toJSON",),
)
def test_candidates_say_no_more_than_they_were_told(facts: Facts) -> None:
    """What a candidate was not told is null in its JSON, and no empty word.

    An empty generation or section sent to another browser means something else there.
    """
    assert facts["odd"]["mid alone"] == {
        "candidate": "",
        "sdpMid": "0",
        "sdpMLineIndex": None,
        "usernameFragment": None,
    }
    assert facts["odd"]["line alone"] == {"candidate": "", "sdpMid": None, "sdpMLineIndex": 0, "usernameFragment": None}
