"""`RTCRtpSender.setParameters()` and `getParameters()`: what can be changed, and which errors reject the rest."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SET_PARAMETERS = "https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters"
SENDER = "api.RTCRtpSender.setParameters"
ENCODING = f"{SENDER}.parameters_encodings_parameter"
WHEN = {"joined": "in a running call", "before": "before negotiation"}


def _outcomes(facts: Facts, when: str) -> Facts:
    """Return outcomes of `setParameters()` by edit: "accepted" or the name of the error."""
    outcomes: Facts = facts["joined"] if when == "joined" else facts["before"]["rules"]
    return outcomes


def _expect_rejection(facts: Facts, edits: dict[str, str], error: str) -> None:
    """Expect `setParameters()` to reject with ``error`` for each edit, in a running call and before negotiation."""
    for when, time in WHEN.items():
        for edit, words in edits.items():
            expect(_outcomes(facts, when).get(edit), f"setParameters() with {words} {time}").equals(error)


# "encodings.length is different from N. encodings has been re-ordered.": reject with InvalidModificationError
@check("rtp_sender/parameter_rules.js", spec=SET_PARAMETERS, basis="MUST", features=(SENDER, ENCODING))
def test_set_parameters_encodings_added_removed_or_reordered_rejects(facts: Facts) -> None:
    """`setParameters()` rejects added, removed or reordered `encodings` with `InvalidModificationError`.

    The simulcast layers were negotiated; a change that is half accepted leaves the SFU waiting for a missing layer.
    """
    edits = {
        "reordered": "reordered encodings",
        "removed": "one encoding removed",
        "added": "one encoding added",
        "emptied": "no encodings",
    }
    _expect_rejection(facts, edits, "InvalidModificationError")


# webrtc-pc: "Any parameter ... marked as a Read-only parameter (such as RID) and has a value that is different"
@check("rtp_sender/parameter_rules.js", spec=SET_PARAMETERS, basis="MUST", features=(SENDER, f"{ENCODING}.rid"))
def test_set_parameters_changed_rid_rejects(facts: Facts) -> None:
    """`setParameters()` rejects a changed or deleted `encodings[].rid` with `InvalidModificationError`.

    SFUs forward simulcast layers by rid; a changed one makes them forward the wrong layer.
    """
    edits = {"otherRid": "another encodings[0].rid", "noRid": "encodings[0].rid deleted"}
    _expect_rejection(facts, edits, "InvalidModificationError")


# "Any parameter ... marked as a Read-only parameter ... and has a value that is different"
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, f"{SENDER}.parameters_codecs_parameter", f"{SENDER}.parameters_rtcp_parameter"),
)
def test_set_parameters_changed_read_only_members_rejects(facts: Facts) -> None:
    """`setParameters()` rejects changed `codecs` and `rtcp` with `InvalidModificationError` in a running call.

    A change that is ignored without an error hides a mistake in the product.
    """
    for edit, words in {"codecsEmptied": "empty codecs", "otherControl": "another rtcp.cname"}.items():
        outcome = facts["joined"].get(edit)
        expect(outcome, f"setParameters() with {words} in a running call").equals("InvalidModificationError")


# webrtc-pc: "If one of the maxFramerate values does not meet this requirement, return a promise rejected"
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, f"{ENCODING}.scaleResolutionDownBy", f"{ENCODING}.maxFramerate"),
)
def test_set_parameters_out_of_range_value_rejects_with_range_error(facts: Facts) -> None:
    """`setParameters()` rejects `scaleResolutionDownBy` below 1 and a negative `maxFramerate` with `RangeError`.

    A calculation error in a product stops a user's video in the middle of a call.
    """
    edits = {"scaleBelowOne": "scaleResolutionDownBy=0.5", "rateNegative": "maxFramerate=-1"}
    _expect_rejection(facts, edits, "RangeError")


# webrtc-pc: "If sender.[[LastReturnedParameters]] is null, return a promise rejected with ... InvalidStateError."
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, f"{SENDER}.parameters_transactionId_parameter"),
)
def test_set_parameters_without_new_get_parameters_rejects(facts: Facts) -> None:
    """`setParameters()` rejects with `InvalidStateError` without a new `getParameters()` since the last change.

    Two parts of a product undo each other's changes without noticing.
    """
    transactions = facts["transactions"]
    expect(transactions.get("first"), "first setParameters() after getParameters()").equals("accepted")
    outcomes = {
        "second setParameters() with the same parameters": transactions.get("again"),
        "setParameters() with parameters read before another change": transactions.get("outdated"),
        "setParameters() without any getParameters()": facts.get("unread"),
    }
    for subject, outcome in outcomes.items():
        expect(outcome, subject).equals("InvalidStateError")


# "Note that this also applies to transactionId." (read-only: reject with InvalidModificationError)
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, f"{SENDER}.parameters_transactionId_parameter"),
)
def test_set_parameters_other_transaction_id_rejects(facts: Facts) -> None:
    """`setParameters()` rejects another `transactionId` with `InvalidModificationError`.

    Parameters of one sender that are applied to another one set wrong bitrates and resolutions.
    """
    _expect_rejection(facts, {"otherTransaction": "another transactionId"}, "InvalidModificationError")


# webrtc-pc IDL: "required DOMString transactionId;"
@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsendparameters-transactionid",
    basis="MUST",
    features=(SENDER, f"{SENDER}.parameters_transactionId_parameter"),
)
def test_set_parameters_missing_transaction_id_rejects_with_type_error(facts: Facts) -> None:
    """`setParameters()` rejects parameters without `transactionId` with `TypeError`.

    Parameters that were not read with `getParameters()` reset every member that they leave out.
    """
    _expect_rejection(facts, {"noTransaction": "transactionId deleted"}, "TypeError")


# webrtc-pc: "If sender.[[LastReturnedParameters]] is not null, return sender.[[LastReturnedParameters]]"
@check(
    "rtp_sender/parameter_rules.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters",
    basis="MUST",
    features=("api.RTCRtpSender.getParameters.return_object_property_transactionId",),
)
def test_get_parameters_in_one_task_returns_same_transaction_id(facts: Facts) -> None:
    """`getParameters()` called twice in one task returns the same `transactionId`.

    Two parts of a product that read the parameters at the same time lock each other out.
    """
    subject = "transactionId of two getParameters() calls in one task is the same"
    expect(facts["transactions"].get("sameInATask"), subject).is_true()


# webrtc-pc: "Set sender.[[SendEncodings]] to parameters.encodings."
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, f"{ENCODING}.active", f"{ENCODING}.maxBitrate"),
)
def test_set_parameters_before_negotiation_is_kept(facts: Facts) -> None:
    """`setParameters()` before negotiation sets `encodings[].active` and `maxBitrate`.

    Calls start with the wrong layers and bitrates, when the least bandwidth is known.
    """
    before = facts["before"]
    subject = "setParameters() before negotiation"
    expect(before.get("outcome"), f"{subject} with encodings[1].active=false").equals("accepted")
    kept = before.get("kept", {})
    expect(kept.get("active"), f"encodings[].active after {subject}").equals([True, False, True])
    expect(kept.get("cap"), f"encodings[2].maxBitrate after {subject}", "bit/s").equals(40000)


# webrtc-pc: "If transceiver.[[Stopping]] is true, return a promise rejected with a ... InvalidStateError."
@check(
    "rtp_sender/parameter_rules.js",
    spec=SET_PARAMETERS,
    basis="MUST",
    features=(SENDER, "api.RTCRtpTransceiver.stop"),
)
def test_set_parameters_on_stopped_transceiver_rejects(facts: Facts) -> None:
    """`setParameters()` rejects with `InvalidStateError` after `RTCRtpTransceiver.stop()`.

    Code that changes a sender too late gets no error and goes on as if the change had worked.
    """
    expect(facts.get("stopped"), "setParameters() after transceiver.stop()").equals("InvalidStateError")
