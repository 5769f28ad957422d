"""What a person sees while a run goes on: cells done, by browser, and the time left.

Plain lines when not a terminal.
"""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType
from typing import Any, Self

import pytest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from rtcmatrix.runner.scheduler import address_of
from rtcmatrix.runner.workers import end_workers

PLAIN_INTERVAL = 30.0
"""Seconds between two plain lines, so that a log stays readable."""
PLAIN_SHARE = 0.1
"""Share of all cells between two plain lines."""


class Progress:
    """A pytest plugin object of the process that leads the run; also collects what pytest has to complain about."""

    def __init__(self, console: Console, *, confirms: bool = False) -> None:
        """``confirms``: what is unexpected is gathered again afterwards, and not yet to be called so."""
        self.complaints: list[str] = []
        self._confirms = confirms
        self._console = console
        self._live = console.is_terminal
        self._totals: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._unexpected: Counter[str] = Counter()
        self._counted = False
        self._last_line = time.monotonic()
        self._last_done = 0
        self._tasks: dict[str, TaskID] = {}
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            TextColumn("[red]{task.fields[unexpected]}[/red]"),
            console=console,
        )

    def __enter__(self) -> Self:
        if self._live:
            self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._live:
            self._bars.stop()

    def say(self, line: str) -> None:
        """Print a line beside the progress."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the cells where pytest runs in this process."""
        self._count([item.nodeid for item in session.items])

    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:  # noqa: ARG002 - the hook's form
        """Count the cells where workers run them; every worker collects the same."""
        self._count(ids)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a suite cannot be collected."""
        if report.failed:
            self.complaints.append(f"{report.nodeid}: {last_words(report)}")

    def pytest_internalerror(self, excrepr: Any) -> None:
        """Keep what pytest itself failed of."""
        self.complaints.append(str(excrepr).strip().splitlines()[-1])

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """End the workers at once: pytest would wait for each to come to an end of its own."""
        if isinstance(excinfo.value, pytest.exit.Exception) and excinfo.value.msg:
            self.complaints.append(excinfo.value.msg)
        end_workers()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a cell that has its result."""
        result = getattr(report, "rtc", None)
        if result is None:
            return
        address = result["browser"]
        self._done[address] += 1
        if result["outcome"] == "unexpected":
            self._unexpected[address] += 1
            self._console.print(
                f"{'to confirm: ' if self._confirms else ''}{result['status']} {result['check']} {address}: "
                f"{_first_line(result['message'])}",
                markup=False,
                style="yellow" if self._confirms else "red",
                soft_wrap=True,
            )
        self._show(address)

    def _count(self, node_ids: list[str]) -> None:
        if not self._counted:
            self._counted = True
            self._totals.update(address for node_id in node_ids if (address := address_of(node_id)))
            for address, total in self._totals.items():
                self._tasks[address] = self._bars.add_task(address, total=total, unexpected="")

    def _show(self, address: str) -> None:
        if self._live:
            wrong = self._unexpected[address]
            told = f"{wrong} {'to confirm' if self._confirms else 'unexpected'}" if wrong else ""
            self._bars.update(self._tasks[address], completed=self._done[address], unexpected=told)
            return
        done, total = self._done.total(), self._totals.total()
        late = time.monotonic() - self._last_line > PLAIN_INTERVAL
        if done == total or late or done - self._last_done >= PLAIN_SHARE * total:
            self._last_line, self._last_done = time.monotonic(), done
            self._console.print(self._plain(done, total), markup=False, highlight=False, soft_wrap=True)

    def _plain(self, done: int, total: int) -> str:
        """Say in one line how far all are, and name the browsers that are at work."""
        share = f"{done}/{total} ({100 * done // total} %)" if total else str(done)
        at_work = [
            f"{name} {self._done[name]}/{most}" for name, most in self._totals.items() if 0 < self._done[name] < most
        ]
        return f"{share}: {', '.join(at_work)}" if at_work else share


def last_words(report: pytest.CollectReport) -> str:
    """Say why something could not be collected: the last line, without the mark that pytest gives an exception's."""
    return report.longreprtext.strip().rpartition("\n")[2].removeprefix("E  ").strip()


def _first_line(text: str | None) -> str:
    """Give the first line of a message, without what could move a terminal's cursor."""
    line = (text or "").strip().partition("\n")[0]
    return "".join(letter if letter.isprintable() else "?" for letter in line)[:300]
