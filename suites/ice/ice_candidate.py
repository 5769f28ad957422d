"""RTCIceCandidate: candidates constructed from a candidate-attribute line."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]


# "Parse candidate using the candidate-attribute grammar. ... Set the corresponding internal slots in iceCandidate"
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    basis="MUST",
    features=(
        "api.RTCIceCandidate.RTCIceCandidate",
        "api.RTCIceCandidate.address",
        "api.RTCIceCandidate.component",
        "api.RTCIceCandidate.port",
        "api.RTCIceCandidate.relatedAddress",
        "api.RTCIceCandidate.type",
    ),
)
def test_constructor_parses_the_candidate_line(facts: Facts) -> None:
    """`new RTCIceCandidate()` parses `type`, `address`, `port`, `component` and `relatedAddress` from the line.

    Support tools read the remote peer's network from these members.
    """
    wanted: dict[str, dict[str, Any]] = {
        "host": {"type": "host", "address": "192.0.2.1", "port": 50000, "component": "rtp", "relatedAddress": None},
        "server reflexive": {"type": "srflx", "relatedAddress": "192.0.2.1"},
        "peer reflexive": {"type": "prflx", "relatedAddress": "192.0.2.1"},
        "relay": {"type": "relay", "relatedAddress": "198.51.100.7"},
        "control": {"component": "rtcp"},
    }
    for name, members in wanted.items():
        for member, value in members.items():
            subject = f"RTCIceCandidate.{member} of the {name} candidate {_text_of(facts, name)}"
            expect(_line(facts, name).get(member), subject).equals(value)


# "If protocol is "tcp", tcpType represents the type of TCP candidate."
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tcptype",
    basis="MUST",
    features=(
        "api.RTCIceCandidate.RTCIceCandidate",
        "api.RTCIceCandidate.protocol",
        "api.RTCIceCandidate.tcpType",
    ),
)
def test_constructor_parses_tcp_type(facts: Facts) -> None:
    """`new RTCIceCandidate()` parses `tcptype active`, `passive` and `so` into `tcpType`, with `protocol` `tcp`.

    Products recognize servers that offer ICE-TCP only by `tcpType`.
    """
    for kind in ("active", "passive", "so"):
        line = _line(facts, f"tcp {kind}")
        expect(line.get("protocol"), f"RTCIceCandidate.protocol for tcptype {kind}").equals("tcp")
        expect(line.get("tcpType"), f"RTCIceCandidate.tcpType for tcptype {kind}").equals(kind)


# "The address of the candidate ... corresponds to the connection-address field in candidate-attribute."
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-address",
    basis="MUST",
    features=("api.RTCIceCandidate.address",),
)
def test_address_of_ipv6_candidate_has_no_brackets(facts: Facts) -> None:
    """`RTCIceCandidate.address` of an IPv6 candidate equals the connection-address field, without brackets.

    Products that compare addresses across browsers otherwise count one IPv6 address as two.
    """
    address = _line(facts, "host of IPv6").get("address")
    expect(address, "RTCIceCandidate.address of a host candidate with connection-address 2001:db8::1").equals(
        "2001:db8::1"
    )


# "If parsing of candidate-attribute has failed, abort these steps."
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    basis="MUST",
    features=("api.RTCIceCandidate.RTCIceCandidate", "api.RTCIceCandidate.candidate"),
)
def test_constructor_keeps_a_line_it_cannot_parse(facts: Facts) -> None:
    """`new RTCIceCandidate()` keeps a line it cannot parse in `candidate`; `type`, `address` and `port` are null.

    An exception for an extension that a browser does not know would end the call.
    """
    line = _line(facts, "nonsense")
    expect(line.get("candidate"), "RTCIceCandidate.candidate of an unparsable line").equals("candidate:nonsense")
    for member in ("type", "address", "port"):
        expect(line.get(member), f"RTCIceCandidate.{member} of an unparsable line").is_null()


# "If both the sdpMid and sdpMLineIndex members of candidateInitDict are null, throw a TypeError."
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-constructor",
    basis="MUST",
    features=("api.RTCIceCandidate.RTCIceCandidate",),
)
def test_constructor_without_m_line_throws(facts: Facts) -> None:
    """`new RTCIceCandidate()` without `sdpMid` and `sdpMLineIndex` throws TypeError.

    A candidate without an m-line would be dropped later, and the cause of a failed call would be hidden.
    """
    for name in ("nothing", "empty", "no place", "null places"):
        expect(facts["odd"].get(name), f"new RTCIceCandidate() with {name}").equals("TypeError")


# webrtc-pc: "Let value be the result of getting the underlying value of the attribute ... Set json[attr] to value."
@check(
    "ice/candidate_objects.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tojson",
    basis="MUST",
    features=("api.RTCIceCandidate.toJSON",),
)
def test_to_json_keeps_missing_members_null(facts: Facts) -> None:
    """`RTCIceCandidate.toJSON()` returns null for `sdpMid`, `sdpMLineIndex` and `usernameFragment` that were not set.

    An empty string names another m-line or ICE generation to the remote browser, which then rejects the candidate.
    """
    empty = {"candidate": "", "sdpMid": None, "sdpMLineIndex": None, "usernameFragment": None}
    expect(facts["odd"].get("mid alone"), "toJSON() of a candidate with sdpMid alone").equals({**empty, "sdpMid": "0"})
    expect(facts["odd"].get("line alone"), "toJSON() of a candidate with sdpMLineIndex alone").equals(
        {**empty, "sdpMLineIndex": 0}
    )


def _line(facts: Facts, name: str) -> dict[str, Any]:
    """Return the members of the candidate made of a line; fail where the constructor threw instead."""
    members = every(facts["lines"], "candidate lines").get(name)
    expect(members, f"new RTCIceCandidate() with the {name} line").is_a("object")
    line: dict[str, Any] = members
    return line


def _text_of(facts: Facts, name: str) -> str:
    return str(_line(facts, name).get("candidate"))
