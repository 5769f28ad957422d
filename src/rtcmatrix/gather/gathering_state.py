"""Hold the state that all threads of one gathering share: open sessions, pending evidence, whether it was stopped."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import Future

from rtcmatrix.gather.participants import OpenSessions, Participants
from rtcmatrix.gather.probe_runs import ProbeRun, ProbeRunKey
from rtcmatrix.gather.resources import PhaseTimes, SharedResources
from rtcmatrix.gather.session import Session
from rtcmatrix.model import Evidence, Fault, Unavailable


class NeverStartedError(Exception):
    """No session of the browser or pair started, so it is not available; the message says why."""


class GatheringState:
    """Used by every thread that gathers from one browser or pair; each probe run is completed once."""

    def __init__(
        self,
        participants: Participants,
        runs: Iterable[ProbeRun],
        resources: SharedResources,
        timeouts: Mapping[str, float],
        *,
        has_default_stage: bool,
    ) -> None:
        self.participants = participants
        self.resources = resources
        self.timeouts = timeouts
        self.times = PhaseTimes()
        self.stopped = threading.Event()
        self.start_error: str | None = None
        """Why the browser does not start at all, once that is known: other stages need not try."""
        self._default_start_known = threading.Event()
        """Set once it is known whether a session without a stage starts."""
        if not has_default_stage:
            self._default_start_known.set()
        self._futures: dict[ProbeRunKey, Future[Evidence]] = {run.key: Future() for run in runs}
        self._open_sessions: list[OpenSessions] = []
        self._has_default_stage = has_default_stage
        self._unavailable_reported = False
        self._provenance_reported: set[str] = set()
        """Addresses whose provenance is in the journal."""
        self._lock = threading.Lock()

    def evidence(self, probe: str) -> tuple[Evidence, ...]:
        """Wait for the evidence of all repeats of a probe."""
        keys = sorted(key for key in self._futures if key[0] == probe)
        return tuple(self._futures[key].result() for key in keys)

    def add_sessions(self, sessions: OpenSessions) -> None:
        """Add sessions that have started, so that ``stop`` closes them; after ``stop`` they are closed at once."""
        with self._lock:
            self._open_sessions.append(sessions)
        self._default_start_known.set()
        if self.stopped.is_set():
            sessions.close()

    def end_default_stage(self) -> None:
        """Stop making ``never_started`` wait for a session without a stage: none will start any more."""
        self._default_start_known.set()

    def has_started(self) -> bool:
        """Return whether a session of any stage has started so far."""
        with self._lock:
            return bool(self._open_sessions)

    def never_started(self) -> bool:
        """Return whether no session of any stage started; waits until that is known of sessions without a stage."""
        self._default_start_known.wait()
        return not self.has_started()

    def report_unavailable(self, runs: Iterable[ProbeRun], reason: str) -> None:
        """Journal once that the browser is not available, and end the runs without evidence."""
        with self._lock:
            first, self._unavailable_reported = not self._unavailable_reported, True
        if first and not self.stopped.is_set():
            unavailable = Unavailable(address=self.participants.address, reasons=(("start", reason),))
            with contextlib.suppress(OSError, ValueError):  # as in ``fail``
                self.resources.journal("unavailable", unavailable)
        for run in self.pending(runs):
            self._futures[run.key].set_exception(NeverStartedError(reason))

    def page_loaded(self, session: Session, user_agent: str) -> None:
        """Journal the provenance of a browser when its first page has loaded.

        Pages on stages count only if there are no others: the user agent of a browser on a display lacks "Headless".
        """
        if session.stage is not None and self._has_default_stage:
            return
        with self._lock:
            first = session.spec.address not in self._provenance_reported
            self._provenance_reported.add(session.spec.address)
        if first:
            self.resources.journal("provenance", session.provenance(user_agent))

    def complete(self, evidence: Evidence) -> None:
        """Journal the evidence of a probe run and pass it to the threads that wait for it."""
        if self.stopped.is_set() and evidence.fault is not None:
            return  # the browser was closed on purpose: its fault means nothing
        evidence = self.resources.versions.mark(evidence)
        self.resources.journal("evidence", evidence)
        self._futures[evidence.probe, evidence.repeat].set_result(evidence)

    def pending(self, runs: Iterable[ProbeRun]) -> list[ProbeRun]:
        """Return the runs that have no evidence yet."""
        return [run for run in runs if not self._futures[run.key].done()]

    def fail(self, runs: Iterable[ProbeRun], message: str) -> None:
        """Complete pending runs with an ERROR. After ``stop`` it is not journaled: a resumed run gathers them."""
        for run in self.pending(runs):
            evidence = Evidence(
                probe=run.probe.path,
                browser=self.participants.address,
                fault=Fault.ERROR,
                message=message,
                repeat=run.repeat,
            )
            if not self.stopped.is_set():
                with contextlib.suppress(OSError, ValueError):  # the journal may be what failed: complete all the same
                    self.resources.journal("evidence", evidence)
            self._futures[run.key].set_result(evidence)

    def stop(self) -> None:
        """Close every session, whatever it is doing; evidence gathered so far is in the journal."""
        self.stopped.set()
        with self._lock:
            open_sessions = list(self._open_sessions)
        for sessions in open_sessions:
            sessions.close()
