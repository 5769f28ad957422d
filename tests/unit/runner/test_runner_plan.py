"""Plans of runs: made, written, read; and their errors."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_project import GOOD, ODD, build_project, record_run

from rtcmatrix.errors import ConfigurationError, FormatError, NothingSelectedError, UnavailableError
from rtcmatrix.matrix import Limits, ProviderSettings, load_matrix
from rtcmatrix.model import BrowserSpec, Build, Unavailable
from rtcmatrix.runner import planning
from rtcmatrix.runner.plan import Plan, PlannedBrowser, read_plan, write_plan
from rtcmatrix.runner.planning import make_plan, plan_judging, plan_resume
from rtcmatrix.runs import Journal, create_run_dir, read_run
from rtcmatrix.runs.completeness import State, assess

BUILD = Build(
    name="chromium",
    channel=None,
    version="150.0.1.2",
    binary="/opt/a browser",
    driver="/opt/driver",
    driver_version="150.0.1.2",
    provider="installed",
    environment={"LD_LIBRARY_PATH": "/opt/lib"},
)
SPEC = BrowserSpec(name="chromium", selector="150", version="150", flags=("--x",), prefs={"a": True, "b": 1, "c": "d"})
PLAN = Plan(
    root="/project",
    columns=(PlannedBrowser(spec=SPEC, build=BUILD),),
    suites=("codecs/*",),
    limits=Limits(workers=3, lanes=2, probe_timeout=1.5),
    start=4,
    recorded="/runs/x",
    selected=("-k", "codec", "-x"),
)


class Providers:
    """Stands in for the providers' room: has the browsers it is given."""

    def __init__(self, *available: str) -> None:
        self.available = available
        self.asked: list[tuple[str, bool]] = []

    def provide(
        self, spec: BrowserSpec, *, install: bool, say: Callable[[str], None], settings: ProviderSettings
    ) -> Build | Unavailable:
        say(f"asking for {spec.address}")
        assert settings == ProviderSettings()
        self.asked.append((spec.address, install))
        if spec.address in self.available:
            return dataclasses.replace(BUILD, name=spec.name)
        return Unavailable(address=spec.address, reasons=(("installed", f"no {spec.name} here"), ("debian", "neither")))


@pytest.fixture
def matrix_file(tmp_path: Path) -> Path:
    return build_project(tmp_path / "project")


def available(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> Providers:
    room = Providers(*addresses)
    monkeypatch.setattr(planning, "provide", room.provide)
    return room


@pytest.mark.parametrize("plan", [PLAN, dataclasses.replace(PLAN, limits=Limits(), recorded=None, columns=())])
def test_a_plan_is_read_as_it_was_written(tmp_path: Path, plan: Plan) -> None:
    write_plan(tmp_path, plan)
    assert read_plan(tmp_path) == plan


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"root": 3}'])
def test_a_folder_without_a_plan_cannot_be_resumed(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "plan.json").write_text(text)
    with pytest.raises(FormatError, match=r"holds no run that can be resumed \(plan\.json: "):
        read_plan(tmp_path)


def test_each_resume_increments_start(tmp_path: Path) -> None:
    write_plan(tmp_path, dataclasses.replace(PLAN, start=1))
    starts = []
    for _ in range(2):
        Journal(tmp_path, "main", read_plan(tmp_path).start).close()
        resumed = plan_resume(tmp_path)
        assert resumed == read_plan(tmp_path) == dataclasses.replace(PLAN, start=resumed.start)
        starts.append(resumed.start)
    assert starts == [2, 3]


def test_a_plan_has_the_available_browsers_and_its_header_all(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = available(monkeypatch, GOOD)
    run_dir, plan = make_plan(load_matrix(matrix_file), install=True, lanes=7, selected=["-k", "codec"])
    assert run_dir.parent == tmp_path / "project" / "reports" / "runs"
    assert read_plan(run_dir) == plan
    assert [column.spec.address for column in plan.columns] == [GOOD]
    assert (plan.limits.lanes, plan.start, plan.recorded, plan.selected) == (7, 1, None, ("-k", "codec"))
    assert Path(plan.root) == tmp_path / "project"
    assert room.asked == [(GOOD, True), (ODD, True)]
    run = read_run(run_dir)
    assert run.id == run_dir.name
    assert not run.complete
    assert [spec.address for spec in run.browsers] == [GOOD, ODD]
    assert [(one.address, one.reason) for one in run.unavailable] == [
        (ODD, "installed: no firefox here; debian: neither")
    ]


def test_browsers_that_are_the_same_build_are_printed(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    available(monkeypatch, GOOD, ODD)
    said: list[str] = []
    make_plan(load_matrix(matrix_file), out=tmp_path / "same", say=said.append)
    assert f"{GOOD} and {ODD} are the same build here: 150.0.1.2, /opt/a browser" in said
    make_plan(load_matrix(matrix_file), patterns=[GOOD], out=tmp_path / "one", say=said.append)
    assert sum("the same build" in line for line in said) == 1


def test_only_selected_browsers_are_provided(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = available(monkeypatch, GOOD, ODD)
    run_dir, plan = make_plan(load_matrix(matrix_file), patterns=["firefox:*"], out=tmp_path / "out")
    assert [column.spec.address for column in plan.columns] == [ODD]
    assert room.asked == [(ODD, False)]
    assert (run_dir, read_run(run_dir).id != "out") == (tmp_path / "out", True)


def test_only_comparisons_with_both_sides_selected_are_kept(matrix_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    available(monkeypatch, GOOD, ODD)
    matrix_file.write_text(
        matrix_file.read_text(encoding="utf-8") + f"compare:\n  - reference: {GOOD}\n    with: {ODD}\n",
        encoding="utf-8",
    )
    matrix = load_matrix(matrix_file)
    assert read_run(make_plan(matrix)[0]).compare == ((GOOD, ODD),)
    assert read_run(make_plan(matrix, patterns=[GOOD])[0]).compare == ()


@pytest.mark.parametrize(
    ("edge", "pairs", "alone"),
    [
        ("156.0.2", (("chrome:stable", "edge:stable"), ("chrome:stable", "chrome:beta")), ("chrome:beta",)),
        ("157.0.2", (("chrome:beta", "edge:stable"), ("chrome:stable", "chrome:beta")), ("chrome:stable",)),
        ("158.0.2", (("chrome:stable", "chrome:beta"),), ("chrome:stable", "edge:stable", "chrome:beta")),
    ],
)
def test_pairs_by_milestone_are_those_of_the_versions_found(
    matrix_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    edge: str,
    pairs: tuple[tuple[str, str], ...],
    alone: tuple[str, ...],
) -> None:
    versions = {"chrome:stable": "156.0.1", "chrome:beta": "157.0.1", "edge:stable": edge}
    monkeypatch.setattr(
        planning,
        "provide",
        lambda spec, **_: dataclasses.replace(BUILD, name=spec.name, version=versions[spec.address]),
    )
    matrix_file.write_text(
        "version: 1\nbrowsers:\n- {name: chrome, channels: [stable, beta]}\n- {name: edge, channels: [stable]}\n"
        'compare:\n- {reference: "chrome:*", with: "edge:*", by: milestone}\n'
        "- {reference: chrome:stable, with: chrome:beta}\n",
        encoding="utf-8",
    )
    told: list[str] = []
    run = read_run(make_plan(load_matrix(matrix_file), say=told.append)[0])
    assert (run.compare, run.unpaired) == (pairs, alone)
    assert [line.split(" is not compared by milestone")[0] for line in told] == [
        f"{address} {versions[address]}" for address in alone
    ]


def runs_in(matrix_file: Path) -> list[Path]:
    return list(matrix_file.parent.glob("reports/runs/*"))


def test_an_unavailable_required_browser_is_an_error_before_the_start(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    available(monkeypatch, GOOD)
    matrix_file.write_text(
        matrix_file.read_text(encoding="utf-8").replace("[esr]", "[esr]\n    required: true"), encoding="utf-8"
    )
    with pytest.raises(UnavailableError) as caught:
        make_plan(load_matrix(matrix_file))
    assert str(caught.value) == (
        "firefox:esr is required by matrix.yaml but not available: installed: no firefox here; debian: neither"
    )
    assert caught.value.exit_code == 4
    assert runs_in(matrix_file) == []


def test_a_required_browser_may_be_deselected(matrix_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    available(monkeypatch, GOOD)
    matrix_file.write_text(
        matrix_file.read_text(encoding="utf-8").replace("[esr]", "[esr]\n    required: true"), encoding="utf-8"
    )
    make_plan(load_matrix(matrix_file), patterns=[GOOD])


def test_without_any_browser_the_error_lists_every_reason(matrix_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    available(monkeypatch)
    with pytest.raises(NothingSelectedError) as caught:
        make_plan(load_matrix(matrix_file))
    assert str(caught.value).splitlines() == [
        "none of the browsers selected is available here:",
        "  chromium:150: installed: no chromium here; debian: neither",
        "  firefox:esr: installed: no firefox here; debian: neither",
        (
            'run "./rtc browsers --install-browsers" to download them, or put an installed browser on PATH, or name '
            'its "binary" in the matrix'
        ),
    ]
    assert caught.value.exit_code == 3
    assert runs_in(matrix_file) == []


def test_a_shard_without_any_browser_is_recorded_with_the_reasons(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    available(monkeypatch)
    with pytest.raises(NothingSelectedError):
        make_plan(load_matrix(matrix_file), out=tmp_path / "shard")
    run = read_run(tmp_path / "shard")
    assert run.complete
    assert [each.address for each in run.unavailable] == ["chromium:150", "firefox:esr"]
    assert assess(run).state is State.EMPTY


def test_a_plan_has_the_pairs_whose_sides_are_available(matrix_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix_file.write_text(
        matrix_file.read_text(encoding="utf-8") + f"pairs: [same, '{GOOD} -> {ODD}']\n", encoding="utf-8"
    )
    matrix = load_matrix(matrix_file)
    available(monkeypatch, GOOD, ODD)
    assert make_plan(matrix)[1].pairs == (f"{GOOD}+{GOOD}", f"{GOOD}+{ODD}", f"{ODD}+{ODD}")
    assert make_plan(matrix, patterns=[GOOD])[1].pairs == (f"{GOOD}+{GOOD}",)
    asked = make_plan(matrix, pairs=["reference"], only=["calls/*"], pairs_only=True)[1]
    assert asked.pairs == (f"{GOOD}+{ODD}", f"{ODD}+{GOOD}")
    assert (asked.scope.only, asked.scope.pairs_only) == (("calls/*",), True)
    available(monkeypatch, GOOD)
    assert make_plan(matrix)[1].pairs == (f"{GOOD}+{GOOD}",)


def test_a_shard_of_calls_without_an_available_pair_is_recorded_with_the_reasons(
    matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    matrix = load_matrix(matrix_file)
    available(monkeypatch, GOOD)
    with pytest.raises(NothingSelectedError, match="none of the pairs selected is available here:\n  firefox:esr: "):
        make_plan(matrix, pairs=["reference"], pairs_only=True, out=tmp_path / "shard")
    run = read_run(tmp_path / "shard")
    assert run.complete
    assert [each.address for each in run.unavailable] == [ODD]
    available(monkeypatch, GOOD, ODD)
    with pytest.raises(NothingSelectedError, match="no two of the browsers selected call each other"):
        make_plan(matrix, pairs_only=True, out=tmp_path / "none")
    assert not read_run(tmp_path / "none").complete


def test_a_run_needs_an_empty_folder(matrix_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    available(monkeypatch, GOOD)
    with pytest.raises(ConfigurationError, match="it is not an empty folder"):
        make_plan(load_matrix(matrix_file), out=tmp_path)


def test_judging_plans_a_column_for_each_browser_with_evidence(tmp_path: Path) -> None:
    recorded = record_run(tmp_path / "recorded")
    out = create_run_dir(tmp_path, tmp_path / "out")
    plan = plan_judging(recorded, root=tmp_path / "project", out=out)
    assert plan == read_plan(out)
    assert [column.spec.address for column in plan.columns] == [GOOD, ODD]
    assert (plan.recorded, plan.suites) == (str(recorded.resolve()), ("*",))
    header = json.loads((out / "header.json").read_text())
    assert (header["evidence"], header["results"], header["checks"], header["complete"]) == ([], [], [], False)
    assert [one["address"] for one in header["provenances"]] == [GOOD, ODD]
