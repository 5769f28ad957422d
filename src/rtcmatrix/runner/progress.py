"""Show the progress of a run: finished cells of each browser and the remaining time.

Prints plain lines if the output is no terminal.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import pytest
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from rtcmatrix.runner.scheduler import address_of, check_of
from rtcmatrix.runner.workers import end_workers

PLAIN_INTERVAL = 30.0
"""Seconds between two plain lines, so that a log stays readable."""
PLAIN_SHARE = 0.1
"""Share of all cells between two plain lines."""


class Progress:
    """A pytest plugin of the process that controls the run; also collects pytest's errors."""

    def __init__(
        self,
        console: Console,
        *,
        confirms: bool = False,
        estimate: Callable[[Mapping[str, Sequence[str]]], str] | None = None,
    ) -> None:
        """Show progress on ``console``.

        ``confirms``: unexpected results are confirmed afterwards, so they are shown as provisional. ``estimate``
        returns a line for the selected cells, address -> check ids, which is printed before the first one.
        """
        self.errors: list[str] = []
        self._confirms = confirms
        self._estimate = estimate
        self._console = console
        self._live = console.is_terminal
        self._totals: Counter[str] = Counter()
        self._finished: Counter[str] = Counter()
        self._unexpected: Counter[str] = Counter()
        self._counted = False
        self._last_line_at = time.monotonic()
        self._last_line_finished = 0
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
        """Print a line above the progress bars."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the cells if pytest runs them in this process."""
        self._count([item.nodeid for item in session.items])

    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:  # noqa: ARG002 - the hook's form
        """Count the cells if workers run them; every worker collects the same."""
        self._count(ids)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Record why a suite cannot be collected."""
        if report.failed:
            self.errors.append(f"{report.nodeid}: {collection_error(report)}")

    def pytest_internalerror(self, excrepr: Any) -> None:
        """Record an internal error of pytest."""
        self.errors.append(str(excrepr).strip().splitlines()[-1])

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Kill the workers at once: pytest would wait for each of them to finish."""
        if isinstance(excinfo.value, pytest.exit.Exception) and excinfo.value.msg:
            self.errors.append(excinfo.value.msg)
        end_workers()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a finished cell."""
        result = getattr(report, "rtc", None)
        if result is None:
            return
        address = result["browser"]
        self._finished[address] += 1
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
            cells: dict[str, list[str]] = {}
            for node_id in node_ids:
                if address := address_of(node_id):
                    cells.setdefault(address, []).append(check_of(node_id))
            self._totals.update({address: len(checks) for address, checks in cells.items()})
            if self._estimate is not None and cells:
                self.say(self._estimate(cells))
            for address, total in self._totals.items():
                self._tasks[address] = self._bars.add_task(address, total=total, unexpected="")

    def _show(self, address: str) -> None:
        if self._live:
            count = self._unexpected[address]
            text = f"{count} {'to confirm' if self._confirms else 'unexpected'}" if count else ""
            self._bars.update(self._tasks[address], completed=self._finished[address], unexpected=text)
            return
        finished, total = self._finished.total(), self._totals.total()
        overdue = time.monotonic() - self._last_line_at > PLAIN_INTERVAL
        if finished == total or overdue or finished - self._last_line_finished >= PLAIN_SHARE * total:
            self._last_line_at, self._last_line_finished = time.monotonic(), finished
            self._console.print(self._plain_line(finished, total), markup=False, highlight=False, soft_wrap=True)

    def _plain_line(self, finished: int, total: int) -> str:
        """Format the overall progress and that of the browsers that run."""
        share = f"{finished}/{total} ({100 * finished // total} %)" if total else str(finished)
        running = [
            f"{address} {self._finished[address]}/{cells}"
            for address, cells in self._totals.items()
            if 0 < self._finished[address] < cells
        ]
        return f"{share}: {', '.join(running)}" if running else share


def collection_error(report: pytest.CollectReport) -> str:
    """Return why something could not be collected: the last line of pytest's text, without its "E" prefix."""
    return report.longreprtext.strip().rpartition("\n")[2].removeprefix("E  ").strip()


def _first_line(text: str | None) -> str:
    """Return the first line of a message, without control characters."""
    line = (text or "").strip().partition("\n")[0]
    return "".join(character if character.isprintable() else "?" for character in line)[:300]
