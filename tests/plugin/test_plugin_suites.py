"""Suites hold checks alone, and the patterns of ``suites:`` in the matrix match some: what is said otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_project import build_project, record_run
from project_commands import rtcmatrix

PLAIN = {
    "a function": ("\n\ndef test_plain() -> None:\n    assert False\n", "test_plain"),
    "a method": ("\n\nclass TestPlain:\n    def test_inside(self) -> None:\n        assert False\n", "test_inside"),
    "unittest": (
        "import unittest\n\n\nclass Plain(unittest.TestCase):\n    def test_it(self) -> None:\n        self.fail()\n",
        "Plain",
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    build_project(tmp_path / "project")
    record_run(tmp_path / "recorded")
    return tmp_path / "project"


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("arguments", [("judge", "../recorded"), ("judge", "../recorded", "--", "-n", "2")])
def test_a_plain_test_in_a_suite_is_refused_by_its_name(project: Path, kind: str, arguments: tuple[str, ...]) -> None:
    text, name = PLAIN[kind]
    (project / "suites" / "plain.py").write_text(text.lstrip())
    done = rtcmatrix(project, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f'"{name}" in suites/plain.py is a plain pytest test; declare it with @check(...)' in done.stderr


def test_the_list_of_checks_refuses_a_plain_test_too(project: Path) -> None:
    (project / "suites" / "plain.py").write_text(PLAIN["a function"][0].lstrip())
    done = rtcmatrix(project, "checks")
    assert done.returncode == 2
    assert '"test_plain" in suites/plain.py is a plain pytest test' in done.stderr


def test_a_pattern_of_suites_that_matches_no_check_is_an_error_with_its_line(project: Path) -> None:
    matrix = project / "matrix.yaml"
    good = matrix.read_text() + "suites:\n  - basics/*\n"
    matrix.write_text(good + "  - basic/*\n")
    done = rtcmatrix(project, "validate")
    assert done.returncode == 2
    assert 'matrix.yaml:9: suites[1]: "basic/*" matches no check; did you mean "basics/*"?' in done.stderr
    matrix.write_text(good)
    assert rtcmatrix(project, "validate").returncode == 0
