"""Plan the runs of probes in one browser or pair. A probe runs several times if noise is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rtcmatrix.gather.probes import Probe

ProbeRunKey = tuple[str, int]
"""The path of a probe and the number of the repeat."""


@dataclass(frozen=True, kw_only=True)
class ProbeRun:
    """One run of a probe."""

    probe: Probe
    repeat: int = 0
    """See ``rtcmatrix.model.Evidence``."""
    needs_own_window: bool = False
    """Whether its window, with a new user context, is used for no other run."""

    @property
    def key(self) -> ProbeRunKey:
        """Identify the run within its browser or pair."""
        return self.probe.path, self.repeat


def plan_probe_runs(
    probes: Iterable[Probe], repeats: Mapping[str, Sequence[int]], durations: Mapping[str, float]
) -> list[ProbeRun]:
    """Return the runs for one browser or pair: the first repeat of every probe, longest first, then the second.

    Repeats of a probe are far apart, so that a short disturbance of the machine does not affect all of them.
    """
    runs = [
        ProbeRun(probe=probe, repeat=repeat, needs_own_window=len(requested) > 1 or repeat > 0)
        for probe in probes
        for requested in [repeats.get(probe.path, (0,))]
        for repeat in requested
    ]
    return sorted(runs, key=lambda run: (run.repeat, -durations.get(run.probe.path, float("inf"))))
