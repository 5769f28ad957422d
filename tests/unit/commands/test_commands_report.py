"""``report`` as a person types it: forms, files, folders, what is refused; and ``run --report``'s arguments."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from made_up_run import ESR, STABLE, three_browsers

from rtcmatrix.cli import main
from rtcmatrix.commands.report_files import Wanted, read_wanted, write_wanted
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import Run
from rtcmatrix.report.forms import FORMS
from rtcmatrix.runs import create_run_dir, write_run

FILES = {
    "html-file": "report.html",
    "junit": "junit.xml",
    "markdown": "summary.md",
    "github": "annotations.txt",
    "json": "report.json",
}


def kept(tmp_path: Path, run: Run, name: str = "run") -> str:
    path = create_run_dir(tmp_path, tmp_path / name)
    write_run(path, run)
    return str(path)


@pytest.fixture
def run(tmp_path: Path) -> str:
    return kept(tmp_path, three_browsers())


@pytest.mark.parametrize(("form", "name"), FILES.items())
def test_a_file_goes_to_the_terminal_a_file_or_a_folder(
    form: str, name: str, run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", run, "--format", form]) == 0
    printed = capsys.readouterr().out
    for out, written in ((tmp_path / "a" / "b.out", tmp_path / "a" / "b.out"), (tmp_path / "c", tmp_path / "c" / name)):
        assert main(["report", run, "--format", form, "--out", str(out)]) == 0
        assert capsys.readouterr().out == f"{written}\n"
        assert written.read_text() == printed


def test_several_files_want_a_folder(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", run, "--format", "wptreport"]) == 2
    assert "wptreport writes 3 files, one per browser; name a folder with --out" in capsys.readouterr().err
    assert main(["report", run, "--format", "wptreport", "--out", str(tmp_path / "a.json")]) == 2
    assert "wptreport writes 3 files, one per browser; name a folder" in capsys.readouterr().err
    assert main(["report", run, "--format", "wptreport", "--out", str(tmp_path / "wpt")]) == 0
    assert len(list((tmp_path / "wpt").iterdir())) == 3


def test_what_cannot_be_written_is_said(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["report", run, "--format", "junit", "--out", str(tmp_path / "file" / "junit.xml")]) == 2
    assert f'cannot write "{tmp_path}/file/junit.xml"' in capsys.readouterr().err


def test_what_is_new_since_a_run(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = kept(tmp_path, dataclasses.replace(three_browsers(), id="later"), "later")
    assert main(["report", later, "--format", "json", "--against", run, "--report-url", "https://ci.example/"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["against"], told["report_url"]) == (three_browsers().id, "https://ci.example/")
    assert [each["before"]["browser"] for each in told["comparisons"]][::2] == [STABLE, ESR]


def test_a_run_of_other_browsers_is_no_reference(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = three_browsers()
    [edge] = [dataclasses.replace(base.provenances[0], address="edge:stable")]
    other = kept(
        tmp_path, dataclasses.replace(base, id="x", provenances=(edge,), evidence=(), results=()), "other"
    )  # fmt: skip
    assert main(["report", run, "--format", "markdown", "--against", other]) == 2
    assert "--against: that run has the columns edge:stable, and this report has" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["javascript:alert(1)", "report/", "https://ci.example/\n"])
def test_only_an_address_of_the_web_is_linked(run: str, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", run, "--format", "markdown", "--report-url", url]) == 2
    assert "expected an address such as https://ci.example/report" in capsys.readouterr().err


def test_pages_take_no_reference(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", run, "--against", run]) == 2
    assert "--against does not apply to html; name both runs" in capsys.readouterr().err


def test_an_unknown_form_is_answered_with_those_there_are(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", run, "--format", "pdf"]) == 2
    message = capsys.readouterr().err
    assert all(name in message for name in FORMS)


def test_every_form_is_a_row_of_the_table_of_outputs() -> None:
    text = (Path(__file__).parents[3] / "docs" / "outputs.md").read_text(encoding="utf-8")
    for form in FORMS:
        assert re.search(rf"^\| `{form}` \|.*\| `rtcmatrix report RUN", text, flags=re.MULTILINE), form


# --- run --report ---------------------------------------------------------------------------------------------------


def test_every_form_is_written_in_one_go(tmp_path: Path) -> None:
    runs = [(tmp_path, three_browsers())]
    wanted = [read_wanted(f"{form}={tmp_path / form}") for form in FORMS]
    written = write_wanted(wanted, runs, report_url="https://ci.example")
    assert {path.parent.name for path in written} == set(FORMS)
    assert all(path.stat().st_size for path in written)


def test_nothing_is_written_where_nothing_is_wanted() -> None:
    assert write_wanted([], []) == []


def test_a_path_may_hold_an_equals_sign() -> None:
    assert read_wanted("junit=a=b.xml") == Wanted(form="junit", path=Path("a=b.xml"))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "junt=x",
            (
                'unknown form "junt", expected one of html, html-file, junit, markdown, github, json, wptreport; '
                'did you mean "junit"?'
            ),
        ),
        ("junit", "expected FORMAT=PATH, such as junit=results/junit"),
        ("junit=", "expected FORMAT=PATH"),
        ("wptreport=wpt.json", "one file per browser is written; name a folder, such as wptreport=wpt"),
    ],
)
def test_a_wrong_wish_is_refused_before_anything_runs(value: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as wrong:
        read_wanted(value)
    assert message in str(wrong.value)
    assert main(["run", "--report", value]) == 2
