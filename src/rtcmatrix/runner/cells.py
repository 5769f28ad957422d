"""The cells of one process: what pytest collected, the evidence each is given, the result each comes to."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.errors import name_refusal
from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.judge.verdict import of_repeats, status_of, with_outcome
from rtcmatrix.matrix import find_matrix, load_matrix, matches, split_patterns
from rtcmatrix.model import Check, Evidence, Status, Timing
from rtcmatrix.runner.phase_results import ColumnNotAvailableError, NotJudgedError, judge_repeat, read_end, say_outcome
from rtcmatrix.runner.known_differences import known_by_address
from rtcmatrix.runner.plan import Plan, make_plan, read_plan
from rtcmatrix.runner.scheduler import address_of
from rtcmatrix.runner.sources import GatheringSource, RecordedSource, Source
from rtcmatrix.runs import Journal, finish_run, read_run
from rtcmatrix.runs.completeness import selected_cells, selections

RUN_FOLDER = "rtcmatrix_run"
"""Where xdist's workers find the run that their leader has planned."""
_PLANNERS = frozenset({"main", "gw0"})
"""Each worker of xdist collects the same cells: the first of them writes the plan down."""
EVIDENCE = pytest.StashKey[tuple[Evidence, ...]]()
ABSENT = pytest.StashKey[bool]()
"""Set on a cell whose browser never started: it has no result."""


class Cells:
    """One per process that runs checks: serial pytest, or each xdist worker."""

    def __init__(self, config: pytest.Config) -> None:
        given = config.option.rtc_run or getattr(config, "workerinput", {}).get(RUN_FOLDER)
        self._planned_here = not given
        self._run_dir = Path(given) if given else _plan_run(config)
        self.plan: Plan = read_plan(self._run_dir)
        self.addresses = [column.spec.address for column in self.plan.columns]
        self.everywhere = [*self.addresses, *self.plan.pairs]
        self._probes = Path(self.plan.root) / "pages" / "probes"
        self._recorded = read_run(Path(self.plan.recorded)) if self.plan.recorded is not None else None
        self._gathered = frozenset(each.id for each in self._recorded.evidence) if self._recorded else frozenset()
        self._known = known_by_address(self.plan, self._recorded)
        done = read_run(self._run_dir).results if self.plan.start > 1 else ()
        self._done = {(result.check, result.browser) for result in done}
        self._checks: dict[str, Check] = {}
        self._wanted: dict[str, list[Check]] = {}
        self._unjudged: list[pytest.Item] = []
        self._source: Source | None = None
        self._journal: Journal | None = None
        self._worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._waiting = 0.0
        self._judging = 0.0

    @property
    def run_dir(self) -> Path:
        """The folder of the run."""
        return self._run_dir

    def select(self, items: Sequence[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
        """Split what was collected into what runs, browser after browser, and what does not."""
        kept: list[pytest.Item] = []
        dropped: list[pytest.Item] = []
        for item in items:
            wanted = self._is_wanted(item)
            if wanted and self._lacks_evidence(item):
                self._unjudged.append(item)
                wanted = False
            (kept if wanted else dropped).append(item)
        order = {address: place for place, address in enumerate(self.everywhere)}
        kept.sort(key=lambda item: order.get(address_of(item.nodeid) or "", -1))
        return kept, dropped

    def collected(self, items: Sequence[pytest.Item]) -> None:
        """Note which checks each browser will be asked for."""
        for item in items:
            address = address_of(item.nodeid)
            if address in self.everywhere and is_check(getattr(item, "function", None)):
                self._wanted.setdefault(address, []).append(self.check(item))
        if self._worker in _PLANNERS:
            self._write_plan()

    def check(self, item: Any) -> Check:
        """Give the metadata of a collected check."""
        return self.read(item.function)

    def read(self, function: Callable[..., Any]) -> Check:
        """Read the metadata of a check, once; raises ConfigurationError where it cannot be one."""
        key = f"{function.__module__}.{function.__qualname__}"
        if key not in self._checks:
            self._checks[key] = read_check(function, probes=self._probes)
        return self._checks[key]

    def addresses_of(self, function: Callable[..., Any]) -> list[str]:
        """Give where a check is judged: in each browser, or in each pair."""
        return list(self.plan.pairs) if self.read(function).peers > 1 else self.addresses

    def evidence(self, item: Any, address: str) -> Evidence:
        """Wait for the evidence of a cell and give the first; raises what that decides by itself."""
        began = time.monotonic()
        try:
            found = self._open_source().evidence(self.check(item), address)
        except ColumnNotAvailableError as absent:
            item.stash[ABSENT] = True
            pytest.skip(f"{address} is not available: {absent}")
        finally:
            self._waiting += time.monotonic() - began
        item.stash[EVIDENCE] = found
        first, *_ = found
        decided = status_of(first)
        if decided is not None:
            status, message = decided
            if status is Status.PRECONDITION_FAILED:
                pytest.skip(message)
            raise NotJudgedError(status, message)
        return first

    def report(self, item: Any, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """Make the result of a cell of the phase that decided it, journal it, say its outcome in pytest's words."""
        if report.when == "call":
            self._judging += call.duration
        decides = report.when == "call" or (report.when == "setup" and not report.passed)
        if (
            not decides
            or ABSENT in item.stash
            or (call.excinfo is not None and isinstance(call.excinfo.value, (KeyboardInterrupt, pytest.exit.Exception)))
        ):
            return
        check = self.check(item)
        first, *repeats = item.stash.get(EVIDENCE, None) or (None,)
        ends = [read_end(call, report, first), *(judge_repeat(item, repeat) for repeat in repeats)]
        result = with_outcome(
            dataclasses.replace(
                of_repeats(ends),
                check=check.id,
                browser=address_of(item.nodeid) or "",
                duration=round(call.duration, 4),
            ),
            self._known.get(address_of(item.nodeid) or "", ()),
        )
        with _recording():
            journal = self._open_journal()
            journal.write("check", check)
            journal.write("result", result)
        say_outcome(report, result)

    def leave(self, address: str) -> None:
        """Let a browser go."""
        if self._source is not None:
            self._source.leave(address)

    def close(self) -> None:
        """End every browser and write down where the time went."""
        if self._source is not None:
            spent = self._source.close()
            self._source = None
            times = Timing(
                starting=spent.starting,
                gathering=spent.gathering,
                waiting=round(self._waiting, 3),
                judging=round(self._judging, 3),
            )
            with contextlib.suppress(OSError):  # the run ends because of it, or has lost nothing but times
                self._open_journal().write("timing", times)
        if self._journal is not None:
            with contextlib.suppress(OSError):  # what a full disk did not take has been told
                self._journal.close()
            self._journal = None

    def finish(self, *, complete: bool) -> None:
        """Write the record of a run that pytest was called for by hand; the command writes its own."""
        if self._planned_here:
            finished_at = datetime.now(UTC).isoformat(timespec="seconds")
            finish_run(self._run_dir, complete=complete, finished_at=finished_at)

    def _is_wanted(self, item: Any) -> bool:
        address = address_of(item.nodeid)
        if not is_check(getattr(item, "function", None)):
            return True
        if address not in self.everywhere:
            return False  # a check of pairs, of which this run has none
        check = self.check(item)
        done = (check.id, address) in self._done and self.plan.is_judged(f"{check.probe}@{address}")
        return not done and any(matches(pattern, check.id) for pattern in self.plan.suites)

    def _lacks_evidence(self, item: Any) -> bool:
        """Whether a recorded run that is judged again holds nothing that this cell could be judged by."""
        address = address_of(item.nodeid)
        if self._recorded is None or address is None or not is_check(getattr(item, "function", None)):
            return False
        return f"{self.check(item).probe}@{address}" not in self._gathered

    def _write_plan(self) -> None:
        """Journal which cells were selected, before any is gathered: a run that is killed knows what it lacks.

        A run that is judged again selects what there is evidence of, and what it had selected when it was recorded.
        """
        cells = {address: {check.id for check in checks} for address, checks in self._wanted.items()}
        if self._recorded is not None:
            before = selected_cells(self._recorded)
            for item in self._unjudged:
                address, check = address_of(item.nodeid) or "", self.check(item).id
                if check in before.get(address, ()):
                    cells.setdefault(address, set()).add(check)
        with _recording():
            for selection in selections(cells):
                self._open_journal().write("selected", selection)

    def _open_source(self) -> Source:
        if self._source is None:
            if self._recorded is not None:
                self._source = RecordedSource(self._recorded)
            else:
                self._source = GatheringSource(self.plan, self._run_dir, self._open_journal(), self._wanted)
        return self._source

    def _open_journal(self) -> Journal:
        if self._journal is None:
            self._journal = Journal(self._run_dir, self._worker, self.plan.start)
        return self._journal


@contextlib.contextmanager
def _recording() -> Iterator[None]:
    """End the run where the system refuses the journal: going on would lose every result.

    What is in the journals stays, and the run can be resumed.
    """
    try:
        yield
    except OSError as refused:
        pytest.exit(f"cannot record the run in {name_refusal(refused)}", returncode=pytest.ExitCode.INTERRUPTED)


def _plan_run(config: pytest.Config) -> Path:
    """Plan a run where pytest was called by hand; gives its folder."""
    start = config.rootpath if config.option.rtc_matrix is None else Path(config.option.rtc_matrix)
    matrix = load_matrix(find_matrix(start) if start.is_dir() else start)
    patterns = [pattern for text in config.option.rtc_browsers for pattern in split_patterns(text)]
    run_dir, _ = make_plan(matrix, patterns=patterns, lanes=config.option.rtc_lanes)
    return run_dir
