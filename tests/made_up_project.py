"""A made-up project and run: two browsers, and a check for every way in which a cell can end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rtcmatrix.model import BrowserSpec, Evidence, Fault, Outcome, Provenance, Run, Status
from rtcmatrix.runs import write_run

GOOD, ODD = "chromium:150", "firefox:esr"

MATRIX = """\
version: 1
browsers:
  - name: chromium
    versions: [150]
  - name: firefox
    channels: [esr]
"""

PROBES = ("works", "lacks", "throws", "hangs", "dies", "ours")

SUITE = '''\
from rtcmatrix import check

SPEC = "https://example.org/#section"


@check("basics/works.js", spec=SPEC)
def test_n_is_one(facts):
    """The number is one."""
    assert facts["n"] == 1, f"it is {facts['n']}"


@check("basics/works.js", spec=SPEC)
def test_all_is_handed_over(facts, metrics, notes, evidence):
    """A check is given all it asks for."""
    assert (metrics, notes) == ({"fps": 30}, {"sdp": "v=0"})
    assert evidence.facts is facts
    assert evidence.id.startswith("basics/works.js@")


@check("basics/works.js", spec=SPEC)
def test_known_to_fail(facts):
    """The number is one, which is known not to be so."""
    assert facts["n"] == 1


@check("basics/works.js", spec=SPEC)
def test_known_no_longer(facts):
    """There is a number, which was not so once."""
    assert "n" in facts


@check("basics/works.js", spec=SPEC)
def test_breaks(facts):
    """A check that is broken itself where the number is two."""
    {1: "one"}[facts["n"]]
'''
JUDGED = '''

@check("basics/{probe}.js", spec=SPEC)
def test_{probe}(facts):
    """The probe {probe}.js comes to an end."""
    assert facts == {{}}
'''

KNOWN = f"""\
- checks: basics/known_to_fail
  browsers: "firefox:*"
  expected: FAIL
  bug: https://bugs.example/1
  reason: the number is another there
- checks: basics/known_no_longer
  browsers: {ODD}
  expected: FAIL
  bug: https://bugs.example/2
  reason: there was no number
- checks: basics/hangs
  browsers: {ODD}
  expected: TIMEOUT
  bug: https://bugs.example/3
  reason: waits for ever
"""

EXPECTED = {
    (check, GOOD): (Status.PASS, Outcome.EXPECTED)
    for check in ("all_is_handed_over", "breaks", "dies", "hangs", "known_no_longer", "known_to_fail", "lacks",
                  "n_is_one", "ours", "throws")
} | {
    ("all_is_handed_over", ODD): (Status.PASS, Outcome.EXPECTED),
    ("breaks", ODD): (Status.ERROR, Outcome.UNEXPECTED),
    ("dies", ODD): (Status.CRASH, Outcome.UNEXPECTED),
    ("hangs", ODD): (Status.TIMEOUT, Outcome.EXPECTED),
    ("known_no_longer", ODD): (Status.PASS, Outcome.UNEXPECTED),
    ("known_to_fail", ODD): (Status.FAIL, Outcome.EXPECTED),
    ("lacks", ODD): (Status.PRECONDITION_FAILED, Outcome.SKIPPED),
    ("n_is_one", ODD): (Status.FAIL, Outcome.UNEXPECTED),
    ("ours", ODD): (Status.ERROR, Outcome.UNEXPECTED),
    ("throws", ODD): (Status.FAIL, Outcome.UNEXPECTED),
}  # fmt: skip
"""(check, browser) -> what judging the recorded run must come to."""


def build_project(root: Path) -> Path:
    """Write matrix, probes and suite below a folder; gives the matrix."""
    probes = root / "pages" / "probes" / "basics"
    probes.mkdir(parents=True)
    for name in PROBES:
        (probes / f"{name}.js").write_text(f"// {name}\nexport default async () => ({{ facts: {{}} }});\n")
    suites = root / "suites"
    suites.mkdir()
    judged = "".join(JUDGED.format(probe=probe) for probe in PROBES if probe != "works")
    (suites / "basics.py").write_text(SUITE + judged)
    (suites / "known-differences.yaml").write_text(KNOWN)
    matrix = root / "matrix.yaml"
    matrix.write_text(MATRIX)
    return matrix


def record_run(folder: Path, *addresses: str, more: Sequence[Evidence] = ()) -> Path:
    """Write a run over the browsers, both unless named, with ``more`` evidence; gives its folder."""
    addresses = addresses or (GOOD, ODD)
    folder.mkdir(parents=True)
    specs = {
        GOOD: BrowserSpec(name="chromium", selector="150", version="150"),
        ODD: BrowserSpec(name="firefox", selector="esr", channel="esr"),
    }
    run = Run(
        id="2026-01-02T03-04-05Z-ab12",
        format=1,
        tool="rtcmatrix 0.1.0",
        started_at="2026-01-02T03:04:05Z",
        finished_at="2026-01-02T03:04:51Z",
        complete=True,
        browsers=tuple(specs[address] for address in addresses),
        provenances=tuple(
            Provenance(address=address, brand="Made up", channel=None, version="1", provider="none", driver="none")
            for address in addresses
        ),
        evidence=tuple(one for one in (*_good(), *_odd(), *more) if one.browser in addresses),
    )
    write_run(folder, run)
    return folder


def _evidence(name: str, browser: str, **more: Any) -> Evidence:
    return Evidence(probe=f"basics/{name}.js", browser=browser, **more)


def _good() -> list[Evidence]:
    works = _evidence("works", GOOD, facts={"n": 1}, metrics={"fps": 30}, notes={"sdp": "v=0"})
    return [works, *(_evidence(name, GOOD, facts={}) for name in PROBES if name != "works")]


def _odd() -> list[Evidence]:
    return [
        _evidence("works", ODD, facts={"n": 2}, metrics={"fps": 30}, notes={"sdp": "v=0"}),
        _evidence("lacks", ODD, unsupported="RTCRtpScriptTransform"),
        _evidence("throws", ODD, fault=Fault.EXCEPTION, message="NotReadableError: \x1b[31mno"),
        _evidence("hangs", ODD, fault=Fault.TIMEOUT, message="waited 20 s"),
        _evidence("dies", ODD, fault=Fault.CRASH, message="the browser died"),
        _evidence("ours", ODD, fault=Fault.ERROR, message="the page server did not answer"),
    ]
