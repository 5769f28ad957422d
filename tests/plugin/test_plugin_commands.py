"""``judge`` and ``checks`` as a person calls them where selenium cannot be imported: words and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_project import EXPECTED, GOOD, ODD, build_project, record_run

from rtcmatrix.runs import read_run, write_run

WITHOUT_SELENIUM = """
import sys
for name in ("selenium", "trustme", "aiohttp"):
    sys.modules[name] = None
from rtcmatrix.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    build_project(root)
    record_run(tmp_path / "recorded")
    return root


def rtcmatrix(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the command in the project; what only gathering needs cannot be imported."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SELENIUM, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert not list(project.glob("crash-*"))
    return done


def judge(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return rtcmatrix(project, "judge", "../recorded", *arguments)


def test_a_recorded_run_is_judged_again_without_selenium(project: Path, tmp_path: Path) -> None:
    before = read_run(tmp_path / "recorded")
    done = judge(project, "--out", "../judged")
    assert done.returncode == 1
    assert "20 cells judged, 0 changed since recorded" in done.stdout
    assert "unexpected: basics/n_is_one in firefox:esr: FAIL: it is 2" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr, "what a page said moves no cursor"
    run = read_run(tmp_path / "judged")
    assert run.complete
    assert {
        (one.check.removeprefix("basics/"), one.browser): (one.status, one.outcome) for one in run.results
    } == EXPECTED
    assert read_run(tmp_path / "recorded") == before


def test_the_judged_run_holds_the_evidence_it_was_judged_by(project: Path, tmp_path: Path) -> None:
    artifacts = tmp_path / "recorded" / "artifacts"
    artifacts.mkdir()
    (artifacts / "picture.png").write_bytes(b"picture")
    judge(project, "--out", "../judged")
    assert (tmp_path / "judged" / "artifacts" / "picture.png").read_bytes() == b"picture"
    assert read_run(tmp_path / "judged").evidence == read_run(tmp_path / "recorded").evidence


def test_all_as_expected_is_exit_code_0(project: Path) -> None:
    done = judge(project, "--", "-k", "chromium or known_to_fail")
    assert (done.returncode, done.stderr.count("red")) == (0, 0)
    assert "11 cells judged" in done.stdout


def test_workers_make_no_difference(project: Path, tmp_path: Path) -> None:
    done = judge(project, "--out", "../judged", "--", "-n", "2")
    assert done.returncode == 1
    assert len(read_run(tmp_path / "judged").results) == 20


def test_what_is_judged_otherwise_is_named(project: Path) -> None:
    judge(project, "--out", "../judged")
    suite = project / "suites" / "basics.py"
    suite.write_text(suite.read_text().replace('facts["n"] == 1, f"', 'facts["n"] == 2, f"'))
    done = rtcmatrix(project, "judge", "../judged")
    assert done.returncode == 1
    assert "basics/n_is_one@chromium:150: PASS when recorded, FAIL now" in done.stdout
    assert "basics/n_is_one@firefox:esr: FAIL when recorded, PASS now" in done.stdout
    assert "20 cells judged, 2 changed since recorded" in done.stdout


Wrong = Callable[[Path], object]


@pytest.mark.parametrize(
    ("wrong", "arguments", "code", "words"),
    [
        (
            lambda project: (project / "suites" / "other.py").write_text("import nothing_of_the_kind\n"),
            (),
            2,
            "suites/other.py: ModuleNotFoundError: No module named 'nothing_of_the_kind'",
        ),
        (
            lambda project: (project / "suites" / "other.py").write_text("def test_x(:\n"),
            ("--", "-n", "2"),
            2,
            "suites/other.py: SyntaxError: invalid syntax",
        ),
        (
            lambda project: (project / "pages/probes/basics/lacks.js").unlink(),
            (),
            2,
            'suites/basics.py: basics.py: test_lacks: no probe "basics/lacks.js" in',
        ),
        (
            lambda project: (project / "suites/known-differences.yaml").write_text("- {checks: x}\n"),
            (),
            2,
            'known-differences.yaml:1: "browsers" is missing',
        ),
        (lambda project: (project / "../recorded/run.json").write_text("{"), (), 2, "run.json"),
        (lambda project: (project / "../recorded/run.json").unlink(), (), 2, "is not a run"),
        (lambda _: None, ("--out", "../recorded"), 2, '--out "../recorded" would overwrite "../recorded"'),
        (lambda _: None, ("--", "--no-such-option"), 2, "--no-such-option"),
        (lambda _: None, ("--", "-k", "nothing_at_all"), 3, "no check is selected; `rtcmatrix checks` lists them"),
        (lambda _: None, ("--", "-n", "2", "-k", "nothing_at_all"), 3, "no check is selected"),
        (lambda project: (project / "suites" / "basics.py").unlink(), (), 3, "no suite in"),
    ],
)
def test_what_cannot_be_judged_is_said_in_words(
    project: Path, wrong: Wrong, arguments: tuple[str, ...], code: int, words: str
) -> None:
    wrong(project)
    done = judge(project, *arguments)
    assert words in done.stderr
    assert done.returncode == code


def test_a_run_with_no_evidence_is_nothing_to_judge(project: Path, tmp_path: Path) -> None:
    run = read_run(tmp_path / "recorded")
    write_run(tmp_path / "recorded", type(run)(**{**vars(run), "evidence": ()}))
    done = judge(project)
    assert "no evidence" in done.stderr
    assert done.returncode == 3


def test_a_run_of_one_browser_has_one_column(project: Path, tmp_path: Path) -> None:
    record_run(tmp_path / "one", ODD)
    done = rtcmatrix(project, "judge", "../one", "--out", "../judged")
    assert done.returncode == 1
    assert {one.browser for one in read_run(tmp_path / "judged").results} == {ODD}
    assert GOOD not in done.stdout


def test_the_checks_are_listed_without_selenium(project: Path) -> None:
    done = rtcmatrix(project, "checks")
    assert done.returncode == 0
    assert done.stdout.startswith("basics: 10 checks\n")
    assert (
        "  basics/n_is_one\n      The number is one.\n      basics/works.js  https://example.org/#section\n"
        in done.stdout
    )
    assert done.stdout.endswith("10 checks on 6 probes\n")
    listed = json.loads(rtcmatrix(project, "checks", "--format", "json").stdout)
    assert [check["id"] for check in listed] == sorted(
        f"basics/{check}" for check, browser in EXPECTED if browser == ODD
    )


def test_a_suite_that_cannot_be_listed_is_named_with_its_reason(project: Path) -> None:
    (project / "suites" / "other.py").write_text("import nothing_of_the_kind\n")
    (project / "pages/probes/basics/lacks.js").unlink()
    done = rtcmatrix(project, "checks")
    assert done.returncode == 2
    assert "suites/other.py: ModuleNotFoundError: No module named 'nothing_of_the_kind'" in done.stderr
    assert 'basics.py: test_lacks: no probe "basics/lacks.js" in' in done.stderr


def test_runs_are_compared_and_reported_without_selenium(project: Path, tmp_path: Path) -> None:
    judge(project, "--out", "../judged")
    done = rtcmatrix(project, "compare", "../judged", "../judged")
    assert done.returncode in {0, 1}
    assert done.stderr == ""
    done = rtcmatrix(project, "report", "../judged", "--out", "../site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_run_judged_again_is_another_run_than_the_one_recorded(project: Path, tmp_path: Path) -> None:
    judge(project, "--out", "../judged")
    done = rtcmatrix(project, "report", "../recorded", "../judged", "--out", "../site")
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "site" / "index.html").read_text()
    for folder in ("recorded", "judged"):
        assert read_run(tmp_path / folder).id in index
