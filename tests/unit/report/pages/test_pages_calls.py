"""Calls between browsers in a report: a table for each check, apart from browsers."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from calls_view import alone, calls, page, view
from html_file import write_html_file
from made_up_calls import FROM_ESR, PICTURE, PLAYBACK, SIMULCAST, TO_ESR, with_calls
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.model import BrowserSpec
from rtcmatrix.report.forms.html_site import write_site


def test_a_run_without_calls_has_no_such_page(tmp_path: Path) -> None:
    told = view(tmp_path, three_browsers())
    assert told.calls is None
    index = write_site([(tmp_path, three_browsers())], tmp_path / "out")
    assert not (index.parent / "calls.html").exists()
    assert "calls.html" not in index.read_text()


def test_each_check_is_a_table_of_who_calls_whom(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls())
    assert [(group.name, len(group.loud), len(group.quiet)) for group in told.groups] == [
        ("Video and audio", 1, 1),
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
    assert "2 are unexpected." in told.details


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
    assert "3 of 42 results are unexpected." in plain.details
    assert "5 of 78 results are unexpected." in told.details
    assert "Calls between browsers: 32 of 36 results in 9 pairs work." in told.details


def test_calls_alone_are_the_answer(tmp_path: Path) -> None:
    told = view(tmp_path, alone(with_calls()))
    assert told.answer == "Calls between browsers: 32 of 36 results in 9 pairs work."
    assert told.areas == ()


def test_the_links_of_calls_lead_somewhere(tmp_path: Path) -> None:
    index = write_site([(tmp_path, with_calls())], tmp_path / "site")
    text = (index.parent / "calls.html").read_text()
    found = set(re.findall(r'href="([a-z][^":]*\.html)#([^"]+)"', text))
    assert found
    for target, anchor in found:
        assert f'id="{anchor}"' in (index.parent / target).read_text(), (target, anchor)


def test_one_file_holds_the_page_of_calls(tmp_path: Path) -> None:
    text = write_html_file([(tmp_path, with_calls())], tmp_path / "one.html").read_text()
    assert '<article class="page" id="calls">' in text
    assert 'id="call-chromium-stable' not in text
    assert 'href="#check-pairs-each_hears_the_other--call-chromium-stable-firefox-esr"' in text


def test_two_of_one_name_stay_distinct(tmp_path: Path) -> None:
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
