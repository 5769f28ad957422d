"""Repeats and stages of one stand-in browser: rounds, sessions of their own, and a stage that cannot be had."""

from __future__ import annotations

import pytest
from standin_gathering import SHORT, Bench
from standin_session import gives, hangs

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather import parties as parties_module
from rtcmatrix.gather.commission import NeverStartedError
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.gather.stages import Lacking
from rtcmatrix.model import Fault


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


def test_a_browser_that_does_not_start_gives_evidence_of_no_repeat(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SessionStartError("no display")

    monkeypatch.setattr(parties_module, "Session", refuse)
    with pytest.raises(NeverStartedError, match="no display"):
        bench.gather("a.js", repeats={"a.js": range(2)}).evidence("a.js")
    assert bench.told_of("evidence") == []


def test_stages_have_sessions_of_their_own_next_to_the_usual_one(bench: Bench) -> None:
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
