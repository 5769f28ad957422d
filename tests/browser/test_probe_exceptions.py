"""Whose fault it is that a probe throws, and what is kept of it, in real browsers.

A browser is blamed for what its API throws, never for an error in the probe's own code.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from small_project import CHROMIUM, FIREFOX, build_project, find_build

from rtcmatrix.model import Evidence, Fault, Run, Status
from rtcmatrix.runs import read_run

API = {
    "dom_exception.js": 'document.createElement("")',
    "type_error.js": 'new RTCPeerConnection({ iceServers: "none" })',
    "type_error_of_method.js": "new MediaStream().addTrack(7)",
    "rejected.js": 'await navigator.mediaDevices.getUserMedia({ video: { deviceId: { exact: "none" } } })',
    "missing_interface.js": "new RTCNoSuchInterface()",
    "marked.js": 'await rtc.call(() => Promise.reject(new TypeError("in words of its own")))',
    "deadline.js": 'await rtc.within(1, new Promise(() => {}), "what never comes")',
    "attempted.js": "throw new Error((await rtc.attempt(() => new RTCNoSuchInterface())).error.name)",
}
"""What a browser is to blame for."""
OWN = {
    "undefined_member.js": "const missing = [].find(Boolean); missing.width += 1",
    "not_a_function.js": "const made = {}; made.begin()",
    "undefined_name.js": "notDefined += 1",
    "used_too_early.js": "later += 1; let later = 0",
    "attempted_name.js": "await rtc.attempt(() => notDefined)",
    "not_json.js": 'JSON.parse("{")',
    "destructured.js": 'await rtc.inspect(new Blob(["x"]), null)',
}
"""What nobody is to blame for but the probe."""
LACKED = {"missing_method.js": "new MediaStream().getSynchronizationSources()"}
"""What a browser lacks: a method of the specifications that is no function there."""
LATE = (
    "// Reports, then fails.\n// META: timeout=6\n"
    "export default async (rtc) => {\n"
    '  rtc.step("first");\n'
    '  rtc.fact("one", { width: 640 });\n'
    '  rtc.step("second");\n'
    "%s\n"
    "  return { facts: { two: 2 } };\n"
    "};\n"
)
LATER = {
    "late_throws.js": LATE % '  document.createElement("");',
    "late_waits.js": LATE % "  await new Promise(() => {});",
    "late_hangs.js": LATE % "  await new Promise((resolve) => setTimeout(resolve, 300));\n  for (;;);",
    "late_ends.js": LATE % "",
}
"""What fails after it has reported a fact, or not at all."""
ENDS = {"late_throws.js": Fault.EXCEPTION, "late_waits.js": Fault.TIMEOUT, "late_hangs.js": Fault.TIMEOUT}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run all of these in both browsers."""
    for spec in (CHROMIUM, FIREFOX):
        find_build(spec)
    root = tmp_path_factory.mktemp("faults")
    throwing = {
        name: f"// Throws.\nexport default async (rtc) => {{\n  {code};\n  return {{ notes: {{ rtc }} }};\n}};\n"
        for name, code in (API | OWN | LACKED).items()
    }
    matrix = build_project(
        root,
        throwing | LATER,
        browsers="chromium,firefox",
        limits="  page_load_timeout: 120\n  script_timeout: 10\n  probe_timeout: 60\n",
    )
    command = [
        sys.executable,
        "-m",
        "rtcmatrix",
        "run",
        "--matrix",
        str(matrix),
        "--out",
        str(root / "run"),
        "--no-confirm",
    ]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return read_run(root / "run")


def told(run: Run, probe: str) -> list[Evidence]:
    """Give the last evidence of a probe in each browser."""
    last = {one.browser: one for one in run.evidence if one.probe == probe}
    assert len(last) == 2
    return list(last.values())


def test_a_method_that_a_browser_lacks_is_not_supported(run: Run) -> None:
    assert [(one.fault, one.unsupported) for one in told(run, "missing_method.js")] == [
        (None, "getSynchronizationSources")
    ] * 2


@pytest.mark.parametrize("probe", API)
def test_what_an_api_throws_is_the_browsers(run: Run, probe: str) -> None:
    assert [one.fault for one in told(run, probe)] == [Fault.EXCEPTION] * 2, [one.message for one in told(run, probe)]
    name = probe.removesuffix(".js")
    assert {one.status for one in run.results if one.check == f"small/{name}"} == {Status.FAIL}


@pytest.mark.parametrize("probe", OWN)
def test_an_error_of_our_own_code_is_never_the_browsers(run: Run, probe: str) -> None:
    assert [one.fault for one in told(run, probe)] == [Fault.ERROR] * 2, [one.message for one in told(run, probe)]
    name = probe.removesuffix(".js")
    assert {one.status for one in run.results if one.check == f"small/{name}"} == {Status.ERROR}


@pytest.mark.parametrize("probe", ENDS)
def test_what_was_reported_before_a_fault_is_kept_and_the_step_named(run: Run, probe: str) -> None:
    for one in told(run, probe):
        assert (one.fault, one.facts, one.partial, one.step) == (ENDS[probe], None, {"one": {"width": 640}}, "second")
        assert (one.message or "").endswith('(in the step "second")')


def test_what_was_reported_is_part_of_the_facts_in_the_end(run: Run) -> None:
    for one in told(run, "late_ends.js"):
        assert (one.facts, one.partial, one.step, one.fault) == ({"one": {"width": 640}, "two": 2}, {}, None, None)
