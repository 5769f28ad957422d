"""Two real browsers that call each other by the whole command: both directions, what one lacks, what compares."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from small_project import CHROMIUM, FIREFOX, REPOSITORY, find_build

from rtcmatrix.compare import calls_of, compare_columns, pair_columns
from rtcmatrix.model import Run, Status, pair_address
from rtcmatrix.runs import read_run

CALL = """// Calls the other browser and counts what its data channel brings.
// META: pair
import { callOther } from "../../lib/other_browser.js";

async function offerer(rtc) {
  // Listened to from the start: the answerer may speak before this side knows that the call is there.
  let heard = null;
  const prepare = (pc) => (pc.createDataChannel("line").onmessage = ({ data }) => (heard = data));
  await callOther(rtc, { prepare });
  return { facts: { heard: await rtc.until(() => heard, { ms: 10000, label: "a word" }) } };
}

async function answerer(rtc) {
  let channel = null;
  await callOther(rtc, { prepare: (pc) => pc.addEventListener("datachannel", (event) => (channel = event.channel)) });
  await rtc.until(() => channel?.readyState === "open", { ms: 8000, label: "the channel" });
  channel.send(navigator.userAgent.includes("Firefox") ? "a fox" : "a sphere");
  return { facts: { sent: true } };
}

export { offerer, answerer };
"""
LACKING = """// One side lacks something, the other one waits for it.
// META: pair
async function offerer(rtc) {
  await rtc.signal.next("what never comes", 15000);
  return { facts: {} };
}

async function answerer(rtc) {
  rtc.unsupported("a fourth dimension");
}

export { offerer, answerer };
"""
THROWING = LACKING.replace('rtc.unsupported("a fourth dimension")', 'throw new RangeError("too far")')
SUITE = '''"""Calls of this test."""

from rtcmatrix import check


@check("calls/call.js", spec="https://example.org/")
def test_the_offerer_hears(facts) -> None:
    """The offerer hears the answerer."""
    assert facts["answerer"] == {"sent": True}
    assert facts["offerer"]["heard"].startswith("a ")


@check("calls/lacking.js", spec="https://example.org/")
def test_lacking(facts) -> None:
    """One side lacks something."""


@check("calls/throwing.js", spec="https://example.org/")
def test_throwing(facts) -> None:
    """One side throws."""
'''
BOTH = (CHROMIUM.address, FIREFOX.address)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    for spec in (CHROMIUM, FIREFOX):
        find_build(spec)
    root = tmp_path_factory.mktemp("pairs")
    shutil.copytree(REPOSITORY / "pages", root / "pages", ignore=shutil.ignore_patterns("probes", "probes.json"))
    probes = root / "pages" / "probes" / "calls"
    probes.mkdir(parents=True)
    for name, text in {"call": CALL, "lacking": LACKING, "throwing": THROWING}.items():
        (probes / f"{name}.js").write_text(text, encoding="utf-8")
    (root / "suites").mkdir()
    (root / "suites" / "calls.py").write_text(SUITE, encoding="utf-8")
    (root / "matrix.yaml").write_text(
        "version: 1\nbrowsers:\n  - name: chromium\n    channels: [stable]\n  - name: firefox\n    channels: [esr]\n"
        "pairs: all\n",
        encoding="utf-8",
    )
    words = ["run", "--out", str(root / "run"), "-n", "1", "--no-confirm"]
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", *words], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr  # what one side throws is unexpected
    return read_run(root / "run")


def test_every_ordered_pair_calls(run: Run) -> None:
    pairs = [pair_address(one, other) for one in BOTH for other in BOTH]
    assert [column.address for column in calls_of(run)] == pairs
    for pair in pairs:
        (call,) = [each for each in run.evidence if each.id == f"calls/call.js@{pair}"]
        heard = "a fox" if pair.endswith(FIREFOX.address) else "a sphere"
        assert call.facts == {"offerer": {"heard": heard}, "answerer": {"sent": True}}, (pair, call.message)
    called = [each for each in run.results if each.check == "calls/the_offerer_hears"]
    assert [each.status for each in called] == [Status.PASS] * len(pairs)


def test_what_one_side_lacks_or_throws_ends_both_and_says_whose_it_is(run: Run) -> None:
    for result in run.results:
        answerer = result.browser.partition("+")[2]
        if result.check == "calls/lacking":
            assert result.status is Status.PRECONDITION_FAILED
            assert result.message == f"not supported: a fourth dimension (answerer {answerer})"
        if result.check == "calls/throwing":
            assert result.status is Status.FAIL
            assert f"answerer {answerer}: RangeError: too far" in str(result.message)


def test_a_pair_is_known_by_both_sides_and_compares_with_itself(run: Run) -> None:
    for before, after in pair_columns(run, run):
        assert compare_columns(before, after).differences == ()
    versions = {each.address: each.version for each in run.provenances}
    for column in calls_of(run):
        assert column.provenance is not None
        offerer, answerer = column.address.split("+")
        assert column.provenance.version == f"{versions[offerer]} \N{RIGHTWARDS ARROW} {versions[answerer]}"
