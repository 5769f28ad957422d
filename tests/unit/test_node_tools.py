"""Tests skip with a reason where Node.js, npm or a package is missing; one module looks them up for all tests."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import node_tools
import pytest

TESTS = Path(__file__).parents[1]
OWN_LOOKUP = re.compile(r'\b[A-Z]\w* / "node_modules"|\bnodejs_wheel\b|which\("n(?:ode|pm|px)"\)|\bfind_npm\(\)')
"""A look-up of Node.js or of the repository's packages; tests of node_modules in a temporary folder are none."""


@pytest.mark.parametrize(
    ("look_up", "reason"),
    [
        (lambda: node_tools.node_module("axe-core/axe.min.js"), r"node_modules/axe-core/axe\.min\.js is missing"),
        (node_tools.find_node, r"Node\.js is missing"),
        (node_tools.npm_command, "npm is missing"),
    ],
)
def test_what_is_missing_is_a_skip_that_names_the_command_to_install_it(
    look_up: Callable[[], object], reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(node_tools, "REPOSITORY", tmp_path)
    monkeypatch.setattr(node_tools, "find_npm", lambda: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match=rf"{reason}; install it with: \./rtc test --install-browsers"):
        look_up()


def test_what_is_installed_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(node_tools, "REPOSITORY", tmp_path)
    file = tmp_path / "node_modules" / "eyes" / "main.js"
    file.parent.mkdir(parents=True)
    file.touch()
    assert node_tools.node_module("eyes/main.js") == file


def test_no_other_test_looks_for_node_itself() -> None:
    files = {file for file in TESTS.rglob("*.py") if OWN_LOOKUP.search(file.read_text(encoding="utf-8"))}
    assert files == {Path(node_tools.__file__)}
