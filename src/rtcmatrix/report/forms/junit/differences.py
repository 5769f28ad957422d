"""Write differences from the reference of ``--against`` as JUnit suites, one case per difference that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from rtcmatrix.compare.finding_kinds import DEFAULT_KINDS
from rtcmatrix.compare.findings import kind_of
from rtcmatrix.model import Level, Outcome
from rtcmatrix.report.forms.shared.summary_entries import change_words
from rtcmatrix.report.text.labels import count
from rtcmatrix.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.compare import Comparison
    from rtcmatrix.model import Difference
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource


def difference_suites(material: Material) -> Iterator[ET.Element]:
    """Return a suite for each column that was compared with the reference; none without a reference."""
    if material.against is None:
        return
    for comparison in material.comparisons:
        source = material.source(comparison.after)
        if source is not None:
            yield _suite(comparison, source, material.against)


def _suite(comparison: Comparison, source: ColumnSource, against: str) -> ET.Element:
    suite = ET.Element("testsuite", name=_line(f"{source.view.label} against {against}"), time="0.000")
    suite.set("timestamp", _line(source.column.run.started_at[:19], 40))
    cases = [_case(each, source) for each in comparison.telling if not _is_told(each, source)]
    cases += [_apart(comparison, source)] if comparison.apart else []
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")
    suite.set("skipped", "0")
    return suite


def _is_told(difference: Difference, source: ColumnSource) -> bool:
    """Return whether the case of the check itself fails, so that one cell is one failure."""
    result = source.column.results.get(difference.subject) if difference.level is Level.STATUS else None
    return result is not None and result.outcome is Outcome.UNEXPECTED


def _case(difference: Difference, source: ColumnSource) -> ET.Element:
    """Write a difference: a failure if a gate fails on it by default, else a passed case."""
    name = f"{difference.subject} {difference.path}".strip()
    case = ET.Element("testcase", classname=_class(source), name=_line(name), time="0.000")
    kind, words = kind_of(difference), change_words(difference)
    if kind in DEFAULT_KINDS:
        ET.SubElement(case, "failure", type=kind.value, message=_line(words, 500))
    else:
        ET.SubElement(case, "system-out").text = _line(f"{kind.value}: {words}", 500)
    return case


def _apart(comparison: Comparison, source: ColumnSource) -> ET.Element:
    """Write a failure for a column that could not be compared."""
    case = ET.Element("testcase", classname=_class(source), name="is_comparable", time="0.000")
    number = count(len(comparison.set_apart), "difference")
    words = f"not comparable, launched differently: {'; '.join(comparison.apart)} ({number} not counted)"
    ET.SubElement(case, "failure", type="not-comparable", message=_line(words, 1_000))
    return case


def _class(source: ColumnSource) -> str:
    """Name the class of these cases; it differs from that of the column's checks."""
    return _line(f"{source.column.address}.against")


def _line(text: str, limit: int = 300) -> str:
    """Return the value of an attribute in one line, with characters of XML 1.0 only."""
    return visible(one_line(text, limit))
