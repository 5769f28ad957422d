"""Stage 2: find or install builds. Each source has one file; ``PROVIDERS`` lists them.

A browser that no provider has is not available, with the reason of each provider: no other build replaces it. No
browser is downloaded without ``install``; a missing driver of an installed browser is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rtcmatrix.matrix import DEFAULT_SETTINGS
from rtcmatrix.model import Build, Unavailable
from rtcmatrix.providers import debian, installed, selenium_manager
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.matrix import ProviderSettings
    from rtcmatrix.model import BrowserSpec

__all__ = ["PROVIDERS", "NotProvided", "Provider", "provide"]


class Provider(Protocol):
    """A source of builds: a module with this function."""

    def provide(
        self,
        spec: BrowserSpec,
        *,
        install: bool,
        say: Callable[[str], None],
        settings: ProviderSettings = DEFAULT_SETTINGS,
    ) -> Build:
        """Return the requested build, or raise NotProvided with the reason in one line.

        Called once for each browser of a run, in one thread, before any browser starts. If ``install`` is False,
        no browser may be downloaded or changed; if True, the call may take minutes. ``say`` prints a line of progress.
        ``settings`` are those of the matrix.
        """


PROVIDERS: dict[str, Provider] = {
    "installed": installed,
    "selenium_manager": selenium_manager,
    "debian": debian,
}
"""Every provider, in the order in which ``auto`` tries them."""


def provide(
    spec: BrowserSpec, *, install: bool, say: Callable[[str], None], settings: ProviderSettings = DEFAULT_SETTINGS
) -> Build | Unavailable:
    """Return the build of the provider that the spec names, or with ``auto`` of the first provider that has it."""
    names = [spec.provider]
    if spec.provider == "auto":
        # A binary or driver in the matrix must be used as given, so no other provider is tried
        names = ["installed"] if spec.binary or spec.driver else list(PROVIDERS)
        if install and len(names) > 1:
            # The installed browser may be outdated; only the Debian provider can compare it with the archive and update
            # it
            names.sort(key=lambda name: name != "debian")
    reasons: list[tuple[str, str]] = []
    for name in names:
        try:
            return PROVIDERS[name].provide(spec, install=install, say=say, settings=settings)
        except NotProvided as refusal:
            reasons.append((name, refusal.reason))
        except OSError as wrong:  # a full or read-only cache folder affects this provider only
            reasons.append((name, f"{(wrong.strerror or str(wrong)).lower()}: {wrong.filename}"))
    return Unavailable(address=spec.address, reasons=tuple(reasons))
