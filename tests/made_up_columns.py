"""Made-up runs of a few cells, as small as a test of a comparison needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rtcmatrix.compare import Column, columns_of
from rtcmatrix.judge.verdict import of_repeats
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Json,
    KnownDifference,
    Outcome,
    Provenance,
    Result,
    Run,
    Status,
)

PROBE = "area/p.js"


def run_of(
    browsers: Mapping[str, str],
    *,
    statuses: Mapping[tuple[str, str], Status] | None = None,
    facts: Mapping[str, dict[str, Json] | list[dict[str, Json]]] | None = None,
    run_id: str = "made-up",
    **started: Any,
) -> Run:
    """Make up a run: address -> version, (check, address) -> status, address -> facts of PROBE, or those of repeats."""
    statuses, facts = statuses or {}, facts or {}
    checks = sorted({check for check, _ in statuses})
    return Run(
        id=run_id,
        format=1,
        tool="rtcmatrix",
        started_at="",
        complete=True,
        browsers=tuple(spec(address) for address in browsers),
        provenances=tuple(launched(address, version, **started) for address, version in browsers.items()),
        checks=tuple(Check(id=each, title=each, probe=PROBE, spec="", version="1") for each in checks),
        evidence=tuple(
            Evidence(probe=PROBE, browser=address, facts=each, repeat=place)
            for address, observed in facts.items()
            for place, each in enumerate(observed if isinstance(observed, list) else [observed])
        ),
        results=tuple(result(check, address, status) for (check, address), status in statuses.items()),
    )


def spec(address: str) -> BrowserSpec:
    """Make up what was asked for."""
    name, _, selector = address.partition(":")
    by = {"version": selector} if selector[0].isdigit() else {"channel": selector}
    return BrowserSpec(name=name, selector=selector, **by)  # type: ignore[arg-type]  # one of the two


def launched(address: str, version: str, **more: Any) -> Provenance:
    """Make up what was launched."""
    name, _, selector = address.partition(":")
    fields = {"channel": selector, "provider": "none", "driver": "none", "platform": "linux x86_64", **more}
    return Provenance(address=address, brand=name.title(), version=version, **fields)


def result(check: str, address: str, *statuses: Status, outcome: Outcome | None = None) -> Result:
    """Make up what a check said, once or of each repeat."""
    made = of_repeats([(each, None if each is Status.PASS else f"it is {each.lower()}") for each in statuses])
    if outcome is None:
        outcome = Outcome.EXPECTED if made.status is Status.PASS else Outcome.UNEXPECTED
    return Result(**{**vars(made), "check": check, "browser": address, "outcome": outcome})


def pair_of(before: Run, after: Run, address: str, other: str | None = None) -> tuple[Column, Column]:
    """Give two columns."""
    return (
        next(each for each in columns_of(before) if each.address == address),
        next(each for each in columns_of(after) if each.address == (other or address)),
    )


def known(line: int = 1, **more: Any) -> KnownDifference:
    """Make up an entry; on checks where nothing else is said."""
    fields: dict[str, Any] = {"browsers": ("*",), "bug": "https://bugs.example/1", "reason": "because", "line": line}
    if "facts" not in more:
        fields |= {"checks": ("*",), "expected": Status.FAIL}
    return KnownDifference(**{**fields, "file": "suites/known-differences.yaml", **more})
