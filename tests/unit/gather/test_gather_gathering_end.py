"""Start and close of a gathering: browsers that do not start, close during a run, and errors."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from standin_gathering import BUILD, SPEC, Bench, wait_for
from standin_session import PATIENCE, Page, dies_alone

from rtcmatrix.gather import participants as participants_module
from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.gathering_state import NeverStartedError
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.matrix import Limits
from rtcmatrix.model import Fault, Unavailable


def test_start_timeout_of_the_matrix_applies(bench: Bench) -> None:
    bench.evidence("p.js", limits={"start_timeout": 7.5})
    assert bench.script.patience == [7.5]


def test_a_browser_that_starts_at_the_second_attempt_is_used(bench: Bench) -> None:
    bench.script.refusals = 1
    assert bench.evidence("a.js")["a.js"].facts == {}
    assert len(bench.told_of("start")) == 2


@pytest.mark.parametrize("paths", [("a.js", "b.js", "alone.js"), ("a.js", "stage screen")])
def test_a_browser_that_never_starts_is_not_available_and_gives_no_evidence(
    bench: Bench, paths: tuple[str, ...]
) -> None:
    bench.script.refusals = 99
    gathering = bench.gather(*paths)
    for path in paths:
        with pytest.raises(NeverStartedError, match=r"^chromium:150 could not be started: no$"):
            wait_for(gathering, path)
    assert bench.told_of("evidence") == []
    assert bench.told_of("unavailable") == [
        Unavailable(address="chromium:150", reasons=(("start", "chromium:150 could not be started: no"),))
    ]
    assert bench.script.sessions == []


def test_evidence_before_a_failed_restart_is_kept(bench: Bench) -> None:
    def spoil(page: Page) -> None:
        bench.script.refusals = 99
        dies_alone(page)

    bench.script.acts = {"b.js": spoil}
    gathered = bench.evidence("a.js", "b.js", "c.js", lanes=1)
    assert [gathered[path].fault for path in ("a.js", "b.js", "c.js")] == [None, Fault.CRASH, Fault.ERROR]


def test_an_unexpected_exception_is_an_error_of_every_probe(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(participants_module, "Session", fail)
    gathered = bench.evidence("a.js", "alone.js")
    assert {(one.fault, one.message) for one in gathered.values()} == {
        (Fault.ERROR, "gathering stopped: MemoryError: no room")
    }


def test_close_answers_waiting_threads_and_journals_only_gathered_evidence(bench: Bench) -> None:
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


def test_close_during_a_start_closes_the_session(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    starting, go_on = threading.Event(), threading.Event()

    def open_late(*given: Any, **more: Any) -> object:
        starting.set()
        assert go_on.wait(PATIENCE)
        return bench.script.open(*given, **more)

    monkeypatch.setattr(participants_module, "Session", open_late)
    gathering = bench.gather("a.js", lanes=1)
    assert starting.wait(PATIENCE)
    closing = threading.Thread(target=gathering.close, daemon=True)
    closing.start()
    while not gathering._state.stopped.wait(PATIENCE):
        pytest.fail("close() did not stop it")
    go_on.set()
    closing.join(PATIENCE)
    assert not closing.is_alive()
    assert bench.script.begun == []
    assert bench.told_of("evidence") == []
    assert wait_for(gathering, "a.js").fault is Fault.ERROR


def test_close_is_idempotent(bench: Bench) -> None:
    done = bench.gather("a.js")
    wait_for(done, "a.js")
    for _ in range(2):
        done.close()
    assert [one.facts for one in done.evidence("a.js")] == [{}]
    assert done.times.gathering > 0


def test_a_failing_journal_blocks_no_waiting_thread(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk takes the journal away; whoever waits must still be answered."""

    def tell(kind: str, value: object) -> None:
        if kind == "evidence":
            raise OSError("no space left on device")

    complaints: list[object] = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)
    resources = SharedResources(
        server=bench.script.server, limits=Limits(lanes=2), guard=Guard(), artifacts=bench.artifacts, journal=tell
    )
    gathering = Gathering(
        SingleBrowser(spec=SPEC, build=BUILD), [Probe(path="a.js", title="a"), Probe(path="b.js", title="b")], resources
    )
    bench.made.append(gathering)
    gathering.start()
    for path in ("a.js", "b.js"):
        answer = wait_for(gathering, path)
        assert "no space left" in (answer.message or "")
    assert complaints == []
