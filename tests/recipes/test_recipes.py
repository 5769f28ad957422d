"""The recipes of CONTRIBUTING.md work as the table says: files changed, and tests that fail without the last step.

RTCMATRIX_RECIPES=all executes every recipe, as .github/workflows does; without it, those of QUICK run.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from contributing_recipes import COMMANDS, PROVIDERS, RECIPES
from project_copy import REPOSITORY, ProjectCopy

pytestmark = pytest.mark.slow

NOT_EXECUTED = {
    "state a known difference",
    "add a browser, channel or version to the matrix",
    "start a browser in another way than its family",
    "add a page to the HTML report",
    "add a kind of error",
    "add a field to what is recorded",
    "change what a report looks like",
    "change a workflow",
    "make a decision that someone may want to reverse",
    "change visible behavior",
}
"""Rows without an executor: they edit one existing file, or what they change depends on the case."""
QUICK = ("add a browser", "add a stage", "add a command")
"""Recipes whose tests collect no shipped suites."""
EXECUTED = tuple(RECIPES) if os.environ.get("RTCMATRIX_RECIPES") == "all" else QUICK
LISTED_FIRST = ("add a browser", "add a stage", "add a provider", "add a form of report", "add a command")
"""Recipes of rooms, whose files must not import each other."""


def table() -> dict[str, list[str]]:
    """Read the table of recipes: first cell of a row -> its other cells."""
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = text.partition("## Recipes")[2].partition("\n#")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    assert rows[0] == ["to", "change", "files", "tests that fail if you forget"]
    return {row[0]: row[1:] for row in rows[2:]}


def test_every_row_is_executed_or_says_nothing_that_could_be() -> None:
    assert set(table()) == set(RECIPES) | NOT_EXECUTED


@pytest.mark.parametrize("row", RECIPES)
def test_a_row_names_the_files_of_its_tests(row: str) -> None:
    """The link in the last cell is to the file of the test that fails."""
    linked = re.findall(r"\]\((tests/[^)]+)\)", table()[row][2])
    assert RECIPES[row].forgotten[0] in linked


@pytest.mark.parametrize("row", EXECUTED)
def test_a_recipe_changes_as_many_files_as_its_row_says_and_its_tests_guard_the_last_step(
    row: str, tmp_path: Path
) -> None:
    recipe = RECIPES[row]
    project = ProjectCopy(tmp_path)
    steps = recipe.steps(project)
    next(steps)
    forgotten = project.run_tests(*recipe.forgotten)
    assert forgotten.returncode == pytest.ExitCode.TESTS_FAILED, forgotten.stdout + forgotten.stderr
    assert next(steps, "done") == "done", "expected one yield, before the last step"
    for tests in (recipe.forgotten, *recipe.complete):
        done = project.run_tests(*tests)
        assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    changed = project.changed_files()
    assert f"{len(changed)} files" == table()[row][1], changed


def test_the_import_rules_hold_with_every_room_one_file_larger(tmp_path: Path) -> None:
    project = ProjectCopy(tmp_path)
    for row in LISTED_FIRST:
        for _ in RECIPES[row].steps(project):
            pass
    done = project.run("lint-imports", "--no-cache", "--no-logo")
    assert done.returncode == 0, done.stdout + done.stderr
    for room in (COMMANDS, PROVIDERS):
        project.append(f"{room}/recipe.py", _import_of_a_neighbor(project, room))
    done = project.run("lint-imports", "--no-cache", "--no-logo")
    assert done.returncode == 1, done.stdout + done.stderr
    for room in ("commands", "providers"):
        assert re.search(rf"independent: {room} BROKEN", done.stdout), done.stdout


def _import_of_a_neighbor(project: ProjectCopy, room: str) -> str:
    """Write an import of another file that the room's table lists."""
    neighbor = {COMMANDS: "schema", PROVIDERS: "debian"}[room]
    assert (project.root / room / f"{neighbor}.py").is_file()
    package = room.removeprefix("src/").replace("/", ".")
    return f"\nfrom {package} import {neighbor}\n"
