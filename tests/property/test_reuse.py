"""Nothing is reused whose build, launch, machine, probe, tool, age or result is not as it must be."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_reuse import CALL, CANARY, GATHERED, NOW, PAIR, PROBES, STABLE, recorded_run

from rtcmatrix.model import Evidence, Fault, Outcome, Provenance, Result, Run, Status, sides_of
from rtcmatrix.runs.reuse import Recorded

LAUNCHES: Mapping[str, tuple[Any, ...]] = {
    "version": ("150.0.1",),
    "brand": ("Chromium",),
    "revision": ("r2",),
    "binary": ("b2",),
    "machine": ("Debian 13",),
    "driver": ("chromedriver 150",),
    "platform": ("linux arm64",),
    "flags": (("--mute-audio",), ("--lang=de", "--mute-audio"), ()),
    "prefs": ({"media.x": 1}, {}),
    "headless": (False,),
    "devices": ("real",),
    "capabilities": ({},),
}
EVIDENCE: Mapping[str, tuple[Any, ...]] = {
    "facts": ({"x": 2},),
    "fault": (Fault.EXCEPTION, Fault.TIMEOUT, Fault.CRASH, Fault.ERROR),
    "probe_version": ("p2", ""),
    "tool_revision": ("t2", ""),
    "attempt": (2,),
    "started_at": (
        GATHERED.isoformat(),
        (GATHERED - timedelta(days=6, hours=1)).isoformat(),
        (GATHERED + timedelta(days=2)).isoformat(),
        "",
        "yesterday",
    ),
}
YOUNG = {recorded_run().evidence[0].started_at, GATHERED.isoformat()}
"""The times of which evidence is neither too old nor in the future."""
RESULTS: Mapping[str, tuple[Any, ...]] = {
    "status": tuple(Status),
    "outcome": tuple(Outcome),
    "repeats": ((), (Status.PASS, Status.FAIL), (Status.PASS, Status.PASS)),
}


FIELDS = {Provenance: LAUNCHES, Evidence: EVIDENCE, Result: RESULTS}

Night = tuple[Run, dict[str, Provenance]]
"""The earlier run, and what is launched today."""


@st.composite
def nights(draw: st.DrawFn) -> Night:
    """Make up an earlier run and launches of today, in which one or two things are not as they must be.

    With more of them, hardly anything would be left to reuse.
    """
    base, repeat = recorded_run(), draw(st.sampled_from([1] * 5 + [2]))
    made: dict[str, list[Any]] = {
        "before": list(base.provenances),
        "today": list(base.provenances),
        "evidence": [dataclasses.replace(each, repeat=number) for each in base.evidence for number in range(repeat)],
        "results": list(base.results),
    }
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        values = made[draw(st.sampled_from(sorted(made)))]
        fields = FIELDS[type(values[0])]
        at, name = draw(st.integers(0, len(values) - 1)), draw(st.sampled_from([*sorted(fields), ""]))
        if name:
            values[at] = dataclasses.replace(values[at], **{name: draw(st.sampled_from(fields[name]))})
        elif len(values) > 1:
            values.pop(at)
    run = dataclasses.replace(
        base,
        repeat=draw(st.sampled_from([repeat] * 9 + [3])),
        provenances=tuple(made["before"]),
        evidence=tuple(made["evidence"]),
        results=tuple(made["results"]),
    )
    return run, {each.address: each for each in made["today"]}


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


def is_reusable(run: Run, address: str, probe: str, today: Mapping[str, Provenance], repeat: int) -> bool:
    """Decide by a rule of its own, from everything that must hold."""
    before = {each.address: each for each in run.provenances}
    held = [each for each in run.evidence if (each.browser, each.probe) == (address, probe)]
    checks = {each.id for each in run.checks if each.probe == probe}
    results = [each for each in run.results if each.browser == address and each.check in checks]
    return (
        all(side in before and is_equal(before[side], today[side]) for side in sides_of(address))
        and repeat <= len(held) == run.repeat
        and all(each.facts == held[0].facts and each.fault == held[0].fault for each in held)
        and all(each.fault in {None, Fault.EXCEPTION} for each in held)
        and {(each.probe_version, each.tool_revision, each.attempt) for each in held} == {("p1", "t1", 1)}
        and all(each.started_at in YOUNG for each in held)
        and bool(results)
        and all(map(is_good, results))
    )


@settings(derandomize=True, max_examples=int(os.environ.get("RTCMATRIX_EXAMPLES", "400")), deadline=None)
@given(night=nights(), repeat=st.sampled_from([1] * 5 + [2]))
def test_what_is_equal_is_reused_and_nothing_else(night: Night, repeat: int) -> None:
    run, today = night
    for address in (STABLE, CANARY, PAIR):
        probes = [CALL] if address == PAIR else list(PROBES)
        column = Recorded(run).decide(address, probes, today, dataclasses.replace(NOW, repeat=repeat))
        assert column.reused.keys() | column.again.keys() == set(probes)
        assert not column.reused.keys() & column.again.keys()
        assert all(len(each) == repeat for each in column.reused.values())
        launched_all = all(side in today for side in sides_of(address))
        for probe in probes:
            expected = launched_all and is_reusable(run, address, probe, today, repeat)
            assert (probe in column.reused) == expected, column.again.get(probe)
