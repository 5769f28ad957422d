"""Evidence from a stand-in browser or a recorded run."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up_project import GOOD, ODD, PROBES, build_project, record_run
from standin_session import Page, Script, StandInSession, gives

from rtcmatrix.gather import participants as participants_module
from rtcmatrix.gather.guard import Guard
from rtcmatrix.matrix import Limits
from rtcmatrix.model import BrowserSpec, Build, Check, Evidence, Run, Timing
from rtcmatrix.runner.phase_results import BrowserNotAvailableError
from rtcmatrix.runner.plan import Plan, PlannedBrowser
from rtcmatrix.runner.sources import LiveSource, RecordedSource
from rtcmatrix.runs import Journal, create_run_dir, read_run, write_header

BUILD = Build(name="b", channel=None, version="1", binary="b", driver="d", driver_version="1", provider="standin")
CHECKS = {name: Check(id=f"basics/{name}", title=name, probe=f"basics/{name}.js", spec="x") for name in PROBES}


class Lab:
    """A run whose browsers are stand-ins."""

    def __init__(self, project: Path) -> None:
        self.run_dir = create_run_dir(project / "reports")
        specs = (
            BrowserSpec(name="chromium", selector="150", version="150"),
            BrowserSpec(name="firefox", selector="esr", channel="esr"),
        )
        self.run = Run(id=self.run_dir.name, format=1, tool="t", started_at="2026-01-02T03:04:05Z", browsers=specs)
        write_header(self.run_dir, self.run)
        columns = tuple(PlannedBrowser(spec=spec, build=BUILD) for spec in specs)
        self.plan = Plan(root=str(project), columns=columns, suites=("*",), limits=Limits(lanes=1))
        self.stages: dict[str, Script] = {}
        self.asked: list[Page] = []
        self.journals = contextlib.ExitStack()

    def open(self, spec: BrowserSpec, build: Build, *, guard: Guard, **more: Any) -> StandInSession:
        return self.stages[spec.address].open(spec, build, guard=guard, **more)

    def answer(self, page: Page) -> None:
        self.asked.append(page)
        gives(browser=page.session.spec.address)(page)

    def source(self, **wanted: list[Check]) -> LiveSource:
        """Open a source; ``good`` and ``odd`` are the checks wanted of each browser."""
        addresses = {"good": GOOD, "odd": ODD}
        journal = self.journals.enter_context(Journal(self.run_dir, "main"))
        made = LiveSource(self.plan, self.run_dir, journal, {addresses[key]: checks for key, checks in wanted.items()})
        acts = {check.probe: self.answer for check in CHECKS.values()}
        self.stages = {address: Script(server=made._resources.server, acts=dict(acts)) for address in (GOOD, ODD)}
        return made


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    build_project(tmp_path)
    made = Lab(tmp_path)
    monkeypatch.setattr(participants_module, "Session", made.open)
    with made.journals:
        yield made
    assert all(session.closed for script in made.stages.values() for session in script.sessions)


def test_recorded_evidence_is_looked_up(tmp_path: Path) -> None:
    run = read_run(record_run(tmp_path / "recorded"))
    source = RecordedSource(run)
    assert source.evidence(CHECKS["works"], GOOD)[0].facts == {"n": 1}
    source.release(GOOD)
    assert source.close() == Timing()


def test_the_first_cell_starts_all_probes_of_its_browser(lab: Lab) -> None:
    wanted = [CHECKS["works"], CHECKS["dies"], dataclasses.replace(CHECKS["works"], id="basics/other")]
    source = lab.source(good=wanted, odd=[CHECKS["hangs"]])
    assert lab.stages[GOOD].sessions == []
    assert source.evidence(CHECKS["works"], GOOD)[0].facts == {"browser": GOOD}
    assert source.evidence(CHECKS["dies"], GOOD)[0].browser == GOOD
    assert lab.stages[GOOD].begun == ["basics/works.js", "basics/dies.js"], "each probe once, however many checks"
    assert lab.stages[ODD].sessions == []
    source.release(GOOD)
    assert [session.closed for session in lab.stages[GOOD].sessions] == [True]
    assert source.evidence(CHECKS["hangs"], ODD)[0].facts == {"browser": ODD}
    source.release(GOOD)
    spent = source.close()
    assert spent.gathering >= 0
    assert {one.id for one in read_run(lab.run_dir).evidence} == {
        f"basics/works.js@{GOOD}",
        f"basics/dies.js@{GOOD}",
        f"basics/hangs.js@{ODD}",
    }


def test_without_a_request_nothing_starts(lab: Lab) -> None:
    source = lab.source(good=[CHECKS["works"]])
    assert source.close() == Timing()
    assert lab.stages[GOOD].sessions == []


def test_a_browser_that_never_starts_makes_its_pairs_unavailable(lab: Lab) -> None:
    source = lab.source(good=[CHECKS["works"], CHECKS["dies"]], odd=[CHECKS["hangs"]])
    lab.stages[GOOD].refusals = 2
    pair = f"{ODD}+{GOOD}"
    for check, address in [(CHECKS["works"], GOOD), (CHECKS["dies"], GOOD), (CHECKS["works"], pair)]:
        with pytest.raises(BrowserNotAvailableError, match=rf"^{GOOD} could not be started: no$"):
            source.evidence(check, address)
        source.release(address)
    assert source.evidence(CHECKS["hangs"], ODD)[0].facts == {"browser": ODD}
    source.close()
    run = read_run(lab.run_dir)
    assert [(each.address, each.reason) for each in run.unavailable] == [
        (GOOD, f"start: {GOOD} could not be started: no"),
        (pair, f"start: {GOOD} could not be started: no"),
    ]
    assert {one.browser for one in run.evidence} == {ODD}


def test_evidence_of_an_interrupted_run_is_reused(lab: Lab) -> None:
    earlier = Evidence(probe="basics/works.js", browser=GOOD, facts={"earlier": True})
    with Journal(lab.run_dir, "gw0") as journal:
        journal.write("evidence", earlier)
    source = lab.source(good=[CHECKS["works"], CHECKS["dies"]])
    assert source.evidence(CHECKS["works"], GOOD) == (earlier,)
    assert lab.stages[GOOD].sessions == []
    source.evidence(CHECKS["dies"], GOOD)
    assert lab.stages[GOOD].begun == ["basics/dies.js"]
    source.close()


def test_only_missing_repeats_are_gathered(lab: Lab) -> None:
    with Journal(lab.run_dir, "gw0") as journal:
        journal.write("evidence", Evidence(probe="basics/works.js", browser=GOOD, facts={"n": 1}, repeat=1))
    lab.plan = dataclasses.replace(lab.plan, repeat=3)
    source = lab.source(good=[CHECKS["works"], CHECKS["dies"]])
    assert sorted(one.repeat for one in source.evidence(CHECKS["works"], GOOD)) == [0, 1, 2]
    assert [one.repeat for one in source.evidence(CHECKS["dies"], GOOD)] == [0, 1, 2]
    assert sorted(lab.stages[GOOD].begun) == ["basics/dies.js"] * 3 + ["basics/works.js"] * 2
    source.close()


def test_only_evidence_to_confirm_is_gathered_again(lab: Lab) -> None:
    with Journal(lab.run_dir, "gw0") as journal:
        for name in ("works", "dies"):
            journal.write("evidence", Evidence(probe=f"basics/{name}.js", browser=GOOD, facts={"n": 1}))
    lab.plan = dataclasses.replace(lab.plan, again={f"basics/works.js@{GOOD}": 2})
    source = lab.source(good=[CHECKS["works"]])
    assert [one.facts for one in source.evidence(CHECKS["works"], GOOD)] == [{"n": 1}, {"browser": GOOD}]
    assert [one.facts for one in source.evidence(CHECKS["dies"], GOOD)] == [{"n": 1}]
    assert lab.stages[GOOD].begun == ["basics/works.js"]
    source.close()


def test_the_longest_probe_of_the_last_run_starts_first(lab: Lab) -> None:
    durations = {
        f"basics/{name}.js@{GOOD}": seconds for name, seconds in (("works", 2.0), ("dies", 1.0), ("hangs", 3.0))
    }
    lab.plan = dataclasses.replace(lab.plan, durations=durations | {f"basics/dies.js@{ODD}": 9.0})
    source = lab.source(good=[CHECKS["works"], CHECKS["dies"], CHECKS["hangs"], CHECKS["ours"]])
    for name in ("works", "dies", "hangs", "ours"):
        source.evidence(CHECKS[name], GOOD)
    assert lab.stages[GOOD].begun == [f"basics/{name}.js" for name in ("ours", "hangs", "works", "dies")]
    source.close()


@pytest.mark.parametrize(("times", "deadline"), [((40, 90, 30, None), 90), ((None, 5), 60), ((None,), 60)])
def test_the_longest_timeout_of_the_checks_applies(lab: Lab, times: tuple[float | None, ...], deadline: int) -> None:
    works = CHECKS["works"]
    source = lab.source(good=[dataclasses.replace(works, timeout=time) for time in times])
    source.evidence(works, GOOD)
    assert f"deadline={deadline}000" in lab.asked[0].url
    source.close()
