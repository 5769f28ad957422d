"""``compare`` as a person types it."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from kept_runs import kept
from made_up_run import ESR, OLD, STABLE, evidence, three_browsers

from rtcmatrix.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from rtcmatrix.model import Run


def test_two_columns_of_one_run(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", run, "--browsers", f"{STABLE},{ESR}"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith(
        "  with so few repeats, chance alone causes such a difference in up to 50 % of cases; 4 on"
    )
    assert lines[0] == (
        "chromium:stable (Chromium 156.0.8078.79) against firefox:esr (Firefox 153.0.2): 14 differences (cause: brand)"
    )
    assert '    settings.displaySurface: "monitor" -> absent' in lines
    assert "    offered: moved video/VP9" in lines
    assert "    status: PASS -> PRECONDITION_FAILED (newly-failing)" in lines


def test_one_run_alone_compares_the_pairs_of_its_matrix(run: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", run, "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [(each["before"]["browser"], each["after"]["browser"]) for each in document["comparisons"]] == [
        (STABLE, OLD),
        (STABLE, ESR),
    ]
    assert document["format"] == 1
    assert [each["differences"] for each in document["comparisons"]] == [1, 16]
    assert {each["comparison"] for each in document["differences"]} == {0, 1}


def test_a_run_against_itself_has_no_difference(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = kept(tmp_path, dataclasses.replace(three_browsers(), id="other"), "other")
    assert main(["compare", run, other]) == 0
    assert capsys.readouterr().out.count("no difference") == 3


def test_columns_of_two_runs_by_name(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = kept(tmp_path, dataclasses.replace(three_browsers(), id="other"), "other")
    assert main(["compare", run, other, "--browsers", f"{STABLE},{OLD}", "--exit-zero"]) == 0
    assert "of other: 1 difference (cause: version)" in capsys.readouterr().out


def test_columns_of_only_one_run_are_named(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = three_browsers()
    fewer = dataclasses.replace(
        whole,
        id="fewer",
        provenances=whole.provenances[:1],
        evidence=tuple(each for each in whole.evidence if each.browser == STABLE),
        results=tuple(each for each in whole.results if each.browser == STABLE),
    )
    assert main(["compare", run, kept(tmp_path, fewer, "fewer")]) == 0
    assert "only in the first run: chromium:150, firefox:esr" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("browsers", "words"),
    [
        ("chromium:stabel,firefox:esr", 'no column "chromium:stabel"'),
        ("chromium:stabel,firefox:esr", 'did you mean "chromium:stable"?'),
        ("chromium:stable,edge:canary", '"edge:canary" was not available'),
        ("chromium:stable", "expected two addresses"),
    ],
)
def test_unknown_columns(run: str, browsers: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", run, "--browsers", browsers]) == 2
    assert words in capsys.readouterr().err


def test_no_control_character_reaches_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "\x1b]0;owned\x07\x9b31m\r\u202e"
    dangerous = set("\x1b\x07\x9b\r\u202e")
    run = dataclasses.replace(
        three_browsers(),
        checks=(),
        results=(),
        evidence=(
            evidence(f"a{evil}.js", STABLE, {evil: evil, "list": [evil], "markup": "[red]x[/red][/]"}),
            evidence(f"a{evil}.js", ESR, {evil: 1, "list": [], "markup": "[/]"}),
        ),
    )
    path = kept(tmp_path, run)
    assert main(["compare", path, "--browsers", f"{STABLE},{ESR}"]) == 1
    out = capsys.readouterr().out
    assert not set(out) & dangerous
    assert "[red]x[/red][/]" in out


def test_a_terminal_gets_a_table_of_eighty_columns(
    run: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["compare", run, "--browsers", f"{STABLE},{ESR}"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines[2:]) <= 80
    assert any(line.startswith("  settings.displaySurface") and '"monitor"' in line for line in lines)


def repeated(before: tuple[int, ...], after: tuple[int, ...]) -> Run:
    """Make up a run whose two browsers saw one fact and one metric, repeat by repeat."""
    gathered = [
        evidence("a/b.js", browser, {"x": value}, metrics={"fps": number + at / 10}, repeat=at)
        for browser, values, number in ((STABLE, before, 20), (OLD, after, 30))
        for at, value in enumerate(values)
    ]
    return dataclasses.replace(three_browsers(), checks=(), results=(), evidence=tuple(gathered))


def test_noise_is_shown_apart_and_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path, repeated((1, 2), (3, 3)))
    assert main(["compare", run, "--browsers", f"{STABLE},{OLD}"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.endswith("no difference, 1 noise")
    assert lines == [
        "  noise, not counted: 1 fact in which one of them differs from itself:",
        "    a/b.js",
        "      x: 1 -> 3",
        "  1 metric had too few repeats to decide (2 and 2); 5 on each side are enough",
    ]


def test_a_metric_says_how_far_it_moved_and_how_sure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path, repeated((1,) * 5, (1,) * 5))
    assert main(["compare", run, "--browsers", f"{STABLE},{OLD}"]) == 1
    assert "    fps: 20.2 -> 30.2 (+50 %, p = 0.0079, 5 and 5 repeats)" in capsys.readouterr().out.splitlines()
    assert main(["compare", run, "--browsers", f"{STABLE},{OLD}", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    (metric,) = document["comparisons"][0]["metrics"]
    assert (metric["path"], metric["differs"], metric["needed"]) == ("fps", True, None)
    assert (document["comparisons"][0]["noise"], document["comparisons"][0]["known"]) == (0, 0)
    (difference,) = document["differences"]
    assert (difference["level"], difference["shift"]["effect"], difference["chance"]) == ("metric", 1.0, None)


def test_a_terminal_shows_noise_and_metrics_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    run = kept(tmp_path, repeated((1, 2, 1, 1, 1), (3,) * 5))
    assert main(["compare", run, "--browsers", f"{STABLE},{OLD}"]) == 1
    out = capsys.readouterr().out
    assert "noise, not counted: 1 fact" in out
    assert "30.2 (+50 %, p = 0.0079, 5 and 5 repeats)" in out


def test_every_browser_against_one_reference(run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def compared(*arguments: str) -> list[tuple[str, str]]:
        assert main(["compare", *arguments, "--format", "json", "--exit-zero"]) == 0
        comparisons = json.loads(capsys.readouterr().out)["comparisons"]
        return [(each["before"]["browser"], each["after"]["browser"]) for each in comparisons]

    other = kept(tmp_path, dataclasses.replace(three_browsers(), id="other"), "other")
    assert compared(run, "--reference", OLD) == [(OLD, STABLE), (OLD, ESR)]
    assert compared(run, other, "--reference", OLD) == [(OLD, STABLE), (OLD, OLD), (OLD, ESR)]


def test_who_has_no_partner_of_its_milestone_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path, dataclasses.replace(three_browsers(), unpaired=(OLD,)))
    assert main(["compare", run]) == 1
    assert f"{OLD} is not compared by milestone" in capsys.readouterr().out.splitlines()[-1]
    assert main(["compare", run, "--browsers", f"{STABLE},{ESR}"]) == 1
    assert "milestone" not in capsys.readouterr().out
    assert main(["compare", run, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["unpaired"] == [OLD]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--reference", "chromium:stabel"], 'did you mean "chromium:stable"?'),
        (["--reference", STABLE, "--browsers", f"{STABLE},{ESR}"], f'--reference "{STABLE}" and --browsers'),
    ],
)
def test_references_that_cannot_be_used(
    run: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", run, *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_reference_needs_something_to_be_set_against_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = three_browsers()
    alone = dataclasses.replace(
        whole,
        provenances=whole.provenances[:1],
        evidence=tuple(each for each in whole.evidence if each.browser == STABLE),
        results=(),
    )
    assert main(["compare", kept(tmp_path, alone), "--reference", STABLE]) == 2
    assert f'no column to compare with "{STABLE}"' in capsys.readouterr().err
