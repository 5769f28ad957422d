"""The page of a column: the evidence of every probe, with the checks that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Check, Evidence, Json
from rtcmatrix.report.cells import cell_of, probe_cell
from rtcmatrix.report.names import Names
from rtcmatrix.report.sources import link
from rtcmatrix.report.text import one_line, value_lines, whole
from rtcmatrix.report.view import BrowserView, EvidenceView, FileView, JudgedView
from rtcmatrix.report.words import count
from rtcmatrix.runs import to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.model import Artifact
    from rtcmatrix.report.sources import Source

    Keep = Callable[[Source, Artifact], FileView | None]


def browser_view(source: Source, keep: Keep) -> BrowserView:
    """Show everything one browser did; ``keep`` takes an artifact into the site, or gives None where it cannot."""
    column = source.column
    resting: dict[str, list[Check]] = {}
    for check in column.run.checks:
        resting.setdefault(check.probe, []).append(check)
    anchors = Names()
    probes = sorted(column.evidence.keys() | {probe for probe in resting if _judged(source, resting[probe])})
    return BrowserView(
        column=source.view,
        evidence=tuple(
            _evidence(source, probe, f"probe-{anchors.of(probe)}", resting.get(probe, []), keep) for probe in probes
        ),
        more=_more(source),
    )


def _judged(source: Source, checks: list[Check]) -> bool:
    """Whether there is a result to show although no evidence is."""
    return any(check.id in source.column.results for check in checks)


def _evidence(source: Source, probe: str, anchor: str, checks: list[Check], keep: Keep) -> EvidenceView:
    """Show one probe."""
    evidence = source.column.evidence.get(probe)
    judged = tuple(_check(source, check) for check in checks)
    ending = probe_cell(source, probe)
    if evidence is None:
        return EvidenceView(
            probe=one_line(probe), anchor=anchor, ending=ending.word, message="", checks=judged, values=(), console=(),
            files=(), when="", trouble=True,
        )  # fmt: skip
    files = [keep(source, artifact) for artifact in evidence.artifacts]
    return EvidenceView(
        probe=one_line(probe),
        anchor=anchor,
        ending=ending.word,
        message=whole(evidence.message or evidence.unsupported or ""),
        checks=judged,
        values=_values(evidence),
        console=tuple((one_line(each.level, 20), whole(each.text)) for each in evidence.console),
        files=tuple(file for file in files if file),
        when=_when(evidence),
        trouble=evidence.facts is None,
    )


def _check(source: Source, check: Check) -> JudgedView:
    """Show one check beside its evidence."""
    result = source.column.results.get(check.id)
    return JudgedView(
        anchor=source.anchor(check.id),
        id=one_line(check.id),
        title=one_line(check.title, 300),
        spec=link(check.spec) if check.spec else None,
        cell=cell_of(source, check.id),
        message=whole(result.message or "") if result else "",
        why=one_line(check.why, 500),
        features=tuple(one_line(each, 120) for each in check.features),
    )


def _values(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Write observations as JSON."""
    values: list[tuple[str, Json]] = [
        ("Facts", evidence.facts),
        ("Metrics", evidence.metrics),
        ("Notes", evidence.notes),
    ]
    return tuple((name, whole(value_lines(value))) for name, value in values if value)


def _when(evidence: Evidence) -> str:
    """Say how long it took and under which circumstances."""
    parts = [f"{evidence.duration:.2f} s"]
    if evidence.lanes > 1:
        parts.append(f"up to {count(evidence.lanes, 'probe')} at once")
    if evidence.stage is not None:
        parts.append(f"on the stage {one_line(evidence.stage, 40)}")
    if evidence.attempt > 1:
        parts.append(f"attempt {evidence.attempt}")
    return ", ".join(parts)


def _more(source: Source) -> tuple[tuple[str, str], ...]:
    """Show the provenance that fills several lines."""
    known = source.column.provenance
    if known is None:
        return ()
    values = [
        ("User agent", known.user_agent),
        ("Flags", "\n".join(known.flags)),
        ("Preferences", value_lines(to_json(known.prefs)) if known.prefs else ""),
        ("Capabilities", value_lines(known.capabilities) if known.capabilities else ""),
    ]
    return tuple((name, whole(text)) for name, text in values if text)
