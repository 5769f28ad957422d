"""Two nights of the template for GitHub in a project with one browser, from the plan to the published site.

The project has a matrix, suites and pages of its own and takes rtcmatrix from another repository. Without a baseline,
the first night fails by its own results; the second night sees the first, and is accepted.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from project_copy import REPOSITORY, tracked_files
from small_project import CHROMIUM, QUICK, build_project, find_build
from workflow_expressions import Expressions
from workflow_machine import Machine
from workflow_runner import WorkflowRun, WorkflowRunner

pytestmark = pytest.mark.slow

TEMPLATE = REPOSITORY / "templates" / "ci" / "github-nightly.yml"
TOOL, PROJECT = "OWNER/rtcmatrix", "OWNER/project"
HERE = "      platforms: linux\n      arguments: --no-confirm\n"
"""Inputs that the test adds to those of the template."""
ABSENT = "  - name: edge\n    versions: [99]\n"
"""A browser that nobody offers any more."""


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout  # fmt: skip


def commit(folder: Path) -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "Change the project")


def make_tool(folder: Path) -> None:
    """Copy what a checkout of this repository has."""
    for name in tracked_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, folder / name)
    commit(folder)


def make_project(folder: Path) -> Path:
    """Write a project whose only check fails, and the template as its workflow; returns the workflow."""
    folder.mkdir()
    matrix = build_project(folder, {"basics/sum.js": QUICK.replace("1 + 1", "1 + 2")})
    matrix.write_text(matrix.read_text(encoding="utf-8").replace("limits:", f"{ABSENT}limits:"), encoding="utf-8")
    workflow = folder / ".github" / "workflows" / "nightly.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(TEMPLATE.read_text(encoding="utf-8") + HERE, encoding="utf-8")
    commit(folder)
    return workflow


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[WorkflowRun]]:
    find_build(CHROMIUM)
    base = tmp_path_factory.mktemp("nights")
    service, jobs, tool, project = (base / name for name in ("service", "jobs", "tool", "project"))
    for folder in (service, jobs / "commands"):
        folder.mkdir(parents=True)
    shutil.copy2(REPOSITORY / "tests" / "gh_standin.py", jobs / "commands" / "gh")
    make_tool(tool)
    workflow = make_project(project)
    packages = Path(sysconfig.get_path("purelib"))
    with Expressions() as expressions:
        runner = WorkflowRunner(
            service=service,
            machine=Machine(folder=jobs, prepared=packages, patience=10),
            expressions=expressions,
            repositories={TOOL: tool, PROJECT: project},
            repository=PROJECT,
        )
        first = runner.execute(workflow, "schedule", {})
        (project / "pages" / "probes" / "basics" / "sum.js").write_text(QUICK, encoding="utf-8")
        commit(project)
        yield [first, runner.execute(workflow, "workflow_dispatch", {"accept": True})]
    shutil.rmtree(base)


def logs(run: WorkflowRun) -> str:
    return "\n".join(f"==== {each.name}: {each.result}\n{each.log}" for each in run.jobs)


def test_without_a_baseline_a_night_fails_by_its_own_results(nights: list[WorkflowRun]) -> None:
    first = nights[0]
    assert {each.job: each.result for each in first.jobs} == {
        "plan": "success", "gather": "success", "report": "failure", "publish": "success", "accept": "skipped",
    }, logs(first)  # fmt: skip
    report = first.job("report")
    assert report.failed_step == "Gate"
    assert "unexpected: small/basics_sum in chromium:stable@linux" in report.log
    assert "::error file=suites/small.py,line=5," in report.log
    assert not first.succeeded


def test_the_summary_begins_with_the_verdict_and_with_what_is_missing(nights: list[WorkflowRun]) -> None:
    summary = nights[0].job("report").summary
    assert summary.startswith('## The gate failed\n\nThere is no baseline "main" yet')
    assert 'start this workflow by hand with "accept"' in summary
    assert "**1 browser is not available:**\n\n- `edge:99@linux`: " in summary
    assert summary.index("not available") < summary.index("| Browser |")
    assert "**No check passes in 1 browser:**" in summary
    assert "https://OWNER.github.io/project/" in summary


def test_the_second_night_reports_the_first_as_well(nights: list[WorkflowRun]) -> None:
    first, second = nights
    assert "fetched 0 earlier runs" in first.job("report").log
    assert "fetched 1 earlier runs" in second.job("report").log
    site = second.folder / "artifacts" / "github-pages"
    assert not (first.folder / "artifacts" / "github-pages" / "nights").exists()
    assert (site / "nights" / "trend.html").is_file()
    assert "](<https://OWNER.github.io/project/nights/trend.html>)" in second.job("report").summary
    published = second.folder.parents[1] / "pages"
    assert (published / "nights" / "trend.html").read_bytes() == (site / "nights" / "trend.html").read_bytes()


def test_the_second_night_plans_by_the_first_and_restores_browsers(nights: list[WorkflowRun]) -> None:
    assert "fetched 1 earlier runs" in nights[1].job("plan").log
    gathers = [each for each in nights[1].jobs if each.job == "gather"]
    assert all("cache restored from rtcmatrix-browsers-Linux-X64-" in each.log for each in gathers)


def test_the_second_night_reuses_the_first_where_nothing_changed(nights: list[WorkflowRun]) -> None:
    first, second = ([each.log for each in night.jobs if each.job == "gather"] for night in nights)
    assert not any("reused from run of" in each for each in first)
    assert any("reused from run of" in each for each in second)


def test_an_accepted_night_is_a_pull_request(nights: list[WorkflowRun]) -> None:
    second = nights[1]
    assert second.succeeded, logs(second)
    service = second.folder.parents[1]
    asked = json.loads((service / "pull-request.json").read_text(encoding="utf-8"))
    project = service.parent / "project"
    changed = git(project, "diff", "--name-only", "main", asked["head"]).split()
    assert changed == ["reports/baselines/main/chromium-stable-linux.json"]
    assert asked["body"].startswith("<!-- rtcmatrix report -->")
