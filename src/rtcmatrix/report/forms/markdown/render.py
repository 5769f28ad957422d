"""Markdown for a workflow summary or a comment on a pull request: short, most severe entries first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.coverage import in_words
from rtcmatrix.model import Level, Outcome, Status
from rtcmatrix.report.forms.markdown.escaping import cell, code, link, prose
from rtcmatrix.report.forms.markdown.sections import (
    absent_lines,
    calls_lines,
    channel_lines,
    reuse_section,
    trouble_lines,
)
from rtcmatrix.report.forms.shared.summary_entries import (
    Severity,
    SummaryEntry,
    counted,
    omitted_counts,
    summary_entries,
)
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.text.completeness import incomplete_headlines
from rtcmatrix.report.text.labels import count, listed
from rtcmatrix.report.text.rerun import rerun_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.text.rerun import RerunCommands
    from rtcmatrix.report.view.columns import ColumnSource

MARKER = "<!-- rtcmatrix report -->"
"""The first line: by it a bot finds its own comment again, to update it."""
LIMIT = 60_000
"""Bytes. GitHub takes 65,536 characters in a comment and 1 MiB in the summary of a step."""
_SHOWN = 20
"""Maximum number of findings that are listed; the others are counted."""
_PAIRS = 20
_COLUMNS = 40

_HEADINGS = {
    Severity.NOT_COMPARABLE: "Not comparable",
    Severity.NEWLY_FAILING: "Stopped working",
    Severity.UNEXPECTED: "Unexpected results",
    Severity.STALE: "Known differences that no longer hold",
    Severity.CHANGED: "Changed behavior",
    Severity.FLAKY: "Flaky checks",
    Severity.NEWLY_PASSING: "Works now",
}


def render(material: Material) -> Mapping[str, str]:
    """Return ``summary.md``."""
    findings = summary_entries(material)
    head = [
        MARKER,
        "## WebRTC compatibility",
        "",
        *_lacking(material),
        _answer(material, findings),
        "",
        *absent_lines(material),
        *_browsers(material),
    ]
    tail = [
        "",
        *channel_lines(material),
        *trouble_lines(material),
        *_pairs(material),
        *_counts(material),
        *_more(material),
    ]
    left = LIMIT - _size(head) - _size(tail)
    shown: list[str] = []
    for rank, heading in _HEADINGS.items():
        mine = [one for one in findings if one.rank is rank]
        if mine:
            section = _section(heading, mine, material, left)
            left -= _size(section)
            shown += section
    return {"summary.md": "\n".join([*head, *shown, *tail]).rstrip() + "\n"}


FORM = TextForm(name="markdown", render=render)


def _size(lines: Sequence[str]) -> int:
    """Count bytes, including one line break per line."""
    return sum(len(line.encode()) + 1 for line in lines)


def _lacking(material: Material) -> list[str]:
    """Write what is missing, one paragraph per incomplete run."""
    return [line for each in incomplete_headlines(material.runs) for line in (f"**{prose(each, 1_000)}**", "")]


def _answer(material: Material, findings: Sequence[SummaryEntry]) -> str:
    """Return one sentence that states whether anything needs attention."""
    told = [
        f"**{count(number, one, many)}**"
        for rank, one, many in (
            (Severity.NOT_COMPARABLE, "browser could not be compared", "browsers could not be compared"),
            (Severity.NEWLY_FAILING, "check stopped working", "checks stopped working"),
            (Severity.UNEXPECTED, "result is unexpected", "results are unexpected"),
            (Severity.STALE, "known difference no longer holds", "known differences no longer hold"),
            (Severity.CHANGED, "behavior changed", "behaviors changed"),
            (Severity.FLAKY, "check is flaky", "checks are flaky"),
            (Severity.NEWLY_PASSING, "check works now", "checks work now"),
        )
        if (number := sum(one.rank is rank for one in findings))
    ]
    base = f" compared with run {code(material.against, 60)}" if material.against else ""
    if not material.sources:
        return "No browser was available, so nothing was observed."
    if not told and incomplete_headlines(material.runs):
        return f"None of the available results is unexpected{base}."
    if not told:
        return f"All results are expected{base}." if material.against is None else f"Nothing changed{base}."
    return f"{listed(told)}{base}."


def _browsers(material: Material) -> list[str]:
    """Write the table of browsers, and that of their calls."""
    lines = ["| Browser | Version | Platform | Pass | Fail | Not supported | Other | Unexpected |",
             "|---|---|---|--:|--:|--:|--:|--:|"]  # fmt: skip
    lines += [_browser(source) for source in material.browsers[:_COLUMNS]]
    if len(material.browsers) > _COLUMNS:
        lines.append(f"| and {len(material.browsers) - _COLUMNS} more | | | | | | | |")
    lines += reuse_section(material)
    return [*lines, *calls_lines(material)]


def _browser(source: ColumnSource) -> str:
    """Write one browser's row."""
    known, results = source.column.provenance, list(source.column.results.values())
    number = {status: sum(each.status is status for each in results) for status in Status}
    three = (Status.PASS, Status.FAIL, Status.PRECONDITION_FAILED)
    cells = [
        prose(source.view.label, 80),
        code(known.version, 40) if known else "",
        prose(known.platform, 40) if known else "",
        *(f"{number[status]:,}" for status in three),
        f"{len(results) - sum(number[status] for status in three):,}",
        f"{sum(each.outcome is Outcome.UNEXPECTED for each in results):,}",
    ]
    return f"| {' | '.join(cell(each) for each in cells)} |"


def _section(heading: str, findings: Sequence[SummaryEntry], material: Material, left: int) -> list[str]:
    """Write the entries of one severity, as many as fit."""
    lines = ["", f"### {heading} ({len(findings):,})", ""]
    told = 0
    for one in findings[:_SHOWN]:
        items = _item(one, material.checks)
        if _size(lines) + _size(items) + 300 > left:
            break
        lines += items
        told += 1
    rest = len(findings) - told
    if rest:
        words = f"and {rest:,} more"
        lines.append(f"- {link(words, material.report_url) if material.report_url else words}")
    return lines


def _item(one: SummaryEntry, checks: RerunCommands) -> list[str]:
    """Write one entry: what, where, and for a check the command to run it again."""
    name = code(one.subject, 120)
    named = link(name, one.link) if one.link else name
    title = f" {prose(one.title, 120)}" if one.title else ""
    where = prose(", ".join(one.columns), 200)
    lines = [f"- **{where}**: {named}{title}"]
    detail = code(one.words, 400) if one.rank in {Severity.CHANGED, Severity.NOT_COMPARABLE} else prose(one.words, 200)
    message = one.message.strip().partition("\n")[0]
    lines.append(f"  {detail}{': ' + code(message, 200) if message else ''}")
    again = rerun_command(one.subject, one.address, checks) if one.title else None
    if one.rank in {Severity.NEWLY_FAILING, Severity.UNEXPECTED} and again is not None:
        lines.append(f"  Reproduce: {code(again, 300)}")
    return [line + ("  " if place < len(lines) - 1 else "") for place, line in enumerate(lines)]


def _pairs(material: Material) -> list[str]:
    """Write the number of differences of each compared pair."""
    lines = []
    for comparison in material.comparisons[:_PAIRS]:
        number = counted(comparison)
        sides = [prose(material.label(side), 80) for side in (comparison.before, comparison.after)]
        if material.against is not None:
            sides[0] = f"{sides[0]} before"
        if comparison.apart:
            lines.append(f"- {sides[0]} and {sides[1]}: not comparable, launched differently: {_apart(comparison)}")
            continue
        told = [
            count(number[level], one)
            for level, one in ((Level.STATUS, "check"), (Level.FACT, "fact"), (Level.METRIC, "metric"))
            if number[level]
        ]
        verb = "differs" if sum(number.values()) == 1 else "differ"
        said = f"{listed(told)} {verb}" if told else "nothing differs"
        apart = in_words(comparison.not_compared, *sides)
        lines.append(f"- {sides[0]} and {sides[1]}: {said}{'; ' if apart else ''}{apart}")
    if len(material.comparisons) > _PAIRS:
        lines.append(f"- and {len(material.comparisons) - _PAIRS} more pairs")
    return ["### Compared", "", *lines, ""] if lines else []


def _apart(comparison: Comparison) -> str:
    """Write why two columns cannot be compared, and how many differences are not counted."""
    number = count(len(comparison.set_apart), "difference")
    return f"{code('; '.join(comparison.apart), 400)} ({number} not counted)"


def _counts(material: Material) -> list[str]:
    """Write the differences that are counted and not listed."""
    quiet = omitted_counts(material)
    told = [
        words
        for number, words in (
            (quiet.known, f"{quiet.known:,} known"),
            (quiet.noise, f"{quiet.noise:,} noise (a browser differs from itself in them)"),
            (quiet.apart, f"{quiet.apart:,} of browsers that were launched differently"),
            (quiet.uncompared, f"{quiet.uncompared:,} about the checks themselves or how browsers were started"),
        )
        if number
    ]
    return [f"Not listed: {listed(told)}.", ""] if told else []


def _more(material: Material) -> list[str]:
    """Link the full report and name the runs."""
    runs = ", ".join(code(run.id, 60) for run in material.runs[:10])
    lines = [f"Run {runs}" if len(material.runs) == 1 else f"Runs {runs}"]
    if material.report_url:
        lines[0] = f"{link('Full report', material.report_url)} · {lines[0]}"
    return lines
