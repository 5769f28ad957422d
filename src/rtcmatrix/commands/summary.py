"""What a finished run says in the terminal: each column in numbers, what is unexpected, where the time went."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rtcmatrix.model import Outcome, Result, Run, Status

_COLUMNS = (
    (Status.PASS, "pass"),
    (Status.FAIL, "fail"),
    (Status.PRECONDITION_FAILED, "not supported"),
    (Status.TIMEOUT, "timeout"),
    (Status.CRASH, "crash"),
    (Status.ERROR, "error"),
)


def print_summary(run: Run, console: Console) -> None:
    """Print the run; what came from a browser is shown as text, without control characters."""
    console.print(_numbers(run))
    for one in run.unavailable:
        console.print(Text(f"{one.address} not available: {one.reason}"), soft_wrap=True)
    unexpected = [result for result in run.results if result.outcome is Outcome.UNEXPECTED]
    for result in unexpected:
        console.print(
            Text(f"unexpected: {result.check} in {result.browser}: {_told(result)}", style="red"), soft_wrap=True
        )
    for result in run.results:
        if result.outcome is Outcome.FLAKY:
            console.print(
                Text(f"flaky: {result.check} in {result.browser}: {_told(result)}", style="yellow"), soft_wrap=True
            )
    if not run.complete:
        console.print(Text("interrupted: what was gathered is kept; go on with --resume", style="yellow"))
    spent = run.timing
    console.print(
        f"time {spent.wall:.1f} s: starting {spent.starting:.1f}, gathering {spent.gathering:.1f} (summed over lanes), "
        f"waiting {spent.waiting:.1f}, judging {spent.judging:.1f}, reporting {spent.reporting:.1f}",
        highlight=False,
        soft_wrap=True,
    )


def _numbers(run: Run) -> Table:
    counts: dict[str, Counter[Status]] = {}
    unexpected: Counter[str] = Counter()
    flaky: Counter[str] = Counter()
    for result in run.results:
        counts.setdefault(result.browser, Counter())[result.status] += 1
        unexpected[result.browser] += result.outcome is Outcome.UNEXPECTED
        flaky[result.browser] += result.outcome is Outcome.FLAKY
    versions = {one.address: one.version for one in run.provenances}
    table = Table(box=None, pad_edge=False)
    table.add_column("browser")
    table.add_column("launched")
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


def _told(result: Result) -> str:
    text = f"{result.status}: {(result.message or '').partition(chr(10))[0]}"
    return "".join(letter if letter.isprintable() else "?" for letter in text)
