"""Where the evidence of a cell comes from: a browser that is being asked, or a run that was recorded.

Judges nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rtcmatrix.model import Check, Evidence, Run, Timing, Unavailable, is_pair, sides_of
from rtcmatrix.runner.phase_results import ColumnNotAvailableError
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runs import Journal, read_run

if TYPE_CHECKING:
    from rtcmatrix.gather.gathering import Gathering
    from rtcmatrix.gather.participants import Party


class Source(Protocol):
    """Gives evidence. Used by one thread, cell by cell, one browser after another."""

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Give the evidence of one cell, all its repeats, waiting for it where it must be gathered first."""

    def leave(self, address: str) -> None:
        """Be told that no further cell of this browser will be asked for."""

    def close(self) -> Timing:
        """End everything; gives where the time went. May be called when nothing was ever asked for."""


def repeats_of(run: Run) -> dict[str, tuple[Evidence, ...]]:
    """Give the evidence of each probe and browser of a run, in the order of repeats."""
    found: dict[str, list[Evidence]] = {}
    for one in sorted(run.evidence, key=lambda each: each.repeat):
        found.setdefault(one.id, []).append(one)
    return {name: tuple(every) for name, every in found.items()}


class RecordedSource:
    """Evidence of a recorded run; needs neither selenium nor a browser."""

    def __init__(self, run: Run) -> None:
        self._evidence = repeats_of(run)

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Look it up; a cell without evidence is missing and never asked for."""
        return self._evidence[f"{check.probe}@{address}"]

    def leave(self, address: str) -> None:
        """Nothing is held for a browser."""

    def close(self) -> Timing:
        """Nothing was started."""
        return Timing()


class GatheringSource:
    """Evidence that browsers give now. The first cell of a browser starts gathering all its probes."""

    def __init__(self, plan: Plan, run_dir: Path, journal: Journal, wanted: Mapping[str, Sequence[Check]]) -> None:
        # Here and not above: a recorded run is judged where selenium is not installed.
        from rtcmatrix.gather.guard import Guard  # noqa: PLC0415
        from rtcmatrix.gather.page_server import PageServer  # noqa: PLC0415
        from rtcmatrix.gather.resources import Surroundings  # noqa: PLC0415

        self._columns = {column.spec.address: column for column in plan.columns}
        self._wanted = wanted
        self._gatherings: dict[str, Gathering] = {}
        self._absent: dict[str, str] = {}
        """Address -> why none of its sessions started."""
        self._ended: list[Gathering] = []
        run = read_run(run_dir)
        self._earlier = repeats_of(run)
        self._plan = plan
        self._open = contextlib.ExitStack()
        server = self._open.enter_context(PageServer(Path(plan.root) / "pages"))
        guard = Guard()
        self._open.callback(guard.close)
        self._around = Surroundings(
            server=server, limits=plan.limits, guard=guard, artifacts=run_dir / "artifacts", tell=journal.write
        )

    def evidence(self, check: Check, address: str) -> tuple[Evidence, ...]:
        """Wait for it; a run that is resumed or confirmed has some already.

        Raises ColumnNotAvailableError where no session of the browser started.
        """
        earlier = self._earlier.get(f"{check.probe}@{address}", ())
        if not self._left(check.probe, address):
            return earlier
        dead = next((side for side in sides_of(address) if side in self._absent), None)
        if dead is not None and address not in self._absent:  # a call of a browser that never starts
            self._refuse(address, self._absent[dead])
        if address in self._absent:
            raise ColumnNotAvailableError(self._absent[address])
        if address not in self._gatherings:
            self._gatherings[address] = self._start(address)
        from rtcmatrix.gather.gathering_state import NeverStartedError  # noqa: PLC0415 - see __init__

        try:
            return (*earlier, *self._gatherings[address].evidence(check.probe))
        except NeverStartedError as error:
            self._absent[address] = str(error)
            raise ColumnNotAvailableError(str(error)) from None

    def _refuse(self, address: str, reason: str) -> None:
        """Call a pair not available because one of the two is not."""
        self._absent[address] = reason
        self._around.tell("unavailable", Unavailable(address=address, reasons=(("start", reason),)))

    def leave(self, address: str) -> None:
        """End the browser: the next one gets the machine."""
        gathering = self._gatherings.pop(address, None)
        if gathering is not None:
            gathering.close()
            self._ended.append(gathering)

    def close(self) -> Timing:
        """End every browser, the guard and the page server."""
        for address in list(self._gatherings):
            self.leave(address)
        self._open.close()
        return Timing(
            starting=round(sum(one.spent.starting for one in self._ended), 3),
            gathering=round(sum(one.spent.gathering for one in self._ended), 3),
        )

    def _start(self, address: str) -> Gathering:
        from rtcmatrix.gather.gathering import Gathering  # noqa: PLC0415 - see __init__

        left = {one.probe: self._left(one.probe, address) for one in self._wanted[address]}
        checks = [one for one in self._wanted[address] if left[one.probe]]
        gathering = Gathering(
            self._party(address),
            [self._around.server.probes[path] for path in dict.fromkeys(one.probe for one in checks)],
            self._around,
            durations={
                one.probe: self._plan.durations[cell]
                for one in checks
                if (cell := f"{one.probe}@{address}") in self._plan.durations
            },
            timeouts=self._timeouts(checks),
            repeats=left,
        )
        gathering.start()
        return gathering

    def _party(self, address: str) -> Party:
        """Give who an address names."""
        from rtcmatrix.gather.participants import OneBrowser, Pair  # noqa: PLC0415 - see __init__

        columns = [self._columns[side] for side in sides_of(address)]
        browsers = [OneBrowser(spec=column.spec, build=column.build) for column in columns]
        return Pair(offerer=browsers[0], answerer=browsers[1]) if is_pair(address) else browsers[0]

    def _left(self, probe: str, address: str) -> tuple[int, ...]:
        """Give the repeats of a probe that are still to be gathered."""
        cell = f"{probe}@{address}"
        return self._plan.repeats_left(cell, {one.repeat for one in self._earlier.get(cell, ())})

    def _timeouts(self, checks: Sequence[Check]) -> dict[str, float]:
        """Give the time of each probe whose checks ask for more: the longest, since they share one gathering."""
        longest: dict[str, float] = {}
        for one in checks:
            if one.timeout is not None:
                usual = self._around.server.probes[one.probe].timeout or self._around.limits.probe_timeout
                longest[one.probe] = max(one.timeout, longest.get(one.probe, usual))
        return longest
