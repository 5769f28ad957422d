"""Write missing results as JUnit cases: one for an incomplete run and one for each cell without a result."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rtcmatrix.runs.completeness import assess
from rtcmatrix.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run
    from rtcmatrix.runs.completeness import Completeness

MESSAGE = "selected, but the run has no result of it"


def missing_cases(lacking: Completeness, address: str, classname: str | None = None) -> list[ET.Element]:
    """Return an ``error`` case for each selected cell of a column that has no result."""
    cases = []
    for check in lacking.cells.get(address, ()):
        suite, _, name = check.partition("/")
        case = ET.Element("testcase", classname=_line(classname or suite), name=_line(name or suite), time="0.000")
        ET.SubElement(case, "error", type="missing", message=MESSAGE)
        cases.append(case)
    return cases


def completeness_suites(runs: Sequence[Run], shown: frozenset[tuple[str, str]]) -> list[ET.Element]:
    """Return a suite for each incomplete run, with the columns that have no suite of their own.

    ``shown`` are (run, address) of the columns that do.
    """
    suites = []
    for run in runs:
        lacking = assess(run)
        if lacking.is_complete:
            continue
        suite = ET.Element("testsuite", name=_line(f"run {run.id} is {lacking.headline}"), time="0.000")
        suite.set("timestamp", _line(run.started_at[:19]))
        case = ET.SubElement(suite, "testcase", classname="run", name="is_complete", time="0.000")
        ET.SubElement(case, "error", type=lacking.state.value, message=_line(lacking.headline))
        for address in lacking.cells:
            if (run.id, address) not in shown:
                suite.extend(missing_cases(lacking, address, address))
        suites.append(suite)
    return suites


def _line(text: str) -> str:
    return visible(one_line(text, 1_000))
