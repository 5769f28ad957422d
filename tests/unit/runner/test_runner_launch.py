"""Exit codes from pytest's exit code and the results. Starts no pytest."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_up_project import GOOD, build_project, record_run
from rich.console import Console

from rtcmatrix.errors import ConfigurationError, NothingSelectedError, RtcMatrixError
from rtcmatrix.model import Outcome, Result, Status
from rtcmatrix.runner import launch as launch_module
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.planning import plan_judging
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runs import Journal, create_run_dir, read_run

PASSED = Result(check="basics/x", browser=GOOD, status=Status.PASS)
FAILED = dataclasses.replace(PASSED, status=Status.FAIL, outcome=Outcome.UNEXPECTED, message="no")
KNOWN = dataclasses.replace(FAILED, outcome=Outcome.EXPECTED)


class StandInPytest:
    """Ends as a test says, after its results were journalled."""

    def __init__(self, code: int | BaseException, results: Sequence[Result], errors: Sequence[str]) -> None:
        self.code = code
        self.results = results
        self.errors = errors
        self.arguments: list[str] = []
        self.workers_ended = 0

    def main(self, arguments: list[str], plugins: list[Progress]) -> int:
        self.arguments = arguments
        [folder] = [each.partition("=")[2] for each in arguments if each.startswith("--run-folder=")]
        with Journal(Path(folder), "main") as journal:
            for result in self.results:
                journal.write("result", result)
        plugins[0].errors.extend(self.errors)
        if isinstance(self.code, BaseException):
            raise self.code
        return self.code

    def end_workers(self) -> None:
        self.workers_ended += 1


class Lab:
    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = tmp_path / "project"
        build_project(self.project)
        self.run_dir = create_run_dir(tmp_path, tmp_path / "run")
        self.plan = plan_judging(record_run(tmp_path / "recorded"), root=self.project, out=self.run_dir)
        self.patch = monkeypatch
        self.pytest = StandInPytest(0, (), ())

    def launch(
        self,
        code: int | BaseException,
        *results: Result,
        errors: Sequence[str] = (),
        workers: int = 1,
        more: Sequence[str] = (),
    ) -> Finished:
        self.pytest = StandInPytest(code, results, errors)
        self.patch.setattr(pytest, "main", self.pytest.main)
        self.patch.setattr(launch_module, "end_workers", self.pytest.end_workers)
        progress = Progress(Console(file=io.StringIO()))
        return launch(self.plan, self.run_dir, progress=progress, workers=workers, pytest_arguments=more)


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    return Lab(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("code", "results", "exit_code", "complete"),
    [
        (pytest.ExitCode.OK, (PASSED,), 0, True),
        (pytest.ExitCode.OK, (KNOWN,), 0, True),
        (pytest.ExitCode.OK, (PASSED, FAILED), 1, True),
        (pytest.ExitCode.TESTS_FAILED, (FAILED,), 1, True),
        (pytest.ExitCode.TESTS_FAILED, (PASSED,), 1, True),
        (pytest.ExitCode.INTERRUPTED, (PASSED,), 130, False),
        (KeyboardInterrupt(), (PASSED,), 130, False),
    ],
)
def test_exit_codes_and_whether_the_run_is_complete(
    lab: Lab, code: int | BaseException, results: tuple[Result, ...], exit_code: int, complete: bool
) -> None:
    finished = lab.launch(code, *results)
    assert finished.exit_code == exit_code
    assert finished.run.complete == complete
    assert finished.run.results == results[-1:]
    assert finished.run.finished_at is not None
    assert read_run(lab.run_dir) == finished.run
    assert lab.pytest.workers_ended == (exit_code == 130)


@pytest.mark.parametrize(
    ("code", "errors", "error", "exit_code", "words"),
    [
        (pytest.ExitCode.INTERRUPTED, ["suites/a.py: no", "suites/b.py: nor"], ConfigurationError, 2,
         "suites/a.py: no\nsuites/b.py: nor"),
        (pytest.ExitCode.TESTS_FAILED, ["suites/a.py: no"], ConfigurationError, 2, "suites/a.py: no"),
        (pytest.ExitCode.INTERNAL_ERROR, ["KeyError: 1"], RtcMatrixError, 5, "internal error: KeyError: 1"),
        (pytest.ExitCode.USAGE_ERROR, [], ConfigurationError, 2, "its message is above"),
        (pytest.ExitCode.NO_TESTS_COLLECTED, [], NothingSelectedError, 3, "no check is selected"),
    ],
)  # fmt: skip
def test_errors_of_pytest_and_their_exit_codes(
    lab: Lab, code: int, errors: list[str], error: type[RtcMatrixError], exit_code: int, words: str
) -> None:
    with pytest.raises(error) as caught:
        lab.launch(code, errors=errors)
    assert type(caught.value) is error
    assert caught.value.exit_code == exit_code
    assert words in str(caught.value)


def test_without_suites_nothing_is_selected(lab: Lab) -> None:
    (lab.project / "suites" / "basics.py").unlink()
    with pytest.raises(NothingSelectedError, match=r'no suite in ".*suites"; a suite is a Python file of checks'):
        lab.launch(0)
    assert lab.pytest.arguments == []


@pytest.mark.parametrize(("workers", "given"), [(1, False), (2, True)])
def test_arguments_of_pytest(lab: Lab, workers: int, given: bool) -> None:
    lab.launch(0, PASSED, workers=workers, more=["-k", "x"])
    arguments = lab.pytest.arguments
    assert arguments[0] == str(lab.project / "suites" / "basics.py")
    assert f"--rootdir={lab.project}" in arguments
    assert arguments[-2:] == ["-k", "x"]
    assert ("-n" in arguments) == given
