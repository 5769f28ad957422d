"""What a finished run says in the terminal: each column in numbers, what is unexpected, where the time went."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rtcmatrix.model import Outcome, Result, Run, Status, is_pair, sides_of
from rtcmatrix.runs.completeness import assess

_COLUMNS = (
    (Status.PASS, "pass"),
    (Status.FAIL, "fail"),
    (Status.PRECONDITION_FAILED, "not\nsupported"),
    (Status.TIMEOUT, "timeout"),
    (Status.CRASH, "crash"),
    (Status.ERROR, "error"),
)

_ACROSS = 3
"""Browsers up to which calls are a table of both; of more, 80 columns hold a row for each pair."""


def print_summary(run: Run, console: Console) -> None:
    """Print the run; what came from a browser is shown as text, without control characters."""
    lacking = assess(run)
    if not lacking.is_complete:
        console.print(Text(_printable(lacking.headline), style="yellow"), soft_wrap=True)
    calls = [result for result in run.results if is_pair(result.browser)]
    if not calls or len(calls) < len(run.results):
        console.print(_numbers(run))
    if calls:
        console.print(calls_table(run))
    for one in run.unavailable:
        console.print(Text(f"{one.address} not available: {one.reason}"), soft_wrap=True)
    unexpected = [result for result in run.results if result.outcome is Outcome.UNEXPECTED]
    for result in unexpected:
        console.print(
            Text(f"unexpected: {result.check} in {_where(result)}: {_told(result)}", style="red"), soft_wrap=True
        )
    for result in run.results:
        if result.outcome is Outcome.FLAKY:
            console.print(
                Text(f"flaky: {result.check} in {_where(result)}: {_told(result)}", style="yellow"), soft_wrap=True
            )
    if not lacking.is_complete and not run.parts:
        console.print(Text("what was gathered is kept; `run --resume` gathers the rest", style="yellow"))
    console.print(_outcomes(run), highlight=False, soft_wrap=True)
    spent = run.timing
    confirming = f"confirming {spent.confirming:.1f}, " if spent.confirming else ""
    console.print(
        f"time {spent.wall:.1f} s: starting {spent.starting:.1f}, gathering {spent.gathering:.1f} (summed over lanes), "
        f"waiting {spent.waiting:.1f}, {confirming}judging {spent.judging:.1f}, reporting {spent.reporting:.1f}",
        highlight=False,
        soft_wrap=True,
    )


def _outcomes(run: Run) -> str:
    """Count what is unexpected and what is flaky, in one line that a script can read."""
    counts = Counter(result.outcome for result in run.results)
    flaky, total = counts[Outcome.FLAKY], len(run.results)
    share = f" ({100 * flaky / total:.2f} %)" if total else ""
    how = f"confirmed by up to {run.confirm} more gatherings" if run.confirm else "not confirmed"
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
    table.add_column("browser", no_wrap=True)
    table.add_column("launched", no_wrap=True)
    for _, title in _COLUMNS:
        table.add_column(title, justify="right")
    table.add_column("unexpected", justify="right")
    if flaky.total():
        table.add_column("flaky", justify="right")
    for address, count in counts.items():
        numbers = [str(count[status]) for status, _ in _COLUMNS]
        shaky = [str(flaky[address])] if flaky.total() else []
        table.add_row(Text(address), Text(versions.get(address, "-")), *numbers, str(unexpected[address]), *shaky)
    return table


def calls_table(run: Run) -> Table:
    """Count the calls of two browsers: a row for each that makes the offer, a column for each that answers."""
    results: dict[tuple[str, ...], list[Result]] = {}
    for result in run.results:
        if is_pair(result.browser):
            results.setdefault(sides_of(result.browser), []).append(result)
    ordered = [each.address for each in run.browsers]
    named = {side for sides in results for side in sides}
    sides = [*(each for each in dict.fromkeys(ordered) if each in named), *sorted(named - set(ordered))]
    table = Table(box=None, pad_edge=False)
    if len(sides) > _ACROSS:
        table.add_column("offers > answers", overflow="fold")
        table.add_column("pass", justify="right")
        for pair in [(one, other) for one in sides for other in sides if (one, other) in results]:
            table.add_row(Text(" > ".join(pair)), _call(results[pair]))
        return table
    table.add_column(Text("offers, down \\ answers, across"), overflow="fold")
    for answerer in sides:
        table.add_column(Text(answerer), justify="right", overflow="fold")
    for offerer in sides:
        table.add_row(Text(offerer), *(_call(results.get((offerer, answerer), [])) for answerer in sides))
    return table


def _call(results: list[Result]) -> Text:
    """Say how many checks of one pair pass; a mark where some do not and should."""
    if not results:
        return Text("-", style="dim")
    unexpected = sum(each.outcome is Outcome.UNEXPECTED for each in results)
    flaky = sum(each.outcome is Outcome.FLAKY for each in results)
    told = f"{sum(each.status is Status.PASS for each in results)} of {len(results)}"
    more = [f"{unexpected} unexpected"] * bool(unexpected) + [f"{flaky} flaky"] * bool(flaky)
    return Text("\n".join([told, *more]), style="red" if unexpected else "yellow" if flaky else "")


def _where(result: Result) -> str:
    """Name a browser, or the two of a call."""
    return " > ".join(sides_of(result.browser))


def _told(result: Result) -> str:
    return _printable(f"{result.status}: {(result.message or '').partition(chr(10))[0]}")


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)
