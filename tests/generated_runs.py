"""Runs that hypothesis makes up: columns, repeats, known differences and earlier runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from rtcmatrix.compare import Comparing
from rtcmatrix.judge.in_force import in_force
from rtcmatrix.judge.verdict import of_repeats, status_of, with_outcome
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Fault,
    Json,
    KnownDifference,
    Provenance,
    Result,
    Run,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 6, 1)
ADDRESSES = ("chromium:stable", "firefox:esr")
PROBES = {"alpha/p.js": ("alpha/a", "alpha/b"), "beta/q.js": ("beta/c",), "gamma/r.js": ()}
"""Each probe with its checks; the last has none, so that only its facts and its end show it."""
STATUSES = (Status.PASS, Status.PASS, Status.FAIL, Status.TIMEOUT, Status.CRASH, Status.ERROR)
FAULTS = (Fault.EXCEPTION, Fault.TIMEOUT, Fault.CRASH, Fault.ERROR)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A run, the earlier one it is set against, and what is known."""

    before: Run
    after: Run
    compared: Comparing


def facts() -> st.SearchStrategy[dict[str, Json]]:
    """Make up facts with few places and few values, so that they are often alike."""
    few: st.SearchStrategy[Json] = st.integers(0, 1)
    inner = st.fixed_dictionaries({}, optional={"y": few, "z": few})
    return st.fixed_dictionaries(
        {},
        optional={"x": few, "o": inner | few, "l": st.lists(st.integers(0, 2), max_size=2), "n": st.none() | few},
    )


@st.composite
def ending(draw: st.DrawFn, probe: str, address: str, repeat: int, base: dict[str, Json]) -> Evidence:
    """Make up one gathering: mostly what the other repeats observed."""
    fields: dict[str, Any] = {
        "probe": probe,
        "browser": address,
        "repeat": repeat,
        "started_at": "2026-05-01T00:00:00Z",
    }
    what = draw(st.sampled_from(["same"] * 6 + ["other", "fault", "unsupported"]))
    if what == "fault":
        return Evidence(facts=None, fault=draw(st.sampled_from(FAULTS)), message="it broke", **fields)
    if what == "unsupported":
        return Evidence(facts=None, unsupported="an API", **fields)
    metrics: dict[str, Json] = {"fps": draw(st.sampled_from([10.0, 100.0])) + repeat / 10}
    return Evidence(facts=base if what == "same" else draw(facts()), metrics=metrics, **fields)


@st.composite
def known_differences(draw: st.DrawFn) -> tuple[KnownDifference, ...]:
    """Make up entries on statuses and facts, in force or not."""
    found = []
    for line in range(1, draw(st.integers(0, 3)) + 1):
        fields: dict[str, Any] = {
            "browsers": (draw(st.sampled_from(["*", *ADDRESSES])),),
            "bug": "https://bugs.example/1",
            "reason": "because",
            "line": line,
            "file": "suites/known-differences.yaml",
            "expires": draw(st.sampled_from([None, None, "2027-01-01", "2026-01-01"])),
            "versions": draw(st.sampled_from([None, None, ">=156", "<156"])),
        }
        if draw(st.booleans()):
            fields["checks"] = (draw(st.sampled_from(["*", "alpha/a", "alpha/*", "beta/c"])),)
            fields["expected"] = draw(st.sampled_from([Status.FAIL, Status.TIMEOUT, Status.PRECONDITION_FAILED]))
        else:
            path = draw(st.sampled_from(["x", "o", "o.y", "l", "*"]))
            fields["facts"] = (f"{draw(st.sampled_from(['*', *PROBES]))}:{path}",)
            fields["absent"] = draw(st.booleans())
            fields["value"] = None if fields["absent"] else draw(st.sampled_from([0, 1, [0], {"y": 1}]))
        found.append(KnownDifference(**fields))
    return tuple(found)


@st.composite
def runs(draw: st.DrawFn, run_id: str, addresses: Sequence[str], known: tuple[KnownDifference, ...]) -> Run:
    """Make up a run as the judge would have left it."""
    launched = [
        Provenance(
            address=address,
            brand=address.partition(":")[0].title(),
            channel=address.partition(":")[2],
            version=draw(st.sampled_from(["155.0", "156.0"])),
            provider="none",
            driver="none",
            platform=draw(st.sampled_from(["linux x86_64"] * 4 + ["darwin arm64"])),
            flags=draw(st.sampled_from([()] * 4 + [("--mute-audio",)])),
        )
        for address in addresses
    ]
    checks = [
        Check(
            id=check, title=f"{check} holds", probe=probe, spec="", version=draw(st.sampled_from(["1"] * 6 + ["2", ""]))
        )
        for probe, its in PROBES.items()
        for check in its
        if draw(st.integers(0, 9))
    ]
    evidence: list[Evidence] = []
    results: list[Result] = []
    for one in launched:
        entries = in_force(known, address=one.address, version=one.version, today=TODAY)
        repeats = draw(st.sampled_from([1, 1, 2, 3, 6]))
        for probe in PROBES:
            if not draw(st.integers(0, 9)):
                continue
            base = draw(facts())
            ends = [draw(ending(probe, one.address, repeat, base)) for repeat in range(repeats)]
            evidence += ends
            usual = draw(st.sampled_from(STATUSES))
            results += [
                _result(draw, check.id, one.address, ends, usual, entries)
                for check in checks
                if check.probe == probe and draw(st.integers(0, 9))
            ]
    number = 1 + (run_id == "after")
    return Run(
        id=run_id,
        format=1,
        tool="rtcmatrix",
        started_at=f"2026-05-0{number}T00:00:00Z",
        complete=True,
        browsers=tuple(
            BrowserSpec(name=each.partition(":")[0], selector=each.partition(":")[2], channel=each.partition(":")[2])
            for each in addresses
        ),
        compare=(tuple(addresses),) if len(addresses) == 2 else (),  # type: ignore[arg-type]  # two of them
        provenances=tuple(launched),
        checks=tuple(checks),
        evidence=tuple(evidence),
        results=tuple(results),
    )


def _result(
    draw: st.DrawFn,
    check: str,
    address: str,
    ends: Sequence[Evidence],
    usual: Status,
    known: tuple[KnownDifference, ...],
) -> Result:
    """Judge a check by what its probe came to, as the tool does."""
    told = []
    for each in ends:
        decided = status_of(each)
        status = draw(st.sampled_from([usual] * 5 + [Status.FAIL])) if decided is None else decided[0]
        told.append((status, None if status is Status.PASS else f"it is {status.lower()}"))
    made = of_repeats(told)
    return with_outcome(Result(**{**vars(made), "check": check, "browser": address}), known)


@st.composite
def cases(draw: st.DrawFn, columns: int) -> Case:
    """Make up two runs of one or two browsers, and what is known."""
    known = draw(known_differences())
    addresses = ADDRESSES[:columns]
    return Case(
        before=draw(runs("before", addresses, known)),
        after=draw(runs("after", addresses, known)),
        compared=Comparing(known=known, today=TODAY),
    )
