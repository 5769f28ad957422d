"""Servers of relays (TURN) that refuse, are not there, or die during a call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "turn/refused.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    features=("api.RTCPeerConnectionIceErrorEvent.errorCode",),
)
def test_wrong_passwords_are_told(facts: Facts) -> None:
    """A wrong password at a relay's server is told as error 401, by UDP and by TCP.

    Expired credentials are the most frequent reason why relays fail.
    """
    for way in ("udp", "tcp"):
        assert [error["code"] for error in facts["password"][way]["errors"]] == [401]


@check(
    "turn/refused.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    features=("api.RTCPeerConnectionIceErrorEvent.errorCode",),
)
def test_unknown_users_are_told(facts: Facts) -> None:
    """An unknown user at a relay's server is told as error 401, by UDP and by TCP.

    A server that was set up anew knows nobody.
    """
    for way in ("udp", "tcp"):
        assert [error["code"] for error in facts["user"][way]["errors"]] == [401]


@check(
    "turn/refused.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    features=("api.RTCPeerConnectionIceErrorEvent.errorCode",),
)
def test_refusals_by_tls_are_told(facts: Facts) -> None:
    """Wrong credentials are told as error 401 also where the server is reached by TLS.

    Strict networks have no other way to tell.
    """
    for wrong in ("password", "user"):
        assert 401 in [error["code"] for error in facts[wrong]["tls"]["errors"]]


@check(
    "turn/refused.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-url",
    features=("api.RTCPeerConnectionIceErrorEvent.url",),
)
def test_errors_tell_the_url_of_the_server(facts: Facts) -> None:
    """An error of a server carries the URL under which the application gave it.

    With several servers it says which one refuses.
    """
    for way in ("udp", "tcp"):
        assert {error["way"] for error in facts["password"][way]["errors"]} <= {way}


@check("turn/refused.js", spec="https://www.rfc-editor.org/rfc/rfc8656#section-7.4")
def test_refused_servers_give_no_relays(facts: Facts) -> None:
    """A server that refuses gives no candidates, and gathering ends.

    A call must not wait for it.
    """
    for wrong in ("password", "user"):
        for way in ("udp", "tcp", "tls"):
            assert facts[wrong][way]["candidates"] == 0
            assert facts[wrong][way]["complete"]


@check(
    "turn/refused.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=(
        "api.RTCPeerConnection.setConfiguration",
        "api.RTCPeerConnection.restartIce",
    ),
)
def test_corrected_credentials_are_used(facts: Facts) -> None:
    """Credentials that are corrected in a running connection bring relays at the next restart of ICE.

    Credentials last for hours, calls for days.
    """
    assert facts["corrected"] == {"before": 0, "set": "accepted", "after": ["relay"]}


@check(
    "turn/unreachable.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    features=("api.RTCPeerConnectionIceErrorEvent.errorCode",),
)
def test_dead_servers_are_told(facts: Facts) -> None:
    """A server that takes no TCP connection is told as error 701, and gathering ends.

    Who operates it learns of it from the calls.
    """
    assert facts["tcp"]["ends"]
    assert [error["code"] for error in facts["tcp"]["errors"]] == [701]


@check("turn/unreachable.js", spec="https://www.rfc-editor.org/rfc/rfc8656#section-7.4")
def test_dead_servers_give_no_relays(facts: Facts) -> None:
    """A server that is not there gives no candidates.

    A relay that nobody serves would swallow the call.
    """
    assert not facts["udp"]["relays"]
    assert not facts["tcp"]["relays"]


@check("turn/unreachable.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-iceservers")
def test_a_dead_server_does_not_keep_another_from_serving(facts: Facts) -> None:
    """Of two servers one may be dead: the other relays, whichever stands first.

    Servers are given in pairs for that.
    """
    for order in ("deadFirst", "deadLast"):
        assert facts[order]["ends"]
        assert facts[order]["relays"]


@check(
    "turn/server_dies.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectionstate-failed",
    features=("api.RTCPeerConnection.connectionstatechange_event",),
)
def test_a_dead_relay_is_told(facts: Facts) -> None:
    """When the relay of a call dies, the connection becomes "disconnected" and then "failed".

    Products tell people, and try again, by these states.
    """
    assert facts["connected"]
    assert facts["disconnectedIsTold"]
    assert facts["failedIsTold"]


@check(
    "turn/server_dies.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    features=("api.RTCPeerConnection.restartIce",),
)
def test_a_second_server_brings_the_call_back(facts: Facts) -> None:
    """A call whose relay died comes back by another server after a restart of ICE.

    Nobody should have to call again.
    """
    assert facts["set"]
    assert facts["comesBack"]
