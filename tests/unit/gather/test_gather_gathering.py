"""All probes of one stand-in browser: order and lanes, and what a crash, a hang or an end in the middle leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from standin_session import (
    PATIENCE,
    Act,
    Page,
    Script,
    dies_alone,
    gives,
    hangs,
    never_loads,
    takes_the_browser_along,
)

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather import lane as lane_module
from rtcmatrix.gather import parties as parties_module
from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.pages import PageServer
from rtcmatrix.gather.parties import OneBrowser
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.gather.stages import Lacking
from rtcmatrix.gather.surroundings import Surroundings
from rtcmatrix.matrix import Limits
from rtcmatrix.model import BrowserSpec, Build, Evidence, Fault

SPEC = BrowserSpec(name="chromium", selector="150", version="150")
BUILD = Build(
    name="chromium", channel=None, version="150", binary="b", driver="d", driver_version="150", provider="standin"
)
DEATH = "the browser of chromium:150 died"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    with PageServer(tmp_path_factory.mktemp("pages")) as started:
        yield started


def stage_of(path: str) -> str | None:
    """Read it off a path of these tests: ``stage NAME ...``."""
    return path.split()[1] if path.startswith("stage ") else None


class Bench:
    """A gathering of a stand-in browser and all that it told."""

    def __init__(self, script: Script, artifacts: Path) -> None:
        self.script = script
        self.artifacts = artifacts
        self.told: list[tuple[str, Any]] = []
        self.made: list[Gathering] = []

    def gather(self, *paths: str, lanes: int = 4, limits: dict[str, Any] | None = None, **more: Any) -> Gathering:
        """Begin to gather; a path that begins with ``alone`` must be, and ``stage NAME`` is on that stage."""
        probes = [
            Probe(
                path=path,
                title=path,
                alone=path.startswith("alone"),
                stage=(path.split()[1] if first == "stage" else None),
            )
            for path in paths
            for first in path.split()[:1]
        ]
        around = Surroundings(
            server=self.script.server,
            limits=Limits(lanes=lanes, **(limits or {})),
            guard=Guard(),
            artifacts=self.artifacts,
            tell=lambda kind, value: self.told.append((kind, value)),
        )
        begun = Gathering(OneBrowser(spec=SPEC, build=BUILD), probes, around, **more)
        self.made.append(begun)
        begun.start()
        return begun

    def evidence(self, *paths: str, **more: Any) -> dict[str, Evidence]:
        """Gather, and wait for all."""
        begun = self.gather(*paths, **more)
        return {path: wait_for(begun, path) for path in paths}

    def told_of(self, kind: str) -> list[Any]:
        return [value for what, value in self.told if what == kind]


def wait_for(gathering: Gathering, path: str) -> Evidence:
    """Wait as ``evidence`` does, but not for ever: a future that is never resolved must fail its test."""
    return gathering._commission._futures[path, 0].result(timeout=PATIENCE)


@pytest.fixture
def bench(server: PageServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    script = Script(server=server)
    monkeypatch.setattr(parties_module, "Session", script.open)
    monkeypatch.setattr(lane_module, "GRACE", 0.02)
    made = Bench(script, tmp_path)
    yield made
    for gathering in made.made:
        gathering.close()
        assert not any(thread.is_alive() for thread in gathering._threads)
    assert all(session.closed for session in script.sessions)
    assert server._links == {}


def test_every_probe_is_gathered_once_and_told(bench: Bench) -> None:
    paths = [f"p{number}.js" for number in range(20)]
    bench.script.acts = {path: gives(path=path) for path in paths}
    gathered = bench.evidence(*paths)
    assert {path: one.facts for path, one in gathered.items()} == {path: {"path": path} for path in paths}
    assert sorted(bench.script.begun) == sorted(paths)
    assert len(bench.script.sessions) == 1
    assert {one.probe: one for one in bench.told_of("evidence")} == gathered
    assert bench.told_of("start") == [{"browser": "chromium:150"}]
    [provenance] = bench.told_of("provenance")
    assert provenance.user_agent == "StandIn/1"
    assert {one.lanes for one in gathered.values()} == {4}


def test_repeats_come_round_after_round_and_are_waited_for_together(bench: Bench) -> None:
    repeats = {"a.js": range(3), "b.js": [1], "stage screen c.js": range(2)}
    gathering = bench.gather("a.js", "b.js", "stage screen c.js", lanes=1, repeats=repeats)
    for path, asked in repeats.items():
        assert [one.repeat for one in gathering.evidence(path)] == list(asked)
    usual = [path for path in bench.script.begun if not path.startswith("stage")]
    assert usual == ["a.js", "a.js", "b.js", "a.js"]
    told = [(one.probe, one.repeat) for one in bench.told_of("evidence")]
    assert sorted(told) == sorted((path, repeat) for path, asked in repeats.items() for repeat in asked)


def test_on_a_stage_each_round_of_repeats_has_a_session_of_its_own(bench: Bench) -> None:
    paths = ["stage screen a.js", "stage screen b.js"]
    bench.script.acts = {paths[1]: [gives(n=0), hangs, gives(n=1), gives(n=2)]}
    gathering = bench.gather(*paths, limits=SHORT, repeats={path: range(3) for path in paths})
    assert [one.facts for one in gathering.evidence(paths[1])] == [{"n": 0}, {"n": 2}, {"n": 1}]
    assert [one.attempt for one in gathering.evidence(paths[1])] == [1, 2, 1]
    # The hanging page ends its session, and the late turn may not follow one of its own probe
    assert len(bench.script.sessions) == 4


def test_each_repeat_of_a_browser_that_does_not_start_is_answered(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SessionStartError("no display")

    monkeypatch.setattr(parties_module, "Session", refuse)
    found = bench.gather("a.js", repeats={"a.js": range(2)}).evidence("a.js")
    assert [(one.repeat, one.fault, one.message) for one in found] == [(n, Fault.ERROR, "no display") for n in range(2)]


def test_stages_have_sessions_of_their_own_beside_the_usual_one(bench: Bench) -> None:
    paths = ["stage screen 1", "stage files 2", "usual", "stage screen 3", "alone"]
    gathered = bench.evidence(*paths)
    assert sorted(str(session.stage) for session in bench.script.sessions) == ["None", "files", "screen"]
    on_stages = [probe for probe in bench.script.begun if probe.startswith("stage")]
    assert on_stages == ["stage screen 1", "stage screen 3", "stage files 2"]
    assert {path: one.stage for path, one in gathered.items()} == {
        "stage screen 1": "screen",
        "stage files 2": "files",
        "usual": None,
        "stage screen 3": "screen",
        "alone": None,
    }
    assert len(bench.told_of("provenance")) == 1


@pytest.mark.parametrize("lack", [Lacking("no Xvfb"), NotSupportedByBrowser("no films")])
def test_a_stage_that_cannot_be_had_is_lacking_in_its_probes_alone(bench: Bench, lack: Exception) -> None:
    bench.script.lacking = {"files": lack}
    gathered = bench.evidence("usual", "stage files 1", "stage files 2", "stage screen 3")
    assert {path: one.unsupported for path, one in gathered.items()} == {
        "usual": None,
        "stage files 1": str(lack),
        "stage files 2": str(lack),
        "stage screen 3": None,
    }
    assert all(one.fault is None for one in gathered.values())
    assert len(bench.told_of("start")) == 2


def test_a_stage_that_does_not_start_is_our_fault_in_its_probes_alone(bench: Bench) -> None:
    bench.script.lacking = {"files": SessionStartError("no")}
    gathered = bench.evidence("usual", "stage files 1", "stage screen 2")
    assert gathered["stage files 1"].fault is Fault.ERROR
    assert gathered["stage files 1"].message == 'no (stage "files")'
    assert (gathered["usual"].fault, gathered["stage screen 2"].fault) == (None, None)


def test_a_start_is_given_the_time_that_the_matrix_allows_it(bench: Bench) -> None:
    bench.evidence("p.js", limits={"start_timeout": 7.5})
    assert bench.script.patience == [7.5]


def together(number: int) -> Callable[[Act], Act]:
    """Give a way to make acts wait for each other."""
    barrier = threading.Barrier(number)

    def waiting(then: Act) -> Act:
        def act(page: Page) -> None:
            page.hello()
            barrier.wait(PATIENCE)
            then(page)

        return act

    return waiting


def test_probes_stand_beside_each_other_up_to_the_limit(bench: Bench) -> None:
    paths = [f"p{number}.js" for number in range(6)]
    act = together(3)(gives())  # comes to no end unless three are at work at once
    bench.script.acts = dict.fromkeys(paths, act)
    gathered = bench.evidence(*paths, lanes=3)
    assert all(one.fault is None for one in gathered.values())
    assert max(len(others) for others in bench.script.beside.values()) == 2
    assert len(bench.script.sessions[0].windows) == 3


def test_a_browser_without_lanes_does_one_after_the_other(bench: Bench) -> None:
    bench.script.has_lanes = False
    gathered = bench.evidence("a.js", "b.js", "c.js", lanes=4)
    assert all(others == set() for others in bench.script.beside.values())
    assert {one.lanes for one in gathered.values()} == {1}


def slowly(page: Page) -> None:
    """Leave another page the time to come too near."""
    page.hello()
    threading.Event().wait(0.05)
    page.record()


def test_a_probe_that_must_be_alone_is(bench: Bench) -> None:
    paths = ["alone1.js", "a.js", "alone2.js", "b.js"]
    bench.script.acts = dict.fromkeys(paths, slowly)
    gathered = bench.evidence(*paths, lanes=2)
    assert {path: bench.script.beside[path] for path in paths if "alone" in path} == {
        "alone1.js": set(),
        "alone2.js": set(),
    }
    assert not any("alone" in other for others in bench.script.beside.values() for other in others)
    assert {path: one.lanes for path, one in gathered.items()} == {"alone1.js": 1, "a.js": 2, "alone2.js": 1, "b.js": 2}
    assert len(bench.script.sessions) == 1


def test_the_longest_comes_first_and_what_nobody_knows_before_it(bench: Bench) -> None:
    durations = {"short.js": 0.1, "long.js": 9.0, "middle.js": 2.0, "alone-short.js": 1.0, "alone-long.js": 30.0}
    bench.evidence("short.js", "alone-short.js", "long.js", "new.js", "middle.js", "alone-long.js",
                   lanes=1, durations=durations)  # fmt: skip
    assert bench.script.begun == ["new.js", "long.js", "middle.js", "short.js", "alone-long.js", "alone-short.js"]


def test_a_check_may_give_its_probe_more_time(bench: Bench) -> None:
    asked: list[str] = []

    def act(page: Page) -> None:
        asked.append(page.url)
        gives()(page)

    bench.script.acts = {"a.js": act}
    bench.evidence("a.js", timeouts={"a.js": 77.0})
    assert "deadline=77000" in asked[0]


def throws(page: Page) -> None:
    page.hello()
    page.record(facts=None, fault="exception", message="TypeError: no")


def lacks(page: Page) -> None:
    page.hello()
    page.record(facts=None, unsupported="RTCRtpScriptTransform")


def test_a_probe_that_throws_or_is_not_supported_costs_no_session(bench: Bench) -> None:
    bench.script.acts = {"throws.js": throws, "lacks.js": lacks}
    gathered = bench.evidence("throws.js", "lacks.js", "after.js", lanes=1)
    assert (gathered["throws.js"].fault, gathered["throws.js"].message) == (Fault.EXCEPTION, "TypeError: no")
    assert gathered["lacks.js"].unsupported == "RTCRtpScriptTransform"
    assert gathered["after.js"].facts == {}
    assert len(bench.script.sessions) == 1


SHORT = {"page_load_timeout": 0.05, "script_timeout": 0.03, "probe_timeout": 0.02}


def sour(page: Page) -> None:
    raise RuntimeError("out of tea")


@pytest.mark.parametrize(
    ("act", "words"), [(never_loads, "the page did not load"), (hangs, "the page hangs")], ids=["silent", "hanging"]
)
def test_a_probe_that_is_late_is_gathered_once_more_after_all_others(bench: Bench, act: Act, words: str) -> None:
    bench.script.acts = {"late.js": [act, gives(ok=1)]}
    gathered = bench.evidence("late.js", "after.js", "alone.js", lanes=2, limits=SHORT)
    assert (gathered["late.js"].facts, gathered["late.js"].attempt) == ({"ok": 1}, 2)
    assert bench.script.begun[-1] == "late.js"
    first, *_ = [one for one in bench.told_of("evidence") if one.probe == "late.js"]
    assert (first.fault, first.attempt) == (Fault.TIMEOUT, 1), "what the first try said is in the journal"
    assert words in first.message


def test_a_probe_that_is_late_twice_is_a_timeout(bench: Bench) -> None:
    bench.script.acts = {"late.js": hangs}
    gathered = bench.evidence("late.js", "after.js", lanes=1, limits=SHORT)
    assert (gathered["late.js"].fault, gathered["late.js"].attempt) == (Fault.TIMEOUT, 2)
    assert bench.script.begun == ["late.js", "after.js", "late.js"]


@pytest.mark.parametrize(
    ("act", "fault", "words"),
    [
        (dies_alone, Fault.CRASH, "the page died"),
        (takes_the_browser_along, Fault.CRASH, DEATH),
        (sour, Fault.ERROR, "RuntimeError: out of tea"),
    ],
)
def test_a_probe_that_ruins_its_session_costs_nobody_else_anything(
    bench: Bench, act: Act, fault: Fault, words: str
) -> None:
    bench.script.acts = {"bad.js": act}
    gathered = bench.evidence("before.js", "bad.js", "after.js", "alone.js", lanes=1, limits=SHORT)
    assert gathered["bad.js"].fault is fault
    assert words in (gathered["bad.js"].message or "")
    assert [gathered[path].facts for path in ("before.js", "after.js", "alone.js")] == [{}, {}, {}]
    assert bench.script.begun == ["before.js", "bad.js", "after.js", "alone.js"]
    assert len(bench.script.sessions) == 2
    assert bench.told_of("start") == [{"browser": "chromium:150"}] * 2
    assert len(bench.told_of("provenance")) == 1


def test_each_bad_probe_costs_one_session(bench: Bench) -> None:
    bench.script.acts = {"b.js": takes_the_browser_along, "alone.js": takes_the_browser_along}
    gathered = bench.evidence("a.js", "b.js", "c.js", "alone.js", lanes=1)
    assert [gathered[path].fault for path in ("a.js", "b.js", "c.js", "alone.js")] == [
        None,
        Fault.CRASH,
        None,
        Fault.CRASH,
    ]
    assert len(bench.script.sessions) == 2


def stays(page: Page) -> None:
    """Be at work, with no fault of one's own, until the browser is gone."""


def test_of_several_suspects_the_one_that_kills_its_browser_again_is_found(bench: Bench) -> None:
    at_once = together(3)
    bench.script.acts = {
        "a.js": [at_once(stays), gives(ok=1)],
        "b.js": [at_once(stays), gives(ok=2)],
        "guilty.js": [at_once(takes_the_browser_along), takes_the_browser_along],
    }
    gathered = bench.evidence("a.js", "b.js", "guilty.js", "later.js", lanes=3)
    assert [gathered[path].fault for path in ("a.js", "b.js", "guilty.js", "later.js")] == [
        None,
        None,
        Fault.CRASH,
        None,
    ]
    assert (gathered["a.js"].facts, gathered["b.js"].facts) == ({"ok": 1}, {"ok": 2})
    assert gathered["guilty.js"].message == DEATH
    assert {path: (one.attempt, one.lanes) for path, one in gathered.items() if path != "later.js"} == {
        "a.js": (2, 1),
        "b.js": (2, 1),
        "guilty.js": (2, 1),
    }
    assert len(bench.told_of("evidence")) == 4, "what was gathered under suspicion is not told"


def test_where_none_of_the_suspects_kills_its_browser_alone_none_is_cleared(bench: Bench) -> None:
    at_once = together(2)
    bench.script.acts = {"a.js": [at_once(stays), gives()], "b.js": [at_once(takes_the_browser_along), gives()]}
    gathered = bench.evidence("a.js", "b.js", "later.js", lanes=2)
    for path in ("a.js", "b.js"):
        assert gathered[path].fault is Fault.CRASH
        assert gathered[path].message == f"{DEATH} under 2 probes at once, and under none of them alone"
        assert gathered[path].facts is None
    assert gathered["later.js"].fault is None
    assert len(bench.told_of("evidence")) == 3


def test_a_browser_that_starts_at_the_second_try_is_used(bench: Bench) -> None:
    bench.script.refusals = 1
    assert bench.evidence("a.js")["a.js"].facts == {}
    assert len(bench.told_of("start")) == 2


def test_a_browser_that_does_not_start_is_an_error_of_every_probe(bench: Bench) -> None:
    bench.script.refusals = 2
    gathered = bench.evidence("a.js", "b.js", "alone.js")
    assert {(one.fault, one.message) for one in gathered.values()} == {
        (Fault.ERROR, "chromium:150 could not be started: no")
    }
    assert sorted(one.probe for one in bench.told_of("evidence")) == ["a.js", "alone.js", "b.js"]
    assert bench.script.sessions == []


def test_a_browser_that_does_not_start_again_keeps_what_it_gave(bench: Bench) -> None:
    def spoil(page: Page) -> None:
        bench.script.refusals = 2
        dies_alone(page)

    bench.script.acts = {"b.js": spoil}
    gathered = bench.evidence("a.js", "b.js", "c.js", lanes=1)
    assert [gathered[path].fault for path in ("a.js", "b.js", "c.js")] == [None, Fault.CRASH, Fault.ERROR]


def test_what_nobody_foresaw_is_an_error_of_every_probe_and_not_a_hang(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(parties_module, "Session", fail)
    gathered = bench.evidence("a.js", "alone.js")
    assert {(one.fault, one.message) for one in gathered.values()} == {
        (Fault.ERROR, "gathering stopped: MemoryError: no room")
    }


def test_an_end_in_the_middle_answers_who_waits_and_tells_nothing_that_was_not_gathered(bench: Bench) -> None:
    at_work = threading.Event()

    def works(page: Page) -> None:
        page.hello()
        at_work.set()

    bench.script.acts = {"b.js": works}
    gathering = bench.gather("a.js", "b.js", "c.js", "alone.js", lanes=1)
    assert at_work.wait(PATIENCE)
    gathering.close()
    assert wait_for(gathering, "a.js").facts == {}
    for path in ("b.js", "c.js", "alone.js"):
        answer = wait_for(gathering, path)
        assert (answer.fault, answer.message) == (Fault.ERROR, "the run was stopped before this was gathered")
    assert [one.probe for one in bench.told_of("evidence")] == ["a.js"]
    assert len(bench.script.sessions) == 1, "nothing is started for what will not be gathered"


def test_an_end_while_the_browser_starts_ends_it_once_it_has_started(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting, go_on = threading.Event(), threading.Event()

    def open_late(*given: Any, **more: Any) -> object:
        starting.set()
        assert go_on.wait(PATIENCE)
        return bench.script.open(*given, **more)

    monkeypatch.setattr(parties_module, "Session", open_late)
    gathering = bench.gather("a.js", lanes=1)
    assert starting.wait(PATIENCE)
    closing = threading.Thread(target=gathering.close, daemon=True)
    closing.start()
    while not gathering._commission.stopped.wait(PATIENCE):
        pytest.fail("close() did not stop it")
    go_on.set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert bench.script.begun == []
    assert bench.told_of("evidence") == []
    assert wait_for(gathering, "a.js").fault is Fault.ERROR


def test_closing_what_was_never_started_or_is_done_does_nothing(bench: Bench) -> None:
    done = bench.gather("a.js")
    wait_for(done, "a.js")
    for _ in range(2):
        done.close()
    assert [one.facts for one in done.evidence("a.js")] == [{}]
    assert done.spent.gathering > 0


def test_what_cannot_be_told_keeps_nobody_waiting(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk takes the journal away; whoever waits must still be answered."""

    def tell(kind: str, value: object) -> None:
        if kind == "evidence":
            raise OSError("no space left on device")

    complaints: list[object] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)
    around = Surroundings(
        server=bench.script.server, limits=Limits(lanes=2), guard=Guard(), artifacts=bench.artifacts, tell=tell
    )
    gathering = Gathering(
        OneBrowser(spec=SPEC, build=BUILD), [Probe(path="a.js", title="a"), Probe(path="b.js", title="b")], around
    )
    bench.made.append(gathering)
    gathering.start()
    for path in ("a.js", "b.js"):
        answer = wait_for(gathering, path)
        assert "no space left" in (answer.message or "")
    assert complaints == []
