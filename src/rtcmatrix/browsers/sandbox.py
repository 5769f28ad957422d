"""Find whether browsers have their sandbox here, and why one could not start with it. A part of the room.

The sandbox of the Chromium family restricts the processes that run pages. It is never switched off to make a browser
start: as root on Linux it is not supported, and only then the browsers are started without it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OFF = "--no-sandbox"
"""The switch of the Chromium family."""


def is_supported() -> bool:
    """Return whether the sandbox of the Chromium family works for this user: it does not for root on Linux."""
    if sys.platform == "linux":
        return os.geteuid() != 0
    else:  # noqa: RET505 - mypy skips the branches of other systems
        return True


def why_unusable(binary: str, environment: Mapping[str, str]) -> str | None:
    """Return why a build of the Chromium family does not start with its sandbox, and what to do; None if it does.

    For a browser that did not start: its driver hides what it printed. ``environment`` is that of the driver.
    """
    if sys.platform == "linux":
        from rtcmatrix.browsers.sandbox_linux import why_no_sandbox  # noqa: PLC0415 - Linux only

        return why_no_sandbox(binary, environment)
    else:  # noqa: RET505 - mypy skips the branches of other systems
        return None
