"""Write a column that was imported from ``wptreport.json`` as the original report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtcmatrix.model import Check, Json, Result
    from rtcmatrix.report.view.columns import ColumnSource


def is_imported(source: ColumnSource) -> bool:
    """Return whether a column was imported."""
    known = source.column.provenance
    return known is not None and "run_info" in known.imported


def imported_report(source: ColumnSource) -> Json:
    """Write the original report: tests and subtests in their order and with their own values."""
    known = source.column.provenance
    head = known.imported if known is not None else {}
    tests: dict[str, dict[str, Json]] = {}
    for check in source.column.run.checks:
        result = source.column.results.get(check.id)
        if result is None:
            continue
        if check.id == check.probe:
            tests[check.probe] = _test(source, check, result)
        elif check.probe in tests:
            tests[check.probe]["subtests"].append(_subtest(check, result))
    return {
        "run_info": head["run_info"],
        "time_start": head.get("time_start", 0),
        "time_end": head.get("time_end", 0),
        "results": list(tests.values()),
        "subsuites": head.get("subsuites", {}),
    }


def _test(source: ColumnSource, check: Check, result: Result) -> dict[str, Json]:
    evidence = source.column.evidence.get(check.probe)
    return {
        "test": check.imported.get("test", f"/{check.probe}"),
        "subsuite": check.imported.get("subsuite", ""),
        **_said(result),
        "duration": round((evidence.duration if evidence else 0.0) * 1_000),
        "subtests": [],
    }


def _subtest(check: Check, result: Result) -> Json:
    return {"name": check.imported.get("name", check.title), **_said(result)}


def _said(result: Result) -> dict[str, Json]:
    """Return the values of the file for a test or subtest."""
    usual: dict[str, Json] = {"status": result.status.value, "message": result.message, "known_intermittent": []}
    return {**usual, **result.imported}
