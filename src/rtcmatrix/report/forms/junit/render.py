"""JUnit XML with a suite per browser and a case per check, as GitHub Actions, GitLab and Jenkins read it.

The elements and attributes are those of junit-10.xsd, the schema of Jenkins' xunit plugin, which is Maven Surefire's
form: ``flakyFailure`` inside a case that passed in the end, ``rerunFailure`` after the failure of one that did not.
A case's time is its judging and its share of what the probe took to gather.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rtcmatrix.model import Outcome, Status
from rtcmatrix.report.forms.junit.differences import difference_suites
from rtcmatrix.report.forms.junit.missing import completeness_suites, missing_cases
from rtcmatrix.report.forms.shared.result_text import result_text
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.text.labels import STATUS
from rtcmatrix.report.text.rerun import RerunCommands
from rtcmatrix.report.text.reuse import reused_summary, reused_words
from rtcmatrix.report.text.values import whole
from rtcmatrix.runs.completeness import assess
from rtcmatrix.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.model import Result, Run, Unavailable
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.runs.completeness import Completeness

_SKIPPED = {Status.PRECONDITION_FAILED, Status.SKIP}


def render(material: Material) -> Mapping[str, str]:
    """Return ``junit.xml``."""
    root = ET.Element("testsuites", name="rtcmatrix")
    shown = frozenset(source.key for source in material.sources)
    root.extend(_counted(each) for each in completeness_suites(material.runs, shown))
    lacking = {run.id: assess(run) for run in material.runs}
    addresses = Counter(source.column.address for source in material.sources)
    for source in material.sources:
        address = source.column.address
        several = addresses[address] > 1
        browser = f"{address} {source.column.run.id}" if several else address
        root.append(_suite(source, browser, lacking[source.column.run.id]))
    for run in material.runs:
        for absent in run.unavailable:
            root.append(_absent_suite(run, absent))
    root.extend(difference_suites(material))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return {"junit.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'}


FORM = TextForm(name="junit", render=render)


def _suite(source: ColumnSource, browser: str, lacking: Completeness) -> ET.Element:
    """Write the suite of one column; ``browser`` is unique among the columns."""
    known = source.column.provenance
    version = known.version if known else ""
    suite = ET.Element("testsuite", name=_line(f"{source.view.label} ({version or source.column.address})"))
    suite.set("timestamp", _line(source.column.run.started_at[:19], 40))
    suite.append(_properties(source, lacking))
    cases = _Cases(source, browser)
    suite.extend(cases.of(result) for result in source.column.results.values())
    suite.extend(missing_cases(lacking, source.column.address))
    suite.set("time", f"{cases.seconds:.3f}")
    return _counted(suite)


def _counted(suite: ET.Element) -> ET.Element:
    """Set the numbers of tests, failures, errors and skipped cases."""
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for attribute, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(element) is not None for case in cases)))
    return suite


def _properties(source: ColumnSource, lacking: Completeness) -> ET.Element:
    """Write the provenance of a column."""
    known = source.column.provenance
    values = [("run", source.column.run.id), ("address", source.column.address)]
    values += [("completeness", lacking.headline or lacking.state.value)]
    values += [("reused", reused_summary(source.column.evidence.values()))]
    if known is not None:
        values += [
            ("brand", known.brand),
            ("version", known.version),
            ("channel", known.channel or ""),
            ("platform", known.platform),
            ("provider", known.provider),
            ("driver", known.driver),
            ("revision", known.revision or ""),
            ("headless", "true" if known.headless else "false"),
            ("flags", " ".join(known.flags)),
            ("prefs", " ".join(f"{key}={value}" for key, value in known.prefs.items())),
            ("devices", known.devices),
            ("user_agent", known.user_agent),
        ]
    properties = ET.Element("properties")
    for name, value in values:
        if value:
            ET.SubElement(properties, "property", name=name, value=_line(value, 1_000))
    return properties


class _Cases:
    """Writes the checks of one column."""

    def __init__(self, source: ColumnSource, browser: str) -> None:
        self._source = source
        self._browser = browser
        self._checks = RerunCommands(source.column.checks)
        self._shares = _shares(source)
        self._named: dict[tuple[str, str], int] = {}
        self.seconds = 0.0

    def of(self, result: Result) -> ET.Element:
        """Write one check. Readers identify a case by class and name, so the class contains the browser."""
        suite, _, name = result.check.partition("/")
        known = self._source.column.checks.get(result.check)
        seconds = result.duration + self._shares.get(known.probe if known else "", 0.0)
        self.seconds += seconds
        classname = f"{_line(self._browser, 200)}.{_line(suite)}"
        case = ET.Element(
            "testcase", classname=classname, name=self._own(classname, _line(name or suite)), time=f"{seconds:.3f}"
        )
        self._tell(case, result)
        reused = reused_words(self._source.column.evidence_of(result.check))
        if reused:
            ET.SubElement(case, "system-out").text = _line(reused)
        return case

    def _own(self, classname: str, name: str) -> str:
        """Return a name that is unique in the class, since two long names may be cut to the same text."""
        number = self._named[classname, name] = self._named.get((classname, name), 0) + 1
        return name if number == 1 else self._own(classname, f"{name} ({number})")

    def _tell(self, case: ET.Element, result: Result) -> None:
        """Write the result of a check."""
        failed: list[Status] = [status for status in result.repeats if status is not Status.PASS]
        if result.outcome is Outcome.FLAKY:
            body = self._account(result)
            for status in failed or [result.status]:
                _told(case, _interim("flaky", status), status, _repeat(result, status), body)
        elif result.status is Status.ERROR:
            _told(case, "error", result.status, result.message, self._account(result))
        elif result.outcome is Outcome.UNEXPECTED:
            _told(case, "failure", result.status, result.message, self._account(result))
            for status in result.repeats[1:]:
                _told(case, _interim("rerun", status), status, _repeat(result, status))
        elif result.known:
            _told(case, "skipped", "known", f"known difference, {STATUS[result.status].lower()}: {result.known}")
        elif result.status in _SKIPPED:
            _told(case, "skipped", result.status, result.message or STATUS[result.status])
        elif result.status is not Status.PASS:
            _told(case, "skipped", "expected", f"expected, {STATUS[result.status].lower()}: {result.message or ''}")

    def _account(self, result: Result) -> str:
        return result_text(self._source, result, self._checks)


def _shares(source: ColumnSource) -> dict[str, float]:
    """Divide the seconds of each probe, over all gathered repeats, evenly among the checks that judge it."""
    column = source.column
    judged = Counter(check.probe for check in column.checks.values() if check.id in column.results)
    return {
        probe: sum(each.duration for each in repeats if each.reused_from is None) / judged[probe]
        for probe, repeats in column.repeats.items()
        if judged[probe]
    }


def _interim(sort: str, status: Status) -> str:
    """Name the element of a repeat that did not pass."""
    return f"{sort}Error" if status is Status.ERROR else f"{sort}Failure"


def _repeat(result: Result, status: Status) -> str:
    """Describe the result of one repeat."""
    passed = sum(each is Status.PASS for each in result.repeats)
    times = f"; {passed} of {len(result.repeats)} repeats passed" if result.repeats else ""
    return f"{STATUS[status]}{times}: {result.message}" if result.message else f"{STATUS[status]}{times}"


def _told(case: ET.Element, element: str, sort: str, message: str | None, body: str = "") -> None:
    """Add an element with the result of a case."""
    told = ET.SubElement(case, element, type=str(sort), message=_line(message or str(sort), 500))
    if body:
        told.text = whole(body)


def _absent_suite(run: Run, absent: Unavailable) -> ET.Element:
    """Write a browser that is not available: a suite of one skipped case with the reason."""
    suite = ET.Element("testsuite", name=_line(f"{absent.address} (not available)"), time="0.000")
    suite.set("timestamp", _line(run.started_at[:19], 40))
    case = ET.SubElement(
        suite, "testcase", classname=f"{_line(absent.address, 200)}.browser", name="is_available", time="0.000"
    )
    _told(case, "skipped", "unavailable", f"not available: {absent.reason}")
    return _counted(suite)


def _line(text: str, limit: int = 300) -> str:
    """Return the value of an attribute in one line, with characters of XML 1.0 only."""
    return visible(one_line(text, limit))
