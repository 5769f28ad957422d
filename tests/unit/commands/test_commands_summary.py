"""The summary of a run, and of a comparison, in a terminal of 80 columns."""

from __future__ import annotations

import dataclasses
import io
import itertools

import pytest
from hostile_run import hostile_run
from made_up_calls import with_calls
from made_up_run import ESR, OLD, STABLE, provenance, three_browsers
from rich.cells import cell_len
from rich.console import Console

from rtcmatrix.commands import compare_table
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.compare import chosen_pairs, compare_columns
from rtcmatrix.model import BrowserSpec, Outcome, Run, Status, Timing


def said(run: Run) -> list[str]:
    out = io.StringIO()
    print_summary(run, Console(file=out, width=80))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_no_address_is_cut() -> None:
    told = said(with_calls())
    assert any(line.split()[:2] == ["chromium:stable", "156.0.8078.79"] for line in told)
    assert "\N{HORIZONTAL ELLIPSIS}" not in "".join(told)


def test_calls_are_a_table_of_who_offers_and_who_answers() -> None:
    told = said(with_calls())
    head = next(place for place, line in enumerate(told) if line.startswith("offerer"))
    assert told[head].split()[-3:] == [STABLE, OLD, ESR]
    assert told[head + 1].split() == [STABLE, *["4", "of", "4", "4", "of", "4", "3", "of", "4"]]
    assert told[head + 2].split() == ["1", "unexpected"]
    assert all(len(line) <= 80 for line in told[head : head + 6])
    assert "-" not in told[head + 1].split()


def test_what_came_as_a_surprise_in_a_call_names_both() -> None:
    told = said(with_calls())
    where = "chromium:stable > firefox:esr"
    assert f"unexpected: pairs/each_hears_the_other in {where}: FAIL: the answerer did not hear the tone" in told
    assert any(line.startswith("flaky: pairs/recordings_play in chromium:150 > firefox:esr") for line in told)


def test_what_is_flaky_is_counted() -> None:
    run = with_calls()
    flaky = sum(each.outcome is Outcome.FLAKY for each in run.results)
    assert flaky > 0
    total, unexpected = len(run.results), sum(each.outcome is Outcome.UNEXPECTED for each in run.results)
    counted = f"{flaky} flaky ({100 * flaky / total:.2f} %)"
    assert f"results {total}: {unexpected} unexpected (not confirmed), {counted}" in said(run)
    confirmed = dataclasses.replace(run, confirm=2)
    assert f"results {total}: {unexpected} unexpected (confirmed by up to 2 retries), {counted}" in said(confirmed)


def test_a_run_without_calls_has_no_such_table() -> None:
    assert not any("offerer" in line for line in said(three_browsers()))


def test_calls_alone_need_no_table_of_browsers() -> None:
    run = with_calls()
    told = said(dataclasses.replace(run, results=tuple(each for each in run.results if "+" in each.browser)))
    assert told[0].startswith("offerer")


def test_many_browsers_are_a_row_for_each_pair() -> None:
    run = with_calls()
    result = next(each for each in run.results if "+" in each.browser)
    names = [f"chromium:{each}" for each in (152, 153, 154, 155)]
    results = tuple(
        dataclasses.replace(result, browser=f"{one}+{other}") for one, other in itertools.product(names, repeat=2)
    )
    browsers = tuple(BrowserSpec(name="chromium", selector=each[9:], version=each[9:]) for each in names)
    told = said(dataclasses.replace(run, browsers=browsers, results=results, unavailable=()))
    assert told[0].split() == ["offerer", ">", "answerer", "pass"]
    assert told[1].split() == ["chromium:152", ">", "chromium:152", "1", "of", "1"]
    assert len([line for line in told if " > " in line]) == 17


def long_run() -> Run:
    """Make a run with long addresses, versions, messages, counts and times."""
    run = three_browsers()
    address = "chromium:156.0.8078.79"
    stable = next(each for each in run.browsers if each.address == STABLE)
    message = "expected 64 kbit/s of outbound-rtp.bytesSent, " * 20
    first = next(each for each in run.results if each.browser == STABLE)
    results = [
        dataclasses.replace(first, browser=address, check=f"{first.check}_{place}", status=status, outcome=outcome)
        for place, (status, outcome) in enumerate(
            [(status, Outcome.EXPECTED) for status in Status for _ in range(1_500)]
            + [(Status.FAIL, Outcome.UNEXPECTED), (Status.PASS, Outcome.FLAKY)]
        )
    ]
    results[-2:] = [dataclasses.replace(each, message=message) for each in results[-2:]]
    return dataclasses.replace(
        run,
        browsers=(*run.browsers, dataclasses.replace(stable, selector="156.0.8078.79")),
        provenances=(*run.provenances, provenance(address, "Chromium", "156.0.8078.12345")),
        results=(*run.results, *results),
        complete=False,
        confirm=2,
        timing=Timing(
            wall=16_082.0,
            starting=1_389.6,
            gathering=86_224.2,
            waiting=68_300.1,
            judging=12.0,
            reporting=45.7,
            confirming=812.4,
        ),
    )


def terminal_of_80_columns(out: io.StringIO) -> Console:
    return Console(file=out, width=80, force_terminal=True, color_system=None)


def too_long(out: io.StringIO) -> list[str]:
    """Return lines of more than 80 columns; one long word, such as a path, cannot be broken."""
    return [line for line in out.getvalue().splitlines() if cell_len(line) > 80 and " " in line.strip()]


@pytest.mark.parametrize("run", [three_browsers(), with_calls(), hostile_run(), long_run()], ids=lambda run: run.id)
@pytest.mark.parametrize("lanes", [None, 1, 12])
def test_a_summary_fits_80_columns(run: Run, lanes: int | None) -> None:
    out = io.StringIO()
    print_summary(run, terminal_of_80_columns(out), lanes=lanes)
    assert too_long(out) == []


@pytest.mark.parametrize("run", [three_browsers(), with_calls(), hostile_run()], ids=lambda run: run.id)
def test_a_comparison_fits_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(compare_table, "terminal", lambda: terminal_of_80_columns(out))
    compare_table.print_table([compare_columns(*pair) for pair in chosen_pairs(run)], [], [])
    assert out.getvalue()
    assert too_long(out) == []


def test_a_log_has_one_line_for_each_unexpected_result() -> None:
    run = long_run()
    unexpected = [line for line in said(run) if line.startswith("unexpected: ")]
    assert len(unexpected) == sum(each.outcome is Outcome.UNEXPECTED for each in run.results)


def test_the_time_names_what_it_was_spent_on() -> None:
    out = io.StringIO()
    print_summary(long_run(), Console(file=out, width=80), lanes=4)
    assert out.getvalue().endswith(
        "time 16082.0 s: browser startup 1389.6 s,\n"
        "                probes 86224.2 s (summed over up to 4 lanes per browser),\n"
        "                waiting for evidence 68300.1 s, confirmation 812.4 s,\n"
        "                checks 12.0 s, report 45.7 s\n"
    )
