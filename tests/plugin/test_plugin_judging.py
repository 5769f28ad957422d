"""The plugin, loaded as every pytest here loads it, over a recorded run: each end of a cell in pytest's own words."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_project import EXPECTED, GOOD, ODD, build_project, record_run

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Evidence, Fault, Outcome, Result, Selection, Status
from rtcmatrix.runner.planning import plan_judging
from rtcmatrix.runs import create_run_dir, finish_run, read_run, write_run
from rtcmatrix.runs.completeness import assess

pytest_plugins = "pytester"

TOTALS = {"passed": 11, "failed": 3, "errors": 3, "skipped": 1, "xfailed": 2}


class Project:
    """A project in the tester's folder and the recorded run that is judged in it."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        build_project(pytester.path)
        self.recorded = record_run(pytester.path / "recorded")
        self.run_dir = pytester.path / "judged"

    def judge(self, *arguments: str, apart: bool = False, plan: bool = True) -> pytest.RunResult:
        """Run pytest by hand over the suite; ``apart`` is a process of its own."""
        if plan:
            create_run_dir(self.pytester.path, self.run_dir)
            plan_judging(self.recorded, root=self.pytester.path, out=self.run_dir)
        run = self.pytester.runpytest_subprocess if apart else self.pytester.runpytest_inprocess
        return run("suites/basics.py", f"--run-folder={self.run_dir}", "-p", "no:cacheprovider", *arguments)

    @property
    def results(self) -> tuple[Result, ...]:
        return read_run(self.run_dir).results

    @property
    def outcomes(self) -> dict[tuple[str, str], tuple[Status, Outcome]]:
        return {(one.check.removeprefix("basics/"), one.browser): (one.status, one.outcome) for one in self.results}

    def message(self, check: str, browser: str = ODD) -> str:
        [found] = [one for one in self.results if (one.check, one.browser) == (f"basics/{check}", browser)]
        return found.message or ""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    return Project(pytester)


def totals(result: pytest.RunResult) -> dict[str, int]:
    return {word: number for word, number in result.parseoutcomes().items() if word not in {"warning", "warnings"}}


def test_every_end_of_a_cell_has_its_status_its_outcome_and_its_place_in_pytests_count(project: Project) -> None:
    result = project.judge("-rs")
    assert project.outcomes == EXPECTED
    assert totals(result) == TOTALS
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["SKIPPED*not supported: RTCRtpScriptTransform*"])


def test_each_message_says_why(project: Project) -> None:
    project.judge()
    assert project.message("n_is_one").startswith("it is 2")
    assert project.message("n_is_one", GOOD) == ""
    assert project.message("lacks") == "not supported: RTCRtpScriptTransform"
    assert project.message("throws") == "the probe threw NotReadableError: \x1b[31mno"
    assert project.message("hangs") == "waited 20 s"
    assert project.message("dies") == "the browser died"
    assert project.message("ours") == "the page server did not answer"
    assert project.message("breaks") == "the check itself failed: KeyError: 2"
    assert project.message("known_no_longer") == (
        "known as FAIL (there was no number; suites/known-differences.yaml:6 https://bugs.example/2), "
        "but it is PASS now"
    )


def test_a_check_is_asked_of_every_repeat_and_flaky_where_they_do_not_agree(project: Project) -> None:
    shutil.rmtree(project.recorded)
    again = [
        Evidence(probe="basics/works.js", browser=GOOD, facts={"n": n}, metrics={"fps": 30}, notes={"sdp": "v=0"},
                 repeat=repeat)
        for repeat, n in ((1, 1), (2, 3))
    ]  # fmt: skip
    again.append(Evidence(probe="basics/hangs.js", browser=GOOD, fault=Fault.TIMEOUT, message="late", repeat=1))
    record_run(project.recorded, GOOD, more=again)
    result = project.judge("-rx")
    told = {one.check.removeprefix("basics/"): one for one in project.results}
    assert told["n_is_one"].repeats == (Status.PASS, Status.PASS, Status.FAIL)
    assert (told["n_is_one"].status, told["n_is_one"].outcome) == (Status.PASS, Outcome.FLAKY)
    assert (told["n_is_one"].message or "").startswith("flaky: PASS 2 of 3, FAIL 1 of 3: it is 3")
    assert (told["hangs"].status, told["hangs"].outcome) == (Status.TIMEOUT, Outcome.FLAKY)
    assert told["breaks"].repeats == (Status.PASS, Status.PASS, Status.ERROR)
    assert (told["all_is_handed_over"].outcome, told["all_is_handed_over"].repeats) == (
        Outcome.EXPECTED,
        (Status.PASS,) * 3,
    )
    assert told["lacks"].repeats == ()
    result.stdout.fnmatch_lines(["XFAIL *n_is_one*flaky: PASS 2 of 3*"])
    assert result.ret == pytest.ExitCode.OK, "what is flaky fails nothing by itself"


def test_what_is_known_is_an_expected_failure_with_its_place_and_bug(project: Project) -> None:
    result = project.judge("-rx", "-k", "known_to_fail")
    result.stdout.fnmatch_lines(["XFAIL *known_to_fail*suites/known-differences.yaml:1 https://bugs.example/1: *"])
    assert result.ret == pytest.ExitCode.OK
    assert {one.browser: one.known for one in project.results} == {
        GOOD: None,
        ODD: "suites/known-differences.yaml:1 https://bugs.example/1",
    }


def test_what_is_known_no_longer_is_a_failure_that_says_so(project: Project) -> None:
    result = project.judge("-k", "known_no_longer")
    result.stdout.fnmatch_lines(["*known as FAIL (there was no number; *), but it is PASS now*"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_the_record_holds_checks_results_and_where_the_time_went(project: Project) -> None:
    project.judge("-k", "n_is_one")
    [journal] = (project.run_dir / "journal").glob("*.jsonl")
    kinds = [json.loads(line)["kind"] for line in journal.read_text().splitlines()]
    assert kinds == ["journal", "selected", "check", "result", "check", "result", "timing"]
    run = finish_run(project.run_dir, complete=True, finished_at="2026-01-03T00:00:00Z")
    [check] = run.checks
    assert (check.id, check.title, check.probe) == ("basics/n_is_one", "The number is one.", "basics/works.js")
    assert [spec.address for spec in run.browsers] == [GOOD, ODD]
    assert read_run(project.recorded).results == (), "the recorded run is left as it is"


def test_a_cell_without_evidence_is_missing_and_gets_no_result(project: Project) -> None:
    recorded = read_run(project.recorded)
    held = tuple(each for each in recorded.evidence if each.id != f"basics/ours.js@{ODD}")
    plan = (Selection(browsers=(GOOD, ODD), checks=("basics/ours",)),)
    for selected, missing in (((), {}), (plan, {ODD: ("basics/ours",)})):
        write_run(project.recorded, dataclasses.replace(recorded, evidence=held, selected=selected))
        assert totals(project.judge()) == TOTALS | {"errors": TOTALS["errors"] - 1, "deselected": 1}
        assert ("ours", ODD) not in project.outcomes
        run = finish_run(project.run_dir, complete=True, finished_at="2026-01-03T00:00:00Z")
        assert assess(run).cells == missing
        shutil.rmtree(project.run_dir)


def test_two_workers_come_to_what_one_comes_to_and_share_no_browser(project: Project) -> None:
    result = project.judge("-n", "2", apart=True)
    assert project.outcomes == EXPECTED
    assert totals(result) == TOTALS
    browsers: dict[str, set[str]] = {}
    for journal in (project.run_dir / "journal").glob("*.jsonl"):
        lines = [json.loads(line) for line in journal.read_text().splitlines()]
        browsers[journal.stem] = {line["value"]["browser"] for line in lines if line["kind"] == "result"}
    assert browsers in ({"gw0": {GOOD}, "gw1": {ODD}}, {"gw0": {ODD}, "gw1": {GOOD}})


def test_pytests_own_selection_works(project: Project) -> None:
    result = project.judge("-k", "n_is_one and chromium")
    assert totals(result) == {"passed": 1, "deselected": 19}
    assert list(project.outcomes) == [("n_is_one", GOOD)]


def test_a_cell_can_be_named_as_a_node(project: Project) -> None:
    project.judge(f"suites/basics.py::test_n_is_one[{ODD}]", "--deselect=suites/basics.py::test_breaks")
    assert ("n_is_one", ODD) in project.outcomes


def test_pytests_own_stop_at_the_first_failure_works(project: Project) -> None:
    result = project.judge("-x")
    assert totals(result) == {"passed": 10, "failed": 1}, "all of the good browser, the first of the odd one"
    unexpected = [one for one in project.results if one.outcome is Outcome.UNEXPECTED]
    assert len(unexpected) == 1


def test_browsers_follow_one_another_and_are_not_mixed(project: Project) -> None:
    project.judge()
    [journal] = (project.run_dir / "journal").glob("*.jsonl")
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    assert [line["value"]["browser"] for line in lines if line["kind"] == "result"] == [GOOD] * 10 + [ODD] * 10


def test_a_further_start_judges_only_what_is_missing(project: Project) -> None:
    project.judge("-k", "n_is_one")
    plan = json.loads((project.run_dir / "plan.json").read_text())
    (project.run_dir / "plan.json").write_text(json.dumps(plan | {"start": 2}))
    result = project.judge(plan=False)
    assert totals(result)["deselected"] == 2
    assert project.outcomes == EXPECTED
    assert [path.name for path in sorted((project.run_dir / "journal").iterdir())] == ["main.2.jsonl", "main.jsonl"]


def test_only_the_suites_that_the_matrix_names_are_run(project: Project) -> None:
    create_run_dir(project.pytester.path, project.run_dir)
    plan_judging(project.recorded, root=project.pytester.path, out=project.run_dir)
    plan = json.loads((project.run_dir / "plan.json").read_text())
    (project.run_dir / "plan.json").write_text(json.dumps(plan | {"suites": ["basics/{n_is_one,lacks}", "other/*"]}))
    project.judge(plan=False)
    assert {check for check, _ in project.outcomes} == {"n_is_one", "lacks"}


def test_tests_that_are_no_checks_are_left_alone_outside_a_run_and_refused_in_one(project: Project) -> None:
    project.pytester.makepyfile(
        test_other="import pytest\n\n@pytest.mark.parametrize('x', ['a:b'])\ndef test_x(x): pass\n"
    )
    result = project.pytester.runpytest_inprocess("test_other.py")
    assert totals(result) == {"passed": 1}
    result = project.judge("test_other.py", "-k", "test_x or n_is_one")
    assert totals(result)["errors"] == 1
    result.stdout.fnmatch_lines(['*"test_x" in *test_other.py is a plain pytest test*'])
    assert not project.results


Wrong = Callable[[Path], object]


def parametrize(root: Path) -> None:
    suite = root / "suites" / "basics.py"
    suite.write_text(
        "import pytest\n"
        + suite.read_text().replace(
            "def test_n_is_one(facts", "@pytest.mark.parametrize('x', [1, 2])\ndef test_n_is_one(x, facts"
        )
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda root: (root / "pages/probes/basics/lacks.js").unlink(), '*test_lacks: no probe "basics/lacks.js" in *'),
        (
            lambda root: (root / "suites/known-differences.yaml").write_text("- checks: x\n"),
            '*known-differences.yaml:1: "browsers" is missing*',
        ),
        (parametrize, "*test_n_is_one: a check is one statement and takes no parametrize*"),
        (lambda root: (root / "judged/plan.json").unlink(), "*holds no run that can be resumed*"),
    ],
)
def test_invalid_input_is_reported_without_a_traceback(project: Project, wrong: Wrong, words: str) -> None:
    create_run_dir(project.pytester.path, project.run_dir)
    plan_judging(project.recorded, root=project.pytester.path, out=project.run_dir)
    wrong(project.pytester.path)
    result = project.judge(plan=False)
    result.stdout.fnmatch_lines([words])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*INTERNALERROR*")
    result.stdout.no_fnmatch_line("*plugin.py*")
    assert result.ret != pytest.ExitCode.OK


def test_a_run_that_cannot_be_read_is_refused_before_anything_is_planned(project: Project) -> None:
    with pytest.raises(FormatError):
        plan_judging(project.pytester.path / "nothing", root=project.pytester.path, out=project.run_dir)
