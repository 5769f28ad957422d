"""Starts and ends of a gathering: a browser that does not start, an end in the middle, and nobody waits for ever."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from standin_gathering import BUILD, SPEC, Bench, wait_for
from standin_session import PATIENCE, Page, dies_alone

from rtcmatrix.gather import parties as parties_module
from rtcmatrix.gather.commission import NeverStartedError
from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.parties import OneBrowser
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.surroundings import Surroundings
from rtcmatrix.matrix import Limits
from rtcmatrix.model import Fault, Unavailable


def test_a_start_is_given_the_time_that_the_matrix_allows_it(bench: Bench) -> None:
    bench.evidence("p.js", limits={"start_timeout": 7.5})
    assert bench.script.patience == [7.5]


def test_a_browser_that_starts_at_the_second_try_is_used(bench: Bench) -> None:
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


def test_a_browser_that_does_not_start_again_keeps_what_it_gave(bench: Bench) -> None:
    def spoil(page: Page) -> None:
        bench.script.refusals = 99
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


def test_an_end_in_the_middle_answers_waiting_items_and_reports_nothing_ungathered(bench: Bench) -> None:
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


def test_what_cannot_be_written_keeps_no_item_waiting(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk makes the journal fail; waiting items must still get an answer."""

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
