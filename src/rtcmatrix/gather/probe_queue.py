"""The probes of one stage of a browser or pair, gathered in as many sessions as it takes: lanes, crashes, suspects."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import deque
from collections.abc import Sequence

from rtcmatrix.browsers import NotSupportedByBrowser
from rtcmatrix.gather.gathering_state import Commission
from rtcmatrix.gather.lane import Gathered
from rtcmatrix.gather.participants import AnyLane, Meeting
from rtcmatrix.gather.session import SessionStartError
from rtcmatrix.gather.stages import Lacking, StageStartError
from rtcmatrix.gather.probe_runs import Turn, TurnKey
from rtcmatrix.model import Evidence, Fault

STARTS_TRIED = 2
"""How often a browser that has never started is asked to, before its column is not available."""
RESTARTS_TRIED = 4
"""How often one that has started before is asked to: a starved machine must not cost the rest of a column."""


class Play:
    """Used by one thread, which ``perform`` keeps until every probe has its evidence.

    Probes that may stand beside others run in lanes; those that must be alone follow, one by one. A stage has one
    display, one set of devices: all its probes are alone. A crash, a dead tab or a hang ends the session, and the next
    probe gets a new one. Where a browser died under several probes, each of them is gathered again alone to find the
    one that kills it; if none does, all of them are CRASH, since nobody can say which it was. A probe that came to no
    end in time is gathered once more, alone: neighbours and other browsers take time from it that is not its own.
    """

    def __init__(self, stage: str | None, turns: Sequence[Turn], commission: Commission) -> None:
        self._stage = stage
        self._commission = commission
        self._turns = {turn.key: turn for turn in turns}
        alone = [turn.probe.alone or stage is not None for turn in turns]
        self._shared = deque(turn for turn, single in zip(turns, alone, strict=True) if not single)
        self._alone = deque(turn for turn, single in zip(turns, alone, strict=True) if single)
        self._suspects: list[Gathered] = []
        self._late: set[TurnKey] = set()
        self._served: set[str] = set()
        """Probes that the session of this stage has gathered."""
        self._broken: Exception | None = None

    def perform(self) -> None:
        """Gather them all. Raises nothing: what goes wrong becomes evidence."""
        commission = self._commission
        try:
            while not commission.stopped.is_set() and (self._shared or self._alone or self._suspects):
                if self._suspects:
                    self._question()
                else:
                    self._generation()
        except (Lacking, NotSupportedByBrowser) as lack:
            for turn in commission.left(self._turns.values()):
                commission.settle(dataclasses.replace(self._nothing(turn), unsupported=str(lack)))
        except SessionStartError as error:
            self._refuse(error)
        except BaseException as error:  # noqa: BLE001 - whoever waits must be told, whatever it was
            commission.give_up(self._turns.values(), f"gathering stopped: {type(error).__name__}: {error}")
        else:
            commission.give_up(self._turns.values(), "the run was stopped before this was gathered")
        finally:
            if self._stage is None:
                commission.conclude()

    def _refuse(self, error: SessionStartError) -> None:
        """Take it that a session does not start: a column of which none ever did is not available.

        A stage that cannot be set up says nothing of the browser.
        """
        commission = self._commission
        if self._stage is None:
            commission.refusal = str(error)
            commission.conclude()
        elif isinstance(error.__cause__, StageStartError):
            commission.give_up(self._turns.values(), f'{error} (stage "{self._stage}")')
            return
        if not commission.stopped.is_set() and commission.never_started():
            commission.refuse(self._turns.values(), commission.refusal or str(error))
            return
        where = "" if self._stage is None else f' (stage "{self._stage}")'
        commission.give_up(self._turns.values(), f"{error}{where}")

    def _generation(self) -> None:
        """Do as much as one session lives to do."""
        meeting = self._open()
        self._served.clear()
        try:
            width = meeting.count_lanes(self._commission.around.limits.lanes)
            sound = self._drain(meeting, self._shared, width)
            if sound and not self._suspects:
                self._drain(meeting, self._alone, 1)
        finally:
            meeting.close()

    def _open(self) -> Meeting:
        commission, around = self._commission, self._commission.around
        tries = RESTARTS_TRIED if commission.has_started() else STARTS_TRIED
        for attempt in range(1, tries + 1):
            if commission.refusal is not None:
                raise SessionStartError(commission.refusal)
            began = time.monotonic()
            try:
                meeting = commission.party.open(around, self._stage)
            except SessionStartError:
                if attempt == tries or commission.stopped.is_set():
                    raise
            else:
                commission.opened(meeting)
                return meeting
            finally:
                commission.spent.add(starting=time.monotonic() - began)
        raise AssertionError("unreachable")

    def _drain(self, meeting: Meeting, waiting: deque[Turn], width: int) -> bool:
        """Gather what waits, ``width`` at a time; False where the session may not be used any more."""
        retired = threading.Event()
        dead: list[Gathered] = []
        threads = [
            threading.Thread(target=self._keep_lane, args=(meeting, waiting, width, retired, dead), daemon=True)
            for _ in range(min(width, len(waiting)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._broken is not None:
            raise self._broken
        if len(dead) == 1:
            self._commission.settle(dead[0].evidence)
        else:
            self._suspects.extend(dead)
        return not retired.is_set()

    def _keep_lane(
        self, meeting: Meeting, waiting: deque[Turn], width: int, retired: threading.Event, dead: list[Gathered]
    ) -> None:
        """Be a lane's thread: what breaks it (a journal on a full disk) is for the gathering's own thread to raise."""
        try:
            self._work_lane(meeting, waiting, width, retired, dead)
        except Exception as error:  # noqa: BLE001 - nobody looks at a thread's end
            self._broken = error
            retired.set()

    def _work_lane(
        self, meeting: Meeting, waiting: deque[Turn], width: int, retired: threading.Event, dead: list[Gathered]
    ) -> None:
        lane = self._lane(meeting, width)
        while not retired.is_set() and not self._commission.stopped.is_set():
            try:
                turn = waiting.popleft()
            except IndexError:
                return
            if self._is_stale(turn):
                waiting.appendleft(turn)
                retired.set()
                return
            gathered = self._gather(lane, turn, attempt=2 if turn.key in self._late else 1)
            if gathered.browser_died:
                dead.append(gathered)
            elif gathered.evidence.fault is Fault.TIMEOUT and turn.key not in self._late:
                self._put_off(turn, gathered.evidence)
            else:
                self._commission.settle(gathered.evidence)
            if gathered.browser_died or gathered.session_spoiled:
                retired.set()

    def _is_stale(self, turn: Turn) -> bool:
        """Say whether the session may not serve a turn, because it has served an earlier one of the same probe.

        On a stage all windows share one user context and each probe has one origin, since people see its address: what
        a person answered in one turn would decide the next.
        """
        if self._stage is None:
            return False
        stale = turn.probe.path in self._served
        self._served.add(turn.probe.path)
        return stale

    def _put_off(self, turn: Turn, evidence: Evidence) -> None:
        """Let a probe have a second try after all others; what the first one said stays in the journal."""
        self._commission.around.tell("evidence", evidence)
        self._late.add(turn.key)
        self._alone.append(turn)

    def _question(self) -> None:
        """Gather each suspect again, alone: one that kills its browser again is the culprit, the others are cleared.

        Where none does, none is cleared: the browser did die, and a crash that nobody answers for must not be lost.
        """
        suspects = list(self._suspects)
        self._suspects.clear()
        answers = [
            self._gather_alone(self._turns[suspect.evidence.probe, suspect.evidence.repeat]) for suspect in suspects
        ]
        found = any(answer.browser_died for answer in answers)
        for suspect, answer in zip(suspects, answers, strict=True):
            message = f"{suspect.evidence.message} under {len(suspects)} probes at once, and under none of them alone"
            self._commission.settle(
                answer.evidence if found else dataclasses.replace(suspect.evidence, message=message)
            )

    def _gather_alone(self, turn: Turn) -> Gathered:
        meeting = self._open()
        try:
            return self._gather(self._lane(meeting, 1), turn, attempt=2)
        finally:
            meeting.close()

    def _lane(self, meeting: Meeting, width: int) -> AnyLane:
        return meeting.make_lane(self._commission.around, width=width, hello=self._commission.hello)

    def _gather(self, lane: AnyLane, turn: Turn, *, attempt: int = 1) -> Gathered:
        began = time.monotonic()
        try:
            return lane.gather(turn, timeout=self._commission.timeouts.get(turn.probe.path), attempt=attempt)
        except Exception as error:  # noqa: BLE001 - one broken probe must not take the others with it
            message = f"{type(error).__name__}: {error}"
            ours = dataclasses.replace(self._nothing(turn), fault=Fault.ERROR, message=message)
            return Gathered(evidence=ours, session_spoiled=True)
        finally:
            self._commission.spent.add(gathering=time.monotonic() - began)

    def _nothing(self, turn: Turn) -> Evidence:
        """Begin the evidence of a turn that has no account."""
        return Evidence(
            probe=turn.probe.path, browser=self._commission.party.address, stage=self._stage, repeat=turn.repeat
        )
