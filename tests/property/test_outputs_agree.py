"""Every output names the same differences that count and the same unexpected cells, whatever was run.

``RTCMATRIX_EXAMPLES=500`` tries more runs than a quick test does.
"""

from __future__ import annotations

import dataclasses
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import output_names as named
import pytest
from generated_runs import ADDRESSES, Case, cases
from hypothesis import HealthCheck, Phase, given, settings
from rich.console import Console

from rtcmatrix.commands import gate_options, gate_output
from rtcmatrix.commands.compare_table import plain_lines
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.compare import Comparison, every_column, pair_columns
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.compare.gate import judge
from rtcmatrix.model import Kind, Outcome, Run
from rtcmatrix.report.forms import FORMS, github
from rtcmatrix.report.forms.markdown import render as markdown
from rtcmatrix.report.forms.shared.material import Material, material_of
from rtcmatrix.report.forms.shared.summary_entries import Severity
from rtcmatrix.report.pages.report import report_view
from rtcmatrix.report.pages.site_map import pages_of, render_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rtcmatrix.model import Artifact
    from rtcmatrix.report.view.artifacts import FileView, PictureDiff
    from rtcmatrix.report.view.columns import ColumnSource

TRIED = settings(
    max_examples=int(os.environ.get("RTCMATRIX_EXAMPLES", "20")),
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.slow
ROOM = 100_000
ALL = tuple(each for each in FindingKind if each not in {FindingKind.FLAKY, FindingKind.KNOWN_TROUBLE, FindingKind.ANY})


@pytest.fixture(autouse=True, scope="module")
def room() -> Iterator[None]:
    """Let outputs that name so many at most name all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate_output, "MOST", ROOM)
        patch.setattr(gate_output, "MOST_FACTS", ROOM)
        patch.setattr(gate_output, "_all_checks", lambda run, _: [each.id for each in run.checks])
        patch.setattr(markdown, "_SHOWN", ROOM)
        patch.setattr(github, "MOST", ROOM)
        yield


class NoPictures:
    """A stand-in for a gallery: no generated run has an artifact."""

    def keep(self, source: ColumnSource, artifact: Artifact) -> FileView | None:
        """Take nothing."""
        raise AssertionError(f"{artifact.name} of {source.view.label}: expected no artifact")

    def compare(self, before: FileView, after: FileView) -> PictureDiff:
        """Compare nothing."""
        raise AssertionError(f"{before.name} and {after.name}: expected no artifact")


def counting(comparisons: Iterable[Comparison]) -> set[named.Name]:
    """Name what counts of comparisons."""
    told = list(comparisons)
    found = {(each.subject, each.path, each.after_browser) for one in told for each in one.telling}
    return found | {(named.NOT_COMPARABLE, "", each.after.browser) for each in told if each.apart}


def unexpected(run: Run) -> set[named.Name]:
    return {(each.check, "", each.browser) for each in run.results if each.outcome is Outcome.UNEXPECTED}


def labels(material: Material) -> dict[str, str]:
    """Give what people call each column, by address."""
    return {each.column.address: each.view.label for each in material.sources}


def short(names: set[named.Name], material: Material) -> set[tuple[str, str]]:
    """Leave out what a short report does: it names a probe once for all of its facts."""
    called = labels(material)
    return {(address if subject == named.NOT_COMPARABLE else subject, called[address]) for subject, _, address in names}


@TRIED
@given(cases(1) | cases(2))
def test_what_counts_against_an_earlier_run(case: Case) -> None:
    comparisons = [case.compared(*pair) for pair in pair_columns(case.before, case.after)]
    if not comparisons:
        return
    surprises = unexpected(case.after)
    expected = counting(comparisons) | surprises
    assert gate_names(case, comparisons) == expected
    table = [named.of_table(plain_lines(each), each.after.browser) for each in comparisons]
    assert set[named.Name]().union(*table) == counting(comparisons)
    assert summary_names(case.after) == surprises

    material = material_of([(Path("after"), case.after)], against=every_column(case.before), compared=case.compared)
    material = dataclasses.replace(material, suites=None)
    written = {form: FORMS[form].text(material) for form in ("json", "junit", "markdown", "github")}
    assert named.of_json(written["json"], "after") == expected
    assert named.of_junit(written["junit"], {label: each for each, label in labels(material).items()}) == expected
    headings = [heading for rank, heading in markdown._HEADINGS.items() if rank is not Severity.FLAKY]
    assert named.of_markdown(written["markdown"], headings) == short(expected, material)
    assert named.of_annotations(written["github"]) == short(expected, material)


@TRIED
@given(cases(1) | cases(2))
def test_what_counts_on_the_pages_of_two_runs(case: Case) -> None:
    told = [(Path("before"), case.before), (Path("after"), case.after)]
    view = report_view(told, NoPictures(), compared=case.compared)
    again = {
        each.after.browser: each for each in (case.compared(*pair) for pair in pair_columns(case.before, case.after))
    }
    texts = {page.name: render_page(page, view) for page in pages_of(view)}
    for pair in view.pairs:
        comparison = again.get(pair.after.address)
        if pair.before.address == pair.after.address and comparison is not None:
            page = named.Page(texts[pair.page])
            assert page.counting == {
                (subject, path) for subject, path, _ in counting([comparison]) if subject != named.NOT_COMPARABLE
            }
            assert page.not_comparable == bool(comparison.apart)
    if view.trend is not None:
        page = named.Page(texts[view.trend.page])
        flips = {
            (each.subject, each.path, each.after_browser)
            for one in again.values()
            for each in one.telling
            if each.level != "metric"
        }
        assert page.by_address == flips
        observed = {each.browser for run in (case.before, case.after) for each in run.evidence}
        assert page.not_comparable == any(each.apart and address in observed for address, each in again.items())
    for browser in view.browsers:
        run = case.after if browser.column.run == "after" else case.before
        mine = {check for check, _, address in unexpected(run) if address == browser.column.address}
        assert {check for check, _ in named.Page(texts[browser.column.page]).unexpected} == mine
    if len(case.after.browsers) == 1 and len(view.columns) == 2:
        [comparison] = again.values()
        index = named.Page(texts["index.html"])
        facts_and_checks = {(each.subject, each.path) for each in comparison.telling if each.level != "metric"}
        assert index.counting == facts_and_checks
        facts = {(each.subject, each.path) for each in comparison.telling if each.level == "fact"}
        assert of_check_pages(texts) == {one for one in facts if one[0] != "gamma/r.js"}


@TRIED
@given(cases(2))
def test_what_counts_between_the_browsers_of_one_run(case: Case) -> None:
    columns = {each.address: each for each in every_column(case.after)}
    told = [(Path("after"), case.after)]
    view = report_view(told, NoPictures(), compared=case.compared)
    texts = {page.name: render_page(page, view) for page in pages_of(view)}
    index = named.Page(texts["index.html"])
    called = {column.label: column.address for column in view.columns}
    assert {(check, "", called[label]) for check, label in index.unexpected} == unexpected(case.after)
    if len(columns) < 2:
        return
    comparison = case.compared(*(columns[address] for address in ADDRESSES))
    expected = counting([comparison])
    assert named.of_table(plain_lines(comparison), ADDRESSES[1]) == expected
    material = material_of(told, compared=case.compared)
    document = FORMS["json"].text(material)
    assert named.of_json(document, "after") == expected | unexpected(case.after)
    [pair] = view.pairs
    assert named.Page(texts[pair.page]).counting == {(subject, path) for subject, path, _ in expected}
    assert index.counting == {(each.subject, each.path) for each in comparison.telling if each.level != "metric"}
    assert all(each.kind is not Kind.PROVENANCE for each in comparison.telling)


def of_check_pages(texts: dict[str, str]) -> set[tuple[str, str]]:
    """Read the facts that count from the pages of checks."""
    return set[tuple[str, str]]().union(*(page.counting for _, page in named.pages(texts.items(), "check-")))


def gate_names(case: Case, comparisons: list[Comparison]) -> set[named.Name]:
    """Print the gate with every word that is about differences and unexpected results, and read it."""
    gate = judge(case.after, comparisons, ALL, allow_incomplete=True)
    plan = gate_options.GatePlan(
        fail_on=ALL, reference="main", run=case.before, columns=tuple(every_column(case.before))
    )
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setattr(gate_output, "say", lines.append)
        code = gate_output.say_gate(gate, plan, case.after, Path("nowhere"))
    names = named.of_gate("\n".join(lines))
    assert code == int(bool(names))
    return names


def summary_names(run: Run) -> set[named.Name]:
    """Print what a run says of itself, and read it."""
    out = io.StringIO()
    print_summary(run, Console(file=out, width=1_000))
    return named.of_summary(out.getvalue())
