"""Annotations for GitHub Actions, most severe first, at the lines of checks and known differences.

GitHub shows at most ten errors, ten warnings and ten notices of a step; what is beyond is summed up in the last.
"""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.judge.suites import area_of, suite_files
from rtcmatrix.report.forms.shared.summary_entries import Severity, SummaryEntry, omitted_counts, summary_entries
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.text.completeness import incomplete_headlines
from rtcmatrix.report.text.labels import count
from rtcmatrix.report.text.rerun import rerun_command
from rtcmatrix.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.report.forms.shared.material import Material

MOST = 10
"""Annotations of one level that GitHub shows of a step."""
_LEVELS = {
    Severity.NOT_COMPARABLE: "error",
    Severity.NEWLY_FAILING: "error",
    Severity.UNEXPECTED: "error",
    Severity.STALE: "warning",
    Severity.CHANGED: "warning",
    Severity.FLAKY: "warning",
    Severity.NEWLY_PASSING: "notice",
}
_MESSAGE = 1_000


def render(material: Material) -> Mapping[str, str]:
    """Return ``annotations.txt``: workflow commands for a step to print."""
    findings = summary_entries(material)
    places = lines_of_checks(material.suites) if material.suites and findings else {}
    lines = [
        _command("error", {"title": "Run is not complete"}, each) for each in incomplete_headlines(material.runs)[:MOST]
    ]
    lines += [
        line
        for level in ("error", "warning", "notice")
        for line in _level(level, [one for one in findings if _LEVELS[one.rank] == level], places, material)
    ]
    warnings = min(MOST, sum(_LEVELS[one.rank] == "warning" for one in findings))
    lines += _troubles(findings, warnings, material)
    if not lines:
        quiet = omitted_counts(material)
        known = f"; {count(quiet.known, 'known difference')}" if quiet.known else ""
        lines = [_command("notice", {"title": "WebRTC compatibility"}, f"all results are expected{known}")]
    return {"annotations.txt": "\n".join(lines) + "\n"}


FORM = TextForm(name="github", render=render)


def _troubles(findings: Sequence[SummaryEntry], warnings: int, material: Material) -> list[str]:
    """Write the problems of known differences at their lines, unless an entry is at that line already."""
    told = {(one.stated.file, one.stated.line) for one in findings if one.stated is not None}
    wrong = [each for each in material.troubles if (each.entry.file, each.entry.line) not in told]
    folder = _folder(material.suites)
    return [
        _command(
            "warning",
            {
                "file": f"{folder}{each.entry.file}",
                "line": str(each.entry.line),
                "title": f"known difference, {each.kind.value}",
            },
            one_line(each.words, _MESSAGE),
        )
        for each in wrong[: max(0, MOST - warnings)]
    ]


def lines_of_checks(suites: Path) -> dict[str, tuple[str, int]]:
    """Return the file, from the parent of ``suites`` on, and the line of each check's function, by check id.

    A file that cannot be parsed has none.
    """
    found = {}
    for file in suite_files(suites):
        try:
            module = ast.parse(file.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError):
            continue
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                path = file.relative_to(suites.parent).as_posix()
                found[f"{area_of(file)}/{node.name.removeprefix('test_')}"] = path, node.lineno
    return found


def _level(
    level: str, findings: Sequence[SummaryEntry], lines: Mapping[str, tuple[str, int]], material: Material
) -> list[str]:
    """Write the annotations of one level."""
    told = findings if len(findings) <= MOST else findings[: MOST - 1]
    written = [_annotation(level, one, lines, material) for one in told]
    if len(told) < len(findings):
        where = f"; see {material.report_url}" if material.report_url else ""
        rest = f"and {count(len(findings) - len(told), 'finding')} more{where}"
        written.append(_command(level, {"title": "WebRTC compatibility"}, rest))
    return written


def _folder(suites: Path | None) -> str:
    """Return the project's folder relative to the root of the checkout: ``e2e/`` or nothing."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    if suites is None or not suites.resolve().is_relative_to(root):
        return ""
    folder = suites.resolve().parent.relative_to(root).as_posix()
    return "" if folder == "." else f"{folder}/"


def _annotation(level: str, one: SummaryEntry, lines: Mapping[str, tuple[str, int]], material: Material) -> str:
    """Write one entry."""
    place = (one.stated.file, one.stated.line) if one.stated is not None else None
    if place is None and one.subject in lines:
        place = lines[one.subject]
    folder = _folder(material.suites)
    properties = {"file": f"{folder}{place[0]}", "line": str(place[1])} if place else {}
    properties["title"] = one_line(f"{one.subject}: {', '.join(one.columns)}", 200)
    told = [one.words if not one.message else f"{one.words}: {one.message.strip()}"]
    told += [f"The check: {one.title}."] if one.title else []
    again = rerun_command(one.subject, one.address, material.checks) if one.title else None
    told += [f"Reproduce: {again}"] if again is not None else []
    told += [one.link] if one.link else []
    return _command(level, properties, visible("\n".join(told), keep="\n")[:_MESSAGE])


def _command(level: str, properties: Mapping[str, str], message: str) -> str:
    """Write a workflow command; https://docs.github.com/actions/reference/workflow-commands names its escapes."""
    named = ",".join(f"{key}={_escaped(visible(value), ':,')}" for key, value in properties.items())
    return f"::{level} {named}::{_escaped(message, '')}"


def _escaped(text: str, besides: str) -> str:
    """Escape percent signs, line breaks and the characters of ``besides``."""
    return "".join(f"%{ord(each):02X}" if each in f"%\r\n{besides}" else each for each in text)
