"""How a probe ended in a browser, in words that two gatherings of the same end share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtcmatrix.model import Evidence


def probe_status(evidence: Evidence) -> str:
    """Say how a probe ended; without its message, which may hold times."""
    if evidence.unsupported is not None:
        return f"not supported: {evidence.unsupported}"
    return evidence.fault.value if evidence.fault else "observed"
