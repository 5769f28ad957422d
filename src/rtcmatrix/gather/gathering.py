"""All the probes of one browser, gathered ahead of whoever judges them: order, lanes, new sessions after a crash."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import Future

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.lane import Gathered, Lane
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.session import Session, SessionStartError
from rtcmatrix.gather.stages import Lacking
from rtcmatrix.gather.surroundings import Spent, Surroundings, Waiting
from rtcmatrix.model import BrowserSpec, Build, Evidence, Fault, Provenance

STARTS_TRIED = 2
"""How often a browser that does not start is asked again before its column is given up."""


class Gathering:
    """Gathers the probes of one browser in the background, each once; ``evidence`` waits for one of them.

    Probes that may stand beside others run in lanes, longest first by ``durations`` (seconds, from an earlier run);
    those that must be alone follow, one by one, and then the stages, each with a session of its own. A crash, a dead
    tab or a hang ends the session, and the next probe gets a new one. Where a browser died under several probes, each
    of them is gathered again alone to find the one that kills it; if none does, all of them are CRASH, since nobody can
    say which it was.
    """

    def __init__(
        self,
        spec: BrowserSpec,
        build: Build,
        probes: Iterable[Probe],
        surroundings: Surroundings,
        *,
        durations: Mapping[str, float] | None = None,
        timeouts: Mapping[str, float] | None = None,
    ) -> None:
        self.spec = spec
        self.build = build
        self.spent = Spent()
        self._around = surroundings
        self._timeouts = dict(timeouts or {})
        known = dict(durations or {})
        longest_first = sorted(probes, key=lambda probe: -known.get(probe.path, float("inf")))
        self._waiting = {
            stage: Waiting.of([probe for probe in longest_first if probe.stage == stage])
            for stage in sorted({probe.stage for probe in longest_first}, key=lambda stage: (stage is not None, stage))
        }
        self._suspects: list[Gathered] = []
        self._futures: dict[str, Future[Evidence]] = {probe.path: Future() for probe in longest_first}
        self._probes = {probe.path: probe for probe in longest_first}
        self._session: Session | None = None
        self._provenance_told = False
        self._broken: Exception | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name=f"gather {spec.address}", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def evidence(self, probe: str) -> Evidence:
        """Wait for the evidence of one probe."""
        return self._futures[probe].result()

    def close(self) -> None:
        """End the browser, whatever it is doing; what was gathered has been told."""
        self._stopped.set()
        with self._lock:
            session = self._session
        if session is not None:
            session.close()
        if self._thread.is_alive():
            self._thread.join()

    # The rest runs on the gathering's own thread and its lanes.

    def _work(self) -> None:
        try:
            for stage, waiting in self._waiting.items():
                self._play(stage, waiting)
        except SessionStartError as error:
            self._give_up(str(error))
        except BaseException as error:  # noqa: BLE001 - whoever waits must be told, whatever it was
            self._give_up(f"gathering stopped: {type(error).__name__}: {error}")
        else:
            self._give_up("the run was stopped before this was gathered")

    def _play(self, stage: str | None, waiting: Waiting) -> None:
        """Gather the probes of one stage; where it cannot be had, they say so and the next stage is taken up."""
        try:
            while not self._stopped.is_set() and (waiting or self._suspects):
                if self._suspects:
                    self._question()
                else:
                    self._generation(stage, waiting)
        except (Lacking, NotSupportedByBrowser) as lack:
            for probe in self._left(stage):
                self._settle(Evidence(probe=probe, browser=self.spec.address, unsupported=str(lack), stage=stage))
        except SessionStartError as error:
            if stage is None:
                raise
            for probe in self._left(stage):
                self._settle(self._our_fault(probe, f'{error} (stage "{stage}")'))

    def _left(self, stage: str | None) -> list[str]:
        """Name the probes of a stage that nobody has answered for."""
        return [
            path for path, future in self._futures.items() if self._probes[path].stage == stage and not future.done()
        ]

    def _generation(self, stage: str | None, waiting: Waiting) -> None:
        """Do as much as one session lives to do."""
        session = self._open(stage)
        try:
            width = self._around.limits.lanes if session.has_lanes else 1
            sound = self._drain(session, waiting.shared, width)
            if sound and not self._suspects:
                self._drain(session, waiting.alone, 1)
        finally:
            session.close()

    def _open(self, stage: str | None) -> Session:
        for attempt in range(1, STARTS_TRIED + 1):
            began = time.monotonic()
            try:
                limit = self._around.limits.start_timeout
                around = self._around
                session = Session(
                    self.spec, self.build, guard=around.guard, port=around.server.port, timeout=limit, stage=stage
                )
            except SessionStartError:
                self._around.tell("start", {"browser": self.spec.address})
                if attempt == STARTS_TRIED or self._stopped.is_set():
                    raise
            else:
                self._around.tell("start", {"browser": self.spec.address})
                with self._lock:
                    self._session = session
                if self._stopped.is_set():
                    session.close()
                return session
            finally:
                self.spent.add(starting=time.monotonic() - began)
        raise AssertionError("unreachable")

    def _drain(self, session: Session, waiting: deque[Probe], width: int) -> bool:
        """Gather what waits, ``width`` at a time; False where the session may not be used any more."""
        retired = threading.Event()
        dead: list[Gathered] = []
        threads = [
            threading.Thread(target=self._keep_lane, args=(session, waiting, width, retired, dead), daemon=True)
            for _ in range(min(width, len(waiting)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._broken is not None:
            raise self._broken
        if len(dead) == 1:
            self._settle(dead[0].evidence)
        else:
            self._suspects.extend(dead)
        return not retired.is_set()

    def _keep_lane(
        self, session: Session, waiting: deque[Probe], width: int, retired: threading.Event, dead: list[Gathered]
    ) -> None:
        """Be a lane's thread: what breaks it (a journal on a full disk) is for the gathering's own thread to raise."""
        try:
            self._work_lane(session, waiting, width, retired, dead)
        except Exception as error:  # noqa: BLE001 - nobody looks at a thread's end
            self._broken = error
            retired.set()

    def _work_lane(
        self, session: Session, waiting: deque[Probe], width: int, retired: threading.Event, dead: list[Gathered]
    ) -> None:
        lane = self._lane(session, width)
        while not retired.is_set() and not self._stopped.is_set():
            try:
                probe = waiting.popleft()
            except IndexError:
                return
            gathered = self._gather(lane, probe)
            if gathered.browser_died:
                dead.append(gathered)
            else:
                self._settle(gathered.evidence)
            if gathered.browser_died or gathered.session_spoiled:
                retired.set()

    def _question(self) -> None:
        """Gather each suspect again, alone: one that kills its browser again is the culprit, the others are cleared.

        Where none does, none is cleared: the browser did die, and a crash that nobody answers for must not be lost.
        """
        suspects = list(self._suspects)
        self._suspects.clear()
        answers = [self._gather_alone(self._probes[suspect.evidence.probe]) for suspect in suspects]
        found = any(answer.browser_died for answer in answers)
        for suspect, answer in zip(suspects, answers, strict=True):
            message = f"{suspect.evidence.message} under {len(suspects)} probes at once, and under none of them alone"
            self._settle(answer.evidence if found else dataclasses.replace(suspect.evidence, message=message))

    def _gather_alone(self, probe: Probe) -> Gathered:
        session = self._open(probe.stage)
        try:
            return self._gather(self._lane(session, 1), probe, attempt=2)
        finally:
            session.close()

    def _lane(self, session: Session, width: int) -> Lane:
        return Lane(
            session,
            self._around.server,
            self._around.limits,
            artifacts=self._around.artifacts,
            width=width,
            on_hello=lambda user_agent: self._tell_provenance(session, user_agent),
        )

    def _gather(self, lane: Lane, probe: Probe, *, attempt: int = 1) -> Gathered:
        began = time.monotonic()
        try:
            return lane.gather(probe, timeout=self._timeouts.get(probe.path), attempt=attempt)
        except Exception as error:  # noqa: BLE001 - one broken probe must not take the others with it
            return Gathered(
                evidence=self._our_fault(probe.path, f"{type(error).__name__}: {error}"), session_spoiled=True
            )
        finally:
            self.spent.add(gathering=time.monotonic() - began)

    def _tell_provenance(self, session: Session, user_agent: str) -> None:
        with self._lock:
            first, self._provenance_told = not self._provenance_told, True
        if first:
            provenance: Provenance = session.provenance(user_agent)
            self._around.tell("provenance", provenance)

    def _settle(self, evidence: Evidence) -> None:
        if self._stopped.is_set() and evidence.fault is not None:
            return  # a browser that we ended shows nothing
        self._around.tell("evidence", evidence)
        self._futures[evidence.probe].set_result(evidence)

    def _our_fault(self, probe: str, message: str) -> Evidence:
        return Evidence(probe=probe, browser=self.spec.address, fault=Fault.ERROR, message=message)

    def _give_up(self, message: str) -> None:
        """Answer whoever still waits; where we were stopped, nothing is told, so that a resumed run gathers it."""
        for probe, future in self._futures.items():
            if not future.done():
                evidence = self._our_fault(probe, message)
                if not self._stopped.is_set():
                    with contextlib.suppress(OSError, ValueError):  # the journal may be what broke: answer all the same
                        self._around.tell("evidence", evidence)
                future.set_result(evidence)
