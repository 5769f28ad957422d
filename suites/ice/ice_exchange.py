"""How candidates reach the other side, what is refused, and how a path is found anew."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Candidates that are added


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_early_candidates_are_refused(facts: Facts) -> None:
    """A candidate that comes before the other side's description is an InvalidStateError.

    Products queue candidates; one that was swallowed would be missing.
    """
    assert facts["early"]["before any description"] == "InvalidStateError"


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_an_early_end_of_candidates_is_refused(facts: Facts) -> None:
    """The end of candidates before the other side's description is an InvalidStateError, too.

    The same order of messages must fail or work in every browser.
    """
    assert facts["early"]["end, before any description"] == "InvalidStateError"


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_are_taken_by_section(facts: Facts) -> None:
    """A candidate is taken by the name of its section or by the section's place.

    Servers of older products know the place alone.
    """
    for name in (
        "by its mid",
        "by its line",
        "by its mid, with a line that is not there",
        "of this generation",
        "an RTCIceCandidate",
    ):
        assert facts["described"][name] == "accepted", name
    assert facts["kept"]


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_without_a_place_are_refused(facts: Facts) -> None:
    """A candidate without a section is a TypeError, one of an unknown section an OperationError.

    A message that got lost on the way is found by it.
    """
    said = facts["described"]
    assert said["without a place"] == said["with null places"] == "TypeError"
    assert said["of an unknown mid"] == said["of an unknown line"] == "OperationError"


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_nonsense_is_no_candidate(facts: Facts) -> None:
    """A line that is no candidate is an OperationError.

    A broken server shows at once and not as a call without a path.
    """
    assert facts["described"]["nonsense"] == "OperationError"


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_of_other_generations_are_refused(facts: Facts) -> None:
    """A candidate of a generation that no description names is an OperationError.

    After a restart candidates of before must not be mixed in.
    """
    assert facts["described"]["of another generation"] == "OperationError"


@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_the_end_of_candidates_is_taken(facts: Facts) -> None:
    """The end of candidates is taken in each of its forms: empty, null and nothing.

    Products hand over whatever the other browser gave them.
    """
    for name in (
        "end of one section",
        "end of one generation",
        "end, by nothing",
        "end, by null",
        "end, by an empty object",
    ):
        assert facts["described"][name] == "accepted", name


# Ways to hand candidates over


@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_can_come_late(facts: Facts) -> None:
    """A call connects when candidates come long after the descriptions.

    Slow signalling must not break calls.
    """
    assert facts["late"] == {"connectedBefore": False, "echoed": True}


@check(
    "ice/late_candidates.js",
    spec="https://www.rfc-editor.org/rfc/rfc8445#section-7.3.1.3",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_of_one_side_suffice(facts: Facts) -> None:
    """A call connects when one side alone hears of the other's candidates.

    Servers with a public address rely on it.
    """
    assert facts["oneSide"]["echoed"]


@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-localdescription",
    features=("api.RTCPeerConnection.localDescription",),
)
def test_candidates_can_come_inside_descriptions(facts: Facts) -> None:
    """A call connects when all candidates come inside the descriptions.

    Signalling by one message each way, as many servers have it, works this way.
    """
    assert facts["inside"]["echoed"]


@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    features=("api.RTCPeerConnection.restartIce",),
)
def test_a_restart_mends_wrong_candidates(facts: Facts) -> None:
    """A call whose candidates led nowhere connects after a restart with the right ones.

    That is how calls are saved when a laptop changes its network.
    """
    assert facts["wrongAtFirst"] == {"connectedBefore": False, "echoed": True}


# Restarts


@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    features=("api.RTCPeerConnection.restartIce",),
)
def test_a_restart_renews_credentials(facts: Facts) -> None:
    """A restart gives both sides new credentials, asked for by the method or by the older option.

    The old path may belong to a network that is gone.
    """
    assert facts["byMethod"]["renewed"] == [True, True]
    assert facts["byOption"]["renewed"] == [True, True]


@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    features=("api.RTCPeerConnection.restartIce",),
)
def test_a_restart_asks_for_negotiation(facts: Facts) -> None:
    """A restart by the method asks for a negotiation.

    Products that negotiate on that event need do nothing else.
    """
    assert facts["byMethod"]["told"] is True


@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    features=("api.RTCPeerConnection.restartIce",),
)
def test_media_go_on_after_a_restart(facts: Facts) -> None:
    """Pictures go on after a restart, over the same encrypted connection.

    People should not notice that the network changed.
    """
    assert facts["before"]
    assert facts["afterMethod"]
    assert facts["afterOption"]
    assert facts["byMethod"]["sameFingerprint"]
    assert facts["byOption"]["sameFingerprint"]
    assert facts["connected"]
    assert not facts["failed"]


@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-createoffer",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_plain_negotiation_restarts_nothing(facts: Facts) -> None:
    """A negotiation that asks for no restart keeps the credentials, before and after one.

    Adding a track must not interrupt the call.
    """
    assert facts["plain"]["renewed"] == [False, False]
    assert facts["again"]["renewed"] == [False, False]
