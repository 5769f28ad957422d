"""Every shipped suite: it imports public names only, and each check is found, selected and versioned as intended."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from selection import evaluate

import rtcmatrix
from rtcmatrix.judge.suites import area_of, suite_files
from rtcmatrix.judge.version import judged_by
from rtcmatrix.report.forms.github import lines_of_checks
from rtcmatrix.report.text.rerun import expression

ROOT = Path(__file__).parents[2]
SUITES = suite_files(ROOT / "suites")
PAGES = sorted(path for path in (ROOT / "pages").rglob("*.js") if path.is_file())
LONGEST_FILE = 12 * 1024
"""Bytes: a longer file has checks of several things."""
ADDRESS = "chromium:beta"


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(module: ast.Module) -> list[tuple[str, str]]:
    """(module, name) of each import of ours; the name is empty where the module itself is imported."""
    found: list[tuple[str, str]] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found += [(one.name, "") for one in node.names]
        if isinstance(node, ast.ImportFrom):
            found += [("." * node.level + (node.module or ""), one.name) for one in node.names]
    return [(module, name) for module, name in found if module.split(".")[0] in {"rtcmatrix", ""}]


@pytest.mark.parametrize("path", SUITES, ids=relative)
def test_a_suite_imports_only_public_names(path: Path) -> None:
    public = {("rtcmatrix", name) for name in rtcmatrix.__all__}
    assert set(imports(ast.parse(path.read_text(encoding="utf-8")))) <= public


@pytest.mark.parametrize("path", [*SUITES, *PAGES], ids=relative)
def test_a_file_of_checks_or_of_a_page_stays_short(path: Path) -> None:
    assert path.stat().st_size <= LONGEST_FILE, "split it by what its checks are about"


def test_the_lines_of_our_own_checks_are_found() -> None:
    lines = lines_of_checks(ROOT / "suites")
    assert len(lines) > 400
    for check, (path, line) in lines.items():
        source = (ROOT / path).read_text().splitlines()
        assert source[line - 1].startswith(f"def test_{check.partition('/')[2]}(")


def shipped_checks() -> list[str]:
    """Name every check of this repository by its place in the text."""
    return [
        f"{area_of(file)}/{node.name.removeprefix('test_')}"
        for file in suite_files(ROOT / "suites")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_an_expression_selects_each_shipped_check_alone() -> None:
    checks = shipped_checks()
    assert len(checks) > 400
    names = {
        check: {
            "suites",
            suite,
            f"test_{name}[{ADDRESS}]",
            f"test_{name}",
            "parametrize",
            "__rtcmatrix_check__",
        }
        for check in checks
        for suite, _, name in [check.partition("/")]
    }
    for check in checks:
        selects = evaluate(expression(check, ADDRESS, checks))
        assert [each for each in checks if selects(names[each])] == [check]


def test_shipped_helpers_and_constants_are_part_of_the_checks_that_use_them() -> None:
    used = 0
    for file in suite_files(ROOT / "suites")[:12]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        helpers = {each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("_")}
        for check in (
            each for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
        ):
            named = set(re.findall(r"\b_\w+", "".join(map(ast.unparse, check.body)))) & helpers
            reached = {name for (_, name), _ in judged_by(file, check.name)}
            assert named <= reached, f"{file.stem}/{check.name}"
            used += bool(named)
    assert used > 10
