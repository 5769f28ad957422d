"""The summary of a run in a terminal of 80 columns: counts per browser, unexpected results, time."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from rtcmatrix.model import Outcome, Result, Run, Status, Timing, is_pair, sides_of
from rtcmatrix.report.text.reuse import reuse_lines
from rtcmatrix.runs.completeness import assess

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

_COLUMNS = (
    (Status.PASS, "pass"),
    (Status.FAIL, "fail"),
    (Status.PRECONDITION_FAILED, "not\nsupported"),
    (Status.TIMEOUT, "time\nout"),
    (Status.CRASH, "crash"),
    (Status.ERROR, "error"),
)

_ACROSS = 3
"""Browsers up to which a table of calls has a column for each answerer; more would not fit 80 columns."""
_COLUMNS_OF_TERMINAL = 80


def print_summary(run: Run, console: Console, *, lanes: int | None = None) -> None:
    """Print the summary of a run; ``lanes`` is the limit per browser, if this process launched them."""
    missing = assess(run)
    if not missing.is_complete:
        _print_line(console, missing.headline, "yellow")
    calls = [result for result in run.results if is_pair(result.browser)]
    if not calls or len(calls) < len(run.results):
        console.print(_numbers(run))
    if calls:
        console.print(calls_table(run))
    absent = [f"{one.address} not available: {one.reason}" for one in run.unavailable]
    for line in (*reuse_lines(run.reuse), *absent):
        _print_line(console, line)
    for outcome, style in ((Outcome.UNEXPECTED, "red"), (Outcome.FLAKY, "yellow")):
        for result in run.results:
            if result.outcome is outcome:
                _print_line(console, f"{outcome}: {result.check} in {_browsers(result)}: {_status_line(result)}", style)
    if not missing.is_complete and not run.parts:
        _print_line(console, "the evidence is kept; `run --resume` gathers the rest", "yellow")
    console.print(_outcomes(run), highlight=False, soft_wrap=True)
    for line in _time_lines(run.timing, lanes):
        console.print(line, highlight=False, soft_wrap=True)


def _print_line(console: Console, text: str, style: str = "") -> None:
    """Print text on one line of a log, or wrapped to the width of a terminal; unprintable characters become ``?``."""
    text = _printable(text)
    if console.is_terminal:
        text = textwrap.fill(
            text, console.width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
    console.print(Text(text, style=style), soft_wrap=True)


def _time_lines(spent: Timing, lanes: int | None) -> list[str]:
    """Name what the time was spent on; steps that took none are left out, except the checks and the report."""
    summed = "all lanes" if lanes is None else f"up to {lanes} {'lane' if lanes == 1 else 'lanes'} per browser"
    phases = [
        *([f"browser startup {spent.starting:.1f} s"] if spent.starting else []),
        *([f"probes {spent.gathering:.1f} s (summed over {summed})"] if spent.gathering else []),
        *([f"waiting for evidence {spent.waiting:.1f} s"] if spent.waiting else []),
        *([f"confirmation {spent.confirming:.1f} s"] if spent.confirming else []),
        f"checks {spent.judging:.1f} s",
        f"report {spent.reporting:.1f} s",
    ]
    return _packed(f"time {spent.wall:.1f} s: ", phases)


def _packed(lead: str, items: Iterable[str]) -> list[str]:
    """Join items into as few lines as fit the terminal, without breaking an item."""
    lines = [lead]
    indent = " " * len(lead)
    for item in items:
        if len(lines[-1]) + len(item) + 1 > _COLUMNS_OF_TERMINAL and lines[-1].strip():
            lines.append(indent)
        lines[-1] += f"{item}, "
    return [line.rstrip() for line in lines[:-1]] + [lines[-1].removesuffix(", ")]


def _outcomes(run: Run) -> str:
    """Count unexpected and flaky results in one line, so that scripts can parse it."""
    counts = Counter(result.outcome for result in run.results)
    flaky, total = counts[Outcome.FLAKY], len(run.results)
    share = f" ({100 * flaky / total:.2f} %)" if total else ""
    retries = "retry" if run.confirm == 1 else "retries"
    how = f"confirmed by up to {run.confirm} {retries}" if run.confirm else "not confirmed"
    return f"results {total}: {counts[Outcome.UNEXPECTED]} unexpected ({how}), {flaky} flaky{share}"


def _numbers(run: Run) -> Table:
    counts: dict[str, Counter[Status]] = {}
    unexpected: Counter[str] = Counter()
    flaky: Counter[str] = Counter()
    for result in run.results:
        if is_pair(result.browser):
            continue
        counts.setdefault(result.browser, Counter())[result.status] += 1
        unexpected[result.browser] += result.outcome is Outcome.UNEXPECTED
        flaky[result.browser] += result.outcome is Outcome.FLAKY
    versions = {one.address: one.version for one in run.provenances}
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("browser", overflow="fold")
    table.add_column("launched", overflow="fold")
    for title in (*(title for _, title in _COLUMNS), "unex-\npected", *(["flaky"] if flaky.total() else [])):
        table.add_column(title, justify="right", no_wrap=True)
    for address, count in counts.items():
        numbers = [str(count[status]) for status, _ in _COLUMNS]
        retried = [str(flaky[address])] if flaky.total() else []
        table.add_row(Text(address), Text(versions.get(address, "-")), *numbers, str(unexpected[address]), *retried)
    return table


def calls_table(run: Run) -> Table:
    """Count the passed checks of each pair: a row for each offerer, a column for each answerer."""
    results: dict[tuple[str, ...], list[Result]] = {}
    for result in run.results:
        if is_pair(result.browser):
            results.setdefault(sides_of(result.browser), []).append(result)
    ordered = [each.address for each in run.browsers]
    named = {side for sides in results for side in sides}
    sides = [*(each for each in dict.fromkeys(ordered) if each in named), *sorted(named - set(ordered))]
    table = Table(box=None, pad_edge=False)
    if len(sides) > _ACROSS:
        table.add_column("offerer > answerer", overflow="fold")
        table.add_column("pass", justify="right")
        for pair in [(one, other) for one in sides for other in sides if (one, other) in results]:
            table.add_row(Text(" > ".join(pair)), _call(results[pair]))
        return table
    table.add_column(Text("offerer \\ answerer"), overflow="fold")
    for answerer in sides:
        table.add_column(Text(answerer), justify="right", overflow="fold")
    for offerer in sides:
        table.add_row(Text(offerer), *(_call(results.get((offerer, answerer), [])) for answerer in sides))
    return table


def _call(results: list[Result]) -> Text:
    """Count the passed checks of one pair, and its unexpected and flaky results."""
    if not results:
        return Text("-", style="dim")
    unexpected = sum(each.outcome is Outcome.UNEXPECTED for each in results)
    flaky = sum(each.outcome is Outcome.FLAKY for each in results)
    passed = f"{sum(each.status is Status.PASS for each in results)} of {len(results)}"
    more = [f"{unexpected} unexpected"] * bool(unexpected) + [f"{flaky} flaky"] * bool(flaky)
    return Text("\n".join([passed, *more]), style="red" if unexpected else "yellow" if flaky else "")


def _browsers(result: Result) -> str:
    """Name the browser, or offerer and answerer of a pair."""
    return " > ".join(sides_of(result.browser))


def _status_line(result: Result) -> str:
    """Return the status with the first line of the message."""
    return f"{result.status}: {(result.message or '').partition(chr(10))[0]}"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)
