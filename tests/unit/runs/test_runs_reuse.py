"""Evidence is reused only where nothing changed that it depends on, and only if it can be relied on."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from made_up_reuse import (
    CALL,
    CANARY,
    GATHERED,
    NOW,
    PAIR,
    PROBES,
    STABLE,
    decided,
    gathered,
    launch,
    recorded_run,
    with_evidence,
    with_result,
)

from rtcmatrix.model import Artifact, Fault, Outcome, Provenance, Status
from rtcmatrix.runs.launched import launched_alike, unlike_launch, unlike_plan
from rtcmatrix.runs.reuse import Recorded, reused_path, summarize, taken

ONE, TWO = PROBES
RUN = recorded_run()
LAUNCH = [
    ("version", "150.0.1", "launched build 150.0.1 is not 149.0.7827.9"),
    ("brand", "Chromium", "brand Chromium is not Google Chrome"),
    ("channel", "beta", "channel beta is not stable"),
    ("revision", "r2", "revision r2 is not none"),
    ("binary", "b2", "executable or command line of the browser"),
    ("driver", "chromedriver 150", "driver chromedriver 150 is not chromedriver 149.0.7827.9"),
    ("platform", "linux arm64", "platform linux arm64 is not linux x86_64"),
    ("machine", "Debian 13", "machine Debian 13 is not Debian GNU/Linux 12 (bookworm), 4 cores, setup s1"),
    ("devices", "real", "devices real is not browser's fake devices"),
    ("headless", False, "headless False is not True"),
    ("display", ":9", "display :9 is not none"),
    ("flags", ("--lang=de", "--mute-audio"), "flags differ: --lang=de --mute-audio, not --mute-audio --lang=de"),
    ("flags", (), "flags differ: none, not --mute-audio --lang=de"),
    ("prefs", {"media.x": 1}, "preferences differ: media.x"),
    ("prefs", {}, "preferences differ: media.x"),
    ("capabilities", {"timeouts": {"script": 30000}}, "capabilities differ: strictFileInteractability"),
]


def test_unchanged_evidence_is_reused_and_says_from_where() -> None:
    column = decided(RUN)
    assert column.again == {}
    assert {probe: len(each) for probe, each in column.reused.items()} == {ONE: 1, TWO: 1}
    [evidence] = column.reused[ONE]
    kept = taken(evidence, STABLE, RUN)
    assert kept == dataclasses.replace(gathered(ONE, STABLE), reused_from=RUN.id)


@pytest.mark.parametrize(("field", "value", "words"), LAUNCH)
def test_a_launch_that_differs_reuses_nothing(field: str, value: Any, words: str) -> None:
    column = decided(RUN, stable=dataclasses.replace(launch(STABLE), **{field: value}))
    assert column.reused == {}
    assert column.again == dict.fromkeys(PROBES, words)
    assert decided(RUN, CANARY).again == {}, "the other column is as it was"


def test_every_field_of_a_launch_is_compared_or_known_not_to_matter() -> None:
    compared = {field for field, _, _ in LAUNCH}
    assert {each.name for each in dataclasses.fields(Provenance)} - compared == {
        "address",
        "provider",
        "user_agent",
        "imported",
        "sandbox",  # it follows from the flags
    }


@pytest.mark.parametrize("field", ["binary", "machine"])
def test_what_was_not_recorded_is_never_equal(field: str) -> None:
    unknown = launch(STABLE, **{field: ""})
    earlier = dataclasses.replace(RUN, provenances=(unknown, launch(CANARY)))
    assert set(decided(earlier, stable=unknown).again.values()) == {"executable or machine not recorded"}


def test_the_plan_shows_most_of_that_before_a_launch() -> None:
    planned = dataclasses.replace(launch(STABLE), brand="", user_agent="", devices="", capabilities={}, binary="")
    assert unlike_plan(launch(STABLE), planned) is None
    assert unlike_plan(None, planned) == "that run did not launch it"
    for field in ("version", "driver", "flags", "prefs", "machine"):
        value, words = next((value, words) for name, value, words in LAUNCH if name == field)
        changed: dict[str, Any] = {field: value}
        assert unlike_plan(launch(STABLE), dataclasses.replace(planned, **changed)) == words


def test_a_browser_that_was_not_launched_reuses_nothing() -> None:
    column = Recorded(RUN).decide(STABLE, PROBES, {CANARY: launch(CANARY)}, NOW)
    assert set(column.again.values()) == {f"{STABLE} was not launched"}


def test_a_call_needs_both_browsers_to_be_the_same() -> None:
    assert list(decided(RUN, PAIR).reused) == [CALL]
    column = decided(RUN, PAIR, canary=launch(CANARY, version="150.0.1"))
    assert column.again == {CALL: f"{CANARY}: launched build 150.0.1 is not 149.0.7827.9"}


BAD = {"outcome": Outcome.UNEXPECTED, "status": Status.FAIL, "message": "no"}
UNRELIABLE = [
    ({"fault": Fault.TIMEOUT, "facts": None}, {}, "timeout"),
    ({"fault": Fault.CRASH, "facts": None}, {}, "crash"),
    ({"fault": Fault.ERROR, "facts": None}, {}, "error"),
    ({}, {"status": Status.TIMEOUT}, "timeout"),
    ({}, {"status": Status.CRASH}, "crash"),
    ({}, {"status": Status.ERROR}, "error"),
    ({}, BAD, "unexpected"),
    ({}, {"outcome": Outcome.FLAKY}, "flaky"),
    ({}, {"repeats": (Status.PASS, Status.FAIL)}, "flaky"),
    ({"attempt": 2}, {}, "retried"),
    ({"probe_version": "p0"}, {}, "probe version"),
    ({"probe_version": ""}, {}, "probe version"),
    ({"tool_revision": "t0"}, {}, "tool revision"),
    ({"tool_revision": ""}, {}, "tool revision"),
    ({"started_at": ""}, {}, "time of gathering unknown"),
    ({"started_at": "2026-11-29T03:04:05"}, {}, "time of gathering unknown"),
    ({"started_at": "2027-01-01T00:00:00+00:00"}, {}, "time of gathering unknown"),
    ({"started_at": "2026-11-23T03:04:05+00:00"}, {}, "older than 7 days"),
]


@pytest.mark.parametrize(("evidence", "result", "words"), UNRELIABLE)
def test_evidence_that_cannot_be_relied_on_is_gathered_again(
    evidence: dict[str, Any], result: dict[str, Any], words: str
) -> None:
    # Only one of the two checks on the probe has the result: one is enough
    column = decided(with_result(with_evidence(RUN, ONE, STABLE, **evidence), "codecs/b", STABLE, **result))
    assert column.again == {ONE: words}
    assert list(column.reused) == [TWO]


def test_what_a_known_difference_expects_is_reused() -> None:
    known = with_result(
        RUN, "codecs/a", STABLE, status=Status.FAIL, message="no", known="k.yaml:1 https://bugs.example"
    )
    thrown = with_evidence(known, ONE, STABLE, fault=Fault.EXCEPTION, facts=None, message="TypeError")
    lacking = with_evidence(RUN, ONE, STABLE, unsupported="RTCRtpScriptTransform", facts=None)
    for run in (known, thrown, lacking):
        assert decided(run).again == {}


def test_what_the_run_has_no_result_or_no_evidence_of_is_missing() -> None:
    unjudged = dataclasses.replace(RUN, results=tuple(each for each in RUN.results if each.check != "stats/c"))
    assert decided(unjudged).again == {TWO: "missing"}
    ungathered = dataclasses.replace(RUN, evidence=tuple(each for each in RUN.evidence if each.probe != TWO))
    assert decided(ungathered).again == {TWO: "missing"}


def test_repeats_that_differ_are_noisy_and_fewer_than_asked_for_are_not_enough() -> None:
    second = gathered(ONE, STABLE, repeat=1)
    thrice = dataclasses.replace(NOW, repeat=3)
    twice = dataclasses.replace(RUN, repeat=2, evidence=(*RUN.evidence, second, gathered(TWO, STABLE, repeat=1)))
    assert {probe: len(each) for probe, each in decided(twice).reused.items()} == {ONE: 1, TWO: 1}
    assert {len(each) for each in decided(twice, now=dataclasses.replace(NOW, repeat=2)).reused.values()} == {2}
    assert set(decided(twice, now=thrice).again.values()) == {"fewer than 3 repeats"}
    noisy = dataclasses.replace(
        twice, evidence=(*twice.evidence[:-2], dataclasses.replace(second, facts={"x": 2}), twice.evidence[-1])
    )
    assert decided(noisy).again == {ONE: "noisy"}


def test_what_was_confirmed_is_gathered_again() -> None:
    confirmed = dataclasses.replace(RUN, confirm=2, evidence=(*RUN.evidence, gathered(ONE, STABLE, repeat=1)))
    assert decided(confirmed).again == {ONE: "retried"}


def test_evidence_keeps_its_first_time_and_run_when_it_is_reused_again() -> None:
    first = decided(RUN)
    second_run = recorded_run(
        id="second",
        evidence=tuple(taken(each, STABLE, RUN) for repeats in first.reused.values() for each in repeats),
    )
    later = dataclasses.replace(NOW, time=GATHERED + timedelta(days=6))
    [again] = decided(second_run, now=later).reused[ONE]
    kept = taken(again, STABLE, second_run)
    assert (kept.reused_from, kept.started_at) == (RUN.id, gathered(ONE, STABLE).started_at)
    too_late = dataclasses.replace(NOW, time=GATHERED + timedelta(days=7, seconds=1))
    assert set(decided(second_run, now=too_late).again.values()) == {"older than 7 days"}


def test_a_merged_run_names_the_column_with_its_platform() -> None:
    linux, windows = f"{STABLE}@linux", f"{STABLE}@windows"
    merged = dataclasses.replace(
        RUN,
        provenances=(
            launch(windows, platform="windows AMD64", channel="stable"),
            launch(linux),
            launch(f"{CANARY}@linux"),
        ),
        evidence=tuple(
            dataclasses.replace(each, browser="+".join(f"{side}@linux" for side in each.browser.split("+")))
            for each in RUN.evidence
        ),
        results=tuple(
            dataclasses.replace(each, browser="+".join(f"{side}@linux" for side in each.browser.split("+")))
            for each in RUN.results
        ),
    )
    column = decided(merged)
    assert (column.recorded_address, column.again) == (linux, {})
    assert taken(column.reused[ONE][0], STABLE, merged).browser == STABLE
    assert list(decided(merged, PAIR).reused) == [CALL]
    on_windows = launch(STABLE, platform="windows AMD64")
    assert set(decided(merged, stable=on_windows).again.values()) == {"missing"}


def test_artifacts_get_a_name_of_their_own_and_keep_it() -> None:
    one, other = (reused_path(f"artifacts/{shard}/a.png", "run") for shard in (1, 2))
    assert one != other
    assert one.startswith("artifacts/reused/")
    assert one.endswith("-a.png")
    assert reused_path(one, "another") == one
    assert reused_path(one.replace("artifacts/", "artifacts/3/"), "a merged one") == one
    artifact = Artifact(name="screenshot", path="artifacts/1/a.png", media_type="image/png")
    assert taken(
        gathered(ONE, STABLE, artifacts=(artifact,)), STABLE, dataclasses.replace(RUN, id="run")
    ).artifacts == (dataclasses.replace(artifact, path=one),)


def test_a_summary_counts_checks_not_probes() -> None:
    column = decided(with_result(RUN, "stats/c", STABLE, outcome=Outcome.FLAKY))
    summary = summarize(column, PROBES, RUN)
    assert (summary.browser, summary.run, summary.started_at) == (STABLE, RUN.id, RUN.started_at)
    assert (summary.results, summary.reused, summary.again) == (3, 2, {"flaky": 1})


def test_sessions_of_a_column_that_differ_leave_its_machine_open() -> None:
    assert launched_alike(launch(STABLE), launch(STABLE, user_agent="other")) == launch(STABLE)
    open_machine = launched_alike(launch(STABLE), launch(STABLE, binary="b2"))
    assert open_machine == launch(STABLE, machine="")
    assert unlike_launch(open_machine, launch(STABLE)) is not None
