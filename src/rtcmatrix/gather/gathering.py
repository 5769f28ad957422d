"""All the probes of one browser or pair, gathered ahead of whoever judges them: usual ones, beside them the stages."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from rtcmatrix.gather.gathering_state import Commission
from rtcmatrix.gather.participants import Party
from rtcmatrix.gather.probe_queue import Play
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.resources import Spent, Surroundings
from rtcmatrix.gather.probe_runs import turns_of
from rtcmatrix.model import Evidence


class Gathering:
    """Gathers the probes of one browser or pair in the background, each once or in the ``repeats`` given.

    ``evidence`` waits for one of them. The longest are begun first by ``durations`` (seconds, from an earlier run).
    Probes on stages are mostly waiting for a display to come to rest: their sessions, one after the other, stand beside
    the usual one.
    """

    def __init__(
        self,
        party: Party,
        probes: Iterable[Probe],
        surroundings: Surroundings,
        *,
        durations: Mapping[str, float] | None = None,
        timeouts: Mapping[str, float] | None = None,
        repeats: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        turns = turns_of(probes, repeats or {}, durations or {})
        self._commission = Commission(
            party,
            turns,
            surroundings,
            dict(timeouts or {}),
            has_usual=any(turn.probe.stage is None for turn in turns),
        )
        plays = {
            stage: Play(stage, [turn for turn in turns if turn.probe.stage == stage], self._commission)
            for stage in dict.fromkeys(turn.probe.stage for turn in turns)
        }
        usual = plays.pop(None, None)
        self._threads = [
            threading.Thread(target=_perform, args=(each,), name=f"gather {party.address}", daemon=True)
            for each in ([usual] if usual else [], list(plays.values()))
            if each
        ]

    @property
    def spent(self) -> Spent:
        """Seconds so far."""
        return self._commission.spent

    def start(self) -> None:
        """Begin; returns at once."""
        for thread in self._threads:
            thread.start()

    def evidence(self, probe: str) -> tuple[Evidence, ...]:
        """Wait for the evidence of one probe, all its repeats."""
        return self._commission.evidence(probe)

    def close(self) -> None:
        """End the browser, whatever it is doing; what was gathered has been told."""
        self._commission.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()


def _perform(plays: Iterable[Play]) -> None:
    for play in plays:
        play.perform()
