"""Describe one result in plain text: message, evidence, known difference, specification, command to run it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.text.rerun import RerunCommands, rerun_command
from rtcmatrix.report.text.values import value_text
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from rtcmatrix.model import Result
    from rtcmatrix.report.view.columns import ColumnSource

_FACTS = 1_500
"""Characters of a probe's facts: enough to see what a check judged, not a copy of the run."""
_MESSAGE = 4_000
_CONSOLE = 5


def result_text(source: ColumnSource, result: Result, checks: RerunCommands) -> str:
    """Describe a cell in several lines: message, evidence, known difference, specification, command.

    ``checks`` are those of the column, among which the command names this one.
    """
    check = source.column.checks.get(result.check)
    lines = [shortened(visible((result.message or "")[:_MESSAGE], keep="\n\t").strip(), _MESSAGE)]
    if check is not None:
        lines += ["", one_line(check.title, 300), *_evidence(source, check.probe)]
    if result.known:
        lines.append(f"known difference: {one_line(result.known, 300)}")
    if check is not None and check.spec:
        lines.append(f"specification: {one_line(check.spec, 300)}")
    again = rerun_command(result.check, result.browser, checks)
    if again is not None:
        lines.append(f"to reproduce: {one_line(again, 400)}")
    return "\n".join(lines).strip() + "\n"


def _evidence(source: ColumnSource, probe: str) -> list[str]:
    """Summarize the evidence of a probe."""
    evidence = source.column.evidence.get(probe)
    if evidence is None:
        return [f"probe: {one_line(probe)}, no evidence"]
    lines = [f"probe: {one_line(probe)}, {evidence.duration:.2f} s"]
    if evidence.facts:
        lines.append(f"facts: {shortened(visible(value_text(evidence.facts)[: _FACTS + 1]), _FACTS)}")
    lines += [
        f"console: {one_line(message.level, 20)}: {one_line(message.text, 300)}"
        for message in evidence.console[:_CONSOLE]
    ]
    if len(evidence.console) > _CONSOLE:
        lines.append(f"console: {len(evidence.console) - _CONSOLE} more")
    return lines
