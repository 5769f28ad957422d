"""Calls between browsers in the forms for services and programs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from made_up_calls import FROM_ESR, TO_ESR, with_calls
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.compare import every_column
from rtcmatrix.compare.known_troubles import KnownTrouble, TroubleKind
from rtcmatrix.model import KnownDifference, Run, Status
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.forms.wptreport.render import render

if TYPE_CHECKING:
    from rtcmatrix.report.forms.shared.material import Material

ARROW = "\N{RIGHTWARDS ARROW}"
TROUBLE = KnownTrouble(
    entry=KnownDifference(
        browsers=("firefox:*",), bug="https://bugzilla.example/1", reason="so", checks=("a/b",), expected=Status.FAIL,
        line=12, file="suites/known-differences.yaml",
    ),
    kind=TroubleKind.STALE,
    words="FAIL was never observed: firefox:esr is PASS now; remove the entry",
)  # fmt: skip


def material(run: Run, **more: Any) -> Material:
    return material_of([(Path("run"), run)], **more)


def one(form: str, run: Run, **more: Any) -> str:
    return FORMS[form].text(material(run, **more))


def test_junit_has_a_suite_for_each_pair() -> None:
    root = ET.fromstring(one("junit", with_calls()))
    names = [suite.get("name") for suite in root]
    assert f"Chromium 156 {ARROW} Firefox 153 (156.0.8078.79 {ARROW} 153.0.2)" in names
    assert len(set(names)) == len(names) == 3 + 9 + 2
    suite = next(each for each in root if (each.get("name") or "").startswith(f"Chromium 156 {ARROW} Firefox"))
    assert [each.get("name") for each in suite.findall("testcase") if each.find("failure") is not None] == [
        "each_hears_the_other"
    ]
    told = suite.find("testcase/failure")
    assert told is not None
    assert told.text is not None
    assert "test_each_hears_the_other[chromium:stable+firefox:esr]" in told.text


def test_wptreport_is_of_single_browsers() -> None:
    files = render(material(with_calls()))
    assert files == render(material(three_browsers()))


def test_markdown_has_a_table_of_calls() -> None:
    text = one("markdown", with_calls())
    assert "| Chromium 156 | 4 of 4 | 4 of 4 | 3 of 4, **1 unexpected** |" in text
    browsers = text.partition("Not available on this machine")[0]
    assert ARROW not in browsers
    assert "Calls between browsers" not in one("markdown", three_browsers())


def test_markdown_contains_what_changed_in_a_call() -> None:
    before = with_calls()
    results = tuple(
        dataclasses.replace(each, status=Status.FAIL, message="silence")
        if (each.check, each.browser) == ("pairs/each_sees_the_other_move", TO_ESR)
        else each
        for each in before.results
    )
    after = dataclasses.replace(before, id="later", results=results)
    text = one("markdown", after, against=every_column(before))
    assert "**1 check stopped working**" in text
    assert f"- **Chromium 156 {ARROW} Firefox 153**: `pairs/each_sees_the_other_move`" in text
    assert f"- Chromium 156 {ARROW} Firefox 153 before and Chromium 156 {ARROW} Firefox 153: 1 check differs" in text


def test_an_annotation_stands_at_the_check_of_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "pairs.py").write_text("def test_each_hears_the_other(facts): ...\n")
    monkeypatch.chdir(tmp_path)
    line = next(each for each in one("github", with_calls()).splitlines() if "each_hears_the_other" in each)
    assert line.startswith("::error file=suites/pairs.py,line=1,")
    assert f"title=pairs/each_hears_the_other%3A Chromium 156 {ARROW} Firefox 153::" in line


def test_the_document_has_pairs_as_columns_and_sets_them_against_each_other_alone() -> None:
    document = json.loads(one("json", with_calls()))
    addresses = [each["address"] for each in document["columns"]]
    assert addresses[:3] == [STABLE, OLD, ESR]
    assert len(addresses) == 12
    assert document["columns"][addresses.index(TO_ESR)]["label"] == f"Chromium 156 {ARROW} Firefox 153"
    for row in document["rows"]:
        places = {place for group in row["groups"] for place in group["columns"]} | {*row["silent"], *row["apart"]}
        assert places == (set(range(3, 12)) if row["subject"].startswith(("pairs/", "interop/")) else set(range(3)))
    heard = next(each for each in document["rows"] if each["subject"] == "pairs/each_hears_the_other")
    failing = next(each for each in heard["groups"] if each["value"] == "FAIL")
    assert {addresses[place] for place in failing["columns"]} == {TO_ESR, FROM_ESR}


def test_known_differences_to_look_at_are_reported() -> None:
    text = one("markdown", three_browsers(), troubles=[TROUBLE])
    assert "### Known differences to look at" in text
    assert "- `suites/known-differences.yaml:12` (stale): FAIL was never observed" in text
    document = json.loads(one("json", three_browsers(), troubles=[TROUBLE]))
    line = next(each for each in one("github", three_browsers(), troubles=[TROUBLE]).splitlines() if "stale" in each)
    assert line == (
        "::warning file=suites/known-differences.yaml,line=12,title=known difference%2C stale::" + TROUBLE.words
    )
    assert document["known_troubles"] == [
        {
            "kind": "stale",
            "file": "suites/known-differences.yaml",
            "line": 12,
            "bug": "https://bugzilla.example/1",
            "words": TROUBLE.words,
        }
    ]
    assert "to look at" not in one("markdown", three_browsers())
