"""Manage the cells of one process: select them, give them their evidence, record their results."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.errors import name_refusal
from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.verdict import of_repeats, status_of, with_outcome
from rtcmatrix.matrix import find_matrix, load_matrix, split_patterns
from rtcmatrix.model import Check, Evidence, Status, Timing
from rtcmatrix.runner.known_differences import known_by_address
from rtcmatrix.runner.last_run import last_run
from rtcmatrix.runner.phase_results import (
    BrowserNotAvailableError,
    NotJudgedError,
    judge_repeat,
    set_pytest_outcome,
    status_of_phase,
)
from rtcmatrix.runner.plan import Plan, read_plan
from rtcmatrix.runner.planning import make_plan
from rtcmatrix.runner.scheduler import address_of
from rtcmatrix.runner.sources import EvidenceSource, LiveSource, RecordedSource
from rtcmatrix.runs import Journal, finish_run, read_run
from rtcmatrix.runs.completeness import selected_cells, selections

RUN_FOLDER = "rtcmatrix_run"
"""The key of the xdist worker input that holds the folder of the planned run."""
_SELECTION_WRITERS = frozenset({"main", "gw0"})
"""Each xdist worker collects the same cells: only the first one journals the selection."""
EVIDENCE = pytest.StashKey[tuple[Evidence, ...]]()
NOT_AVAILABLE = pytest.StashKey[bool]()
"""Set on a cell whose browser never started: it has no result."""


class Cells:
    """The cells of a process that runs checks: pytest without xdist, or an xdist worker."""

    def __init__(self, config: pytest.Config) -> None:
        of_worker: dict[str, str] = getattr(config, "workerinput", {})
        run_folder = config.option.rtc_run or of_worker.get(RUN_FOLDER)
        self._planned_here = not run_folder
        self._run_dir = Path(run_folder) if run_folder else _plan_run(config)
        self.plan: Plan = read_plan(self._run_dir)
        self._scope = self.plan.scope
        self.addresses = list(self._scope.browsers)
        self.all_addresses = list(self._scope.addresses)
        self._probes = Path(self.plan.root) / "pages" / "probes"
        self._recorded = read_run(Path(self.plan.recorded)) if self.plan.recorded is not None else None
        self._recorded_ids = frozenset(each.id for each in self._recorded.evidence) if self._recorded else frozenset()
        self._known = known_by_address(self.plan, self._recorded)
        earlier = read_run(self._run_dir).results if self.plan.start > 1 else ()
        self._judged = {(result.check, result.browser) for result in earlier}
        self._checks: dict[str, Check] = {}
        self.selected: dict[str, list[Check]] = {}
        self._without_evidence: list[pytest.Item] = []
        self._source: EvidenceSource | None = None
        self._journal: Journal | None = None
        self._worker = of_worker.get("workerid", "main")
        self._only_collects = bool(config.option.collectonly)
        self._waiting_time = 0.0
        self._judging_time = 0.0

    @property
    def run_dir(self) -> Path:
        """The folder of the run."""
        return self._run_dir

    def select(self, items: Sequence[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
        """Split the collected items into those to run, grouped by browser, and the others."""
        selected: list[pytest.Item] = []
        deselected: list[pytest.Item] = []
        for item in items:
            is_selected = self._is_selected(item)
            if is_selected and self._lacks_evidence(item):
                self._without_evidence.append(item)
                is_selected = False
            (selected if is_selected else deselected).append(item)
        order = {address: index for index, address in enumerate(self.all_addresses)}
        selected.sort(key=lambda item: order.get(address_of(item.nodeid) or "", -1))
        return selected, deselected

    def add_collected(self, items: Sequence[pytest.Item]) -> None:
        """Add the checks of each browser, so that their probes can be gathered ahead."""
        for item in items:
            address = address_of(item.nodeid)
            if address in self.all_addresses and is_check(getattr(item, "function", None)):
                self.selected.setdefault(address, []).append(self.check(item))
        if self._worker in _SELECTION_WRITERS and not self._only_collects:
            self._journal_selection()

    def check(self, item: Any) -> Check:
        """Return the metadata of a collected check."""
        return self.read(item.function)

    def read(self, function: Callable[..., Any]) -> Check:
        """Read the metadata of a check, once; raises ConfigurationError if it is invalid."""
        key = f"{function.__module__}.{function.__qualname__}"
        if key not in self._checks:
            self._checks[key] = read_check(function, probes=self._probes)
        return self._checks[key]

    def addresses_of(self, function: Callable[..., Any]) -> list[str]:
        """Return the browsers, or the pairs, in which a check is judged."""
        return list(self.plan.pairs) if self.read(function).peers > 1 else self.addresses

    def evidence(self, item: Any, address: str) -> Evidence:
        """Wait for the evidence of a cell and return its first repeat.

        Skips the cell or raises NotJudgedError if the evidence has no facts to judge.
        """
        started = time.monotonic()
        try:
            repeats = self._open_source().evidence(self.check(item), address)
        except BrowserNotAvailableError as error:
            item.stash[NOT_AVAILABLE] = True
            pytest.skip(f"{address} is not available: {error}")
        finally:
            self._waiting_time += time.monotonic() - started
        item.stash[EVIDENCE] = repeats
        first, *_ = repeats
        final = status_of(first)
        if final is not None:
            status, message = final
            if status is Status.PRECONDITION_FAILED:
                pytest.skip(message)
            raise NotJudgedError(status, message)
        return first

    def report(self, item: Any, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """Make and journal the result of a cell from the phase that decided it, and set pytest's outcome."""
        if report.when == "call":
            self._judging_time += call.duration
        decides = report.when == "call" or (report.when == "setup" and not report.passed)
        if (
            not decides
            or NOT_AVAILABLE in item.stash
            or (call.excinfo is not None and isinstance(call.excinfo.value, (KeyboardInterrupt, pytest.exit.Exception)))
        ):
            return
        check = self.check(item)
        first, *repeats = item.stash.get(EVIDENCE, None) or (None,)
        statuses = [status_of_phase(call, report, first), *(judge_repeat(item, repeat) for repeat in repeats)]
        result = with_outcome(
            dataclasses.replace(
                of_repeats(statuses),
                check=check.id,
                browser=address_of(item.nodeid) or "",
                duration=round(call.duration, 4),
            ),
            self._known.get(address_of(item.nodeid) or "", ()),
        )
        with _exit_on_journal_error():
            journal = self._open_journal()
            journal.write("check", check)
            journal.write("result", result)
        set_pytest_outcome(report, result)

    def release(self, address: str) -> None:
        """Close a browser that has no further cells."""
        if self._source is not None:
            self._source.release(address)

    def close(self) -> None:
        """Close every browser and journal how long each phase took."""
        if self._source is not None:
            source_times = self._source.close()
            self._source = None
            times = Timing(
                starting=source_times.starting,
                gathering=source_times.gathering,
                waiting=round(self._waiting_time, 3),
                judging=round(self._judging_time, 3),
            )
            with contextlib.suppress(OSError):  # the run ends because of it, or has lost only its times
                self._open_journal().write("timing", times)
        if self._journal is not None:
            with contextlib.suppress(OSError):  # a full disk has been reported already
                self._journal.close()
            self._journal = None

    def finish(self, *, complete: bool) -> None:
        """Write the record of a run that was started by calling pytest directly; the command writes its own."""
        if self._planned_here:
            finished_at = datetime.now(UTC).isoformat(timespec="seconds")
            finish_run(self._run_dir, complete=complete, finished_at=finished_at)

    def _is_selected(self, item: Any) -> bool:
        address = address_of(item.nodeid)
        if not is_check(getattr(item, "function", None)):
            return True
        if address not in self.all_addresses:
            return False  # a check of pairs in a run without pairs
        check = self.check(item)
        judged = (check.id, address) in self._judged and self.plan.is_judged(f"{check.probe}@{address}")
        return not judged and self._scope.selects(check, address)

    def _lacks_evidence(self, item: Any) -> bool:
        """Return whether a recorded run that is judged again has no evidence for a cell."""
        address = address_of(item.nodeid)
        if self._recorded is None or address is None or not is_check(getattr(item, "function", None)):
            return False
        return f"{self.check(item).probe}@{address}" not in self._recorded_ids

    def _journal_selection(self) -> None:
        """Journal the selected cells before any is gathered, so that a killed run knows what is missing.

        A run that is judged again selects the cells with evidence and those that the recorded run had selected.
        """
        cells = {address: {check.id for check in checks} for address, checks in self.selected.items()}
        if self._recorded is not None:
            recorded = selected_cells(self._recorded)
            for item in self._without_evidence:
                address, check = address_of(item.nodeid) or "", self.check(item).id
                if check in recorded.get(address, ()):
                    cells.setdefault(address, set()).add(check)
        with _exit_on_journal_error():
            for selection in selections(cells):
                self._open_journal().write("selected", selection)

    def _open_source(self) -> EvidenceSource:
        if self._source is None:
            if self._recorded is not None:
                self._source = RecordedSource(self._recorded)
            else:
                self._source = LiveSource(self.plan, self._run_dir, self._open_journal(), self.selected)
        return self._source

    def _open_journal(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self._run_dir, self._worker, self.plan.start)
        return self._journal


@contextlib.contextmanager
def _exit_on_journal_error() -> Iterator[None]:
    """End the run if the journal cannot be written: every further result would be lost.

    Journaled results are kept, and the run can be resumed.
    """
    try:
        yield
    except OSError as error:
        pytest.exit(f"cannot record the run in {name_refusal(error)}", returncode=pytest.ExitCode.INTERRUPTED)


def _plan_run(config: pytest.Config) -> Path:
    """Plan a run if pytest was called directly; returns its folder."""
    start = config.rootpath if config.option.rtc_matrix is None else Path(config.option.rtc_matrix)
    matrix = load_matrix(find_matrix(start) if start.is_dir() else start)
    patterns = [pattern for text in config.option.rtc_browsers for pattern in split_patterns(text)]
    run_dir, _ = make_plan(matrix, patterns=patterns, lanes=config.option.rtc_lanes, last=last_run(matrix.root))
    return run_dir
