"""Provide the evidence of cells, from live browsers or from a recorded run."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rtcmatrix.model import Check, Evidence, Run, Timing, Unavailable, is_pair, sides_of
from rtcmatrix.runner.phase_results import BrowserNotAvailableError
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runs import Journal, read_run

if TYPE_CHECKING:
    from rtcmatrix.gather.gathering import Gathering
    from rtcmatrix.gather.participants import Participants


class EvidenceSource(Protocol):
    """Provides evidence. Used by one thread, cell by cell, one browser after another."""

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Return the evidence of a cell, all repeats; waits for it if it is gathered live."""

    def release(self, address: str) -> None:
        """Release a browser: no further cell of it will be requested."""

    def close(self) -> Timing:
        """Close everything and return how long each phase took. May be called before any evidence was requested."""


def repeats_of(run: Run) -> dict[str, tuple[Evidence, ...]]:
    """Group the evidence of a run by id, in the order of repeats."""
    groups: dict[str, list[Evidence]] = {}
    for evidence in sorted(run.evidence, key=lambda each: each.repeat):
        groups.setdefault(evidence.id, []).append(evidence)
    return {evidence_id: tuple(repeats) for evidence_id, repeats in groups.items()}


class RecordedSource:
    """Provides the evidence of a recorded run; needs neither Selenium nor a browser."""

    def __init__(self, run: Run) -> None:
        self._evidence = repeats_of(run)

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Look it up. Cells without evidence are deselected, so every lookup succeeds."""
        return self._evidence[f"{check.probe}@{address}"]

    def release(self, address: str) -> None:
        """Do nothing: no resources are held for a browser."""

    def close(self) -> Timing:
        """Return zero times: nothing was started."""
        return Timing()


class LiveSource:
    """Gathers evidence from browsers. The first cell of a browser starts gathering all its selected probes."""

    def __init__(self, plan: Plan, run_dir: Path, journal: Journal, selected: Mapping[str, Sequence[Check]]) -> None:
        # Imported here: a recorded run can be judged without Selenium installed.
        from rtcmatrix.runner.resources import open_resources  # noqa: PLC0415

        self._browsers = {browser.spec.address: browser for browser in plan.columns}
        self._selected = selected
        self._gatherings: dict[str, Gathering] = {}
        self._unavailable: dict[str, str] = {}
        """Address -> why none of its sessions started."""
        self._closed: list[Gathering] = []
        run = read_run(run_dir)
        self._earlier = repeats_of(run)
        self._plan = plan
        self._stack = contextlib.ExitStack()
        probes = {check.probe for checks in selected.values() for check in checks}
        self._resources = self._stack.enter_context(open_resources(plan, run_dir, journal, probes))

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Wait for the evidence; includes repeats that an earlier start of the run gathered.

        Raises BrowserNotAvailableError if no session of the browser started.
        """
        earlier = self._earlier.get(f"{check.probe}@{address}", ())
        if not self._repeats_left(check.probe, address):
            return earlier
        unavailable = next((side for side in sides_of(address) if side in self._unavailable), None)
        if unavailable is not None and address not in self._unavailable:  # a pair with a browser that never starts
            self._mark_unavailable(address, self._unavailable[unavailable])
        if address in self._unavailable:
            raise BrowserNotAvailableError(self._unavailable[address])
        if address not in self._gatherings:
            self._gatherings[address] = self._start(address)
        from rtcmatrix.gather.gathering_state import NeverStartedError  # noqa: PLC0415 - see __init__

        try:
            return (*earlier, *self._gatherings[address].evidence(check.probe))
        except NeverStartedError as error:
            self._unavailable[address] = str(error)
            raise BrowserNotAvailableError(str(error)) from None

    def _mark_unavailable(self, address: str, reason: str) -> None:
        """Journal that a pair is not available because one of its browsers is not."""
        self._unavailable[address] = reason
        self._resources.journal("unavailable", Unavailable(address=address, reasons=(("start", reason),)))

    def release(self, address: str) -> None:
        """Close the browser, to free the machine for the next one."""
        gathering = self._gatherings.pop(address, None)
        if gathering is not None:
            gathering.close()
            self._closed.append(gathering)

    def close(self) -> Timing:
        """Close every browser, the guard and the page server."""
        for address in list(self._gatherings):
            self.release(address)
        self._stack.close()
        return Timing(
            starting=round(sum(each.times.starting for each in self._closed), 3),
            gathering=round(sum(each.times.gathering for each in self._closed), 3),
        )

    def _start(self, address: str) -> Gathering:
        from rtcmatrix.gather.gathering import Gathering  # noqa: PLC0415 - see __init__

        repeats = {check.probe: self._repeats_left(check.probe, address) for check in self._selected[address]}
        checks = [check for check in self._selected[address] if repeats[check.probe]]
        gathering = Gathering(
            self._participants(address),
            [self._resources.server.probes[path] for path in dict.fromkeys(check.probe for check in checks)],
            self._resources,
            durations={
                check.probe: self._plan.durations[evidence_id]
                for check in checks
                if (evidence_id := f"{check.probe}@{address}") in self._plan.durations
            },
            timeouts=self._timeouts(checks),
            repeats=repeats,
        )
        gathering.start()
        return gathering

    def _participants(self, address: str) -> Participants:
        """Return the browser or pair of an address."""
        from rtcmatrix.gather.participants import BrowserPair, SingleBrowser  # noqa: PLC0415 - see __init__

        planned = [self._browsers[side] for side in sides_of(address)]
        browsers = [SingleBrowser(spec=each.spec, build=each.build) for each in planned]
        return BrowserPair(offerer=browsers[0], answerer=browsers[1]) if is_pair(address) else browsers[0]

    def _repeats_left(self, probe: str, address: str) -> tuple[int, ...]:
        """Return the repeats of a probe that are not gathered yet."""
        evidence_id = f"{probe}@{address}"
        return self._plan.repeats_left(evidence_id, {each.repeat for each in self._earlier.get(evidence_id, ())})

    def _timeouts(self, checks: Sequence[Check]) -> dict[str, float]:
        """Return the timeout of each probe whose checks raise it: the longest, because they share its evidence."""
        longest: dict[str, float] = {}
        for check in checks:
            if check.timeout is not None:
                default = self._resources.server.probes[check.probe].timeout or self._resources.limits.probe_timeout
                longest[check.probe] = max(check.timeout, longest.get(check.probe, default))
        return longest
