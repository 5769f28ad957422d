"""Build the page of one column: the evidence of every probe and the checks on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rtcmatrix.model import Check, Evidence, Json
from rtcmatrix.report.pages.browser.views import BrowserView, EvidenceCheckView, EvidenceView
from rtcmatrix.report.text.labels import count
from rtcmatrix.report.text.reuse import reused_words
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.text.values import value_lines, whole
from rtcmatrix.report.view.artifacts import FileView
from rtcmatrix.report.view.cells import cell_of, probe_cell
from rtcmatrix.report.view.links import LinkView
from rtcmatrix.report.view.tables import NamedTable, tables_in
from rtcmatrix.runs import to_json
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rtcmatrix.model import Artifact
    from rtcmatrix.report.view.columns import ColumnSource

    Keep = Callable[[ColumnSource, Artifact], FileView | None]


@dataclass(frozen=True, kw_only=True)
class EvidenceContext:
    """What the pages of columns share."""

    keep: Keep
    """Takes an artifact into the site, or gives None where it cannot."""
    pages: Mapping[str, str]
    """The page of each check."""
    seen: dict[tuple[str, str], LinkView] = field(default_factory=dict)
    """(probe, facts as written) -> where they stand already: most columns of one engine observe the same."""


def browser_view(source: ColumnSource, beside: EvidenceContext) -> BrowserView:
    """Show everything one browser did; facts that stand on the page of an earlier column are not written again."""
    column = source.column
    resting: dict[str, list[Check]] = {}
    for check in column.run.checks:
        resting.setdefault(check.probe, []).append(check)
    anchors = UniqueSlugs()
    probes = sorted(column.evidence.keys() | {probe for probe in resting if _judged(source, resting[probe])})
    return BrowserView(
        column=source.view,
        evidence=tuple(
            _evidence(source, probe, f"probe-{anchors.of(probe)}", resting.get(probe, []), beside) for probe in probes
        ),
        more=_more(source),
    )


def _judged(source: ColumnSource, checks: list[Check]) -> bool:
    """Return whether there is a result to show although no evidence is."""
    return any(check.id in source.column.results for check in checks)


def _evidence(
    source: ColumnSource, probe: str, anchor: str, checks: list[Check], beside: EvidenceContext
) -> EvidenceView:
    """Show one probe."""
    evidence = source.column.evidence.get(probe)
    judged = tuple(_check(source, check, beside.pages) for check in checks)
    ending = probe_cell(source, probe)
    if evidence is None:
        return EvidenceView(
            probe=one_line(probe), anchor=anchor, ending=ending.word, message="", checks=judged, like=None, values=(),
            console=(), files=(), when="", trouble=True,
        )  # fmt: skip
    here = LinkView(text=source.view.label, href=f"{source.view.page}#{anchor}")
    told = beside.seen.setdefault((probe, repr(evidence.facts)), here) if evidence.facts else here
    files = [beside.keep(source, artifact) for artifact in evidence.artifacts]
    return EvidenceView(
        probe=one_line(probe),
        anchor=anchor,
        ending=ending.word,
        message=whole(evidence.message or evidence.unsupported or ""),
        checks=judged,
        like=told if told != here else None,
        values=_values(evidence, facts=told == here),
        console=tuple((one_line(each.level, 20), whole(each.text)) for each in evidence.console),
        files=tuple(file for file in files if file),
        when=_when(evidence),
        trouble=evidence.facts is None,
    )


def _check(source: ColumnSource, check: Check, pages: Mapping[str, str]) -> EvidenceCheckView:
    """Show one check next to its evidence."""
    result = source.column.results.get(check.id)
    return EvidenceCheckView(
        anchor=source.anchor(check.id),
        id=one_line(check.id),
        title=one_line(check.title, 300),
        page=pages[check.id],
        cell=cell_of(source, check.id),
        message=whole(result.message or "") if result else "",
    )


def _values(evidence: Evidence, *, facts: bool) -> tuple[tuple[str, str, tuple[NamedTable, ...]], ...]:
    """Write observations as JSON, and those that are tables as such."""
    values: list[tuple[str, dict[str, Json] | None]] = [
        ("Facts", evidence.facts if facts else None),
        ("Facts reported before the fault", evidence.partial),
        ("Metrics", evidence.metrics),
        ("Notes", evidence.notes),
    ]
    return tuple((name, whole(value_lines(value)), tuple(tables_in(value))) for name, value in values if value)


def _when(evidence: Evidence) -> str:
    """Return the duration, parallel probes, stage and attempt."""
    parts = [f"{evidence.duration:.2f} s"]
    if evidence.lanes > 1:
        parts.append(f"up to {count(evidence.lanes, 'probe')} at once")
    if evidence.stage is not None:
        parts.append(f"on the stage {one_line(evidence.stage, 40)}")
    if evidence.attempt > 1:
        parts.append(f"attempt {evidence.attempt}")
    if evidence.reused_from is not None:
        parts.append(reused_words(evidence))
    return ", ".join(parts)


def _more(source: ColumnSource) -> tuple[tuple[str, str], ...]:
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
