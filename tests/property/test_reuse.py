"""Nothing is reused whose build, launch, machine, probe, tool, age or result is not as it must be."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from made_up_reuse import CALL, CANARY, GATHERED, NOW, PAIR, PROBES, STABLE, launch, recorded_run

from rtcmatrix.model import Evidence, Fault, Outcome, Provenance, Result, Run, Status, sides_of
from rtcmatrix.runs.reuse import Now, Recorded

LAUNCHES: Mapping[str, tuple[Any, ...]] = {
    "version": ("149.0.7827.9", "150.0.1"),
    "brand": ("Google Chrome", "Chromium"),
    "revision": (None, "r2"),
    "binary": ("b1", "b2", ""),
    "machine": (launch(STABLE).machine, "Debian 13", ""),
    "driver": ("chromedriver 149.0.7827.9", "chromedriver 150"),
    "platform": ("linux x86_64", "linux arm64"),
    "flags": (("--mute-audio", "--lang=de"), ("--mute-audio",), ("--lang=de", "--mute-audio"), ()),
    "prefs": ({"media.x": True}, {"media.x": 1}, {}),
    "headless": (True, False),
    "devices": ("browser's fake devices", "real"),
    "capabilities": (launch(STABLE).capabilities, {}),
}
EVIDENCE: Mapping[str, tuple[Any, ...]] = {
    "facts": ({"x": 1}, {"x": 2}),
    "fault": (None, Fault.EXCEPTION, Fault.TIMEOUT, Fault.CRASH, Fault.ERROR),
    "probe_version": ("p1", "p2", ""),
    "tool_revision": ("t1", "t2", ""),
    "attempt": (1, 2),
    "started_at": (
        GATHERED.isoformat(),
        (GATHERED - timedelta(days=6, hours=1)).isoformat(),
        (GATHERED + timedelta(days=2)).isoformat(),
        "",
        "yesterday",
    ),
}
RESULTS: Mapping[str, tuple[Any, ...]] = {
    "status": tuple(Status),
    "outcome": tuple(Outcome),
    "repeats": ((), (Status.PASS, Status.FAIL), (Status.PASS, Status.PASS)),
}


def mostly_first(fields: Mapping[str, tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    """Make up values of fields, most of them the first, so that much can be reused."""
    return st.fixed_dictionaries(
        {name: st.sampled_from((*values[:1] * 12, *values)) for name, values in fields.items()}
    )


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Make up an earlier run in which some things are not as they must be."""
    base = recorded_run()
    evidence: list[Evidence] = []
    for each in base.evidence:
        if draw(st.integers(0, 9)):
            evidence += [
                dataclasses.replace(each, repeat=repeat, **draw(mostly_first(EVIDENCE)))
                for repeat in range(draw(st.sampled_from([1, 1, 1, 2])))
            ]
    return dataclasses.replace(
        base,
        repeat=draw(st.sampled_from([1, 1, 1, 2])),
        provenances=tuple(
            dataclasses.replace(each, **draw(mostly_first(LAUNCHES)))
            for each in base.provenances
            if draw(st.integers(0, 9))
        ),
        evidence=tuple(evidence),
        results=tuple(
            dataclasses.replace(each, **draw(mostly_first(RESULTS))) for each in base.results if draw(st.integers(0, 9))
        ),
    )


def is_equal(before: Provenance, now: Provenance) -> bool:
    """Compare by the text of every field, except those known not to matter."""
    values = [
        {key: repr(value) for key, value in vars(each).items() if key not in {"address", "provider", "user_agent"}}
        for each in (before, now)
    ]
    return values[0] == values[1] and bool(before.binary) and bool(before.machine)


def is_good(result: Result) -> bool:
    return (
        result.outcome in {Outcome.EXPECTED, Outcome.SKIPPED}
        and not {Status.ERROR, Status.CRASH, Status.TIMEOUT} & {result.status, *result.repeats}
        and len(set(result.repeats)) < 2
    )


@given(
    run=runs(), launched=st.tuples(mostly_first(LAUNCHES), mostly_first(LAUNCHES)), repeat=st.sampled_from([1, 1, 2])
)
def test_nothing_that_is_not_equal_is_ever_reused(
    run: Run, launched: tuple[dict[str, Any], dict[str, Any]], repeat: int
) -> None:
    today = {
        address: dataclasses.replace(launch(address), **fields)
        for address, fields in zip((STABLE, CANARY), launched, strict=True)
    }
    now: Now = dataclasses.replace(NOW, repeat=repeat)
    before = {each.address: each for each in run.provenances}
    for address in (STABLE, CANARY, PAIR):
        probes = [CALL] if address == PAIR else list(PROBES)
        column = Recorded(run).decide(address, probes, today, now)
        assert column.reused.keys() | column.again.keys() == set(probes)
        assert not column.reused.keys() & column.again.keys()
        for probe, evidence in column.reused.items():
            assert all(side in before and is_equal(before[side], today[side]) for side in sides_of(address))
            held = [each for each in run.evidence if (each.browser, each.probe) == (address, probe)]
            assert len(evidence) == repeat <= len(held) == run.repeat
            assert all(each.facts == held[0].facts and each.fault in {None, Fault.EXCEPTION} for each in held)
            assert {(each.probe_version, each.tool_revision, each.attempt) for each in held} == {("p1", "t1", 1)}
            ages = {each.started_at for each in held}
            assert ages <= {GATHERED.isoformat()}
            checks = {each.id for each in run.checks if each.probe == probe}
            results = [each for each in run.results if each.browser == address and each.check in checks]
            assert results
            assert all(map(is_good, results))
