"""What a person may name: columns by address, runs and baselines by path or name."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_run import STABLE, three_browsers

from rtcmatrix.commands.project import BASELINES, find_column, find_reference, known_here
from rtcmatrix.errors import ConfigurationError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("main", "old"):
        (tmp_path / BASELINES / name).mkdir(parents=True)
        (tmp_path / BASELINES / name / "chromium-stable.json").write_text("{}")
    return tmp_path


def test_a_baseline_is_found_by_its_name_before_a_path_of_that_name(project: Path) -> None:
    (project / "main").mkdir()
    assert find_reference("main", project) == project / BASELINES / "main"


def test_a_run_is_found_by_its_path(project: Path) -> None:
    (project / "some" / "run").mkdir(parents=True)
    assert find_reference("some/run", project) == Path("some/run")
    assert find_reference(str(project / BASELINES / "old"), project) == project / BASELINES / "old"


@pytest.mark.parametrize(("text", "name"), [("mian", "mian"), ("reports/baselines/mian", "main")])
def test_a_name_of_nothing_is_said_with_those_there_are(project: Path, text: str, name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        find_reference(text, project)
    assert str(caught.value).startswith(f'"{text}" is neither a run nor a baseline of')
    assert f"(there are: main, old); create one with `rtcmatrix baseline accept RUN --name {name}`" in str(caught.value)


def test_a_column_is_found_by_its_address_or_said_why_not() -> None:
    run = three_browsers()
    assert find_column(run, STABLE).address == STABLE
    with pytest.raises(ConfigurationError, match=r'"chrome:beta" was not available in run .*: installed: no google'):
        find_column(run, "chrome:beta")
    with pytest.raises(ConfigurationError, match='did you mean "chromium:stable"'):
        find_column(run, "chromium:stabel")


def test_where_there_is_no_project_nothing_is_known(project: Path) -> None:
    assert known_here() == ()
    (project / "matrix.yaml").write_text("version: 1\n")
    assert known_here() == ()
    (project / "suites").mkdir()
    entry = "- {checks: a/x, browsers: '*', expected: FAIL, bug: 'https://bugs.example/1', reason: so}\n"
    (project / "suites" / "known-differences.yaml").write_text(entry)
    assert [each.checks for each in known_here()] == [("a/x",)]
