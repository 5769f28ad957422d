"""A turn: one gathering of a probe. Where noise is measured, a probe has several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rtcmatrix.gather.probes import Probe

TurnKey = tuple[str, int]
"""The path of a probe, and which repeat it is."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One gathering of a probe, in a fresh user context where it has several."""

    probe: Probe
    repeat: int = 0
    """See ``rtcmatrix.model.Evidence``."""
    fresh: bool = False
    """The window it is gathered in is used for nothing else."""

    @property
    def key(self) -> TurnKey:
        """Tell turns apart."""
        return self.probe.path, self.repeat


def turns_of(
    probes: Iterable[Probe], repeats: Mapping[str, Sequence[int]], durations: Mapping[str, float]
) -> list[Turn]:
    """Give the turns of one browser: every probe's first, the longest in front, then every probe's next.

    Repeats of one probe are far apart so that what disturbs a machine for a moment does not disturb all of them.
    """
    turns = [
        Turn(probe=probe, repeat=repeat, fresh=len(asked) > 1 or repeat > 0)
        for probe in probes
        for asked in [repeats.get(probe.path, (0,))]
        for repeat in asked
    ]
    return sorted(turns, key=lambda turn: (turn.repeat, -durations.get(turn.probe.path, float("inf"))))
