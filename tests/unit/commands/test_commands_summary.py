"""What a finished run says of browsers and of calls between them, in a terminal of 80 columns."""

from __future__ import annotations

import dataclasses
import io
import itertools

from made_up_calls import with_calls
from made_up_run import ESR, OLD, STABLE, three_browsers
from rich.console import Console

from rtcmatrix.commands.summary import print_summary
from rtcmatrix.model import BrowserSpec, Outcome, Run


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
    head = next(place for place, line in enumerate(told) if line.startswith("offers, down"))
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
    assert f"results {total}: {unexpected} unexpected (confirmed by up to 2 more gatherings), {counted}" in said(
        confirmed
    )


def test_a_run_without_calls_has_no_such_table() -> None:
    assert not any("offers" in line for line in said(three_browsers()))


def test_calls_alone_need_no_table_of_browsers() -> None:
    run = with_calls()
    told = said(dataclasses.replace(run, results=tuple(each for each in run.results if "+" in each.browser)))
    assert told[0].startswith("offers, down")


def test_many_browsers_are_a_row_for_each_pair() -> None:
    run = with_calls()
    result = next(each for each in run.results if "+" in each.browser)
    names = [f"chromium:{each}" for each in (152, 153, 154, 155)]
    results = tuple(
        dataclasses.replace(result, browser=f"{one}+{other}") for one, other in itertools.product(names, repeat=2)
    )
    browsers = tuple(BrowserSpec(name="chromium", selector=each[9:], version=each[9:]) for each in names)
    told = said(dataclasses.replace(run, browsers=browsers, results=results, unavailable=()))
    assert told[0].split() == ["offers", ">", "answers", "pass"]
    assert told[1].split() == ["chromium:152", ">", "chromium:152", "1", "of", "1"]
    assert len([line for line in told if " > " in line]) == 17
