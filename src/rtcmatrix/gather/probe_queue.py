"""Run the queued probes of one stage in as many sessions as that takes: lanes, crashes, retries."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.gathering_state import GatheringState
from rtcmatrix.gather.lane import GatheredEvidence
from rtcmatrix.gather.participants import OpenSessions, ProbeLane
from rtcmatrix.gather.probe_runs import ProbeRun, ProbeRunKey
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.gather.stage_parts.errors import MissingRequirement, StageStartError
from rtcmatrix.model import Evidence, Fault

FIRST_START_ATTEMPTS = 2
"""Attempts to start a browser that has never started, before it is not available."""
RESTART_ATTEMPTS = 4
"""Attempts to start a browser that has started before: a busy machine must not cost the rest of its probes."""


class ProbeQueue:
    """The probe runs of one stage. Used by one thread, in which ``run_all`` returns when every run has its evidence.

    Probes that tolerate others run in parallel lanes; the rest run one by one afterwards. A stage has one display and
    one set of devices, so all its probes run one by one. A crash or an unresponsive page ends the session, and the next
    probe gets a new one. If a browser dies while several probes run, each of them runs again alone to find the one that
    crashes it; if none does, all are CRASH, because the cause is unknown. A probe that times out runs a second time,
    alone, because parallel probes and other browsers slow it down.
    """

    def __init__(self, stage: str | None, runs: Sequence[ProbeRun], state: GatheringState) -> None:
        self._stage = stage
        self._state = state
        self._runs = {run.key: run for run in runs}
        serial = [run.probe.alone or stage is not None for run in runs]
        self._parallel = deque(run for run, is_serial in zip(runs, serial, strict=True) if not is_serial)
        self._serial = deque(run for run, is_serial in zip(runs, serial, strict=True) if is_serial)
        self._suspects: list[GatheredEvidence] = []
        self._retried: set[ProbeRunKey] = set()
        self._probes_of_session: set[str] = set()
        """Probes that have run in the current session of a stage."""
        self._lane_error: Exception | None = None

    def run_all(self) -> None:
        """Run all probes. Raises nothing: errors become evidence."""
        state = self._state
        try:
            while not state.stopped.is_set() and (self._parallel or self._serial or self._suspects):
                if self._suspects:
                    self._rerun_suspects()
                else:
                    self._run_session()
        except (MissingRequirement, NotSupportedByBrowser) as missing:
            for run in state.pending(self._runs.values()):
                state.complete(dataclasses.replace(self._empty_evidence(run), unsupported=str(missing)))
        except SessionStartError as error:
            self._end_without_session(error)
        except BaseException as error:  # noqa: BLE001 - waiting threads must be answered, whatever the error is
            state.fail(self._runs.values(), f"gathering stopped: {type(error).__name__}: {error}")
        else:
            state.fail(self._runs.values(), "the run was stopped before this was gathered")
        finally:
            if self._stage is None:
                state.end_default_stage()

    def _end_without_session(self, error: SessionStartError) -> None:
        """End the remaining runs because no session starts. A browser that never started is not available.

        A stage that cannot be prepared says nothing about the browser.
        """
        state = self._state
        if self._stage is None:
            state.start_error = str(error)
            state.end_default_stage()
        elif isinstance(error.__cause__, StageStartError):
            state.fail(self._runs.values(), f'{error} (stage "{self._stage}")')
            return
        if not state.stopped.is_set() and state.never_started():
            state.report_unavailable(self._runs.values(), state.start_error or str(error))
            return
        suffix = "" if self._stage is None else f' (stage "{self._stage}")'
        state.fail(self._runs.values(), f"{error}{suffix}")

    def _run_session(self) -> None:
        """Open sessions and run probes until all have run or the sessions are unusable."""
        sessions = self._open_sessions()
        self._probes_of_session.clear()
        try:
            lane_count = sessions.max_lanes(self._state.resources.limits.lanes)
            usable = self._run_lanes(sessions, self._parallel, lane_count)
            if usable and not self._suspects:
                self._run_lanes(sessions, self._serial, 1)
        finally:
            sessions.close()

    def _open_sessions(self) -> OpenSessions:
        state = self._state
        attempts = RESTART_ATTEMPTS if state.has_started() else FIRST_START_ATTEMPTS
        for attempt in range(1, attempts + 1):
            if state.start_error is not None:
                raise SessionStartError(state.start_error)
            started = time.monotonic()
            try:
                sessions = state.participants.open(state.resources, self._stage)
            except SessionStartError:
                if attempt == attempts or state.stopped.is_set():
                    raise
            else:
                state.add_sessions(sessions)
                return sessions
            finally:
                state.times.add(starting=time.monotonic() - started)
        raise AssertionError("unreachable")

    def _run_lanes(self, sessions: OpenSessions, waiting: deque[ProbeRun], lane_count: int) -> bool:
        """Run the waiting probes in ``lane_count`` lanes; returns False if the session is unusable afterwards."""
        retired = threading.Event()
        crashed: list[GatheredEvidence] = []
        threads = [
            threading.Thread(
                target=self._lane_thread, args=(sessions, waiting, lane_count, retired, crashed), daemon=True
            )
            for _ in range(min(lane_count, len(waiting)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._lane_error is not None:
            raise self._lane_error
        if len(crashed) == 1:
            self._state.complete(crashed[0].evidence)
        else:
            self._suspects.extend(crashed)
        return not retired.is_set()

    def _lane_thread(
        self,
        sessions: OpenSessions,
        waiting: deque[ProbeRun],
        lane_count: int,
        retired: threading.Event,
        crashed: list[GatheredEvidence],
    ) -> None:
        """Run one lane; pass an error, such as a journal on a full disk, to the thread of the queue."""
        try:
            self._run_lane(sessions, waiting, lane_count, retired, crashed)
        except Exception as error:  # noqa: BLE001 - an exception in a thread would be lost
            self._lane_error = error
            retired.set()

    def _run_lane(
        self,
        sessions: OpenSessions,
        waiting: deque[ProbeRun],
        lane_count: int,
        retired: threading.Event,
        crashed: list[GatheredEvidence],
    ) -> None:
        lane = self._make_lane(sessions, lane_count)
        while not retired.is_set() and not self._state.stopped.is_set():
            try:
                run = waiting.popleft()
            except IndexError:
                return
            if self._needs_new_session(run):
                waiting.appendleft(run)
                retired.set()
                return
            gathered = self._gather(lane, run, attempt=2 if run.key in self._retried else 1)
            if gathered.browser_died:
                crashed.append(gathered)
            elif gathered.evidence.fault is Fault.TIMEOUT and run.key not in self._retried:
                self._retry_later(run, gathered.evidence)
            else:
                self._state.complete(gathered.evidence)
            if gathered.browser_died or gathered.session_unusable:
                retired.set()

    def _needs_new_session(self, run: ProbeRun) -> bool:
        """Return whether the session of a stage has run an earlier repeat of the same probe.

        On a stage all windows share a user context, and a probe has the same origin in each repeat because screenshots
        show it: a permission of one repeat would apply to the next.
        """
        if self._stage is None:
            return False
        has_run = run.probe.path in self._probes_of_session
        self._probes_of_session.add(run.probe.path)
        return has_run

    def _retry_later(self, run: ProbeRun, evidence: Evidence) -> None:
        """Queue a second attempt after all other probes; the evidence of the first stays in the journal."""
        self._state.resources.journal("evidence", evidence)
        self._retried.add(run.key)
        self._serial.append(run)

    def _rerun_suspects(self) -> None:
        """Run each suspect again alone: if any crashes its browser again, the evidence of the second runs counts.

        If none does, all stay CRASH: the browser did crash, and that must not be lost.
        """
        suspects = list(self._suspects)
        self._suspects.clear()
        reruns = [self._gather_alone(self._runs[each.evidence.probe, each.evidence.repeat]) for each in suspects]
        reproduced = any(rerun.browser_died for rerun in reruns)
        for suspect, rerun in zip(suspects, reruns, strict=True):
            message = f"{suspect.evidence.message} while {len(suspects)} probes ran, but with none of them alone"
            self._state.complete(
                rerun.evidence if reproduced else dataclasses.replace(suspect.evidence, message=message)
            )

    def _gather_alone(self, run: ProbeRun) -> GatheredEvidence:
        sessions = self._open_sessions()
        try:
            return self._gather(self._make_lane(sessions, 1), run, attempt=2)
        finally:
            sessions.close()

    def _make_lane(self, sessions: OpenSessions, lane_count: int) -> ProbeLane:
        return sessions.make_lane(self._state.resources, lane_count=lane_count, on_page_loaded=self._state.page_loaded)

    def _gather(self, lane: ProbeLane, run: ProbeRun, *, attempt: int = 1) -> GatheredEvidence:
        started = time.monotonic()
        try:
            return lane.gather(run, timeout=self._state.timeouts.get(run.probe.path), attempt=attempt)
        except Exception as error:  # noqa: BLE001 - one failing probe must not end the others
            message = f"{type(error).__name__}: {error}"
            evidence = dataclasses.replace(self._empty_evidence(run), fault=Fault.ERROR, message=message)
            return GatheredEvidence(evidence=evidence, session_unusable=True)
        finally:
            self._state.times.add(gathering=time.monotonic() - started)

    def _empty_evidence(self, run: ProbeRun) -> Evidence:
        """Return evidence without observations for a run that no lane has gathered."""
        return Evidence(
            probe=run.probe.path,
            browser=self._state.participants.address,
            started_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            stage=self._stage,
            repeat=run.repeat,
        )
