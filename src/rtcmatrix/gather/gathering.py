"""All the probes of one browser, gathered ahead of whoever judges them: the usual ones, and beside them the stages."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from rtcmatrix.gather.commission import Commission
from rtcmatrix.gather.play import Play
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.surroundings import Spent, Surroundings
from rtcmatrix.model import BrowserSpec, Build, Evidence


class Gathering:
    """Gathers the probes of one browser in the background, each once; ``evidence`` waits for one of them.

    The longest are begun first by ``durations`` (seconds, from an earlier run). Probes on stages are mostly waiting for
    a display to come to rest: their sessions, one after the other, stand beside the usual one.
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
        known = dict(durations or {})
        longest_first = sorted(probes, key=lambda probe: -known.get(probe.path, float("inf")))
        self._commission = Commission(
            spec,
            build,
            [probe.path for probe in longest_first],
            surroundings,
            dict(timeouts or {}),
            has_usual=any(probe.stage is None for probe in longest_first),
        )
        plays = {
            stage: Play(stage, [probe for probe in longest_first if probe.stage == stage], self._commission)
            for stage in dict.fromkeys(probe.stage for probe in longest_first)
        }
        usual = plays.pop(None, None)
        self._threads = [
            threading.Thread(target=_perform, args=(each,), name=f"gather {spec.address}", daemon=True)
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

    def evidence(self, probe: str) -> Evidence:
        """Wait for the evidence of one probe."""
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
