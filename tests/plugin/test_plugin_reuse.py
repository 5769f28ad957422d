"""Runs of stand-in browsers, one after the other: what the second one gathers, and what it takes from the first."""

from __future__ import annotations

import dataclasses
import io
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from made_up_project import GOOD, ODD, PROBES, build_project
from rich.console import Console
from standin_session import Act, Script, StandInSession, gives

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather import participants as participants_module
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.judge.version import probe_version
from rtcmatrix.matrix import Limits
from rtcmatrix.model import Artifact, BrowserSpec, Build, Reuse, Run
from rtcmatrix.report.text.reuse import reuse_lines
from rtcmatrix.runner import resources as resources_module
from rtcmatrix.runner.launch import launch
from rtcmatrix.runner.plan import Plan, PlannedBrowser, write_plan
from rtcmatrix.runner.planning import plan_confirming
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runner.reuse import read_earlier, reuse_evidence
from rtcmatrix.runs import create_run_dir, read_run, write_header, write_run

BUILD = Build(name="b", channel=None, version="1", binary="b", driver="d", driver_version="1", provider="standin")
SUITE = """
from rtcmatrix import check
{checks}
"""
CHECK = '''
@check("basics/{probe}.js", spec="https://example.org/")
def test_{probe}(facts):
    """The probe {probe}.js comes to an end."""
    assert facts["n"] == 1
'''
ALL = sorted(PROBES)
PAIR = f"{GOOD}+{ODD}"


class Lab:
    """A project whose browsers are stand-ins, and its runs."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = root / "project"
        build_project(self.project)
        (self.project / "suites" / "known-differences.yaml").unlink()
        self.probes = self.project / "pages" / "probes" / "basics"
        self.suite = self.project / "suites" / "basics.py"
        self.suite.write_text(SUITE.format(checks="".join(CHECK.format(probe=probe) for probe in PROBES)))
        self.specs = {
            GOOD: BrowserSpec(name="chromium", selector="150", version="150"),
            ODD: BrowserSpec(name="firefox", selector="esr", channel="esr"),
        }
        self.builds = dict.fromkeys((GOOD, ODD), BUILD)
        self.acts: dict[str, Act | list[Act]] = {}
        self.repeat = 1
        self.pairs: tuple[str, ...] = ()
        self.scripts: dict[str, Script] = {}
        self.servers: list[PageServer] = []
        self.before_start: Callable[[Script], None] = lambda _: None
        monkeypatch.setattr(sys, "dont_write_bytecode", True)  # its time stamps do not show a change within a second
        monkeypatch.setattr(participants_module, "Session", self.open)
        monkeypatch.setattr(resources_module, "PageServer", self.serve)

    def serve(self, pages: Path) -> PageServer:
        self.servers.append(PageServer(pages))
        return self.servers[-1]

    def open(self, spec: BrowserSpec, build: Build, **more: Any) -> StandInSession:
        script = self.scripts[spec.address]
        script.server = self.servers[-1]
        self.before_start(script)
        return script.open(spec, build, **more)

    def plan(self) -> tuple[Path, Plan]:
        run_dir = create_run_dir(self.project / "reports")
        header = Run(
            id=run_dir.name,
            format=1,
            tool="t",
            started_at="2026-11-29T03:00:00+00:00",
            matrix_digest="m",
            browsers=tuple(self.specs.values()),
            repeat=self.repeat,
        )
        write_header(run_dir, header)
        columns = tuple(PlannedBrowser(spec=spec, build=self.builds[at]) for at, spec in self.specs.items())
        plan = Plan(
            root=str(self.project), columns=columns, suites=("*",), limits=Limits(lanes=1), repeat=self.repeat,
            pairs=self.pairs,
        )  # fmt: skip
        write_plan(run_dir, plan)
        return run_dir, plan

    def run(self, reuse: Path | None = None, *arguments: str, days: float = 7) -> tuple[Path, Run, tuple[Reuse, ...]]:
        """Run; gives the folder, the run and what was reused. ``scripts`` then says what the browsers did."""
        self.scripts = {at: Script(server=None, acts=self._acts()) for at in self.specs}  # type: ignore[arg-type]  # set once it serves
        run_dir, plan = self.plan()
        reused: tuple[Reuse, ...] = ()
        if reuse is not None:
            earlier = read_earlier(reuse, timedelta(days=days))
            reused = reuse_evidence(plan, run_dir, earlier, workers=2, pytest_arguments=arguments)
        self.launch(plan, run_dir, *arguments)
        return run_dir, read_run(run_dir), reused

    def launch(self, plan: Plan, run_dir: Path, *arguments: str) -> None:
        launch(plan, run_dir, progress=Progress(Console(file=io.StringIO())), pytest_arguments=arguments)

    def begun(self) -> dict[str, list[str]]:
        """What was really gathered in the last run."""
        return {at: sorted(Path(each).stem for each in script.begun) for at, script in self.scripts.items()}

    def sessions(self) -> dict[str, int]:
        return {at: len(script.sessions) for at, script in self.scripts.items()}

    def _acts(self) -> dict[str, Act | list[Act]]:
        return {f"basics/{name}.js": self.acts.get(name, gives(n=1)) for name in PROBES}


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    return Lab(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of another copy of the project, in which everything went well."""
    with pytest.MonkeyPatch.context() as patch:
        made = Lab(tmp_path_factory.mktemp("recorded"), patch)
        folder, _, _ = made.run()
        assert made.begun() == {GOOD: ALL, ODD: ALL}
    return folder


@pytest.fixture
def first_dir(recorded: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(recorded, tmp_path / "first")
    return tmp_path / "first"


def test_where_nothing_changed_nothing_is_gathered(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    assert {each.reused_from for each in first.evidence} == {None}
    assert all(each.probe_version and each.tool_revision for each in first.evidence)
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    assert lab.sessions() == {GOOD: 1, ODD: 1}, "one short session each"
    assert all(session.closed for script in lab.scripts.values() for session in script.sessions)
    assert second.complete
    assert second.evidence == tuple(dataclasses.replace(each, reused_from=first.id) for each in first.evidence)
    assert [(each.check, each.browser, each.status) for each in second.results] == [
        (each.check, each.browser, each.status) for each in first.results
    ]
    assert second.provenances == first.provenances
    assert second.reuse == reused
    assert reuse_lines(reused) == [
        f"{GOOD}: 6 of 6 results reused from run of 2026-11-29",
        f"{ODD}: 6 of 6 results reused from run of 2026-11-29",
    ]


def test_a_run_that_reused_can_be_reused_and_keeps_the_first_run(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    second_dir, _, _ = lab.run(first_dir)
    _, third, _ = lab.run(second_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    assert {each.reused_from for each in third.evidence} == {first.id}


def test_a_changed_flag_gathers_its_column_again(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    lab.specs[ODD] = dataclasses.replace(lab.specs[ODD], flags=("--mute",))
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: ALL}
    assert {each.browser for each in second.evidence if each.reused_from == first.id} == {GOOD}
    assert reuse_lines(reused)[1] == f"{ODD}: nothing reused from run of 2026-11-29: flags differ: --mute, not none"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": "2"}, "launched build 2 is not 1"),
        ({"driver_version": "2"}, "driver d 2 is not d 1"),
        ({"revision": "r"}, "revision r is not none"),
    ],
)
def test_a_changed_build_or_driver_gathers_its_column_again_without_a_launch_more(
    lab: Lab, first_dir: Path, change: dict[str, str], words: str
) -> None:
    lab.builds[ODD] = dataclasses.replace(BUILD, **change)  # type: ignore[arg-type]  # fields of a build
    _, _, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: ALL}
    assert lab.sessions()[ODD] == 1
    assert reused[1].again == {words: 6}


def test_what_starts_decides_not_what_was_provided(lab: Lab, first_dir: Path) -> None:

    def updated(script: Script) -> None:
        script.version = "2"

    lab.before_start = updated
    _, _, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: ALL, ODD: ALL}
    assert {reason for each in reused for reason in each.again} == {"launched build 2 is not 1"}


def test_a_browser_that_does_not_launch_reuses_nothing(lab: Lab, first_dir: Path) -> None:
    refused: list[Script] = []

    def refuse_once(script: Script) -> None:
        if script is lab.scripts[ODD] and not refused:
            refused.append(script)
            script.refusals = 1

    lab.before_start = refuse_once
    _, _, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: ALL}, "the run itself starts it"
    assert reused[1].again == {f"{ODD} could not be started: no": 6}


def test_a_changed_probe_is_gathered_again_alone(lab: Lab, first_dir: Path) -> None:
    (lab.probes / "works.js").write_text('// works\nimport "../../lib/more.js";\nexport default async () => ({});\n')
    _, _, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: ["works"], ODD: ["works"]}
    assert [each.again for each in reused] == [{"probe version": 1}] * 2


def test_a_changed_page_library_gathers_everything_again(lab: Lab, first_dir: Path) -> None:
    (lab.project / "pages" / "lib").mkdir()
    (lab.project / "pages" / "lib" / "rtc.js").write_text("changed\n")
    lab.run(first_dir)
    assert lab.begun() == {GOOD: ALL, ODD: ALL}


def test_a_changed_check_judges_reused_evidence(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    text = lab.suite.read_text().replace('test_works(facts):\n    """The', 'test_new_one(facts):\n    """Now the')
    (lab.project / "suites" / "others.py").write_text(text.replace('facts["n"] == 1', 'facts["n"] == 2'))
    lab.suite.unlink()
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    assert {each.status.value for each in first.results} == {"PASS"}
    assert {each.status.value for each in second.results} == {"FAIL"}
    assert [each.reused for each in reused] == [6, 6]


def test_what_was_not_as_expected_is_gathered_again(lab: Lab) -> None:
    lab.acts = {"works": gives(n=2), "dies": lambda page: page.go()}
    first_dir, _, _ = lab.run()
    lab.acts = {}
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: ["dies", "works"], ODD: ["dies", "works"]}
    assert {each.status.value for each in second.results} == {"PASS"}
    assert reuse_lines(reused)[0] == (
        f"{GOOD}: 4 of 6 results reused from run of 2026-11-29 (2 gathered again: 1 crash, 1 unexpected)"
    )


def test_only_what_is_selected_is_reused(lab: Lab, first_dir: Path) -> None:
    _, second, _ = lab.run(first_dir, "-k", "works or lacks")
    assert lab.begun() == {GOOD: [], ODD: []}
    assert {each.probe for each in second.evidence} == {"basics/works.js", "basics/lacks.js"}


def test_what_the_first_run_did_not_select_is_gathered(lab: Lab) -> None:
    first_dir, _, _ = lab.run(None, "-k", "works or lacks")
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [each for each in ALL if each not in {"works", "lacks"}]} | {
        ODD: [each for each in ALL if each not in {"works", "lacks"}]
    }
    assert len(second.results) == 12
    assert reused[0].again == {"missing": 4}


def test_old_evidence_is_gathered_again(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    aged = tuple(dataclasses.replace(each, started_at="2026-01-01T00:00:00+00:00") for each in first.evidence)
    write_run(first_dir, dataclasses.replace(first, evidence=aged))
    _, _, reused = lab.run(first_dir, days=3)
    assert lab.begun() == {GOOD: ALL, ODD: ALL}
    assert reused[0].again == {"older than 3 days": 6}


def test_repeats_are_reused_together(lab: Lab) -> None:
    lab.repeat = 2
    first_dir, _, _ = lab.run()
    _, second, _ = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    assert {each.repeat for each in second.evidence} == {0, 1}
    lab.repeat = 3
    lab.run(first_dir)
    assert lab.begun() == {GOOD: sorted(ALL * 3), ODD: sorted(ALL * 3)}


def test_confirming_gathers_reused_evidence_again(lab: Lab, first_dir: Path) -> None:
    """A check that changed finds a fault in reused evidence: the probe runs again before it is reported."""
    lab.suite.write_text(lab.suite.read_text().replace('facts["n"] == 1', 'facts["n"] == 2'))
    run_dir, second, _ = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    plan = plan_confirming(run_dir, {f"basics/works.js@{GOOD}": 1})
    lab.launch(plan, run_dir)
    assert lab.begun() == {GOOD: ["works"], ODD: []}
    repeats = [each for each in read_run(run_dir).evidence if (each.probe, each.browser) == ("basics/works.js", GOOD)]
    assert [(each.repeat, each.reused_from is not None) for each in repeats] == [(0, True), (1, False)]
    assert {each.status.value for each in second.results} == {"FAIL"}


def test_a_resumed_run_keeps_what_it_reused(lab: Lab, first_dir: Path) -> None:
    lab.scripts = {at: Script(server=None) for at in lab.specs}  # type: ignore[arg-type]  # as in run
    run_dir, plan = lab.plan()
    reuse_evidence(plan, run_dir, read_earlier(first_dir, timedelta(days=7)), pytest_arguments=("-k", "works"))
    # Killed here, before anything was gathered
    lab.launch(dataclasses.replace(plan, start=2), run_dir)
    rest = [each for each in ALL if each != "works"]
    assert lab.begun() == {GOOD: rest, ODD: rest}
    assert read_run(run_dir).complete


def test_a_call_is_reused_only_if_both_browsers_are_the_same(lab: Lab, first_dir: Path) -> None:
    probe = lab.probes / "call.js"
    probe.write_text("// Calls.\n// META: pair\nexport const offerer = 1;\nexport const answerer = 1;\n")
    lab.suite.write_text(lab.suite.read_text() + CHECK.format(probe="call"))
    lab.pairs = (PAIR,)
    first = read_run(first_dir)
    known = next(each for each in first.evidence if each.probe == "basics/works.js")
    call = dataclasses.replace(known, probe="basics/call.js", browser=PAIR, probe_version=probe_version(probe))
    check = dataclasses.replace(first.checks[0], id="basics/call", probe="basics/call.js", peers=2)
    result = dataclasses.replace(first.results[0], check="basics/call", browser=PAIR)
    called = dataclasses.replace(
        first, evidence=(*first.evidence, call), checks=(*first.checks, check), results=(*first.results, result)
    )
    write_run(first_dir, called)
    _, second, reused = lab.run(first_dir)
    assert lab.begun() == {GOOD: [], ODD: []}
    assert lab.sessions() == {GOOD: 1, ODD: 1}, "a browser is launched once, for its column and its calls"
    assert reuse_lines(reused)[2] == "calls between browsers: 1 of 1 result reused from run of 2026-11-29"
    assert [each.reused_from for each in second.evidence if each.browser == PAIR] == [first.id]
    lab.specs[ODD] = dataclasses.replace(lab.specs[ODD], flags=("--mute",))
    run_dir, plan = lab.plan()
    decided = {each.browser: each for each in reuse_evidence(plan, run_dir, read_earlier(first_dir, timedelta(days=7)))}
    assert decided[PAIR].again == {f"{ODD}: flags differ: --mute, not none": 1}


def test_artifacts_are_copied(lab: Lab, first_dir: Path) -> None:
    first = read_run(first_dir)
    (first_dir / "artifacts" / "seen.png").write_bytes(b"seen")
    kept = (Artifact(name="picture page", path="artifacts/seen.png", media_type="image/png"),)
    marked = tuple(dataclasses.replace(each, artifacts=kept) for each in first.evidence)
    write_run(first_dir, dataclasses.replace(first, evidence=marked))
    second_dir, second, _ = lab.run(first_dir)
    [path] = {each.path for evidence in second.evidence for each in evidence.artifacts}
    assert (second_dir / path).read_bytes() == b"seen"
    third_dir, third, _ = lab.run(second_dir)
    assert {each.path for evidence in third.evidence for each in evidence.artifacts} == {path}
    assert (third_dir / path).read_bytes() == b"seen"


def test_only_a_run_of_a_matrix_is_reused(first_dir: Path) -> None:
    write_run(first_dir, dataclasses.replace(read_run(first_dir), matrix_digest=""))
    with pytest.raises(ConfigurationError, match="was gathered for no matrix"):
        read_earlier(first_dir, timedelta(days=7))


def test_after_a_run_that_gathered_nothing_everything_is_gathered(lab: Lab, first_dir: Path) -> None:
    """A night in which no browser was available does not stop the next one."""
    write_run(first_dir, dataclasses.replace(read_run(first_dir), evidence=(), results=(), complete=True))
    lab.run(first_dir)
    assert lab.begun() == {GOOD: ALL, ODD: ALL}
