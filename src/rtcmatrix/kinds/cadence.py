"""How often a browser kind has a stable release."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """How many weeks a brand lets pass before each stable release."""

    steps: tuple[tuple[int, int], ...]
    """(milestone, weeks between the stable release before it and itself), from this milestone on; rising."""

    def weeks(self, stable: int, wanted: int) -> int:
        """Return the weeks from the stable release of one milestone to that of a later one; 0 where it is no later."""
        return sum(self._before(milestone) for milestone in range(stable + 1, wanted + 1))

    def _before(self, milestone: int) -> int:
        """Return the weeks before one milestone."""
        return next((weeks for since, weeks in reversed(self.steps) if milestone >= since), self.steps[0][1])


CHROMIUM = Cadence(steps=((94, 4), (153, 2)))
"""The Chromium project's, which Chrome, Chromium and Edge follow, as announced and seen by autumn 2026.

Chrome left its four weeks (kept since 94) for two with 153, stable on 8 September 2026; Edge follows, 152 (24 August)
being its first in the new rhythm: https://github.com/MicrosoftEdge/WebView2Announcements/issues/137, which leads on to
Chrome's announcement. Holidays stretch it."""
