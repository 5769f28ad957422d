"""The page over time, and its small charts."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from made_up_run import STABLE, evidence, provenance, three_browsers

from rtcmatrix.model import Result, Run, Status
from rtcmatrix.report.forms.html_site import write_site
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.pages.report import report_view
from rtcmatrix.report.pages.trend.charts import chart
from rtcmatrix.report.pages.trend.views import TrendView


def recorded(number: int, version: str, width: int, status: Status) -> Run:
    base = three_browsers()
    return dataclasses.replace(
        base,
        id=f"run{number}",
        started_at=f"2026-01-0{number}T03:04:05Z",
        compare=(),
        provenances=(provenance(STABLE, "Chromium", version),),
        evidence=(
            evidence("getusermedia/exact.js", STABLE, {"width": width, "height": 1}, metrics={"fps": 30.0 + number}),
        ),
        results=(Result(check="getusermedia/exact_width_is_delivered", browser=STABLE, status=status, message="x"),),
    )


RUNS = [
    recorded(2, "157.0", 640, Status.PASS),
    recorded(1, "156.0", 640, Status.PASS),
    recorded(3, "157.0", 320, Status.FAIL),
]


def trend(tmp_path: Path, *runs: Run) -> TrendView | None:
    return report_view([(tmp_path, run) for run in runs], Artifacts(tmp_path)).trend


def test_runs_stand_in_the_order_of_time_with_what_each_brought(tmp_path: Path) -> None:
    told = trend(tmp_path, *RUNS)
    assert told is not None
    (browser,) = told.browsers
    assert [(step.version, step.passing, step.other, step.changed) for step in browser.steps] == [
        ("156.0", 1, 0, None),
        ("157.0", 1, 0, 0),
        ("157.0", 0, 1, 1),
    ]
    assert [(flip.subject, flip.before, flip.after, flip.run) for flip in browser.flips] == [
        ("An exact width is delivered", "Pass", "Fail", "2026-01-03 03:04"),
        ("width", "640", "320", "2026-01-03 03:04"),
    ]
    assert told.answer == "3 runs from 1 Jan 2026 to 3 Jan 2026: something changed in Chromium stable."
    assert [each.title for each in browser.metrics] == ["fps, getusermedia/exact.js"]


def test_one_run_has_no_time(tmp_path: Path) -> None:
    assert trend(tmp_path, RUNS[0]) is None


def test_a_check_in_another_version_is_no_news(tmp_path: Path) -> None:
    later = RUNS[2]
    checks = tuple(dataclasses.replace(check, version="2") for check in later.checks)
    told = trend(tmp_path, RUNS[0], dataclasses.replace(later, checks=checks))
    assert told is not None
    assert told.browsers[0].flips == ()


def test_a_chart_holds_its_lines_and_says_them_in_words() -> None:
    drawn = chart("Facts", [("Facts", "plain", [10.0, None, 30.0])], [("1", "a"), ("1", "b"), ("2", "c")])
    (line,) = drawn.lines
    assert [(point.x, point.y) for point in line.points] == [(6.0, 88.0), (314.0, 8.0)]
    assert drawn.ticks == ((6.0, "1", "a"), (160.0, "", "b"), (314.0, "2", "c"))
    assert drawn.words == "Facts: from 10 to 30, between 10 and 30"


def test_a_run_without_a_value_breaks_the_line() -> None:
    ticks = [("1", day) for day in "abcde"]
    (line,) = chart("Facts", [("Facts", "plain", [1.0, 2.0, None, 3.0, 3.0])], ticks).lines
    assert line.paths == ("6.0,88.0 83.0,48.0", "237.0,8.0 314.0,8.0")
    (line,) = chart("Facts", [("Facts", "plain", [None, 1.0, None, 3.0, None])], ticks).lines
    assert line.paths == ("83.0,88.0", "237.0,8.0")
    (line,) = chart("Facts", [("Facts", "plain", [None, None])], ticks[:2]).lines
    assert line.paths == ()


def test_a_metric_missing_from_a_run_breaks_its_line_on_the_page(tmp_path: Path) -> None:
    first, second, last = (recorded(number, "156.0", 640, Status.PASS) for number in (1, 2, 3))
    second = dataclasses.replace(
        second, evidence=tuple(dataclasses.replace(each, metrics={}) for each in second.evidence)
    )
    write_site([(tmp_path, run) for run in (first, second, last)], tmp_path / "site")
    page = (tmp_path / "site" / "trend.html").read_text(encoding="utf-8")
    figure = page.partition("fps, getusermedia/exact.js</figcaption>")[2].partition("</figure>")[0]
    assert re.findall(r'<polyline points="([^"]*)"', figure) == ["6.0,88.0", "314.0,8.0"]
    assert figure.count("<circle") == 2


def test_noise_is_not_a_change_over_time(tmp_path: Path) -> None:
    first, second = recorded(1, "156.0", 640, Status.PASS), recorded(2, "157.0", 320, Status.PASS)
    noisy = evidence("getusermedia/exact.js", STABLE, {"width": 640, "height": 1}, repeat=1)
    told = trend(tmp_path, first, dataclasses.replace(second, evidence=(*second.evidence, noisy)))
    assert told is not None
    (browser,) = told.browsers
    assert browser.flips == ()
    assert [step.changed for step in browser.steps] == [None, 0]
    assert browser.answer == "The same in all 2 runs."
    assert told.answer.endswith("nothing changed in the one browser.")


def test_a_line_that_stays_stands_in_the_middle() -> None:
    (line,) = chart("Facts", [("Facts", "plain", [5.0, 5.0])], [("1", "a"), ("1", "b")]).lines
    assert {point.y for point in line.points} == {48.0}
