"""``gate`` of runs that lack something: never 0 without a person's word, and the first line says what is missing."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from kept_runs import kept
from made_up_gaps import ADDRESSES, interrupted, nothing, one_shard, planned, requiring
from made_up_run import ESR

from rtcmatrix.cli import main
from rtcmatrix.model import Part, Run, Unavailable
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of

if TYPE_CHECKING:
    from pathlib import Path

REASONS = tuple(Unavailable(address=each, reasons=(("installed", "none here"),)) for each in ADDRESSES)
CUT_SHARD = dataclasses.replace(interrupted(), parts=(Part(run="r1", name="shard-firefox", complete=False),))
LACKING = {
    "empty": (nothing(), 1, "the run is empty: it was interrupted; 42 of 42 selected cells have no result; it holds"),
    "interrupted": (interrupted(), 1, "the run is incomplete: it was interrupted; 11 of 42 selected cells"),
    "cut shard": (CUT_SHARD, 1, "the run is incomplete: 1 shard did not finish: shard-firefox (run r1); 11 of 42"),
    "missing shard": (one_shard(), 1, "the run is incomplete: no shard gathered firefox:esr"),
    "required": (
        requiring(
            dataclasses.replace(planned(browsers=ADDRESSES[:2]), browsers=planned().browsers, unavailable=REASONS[2:])
        ),
        4,
        "the run is incomplete: required browser missing: firefox:esr (installed: none here)",
    ),
    "required shard": (requiring(one_shard()), 4, "the run is incomplete: required browser missing: firefox:esr"),
    "none available": (
        dataclasses.replace(nothing(complete=True), unavailable=REASONS),
        1,
        "the run is empty: none of its browsers was available: chromium:stable (installed: none here), ",
    ),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "matrix.yaml").write_text("version: 1\nbrowsers:\n  - name: chromium\n    channels: [stable]\n")
    (tmp_path / "suites").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gate(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["gate", *arguments])
    return code, capsys.readouterr().out.partition("\n")[0]


@pytest.mark.parametrize("name", LACKING)
@pytest.mark.parametrize("kinds", ["any", "newly-failing"])
def test_what_is_missing_fails_the_gate_and_is_said_first(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, kinds: str
) -> None:
    run, code, words = LACKING[name]
    path = kept(project, run)
    against = (
        ["--against", kept(project / "before", dataclasses.replace(planned(), id="before"))] if kinds != "any" else []
    )
    found, first = gate(capsys, path, "--fail-on", kinds, *against)
    assert (found, words in first) == (code, True), first
    found, first = gate(capsys, path, "--fail-on", "known-trouble", "--allow-incomplete")
    assert words in first
    assert found == (4 if code == 4 else 0)


def test_each_first_line_is_another(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firsts = {gate(capsys, kept(project / name, run), "--fail-on", "any")[1] for name, (run, _, _) in LACKING.items()}
    assert len(firsts) == len(LACKING)


@pytest.mark.parametrize("name", LACKING)
def test_every_form_says_what_is_missing(project: Path, name: str) -> None:
    run, _, words = LACKING[name]
    said = words.removeprefix("the run is ").partition(": ")[2]
    material = material_of([(project, run)])
    texts = {form: FORMS[form].text(material) for form in ("markdown", "github", "junit", "json")}
    plain = {form: text.replace("\\", "").replace("%3A", ":") for form, text in texts.items()}
    assert {form for form, text in plain.items() if said.split(" (")[0] not in text} == set()
    assert "All results are expected" not in texts["markdown"]
    assert json.loads(texts["json"])["incomplete"][0]["run"] == run.id
    assert texts["github"].startswith("::error ")
    assert 'errors="0"' not in texts["junit"].partition("\n")[2].partition(">")[0]


def test_a_cell_without_a_result_is_an_error_of_its_column(project: Path) -> None:
    text = FORMS["junit"].text(material_of([(project, interrupted())]))
    assert text.count('type="missing"') == 11
    assert text.count("<testcase") == 42 + 1


@pytest.mark.parametrize(
    ("run", "code"), [(planned(), 1), (interrupted(), 1), (dataclasses.replace(planned(), compare=()), 1)]
)
def test_compare_says_first_that_a_run_is_incomplete(
    project: Path, capsys: pytest.CaptureFixture[str], run: Run, code: int
) -> None:
    whole = kept(project / "before", dataclasses.replace(planned(), id="before"))
    cut = kept(project / "after", dataclasses.replace(run, id="after"))
    incomplete = not run.complete
    assert main(["compare", whole, cut]) == (code if incomplete else 0)
    out = capsys.readouterr().out
    assert out.startswith('run "after" is incomplete: it was interrupted') == incomplete
    assert ("11 checks not compared: 11 no result in after" in out) == incomplete
    assert f"{ESR} (Firefox 153.0.2) of before against {ESR} (Firefox 153.0.2) of after: no difference" in out
    assert main(["compare", whole, cut, "--allow-incomplete"]) == 0
    assert main(["compare", whole, cut, "--format", "json", "--exit-zero"]) == 0
    told = json.loads(capsys.readouterr().out.partition("\n{")[2].join(["{", ""]))
    assert [each["state"] for each in told["incomplete"]] == ["incomplete"] * incomplete
    assert sum(len(each["not_compared"]) for each in told["comparisons"]) == 11 * incomplete
