"""``import`` as a person types it: what it makes is a run like any other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.cli import main
from rtcmatrix.runs import read_run, saved


def wptreport(product: str, status: str, test: str = "/webrtc/a.html") -> dict[str, Any]:
    subtests = [{"name": "holds", "status": status, "message": None}]
    return {
        "run_info": {"product": product, "browser_version": "1.0", "os": "linux", "revision": "abc"},
        "results": [{"test": test, "status": "OK", "message": None, "duration": 5, "subtests": subtests}],
    }  # fmt: skip


def observations(agent: str) -> dict[str, Any]:
    records = {"codecs/a.js": {"facts": {"vp8": True}, "duration": 0.1}}
    return {"format": 1, "kind": "observations", "userAgent": agent, "records": records}


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write(name: str, plain: Any) -> str:
        (tmp_path / name).write_text(json.dumps(plain))
        return str(tmp_path / name)

    return write


def test_two_reports_become_columns_that_compare_and_report_take(
    tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [write("a.json", wptreport("chrome", "PASS")), write("b.json", wptreport("firefox", "FAIL"))]
    out = str(tmp_path / "run")
    assert main(["import", *files, "--out", out]) == 0
    assert capsys.readouterr().out.strip() == out
    assert main(["compare", out]) == 1
    assert "webrtc/a.html | holds\n    status: PASS -> FAIL (newly-failing)" in capsys.readouterr().out
    for form in ("junit", "markdown", "github", "json"):
        assert main(["report", out, "--format", form]) == 0
        assert capsys.readouterr().out
    assert main(["report", out, "--out", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_parts_of_one_browser_are_one_column(tmp_path: Path, write: Any) -> None:
    files = [write(f"{n}.json", wptreport("chrome", "PASS", f"/webrtc/{n}.html")) for n in range(3)]
    assert main(["import", *files, "--out", str(tmp_path / "run")]) == 0
    run = read_run(tmp_path / "run")
    assert [each.address for each in run.browsers] == ["wpt:chrome-1.0"]
    assert len(run.results) == 6


def test_one_browser_twice_is_two_runs(tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    files = [write("a.json", wptreport("chrome", "PASS")), write("b.json", wptreport("chrome", "FAIL"))]
    assert main(["import", *files, "--out", str(tmp_path / "run")]) == 2
    told = capsys.readouterr().err
    assert f'{files[1]}: results[0].test: "webrtc/a.html@wpt:chrome-1.0" is in another of the files already' in told
    assert "import two runs of one browser into two folders" in told
    for name, file in zip("ab", files, strict=True):
        assert main(["import", file, "--out", str(tmp_path / name)]) == 0
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 1


def test_observations_become_columns(tmp_path: Path, write: Any) -> None:
    files = [
        write("a.json", observations("Mozilla/5.0 Version/18.2 Safari/605")),
        write("b.json", observations("Firefox/150.0")),
    ]
    assert main(["import", *files, "--out", str(tmp_path / "run")]) == 0
    run = read_run(tmp_path / "run")
    assert [each.address for each in run.browsers] == ["saved:safari-18.2", "saved:firefox-150.0"]
    assert run.evidence[0].facts == {"vp8": True}


def test_only_some_tests(tmp_path: Path, write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = write("a.json", wptreport("chrome", "PASS"))
    assert main(["import", file, "--out", str(tmp_path / "run"), "--tests", "/dom"]) == 2
    assert "results: holds no test that begins with /dom" in capsys.readouterr().err
    assert main(["import", file, "--out", str(tmp_path / "run"), "--tests", "webrtc"]) == 0
    assert len(read_run(tmp_path / "run").results) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not JSON: expecting property name enclosed in double quotes in line 1, column 2"),
        (b"[1]", 'neither a wptreport.json (with "run_info" and "results") nor observations saved by hand'),
        (b'{"evidence": []}', "a run already: report, compare and judge take it as it is"),
        (b'{"kind": "observations", "format": 9}', "format 9: written by a newer rtcmatrix"),
        (b'{"a": "\xff"}', "not UTF-8 text; expected JSON, which may be packed by gzip"),
        (gzip.compress(b"[1]" * 9_000, mtime=0)[:40], "cannot be unpacked by gzip: Compressed file ended"),
        (b"\x1f\x8bnothing", "cannot be unpacked by gzip"),
        (b'{"run_info": ' + b'{"a":' * 200 + b"1" + b"}" * 200 + b', "results": []}', "nested deeper than 100 levels"),
    ],
    ids=["half", "a list", "a run", "of a newer tool", "not UTF-8", "half packed", "badly packed", "bottomless"],
)
def test_a_file_that_is_none_is_refused_by_name(
    tmp_path: Path, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    assert main(["import", str(file), "--out", str(tmp_path / "run")]) == 2
    assert capsys.readouterr().err.startswith(f"rtcmatrix: {file}: {message}")
    assert not (tmp_path / "run").exists()


def test_a_huge_file_that_is_no_report_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(saved, "MAX_BYTES", 10)
    (tmp_path / "x.json").write_text("x" * 11)
    assert main(["import", str(tmp_path / "x.json")]) == 2
    assert "larger than 0 MB, and no wptreport.json that can be read as a stream" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "none.json")]) == 2
    assert "is not a file; expected a wptreport.json" in capsys.readouterr().err


def test_report_says_how_a_wptreport_is_read(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", write("a.json", wptreport("chrome", "PASS"))]) == 2
    assert 'a wptreport.json is read by "rtcmatrix import"' in capsys.readouterr().err
