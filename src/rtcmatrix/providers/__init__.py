"""Stage 2: where a build comes from. One file for each source; ``PROVIDERS`` is the list of them.

A browser that cannot be had stays a browser that cannot be had, in each provider's own words: nothing else is ever put
in its place, and without ``install`` nothing is downloaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.model import Build, Unavailable
from rtcmatrix.providers import debian, installed, selenium_manager
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.model import BrowserSpec

__all__ = ["PROVIDERS", "NotProvided", "Provider", "provide"]


class Provider(Protocol):
    """A source of builds: a module with this one function."""

    def provide(self, spec: BrowserSpec, *, install: bool, say: Callable[[str], None]) -> Build:
        """Give the build that the spec asks for, or raise NotProvided with the reason in one line.

        Called once for each browser of a run, before anything starts, by one thread. ``install`` False means that
        nothing may be downloaded or changed, True that it may take minutes. ``say`` takes lines of progress.
        """


PROVIDERS: dict[str, Provider] = {
    "installed": installed,
    "selenium_manager": selenium_manager,
    "debian": debian,
}
"""Every provider, in the order in which ``auto`` asks."""


def provide(spec: BrowserSpec, *, install: bool, say: Callable[[str], None]) -> Build | Unavailable:
    """Ask the provider that the spec names, or with ``auto`` each in turn until one has the build."""
    names = [spec.provider]
    if spec.provider == "auto":
        # A binary or driver that the matrix names is a statement, not a wish: no other source may answer for it
        names = ["installed"] if spec.binary or spec.driver else list(PROVIDERS)
        if install and len(names) > 1:
            # What is installed may be an old stable: only Debian can tell of its own packages, and bring the newest
            names.sort(key=lambda name: name != "debian")
    reasons: list[tuple[str, str]] = []
    for name in names:
        try:
            return PROVIDERS[name].provide(spec, install=install, say=say)
        except NotProvided as refusal:
            reasons.append((name, refusal.reason))
        except OSError as wrong:  # a cache folder that is full or not ours: this source's trouble alone
            reasons.append((name, f"{(wrong.strerror or str(wrong)).lower()}: {wrong.filename}"))
    return Unavailable(address=spec.address, reasons=tuple(reasons))
