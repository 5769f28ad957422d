"""The overview: what differs at a glance, the matrix of checks and browsers, and where the time went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.model import Check, Run, Status
from rtcmatrix.report.cells import cell_of
from rtcmatrix.report.evidence import browser_view
from rtcmatrix.report.names import Names
from rtcmatrix.report.pairs import pair_view
from rtcmatrix.report.sources import Source, distinct, link, pairs_of, sources_of
from rtcmatrix.report.text import one_line
from rtcmatrix.report.view import AbsentView, AreaView, CheckView, PairView, ReportView, RunView
from rtcmatrix.report.words import STATUS, STATUS_MEANS, TIMING, count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtcmatrix.report.faces import Gallery


_SHORT = 30
"""Checks up to which the whole matrix is shown at once."""


def report_view(runs: Sequence[tuple[Path, Run]], gallery: Gallery) -> ReportView:
    """Put everything a report shows together; ``gallery`` takes artifacts into the site."""
    sources = sources_of(runs)
    names = Names()
    pairs = tuple(pair_view(one, other, names, gallery) for one, other in pairs_of(sources))
    areas = _areas(sources)
    return ReportView(
        title="WebRTC compatibility matrix",
        tool=f"rtcmatrix {__version__}",
        answer=_answer(sources, areas, pairs),
        details=_details(sources),
        runs=tuple(
            _run(run, f"Run {number}" if len(distinct(runs)) > 1 else "Run")
            for number, (_, run) in enumerate(distinct(runs), 1)
        ),
        columns=tuple(source.view for source in sources),
        absent=_absent(runs),
        areas=areas,
        short=_total(areas) <= _SHORT,
        legend=_legend(areas),
        pairs=pairs,
        browsers=tuple(browser_view(source, gallery.keep) for source in sources),
    )


def _areas(sources: Sequence[Source]) -> tuple[AreaView, ...]:
    """Group the checks of all runs by suite."""
    checks: dict[str, Check] = {}
    for source in sources:
        for check in source.column.run.checks:
            checks.setdefault(check.id, check)
    anchors = Names()
    groups: dict[str, list[CheckView]] = {}
    for check_id in sorted(checks):
        groups.setdefault(check_id.partition("/")[0], []).append(_row(checks[check_id], sources))
    return tuple(
        AreaView(
            name=one_line(name, 80),
            anchor=f"area-{anchors.of(name)}",
            loud=tuple(row for row in rows if not _quiet(row)),
            quiet=tuple(row for row in rows if _quiet(row)),
            quiet_words=_quiet_words([row for row in rows if _quiet(row)], len(rows)),
            differing=sum(row.differs for row in rows),
        )
        for name, rows in groups.items()
    )


def _quiet(row: CheckView) -> bool:
    """Whether a row says no more than that all is well."""
    told = [cell for cell in row.cells if cell.status != "none"]
    return bool(told) and all(cell.status == "pass" and not cell.outcome for cell in told)


def _quiet_words(quiet: Sequence[CheckView], total: int) -> str:
    """Say how many checks are quiet, and whether every browser ran them."""
    ran = all(cell.status != "none" for row in quiet for cell in row.cells)
    more = " more" if len(quiet) < total else ""
    return f"{len(quiet)}{more} {'passes' if len(quiet) == 1 else 'pass'} {'everywhere' if ran else 'wherever run'}"


def _row(check: Check, sources: Sequence[Source]) -> CheckView:
    """Show one check in every browser."""
    cells = tuple(cell_of(source, check.id) for source in sources)
    return CheckView(
        id=one_line(check.id),
        title=one_line(check.title, 300),
        spec=link(check.spec) if check.spec else None,
        differs=len({cell.status for cell in cells if cell.status != "none"}) > 1,
        cells=cells,
    )


def _total(areas: Sequence[AreaView]) -> int:
    """Count the checks."""
    return sum(len(area.loud) + len(area.quiet) for area in areas)


def _answer(sources: Sequence[Source], areas: Sequence[AreaView], pairs: Sequence[PairView]) -> str:
    """Answer "what differs?" in a sentence."""
    total = _total(areas)
    differing = sum(area.differing for area in areas)
    facts = sum(pair.fact_count for pair in pairs)
    if not sources:
        return "No browser was available, so nothing was observed."
    if len(sources) == 1:
        return f"One browser was observed in {count(total, 'check')}; there is nothing to compare it with."
    compared = f"{count(facts, 'fact')} {'differs' if facts == 1 else 'differ'} in {count(len(pairs), 'compared pair')}"
    if not total:
        return f"{compared}."
    if not differing:
        checks = f"All {count(total, 'check')} come out the same in {_browsers(sources)}"
    else:
        verb = "comes" if differing == 1 else "come"
        checks = f"{differing:,} of {count(total, 'check')} {verb} out differently across {_browsers(sources)}"
    return f"{checks}, and {compared}."


def _browsers(sources: Sequence[Source]) -> str:
    """Count columns; a browser may stand in several runs."""
    if len({source.column.run.id for source in sources}) > 1:
        return count(len(sources), "column")
    return "both browsers" if len(sources) == 2 else f"{len(sources)} browsers"


def _details(sources: Sequence[Source]) -> str:
    """Say whether anything came as a surprise."""
    results = sum(len(source.column.results) for source in sources)
    unexpected = sum(source.view.unexpected for source in sources)
    if not results:
        return ""
    if not unexpected:
        return f"Each of the {count(results, 'result')} is as expected."
    return f"{unexpected:,} of {count(results, 'result')} {'was' if unexpected == 1 else 'were'} not expected."


def _legend(areas: Sequence[AreaView]) -> tuple[tuple[str, str, str], ...]:
    """Explain the statuses that occur."""
    seen = {cell.status for area in areas for check in (*area.loud, *area.quiet) for cell in check.cells}
    named = [(status.value.lower().replace("_", "-"), status) for status in Status]
    return tuple((name, STATUS[status], STATUS_MEANS[status]) for name, status in named if name in seen)


def _absent(runs: Sequence[tuple[Path, Run]]) -> tuple[AbsentView, ...]:
    """Show the columns that could not be had."""
    return tuple(
        AbsentView(
            address=one_line(each.address, 60),
            run=one_line(run.id, 60) if len(distinct(runs)) > 1 else "",
            reasons=tuple((one_line(provider, 40), one_line(reason, 400)) for provider, reason in each.reasons),
        )
        for _, run in distinct(runs)
        for each in run.unavailable
    )


def _run(run: Run, name: str) -> RunView:
    """Show when, where and by what a run was recorded."""
    rows = [
        (name, run.id),
        ("Started", _time(run.started_at)),
        ("Took", f"{run.timing.wall:.0f} s" if run.timing.wall else ""),
        ("On", run.host),
        ("By", run.tool),
        ("Revision", (run.revision or "")[:12]),
    ]
    seconds = [(words, getattr(run.timing, name)) for name, words in TIMING]
    longest = max(value for _, value in seconds)
    return RunView(
        id=one_line(run.id, 60),
        rows=tuple((name, one_line(value, 200)) for name, value in rows if value),
        complete=run.complete,
        timing=tuple((words, f"{value:.1f} s", round(value / longest, 3)) for words, value in seconds)
        if longest
        else (),
    )


def _time(text: str) -> str:
    """Write a time for a person: ``2026-01-02 03:04 UTC``."""
    return f"{text[:10]} {text[11:16]} UTC" if len(text) >= 16 and text[10] == "T" else text
