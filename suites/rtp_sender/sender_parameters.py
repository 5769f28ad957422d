"""What of its parameters a running sender lets an application change, and what it refuses."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


REFUSED = "InvalidModificationError"
WHEN = ("joined", "before")


def _rules(facts: Facts, when: str) -> Facts:
    rules: Facts = facts["joined"] if when == "joined" else facts["before"]["rules"]
    return rules


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters",),
)
def test_layers_cannot_be_added_removed_or_reordered(facts: Facts) -> None:
    """The layers of a sender cannot be added to, removed or put in another order.

    They were negotiated; a change by half leaves the other side with layers that never come.
    """
    for when in WHEN:
        for edit in ("reordered", "removed", "added", "emptied"):
            assert _rules(facts, when)[edit] == REFUSED


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.rid",),
)
def test_rids_cannot_be_changed(facts: Facts) -> None:
    """The name of a layer cannot be changed or taken away.

    Servers forward layers by their names.
    """
    for when in WHEN:
        for edit in ("otherRid", "noRid"):
            assert _rules(facts, when)[edit] == REFUSED


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters",),
)
def test_what_was_negotiated_cannot_be_changed(facts: Facts) -> None:
    """Codecs, header extensions and control parameters of a sender cannot be changed.

    A change that is taken without effect hides a mistake.
    """
    for edit in ("codecsEmptied", "extensionsEmptied", "otherControl"):
        assert facts["joined"][edit] == REFUSED


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_impossible_values_are_refused(facts: Facts) -> None:
    """A scale below 1 and a negative frame rate are a RangeError in a running call, too.

    A slip of arithmetic must not stop the picture.
    """
    for when in WHEN:
        for edit in ("scaleBelowOne", "rateNegative"):
            assert _rules(facts, when)[edit] == "RangeError"


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters.parameters_transactionId_parameter",),
)
def test_parameters_serve_for_one_change(facts: Facts) -> None:
    """Parameters serve for one change: a second one with them, or one that read none, is an InvalidStateError.

    Two parts of a product would undo each other's changes unseen.
    """
    assert facts["transactions"]["first"] == "accepted"
    assert facts["transactions"]["again"] == "InvalidStateError"
    assert facts["transactions"]["outdated"] == "InvalidStateError"
    assert facts["unread"] == "InvalidStateError"


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters.parameters_transactionId_parameter",),
)
def test_another_transaction_is_refused(facts: Facts) -> None:
    """Parameters of another transaction are refused.

    What was read from one sender does not fit another.
    """
    for when in WHEN:
        assert _rules(facts, when)["otherTransaction"] == REFUSED


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsendparameters-transactionid",
    features=("api.RTCRtpSender.setParameters.parameters_transactionId_parameter",),
)
def test_a_transaction_is_required(facts: Facts) -> None:
    """Parameters without a transaction are a TypeError.

    Parameters made by hand, not read, would reset what they leave out.
    """
    for when in WHEN:
        assert _rules(facts, when)["noTransaction"] == "TypeError"


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters",
    features=("api.RTCRtpSender.getParameters.return_object_property_transactionId",),
)
def test_parameters_read_twice_are_one_transaction(facts: Facts) -> None:
    """Parameters that are read twice in one task are those of one transaction.

    Two parts of a product that read them must not lock each other out.
    """
    assert facts["transactions"]["sameInATask"]


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters",),
)
def test_parameters_can_be_set_before_negotiation(facts: Facts) -> None:
    """Layers can be switched and capped before anything is negotiated.

    The first seconds of a call are those with the least bandwidth.
    """
    assert facts["before"]["outcome"] == "accepted"
    assert facts["before"]["kept"] == {"active": [True, False, True], "cap": 40000}


@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters",),
)
def test_a_stopped_sender_takes_no_parameters(facts: Facts) -> None:
    """A sender that was stopped takes no parameters: InvalidStateError.

    Nothing can be changed any more; code that tries is late.
    """
    assert facts["stopped"] == "InvalidStateError"


@check(
    "rtp_sender/wishes.js",
    spec="https://w3c.github.io/webrtc-priority/#dom-rtcrtpencodingparameters-priority",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.priority",),
)
def test_priorities_are_kept(facts: Facts) -> None:
    """Each priority of an encoding is kept, and an unknown one is a TypeError.

    Speech goes before pictures where there is little bandwidth.
    """
    priorities = facts["encodings"]["priority"]
    assert {name: priorities[name] for name in ("very-low", "low", "medium", "high")} == dict.fromkeys(
        ("very-low", "low", "medium", "high"), "kept"
    )
    assert priorities["urgent"] == "TypeError"


@check(
    "rtp_sender/wishes.js", spec="https://w3c.github.io/webrtc-priority/#dom-rtcrtpencodingparameters-networkpriority"
)
def test_network_priorities_are_kept(facts: Facts) -> None:
    """Each network priority of an encoding is kept.

    Networks that heed marks carry speech first.
    """
    for name in ("very-low", "low", "medium", "high"):
        assert facts["encodings"]["networkPriority"][name] == "kept"


@check(
    "rtp_sender/wishes.js",
    spec="https://w3c.github.io/mst-content-hint/#degradation-preference-when-encoding",
    features=("api.RTCRtpSender.setParameters.parameters_degradationPreference_parameter",),
)
def test_degradation_preferences_are_kept(facts: Facts) -> None:
    """What is to suffer where bandwidth is short, size or motion, can be chosen.

    Slides need their size, sports their motion.
    """
    for name in ("balanced", "maintain-framerate", "maintain-resolution"):
        assert facts["preferences"][name] == "kept"
    assert facts["preferences"]["another"] == "TypeError"


@check(
    "rtp_sender/wishes.js", spec="https://w3c.github.io/webrtc-extensions/#dom-rtcsetparameteroptions-encodingoptions"
)
def test_a_key_frame_can_be_asked_of_a_layer(facts: Facts) -> None:
    """A layer can be asked for a picture that stands by itself.

    Whoever comes late, or starts to record, sees nothing before one.
    """
    assert facts["keyFrame"]["counted"]
    assert facts["keyFrame"]["outcome"] == "accepted"
    assert facts["keyFrame"]["came"]
