"""``shards``, ``browsers`` and ``run --pairs`` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_project import GOOD, ODD, build_project

from rtcmatrix.cli import main
from rtcmatrix.commands import browsers as browsers_command
from rtcmatrix.model import BrowserSpec, Build, Evidence, Run, Unavailable
from rtcmatrix.runs import write_run


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """A run in which each probe took an hour."""
    (tmp_path / "last").mkdir()
    evidence = tuple(
        Evidence(probe=f"basics/{name}.js", browser=GOOD, duration=3600)
        for name in ("works", "lacks", "throws", "hangs", "dies", "ours")
    )
    run = Run(id="r1", format=1, tool="t", started_at="2026-01-02T03:04:05Z", evidence=evidence)
    write_run(tmp_path / "last", run)
    return tmp_path / "last"


def test_shards_are_json_for_workflows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shards", "--platforms", "linux,macos", "--format", "json"]) == 0
    said = capsys.readouterr()
    shards = json.loads(said.out)
    assert [each["name"] for each in shards] == ["chromium-linux", "firefox-linux", "firefox-macos"]
    assert shards[0] == {
        "name": "chromium-linux",
        "platform": "linux",
        "browsers": "chromium:*",
        "arguments": [],
        "timeout_minutes": 20,
    }
    assert said.err == "timeouts: estimated from shipped durations of another machine\n"


def test_the_last_run_decides_the_timeouts(capsys: pytest.CaptureFixture[str], recorded: Path) -> None:
    assert main(["shards", "--platforms", "linux", "--browsers", "firefox:*", "--last", str(recorded)]) == 0
    said = capsys.readouterr()
    assert said.err == "timeouts: estimated from run r1 of 2026-01-02\n"
    assert said.out == "firefox-linux\tlinux\t330 min\trtcmatrix run --browsers 'firefox:*'\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--platforms", "linx"], 2, '--platforms: "linx" is not a platform; allowed: linux, windows, macos; did you'),
        (["--pairs", "chromium:*"], 2, '--pairs: "chromium:*" has no arrow; expected "chrome:* -> firefox:esr"'),
        (["--browsers", "edge:*"], 3, 'no browser matches "edge:*"'),
        (["--last", "none"], 2, '"none" does not exist; expected the folder of a run'),
    ],
)
def test_wrong_options_are_named(words: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["shards", *words]) == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--pairs", "sme"], '--pairs: "sme" is not known here; allowed: all, none, same, reference, or a pattern'),
        (["--pairs", "chromium:* -> edge:*"], '"edge:*" matches no browser of the matrix; it has: chromium:150, fire'),
        (["--suites", "basic/*"], '--suites: "basic/*" matches no check; did you mean "basics/*"?'),
    ],
)
def test_a_run_rejects_pairs_and_suites_that_select_nothing(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    assert main(["run", *words]) == 2
    assert message in capsys.readouterr().err
    assert not (project / "reports" / "runs").exists()


def provide(spec: BrowserSpec, **_: object) -> Build | Unavailable:
    if spec.address == ODD:
        return Unavailable(address=ODD, reasons=(("installed", "not on PATH"),))
    return Build(
        name=spec.name, channel=None, version="1", binary="b", driver="d", driver_version="1", provider="installed"
    )


def test_browsers_end_with_the_size_of_a_run(
    capsys: pytest.CaptureFixture[str], recorded: Path, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    monkeypatch.setattr(browsers_command, "provide", provide)
    checks = (project / "suites" / "basics.py").read_text().count("@check(")
    assert main(["browsers", "--last", str(recorded)]) == 0
    said = capsys.readouterr()
    expected = f"{checks} cells in 1 browser, about 6 h with 1 worker (estimated from run r1 of 2026-01-02)"
    assert said.err == f"a run: {expected}\n"
    assert len(said.out.splitlines()) == 2
    assert main(["browsers", "--format", "json"]) == 0
    estimate = json.loads(capsys.readouterr().out)["estimate"]
    assert (estimate["cells"], estimate["browsers"], estimate["pairs"]) == (checks, 1, 0)
    assert estimate["source"] == "estimated from shipped durations of another machine"
