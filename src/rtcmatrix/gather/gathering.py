"""Gather the evidence of all probes of one browser or pair in the background, ahead of the checks that judge it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from rtcmatrix.gather.gathering_state import GatheringState
from rtcmatrix.gather.participants import Participants
from rtcmatrix.gather.probe_queue import ProbeQueue
from rtcmatrix.gather.probe_runs import plan_probe_runs
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.resources import PhaseTimes, SharedResources
from rtcmatrix.model import Evidence


class Gathering:
    """Runs the probes of one browser or pair in the background, each once or in the ``repeats`` given.

    ``evidence`` waits for one of them. The longest start first by ``durations`` (seconds, from an earlier run).
    Probes on stages mostly wait for a display to settle: their sessions run one after another, in parallel with the
    session without a stage.
    """

    def __init__(
        self,
        participants: Participants,
        probes: Iterable[Probe],
        resources: SharedResources,
        *,
        durations: Mapping[str, float] | None = None,
        timeouts: Mapping[str, float] | None = None,
        repeats: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        runs = plan_probe_runs(probes, repeats or {}, durations or {})
        self._state = GatheringState(
            participants,
            runs,
            resources,
            dict(timeouts or {}),
            has_default_stage=any(run.probe.stage is None for run in runs),
        )
        queues = {
            stage: ProbeQueue(stage, [run for run in runs if run.probe.stage == stage], self._state)
            for stage in dict.fromkeys(run.probe.stage for run in runs)
        }
        default_queue = queues.pop(None, None)
        self._threads = [
            threading.Thread(target=_run_queues, args=(each,), name=f"gather {participants.address}", daemon=True)
            for each in ([default_queue] if default_queue else [], list(queues.values()))
            if each
        ]

    @property
    def times(self) -> PhaseTimes:
        """Seconds spent so far."""
        return self._state.times

    def start(self) -> None:
        """Start in the background."""
        for thread in self._threads:
            thread.start()

    def evidence(self, probe: str) -> tuple[Evidence, ...]:
        """Wait for the evidence of all repeats of a probe."""
        return self._state.evidence(probe)

    def close(self) -> None:
        """Close the browser, whatever it is doing; evidence gathered so far is in the journal."""
        self._state.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()


def _run_queues(queues: Iterable[ProbeQueue]) -> None:
    for queue in queues:
        queue.run_all()
