"""Crashes and errors of probes in a stand-in browser: new sessions, and which suspect is CRASH."""

from __future__ import annotations

import pytest
from standin_gathering import SHORT, Bench, together
from standin_session import Act, Page, dies_alone, gives, takes_the_browser_along

from rtcmatrix.model import Fault

DEATH = "the browser of chromium:150 died"


def throws(page: Page) -> None:
    page.hello()
    page.record(facts=None, fault="exception", message="TypeError: no")


def lacks(page: Page) -> None:
    page.hello()
    page.record(facts=None, unsupported="RTCRtpScriptTransform")


def test_an_exception_or_missing_api_keeps_the_session(bench: Bench) -> None:
    bench.script.acts = {"throws.js": throws, "lacks.js": lacks}
    gathered = bench.evidence("throws.js", "lacks.js", "after.js", lanes=1)
    assert (gathered["throws.js"].fault, gathered["throws.js"].message) == (Fault.EXCEPTION, "TypeError: no")
    assert gathered["lacks.js"].unsupported == "RTCRtpScriptTransform"
    assert gathered["after.js"].facts == {}
    assert len(bench.script.sessions) == 1


def sour(page: Page) -> None:
    raise RuntimeError("out of tea")


@pytest.mark.parametrize(
    ("act", "fault", "words"),
    [
        (dies_alone, Fault.CRASH, "the page died"),
        (takes_the_browser_along, Fault.CRASH, DEATH),
        (sour, Fault.ERROR, "RuntimeError: out of tea"),
    ],
)
def test_other_probes_run_in_a_new_session_after_a_crash_or_error(
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


def test_each_crash_costs_one_session(bench: Bench) -> None:
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


def test_the_suspect_that_crashes_its_browser_again_is_crash(bench: Bench) -> None:
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


def test_all_suspects_are_crash_if_none_crashes_its_browser_alone(bench: Bench) -> None:
    at_once = together(2)
    bench.script.acts = {"a.js": [at_once(stays), gives()], "b.js": [at_once(takes_the_browser_along), gives()]}
    gathered = bench.evidence("a.js", "b.js", "later.js", lanes=2)
    for path in ("a.js", "b.js"):
        assert gathered[path].fault is Fault.CRASH
        assert gathered[path].message == f"{DEATH} while 2 probes ran, but with none of them alone"
        assert gathered[path].facts is None
    assert gathered["later.js"].fault is None
    assert len(bench.told_of("evidence")) == 3


def test_a_failing_restart_is_retried(bench: Bench) -> None:
    def kills_and_delays(page: Page) -> None:
        bench.script.refusals = 3
        takes_the_browser_along(page)

    bench.script.acts = {"bad.js": kills_and_delays}
    gathered = bench.evidence("bad.js", "after.js", "alone.js", lanes=1, limits=SHORT)
    assert gathered["bad.js"].fault is Fault.CRASH
    assert [gathered[path].facts for path in ("after.js", "alone.js")] == [{}, {}]
    assert bench.script.refusals == 0
