"""Define how often a browser kind has a stable release."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """The number of weeks between the stable releases of a brand."""

    steps: tuple[tuple[int, int], ...]
    """(milestone, weeks between the stable release before it and itself), from this milestone on; ascending."""

    def weeks(self, stable: int, wanted: int) -> int:
        """Return the weeks from the stable release of one milestone to that of a later one; 0 if it is not later."""
        return sum(self._before(milestone) for milestone in range(stable + 1, wanted + 1))

    def _before(self, milestone: int) -> int:
        """Return the weeks before one milestone."""
        return next((weeks for since, weeks in reversed(self.steps) if milestone >= since), self.steps[0][1])


CHROMIUM = Cadence(steps=((94, 4), (153, 2)))
"""The cadence of the Chromium project, as announced and observed by autumn 2026; Chrome and Edge follow it.

Chrome changed from four weeks (since 94) to two with 153, stable on 8 September 2026. Edge changed with 152, stable on
24 August 2026: https://github.com/MicrosoftEdge/WebView2Announcements/issues/137, which links Chrome's announcement.
Holidays extend an interval."""
