"""``wptreport.json`` as wptrunner writes it and wpt.fyi reads it: one file per column.

A column that was imported is exported unchanged. For any other column, a probe is a test (a page) and its checks are
the subtests. Pairs of browsers are left out, because a run on wpt.fyi has one product. ``expected`` is written only
where it differs from the status, as wptrunner does. The fields are defined by wpt's
tools/wptrunner/wptrunner/formatters/wptreport.py; wpt.fyi's results-processor/wptreport.py defines which are required.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from rtcmatrix.model import Json, Outcome, Result, Status
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.forms.wptreport.imported import imported_report, is_imported
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource

ROOT = "/rtcmatrix/"
"""What the names of our tests begin with, so that they are never taken for one of wpt's own."""

_SUBTEST = {Status.CRASH: "NOTRUN", Status.ERROR: "NOTRUN", Status.SKIP: "NOTRUN"}
"""Statuses that wpt has for a page and not for a subtest."""
_MESSAGE = 10_000
_UNPRINTED = re.compile(r"[^\w./-]+")


def render(material: Material) -> Mapping[str, str]:
    """Return ``wptreport.json`` for one browser, ``wptreport-<address>.json`` for each of several."""
    names = UniqueSlugs()
    alone = len(material.browsers) == 1
    return {
        "wptreport.json" if alone else f"wptreport-{names.of(source.column.address, source.column.run.id)}.json": (
            json.dumps(imported_report(source) if is_imported(source) else _report(source), indent=1) + "\n"
        )
        for source in material.browsers
    }


FORM = TextForm(name="wptreport", render=render, per_browser=True)


def _report(source: ColumnSource) -> Json:
    """Write one column."""
    run = source.column.run
    started = _milliseconds(run.started_at)
    return {
        "run_info": _run_info(source),
        "time_start": started,
        "time_end": _milliseconds(run.finished_at or "") or started,
        "results": [_test(source, probe, results) for probe, results in _by_probe(source)],
        "subsuites": {},
    }


def _run_info(source: ColumnSource) -> Json:
    """Write the provenance in wptrunner's terms."""
    known, spec, run = source.column.provenance, source.column.spec, source.column.run
    system, _, machine = (known.platform if known else "").partition(" ")
    chosen = known.channel if known else None
    told = {
        "product": spec.name if spec and spec.name != "saved" else (known.brand.lower() if known else "unknown"),
        "browser_version": known.version if known else "unknown",
        "browser_channel": chosen or "",
        "os": {"darwin": "mac", "windows": "win"}.get(system, system or "unknown"),
        "os_version": "",
        "processor": machine,
        "revision": run.revision or "unknown",
    }
    short: dict[str, Json] = {key: one_line(value, 100) for key, value in told.items()}
    return {**short, "headless": known.headless if known else True, "debug": False}


def _by_probe(source: ColumnSource) -> list[tuple[str, list[Result]]]:
    """Group results by probe, in the order of probes."""
    found: dict[str, list[Result]] = {}
    for check in source.column.run.checks:
        result = source.column.results.get(check.id)
        if result is not None:
            found.setdefault(check.probe, []).append(result)
    return sorted(found.items())


def _test(source: ColumnSource, probe: str, results: Sequence[Result]) -> Json:
    """Write one probe."""
    evidence = source.column.evidence.get(probe)
    status = _page_status({result.status for result in results})
    test: dict[str, Json] = {
        "test": ROOT + _UNPRINTED.sub("_", probe.removesuffix(".js"))[:200] + ".html",
        "subsuite": "",
        "status": status,
        "message": None if status == "OK" else next((_message(r) for r in results if r.message), None),
        "duration": round((evidence.duration if evidence else 0.0) * 1_000),
        "known_intermittent": [],
        "subtests": [_subtest(result) for result in results],
    }
    if status in {"TIMEOUT", "CRASH", "ERROR"} and any(r.outcome is Outcome.UNEXPECTED for r in results):
        test["expected"] = "OK"
    return test


def _page_status(statuses: set[Status]) -> str:
    """Return the status of a test from the statuses of its checks: ``OK`` unless the probe failed."""
    for status in (Status.CRASH, Status.ERROR, Status.TIMEOUT):
        if status in statuses:
            return status.value
    for status in (Status.PRECONDITION_FAILED, Status.SKIP):
        if statuses == {status}:
            return status.value
    return "OK"


def _subtest(result: Result) -> Json:
    """Write one check."""
    status = _word(result.status)
    subtest: dict[str, Json] = {
        "name": one_line(result.check, 500),
        "status": status,
        "message": _message(result),
        "known_intermittent": [],
    }
    expected = _expected(result)
    if result.repeats and len(set(result.repeats)) > 1:
        usual, *others = Counter(_word(each) for each in result.repeats).most_common()
        expected = usual[0]
        subtest["known_intermittent"] = sorted(word for word, _ in others)
    if expected is not None and expected != status:
        subtest["expected"] = expected
    return subtest


def _message(result: Result) -> str | None:
    """Return the message, cut to the length that readers accept."""
    return shortened(visible((result.message or "")[: _MESSAGE + 1], keep="\n\t"), _MESSAGE) or None


def _expected(result: Result) -> str | None:
    """Return the expected status; None if the result was expected."""
    if result.outcome is not Outcome.UNEXPECTED:
        return None
    stated = result.stated.status if result.stated is not None else None
    return _word(stated or Status.PASS)


def _word(status: Status) -> str:
    """Return wpt's name for the status of a subtest."""
    return _SUBTEST.get(status, status.value)


def _milliseconds(time: str) -> int:
    """Return a time in milliseconds since 1970, as wptrunner writes it; 0 if unknown."""
    try:
        return round(datetime.fromisoformat(time).timestamp() * 1_000)
    except ValueError:
        return 0
