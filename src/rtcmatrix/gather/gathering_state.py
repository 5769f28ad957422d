"""What the stages of one gathering share: who takes part, the time each probe has, where evidence goes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import Future

from rtcmatrix.gather.participants import Meeting, Party
from rtcmatrix.gather.session import Session
from rtcmatrix.gather.resources import Spent, Surroundings
from rtcmatrix.gather.probe_runs import Turn, TurnKey
from rtcmatrix.model import Evidence, Fault, Unavailable


class NeverStartedError(Exception):
    """No session of the column started, so it is not available; the message says why, and each probe ends in this."""


class Commission:
    """Used by every thread that gathers from one browser; each turn is settled once."""

    def __init__(
        self,
        party: Party,
        turns: Iterable[Turn],
        around: Surroundings,
        timeouts: Mapping[str, float],
        *,
        has_usual: bool,
    ) -> None:
        self.party = party
        self.around = around
        self.timeouts = timeouts
        self.spent = Spent()
        self.stopped = threading.Event()
        self.refusal: str | None = None
        """Why the browser does not start at all, once that is known: nobody need try again."""
        self._concluded = threading.Event()
        """Set once it is known whether a usual session starts: one did, or none does."""
        if not has_usual:
            self._concluded.set()
        self._futures: dict[TurnKey, Future[Evidence]] = {turn.key: Future() for turn in turns}
        self._meetings: list[Meeting] = []
        self._has_usual = has_usual
        self._refused = False
        self._introduced: set[str] = set()
        """Addresses whose provenance has been told."""
        self._lock = threading.Lock()

    def evidence(self, probe: str) -> tuple[Evidence, ...]:
        """Wait for the evidence of one probe, all its repeats."""
        turns = sorted(key for key in self._futures if key[0] == probe)
        return tuple(self._futures[key].result() for key in turns)

    def opened(self, meeting: Meeting) -> None:
        """Note sessions that have started, so that ``stop`` ends them; what comes too late is ended at once."""
        with self._lock:
            self._meetings.append(meeting)
        self._concluded.set()
        if self.stopped.is_set():
            meeting.close()

    def conclude(self) -> None:
        """Hear that the usual sessions have come to their end, so that nobody waits for one to start."""
        self._concluded.set()

    def has_started(self) -> bool:
        """Whether a session has started so far, of any stage."""
        with self._lock:
            return bool(self._meetings)

    def never_started(self) -> bool:
        """Whether not one session started, of any stage; waits until that is known of the usual ones."""
        self._concluded.wait()
        return not self.has_started()

    def refuse(self, turns: Iterable[Turn], reason: str) -> None:
        """Call the column not available, once: its probes have no evidence then, and its checks no results."""
        with self._lock:
            first, self._refused = not self._refused, True
        if first and not self.stopped.is_set():
            absent = Unavailable(address=self.party.address, reasons=(("start", reason),))
            with contextlib.suppress(OSError, ValueError):  # as in ``give_up``
                self.around.tell("unavailable", absent)
        for turn in self.left(turns):
            self._futures[turn.key].set_exception(NeverStartedError(reason))

    def hello(self, session: Session, user_agent: str) -> None:
        """Hear a page's first words: those of the first page tell what was launched.

        Pages on stages count only where there are no others: a browser on a display does not call itself headless.
        """
        if session.stage is not None and self._has_usual:
            return
        with self._lock:
            first = session.spec.address not in self._introduced
            self._introduced.add(session.spec.address)
        if first:
            self.around.tell("provenance", session.provenance(user_agent))

    def settle(self, evidence: Evidence) -> None:
        """Take the evidence of a turn."""
        if self.stopped.is_set() and evidence.fault is not None:
            return  # a browser that we ended shows nothing
        self.around.tell("evidence", evidence)
        self._futures[evidence.probe, evidence.repeat].set_result(evidence)

    def left(self, turns: Iterable[Turn]) -> list[Turn]:
        """Give those that have no evidence yet."""
        return [turn for turn in turns if not self._futures[turn.key].done()]

    def give_up(self, turns: Iterable[Turn], message: str) -> None:
        """Answer whoever still waits; where we were stopped, nothing is told, so that a resumed run gathers it."""
        for turn in self.left(turns):
            evidence = Evidence(
                probe=turn.probe.path,
                browser=self.party.address,
                fault=Fault.ERROR,
                message=message,
                repeat=turn.repeat,
            )
            if not self.stopped.is_set():
                with contextlib.suppress(OSError, ValueError):  # the journal may be what broke: answer all the same
                    self.around.tell("evidence", evidence)
            self._futures[turn.key].set_result(evidence)

    def stop(self) -> None:
        """End every session, whatever it is doing; what was gathered has been told."""
        self.stopped.set()
        with self._lock:
            meetings = list(self._meetings)
        for meeting in meetings:
            meeting.close()
