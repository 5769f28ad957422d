"""All probes of one stand-in browser: their order and lanes, and what is late is gathered once more."""

from __future__ import annotations

import threading

import pytest
from standin_gathering import SHORT, Bench, together
from standin_session import Act, Page, gives, hangs, never_loads

from rtcmatrix.model import Fault


def test_every_probe_is_gathered_and_reported_once(bench: Bench) -> None:
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


def test_probes_run_in_parallel_up_to_the_limit(bench: Bench) -> None:
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
