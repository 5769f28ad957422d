"""Calls between browsers in a report: a table for each check, apart from browsers, and compared with themselves."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from made_up_calls import FROM_ESR, PICTURE, PLAYBACK, SIMULCAST, TO_ESR, layers, with_calls
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.compare.troubles import KnownTrouble, TroubleKind
from rtcmatrix.model import BrowserSpec, KnownDifference, Run, Status
from rtcmatrix.report.artifacts import Artifacts
from rtcmatrix.report.html import write_site
from rtcmatrix.report.overview import report_view
from rtcmatrix.report.single import write_single
from rtcmatrix.report.view_calls import CallsView
from rtcmatrix.report.view_rows import CheckPageView
from rtcmatrix.report.view_site import ReportView

NEXT = "2026-01-03T03-04-05Z-cd34"


def view(tmp_path: Path, *runs: Run) -> ReportView:
    return report_view([(tmp_path, run) for run in runs], Artifacts(tmp_path / "site"))


def calls(tmp_path: Path, *runs: Run) -> CallsView:
    told = view(tmp_path, *runs).calls
    assert told is not None
    return told


def page(told: ReportView, check: str) -> CheckPageView:
    return next(each for each in told.checks if each.id == check)


def alone(run: Run) -> Run:
    """Leave the calls of a run, and of its browsers what was launched."""
    return dataclasses.replace(
        run,
        checks=tuple(each for each in run.checks if each.peers > 1),
        evidence=tuple(each for each in run.evidence if "+" in each.browser),
        results=tuple(each for each in run.results if "+" in each.browser),
    )


def later(run: Run) -> Run:
    return dataclasses.replace(run, id=NEXT, started_at="2026-01-03T03:04:05Z")


def test_a_run_without_calls_has_no_such_page(tmp_path: Path) -> None:
    told = view(tmp_path, three_browsers())
    assert told.calls is None
    index = write_site([(tmp_path, three_browsers())], tmp_path / "out")
    assert not (index.parent / "calls.html").exists()
    assert "calls.html" not in index.read_text()


def test_each_check_is_a_table_of_who_calls_whom(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls())
    assert [(group.name, len(group.loud), len(group.quiet)) for group in told.groups] == [
        ("Picture and sound", 1, 1),
        ("Simulcast layers", 1, 0),
        ("Recording playback WebM", 1, 0),
    ]
    hears = told.groups[0].loud[0]
    (table,) = hears.tables
    assert table.heads == ("Chromium 156", "Chromium 150", "Firefox 153")
    assert [row.who for row in table.rows] == list(table.heads)
    failed = table.rows[0].cells[2]
    assert (failed.browser, failed.status, failed.outcome) == ("Chromium 156 → Firefox 153", "fail", "unexpected")
    assert failed.href == "check-pairs-each_hears_the_other.html#call-chromium-stable-firefox-esr"
    stated = table.rows[2].cells[0]
    assert stated.known is not None
    assert stated.known.text.startswith("suites/known")


def test_the_sums_say_how_much_works_in_each_pair(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls())
    (table,) = told.sums
    found = {each.pair: (each.works, each.total, each.unexpected, each.known) for _, row in table.rows for each in row}
    assert len(found) == 9
    assert found["Chromium 156 → Firefox 153"] == (3, 4, 1, 0)
    assert found["Firefox 153 → Chromium 156"] == (2, 4, 0, 1)
    assert told.answer == "Across 9 pairs of browsers, 32 of 36 results pass."
    assert told.note == "32 of 36 work"
    assert [group.answer for group in told.groups] == ["16 of 18 pass", "", ""]
    assert "2 were not expected." in told.details


def test_who_records_and_who_plays_are_called_so(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls())
    assert [(group.probe, group.first, group.second) for group in told.groups] == [
        (PICTURE, "Caller", "Callee"),
        (SIMULCAST, "Caller", "Callee"),
        (PLAYBACK, "Producer", "Player"),
    ]
    assert page(view(tmp_path / "b", with_calls()), "pairs/recordings_play").way == "Producer → player"


def test_a_pair_that_did_not_meet_is_an_empty_cell(tmp_path: Path) -> None:
    run = with_calls()
    fewer = dataclasses.replace(
        run,
        evidence=tuple(each for each in run.evidence if each.browser != TO_ESR),
        results=tuple(each for each in run.results if each.browser != TO_ESR),
    )
    told = calls(tmp_path, fewer)
    cell = told.groups[0].loud[0].tables[0].rows[0].cells[2]
    assert (cell.word, cell.status, cell.href) == ("Not run", "none", None)
    assert told.sums[0].rows[0][1][2].total == 0
    assert len(page(view(tmp_path / "b", fewer), "pairs/recordings_play").sides) == 8


def test_the_matrix_of_browsers_leaves_calls_out_and_its_counts_do_not(tmp_path: Path) -> None:
    plain, told = view(tmp_path / "a", three_browsers()), view(tmp_path / "b", with_calls())
    assert told.areas == plain.areas
    assert told.columns == plain.columns
    assert told.answer == plain.answer
    assert "3 of 42 results were not expected." in plain.details
    assert "5 of 78 results were not expected." in told.details
    assert "Calls between browsers: 32 of 36 results in 9 pairs work." in told.details


def test_calls_alone_are_the_answer(tmp_path: Path) -> None:
    told = view(tmp_path, alone(with_calls()))
    assert told.answer == "Calls between browsers: 32 of 36 results in 9 pairs work."
    assert told.areas == ()


def test_a_check_shows_every_pair_and_how_to_run_it_again(tmp_path: Path) -> None:
    told = page(view(tmp_path, with_calls()), "pairs/each_hears_the_other")
    assert told.answer.startswith("Passes in every pair but Chromium 156 → Firefox 153 and Firefox 153 → Chromium 156")
    side = told.sides[2]
    assert side.who == "Chromium 156 → Firefox 153"
    assert side.console == (("warn", "answerer: AudioContext was not allowed to start"),)
    assert side.again == (
        "./rtc run --browsers chromium:stable,firefox:esr "
        "-k 'test_each_hears_the_other[chromium:stable+firefox:esr] and pairs.py'"
    )
    assert told.observed.reproducer is None


def test_no_page_reproduces_what_two_browsers_did(tmp_path: Path) -> None:
    index = write_site([(Path(__file__).parents[3] / "reports", with_calls())], tmp_path / "site")
    pages = [each.name for each in (index.parent / "repro").glob("*.html")] if (index.parent / "repro").is_dir() else []
    assert not [name for name in pages if name.startswith("pairs")]
    text = (index.parent / "check-pairs-every_layer_arrives.html").read_text()
    assert "a command for each pair" in text


def test_the_links_of_calls_lead_somewhere(tmp_path: Path) -> None:
    index = write_site([(tmp_path, with_calls())], tmp_path / "site")
    text = (index.parent / "calls.html").read_text()
    found = set(re.findall(r'href="([a-z][^":]*\.html)#([^"]+)"', text))
    assert found
    for target, anchor in found:
        assert f'id="{anchor}"' in (index.parent / target).read_text(), (target, anchor)


def test_what_changed_in_a_call_is_told_of_that_call(tmp_path: Path) -> None:
    run = alone(with_calls())
    changed = later(
        alone(with_calls(picture={"answerer": {"numbered": False, "size": "320x180", "toneArrives": False}}))
    )
    told = view(tmp_path, run, changed)
    (split,) = told.splits
    assert split.title == "Chromium 156 → Firefox 153, run 1 and Chromium 156 → Firefox 153, run 2"
    assert split.fact_count == 2
    assert told.answer.startswith(
        "2 facts changed from Chromium 156 → Firefox 153, run 1 to Chromium 156 → Firefox 153, run 2."
    )
    differing = [each for each in told.pairs if each.fact_count]
    assert [each.before.address for each in differing] == [TO_ESR]
    assert told.trend is not None
    flips = {each.name: len(each.flips) for each in told.trend.browsers}
    assert flips["Chromium stable → Firefox esr"] == 2
    assert sum(flips.values()) == 2
    assert told.trend.answer.endswith("something changed in Chromium stable → Firefox esr.")


def test_a_newer_browser_in_a_call_is_the_cause(tmp_path: Path) -> None:
    run = alone(with_calls())
    statuses = tuple(
        dataclasses.replace(each, status=Status.FAIL, message="silence")
        if (each.check, each.browser) == ("pairs/each_sees_the_other_move", TO_ESR)
        else each
        for each in run.results
    )
    newer = tuple(
        dataclasses.replace(each, version="157.0.1") if each.address == STABLE else each for each in run.provenances
    )
    told = view(tmp_path, run, later(dataclasses.replace(run, results=statuses, provenances=newer)))
    (split,) = told.splits
    assert split.title == "Chromium 156 → Firefox 153 and Chromium 157 → Firefox 153"
    assert split.why == "Another version of one browser, started alike."
    assert {row.traits.cause for row in split.checks} == {"version"}


def test_each_run_has_its_own_tables(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls(), later(with_calls()))
    assert [table.run for table in told.sums] == ["2026-01-02T03-04-05Z-ab12", NEXT]
    assert len(told.groups[0].loud[0].tables) == 2
    assert told.sums[0].heads == ("Chromium 156", "Chromium 150", "Firefox 153")


def test_layers_are_read_as_a_table(tmp_path: Path) -> None:
    told = page(view(tmp_path, with_calls()), "pairs/every_layer_arrives")
    (row,) = told.observed.rows
    assert not row.is_list
    tables = [side.value.table for side in row.sides if side.value]
    assert tables[0] is not None
    assert tables[0].heads == ("rid", "scale", "cap", "sent", "receivedSize")
    assert tables[0].rows[2] == ("f", "1", "\N{EN DASH}", "yes", "640x360")
    (same,) = told.observed.tables
    assert same.path == "answerer.sizes"


def test_a_lost_layer_is_a_shorter_table(tmp_path: Path) -> None:
    run = with_calls(simulcast={"offerer": {"layers": layers("160x90")}})
    (row, *_) = page(view(tmp_path, run), "pairs/every_layer_arrives").observed.rows
    assert [len(side.value.table.rows) for side in row.sides if side.value and side.value.table] == [3, 1]


def test_a_recording_is_a_link_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "artifacts" / "recording.webm").write_bytes(b"x" * 48_200)
    index = write_site([(tmp_path, with_calls())], tmp_path / "site")
    text = (index.parent / "check-pairs-recordings_play.html").read_text()
    assert re.search(
        r'<a href="artifacts/[^"]+\.webm" download>recording</a> <span class="note">video, 48 kB</span>', text
    )
    assert "<video" not in text
    assert "autoplay" not in text
    assert "media-src" not in text


def test_one_file_holds_the_page_of_calls(tmp_path: Path) -> None:
    text = write_single([(tmp_path, with_calls())], tmp_path / "one.html").read_text()
    assert '<article class="page" id="calls">' in text
    assert 'id="call-chromium-stable' not in text
    assert 'href="#check-pairs-each_hears_the_other--call-chromium-stable-firefox-esr"' in text


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    run = with_calls()
    same = tuple(
        dataclasses.replace(each, brand="Chromium", version="156.0.1") if each.address == OLD else each
        for each in run.provenances
    )
    told = calls(tmp_path, dataclasses.replace(run, provenances=same))
    assert told.sums[0].heads == ("Chromium 156 (chromium:stable)", "Chromium 156 (chromium:150)", "Firefox 153")


@pytest.mark.parametrize("address", ["+", "a+b+c", "firefox:esr+", "++", f"{STABLE}+{OLD}+{ESR}"])
def test_strange_addresses_harm_nothing(tmp_path: Path, address: str) -> None:
    run = with_calls()
    strange = tuple(
        dataclasses.replace(each, browser=address) if each.browser == FROM_ESR else each for each in run.results
    )
    write_site([(tmp_path, dataclasses.replace(run, results=strange))], tmp_path / "site")


def test_hostile_names_are_text(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    run = with_calls()
    provenances = tuple(dataclasses.replace(each, brand=bad) for each in run.provenances)
    results = tuple(dataclasses.replace(each, message=bad) for each in run.results)
    index = write_site(
        [(tmp_path, dataclasses.replace(run, provenances=provenances, results=results))], tmp_path / "site"
    )
    text = (index.parent / "calls.html").read_text()
    assert bad not in text
    assert "&lt;script&gt;alert(1)" in text


def test_known_differences_to_look_at_stand_on_the_first_page(tmp_path: Path) -> None:
    entry = KnownDifference(
        browsers=("firefox:*",), bug="https://bugzilla.example/1", reason="so", checks=("a/b",),
        expected=Status.FAIL, expires="2025-01-01", line=12, file="suites/known-differences.yaml",
    )  # fmt: skip
    trouble = KnownTrouble(entry=entry, kind=TroubleKind.EXPIRED, words="expired on 2025-01-01 & <counts> no more")
    runs = [(tmp_path, three_browsers())]
    text = write_site(runs, tmp_path / "site", troubles=[trouble]).read_text()
    assert 'id="troubles"' in text
    assert "suites/known-differences.yaml:12" in text
    assert "Expired on 2025-01-01 &amp; &lt;counts&gt; no more." in text
    assert 'href="https://bugzilla.example/1"' in text
    assert 'id="troubles"' not in write_site(runs, tmp_path / "site").read_text()
    assert 'id="index--troubles"' in write_single(runs, tmp_path / "one.html", troubles=[trouble]).read_text()


def test_twenty_browsers_that_call_each_other_are_shown(tmp_path: Path) -> None:
    run = alone(with_calls())
    names = [f"chromium:{100 + at}" for at in range(20)]
    base = next(each for each in run.results if each.browser == TO_ESR)
    results = tuple(dataclasses.replace(base, browser=f"{one}+{other}") for one in names for other in names)
    wide = dataclasses.replace(
        run,
        browsers=tuple(BrowserSpec(name="chromium", selector=each[9:], version=each[9:]) for each in names),
        results=results,
        evidence=(),
        provenances=tuple(
            dataclasses.replace(run.provenances[0], address=each, version=f"{each[9:]}.0.1") for each in names
        ),
    )
    told = calls(tmp_path, wide)
    assert len(told.sums[0].rows) == 20
    assert told.sums[0].rows[0][0] == "Chromium 100"


def test_the_metrics_of_both_sides_are_shown(tmp_path: Path) -> None:
    run = with_calls()
    measured = tuple(
        dataclasses.replace(each, metrics={"offerer": {"fps": 30.0}, "answerer": {"fps": 29.5}})
        if each.probe == PICTURE
        else each
        for each in run.evidence
    )
    told = page(view(tmp_path, dataclasses.replace(run, evidence=measured)), "pairs/each_hears_the_other")
    assert [each.name for each in told.observed.metrics] == ["offerer.fps", "answerer.fps"]
    assert len(told.observed.metrics[0].rows) == 9


def test_a_browser_lacks_no_check_of_two(tmp_path: Path) -> None:
    run = alone(with_calls())
    kept = {each.id for each in run.checks[:2]}
    fewer = dataclasses.replace(
        run,
        checks=tuple(each for each in run.checks if each.id in kept),
        results=tuple(each for each in run.results if each.check in kept),
    )
    told = view(tmp_path, run, later(fewer))
    browsers = [each for each in told.pairs if "+" not in each.before.address]
    assert [each.check_count for each in browsers] == [0] * len(browsers)
    assert told.trend is not None
    assert told.trend.answer.endswith("nothing changed in any call.")
