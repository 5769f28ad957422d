"""Evidence of a probe, built from its record and from faults observed from outside."""

from __future__ import annotations

from typing import Any

import pytest

from rtcmatrix.gather.evidence_builder import EvidenceBuilder
from rtcmatrix.model import Artifact, ConsoleMessage, Evidence, Fault

ANYTHING: dict[str, Any] = {
    "facts": None,
    "metrics": {},
    "notes": {},
    "unsupported": None,
    "fault": None,
    "message": None,
}


def account(record: dict[str, Any] | None = None) -> EvidenceBuilder:
    whole = None if record is None else ANYTHING | record
    return EvidenceBuilder(probe="a/b.js", address="chromium:150", attempt=2, lanes=3, record=whole)


def evidence(record: dict[str, Any] | None) -> Evidence:
    return account(record).build(())


def test_a_complete_record_becomes_evidence_unchanged() -> None:
    opened = account({"facts": {"a": [1]}, "metrics": {"fps": 29.7}, "notes": {"sdp": "v=0"}})
    opened.console.append(ConsoleMessage(level="warn", text="careful"))
    artifact = Artifact(name="screenshot", path="artifacts/x.png", media_type="image/png")
    told = opened.build((artifact,))
    assert (told.id, told.facts, told.metrics, told.notes) == (
        "a/b.js@chromium:150",
        {"a": [1]},
        {"fps": 29.7},
        {"sdp": "v=0"},
    )
    assert (told.fault, told.message, told.unsupported) == (None, None, None)
    assert (told.attempt, told.lanes, told.artifacts) == (2, 3, (artifact,))
    assert told.console == (ConsoleMessage(level="warn", text="careful"),)
    assert told.started_at.endswith("+00:00")
    assert told.duration >= 0


def test_empty_facts_are_facts() -> None:
    assert evidence({"facts": {}}).facts == {}


def test_unsupported_has_no_facts_and_no_fault() -> None:
    told = evidence({"facts": {"half": 1}, "unsupported": "RTCRtpScriptTransform"})
    assert (told.unsupported, told.facts, told.fault) == ("RTCRtpScriptTransform", None, None)


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_in_the_record_overrides_its_facts(fault: Fault) -> None:
    told = evidence({"facts": {"half": 1}, "unsupported": "x", "fault": fault.value, "message": "why", "stack": "at f"})
    assert (told.fault, told.message, told.facts, told.unsupported) == (fault, "why", None, None)
    assert told.notes == {"stack": "at f"}


@pytest.mark.parametrize("said", ["odd", "", 7, [], {}, True])
def test_an_unknown_fault_is_error(said: object) -> None:
    told = evidence({"facts": {}, "fault": said, "message": "why"})
    assert (told.fault, told.message, told.facts) == (Fault.ERROR, "why", None)


@pytest.mark.parametrize("facts", [None, [1], "text", 3])
def test_a_record_without_facts_is_error_and_the_message_shows_them(facts: object) -> None:
    told = evidence({"facts": facts})
    assert (told.fault, told.message) == (Fault.ERROR, f"the probe returned no facts but {str(facts)!r}")


def test_no_record_is_error() -> None:
    assert evidence(None).fault is Fault.ERROR


@pytest.mark.parametrize("said", [None, [], "text"])
def test_malformed_metrics_and_notes_are_dropped(said: object) -> None:
    told = evidence({"facts": {}, "metrics": said, "notes": said})
    assert (told.metrics, told.notes, told.fault) == ({}, {}, None)


def test_an_observed_fault_overrides_the_record() -> None:
    opened = account({"facts": {"a": 1}, "fault": "exception", "message": "its own words"})
    opened.fail(Fault.CRASH, "the browser died")
    told = opened.build(())
    assert (told.fault, told.message, told.facts) == (Fault.CRASH, "the browser died", None)


def test_a_record_or_a_fault_ends_a_probe() -> None:
    assert not account().ended
    assert account({}).ended
    failed = account()
    failed.fail(Fault.TIMEOUT, "late")
    assert failed.ended


def test_reported_facts_become_partial_and_the_message_names_the_step() -> None:
    opened = account()
    opened.report({"one": 1}, "first")
    opened.report({"two": 2}, None)
    opened.report({}, "second")
    opened.fail(Fault.CRASH, "the page died")
    told = opened.build(())
    assert (told.facts, told.partial, told.step) == (None, {"one": 1, "two": 2}, "second")
    assert told.message == 'the page died (in the step "second")'


def test_partial_facts_and_step_are_read_from_the_record() -> None:
    told = evidence({"fault": "exception", "message": "no", "partial": {"one": 1}, "step": "second"})
    assert (told.facts, told.partial, told.step, told.message) == (
        None,
        {"one": 1},
        "second",
        'no (in the step "second")',
    )


@pytest.mark.parametrize("said", [None, [], "text", 3])
def test_malformed_partial_facts_and_steps_are_dropped(said: object) -> None:
    told = evidence({"fault": "exception", "message": "no", "partial": said, "step": said if said != "text" else 7})
    assert (told.partial, told.step, told.message) == ({}, None, "no")


def test_without_a_fault_there_is_nothing_partial() -> None:
    opened = account({"facts": {"one": 1, "two": 2}})
    opened.report({"one": 1}, "first")
    told = opened.build(())
    assert (told.facts, told.partial, told.step, told.message) == ({"one": 1, "two": 2}, {}, None, None)
